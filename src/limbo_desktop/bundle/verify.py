"""Checks a bundle on its own: no vault, no network, nothing but the file.

Every part of the file is held against the integrity list that is in it, and the list against the
fingerprint that the pages show.  What does not match is named.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

import pikepdf
from pikepdf import Pdf

from limbo_desktop.bundle import manifest, seal
from limbo_desktop.bundle.added import beginning, end_of_bundle
from limbo_desktop.bundle.base import SealKind
from limbo_desktop.bundle.bundle_reader import Attached, BundleReader
from limbo_desktop.bundle.encrypt import PasswordRefusedError, prepared
from limbo_desktop.bundle.locked_file import is_locked, unlocked
from limbo_desktop.bundle.manifest import Manifest, NotAListError
from limbo_desktop.bundle.parts import Digests, digest_parts
from limbo_desktop.bundle.pdf_file import Frame, NotAsWrittenError, read_frame
from limbo_desktop.bundle.spoken_password import ways_to_type
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words

_LIST_BYTES: Final = 256 << 20

Progress = Callable[[int, int], None]
"""Told how many bytes of the file are checked, and how many there are."""

Check = Callable[[], None]
"""Asked between two steps whether to go on; what it raises stops the work and goes up."""


class LockedBundleError(PersonError):
    """The file is protected, and the password is missing or another one."""

    message = N_("The file is protected by a password, and this is not the one it opens with.")


class NoPasswordError(LockedBundleError):
    """The file is protected, and no password was given."""

    message = N_("The file is protected by a password, and none was given.")


class Part(StrEnum):
    """What a row of the result speaks of."""

    FILE = "file"
    LIST = "list"
    SEAL = "seal"
    ORIGINAL = "original"
    ATTACHMENTS = "attachments"
    PAGES = "pages"
    BOOKMARKS = "bookmarks"
    PROPERTIES = "properties"
    STRUCTURE = "structure"
    ACTIVE = "active"
    BAG = "bag"
    PARTS = "parts"


_SENTENCES: Final = {
    (Part.FILE, True): N_(
        "The file is whole: nothing is cut off, put behind its end or hidden between its parts."
    ),
    (Part.FILE, False): N_(
        "The file was changed, cut or saved again by another program after it was made."
    ),
    (Part.LIST, True): N_("The integrity list is there and can be read."),
    (Part.LIST, False): N_(
        "The integrity list is missing or damaged: nothing else can be checked against it."
    ),
    (Part.SEAL, True): N_("The fingerprint on the pages is that of the integrity list."),
    (Part.SEAL, False): N_("The fingerprint on the pages is not that of the integrity list."),
    (Part.ATTACHMENTS, True): N_("Nothing is attached that is not in the integrity list."),
    (Part.ATTACHMENTS, False): N_("The attached files are not those of the integrity list."),
    (Part.PAGES, True): N_("All pages are unchanged."),
    (Part.BOOKMARKS, True): N_("The bookmarks are unchanged."),
    (Part.BOOKMARKS, False): N_("The bookmarks were changed."),
    (Part.PROPERTIES, True): N_("Title, language and page numbering are unchanged."),
    (Part.PROPERTIES, False): N_("Title, language, page numbering or the like were changed."),
    (Part.STRUCTURE, True): N_("What a screen reader is told of the pages is unchanged."),
    (Part.STRUCTURE, False): N_("What a screen reader is told of the pages was changed."),
    (Part.ACTIVE, True): N_("Nothing in the file can act: no scripts, no links to the outside."),
    (Part.ACTIVE, False): N_("Something in the file could act: a script, a link or a form."),
}
NOT_A_PDF: Final = N_("The file is not a PDF, or is damaged so far that it cannot be read.")
ORIGINAL_SAME: Final = N_("The original of exhibit {number}, {file}, is unchanged.")
ORIGINAL_CHANGED: Final = N_("The original of exhibit {number}, {file}, was changed.")
ORIGINAL_MISSING: Final = N_("The original of exhibit {number}, {file}, is missing.")
ATTACHED_UNLISTED: Final = N_("The file {file} is attached, but is not in the integrity list.")
ATTACHED_TWICE: Final = N_("The file {file} is attached more than once.")
ADDED_BEHIND: Final = N_(
    "{size} were put behind the end of the file later. Without them it is as it was made."
)
ADDED_AND_CHANGED: Final = N_(
    "{size} were put behind the end of the file later, and what stands before them was changed too."
)
PAGE_CHANGED: Final = N_("Page {number} was changed.")
PAGE_CHANGED_THERE: Final = N_("Page {number}, number {place} in this file, was changed.")
PAGE_MISSING: Final = N_("Page {number} of the bundle is missing.")
PAGE_ADDED: Final = N_("Page {number} of this file was added.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result; `message` is a msgid, `params` fill it.

    `where` is the file it speaks of, where there are several.  Not `looked`: it tells of something
    that was not there to be checked.
    """

    part: Part
    ok: bool
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    where: str = ""
    looked: bool = True

    def told(self, words: Words) -> Said:
        """The row in words; exhibits and pages keep the digits that are printed on them."""
        params = {key: _told(words, key, each) for key, each in self.params.items()}
        told = words.t(self.message, **params)
        if not self.where:
            return told
        return words.t("{file}: {told}", file=words.identifier(self.where), told=told)


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What was found.  `fingerprint` is that of the list in the file, "" when there is none.

    `listed` is that list, where it can be read.
    """

    rows: tuple[Row, ...]
    fingerprint: str = ""
    pages: int = 0
    listed: Manifest | None = None

    @property
    def ok(self) -> bool:
        """Whether every part checks out."""
        return all(row.ok for row in self.rows)


def verify(
    bundle: Path | BinaryIO,
    password: str = "",
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
) -> VerifyResult:
    """Check a bundle: a path or a seekable stream; one that is protected with its password.

    Nothing is written.  Whatever the file is, the result says so.

    Raises:
        OSError: the medium cannot be read.
        LockedBundleError: the password is missing or wrong.
    """
    if isinstance(bundle, Path):
        with bundle.open("rb") as file:
            return _verify(file, password, progress, check)
    return _verify(bundle, password, progress, check)


def _told(words: Words, key: str, value: object) -> str:
    return words.bytes(value) if key == "size" and isinstance(value, int) else str(value)


def _verify(file: BinaryIO, password: str, progress: Progress, check: Check) -> VerifyResult:
    found = _found(file, password, progress, check)
    if found.rows[0].ok:
        return found
    behind = _put_behind(file, password, check)
    return replace(found, rows=(behind, *found.rows[1:])) if behind else found


def _put_behind(file: BinaryIO, password: str, check: Check) -> Row | None:
    """What was put behind the end of a bundle later; None when nothing was."""
    end = end_of_bundle(file)
    if not end:
        return None
    size = file.seek(0, os.SEEK_END) - end
    try:
        before = _found(beginning(file, end), password, lambda _done, _total: None, check)
    except LockedBundleError:
        return None
    message = ADDED_BEHIND if before.ok else ADDED_AND_CHANGED
    return Row(Part.FILE, ok=False, message=message, params={"size": size})


def _found(file: BinaryIO, password: str, progress: Progress, check: Check) -> VerifyResult:
    for typed in ways_to_type(password) if is_locked(file) else ():
        try:
            return _checked(unlocked(file, typed), b"", progress, check)
        except NotAsWrittenError:
            continue  # another password, or it was changed: then its parts are looked at
    file.seek(0)
    try:
        return _checked(file, _bytes(password), progress, check)
    except pikepdf.PasswordError:
        raise (LockedBundleError if password else NoPasswordError) from None


def _checked(file: BinaryIO, password: bytes, progress: Progress, check: Check) -> VerifyResult:
    frame = _frame(file)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    read = 0

    def watch(count: int) -> None:
        nonlocal read
        check()
        read = min(read + count, size)
        progress(read, size)

    try:
        with _opened(file, password) as book:
            reader = BundleReader(book, file, frame, watch)
            rows, shown, listed = _rows(book, reader, frame)
            return VerifyResult(rows, shown, len(book.pages), listed)
    except pikepdf.PasswordError:
        raise
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        # What qpdf and its objects raise where a file is damaged; ours are told by the tests.
        return VerifyResult((Row(Part.FILE, ok=False, message=NOT_A_PDF),))


def _opened(file: BinaryIO, password: bytes) -> Pdf:
    """Open a file; the password is used only where one is needed.  Raises PasswordError."""
    try:
        return pikepdf.open(file, suppress_warnings=True)
    except pikepdf.PasswordError:
        if not password:
            raise
    file.seek(0)
    return pikepdf.open(file, password=password, suppress_warnings=True)


def _bytes(password: str) -> bytes:
    try:
        return prepared(password)
    except PasswordRefusedError:
        return b""


def _frame(file: BinaryIO) -> Frame | None:
    """The frame of a plain bundle; None for everything else."""
    try:
        frame = read_frame(file)
    except NotAsWrittenError:
        return None
    return None if frame.lock else frame


def _rows(
    book: Pdf, reader: BundleReader, frame: Frame | None
) -> tuple[tuple[Row, ...], str, Manifest | None]:
    digests = digest_parts(reader.shape(), reader.lookup)
    listing = reader.listing(manifest.NAME, _LIST_BYTES)
    shown = manifest.fingerprint(listing) if listing is not None else ""
    rows = [_row(Part.FILE, _is_whole(book, reader, frame, digests, shown))]
    try:
        listed = manifest.read(listing or b"")
    except NotAListError:
        rows += [_row(Part.LIST, ok=False), _row(Part.ACTIVE, ok=not reader.active)]
        return tuple(rows), "", None
    rows += [_row(Part.LIST, ok=True), _row(Part.SEAL, _seals_match(reader, shown))]
    rows += _originals(reader, listed, digests)
    rows += _pages(listed, digests)
    rows += [
        _row(Part.BOOKMARKS, digests.hexed.bookmarks == listed.document.bookmarks),
        _row(
            Part.PROPERTIES,
            digests.hexed.properties == listed.document.properties and not reader.tree_says_more(),
        ),
        *_structure(listed, digests),
        _row(Part.ACTIVE, ok=not reader.active),
    ]
    return tuple(rows), shown, listed


def _row(part: Part, ok: bool) -> Row:
    return Row(part, ok, _SENTENCES[part, ok])


def _is_whole(
    book: Pdf, reader: BundleReader, frame: Frame | None, digests: Digests, shown: str
) -> bool:
    """Whether every byte is accounted for: no gap, nothing that belongs to no part."""
    covered = digests.attachments.covered | digests.bookmarks.covered | digests.properties.covered
    covered = covered.union(*(page.covered for page in digests.pages))
    covered |= digests.structure.covered if digests.structure else frozenset()
    uncovered = reader.uncovered(covered)
    for key in uncovered:
        reader.lookup(key)  # what belongs to no part may act all the same
    return (
        frame is not None
        and not uncovered
        and not reader.loose
        and reader.tree_is_plain()
        and not book.get_warnings()
        and frame.identity.hex() == shown[:32]
    )


def _seals_match(reader: BundleReader, shown: str) -> bool:
    """Whether there is a seal, and each draws exactly this fingerprint."""
    kinds = {f"/{kind.value}": kind for kind in SealKind}
    count = 0
    for entries, record in reader.seals():
        kind = kinds.get(str(entries.get("/LimboSeal")))
        if kind is None or record.body is None:
            return False
        expected = seal.seal_stream(kind, shown, *seal.seal_size(entries))
        if record.body.content != hashlib.sha256(expected).digest():
            return False
        count += 1
    return count > 0


def _originals(reader: BundleReader, listed: Manifest, digests: Digests) -> Iterator[Row]:
    sizes = {each.file: each.bytes for each in listed.originals}
    attached: dict[str, Attached] = {}
    names: Counter[str] = Counter()
    for found in reader.attached(sizes):
        attached[found.name] = found
        names[found.name] += 1
    for original in listed.originals:
        there = attached.get(original.file)
        params = {"number": original.exhibit, "file": original.file}
        if there is None:
            yield Row(Part.ORIGINAL, ok=False, message=ORIGINAL_MISSING, params=params)
        elif (there.size, there.sha256) != (original.bytes, original.sha256):
            yield Row(Part.ORIGINAL, ok=False, message=ORIGINAL_CHANGED, params=params)
        else:
            yield Row(Part.ORIGINAL, ok=True, message=ORIGINAL_SAME, params=params)
    extra = [
        Row(Part.ATTACHMENTS, ok=False, message=message, params={"file": name})
        for name, count in names.items()
        for message, wrong in (
            (ATTACHED_UNLISTED, name not in sizes and name != manifest.NAME),
            (ATTACHED_TWICE, count > 1),
        )
        if wrong
    ]
    same = digests.hexed.attachments == listed.document.attachments
    yield from extra or [_row(Part.ATTACHMENTS, same)]


def _structure(listed: Manifest, digests: Digests) -> Iterator[Row]:
    """What is said of the structure, where there is one or should be."""
    found = digests.hexed.structure
    if found or listed.document.structure:
        yield _row(Part.STRUCTURE, found == listed.document.structure)


def _pages(listed: Manifest, digests: Digests) -> list[Row]:
    """Name each page that is not as listed, by aligning what is there with the list.

    By the printed number; one that was added by its place in this file.
    """
    found = [page.digest.hex() for page in digests.pages]
    rows = []
    matcher = SequenceMatcher(None, listed.pages, found, autojunk=False)
    for _, first, last, start, end in (
        code for code in matcher.get_opcodes() if code[0] != "equal"
    ):
        both = min(last - first, end - start)
        rows += [_changed(listed.first + first + at, start + at + 1) for at in range(both)]
        rows += [
            _page(PAGE_MISSING, number=listed.first + index) for index in range(first + both, last)
        ]
        rows += [_page(PAGE_ADDED, number=index + 1) for index in range(start + both, end)]
    return rows or [_row(Part.PAGES, ok=True)]


def _changed(number: int, place: int) -> Row:
    """A page by the number that is printed on it, and where it stands, where that differs."""
    if number == place:
        return _page(PAGE_CHANGED, number=number)
    return _page(PAGE_CHANGED_THERE, number=number, place=place)


def _page(message: str, **params: int) -> Row:
    return Row(Part.PAGES, ok=False, message=message, params=params)
