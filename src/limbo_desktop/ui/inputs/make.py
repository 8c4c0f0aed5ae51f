"""Makes the input that fits a type of value."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from limbo_desktop.case.kind import Field
from limbo_desktop.case.values import WORDS, Value
from limbo_desktop.text.names import NAMES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.cards import RowsInput
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.inputs.languages import language_options
from limbo_desktop.ui.inputs.parts import GroundsInput
from limbo_desktop.ui.inputs.small import (
    ChoiceInput,
    MoneyInput,
    NumberInput,
    SwitchInput,
    TimeInput,
    YesNoInput,
)
from limbo_desktop.ui.inputs.text import LongInput, TextInput
from limbo_desktop.ui.inputs.tokens import DocumentInput, PeopleInput
from limbo_desktop.ui.theme import Theme

WIDE = {Value.LONG, Value.LIST, Value.CITATIONS, Value.DOCUMENTS, Value.GROUND}
"""Types whose input takes both columns of the form."""

_COVERED = "exact_words"

_SWITCHES = {Value.SHARE: "lawyer", Value.TASK_TYPE: "todo"}
"""Words of which one always holds, and the one that a new record has."""

_NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
"""Codes that CLDR names and that are no country."""


_PLAIN: Mapping[Value, Callable[[Theme, Words, str], Input]] = {
    Value.URL: partial(TextInput, ltr=True),
    Value.DATE: DateInput,
    Value.TIME: TimeInput,
    Value.MINUTES: partial(NumberInput, minutes=True),
    Value.NUMBER: NumberInput,
    Value.MONEY: MoneyInput,
    Value.YES_NO: YesNoInput,
    Value.GROUND: GroundsInput,
}

_LINKED: Mapping[Value, Callable[[Theme, Words, str, Around], Input]] = {
    Value.PERSON: partial(PeopleInput, several=False),
    Value.PEOPLE: partial(PeopleInput, several=True),
    Value.DOCUMENT: partial(DocumentInput, several=False),
    Value.DOCUMENTS: partial(DocumentInput, several=True),
    Value.CITATIONS: partial(CitedInput, small=True, as_field=True),
}


def make_input(theme: Theme, words: Words, field: Field, around: Around) -> Input:
    """Return an input for `field`, named by its label; of plain text where nothing else fits."""
    label = words.t(field.label)
    if field.type in _PLAIN:
        return _PLAIN[field.type](theme, words, label)
    if field.type in _LINKED:
        return _LINKED[field.type](theme, words, label, around)
    match field.type:
        case Value.LONG:
            covered = field.name == _COVERED and around.cover
            hint = words.t("This may stay empty: “I do not know” is an answer too.")
            why = field.name in {"why_believed", "why_me"}
            return LongInput(theme, words, label, covered=covered, placeholder=hint if why else "")
        case Value.LIST:
            return RowsInput(
                theme,
                words,
                label,
                lambda: [
                    (part.name, make_input(theme, words, part, around)) for part in field.parts
                ],
            )
        case Value.SHARE | Value.TASK_TYPE:
            # In the order of the names, which goes from nobody to all.
            named = [(word, words.t(name)) for word, name in NAMES[field.type].items()]
            return SwitchInput(theme, words, label, named, _SWITCHES[field.type])
    options = _options(words, field, around)
    return ChoiceInput(theme, words, label, options) if options else TextInput(theme, words, label)


def _options(words: Words, field: Field, around: Around) -> Sequence[tuple[str, str]]:
    """Return what can be chosen, nothing where the answer is free."""
    match field.type:
        case Value.CHOICE:
            return [(choice.value, words.t(choice.label)) for choice in field.choices]
        case Value.LANGUAGE:
            return language_options(words, around.languages)
        case Value.COUNTRY:
            return _countries(words)
        case _:
            listed = WORDS.get(field.type, ())
            return [(word, words.t(NAMES[field.type][word])) for word in listed]


def _countries(words: Words) -> list[tuple[str, str]]:
    """Return every country with its name, in the order of the language's letters."""
    known = map(str, words.language.locale.territories)
    codes = [c for c in known if len(c) == 2 and c.isalpha() and c not in _NO_COUNTRIES]
    return sorted(((code, words.country(code)) for code in codes), key=lambda pair: pair[1])
