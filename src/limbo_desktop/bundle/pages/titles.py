"""What entries and exhibits are called in the languages of the bundle."""

from collections.abc import Iterable

from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.selection import Entry, Exhibit
from limbo_desktop.bundle.two_languages import (
    MACHINE,
    Wording,
    best_in,
    same_language,
    titles,
)
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.text.bidi import shielded
from limbo_desktop.text.hyphenation import hyphenated_in
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span


def exhibit_title(telling: Telling, exhibit: Exhibit) -> str:
    """The title in the bundle's language where the case has one, else as the person wrote it."""
    named = {each.lang: each.text for each in exhibit.document.titles}
    title = named.get(telling.words.language.code) or exhibit.document.title
    return shielded(title) or telling.words.t("Exhibit {number}", number=Said(str(exhibit.number)))


def entry_title(telling: Telling, entry: Entry) -> str:
    """The title in the language of the telling where there is one, else as written."""
    told = best_in(titles(entry.event), telling.words.language.code)
    title = told.text if told is not None else entry.event.title
    return shielded(title) or telling.words.t("Without a title")


def title_spans(telling: Telling, entry: Entry, *, divided: bool = False) -> list[Span]:
    """The title for a table; in a bundle of two languages, what is there for want of one.

    That one was translated by a machine is said.  In a narrow column long words are `divided`.
    """
    words, styles = telling.words, telling.styles
    code = words.language.code
    if telling.second is None:
        return [Span(entry_title(telling, entry), styles.table_bold)]
    told = titles(entry.event)
    shown = best_in(told, code)
    if shown is None and told and code == telling.selection.options.lang:
        pair = telling.selection.line_order
        shown = next((each for each in told if not _told_in(each, pair)), None)
    if shown is not None:
        text = hyphenated_in(shown.text, shown.lang) if divided else shown.text
        spans = [Span(shielded(text), styles.table_bold)]
        if shown.by == MACHINE:
            spans.append(Span("\n", styles.apparatus))
            spans.append(Span(words.t("made by a machine"), styles.apparatus))
        return spans
    if not told:
        return [Span(words.t("Without a title"), styles.table_bold)]
    kind = words.t(KINDS[entry.event.kind].label)
    return [Span(words.t("{kind} (title not translated)", kind=kind), styles.table)]


def _told_in(title: Wording, languages: Iterable[str]) -> bool:
    return any(same_language(title.lang, lang) for lang in languages)


def title_by_machine(telling: Telling, entry: Entry) -> bool:
    """Whether the title that is shown was translated by a machine."""
    told = best_in(titles(entry.event), telling.words.language.code)
    return told is not None and told.by == MACHINE
