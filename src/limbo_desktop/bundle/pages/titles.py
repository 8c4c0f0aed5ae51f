"""What entries and exhibits are called in the language of the bundle."""

from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.selection import Entry, Exhibit
from limbo_desktop.text.bidi import shielded
from limbo_desktop.text.said import Said


def exhibit_title(telling: Telling, exhibit: Exhibit) -> str:
    """The title in the bundle's language where the case has one, else as the person wrote it."""
    titles = {each.lang: each.text for each in exhibit.document.titles}
    title = titles.get(telling.words.language.code) or exhibit.document.title
    return shielded(title) or telling.words.t("Exhibit {number}", number=Said(str(exhibit.number)))


def entry_title(telling: Telling, entry: Entry) -> str:
    """The title in the bundle's language where a translation has one, else as written."""
    titles = {each.lang: each.title for each in entry.event.translations}
    title = titles.get(telling.words.language.code) or entry.event.title
    return shielded(title) or telling.words.t("Without a title")
