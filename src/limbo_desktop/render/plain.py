"""Bytes of a text in an unknown encoding → characters.

A byte order mark decides, then valid UTF-8, then charset-normalizer's guess among the encodings
that Russian, Arabic and Western European papers are written in.
"""

import codecs
from typing import BinaryIO, Final

import charset_normalizer

from limbo_desktop.render import markup
from limbo_desktop.render.facts import Text
from limbo_desktop.render.limits import TEXT_BYTES, TEXT_CHARACTERS

_GUESSED: Final = (
    *("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"),
    *("cp1256", "iso8859_6", "cp1252"),
)
_DECLARED: Final = (
    *("utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7"),
    *("ascii", "latin_1", "cp1250", "iso8859_2", "iso8859_15", "mac_roman", "koi8_u", "cp437"),
    *("cp720", "cp864", "mac_arabic", "iso2022_jp", "shift_jis", "gb18030", "big5", "euc_kr"),
    *("raw_unicode_escape", "unicode_escape", "base64", "hex", "quopri", "uu"),
)
ENCODINGS: Final = (*_GUESSED, *_DECLARED)
"""What the worker loads before it can load no more; other encodings count as unknown."""

_SAMPLE: Final = 32 * 1024
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, declared: str = "", *, cut: bool = False) -> tuple[str, str]:
    """Return the text and the name of the encoding it was read in.

    `declared` is what the file says of itself; it is believed when the bytes allow it.  `cut`
    says that the data may end within a character.  Never raises; what no encoding explains
    becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    for encoding in ("utf-8", declared):
        text = _strict(data, encoding, cut)
        if text is not None:
            return text, codecs.lookup(encoding).name
    guess = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=list(_GUESSED)).best()
    encoding = guess.encoding if guess is not None else "cp1252"
    return data.decode(encoding, "replace"), encoding


def text(stream: BinaryIO, size: int, media_type: str) -> Text:
    """Return a text file's characters; of HTML and other markup the words without the tags.

    Every line end becomes a line feed.
    """
    data = stream.read(TEXT_BYTES)
    characters, encoding = decode(data, cut=len(data) < size)
    if media_type == "text/html":
        characters = markup.html_text(characters)
    elif media_type in ("image/svg+xml", "application/xml"):
        characters = markup.xml_text(characters)
    characters = characters.replace("\r\n", "\n").replace("\r", "\n")
    complete = len(data) == size and len(characters) <= TEXT_CHARACTERS
    return Text(characters[:TEXT_CHARACTERS], complete, encoding)


def _strict(data: bytes, encoding: str, cut: bool) -> str | None:
    if not encoding:
        return None
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        return decoder.decode(data, not cut)
    except (LookupError, ValueError, OSError, AttributeError, AssertionError):
        return None
