"""What the results of a search say: a line for each hit, how many there are of each type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event, Person, Task
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.bidi import LRM, RLM, direction_of
from limbo_desktop.text.names import name_of
from limbo_desktop.text.searching import Span
from limbo_desktop.text.words import Words
from limbo_desktop.vault.hits import MOST, Hit

GROUPS: Final[Mapping[str, str]] = {
    "event": N_("Entries"),
    "document": N_("Documents"),
    "person": N_("People"),
    "task": N_("Next steps"),
}
"""The types in the order in which they stand, with their headings."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with the words that were searched."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class HitWords:
    """One hit: its title, what and when it is and where the words stand, and the words.

    `covered` stands in place of a threat's words, which are in none of the others.
    """

    title: Marked
    meta: str
    text: Marked
    covered: str
    spoken: str


def hit_words(words: Words, hit: Hit) -> HitWords:
    """Return what a hit says in the language of `words`."""
    place = words.t("Page {number}", number=hit.page) if hit.page else words.t(hit.place)
    title = hit.title or _kind(words, hit) or words.t("Without a title")
    meta = _joined(words, (_kind(words, hit), words.date(_when(hit)) if _when(hit) else "", place))
    covered = words.t("The words are covered") if hit.covered else ""
    text = Marked("") if covered else _marked(hit)
    said = (title, meta, covered or text.text)
    return HitWords(
        Marked(title, hit.title_spans),
        meta,
        text,
        covered,
        "\n".join(each for each in said if each),
    )


def counted(words: Words, type_: str, count: int) -> str:
    """Return how many records of a type were found."""
    match type_:
        case "event":
            said = words.n("{count} entry", "{count} entries", count)
        case "document":
            said = words.n("{count} document", "{count} documents", count)
        case "person":
            said = words.n("{count} person", "{count} people", count)
        case _:
            said = words.n("{count} next step", "{count} next steps", count)
    return words.t("{counted} or more", counted=said) if count >= MOST else said


def all_counted(words: Words, totals: Mapping[str, int]) -> str:
    """Return how many of each type there are: “3 documents and 1 person”; "" for none."""
    return words.list([counted(words, each, totals[each]) for each in GROUPS if totals.get(each)])


def _marked(hit: Hit) -> Marked:
    """The snippet; where its own first word runs the other way, a mark gives its direction."""
    text, spans = hit.snippet.text, hit.snippet.spans
    rtl = hit.snippet.rtl
    if not text or (direction_of(text) == "rtl") == rtl:
        return Marked(text, spans)
    return Marked((RLM if rtl else LRM) + text, tuple((a + 1, b + 1) for a, b in spans))


def _kind(words: Words, hit: Hit) -> str:
    match hit.record:
        case Event():
            kind = KINDS.get(hit.record.kind)
            return words.t(kind.label) if kind else hit.record.kind
        case Document():
            return name_of(words, Value.DOCUMENT_TYPE, hit.record.type)
        case Person():
            return name_of(words, Value.PERSON_ROLE, hit.record.role)
        case Task():
            return name_of(words, Value.TASK_TYPE, hit.record.type)


def _when(hit: Hit) -> str:
    match hit.record:
        case Person():
            return ""
        case Task():
            return hit.record.due
        case _:
            return hit.record.when


def _joined(words: Words, parts: tuple[str, ...]) -> str:
    told = [each for each in parts if each]
    if not told:
        return ""
    return reduce(
        lambda first, second: words.t("{first} · {second}", first=first, second=second), told
    )
