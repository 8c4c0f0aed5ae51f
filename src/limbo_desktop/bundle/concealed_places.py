"""Every place of a bundle where a name is replaced or may be one, and every document held back.

The records are taken through the very concealing that the bundle does, and what it meets is noted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.concealed_records import ConcealedRecords
from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.redacting import Redacting, redacting_of
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case, Document
from limbo_desktop.vault.vault import Vault

AROUND = 40
"""Characters that are told on either side of a name."""

_READ_AS_TEXT = frozenset({"text", "chat", "mail", "office", "web"})
_DRAWN = frozenset({"pdf", "image"})


@dataclass(frozen=True, slots=True)
class Place:
    """A name in a record (`type` and `id`; the case itself has the type "case"), with the words
    around it; `printed` is what stands for it, "" when it stays because the app is not sure.
    """

    type: str
    id: str
    title: str
    before: str
    name: str
    after: str
    printed: str
    doubt: Doubt


class Why(Enum):
    """Why a document is told of: what keeps it back, or what the person decided."""

    KNOWN = auto()
    """It is known to show somebody concealed, or its file name has the name."""
    NAMED = auto()
    """A name stands in its text."""
    IN_SIGHT = auto()
    """Boxes are drawn, but on other pages a name is left."""
    REDACTED = auto()
    LET_GO = auto()
    REPLACED = auto()


@dataclass(frozen=True, slots=True)
class Held:
    """A document that somebody concealed is in.

    `pages` are those that are meant, from 1: with a name, or with boxes when it is redacted;
    `drawn` says that boxes can be drawn on it, `text` that names in it can be replaced.
    """

    document: str
    title: str
    why: Why
    people: frozenset[str]
    pages: tuple[int, ...] = ()
    drawn: bool = False
    text: bool = False


@dataclass(frozen=True, slots=True)
class Concealed:
    """What the person looks through before a bundle goes."""

    places: tuple[Place, ...]
    held: tuple[Held, ...]


class _Watching(Concealer):
    """A concealer that notes what it meets, for the record in hand."""

    def __init__(self, case: Case, numbers: Mapping[str, int]) -> None:
        super().__init__(case.people, numbers)
        self.noted: list[Place] = []
        self.record = ("case", "", "")

    def text(self, text: str, lang: str = "") -> str:
        type_, id_, title = self.record
        for found in self.places(text) if text else ():
            printed = "" if found.doubt.kept else self.printed(found.people, text, lang)
            before = text[max(0, found.start - AROUND) : found.start]
            after = text[found.end : found.end + AROUND]
            name = text[found.start : found.end]
            self.noted.append(Place(type_, id_, title, before, name, after, printed, found.doubt))
        return super().text(text, lang)


def concealed_in(vault: Vault, case: Case, options: Options) -> Concealed:
    """What a bundle with these options conceals.  On a snapshot; no file is opened for it."""
    selection = select(case, options)
    watching = _Watching(case, options.given.witnesses if options.given else {})
    if not watching.hidden:
        return Concealed((), ())
    records = ConcealedRecords(watching, case.people, options.lang)
    events = {each.event.id for each in selection.entries}
    documents = {each.document.id for each in selection.exhibits}
    records.info(case.info)
    for event in case.events:
        if event.id in events:
            watching.record = ("event", event.id, event.title)
            records.event(event)
    chosen = [each for each in case.documents if each.id in documents]
    for document in chosen:
        watching.record = ("document", document.id, document.title or document.file)
        records.document(document)
    redacting = redacting_of(case, vault.redactions.all())
    held = (_held(vault, watching, redacting, each) for each in chosen)
    return Concealed(tuple(watching.noted), tuple(each for each in held if each is not None))


def _held(
    vault: Vault, concealer: Concealer, redacting: Redacting, document: Document
) -> Held | None:
    facts = vault.findings.facts(document.sha256)
    kind = facts.kind if facts is not None else ""
    named: dict[int, set[str]] = {}
    for page, text in enumerate(vault.findings.pages(document.sha256), start=1):
        who = {who for found in concealer.find(text) for who in found.people}
        if who:
            named[page] = who
    told = [value for _, value in facts.told] if facts is not None else []
    beside = {who for text in told for found in concealer.find(text) for who in found.people}
    known = redacting.known.get(document.id, frozenset())
    people = frozenset(known | beside | {who for some in named.values() for who in some})
    boxes = redacting.boxes(document.id)
    release = redacting.release(document.id)
    left = redacting.held(document.id, people)
    pages: tuple[int, ...] = tuple(named)
    if boxes:
        bare = tuple(page for page, who in named.items() if page not in boxes and who & left)
        why, pages = (Why.IN_SIGHT, bare) if bare else (Why.REDACTED, tuple(sorted(boxes)))
    elif release is not None and not left:
        why = Why.REPLACED if redacting.replaces(document.id) else Why.LET_GO
    elif not left:
        return None
    else:
        why = Why.NAMED if named else Why.KNOWN
    return Held(
        document.id,
        document.title or document.file,
        why,
        people,
        pages if kind == "pdf" or boxes else (),
        kind in _DRAWN,
        kind in _READ_AS_TEXT,
    )
