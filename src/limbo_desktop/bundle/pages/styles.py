"""The type of the bundle's pages: one table, for Latin and Cyrillic pages and for Arabic ones."""

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color, toColor

from limbo_desktop.text.typeset import INK, LINK_INK, Style, Weight


@lru_cache(maxsize=64)
def ink(colour: str) -> Color:
    """A colour as a canvas takes it; to read it anew costs more than the line it draws."""
    return toColor(colour)


APPARATUS_INK = "#3A4245"
HAIR_INK = "#9A9A94"


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one bundle, sizes and leadings in points."""

    body: Style
    body_bold: Style
    body_grey: Style
    table: Style
    table_bold: Style
    table_grey: Style
    apparatus: Style
    apparatus_bold: Style
    h1: Style
    h2: Style
    cover_title: Style
    person: Style
    number: Style
    mono: Style
    mono_list: Style
    page_number: Style
    year: Style
    tiny: Style
    tiny_grey: Style
    link_ink: str = LINK_INK

    def linked(self, style: Style) -> Style:
        """The style in the colour of links."""
        return Style(style.size, style.leading, style.weight, self.link_ink, style.mono)


def styles_for(rtl: bool) -> Styles:
    """The table of LOOK section 9: 12/18 pt, in Arabic 12/24, tables closer."""
    running, table, small = (24.0, 21.0, 18.0) if rtl else (18.0, 18.0, 13.0)
    bold = Weight.BOLD
    return Styles(
        body=Style(12, running),
        body_bold=Style(12, running, bold),
        body_grey=Style(12, running, colour=APPARATUS_INK),
        table=Style(12, table),
        table_bold=Style(12, table, bold),
        table_grey=Style(12, table, colour=APPARATUS_INK),
        apparatus=Style(9.5, small, colour=APPARATUS_INK),
        apparatus_bold=Style(9.5, small, bold, APPARATUS_INK),
        h1=Style(20, 36 if rtl else 27, bold),
        h2=Style(13.5, 24 if rtl else 18, bold),
        cover_title=Style(30, 51 if rtl else 39, bold),
        person=Style(13.5, 24 if rtl else 18, bold),
        number=Style(44, 48, bold),
        mono=Style(11, 16, mono=True),
        mono_list=Style(11, 18, mono=True),
        page_number=Style(14, 18, Weight.HEAVY, INK),
        year=Style(11, 14, bold),
        tiny=Style(9.5, 17 if rtl else 11.6),
        tiny_grey=Style(9.5, 17 if rtl else 11.6, colour=APPARATUS_INK),
    )
