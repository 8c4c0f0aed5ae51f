"""Names of files from outside, made safe for a folder on any system; a good name stays as it is."""

import re
import unicodedata
from typing import Final

FOLDER: Final = "documents"
LONGEST_BYTES: Final = 200

_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_INVISIBLE: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Names:
    """Gives each file of one export its own path under `documents/`."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: set[str] = set()

    def give(self, wished: str, sha256: str) -> str:
        """A safe relative path near the wished one; the same bytes may share a path."""
        parts = [part for part in re.split(r"[/\\]", wished) if part.strip(" .")]
        if parts[:1] == [FOLDER] and len(parts) > 1:
            parts = parts[1:]
        safe = [safe_name(part) for part in parts] or [f"file-{sha256[:8]}"]
        path = "/".join((FOLDER, *safe))
        while len(path.encode("utf-8")) > LONGEST_BYTES and len(safe) > 1:
            safe = safe[1:]
            path = "/".join((FOLDER, *safe))
        if any(_folded(folder) in self._files for folder in _folders(path)):
            path = f"{FOLDER}/{safe[-1]}"  # a file already stands where a folder was wished
        number, candidate = 1, path
        while not self._free(candidate, sha256):
            number += 1
            candidate = _numbered(path, number)
        self._take(candidate, sha256)
        return candidate

    def _free(self, path: str, sha256: str) -> bool:
        folded = _folded(path)
        return folded not in self._folders and self._files.get(folded, sha256) == sha256

    def _take(self, path: str, sha256: str) -> None:
        self._files[_folded(path)] = sha256
        self._folders.update(_folded(folder) for folder in _folders(path))


def safe_name(name: str) -> str:
    """One part of a path that every system takes: nothing invisible, no separator, not reserved."""
    kept = "".join(sign for sign in name if unicodedata.category(sign) not in _INVISIBLE)
    kept = _FORBIDDEN.sub("_", kept.replace("/", "_").replace("\\", "_")).strip().rstrip(" .")
    kept = re.sub(r"^\.+", "_", kept)
    if _RESERVED.fullmatch(kept):
        kept = f"_{kept}"
    return _shortened(kept or "_", LONGEST_BYTES - len(FOLDER) - 1)


def _shortened(name: str, room: int) -> str:
    if len(name.encode("utf-8")) <= room:
        return name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension.encode("utf-8")) > 16:
        stem, dot, extension = name, "", ""
    ending = f"{dot}{extension}"
    left = room - len(ending.encode("utf-8"))
    return stem.encode("utf-8")[:left].decode("utf-8", "ignore").rstrip(" .") + ending


def _numbered(path: str, number: int) -> str:
    folder, _, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    if not stem:
        stem, dot, extension = name, "", ""
    room = LONGEST_BYTES - len(folder.encode("utf-8")) - 1
    ending = f" ({number}){dot}{extension}"
    return f"{folder}/{_shortened(stem, room - len(ending.encode('utf-8')))}{ending}"


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
