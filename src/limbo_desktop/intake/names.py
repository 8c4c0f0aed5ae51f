"""Names of files as they come from outside, made safe to keep and to show.

Somebody else chose the name: it may turn its own letters round, hide what follows, be a path, or
be longer than a disk takes.
"""

import re
import unicodedata
from typing import Final

from limbo_desktop.text.bidi import ALM, CONTROLS, LRM, RLM
from limbo_desktop.vault.names import safe_name

LONGEST_BYTES: Final = 180
"""Of UTF-8; what disks and folders of an export take, less room for a number."""

_SEPARATORS: Final = re.compile(r"[/\\]")
_TURNING: Final = re.compile(f"[{''.join(sorted(CONTROLS - {LRM, RLM, ALM}))}]")
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,10}")
_JOINERS: Final = "\u200c\u200d"
_WITHOUT_JOINERS: Final = dict.fromkeys(map(ord, _JOINERS))
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Zl", "Zp"})


def kept_name(raw: str) -> str:
    """Return the last part of a name or path as a document keeps it in `file`.

    No controls of direction, no separators, nothing a system reserves; at most `LONGEST_BYTES` of
    UTF-8, cut between letters, with its extension.
    """
    name = _cut(_clean(raw))
    joined = name.translate(_WITHOUT_JOINERS)
    safe = safe_name(joined)
    return name if safe == joined else safe


def shown_name(raw: str) -> str:
    """Return the last part of a name for a person to read.

    A control that turns letters round is written out, as [U+202E], so that the true extension
    stands where it is; other invisible characters are left out.
    """
    return _cut(_clean(_TURNING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", raw)))


def title_of(raw: str) -> str:
    """Return a first title for a document: the name without extension, spaces for underscores.

    A name that turns letters round keeps its extension and shows the control.
    """
    if _TURNING.search(raw):
        return shown_name(raw)
    name = _clean(raw)
    stem, suffix = split_suffix(name)
    title = " ".join((stem if suffix else name).replace("_", " ").split())
    return _cut(title or name)


def split_suffix(name: str) -> tuple[str, str]:
    """Return stem and extension with its dot; the extension is "" when there is none."""
    at = name.rfind(".")
    if at > 0 and _SUFFIX.fullmatch(name[at:]):
        return name[:at], name[at:]
    return name, ""


def _clean(raw: str) -> str:
    parts = [part for part in _SEPARATORS.split(raw) if part.strip(" .")]
    name = parts[-1] if parts else ""
    name = name.encode("utf-8", "replace").decode("utf-8")
    name = unicodedata.normalize("NFC", name)
    visible = (
        sign
        for sign in name
        if sign in _JOINERS
        or unicodedata.category(sign) not in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp")
    )
    return " ".join("".join(visible).split()) or "file"


def _cut(name: str) -> str:
    if len(name.encode("utf-8")) <= LONGEST_BYTES:
        return name
    stem, suffix = split_suffix(name)
    room = LONGEST_BYTES - len(suffix) - len("…".encode())
    short = stem.encode("utf-8")[:room].decode("utf-8", "ignore")
    rest = stem[len(short) : len(short) + 1]
    while short and rest and _hangs_on(rest):
        short, rest = short[:-1], short[-1:]
    return f"{short.rstrip(' .' + _JOINERS)}…{suffix}"


def _hangs_on(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M") or sign in _JOINERS
