"""What a slip says about an original beyond its facts: what was left out, why nothing is shown."""

from collections.abc import Iterable
from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.render.facts import Active

WITHHELD: Final = N_("Withheld because somebody in it is concealed.")
REDACTED_TOO: Final = N_("Withheld: the applicant redacted this file, or a file inside it.")
"""Of bytes that are redacted as another document, or in a mail or an archive that has them."""

HELD_BACK: Final = frozenset({WITHHELD, REDACTED_TOO})
UNREADABLE: Final = N_("The file could not be read from the case.")

TURNED: Final = N_("Turned so that it reads upright.")
REPAIRED: Final = N_("The file was damaged; its pages are shown as far as they could be read.")
DRAWN: Final = N_("Some pages are shown as pictures: their text cannot be searched here.")
ALL_DRAWN: Final = N_("The pages are shown as pictures: their text cannot be searched here.")
FIRST_FRAME: Final = N_("The picture moves; its first frame is shown.")
FIRST_PAGES: Final = N_("Only the first pages are shown; all of them are in the original.")
FIRST_DRAWN: Final = N_("Only the first pages are shown; the others could not be drawn.")
BEGINNING: Final = N_("Only the beginning is shown; all of the text is in the original.")
LOWERED: Final = N_(
    "Pages that alone are larger than one file may be are shown with less detail; the original has"
    " all of it."
)
KEPT: Final = N_(
    "The original is too large for this protected file; the applicant keeps it and can hand it on."
)
SMALLER: Final = N_(
    "Pictures inside the file have less detail here, so that this file is small; text is as it was."
)
MAIL_ATTACHMENTS: Final = N_("The files attached to the e-mail are not shown.")
MORE_ATTACHMENTS: Final = N_("More files are attached to the e-mail than are shown here.")
AS_TEXT: Final = N_(
    "Shown as text with its headings, lists and tables; how it looks is in the original."
)
WEB_AS_TEXT: Final = N_("The saved page is shown as text; how it looked is in the original.")
PICTURES: Final = N_("The pictures inside it are not shown here.")
CHANGES: Final = N_("Changes are recorded in it; what was struck out is not shown.")
COMMENTS: Final = N_("The comments beside its text are not shown; they are in the original.")
HIDDEN: Final = N_("It has hidden text; that stays hidden.")

_LEFT_OUT: Final = {
    Active.JAVASCRIPT: N_("A script in the file was left out of the pages."),
    Active.OPEN_ACTION: N_("What the file does by itself when opened was left out of the pages."),
    Active.LAUNCH: N_("A link that starts programs was left out of the pages."),
    Active.FORM: N_("The fields of the form are shown as they are filled in."),
    Active.UNDRAWN_FORM: N_(
        "Not all that was filled into the form is drawn in the file; the rest is only in the"
        " original."
    ),
    Active.SUBMIT: N_("A button that sends data was left out of the pages."),
    Active.EMBEDDED_FILE: N_("Files inside the file were left out of the pages."),
    Active.REMOTE_LINK: N_("Links to other places were left out of the pages."),
    Active.INNER_LINK: N_("Links and buttons inside the file were left out of the pages."),
    Active.HIDDEN_LAYER: N_("The file has hidden layers; they stay hidden."),
    Active.MEDIA: N_("Sound or video inside the file was left out of the pages."),
    Active.SIGNATURE: N_(
        "The file is signed electronically; only the attached original can prove that."
    ),
}
"""XFA is the other half of a form and says nothing of its own."""


def left_out(active: Iterable[Active]) -> tuple[str, ...]:
    """The sentences (msgids) for what a PDF could do or hides."""
    found = set(active) | ({Active.FORM} if Active.XFA in active else set())
    if Active.UNDRAWN_FORM in found:
        found.discard(Active.FORM)
    return tuple(sentence for ability, sentence in _LEFT_OUT.items() if ability in found)
