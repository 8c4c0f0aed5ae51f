"""What a file is that stands in the bundle as a slip alone, in words."""

from collections.abc import Mapping
from typing import Final

from limbo_desktop.marking import N_

_TYPES: Final[Mapping[str, str]] = {
    "application/msword": N_("text document, Word 97–2003"),
    "application/rtf": N_("text document, RTF"),
    "application/vnd.ms-excel": N_("spreadsheet, Excel 97–2003"),
    "application/vnd.ms-powerpoint": N_("presentation, PowerPoint 97–2003"),
    "application/vnd.oasis.opendocument.presentation": N_("presentation, OpenDocument"),
    "application/vnd.oasis.opendocument.spreadsheet": N_("spreadsheet, OpenDocument"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": N_(
        "presentation, PowerPoint"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": N_("spreadsheet, Excel"),
    "application/x-ole-storage": N_("Office document, 97–2003"),
    "application/zip": N_("archive of files"),
    "image/svg+xml": N_("drawing, SVG"),
}
_FAMILIES: Final[Mapping[str, str]] = {
    "audio": N_("sound recording"),
    "image": N_("picture"),
    "text": N_("text file"),
    "video": N_("video recording"),
}


def type_of_file(media_type: str) -> str:
    """Return what a file of a media type is, as a msgid; "" where there is no word for it."""
    family = media_type.partition("/")[0]
    return _TYPES.get(media_type) or _FAMILIES.get(family, "")
