"""A BagIt bag (RFC 8493) of a bundle: the PDF and every original, checkable with sha256sum.

Written without the `bagit` library, which stamps the date and its own version into every bag;
the tests read the bags back with it.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import BinaryIO

import pikepdf

from limbo_desktop.aside import new_folder, to_disk
from limbo_desktop.bundle.attachments import OpenOriginal, OriginalChangedError
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.manifest import NAME as LIST_NAME
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

Check = Callable[[], None]

BUNDLE_NAME = "bundle.pdf"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_CHUNK = 1024 * 1024
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")


class BagNotWrittenError(PersonError):
    """The folder for the bag is not empty, or cannot be written."""

    message = N_(
        "The bag {path} could not be written: the folder is not empty or there is no room. "
        "The bundle itself is finished."
    )


def write_bag(
    bundle: Path, folder: Path, *, originals: bool = True, beside: Path | None = None
) -> None:
    """Make `folder` a bag that holds a finished bundle and its originals.

    data/bundle.pdf, data/originals/…, manifest-sha256.txt; of a bundle in parts, which is a folder,
    each part under its own name with its integrity list.  Originals are taken from the bundle and
    from the bag `beside` it.  Without `originals`, as for a bundle with a password, they are only
    in the bundle.  The folder appears whole or not at all.  Raises BagNotWrittenError.
    """
    try:
        with new_folder(folder) as aside:
            _fill(bundle, aside, originals, beside)
    except OSError:
        raise BagNotWrittenError(path=folder) from None


def fill_with_originals(
    bag: Path, examined: Sequence[Examined], open_original: OpenOriginal, check: Check
) -> None:
    """Make `bag` a bag of the originals of these exhibits, under their neutral names.

    Raises OriginalChangedError when one is not what the case says, and OSError.
    """
    data = bag / "data"
    data.mkdir(parents=True)
    lines = []
    for each in examined:
        check()
        with closing(open_original(each.exhibit.document.sha256)) as source:
            digest = _write(_chunks(source), data / each.file_name)
        if digest != each.exhibit.document.sha256:
            raise OriginalChangedError(number=each.number)
        lines.append(f"{digest}  data/{each.file_name}\n")
    _write(iter(["".join(lines).encode("utf-8")]), bag / "manifest-sha256.txt")
    _write(iter([DECLARATION]), bag / "bagit.txt")


class Finding(Enum):
    """What became of a file of a bag."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


class NotABagError(ValueError):
    """There is no list, or it is in no form that this program knows."""


def check_bag(
    bag: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    check: Callable[[], None] = lambda: None,
) -> Iterator[tuple[str, Finding]]:
    """Each file of a bag's list, or beside it in data/, and what became of it.

    `progress` is told bytes done and bytes in all; what `check` raises goes up.

    Raises:
        NotABagError: there is no list that can be read.
        OSError: a file cannot be read.
    """
    listed = listed_in(bag)
    declared = bag / "bagit.txt"
    if not declared.is_file():
        yield declared.name, Finding.MISSING
    elif not declared.read_bytes().startswith(b"BagIt-Version: "):
        yield declared.name, Finding.CHANGED
    found = {
        path.relative_to(bag).as_posix(): path
        for path in sorted((bag / "data").rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    done, total = 0, sum(path.stat().st_size for path in found.values())
    for name in sorted(listed.keys() | found.keys()):
        if name not in found:
            yield name, Finding.MISSING
        elif name not in listed:
            yield name, Finding.ADDED
        else:
            digest = hashlib.sha256()
            with found[name].open("rb") as source:
                for chunk in _chunks(source):
                    check()
                    digest.update(chunk)
                    done += len(chunk)
                    progress(done, total)
            same = digest.hexdigest() == listed[name]
            yield name, Finding.SAME if same else Finding.CHANGED


def listed_in(bag: Path) -> dict[str, str]:
    """Return the SHA-256 in hex by the name of each file, as the list of a bag has it.

    Raises NotABagError, OSError.
    """
    try:
        lines = (bag / "manifest-sha256.txt").read_text("utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        raise NotABagError from None
    listed: dict[str, str] = {}
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            raise NotABagError
        digest = found[1].lower()
        if listed.setdefault(found[2], digest) != digest:
            raise NotABagError
    return listed


def _fill(bundle: Path, bag: Path, originals: bool, beside: Path | None) -> None:
    data = bag / "data"
    data.mkdir(parents=True)
    named = {BUNDLE_NAME: bundle}
    if bundle.is_dir():
        parts = sorted(bundle.glob("*.pdf"), key=lambda each: natural_order(each.name))
        named = {part.name: part for part in parts}
    lines = [_copied(source, data / name, bag) for name, source in named.items()]
    if originals:
        (data / "originals").mkdir()
        for source in named.values():
            lines += _originals(source, bag, alone=not bundle.is_dir())
        for path in sorted((beside / "data").iterdir()) if beside is not None else ():
            lines.append(_copied(path, data / "originals" / path.name, bag))
    manifest = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines)).encode("utf-8")
    _write(iter([manifest]), bag / "manifest-sha256.txt")
    _write(iter([DECLARATION]), bag / "bagit.txt")


def _copied(source: Path, target: Path, bag: Path) -> tuple[str, str]:
    with source.open("rb") as stream:
        return _listed_as(target, bag), _write(_chunks(stream), target)


def _listed_as(path: Path, bag: Path) -> str:
    return path.relative_to(bag).as_posix()


def _originals(bundle: Path, bag: Path, *, alone: bool) -> Iterator[tuple[str, str]]:
    """Write each attached file; its place in the bag and its SHA-256.

    The integrity list of a part lies beside the part.
    """
    folder = bag / "data" / "originals"
    with pikepdf.open(bundle) as pdf:
        for name in sorted(pdf.attachments):
            if Path(name).name != name:
                continue
            target = folder / name
            if name == LIST_NAME and not alone:
                target = bag / "data" / f"{bundle.stem}.json"
            data = pdf.attachments[name].get_file().read_bytes()
            yield _listed_as(target, bag), _write(iter([data]), target)


def natural_order(name: str) -> list[tuple[int, str]]:
    """Sorts names as people count: part 2 before part 10."""
    return [
        (int(each), "") if each.isdecimal() else (-1, each) for each in re.split(r"(\d+)", name)
    ]


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk


def _write(chunks: Iterator[bytes], path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("xb") as out:
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
        to_disk(out)
    return digest.hexdigest()
