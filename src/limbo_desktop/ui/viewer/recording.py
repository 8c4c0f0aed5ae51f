"""What is told of sound and video, which the program does not play: kind, length, when, size."""

from __future__ import annotations

from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.text.instants import length_of, moment
from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.looking import Look

_KINDS: Final = {"audio": N_("Sound recording"), "video": N_("Video")}


def recording_of(words: Words, look: Look) -> str:
    """Return the lines about a recording, and that it is to be played elsewhere."""
    lines = [words.t(_KINDS[look.kind])]
    if look.seconds:
        lines.append(words.t("Length: {length}", length=length_of(words, look.seconds)))
    if look.recorded:
        when = moment(words, look.recorded)
        lines.append(words.t("Recorded, as the file says: {when}", when=when))
    if look.size:
        lines.append(words.t("Size: {size}", size=words.size(look.size)))
    lines.append(words.t("Recordings are kept unchanged and are not played here."))
    return "\n".join(lines)
