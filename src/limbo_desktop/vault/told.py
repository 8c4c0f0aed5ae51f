"""What an opening may have to tell the person, beside errors; shown by the window and on a
terminal alike.
"""

from typing import Final

from limbo_desktop.marking import N_

UPGRADED: Final = N_(
    "The case was brought up to this version of the program. "
    "How it was before is kept beside it: {name}"
)
OPENED_COPY: Final = N_(
    "This is the copy of {when}. What is written from now on stays in this file; "
    "the case that it was copied from is not changed."
)
