"""Checks what somebody was handed: a bundle's file, a folder of its parts, or a bag with them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from limbo_desktop.bundle.bag import (
    Finding,
    NotABagError,
    check_bag,
    listed_in,
    natural_order,
)
from limbo_desktop.bundle.checking_parts import Checked, parts_told
from limbo_desktop.bundle.originals_beside import beside_told, copies_told
from limbo_desktop.bundle.verify import Check, Part, Progress, Row, VerifyResult, verify
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

_BAG: dict[Finding, str] = {
    Finding.SAME: N_("{file} is as the list of the bag says."),
    Finding.CHANGED: N_("{file} was changed."),
    Finding.MISSING: N_("{file} is missing."),
    Finding.ADDED: N_("{file} was added: it is not in the list of the bag."),
}
NO_BAG = N_("This folder is no bag, or its list is damaged, and no bundle lies in it.")
ALONE = N_("No bundle lies in this bag: its files were held against the bag's own list only.")
ONE_OF = N_("This is part {number} of {count}. The other parts were not looked at.")


class BundleNotReadableError(PersonError):
    """The file cannot be read at all."""

    message = N_("The file {path} could not be read.")


def check_delivery(
    path: Path,
    password: str = "",
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
) -> VerifyResult:
    """Check a bundle, or a folder with one: a bag, the parts for a portal; nothing is written.

    Originals that are handed on beside the file are looked for next to it.  `progress` is told
    bytes done and bytes in all of one file after the other; what `check` raises goes up.

    Raises:
        BundleNotReadableError: the medium cannot be read, or there is no such file.
        LockedBundleError: the password is missing or wrong.
    """
    try:
        if path.is_dir():
            return _folder(path, password, progress, check)
        result = verify(path, password, progress, check)
        rows = (*result.rows, *_alone(result), *_beside(path, result, check))
        return VerifyResult(rows, result.fingerprint, result.pages, result.listed)
    except OSError:
        raise BundleNotReadableError(path=path.name) from None


def _alone(result: VerifyResult) -> Iterator[Row]:
    if result.listed is not None and result.listed.count > 1:
        params = {"number": result.listed.part, "count": result.listed.count}
        yield Row(Part.PARTS, ok=True, message=ONE_OF, params=params, looked=False)


def _beside(path: Path, result: VerifyResult, check: Check) -> Iterator[Row]:
    if result.listed is not None:
        folders = [path.with_name(name) for name in ("originals", f"{path.stem}-originals")]
        # beside one part lie those of the other parts too
        alone = result.listed.count == 1
        yield from beside_told([result.listed], folders, check, needed=False, strangers=alone)


def _folder(path: Path, password: str, progress: Progress, check: Check) -> VerifyResult:
    try:
        found = tuple(check_bag(path, progress, check))
        inside = path / "data"
    except NotABagError:
        found, inside = (), path
    bag = [Row(Part.BAG, each is Finding.SAME, _BAG[each], {"file": name}) for name, each in found]
    checked = [
        Checked(file.name, verify(file, password, progress, check)) for file in _pdfs(inside)
    ]
    if not found and not any(each.result.listed for each in checked):
        return VerifyResult((Row(Part.BAG, ok=False, message=NO_BAG),))
    listed = [each.result.listed for each in checked if each.result.listed is not None]
    # of a part that is missing nobody knows what lies beside it; in a bag `copies_told` tells
    strangers = not found and len({each.part for each in listed}) == max(
        (each.count for each in listed), default=0
    )
    beside = beside_told(listed, [inside / "originals"], check, needed=True, strangers=strangers)
    copies = _copies(path, found, checked) if found else ()
    parts = parts_told(checked)
    return VerifyResult((*bag, *parts.rows, *beside, *copies), parts.fingerprint, parts.pages)


def _copies(
    bag: Path, found: Iterable[tuple[str, Finding]], checked: Iterable[Checked]
) -> Iterator[Row]:
    """What the bundles in a bag say of the files that the bag's own list names."""
    bundles = {each.file: each.result for each in checked}
    if not any(each.listed for each in bundles.values()):
        yield Row(Part.PARTS, ok=True, message=ALONE, looked=False)
        return
    listed = listed_in(bag)
    digests = {
        name.removeprefix("data/"): listed[name] if each is Finding.SAME else ""
        for name, each in found
        if name in listed
    }
    yield from copies_told(bundles, digests)


def _pdfs(folder: Path) -> Iterable[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    files = [each for each in found if each.suffix.lower() == ".pdf" and each.is_file()]
    plain = [each for each in files if not each.is_symlink()]
    return sorted(plain, key=lambda each: natural_order(each.name))
