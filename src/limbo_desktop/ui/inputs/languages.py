"""The languages in which own words and translations can be written."""

from collections.abc import Sequence

from limbo_desktop.text.words import Words

COMMON = (
    "ru", "ar", "en", "fi", "sv", "uk", "be", "fa", "ps", "ku", "ckb", "tr", "ti", "am", "so",
    "fr", "de", "es", "ka", "hy", "az", "kk", "uz", "tg", "ky", "ur", "bn", "ta", "zh", "vi", "sq",
    "sr", "ce", "et", "lv", "lt", "pl",
)  # fmt: skip


def language_options(words: Words, first: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return pairs of a language and its name: those of the case first, then the common ones."""
    tags = list(dict.fromkeys((*first, *COMMON)))
    return [(tag, words.language_name(tag)) for tag in tags]
