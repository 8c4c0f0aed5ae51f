"""Languages as people write them: names in Russian, Arabic and English, or codes."""

from __future__ import annotations

import re
from functools import lru_cache

from limbo_desktop.text.language import LANGUAGES
from limbo_desktop.text.words import Words

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
