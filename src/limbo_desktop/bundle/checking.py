"""Checks what somebody was handed: a bundle's file, or a bag with the file and its originals."""

from pathlib import Path

from limbo_desktop.bundle.bag import BUNDLE_NAME, Finding, NotABagError, check_bag
from limbo_desktop.bundle.verify import Check, Part, Progress, Row, VerifyResult, verify
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

_BAG: dict[Finding, str] = {
    Finding.SAME: N_("{file} is as the list of the bag says."),
    Finding.CHANGED: N_("{file} was changed."),
    Finding.MISSING: N_("{file} is missing."),
    Finding.ADDED: N_("{file} was added: it is not in the list of the bag."),
}
NO_BAG = N_("This folder is no bag, or its list is damaged.")


class BundleNotReadableError(PersonError):
    """The file cannot be read at all."""

    message = N_("The file {path} could not be read.")


def check_delivery(
    path: Path,
    password: str = "",
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
) -> VerifyResult:
    """Check a bundle, or a folder that is a bag with one; nothing is written.

    `progress` is told bytes done and bytes in all, first of the bag, then of the bundle; what
    `check` raises goes up.

    Raises:
        BundleNotReadableError: the medium cannot be read, or there is no such file.
        LockedBundleError: the password is missing or wrong.
    """
    try:
        if not path.is_dir():
            return verify(path, password, progress, check)
        try:
            found = tuple(check_bag(path, progress, check))
        except NotABagError:
            return VerifyResult((Row(Part.BAG, ok=False, message=NO_BAG),))
        rows = tuple(
            Row(Part.BAG, each is Finding.SAME, _BAG[each], {"file": name}) for name, each in found
        )
        inside = verify(path / "data" / BUNDLE_NAME, password, progress, check)
        return VerifyResult(rows + inside.rows, inside.fingerprint, inside.pages)
    except OSError:
        raise BundleNotReadableError(path=path.name) from None
