"""In which languages a paper is, and whether a translation of it is in the bundle."""

from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.selection import Exhibit
from limbo_desktop.text.said import Said


def languages_told(telling: Telling, exhibit: Exhibit) -> Said:
    """The languages of a paper, and its translations or that there is none; never empty.

    Of a translation the languages alone: what it translates is told beside.
    """
    words, document = telling.words, exhibit.document
    if not document.languages:
        names = words.t("language not known")
    else:
        names = words.list([words.language_name(each) for each in document.languages])
    translated = [
        Said(str(each.number))
        for each in telling.selection.all_exhibits
        if each.translates == exhibit.number
    ]
    if translated:
        return words.t(
            "{languages}; translation: exhibit {numbers}",
            languages=names,
            numbers=words.list(translated),
        )
    translator = document.translator
    if exhibit.translates or translator.name or translator.certified or not document.languages:
        return names
    return words.t("{languages}, without a translation", languages=names)


def translation_told(telling: Telling, exhibit: Exhibit) -> Said:
    """Which exhibit it translates, and that it is certified; "" for what translates none."""
    words = telling.words
    if not exhibit.translates:
        return Said("")
    number = Said(str(exhibit.translates))
    if exhibit.document.translator.certified:
        return words.t("certified translation of exhibit {number}", number=number)
    return words.t("translation of exhibit {number}", number=number)
