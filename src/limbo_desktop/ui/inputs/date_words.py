"""What a date field says back: what it understood, in words, and how a stored date is typed."""

from limbo_desktop.case.dates import Certainty, UncertainDate
from limbo_desktop.text.date_reading import understand
from limbo_desktop.text.hijri import hijri_words
from limbo_desktop.text.words import Words


def understood(words: Words, date: UncertainDate) -> str:
    """Return “Understood: …”, with the reassurance that a vague date is enough."""
    said = words.date(date)
    if words.language.hijri and date.exact and date.earliest is not None:
        there = hijri_words(words, date.earliest)
        said = words.t("{date} ({other})", date=said, other=there) if there else said
    if date.certainty is Certainty.UNSURE:
        return words.t("Understood: {date}. The exact day is not needed.", date=said)
    return words.t("Understood: {date}.", date=said)


def as_typed(words: Words, when: str) -> str:
    """Return words that are read back as the stored date `when`; its EDTF form if none are."""
    try:
        date = UncertainDate.parse(when)
    except ValueError:
        return when
    if not date.known:
        return ""
    said = words.date(date)
    read = understand(said, code=words.language.code)
    return said if isinstance(read, UncertainDate) and read.text == when else when
