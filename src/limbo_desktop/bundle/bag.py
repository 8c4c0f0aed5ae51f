"""A BagIt bag (RFC 8493) of a bundle: the PDF and every original, checkable with sha256sum.

Written without the `bagit` library, which stamps the date and its own version into every bag;
the tests read the bags back with it.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pikepdf

from limbo_desktop.aside import new_folder, to_disk
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

BUNDLE_NAME = "bundle.pdf"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_CHUNK = 1024 * 1024


class BagNotWrittenError(PersonError):
    """The folder for the bag is not empty, or cannot be written."""

    message = N_(
        "The bag {path} could not be written: the folder is not empty or there is no room. "
        "The bundle itself is finished."
    )


def write_bag(bundle: Path, folder: Path) -> None:
    """Make `folder` a bag that holds a finished bundle and its originals.

    data/bundle.pdf, data/originals/…, manifest-sha256.txt.  The folder appears whole or not at
    all.  Raises BagNotWrittenError.
    """
    try:
        with new_folder(folder) as aside:
            _fill(bundle, aside)
    except OSError:
        raise BagNotWrittenError(path=folder) from None


def check_bag(bag: Path) -> Iterator[tuple[str, bool]]:
    """Each file of a bag's manifest, or beside it in data/, and whether it is the one listed.

    Raises OSError when there is no manifest.
    """
    listed = {}
    for line in (bag / "manifest-sha256.txt").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    found = {
        path.relative_to(bag).as_posix(): path
        for path in sorted((bag / "data").rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    for name in sorted(listed.keys() | found.keys()):
        yield name, name in found and _digest(found[name]) == listed.get(name)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _fill(bundle: Path, bag: Path) -> None:
    originals = bag / "data" / "originals"
    originals.mkdir(parents=True)
    lines = []
    with bundle.open("rb") as source:
        digest = _write(_chunks(source), bag / "data" / BUNDLE_NAME)
    lines.append((f"data/{BUNDLE_NAME}", digest))
    with pikepdf.open(bundle) as pdf:
        for name in sorted(pdf.attachments):
            if Path(name).name != name:
                continue
            data = pdf.attachments[name].get_file().read_bytes()
            digest = _write(iter([data]), originals / name)
            lines.append((f"data/originals/{name}", digest))
    manifest = "".join(f"{digest}  {name}\n" for name, digest in lines).encode("utf-8")
    _write(iter([manifest]), bag / "manifest-sha256.txt")
    _write(iter([DECLARATION]), bag / "bagit.txt")


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
