"""Names of attached originals: by exhibit number and what the file is, never the person's own."""

from pathlib import PurePosixPath
from typing import Final

_EXTENSIONS: Final = {
    "application/json": "json",
    "application/msword": "doc",
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-outlook": "msg",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/zip": "zip",
    "audio/aac": "aac",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/opus": "opus",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/tiff": "tif",
    "image/webp": "webp",
    "message/rfc822": "eml",
    "multipart/related": "mhtml",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "text/vcard": "vcf",
    "text/xml": "xml",
    "application/xml": "xml",
    "video/3gpp": "3gp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
}


_OLE: Final = "application/x-ole-storage"
_OLE_BY_ENDING: Final = {
    ".doc": "application/msword",
    ".ppt": "application/vnd.ms-powerpoint",
    ".xls": "application/vnd.ms-excel",
}


def written_type(media_type: str, name: str) -> str:
    """Return the media type; where several programs use one container, by the name's ending."""
    if media_type != _OLE:
        return media_type
    return _OLE_BY_ENDING.get(_ending(name), media_type)


def asked_name(name: str) -> str:
    """Return the name by which a file is asked about: of its own, or of that, only the ending."""
    return f"file{_ending(name)}"


def neutral_name(number: int, count: int, media_type: str) -> str:
    """Return "exhibit-04.jpg": padded for `count` exhibits, by what the content is or ".bin"."""
    digits = max(2, len(str(count)))
    return f"exhibit-{number:0{digits}d}.{_EXTENSIONS.get(media_type, 'bin')}"


def _ending(name: str) -> str:
    # in a bundle's records an ending is all that is left of a name
    return PurePosixPath(f"file{name}").suffix.lower()
