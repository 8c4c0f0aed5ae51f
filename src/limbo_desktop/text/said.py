"""Words that are already in the language of the page, and how other values join them."""

from pathlib import PurePath

from limbo_desktop.text.bidi import has_rtl, isolate, ltr
from limbo_desktop.text.language import Language


class Said(str):
    """Text made by `Words`: a message puts it in as it is, anything else it isolates."""

    __slots__ = ()


def joined(value: object, language: Language) -> str:
    """Return `value` as a message of `language` takes it in.

    A whole or broken number is grouped and gets the language's digits, so a page, a year or an
    id has to come as text.  Text is isolated where its direction could reach out: always in a
    right-to-left language, elsewhere when it holds right-to-left characters.
    """
    if isinstance(value, Said):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(value, language)
    text = str(value)
    if not (language.rtl or has_rtl(text)):
        return text
    return ltr(text) if isinstance(value, PurePath) else isolate(text)


def number(value: float, language: Language) -> Said:
    """Return a number in `language`, grouped in threes, with at most two decimals."""
    whole = isinstance(value, int)
    text = f"{value:,}" if whole else f"{value:,.2f}".rstrip("0").rstrip(".")
    signs = str.maketrans(",.", language.group + language.decimal)
    return Said(language.in_digits(text.translate(signs)))
