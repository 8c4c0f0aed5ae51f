"""The languages of words and papers: chosen from a list, or typed as names or codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from limbo_desktop.text.language import LANGUAGES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.inputs.text import ParsedInput

COMMON = (
    "ru", "ar", "en", "fi", "sv", "uk", "be", "fa", "ps", "ku", "ckb", "tr", "ti", "am", "so",
    "fr", "de", "es", "ka", "hy", "az", "kk", "uz", "tg", "ky", "ur", "bn", "ta", "zh", "vi", "sq",
    "sr", "ce", "et", "lv", "lt", "pl",
)  # fmt: skip


def language_options(words: Words, first: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return pairs of a language and its name: those of the case first, then the common ones."""
    tags = list(dict.fromkeys((*first, *COMMON)))
    return [(tag, words.language_name(tag)) for tag in tags]


_SEPARATORS = re.compile(r"[,;،؛/\n]+")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes (BCP 47) of the languages in `text`, and the words not understood.

    Names may be in any language of the window, parted by commas.
    """
    codes: list[str] = []
    unknown: list[str] = []
    for part in _SEPARATORS.split(text):
        name = part.strip()
        if not name:
            continue
        code = _names().get(name.casefold())
        if code is None and _CODE.fullmatch(name):
            code = name
        if code is None:
            unknown.append(name)
        elif code not in codes:
            codes.append(code)
    return tuple(codes), tuple(unknown)


def shown_languages(words: Words, codes: tuple[str, ...]) -> str:
    """Return the names of `codes`, parted by the commas that `read_languages` takes."""
    comma = "، " if words.language.rtl else ", "
    return comma.join(words.language_name(code) for code in codes)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for spoken in reversed(LANGUAGES):
        for code, name in spoken.locale.languages.items():
            if "_" not in code:
                names[name.casefold()] = code
    return names


class LanguagesInput(ParsedInput):
    """Takes “Russian, Finnish” in any language of the window; the value are the codes."""

    def read(self, text: str) -> Content:
        """Return the codes of what is known as a language."""
        return read_languages(text)[0]

    def shown(self, content: Content) -> str:
        """Return the names of the languages."""
        codes = content if isinstance(content, list | tuple) else ()
        return shown_languages(self.words, tuple(map(str, codes)))

    def typed(self) -> str:
        """Return the text when a part of it is no known language."""
        return self.text if read_languages(self.text)[1] else ""

    def remark(self) -> tuple[str, str]:
        """Return the words that are not known as a language."""
        unknown = read_languages(self.text)[1]
        if not unknown:
            return "", ""
        names = self.words.list(unknown)
        return "circle-dashed", self.words.t("Not known as a language: {names}", names=names)
