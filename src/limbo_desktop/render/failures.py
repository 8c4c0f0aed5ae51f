"""Why a file could not be shown as pages, as a word for programs and a sentence for people."""

from enum import StrEnum
from typing import Final

from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_


class Reason(StrEnum):
    """Why nothing can be shown; `message` is the msgid of the sentence for slips and lists."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    PASSWORD = "password"
    WRONG_PASSWORD = "wrong_password"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNSUPPORTED = "unsupported"
    NO_PAGES = "no_pages"
    CRASHED = "crashed"
    STOPPED = "stopped"

    @property
    def message(self) -> str:
        """The msgid: what is the matter, and that the original is kept."""
        return _MESSAGES[self]


UNOPENED: Final = frozenset({Reason.PASSWORD, Reason.WRONG_PASSWORD, Reason.NO_PAGES})
"""Of a PDF: there is nothing to look into."""

_MESSAGES = {
    Reason.EMPTY: N_("The file is empty: it has 0 bytes. The original is kept unchanged."),
    Reason.DAMAGED: N_(
        "The file is damaged: it cannot be shown as pages. The original is kept unchanged."
    ),
    Reason.PASSWORD: N_(
        "The file is protected by a password and cannot be shown without it."
        " The original is kept unchanged."
    ),
    Reason.WRONG_PASSWORD: N_(
        "The password does not open this file. The original is kept unchanged."
    ),
    Reason.TOO_LARGE: N_(
        "The picture in this file is too large to be shown as a page."
        " The original is kept unchanged."
    ),
    Reason.TOO_SLOW: N_(
        "Showing this file as pages took too long and was stopped. The original is kept unchanged."
    ),
    Reason.UNSUPPORTED: N_(
        "Files of this type cannot be shown as pages. The original is kept unchanged."
    ),
    Reason.NO_PAGES: N_("The file has no pages. The original is kept unchanged."),
    Reason.CRASHED: N_(
        "The file could not be read safely: it cannot be shown as pages."
        " The original is kept unchanged."
    ),
    Reason.STOPPED: N_("Showing the file was stopped. The original is kept unchanged."),
}


class RenderFailure(PersonError):  # noqa: N818 - the file failed, not the program
    """A file could not be shown; `reason` says why, `reason.message` says it to the person.

    `detail` names the place in the code for a report of ours: never content of the file.
    """

    message = N_("The file cannot be shown as pages. The original is kept unchanged.")

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__()
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason.value} ({self.detail})" if self.detail else self.reason.value
