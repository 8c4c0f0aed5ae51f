"""A case folder (limbo-case/1) on disk: read with every fault, written whole or not at all."""

import hashlib
import json
import shutil
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from limbo_desktop.aside import new_folder, to_disk
from limbo_desktop.case.json_form import case_to_json
from limbo_desktop.case.reading import OutsideFolderError, read_case
from limbo_desktop.case.records import Case
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

CASE_FILE = "case.json"
MAX_CASE_JSON = 256 * 1024 * 1024
"""Bytes; a case.json is read whole, so that all its faults can be named."""

_CHUNK = 1024 * 1024


class NoCaseFolderError(PersonError):
    """There is no case.json at the path."""

    message = N_("There is no case here: {path} holds no case.json. Nothing was changed.")


class CaseTooLargeError(PersonError):
    """The case.json is larger than any case."""

    message = N_("The file {path} is too large to be a case. Nothing was changed.")


class FolderNotEmptyError(PersonError):
    """The target of an export holds something already."""

    message = N_("The folder {path} is not empty. Nothing was written. Choose a new folder.")


class FolderNotWritableError(PersonError):
    """The target of an export cannot be written."""

    message = N_("The folder {path} could not be written. The case is safe. Choose another place.")


class CaseFolder:
    """The files beside a case.json; nothing outside the folder can be reached through it."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def open(self, path: str) -> BufferedReader:
        """A file of the folder to read.

        Raises FileNotFoundError when there is no such file, OutsideFolderError when the path
        leads out of the folder, also through a link.
        """
        target = (self._root / path).resolve()
        if not target.is_relative_to(self._root):
            raise OutsideFolderError(path)
        if not target.is_file():
            raise FileNotFoundError(path)
        return target.open("rb")

    def sha256(self, path: str) -> str:
        """The SHA-256 (hex) of a file of the folder; errors as `open`."""
        with self.open(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def read_folder(path: Path) -> tuple[Case, CaseFolder]:
    """The case of a folder, or of a case.json itself, and the files beside it.

    Raises CaseFormatError with every fault, NoCaseFolderError, CaseTooLargeError.
    """
    file = path / CASE_FILE if path.is_dir() else path
    if not file.is_file():
        raise NoCaseFolderError(path=path)
    with file.open("rb") as stream:
        data = stream.read(MAX_CASE_JSON + 1)
    if len(data) > MAX_CASE_JSON:
        raise CaseTooLargeError(path=file)
    folder = CaseFolder(file.parent)
    return read_case(data, folder), folder


def write_folder(case: Case, open_original: Callable[[str], BinaryIO], target: Path) -> None:
    """Write a case folder: case.json and each document's file from `open_original(sha256)`.

    The folder is made aside and then renamed, so that a half-written one is never taken for a
    case.  Raises FolderNotEmptyError, FolderNotWritableError.
    """
    try:
        with new_folder(target) as aside:
            _fill(case, open_original, aside)
    except FileExistsError:
        raise FolderNotEmptyError(path=target) from None
    except OSError:
        raise FolderNotWritableError(path=target) from None


def _fill(case: Case, open_original: Callable[[str], BinaryIO], folder: Path) -> None:
    for document in case.documents:
        path = folder / document.file
        path.parent.mkdir(parents=True, exist_ok=True)
        with open_original(document.sha256) as source, path.open("xb") as copy:
            shutil.copyfileobj(source, copy, _CHUNK)
            to_disk(copy)
    written = json.dumps(case_to_json(case), ensure_ascii=False, indent=1)
    with (folder / CASE_FILE).open("xb") as stream:
        stream.write(written.encode("utf-8"))
        stream.write(b"\n")
        to_disk(stream)
