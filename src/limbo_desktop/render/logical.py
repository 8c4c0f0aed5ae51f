"""The text layer of a PDF page in the order it is read in, also from right to left.

PDFium gives Arabic and Hebrew back in the order of their codes or of their places on the page,
as the file was made.  Where they stand tells which: letters of a right-to-left run that come one
after the other go leftwards on the page, and a run that goes rightwards is turned round.
"""

import itertools
import re
import unicodedata
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

_RTL: Final = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"  # without digits
_FORMS: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]+")
_RUN: Final = re.compile(f"[{_RTL}](?:[{_RTL} \u00a0.,:;!?()«»\"'-]*[{_RTL}])?")


def page_text(page: pypdfium2.PdfTextPage) -> str:
    """Return the text of one page; presentation forms of letters as the letters themselves."""
    text = str(page.get_text_bounded())
    if not _RUN.search(text):
        return text
    letters = [chr(code) if code else " " for code in _codes(page)]
    text = "".join(letters)

    def turned(run: re.Match[str]) -> str:
        return run[0][::-1] if _goes_right(page, run.start(), run.end(), text) else run[0]

    ordered = _RUN.sub(turned, text).replace("\u00a0", " ")
    return _FORMS.sub(lambda forms: unicodedata.normalize("NFKC", forms[0]), ordered)


def letters(page: pypdfium2.PdfTextPage) -> list[tuple[str, int]]:
    """Return the letters of a page in the order of `page_text`, each with its number in the file.

    One sign of the file may be several letters (a ligature), which share its number.
    """
    text = "".join(chr(code) if code else " " for code in _codes(page))
    order = list(range(len(text)))
    for run in _RUN.finditer(text):
        start, end = run.span()
        if _goes_right(page, start, end, text):
            order[start:end] = order[start:end][::-1]
    return [(letter, index) for index in order for letter in _plain(text[index])]


def _plain(sign: str) -> str:
    if "\ud800" <= sign <= "\udfff":
        return "\ufffd"
    return unicodedata.normalize("NFKC", sign) if sign == "\u00a0" or _FORMS.match(sign) else sign


def _codes(page: pypdfium2.PdfTextPage) -> list[int]:
    count = page.count_chars()
    return [int(pdfium.FPDFText_GetUnicode(page, index)) % 0x110000 for index in range(count)]


def _goes_right(page: pypdfium2.PdfTextPage, start: int, end: int, text: str) -> bool:
    letters = [at for at in range(start, end) if text[at].isalpha()]
    if len(letters) < 2:
        return False
    steps = [_left(page, later) - _left(page, at) for at, later in itertools.pairwise(letters)]
    return sum(step > 0 for step in steps) > sum(step < 0 for step in steps)


def _left(page: pypdfium2.PdfTextPage, index: int) -> float:
    return float(page.get_charbox(index)[0])
