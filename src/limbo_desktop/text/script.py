"""In which language words are, as far as their letters tell: three scripts, and what is known."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Final


class Script(Enum):
    """A script that the fonts of the bundle have."""

    ARABIC = "ar"
    CYRILLIC = "ru"
    LATIN = "und-Latn"

    @property
    def usual(self) -> str:
        """The language that its words are taken for; of Latin ones nobody knows."""
        return self.value


_LETTERS: Final = {
    Script.ARABIC: "\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    Script.CYRILLIC: "\u0400-\u052f",
    Script.LATIN: "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_IN_ARABIC: Final = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd"})
_IN_CYRILLIC: Final = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "ce"})
_ANY: Final = re.compile("|".join(f"([{letters}])" for letters in _LETTERS.values()))


def script_of(lang: str) -> Script:
    """The script that a language (a BCP 47 tag) is written in."""
    code = lang.partition("-")[0].lower()
    if "-Latn" in lang:
        return Script.LATIN
    if code in _IN_ARABIC:
        return Script.ARABIC
    return Script.CYRILLIC if code in _IN_CYRILLIC else Script.LATIN


@cache
def foreign_letters(lang: str) -> re.Pattern[str]:
    """What finds a letter that a language is not written with."""
    own = script_of(lang)
    others = "".join(letters for script, letters in _LETTERS.items() if script is not own)
    return re.compile(f"[{others}]")


def script_in(word: str) -> Script | None:
    """The script of the first letter; None when there is none."""
    found = _ANY.search(word)
    return None if found is None else list(Script)[(found.lastindex or 1) - 1]


def by_script(languages: Iterable[str]) -> Mapping[Script, str]:
    """The language that each script stands for where just one of these is written in it."""
    found: dict[Script, set[str]] = {script: set() for script in Script}
    for lang in languages:
        if lang:
            found[script_of(lang)].add(lang)
    return {
        script: langs.pop() if len(langs) == 1 else script.usual for script, langs in found.items()
    }
