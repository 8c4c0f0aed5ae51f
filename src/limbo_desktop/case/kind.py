"""The shape of a kind of event: its fields, their types and choices, as data.

The functions below only exist so that the tables read well and Babel finds the labels.
"""

from dataclasses import dataclass

from limbo_desktop.case.lanes import Lane
from limbo_desktop.case.values import Value


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice; `label` is a msgid."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind; `label` is a msgid, `short` puts it into the short form.

    `choices` belong to CHOICE, `parts` (the keys of each object) to LIST.
    """

    name: str
    type: Value
    label: str
    short: bool = False
    choices: tuple[Choice, ...] = ()
    parts: tuple["Field", ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event; `label` is a msgid."""

    name: str
    label: str
    lane: Lane
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when the kind has none such."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


def kind(name: str, label: str, lane: Lane, *fields: Field) -> Kind:
    """One row of the table of kinds."""
    return Kind(name, label, lane, fields)


def field(
    name: str,
    type_: Value,
    label: str,
    *answers: Choice,
    short: bool = False,
    parts: tuple[Field, ...] = (),
) -> Field:
    """One field of a kind; `answers` for a choice, `parts` for a list of objects."""
    return Field(name, type_, label, short, answers, parts)


def choice(value: str, label: str) -> Choice:
    """One answer of a choice."""
    return Choice(value, label)
