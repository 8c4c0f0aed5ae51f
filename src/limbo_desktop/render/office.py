"""Words of office documents, and names inside archives: for the search of concealed names.

Nothing is unpacked but the XML parts, within a limit; nothing outside is looked up.
"""

import re
import zipfile
from typing import BinaryIO, Final

from limbo_desktop.render import markup, plain
from limbo_desktop.render.facts import Text
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import PACKED_BYTES, PACKED_MEMBERS, TEXT_BYTES, TEXT_CHARACTERS

_RTF_WORD: Final = re.compile(r"\\'([0-9a-f]{2})|\\u(-?\d{1,5}) ?\??|\\[a-z]+-?\d* ?|[{}\r\n]")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


_ALL: Final = re.compile(".*", re.DOTALL)
_SHOWN: Final = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|content\.xml"
    r"|xl/sharedStrings\.xml|ppt/(?:slides|notesSlides)/[^/]+\.xml"
)


def text(stream: BinaryIO, media_type: str, *, shown: bool = False) -> Text:
    """Return the words of a .docx, .xlsx, .pptx, .odt …, .rtf, or the member names of a ZIP.

    `shown` leaves out what a reader of the document does not see, such as its properties.

    Raises:
        RenderFailure: PASSWORD for an encrypted document, DAMAGED for a broken ZIP.
    """
    if media_type == "application/rtf":
        return _rtf(stream)
    if "officedocument" in media_type or "opendocument" in media_type:
        return _zipped(stream, _SHOWN if shown else _ALL)
    if media_type == "application/zip":
        return _names(stream)
    if media_type == "application/x-ole-storage" and _ENCRYPTED in stream.read(TEXT_BYTES):
        raise RenderFailure(Reason.PASSWORD)
    return Text("", complete=False)


def _open(stream: BinaryIO) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    try:
        archive = zipfile.ZipFile(stream)
    except zipfile.BadZipFile as error:
        raise RenderFailure(Reason.DAMAGED) from error
    return archive, archive.infolist()


def _names(stream: BinaryIO) -> Text:
    members = _open(stream)[1]
    names = "\n".join(member.filename for member in members[:PACKED_MEMBERS])
    return Text(names[:TEXT_CHARACTERS], complete=False)


def _zipped(stream: BinaryIO, wanted: re.Pattern[str]) -> Text:
    archive, members = _open(stream)
    left, complete = PACKED_BYTES, len(members) <= PACKED_MEMBERS
    parts = ["\n".join(each.filename for each in members)] if wanted is _ALL else []
    for member in members[:PACKED_MEMBERS]:
        name = member.filename
        if name == "[Content_Types].xml":
            continue
        if not name.endswith((".xml", ".rels")):
            complete = complete and not _may_hold_words(name)
            continue
        if not wanted.fullmatch(name):
            continue
        with archive.open(member) as packed:
            data = packed.read(left + 1)
        left -= len(data)
        if left < 0:
            complete = False
            break
        apart = name.startswith(("docProps/", "meta"))
        parts.append(markup.xml_text(data, apart=apart, unseen=wanted is _ALL))
    joined = "\n".join(part for part in parts if part.strip())
    return Text(joined[:TEXT_CHARACTERS], complete and len(joined) <= TEXT_CHARACTERS)


def _may_hold_words(name: str) -> bool:
    """Tell whether a part that is not read could hold text: an embedded document or picture."""
    return not name.endswith(("/", ".rels", ".ttf", ".odttf", "mimetype"))


def _rtf(stream: BinaryIO) -> Text:
    data = stream.read(TEXT_BYTES)
    source = data.decode("latin-1")
    declared = re.search(r"\\ansicpg(\d{3,5})", source)
    encoding = f"cp{declared[1]}" if declared else "cp1252"

    def words(match: re.Match[str]) -> str:
        if match[1]:
            return chr(0xE000 + int(match[1], 16))
        if match[2]:
            return chr(int(match[2]) % 0x10000)
        return "\n" if match[0].startswith(("\\par", "\\line", "\\cell")) else ""

    plainly = _RTF_WORD.sub(words, source)
    runs = re.sub(
        "[\ue000-\ue0ff]+",
        lambda run: plain.decode(bytes(ord(c) - 0xE000 for c in run[0]), encoding)[0],
        plainly,
    )
    return Text(runs.encode("utf-8", "replace").decode()[:TEXT_CHARACTERS], complete=False)
