"""What an opening may have to tell the person, beside errors; shown by the window and on a
terminal alike.
"""

from typing import Final

from limbo_desktop.marking import N_

UPGRADED: Final = N_(
    "The case was brought up to this version of the program. "
    "How it was before is kept beside it: {name}"
)
COPYING: Final = N_("Keeping a copy before the upgrade")
OPENED_COPY: Final = N_(
    "This is the copy of {when}. What is written from now on stays in this file; "
    "the case that it was copied from is not changed."
)
SHEET_UNCHECKED: Final = N_(
    "The sheet of digits of this case was never checked and may be missing. In the settings "
    "“New passphrase…” makes another."
)
BOTH_KEPT: Final = {
    "replaced": N_(
        "Another program put another file in the place of this case while it was open. Both are "
        "kept: what is open here, with all that you write, is now in {new}, and the other file "
        "is still {old}. Nothing is lost; open the other one to see what it has."
    ),
    "overwritten": N_(
        "Another program wrote over the file of this case while it was open. Both are kept: what "
        "is open here, with all that you write, is now in {new}, and the other's is {old}. "
        "Nothing is lost; open the other one to see what it has."
    ),
    "gone": N_(
        "The file of this case was moved or deleted while it was open. What is open here, with "
        "all that you write, is now in {new}; before it was {old}. Nothing is lost."
    ),
    "part": N_(
        "Another program wrote over the file of this case while it was open. What could still be "
        "read of what was open is now in {new}; look whether something is missing. The other's "
        "file is {old}, and earlier copies are where you keep them."
    ),
}
"""What happened to the file of an open case, by `underneath.Change`; "part" when it was written
over and not everything could be kept."""

ERASING: Final = N_(
    "The key will be destroyed. Nobody can open this case again, you neither. "
    "Copies elsewhere remain."
)
ERASING_MEANS: Final = N_(
    "The file is written over and removed. A stick or an SSD may keep old pieces of it that no "
    "program reaches. They are encrypted and can be read only with the sheet of digits or a copy "
    "of the case: destroy these too if nothing may be left. Bundles and files that were saved "
    "elsewhere are not touched."
)
