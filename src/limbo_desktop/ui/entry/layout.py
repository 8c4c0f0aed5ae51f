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
_ACCOUNT = _own("account.text", Value.LONG, N_("In your own words"))
_DOCUMENTS = _own("documents", Value.CITATIONS)

_BEFORE = (
    _own("time", Value.TIME),
    _own("place", Value.PLACE),
    _own("country", Value.COUNTRY),
    _own("account.lang", Value.LANGUAGE, N_("Language of your words")),
)
_AFTER = (
    _own("knowledge", Value.KNOWLEDGE),
    _own("told_by", Value.PERSON),
    _own("people", Value.LIST),
    _own("translations", Value.LIST, N_("Translations")),
    _own("told_authority", Value.DATE, wide=True),
    _own("grounds", Value.GROUND),
)


def short_slots(kind: str) -> tuple[Slot, ...]:
    """Return what is asked first: the date, the starred fields, own words, documents."""
    starred = (slot for slot in _slots(kind) if slot.field.short)
    return (WHEN, _WHEN_SOURCE, *starred, _ACCOUNT, _DOCUMENTS)


def more_slots(kind: str) -> tuple[Slot, ...]:
    """Return what stands under “more”."""
    return (*_BEFORE, *(slot for slot in _slots(kind) if not slot.field.short), *_AFTER)


def rows_of(slots: tuple[Slot, ...], columns: int) -> tuple[tuple[Slot, ...], ...]:
    """Return the slots in rows of one or two; a wide one has its row alone."""
    rows: list[tuple[Slot, ...]] = []
    for slot in slots:
        last = rows[-1] if rows else ()
        if columns == 2 and len(last) == 1 and not last[0].wide and not slot.wide:
            rows[-1] = (*last, slot)
        else:
            rows.append((slot,))
    return tuple(rows)


def _slots(kind: str) -> Iterator[Slot]:
    found = KINDS.get(kind)
    for field in found.fields if found else ():
        yield Slot(f"fields.{field.name}", field, field.type in WIDE)
