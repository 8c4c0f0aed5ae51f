"""The originals that are handed on beside a bundle, held against its integrity list."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from limbo_desktop.bundle.manifest import NAME as LIST_NAME
from limbo_desktop.bundle.manifest import Manifest
from limbo_desktop.bundle.verify import (
    ORIGINAL_CHANGED,
    ORIGINAL_MISSING,
    ORIGINAL_SAME,
    Check,
    Part,
    Row,
    VerifyResult,
)
from limbo_desktop.marking import N_

NOT_HERE: Final = N_(
    "The original of exhibit {number}, {file}, belongs to this file, but lies in a folder beside"
    " it: that was not there to be looked at."
)
STRANGER: Final = N_("{file} lies beside the bundle, but is in no integrity list.")
COPY_CHANGED: Final = N_(
    "{file} is not what the integrity list of the bundle says: it was changed."
)
COPY_MISSING: Final = N_("{file} is not in the bag, although the original is in the bundle.")

_PIECE: Final = 1 << 20


def beside_told(
    listed: Iterable[Manifest],
    folders: Sequence[Path],
    check: Check,
    *,
    needed: bool,
    strangers: bool = True,
) -> Iterator[Row]:
    """Say of each original that lies beside whether it is there and unchanged.

    It is looked for in these folders, each a bag or plain.  Where there is none, it is missing if
    `needed`.  `strangers` says that files which no list names are told of.
    """
    listed = list(listed)
    there = [inner for folder in folders for inner in (folder / "data", folder) if inner.is_dir()]
    for original in (each for one in listed for each in one.beside):
        params = {"number": original.exhibit, "file": original.file}
        file = next((each / original.file for each in there if _is_file(each, original.file)), None)
        if file is not None:
            same = file.stat().st_size == original.bytes and _digest(file, check) == original.sha256
            message = ORIGINAL_SAME if same else ORIGINAL_CHANGED
            yield Row(Part.ORIGINAL, ok=same, message=message, params=params)
        elif there or needed:
            yield Row(Part.ORIGINAL, ok=False, message=ORIGINAL_MISSING, params=params)
        else:
            yield Row(Part.ORIGINAL, ok=True, message=NOT_HERE, params=params, looked=False)
    if strangers and any(one.beside for one in listed):
        known = {each.file for one in listed for each in (*one.beside, *one.originals)}
        for name in _strangers(there, known):
            yield Row(Part.ATTACHMENTS, ok=False, message=STRANGER, params={"file": name})


def copies_told(bundles: Mapping[str, VerifyResult], digests: Mapping[str, str]) -> Iterator[Row]:
    """Say what in a bag is not as the lists of its bundles say, though the bag's own list agrees.

    Whoever changes a file can write the bag's list anew, but not those of the bundles.  `bundles`
    are what was found in each by its file name, `digests` the SHA-256 of the files that the bag's
    list names, "" of what is not as it says; both by names inside data/.  What only lies beside a
    bundle is told of by `beside_told`.
    """
    known: dict[str, set[str]] = {}
    beside: set[str] = set()
    for name, found in bundles.items():
        if found.listed is None:
            continue
        for file in (f"originals/{LIST_NAME}", f"{Path(name).stem}.json"):
            known.setdefault(file, set()).add(found.fingerprint)
        for each in found.listed.originals:
            known.setdefault(f"originals/{each.file}", set()).add(each.sha256)
        beside |= {f"originals/{each.file}" for each in found.listed.beside}
    for file, digest in digests.items():
        if not digest or file in beside or file in bundles:
            continue
        if digest not in known.get(file, ()):
            yield _copy(COPY_CHANGED if file in known else STRANGER, file)
    if any(file.startswith("originals/exhibit") for file in digests):
        # a bag of what is protected has none of them
        attached = {file for file in known if file.startswith("originals/exhibit")}
        for file in sorted(attached - digests.keys()):
            yield _copy(COPY_MISSING, file)


def _copy(message: str, file: str) -> Row:
    return Row(Part.ATTACHMENTS, ok=False, message=message, params={"file": f"data/{file}"})


def _is_file(folder: Path, name: str) -> bool:
    path = folder / name
    return path.is_file() and not path.is_symlink()


def _digest(path: Path, check: Check) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(_PIECE):
            check()
            digest.update(piece)
    return digest.hexdigest()


def _strangers(folders: Sequence[Path], known: set[str]) -> Iterator[str]:
    """Files of the first folder that is there which no list names."""
    for folder in folders[:1]:
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.name not in known:
                yield path.name
