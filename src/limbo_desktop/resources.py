"""Finds the files that ship with the program: fonts, icons, schema, help, translations.

A wheel carries them inside the package, in `_data/`, put there by packaging/build_hook.py; a frozen
app is made from such a wheel and keeps the same folder beside the frozen modules.  In a checkout
they stand at the top level.  No other module knows which of these it runs in.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent.parent


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `resource_path("icons", "search.svg")`.

    `parts` are names below `resources/`.  The path is not checked: opening it says what is missing.
    """
    return _root().joinpath("resources", *parts)


def translations_path() -> Path:
    """Return the folder of compiled catalogues, `<language>/LC_MESSAGES/limbo.mo` below it."""
    return _root() / "translations"
