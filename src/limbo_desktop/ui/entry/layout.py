"""Which fields a kind's form has, in which order, and which of them are asked first."""

from collections.abc import Iterator
from dataclasses import dataclass

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.names import LABELS
from limbo_desktop.ui.inputs.make import WIDE


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the form: the key of the record, what is asked there, its width."""

    key: str
    field: Field
    wide: bool = False


def _own(key: str, type_: Value, label: str = "", *, wide: bool = False) -> Slot:
    field = Field(key, type_, label or LABELS[f"event.{key}"])
    return Slot(key, field, wide or type_ in WIDE)


WHEN = _own("when", Value.DATE, N_("When it was"), wide=True)
_WHEN_SOURCE = _own("when_source", Value.TEXT, N_("How the date is known"), wide=True)
ACCOUNT = _own("account.text", Value.LONG, N_("In your own words"))
_LANGUAGE = _own("account.lang", Value.LANGUAGE, N_("Language of your words"))
TRANSLATIONS = _own("translations", Value.LIST, N_("Translations"))
_DOCUMENTS = _own("documents", Value.CITATIONS)
_BESIDE = (ACCOUNT.key, _LANGUAGE.key, TRANSLATIONS.key)

_BEFORE = (
    _own("time", Value.TIME),
    _own("place", Value.PLACE),
    _own("country", Value.COUNTRY),
)
_AFTER = (
    _own("knowledge", Value.KNOWLEDGE),
    _own("told_by", Value.PERSON),
    _own("people", Value.LIST),
    _own("told_authority", Value.DATE, wide=True),
    _own("grounds", Value.GROUND),
)


def short_slots(kind: str, *, translated: bool = False) -> tuple[Slot, ...]:
    """Return what is asked first: the date, the starred fields, own words, documents.

    Own words that are `translated` have their translations with them.
    """
    starred = (slot for slot in _slots(kind) if slot.field.short)
    words = (ACCOUNT, _LANGUAGE, TRANSLATIONS) if translated else (ACCOUNT,)
    return (WHEN, _WHEN_SOURCE, *starred, *words, _DOCUMENTS)


def more_slots(kind: str, *, translated: bool = False) -> tuple[Slot, ...]:
    """Return what stands under “more”."""
    words = () if translated else (_LANGUAGE, TRANSLATIONS)
    further = (slot for slot in _slots(kind) if not slot.field.short)
    return (*words, *_BEFORE, *further, *_AFTER)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands in the grid: its row and column, and how many of each it takes."""

    key: str
    row: int
    column: int = 0
    rows: int = 1
    columns: int = 1


def places_of(slots: tuple[Slot, ...], columns: int, *, beside: bool = False) -> Iterator[Place]:
    """Yield where each slot stands in one or two columns; a wide one has its row alone.

    With `beside` own words and their language stand in two rows at the line's start, their
    translations beside both.
    """
    row, column = 0, 0
    beside = beside and columns == 2
    for slot in slots:
        if beside and slot.key in _BESIDE:
            if slot.key == ACCOUNT.key:
                row, column = row + (column > 0), 0
                yield Place(slot.key, row)
            elif slot.key == _LANGUAGE.key:
                yield Place(slot.key, row + 1)
            else:
                yield Place(slot.key, row, 1, rows=2)
                row += 2
        elif slot.wide or columns == 1:
            row, column = row + (column > 0), 0
            yield Place(slot.key, row, columns=2)
            row += 1
        else:
            yield Place(slot.key, row, column)
            row, column = row + column, 1 - column


def field_slot(field: Field) -> Slot:
    """Return the place of a kind's field."""
    return Slot(f"fields.{field.name}", field, field.type in WIDE)


def _slots(kind: str) -> Iterator[Slot]:
    found = KINDS.get(kind)
    return map(field_slot, found.fields if found else ())
