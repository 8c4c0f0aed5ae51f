"""Says of everything that is drawn on the pages of a file what it is, while it is drawn.

Whatever is drawn outside an element is an artifact: rules, running heads, page numbers, marks.
So nothing stays without a word on it, and nobody who draws has to think of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.structure import HEADINGS, PLAIN, ROOT, Detail, Role, Scope, Structure
from limbo_desktop.text.script import Script, foreign_letters, script_in, script_of
from limbo_desktop.text.typeset import Block, LinkArea, LinkTarget
from limbo_desktop.text.typeset.inside import append_operators, take_back
from limbo_desktop.text.typeset.paragraph import Run

_ARTIFACT: Final = -1
_NOTHING: Final = -2
_BEGIN_ARTIFACT: Final = "/Artifact BMC"
_GROUPS: Final = {
    Role.ROW: Role.TABLE,
    Role.ITEM: Role.LIST,
    Role.CONTENTS_ITEM: Role.CONTENTS,
}
"""What rows of a kind that follow one another stand in."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What is open: an element or an artifact, and the language of its words."""

    element: int
    lang: str


@dataclass(slots=True)
class _Group:
    """A table, list or contents: it goes on as long as its rows follow one another."""

    role: Role
    element: int
    headed: bool
    facts: bool


class Tags:
    """The structure of one file, and the marks of it on the page that is being drawn.

    `lang` is the language of the file, `by_script` that of words in another script.
    """

    def __init__(
        self, canvas: Canvas, lang: str, by_script: Mapping[Script, str] | None = None
    ) -> None:
        self.structure = Structure()
        self.by_script = by_script or {script: script.usual for script in Script}
        self._canvas = canvas
        self._outside = _Place(_ARTIFACT, lang)
        self._places: list[_Place] = []
        self._sections = [self.structure.add(Role.DOCUMENT, ROOT)]
        self._level = 0
        self._group: _Group | None = None
        self._figure: int | None = None
        self._known: dict[object, int] = {}
        self._links: dict[str, int] = {}
        self._seal: int | None = None
        self._open = _NOTHING
        self._page = -1
        self._annotations = 0

    def begin_page(self) -> None:
        """A new page: everything on it is an artifact until something else is said."""
        self._page += 1
        self._annotations = 0
        self._seal = None
        self._switch(_ARTIFACT)

    def end_page(self) -> None:
        """Nothing more is drawn on the page."""
        self._switch(_NOTHING)

    def section(self, level: int) -> None:
        """A section begins, as deep as its bookmark: 0 is the outermost."""
        del self._sections[min(level, len(self._sections) - 1) + 1 :]
        self._sections.append(self.structure.add(Role.SECTION, self._sections[-1]))
        self._group = None
        self._known.clear()

    @contextmanager
    def element(
        self, role: Role, *, alt: str = "", lang: str = "", key: object = None
    ) -> Iterator[None]:
        """What is drawn inside is an element; with the `key` of one before, that one goes on.

        Items that follow one another are one list.

        `lang` is the language of its words where it is not that of what it stands in.
        """
        said = lang if lang != self._place.lang else ""
        element = self._known.get(key) if key is not None else None
        if self._places and not self.telling:
            element = _ARTIFACT
        if element is None:
            element = self._new(role, Detail(alt=alt, lang=said))
            if key is not None:
                self._known[key] = element
        with self._in(element, lang):
            yield

    @contextmanager
    def row(
        self,
        role: Role,
        *,
        head: bool = False,
        facts: bool = False,
        bare: bool = False,
        key: object = None,
    ) -> Iterator["Cells"]:
        """What is drawn inside is a row of a table, of a list or of the contents.

        The `head` of a table that is drawn again on the next page is an artifact.  Of `facts`, and
        in a table without a head, the first cell is the head of its row, unless it is `bare`: then
        nobody knows of a head.
        """
        self._links = {}
        if role not in _GROUPS:
            yield Cells(self, None, key)
            return
        row = self._known.get(key) if key is not None else None
        if self._places and not self.telling:
            yield Cells(self, Role.ROW, None)
            return
        if head and row is not None:
            with self._in(_ARTIFACT):
                yield Cells(self, Role.ROW, None)
            return
        if row is None:
            group = self._grouped(role, head=head, facts=facts)
            row = self.structure.add(role, group.element)
            if key is not None:
                self._known[key] = row
        headed = self._group is not None and self._group.headed
        scope = Scope.COLUMN if head else None if headed or bare else Scope.ROW
        with self._in(row):
            yield Cells(self, role, key, scope)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is no content: it was said before."""
        with self._in(_ARTIFACT):
            yield

    @contextmanager
    def figure(self, alt: str) -> Iterator[None]:
        """What is drawn inside is one figure, lines and words, but for the elements within."""
        with self.element(Role.FIGURE, alt=alt):
            self._figure = self._places[-1].element
            self._switch(self._figure)
            try:
                yield
            finally:
                self._figure = None
                self._switch(_ARTIFACT)

    def hold_seal(self) -> None:
        """The element that is open holds the seal of this page."""
        self._seal = self._place.element

    def reserve(self, role: Role, alt: str = "", *, seal: bool = False) -> str:
        """What to say of something that is drawn on this page later: an element of its own.

        The seal has its place among words where `hold_seal` said so.
        """
        element = self._seal if seal else None
        if element is None:
            element = self._add(role, Detail(alt=alt))
        return self._mark(element)

    def begin(self, block: Block) -> "Spans | None":
        """Words are drawn: what marks them one by one, None where they are all alike."""
        place = self._place
        if place.element in (_ARTIFACT, self._figure):
            return None
        if _is_even(block, place.lang):
            self._switch(place.element)
            return None
        self._switch(_NOTHING)
        return Spans(self, place)

    def end(self) -> None:
        """The words are drawn."""
        self._switch(_ARTIFACT if self._figure is None else self._figure)

    @property
    def telling(self) -> bool:
        """Whether what is drawn is content."""
        return self._place.element != _ARTIFACT

    def annotate(self, element: int | None) -> None:
        """An annotation was made on this page, for an element or for none."""
        if element is not None:
            self.structure.annotate(element, self._page, self._annotations)
        self._annotations += 1

    def link_of_row(self, target: str) -> int | None:
        """The link of the row that is open to a place: that of its words, or one at its end."""
        if not self.telling:
            return None
        if target not in self._links:
            self._links[target] = self.structure.add(Role.LINK, self._place.element)
        return self._links[target]

    def begin_mark(self, element: int) -> str:
        """The operator that begins a mark of an element on this page."""
        return f"{self._mark(element)} BDC"

    def link(self, target: LinkTarget, parent: int, lang: str) -> int:
        """A link among the words of an element."""
        element = self.structure.add(Role.LINK, parent, Detail(lang=lang))
        self._links[target.name] = element
        return element

    def column(self, role: Role, scope: Scope | None, key: object) -> int:
        """A cell in the row that is open, or an artifact as it is."""
        if self._place.element == _ARTIFACT:
            return _ARTIFACT
        element = self._known.get(key) if key is not None else None
        if element is None:
            element = self.structure.add(role, self._place.element, Detail(scope=scope))
            if key is not None:
                self._known[key] = element
        return element

    def _new(self, role: Role, detail: Detail) -> int:
        """An element that ends the table or list before it, or goes on with a list."""
        if role is Role.ITEM:
            item = self.structure.add(role, self._grouped(role).element, detail)
            return self.structure.add(Role.BODY, item)
        if not self._places:
            self._group = None
        return self._add(role, detail)

    @contextmanager
    def _in(self, element: int, lang: str = "") -> Iterator[None]:
        self._places.append(_Place(element, lang or self._place.lang))
        try:
            yield
        finally:
            self._places.pop()

    @property
    def _place(self) -> _Place:
        return self._places[-1] if self._places else self._outside

    def _add(self, role: Role, detail: Detail) -> int:
        """Add an element where we are; a heading is one deeper than the one before it at most."""
        if role in HEADINGS:
            self._level = min(HEADINGS.index(role), self._level) + 1
            role = HEADINGS[self._level - 1]
        inside = self._place.element
        parent = self._sections[-1] if inside in (_ARTIFACT, self._figure) else inside
        return self.structure.add(role, parent, detail)

    def _grouped(self, role: Role, *, head: bool = False, facts: bool = False) -> _Group:
        kind, group = _GROUPS[role], self._group
        if group is None or head or (group.role, group.facts) != (kind, facts):
            group = self._group = _Group(kind, self._add(kind, PLAIN), head, facts)
        return group

    def _mark(self, element: int) -> str:
        number = self.structure.mark(element, self._page)
        return f"/{self.structure.role(element).value} <</MCID {number}>>"

    def _switch(self, to: int) -> None:
        """End what is open and begin what is drawn from here on."""
        if to == self._open:
            return
        idle = self._open == _ARTIFACT and take_back(self._canvas, _BEGIN_ARTIFACT)
        if self._open != _NOTHING and not idle:
            append_operators(self._canvas, "EMC")
        if to == _ARTIFACT:
            append_operators(self._canvas, _BEGIN_ARTIFACT)
        elif to != _NOTHING:
            append_operators(self._canvas, self.begin_mark(to))
        self._open = to


class Cells:
    """The cells of a row that is open; those that begin at one place are one."""

    def __init__(
        self, tags: Tags, role: Role | None, key: object, scope: Scope | None = None
    ) -> None:
        self._tags, self._role, self._key, self._scope = tags, role, key, scope
        self._columns: dict[float, int] = {}

    @contextmanager
    def at(self, start: float, role: Role) -> Iterator[None]:
        """What is drawn inside is a cell; `role` is what it is where the row is none of a group."""
        if self._role is None:
            with self._tags.element(role, key=self._key and (self._key, start, role)):
                yield
            return
        if start not in self._columns:
            self._columns[start] = self._column(start)
        with self._tags._in(self._columns[start]):
            yield

    def _column(self, start: float) -> int:
        key = self._key and (self._key, start)
        if self._role is not Role.ROW:
            body = Role.BODY if self._role is Role.ITEM else Role.PARAGRAPH
            return self._tags.column(body, None, key)
        scope = self._scope
        if scope is Scope.ROW and self._columns:
            scope = None
        return self._tags.column(Role.CELL if scope is None else Role.HEAD, scope, key)


class Spans:
    """Marks the runs of a block one by one: links, and words of another language."""

    def __init__(self, tags: Tags, place: _Place) -> None:
        self._tags, self._place = tags, place
        self._now: tuple[LinkTarget | None, str] | None = None
        self._element = place.element
        self._is_open = False
        self._links: dict[LinkTarget, list[int]] = {}

    def before(self, run: Run) -> str:
        """Operators that come before a run; "" where it goes on as the one before it."""
        text = "".join(glyph.text for glyph in run.piece.glyphs)
        if not text:
            return ""  # a sign of direction: nothing is drawn
        wanted = run.link, self._lang_of(run, text)
        if wanted == self._now and self._is_open:
            return ""
        ended = "EMC\n" if self._is_open else ""
        if wanted != self._now:
            self._now = wanted
            self._element = self._new(*wanted)
        self._is_open = True
        return ended + self._tags.begin_mark(self._element)

    def after_line(self) -> str:
        """Operators that end what is open at the end of a line with letters."""
        ended = "EMC" if self._is_open else ""
        self._is_open = False
        return ended

    def link_at(self, area: LinkArea) -> int | None:
        """The link whose words are drawn there."""
        elements = self._links.get(area.target, [])
        return elements.pop(0) if len(elements) > 1 else next(iter(elements), None)

    def _new(self, link: LinkTarget | None, lang: str) -> int:
        if link is not None:
            element = self._tags.link(link, self._place.element, lang)
            self._links.setdefault(link, []).append(element)
            return element
        if lang:
            return self._tags.structure.add(Role.SPAN, self._place.element, Detail(lang=lang))
        return self._place.element

    def _lang_of(self, run: Run, text: str) -> str:
        """The language of a run where it is another one than that of the element.

        A space between two words of another language belongs to them as far as they do.
        """
        script = script_in(text)
        if script is None:
            same = self._now is not None and self._now[0] == run.link
            return self._now[1] if same and self._now and run.is_space else ""
        return "" if script is script_of(self._place.lang) else self._tags.by_script[script]


def _is_even(block: Block, lang: str) -> bool:
    """Whether a block has no links and no letters that its language is not written with."""
    foreign = foreign_letters(lang)
    return not any(
        foreign.search(line.text) or any(run.link for run in line.runs) for line in block.lines
    )
