"""Makes the input that fits a field of a kind."""

from limbo_desktop.case.kind import Field
from limbo_desktop.case.values import Value
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Around, Input
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.inputs.rows import RowsInput
from limbo_desktop.ui.inputs.small import (
    ChoiceInput,
    MoneyInput,
    NumberInput,
    TimeInput,
    YesNoInput,
)
from limbo_desktop.ui.inputs.text import LongInput, TextInput
from limbo_desktop.ui.inputs.tokens import DocumentInput, PeopleInput
from limbo_desktop.ui.theme import Theme

WIDE = {Value.LONG, Value.LIST, Value.CITATIONS, Value.DOCUMENTS}
"""Types whose input takes both columns of the form."""

_COVERED = "exact_words"


def make_input(theme: Theme, words: Words, field: Field, around: Around) -> Input:
    """Return an input for `field`, named by its label."""
    label = words.t(field.label)
    match field.type:
        case Value.LONG:
            covered = field.name == _COVERED and around.cover
            hint = words.t("This may stay empty: “I do not know” is an answer too.")
            why = field.name in {"why_believed", "why_me"}
            return LongInput(theme, words, label, covered=covered, placeholder=hint if why else "")
        case Value.URL:
            return TextInput(theme, words, label, ltr=True)
        case Value.DATE:
            return DateInput(theme, words, label)
        case Value.TIME:
            return TimeInput(theme, words, label)
        case Value.MINUTES:
            return NumberInput(theme, words, label, minutes=True)
        case Value.NUMBER:
            return NumberInput(theme, words, label)
        case Value.MONEY:
            return MoneyInput(theme, words, label)
        case Value.YES_NO:
            return YesNoInput(theme, words, label)
        case _:
            return _linked(theme, words, field, around, label)


def _linked(theme: Theme, words: Words, field: Field, around: Around, label: str) -> Input:
    """Return an input of one of several, of records, of rows, or of plain text."""
    match field.type:
        case Value.CHOICE:
            options = [(choice.value, words.t(choice.label)) for choice in field.choices]
            return ChoiceInput(theme, words, label, [(v, str(w)) for v, w in options])
        case Value.PERSON:
            return PeopleInput(theme, words, label, around, several=False)
        case Value.PEOPLE:
            return PeopleInput(theme, words, label, around, several=True)
        case Value.DOCUMENT:
            return DocumentInput(theme, words, label, around, several=False)
        case Value.DOCUMENTS:
            return DocumentInput(theme, words, label, around, several=True)
        case Value.CITATIONS:
            return CitedInput(theme, words, label, around, small=True, as_field=True)
        case Value.LIST:
            return RowsInput(
                theme,
                words,
                label,
                lambda: [
                    (part.name, make_input(theme, words, part, around)) for part in field.parts
                ],
            )
        case _:
            return TextInput(theme, words, label)
