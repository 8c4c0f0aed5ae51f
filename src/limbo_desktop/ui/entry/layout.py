"""Which fields a kind's form has, in which order, and which of them are asked first."""

from dataclasses import dataclass

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.ui.inputs.make import WIDE


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the form: the key of the record, the kind's field if it is one, its width."""

    key: str
    field: Field | None = None
    wide: bool = False


def short_slots(kind: str) -> tuple[Slot, ...]:
    """Return what is asked first: the date, the starred fields, own words, documents."""
    return (
        Slot("when", wide=True),
        Slot("when_source", wide=True),
        *(_slot(field) for field in _fields(kind) if field.short),
        Slot("account.text", wide=True),
        Slot("documents", wide=True),
    )


def more_slots(kind: str) -> tuple[Slot, ...]:
    """Return what stands under “more”."""
    return (
        Slot("time"),
        Slot("place"),
        Slot("country"),
        Slot("account.lang"),
        *(_slot(field) for field in _fields(kind) if not field.short),
        Slot("knowledge"),
        Slot("told_by"),
        Slot("people", wide=True),
        Slot("translations", wide=True),
        Slot("told_authority", wide=True),
        Slot("grounds", wide=True),
    )


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


def _slot(field: Field) -> Slot:
    return Slot(f"fields.{field.name}", field, field.type in WIDE)


def _fields(kind: str) -> tuple[Field, ...]:
    found = KINDS.get(kind)
    return found.fields if found else ()
