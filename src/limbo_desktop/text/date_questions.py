"""What is asked back when a typed date has several readings, or none: a question to be clicked.

A question is data: a message and the readings that the person may choose from, the likeliest
first.  It is not an error, and nothing is taken for an answer until it is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from limbo_desktop.marking import N_

if TYPE_CHECKING:
    from limbo_desktop.text.said import Said
    from limbo_desktop.text.words import Words

MOST_READINGS: Final = 4
"""More than these nobody wants to choose from."""


class Ask(Enum):
    """Everything that can be asked about a typed date; the values are msgids."""

    DAY_OR_MONTH = N_("Which number is the day and which the month?")
    DAY_OR_YEAR = N_("Is this number a day or a year?")
    WHICH_YEAR = N_("Which year was it?")
    WHICH_CENTURY = N_("Which of these years is meant?")
    FAR_YEAR = N_("Is this year right?")
    HIJRI_YEAR = N_("Is this a year of the Hijri calendar?")
    WHICH_HIJRI = N_("Which of these dates is meant? A Hijri month can begin twice in a year.")
    NO_SUCH_DAY = N_("This month has no such day. Which date is meant?")
    NO_SUCH_MONTH = N_("A year has twelve months. Which date is meant?")
    WHICH_MONTH = N_("Which of these months is meant?")
    WHICH_SEASON = N_("Which of these seasons is meant?")
    SEASON_OR_YEARS = N_("Is this a season or a number of years?")
    WHICH_ONE = N_("Which of these dates is meant?")
    WEEKDAY = N_("The date and the day of the week do not go together. Which date is meant?")
    BACKWARDS = N_("The end is before the beginning. Which is meant?")
    RELATIVE = N_("Which date was that? Such words mean another date every day.")


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a typed date.

    `ask` says what is not clear; `readings` are EDTF texts, the likeliest first, and may be none:
    then the person can only write it in another way.
    """

    ask: Ask
    readings: tuple[str, ...] = ()

    def said(self, words: Words) -> Said:
        """Return the question in the language of `words`."""
        return words.t(self.ask.value)

    def choices(self, words: Words) -> tuple[tuple[str, Said], ...]:
        """Return every reading as a pair of its EDTF and its words, to put on buttons."""
        return tuple((edtf, words.date(edtf)) for edtf in self.readings)
