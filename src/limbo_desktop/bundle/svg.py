"""The picture as an SVG: real text, marks as paths, a title and a description for each entry.

Nothing in it tells who made it, when or with what; the same selection gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from limbo_desktop.bundle.pages.marks import PAPER
from limbo_desktop.bundle.pages.surface import DASHES, Box
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.marks import BOX, DASH, OUTLINE, RING, Mark
from limbo_desktop.case.picture.extent import FADE, FAINTEST
from limbo_desktop.text.bidi import PDI, RLI, strip_controls
from limbo_desktop.text.typeset import Block, Line, Weight

_FONTS: Final = "'Noto Sans', 'Limbo Naskh', 'Noto Naskh Arabic', 'Noto Emoji', sans-serif"
_WEIGHTS: Final = {Weight.REGULAR: "400", Weight.BOLD: "600", Weight.HEAVY: "700"}
_SOFT_HYPHEN: Final = "\u00ad"


class SvgSurface:
    """Collects the elements of one picture, `width` × `height` points, in one direction."""

    def __init__(self, width: float, height: float, margin: float, *, rtl: bool) -> None:
        self._width = width
        self._height = height
        self._margin = margin
        self._rtl = rtl
        self._parts: list[str] = []
        self._numbers = count(1)

    def document(self, title: str, description: str, lang: str) -> bytes:
        """Return the file, in UTF-8."""
        root = _tag(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "xml:lang": lang,
                "direction": "rtl" if self._rtl else "ltr",
                "role": "img",
                "width": f"{_number(self._width)}pt",
                "height": f"{_number(self._height)}pt",
                "viewBox": f"0 0 {_number(self._width)} {_number(self._height)}",
                "font-family": _FONTS,
            },
            closed=False,
        )
        paper = _tag("rect", {"width": "100%", "height": "100%", "fill": PAPER})
        head = [root, _words("title", title), _words("desc", description), paper]
        return ("\n".join((*head, *self._parts, "</svg>")) + "\n").encode()

    def _left(self, start: float, width: float = 0.0) -> float:
        if self._rtl:
            return self._width - self._margin - start - width
        return self._margin + start

    def block(self, block: Block, start: float, top: float, lang: str = "") -> None:
        """Draw each line as a text that its reader shapes; it begins at its own line start."""
        left = self._left(start, block.width)
        for line in block.lines:
            if line.runs:
                self._line(block, line, left, top, lang)
            top += line.height

    def _line(self, block: Block, line: Line, left: float, top: float, lang: str) -> None:
        style = line.runs[0].style
        room = block.width - line.width
        if block.align == "centre":
            indent = room / 2
        else:
            indent = room if line.rtl == (block.align == "start") else 0.0
        # A line that runs to the left hangs from its middle and is an isolate: readers that know
        # no `direction` then show it in its place and order too.
        attributes = {
            "x": _number(left + indent + (line.width / 2 if line.rtl else 0.0)),
            "y": _number(top + line.baseline),
            "direction": "rtl" if line.rtl else "ltr",
            "text-anchor": "middle" if line.rtl else "start",
            "font-size": _number(style.size),
            "fill": style.colour,
        }
        if style.weight is not Weight.REGULAR:
            attributes["font-weight"] = _WEIGHTS[style.weight]
        if lang:
            attributes["xml:lang"] = lang
        text = line.text.removesuffix("\n")
        if text.endswith(_SOFT_HYPHEN):
            text = f"{text}\u2010"
        text = text.replace(_SOFT_HYPHEN, "")
        if line.rtl:
            text = f"{RLI}{text}{PDI}"
        self._parts.append(_words("text", text, attributes))

    def line(
        self,
        at: tuple[float, float],
        to: tuple[float, float],
        width: float,
        colour: str,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a line."""
        attributes = {
            "x1": _number(self._left(at[0])),
            "y1": _number(at[1]),
            "x2": _number(self._left(to[0])),
            "y2": _number(to[1]),
            "stroke": colour,
            "stroke-width": _number(width),
        }
        if dash:
            attributes["stroke-dasharray"] = " ".join(map(_number, dash))
        self._parts.append(_tag("line", attributes))

    def _rect(self, box: Box, radius: float) -> dict[str, str]:
        attributes = {
            "x": _number(self._left(box.start, box.width)),
            "y": _number(box.top),
            "width": _number(box.width),
            "height": _number(box.height),
        }
        return {**attributes, "rx": _number(radius)} if radius else attributes

    def bar(self, box: Box, stroke: str, fill: str, radius: float) -> None:
        """Draw an outlined bar."""
        ink = {"fill": fill, "stroke": stroke, "stroke-width": "0.9"}
        self._parts.append(_tag("rect", {**self._rect(box, radius), **ink}))

    def faded(self, box: Box, stroke: str, fill: str, seen: Box) -> None:
        """Draw a dashed bar whose ink fades towards both ends; a file has all of it in sight."""
        del seen
        number = next(self._numbers)
        for name, colour in (("s", stroke), ("f", fill)):
            self._gradient(f"{name}{number}", box, colour)
        ink = {
            "fill": f"url(#f{number})",
            "stroke": f"url(#s{number})",
            "stroke-width": "0.9",
            "stroke-dasharray": " ".join(map(_number, DASHES)),
        }
        self._parts.append(_tag("rect", {**self._rect(box, box.width / 2), **ink}))

    def _gradient(self, name: str, box: Box, colour: str) -> None:
        place = {
            "id": name,
            "gradientUnits": "userSpaceOnUse",
            "x1": "0",
            "x2": "0",
            "y1": _number(box.top),
            "y2": _number(box.bottom),
        }
        stops = ((0.0, FAINTEST), (FADE, 1.0), (1 - FADE, 1.0), (1.0, FAINTEST))
        told = (
            _tag(
                "stop",
                {
                    "offset": _number(offset),
                    "stop-color": colour,
                    "stop-opacity": _number(opacity),
                },
            )
            for offset, opacity in stops
        )
        opened = _tag("linearGradient", place, closed=False)
        self._parts.append(f"{opened}{''.join(told)}</linearGradient>")

    def clear(self, box: Box) -> None:
        """Make a place white."""
        self._parts.append(_tag("rect", {**self._rect(box, 0), "fill": PAPER}))

    def mark(self, mark: Mark, certainty: Certainty, start: float, top: float, size: float) -> None:
        """Draw the shape of a kind as a path; directed ones point along the line."""
        scale = size / BOX
        x = self._left(start, size)
        across = scale
        if mark.directed and self._rtl:
            x, across = x + size, -scale
        moved = f"translate({_number(x)} {_number(top)}) scale({_number(across)} {_number(scale)})"
        filled = certainty is Certainty.EXACT
        solid = filled and not mark.ring
        attributes = {"d": mark.shape_path, "transform": moved}
        if solid:
            attributes["fill"] = mark.light
        else:
            attributes["fill"] = mark.light_soft if filled else PAPER
            attributes["stroke"] = mark.light
            attributes["stroke-width"] = _number(RING if mark.ring and filled else OUTLINE)
            if certainty is Certainty.UNSURE:
                attributes["stroke-dasharray"] = " ".join(map(_number, DASH))
        self._parts.append(_tag("path", attributes))

    @contextmanager
    def entry(self, title: str, description: str) -> Iterator[None]:
        """Group what is drawn inside, under the title and the date of the entry."""
        self._parts.append('<g role="listitem">')
        self._parts += [_words("title", title), _words("desc", description)]
        yield
        self._parts.append("</g>")


def _number(value: float) -> str:
    """Return a length to a thousandth of a point."""
    # Adding zero turns what is rounded to -0.0 into 0.0.
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")


def _tag(name: str, attributes: Mapping[str, str], *, closed: bool = True) -> str:
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}{'/' if closed else ''}>"


def _words(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """Return an element with text; what XML cannot hold is left out, isolates stay in texts."""
    said = text if name == "text" else strip_controls(text)
    clean = "".join(letter for letter in said if letter == "\t" or _allowed(letter))
    opened = _tag(name, attributes or {}, closed=False)
    return f"{opened}{escape(clean)}</{name}>"


def _allowed(letter: str) -> bool:
    """Whether XML 1.0 has this character."""
    code = ord(letter)
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
