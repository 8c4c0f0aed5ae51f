"""What is known of a document already and what would help: where it came from, what it is."""

from collections.abc import Iterator
from typing import Final

from limbo_desktop.case import reasons
from limbo_desktop.case.checklist import NOTHING, Item, marked
from limbo_desktop.case.records import Document
from limbo_desktop.marking import N_

_NO_ORIGINAL: Final = {"message_export", "screenshot", "web_page", "audio", "video"}
"""Types that are made as files: the file itself is what there is."""

_SHOWING: Final = {"photo", "video", "audio", "screenshot"}
"""Types in which somebody may be seen or heard whose name is to be concealed."""


def paper_checklist(
    document: Document, *, translated: bool = False, silenced: frozenset[str] = NOTHING
) -> tuple[Item, ...]:
    """Return the lines for `document`, in the order of its form; `field` is a field of Document.

    `translated` says that another document is its translation; `silenced` are the keys of lines
    that the person put aside.
    """
    return marked(tuple(_lines(document, translated=translated)), silenced)


def paper_lacks(document: Document, silenced: frozenset[str] = NOTHING) -> str:
    """Return the key of the line that a document lacks most and that is not put aside, or ""."""
    obtained = document.obtained
    order = {
        "obtained.how": obtained.how,
        "when": document.when,
        "type": document.type,
        "title": document.title,
    }
    return next((key for key, value in order.items() if not value and key not in silenced), "")


def _lines(document: Document, *, translated: bool) -> Iterator[Item]:
    obtained = document.obtained
    yield _line("title", N_("What it is called"), reasons.PAPER_TITLE, bool(document.title))
    yield _line("type", N_("What kind of paper it is"), reasons.PAPER_TYPE, bool(document.type))
    yield _line("when", N_("The date on it"), reasons.PAPER_WHEN, bool(document.when))
    yield _line("languages", N_("Its language"), reasons.PAPER_LANGUAGE, bool(document.languages))
    yield _line("obtained.how", N_("How it came to you"), reasons.OBTAINED, bool(obtained.how))
    yield _line(
        "obtained.when", N_("When it came to you"), _when_reason(document), bool(obtained.when)
    )
    yield _line(
        "obtained.from_", N_("From whom it came"), reasons.OBTAINED_FROM, bool(obtained.from_)
    )
    yield _line(
        "obtained.why_not_earlier",
        N_("Why not earlier"),
        reasons.WHY_NOT_EARLIER,
        bool(obtained.why_not_earlier),
    )
    if document.type not in _NO_ORIGINAL:
        yield _line("original", N_("Original or copy"), reasons.ORIGINAL, bool(document.original))
        yield _line(
            "original_kept",
            N_("Where the original is"),
            reasons.ORIGINAL_KEPT,
            bool(document.original_kept),
        )
    if document.translation_of:
        known = bool(document.translator.name)
        yield _line(
            "translator", N_("Who translated it"), reasons.TRANSLATOR, known, "translator.name"
        )
    else:
        yield _line("translation", N_("A translation"), reasons.PAPER_TRANSLATION, translated, "")
    if document.type in _SHOWING:
        yield _line("shows", N_("Who is seen or heard in it"), reasons.SHOWS, bool(document.shows))


def _when_reason(document: Document) -> str:
    captured = document.type in {"screenshot", "web_page", "message_export"}
    return reasons.CAPTURED if captured else reasons.OBTAINED_WHEN


def _line(key: str, label: str, reason: str, present: bool, field: str | None = None) -> Item:
    return Item(key, label, reason, present, key if field is None else field)
