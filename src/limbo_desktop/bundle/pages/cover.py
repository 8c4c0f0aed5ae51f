"""The cover: whose case it is, its line through the years, what is inside, how to check it."""

from collections.abc import Iterator
from dataclasses import replace

from limbo_desktop.bundle.base import MM, PAGE_HEIGHT, Rect, SealKind
from limbo_desktop.bundle.options import Reader
from limbo_desktop.bundle.pages.flow import Piece, Placed, Rule, Space, Text, paginate
from limbo_desktop.bundle.pages.line import LINE_HEIGHT, draw_line, span_of
from limbo_desktop.bundle.pages.marks import draw_icon
from limbo_desktop.bundle.pages.parts import Fact, fact_rows
from limbo_desktop.bundle.pages.sheet import NUMBER_TOP, TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.tables import Cell, Row
from limbo_desktop.bundle.pages.telling import SLOTS, SealPlace, Telling
from limbo_desktop.bundle.structure import Role
from limbo_desktop.case.records import Person
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span
from limbo_desktop.vault.bundles import Given

LABEL = 46 * MM
TOP = 34 * MM
_BOTTOM = NUMBER_TOP - 3 * MM
_GAP = 5.0
_ICON = 5 * MM
_NOTE = 10.3 * MM
SEAL_WIDTH, SEAL_HEIGHT = 81 * MM, 12 * MM
"""The fingerprint in two lines of four groups of eight."""


def cover(telling: Telling) -> list[tuple[tuple[Placed, ...], SealPlace | None]]:
    """The placed pieces of the cover, and where the fingerprint goes.

    One page; only a case with more applicants and courts than it holds goes on to a second.
    """
    pieces = _squeezed(list(_pieces(telling)))
    return [
        (placed, next((_seal(telling, each) for each in placed if _is_seal(each)), None))
        for placed in paginate(pieces, top=TOP, bottom=_BOTTOM)
    ]


def _squeezed(pieces: list[Piece]) -> list[Piece]:
    """The pieces with less room between them where they would not fit on the page."""
    over = sum(piece.height for piece in pieces) - (_BOTTOM - TOP)
    room = sum(piece.height for piece in pieces if isinstance(piece, Space))
    if over <= 0 or room <= 0:
        return pieces
    factor = max(0.25, 1 - (over + 1) / room)
    return [Space(piece.height * factor) if isinstance(piece, Space) else piece for piece in pieces]


def _is_seal(placed: Placed) -> bool:
    return isinstance(placed.piece, _SealRow)


def _seal(telling: Telling, placed: Placed) -> SealPlace:
    bottom = PAGE_HEIGHT - placed.top - SEAL_HEIGHT
    left = telling.frame.left(LABEL, SEAL_WIDTH)
    return SealPlace(SealKind.TEXT, Rect(left, bottom, SEAL_WIDTH, SEAL_HEIGHT))


def _pieces(telling: Telling) -> Iterator[Piece]:
    words, styles, info = telling.words, telling.styles, telling.selection.info
    kind = words.t("International protection case")
    if info.country:
        country = words.country(info.country)
        kind = words.t("International protection case · {country}", country=country)
    if telling.selection.options.given:
        kind = words.t("{case} · supplement", case=kind)
    yield Text(telling.set(kind, styles.body_grey, TEXT_WIDTH))
    title = telling.evenly(
        words.t("Evidence and chronology of the case"), styles.cover_title, TEXT_WIDTH
    )
    yield Text(title, above=7, role=Role.H1)
    if telling.second is not None:
        again = telling.second.t("Evidence and chronology of the case")
        lang = telling.second.language.code
        yield Text(telling.set(again, styles.person, TEXT_WIDTH), above=4, lang=lang)
    if telling.parts:
        told = words.t(
            "Part {part} of {count} · pages {pages}",
            part=Said(str(telling.here)),
            count=Said(str(len(telling.parts))),
            pages=_pages_here(telling),
        )
        yield Text(telling.set(told, styles.h1, TEXT_WIDTH), above=6)
    yield Space(42)
    yield from _applicants(telling)
    yield Space(32)
    yield _CaseLine(telling)
    yield Space(28)
    yield Rule()
    for fact in _facts(telling):
        yield Space(_GAP)
        yield from fact_rows(telling, [fact], LABEL, _GAP)
        yield Rule(0.4, "#9A9A94")
    yield Space(_GAP)
    yield _SealRow(telling)
    yield Rule(0.4, "#9A9A94")
    yield Space(16)
    for icon, note in _notes(telling):
        yield _note(telling, icon, note)


def _pages_here(telling: Telling) -> Said:
    part = telling.parts[telling.here - 1]
    return Said(f"{part.first}–{part.last}")


def _applicants(telling: Telling) -> Iterator[Piece]:
    """The applicants in both scripts, two beside one another."""
    styles = telling.styles
    people = [each.person for each in telling.selection.people if each.person.role == "applicant"]
    column = TEXT_WIDTH / 2
    for first in range(0, len(people), 2):
        cells = [
            Cell(telling.set(_names(telling, person), styles.person, column - 6), index * column)
            for index, person in enumerate(people[first : first + 2])
        ]
        yield Row(tuple(cells), above=0, below=6, ruled=False, role=Role.DIVISION)


def _names(telling: Telling, person: Person) -> list[Span]:
    first, second = telling.names(person)
    names = [Span(first, telling.styles.person)]
    if second:
        names.append(Span(f"\n{second}", telling.styles.body))
    return names


def _facts(telling: Telling) -> Iterator[Fact]:
    words, info = telling.words, telling.selection.info
    references = list(info.references)
    if info.authority:
        deciding = info.authority
        if references:
            number = words.identifier(references.pop(0).number)
            deciding = words.t("{authority}, {number}", authority=info.authority, number=number)
        yield Fact(words.t("Deciding authority"), deciding)
    if references:
        others = [
            words.t(
                "{authority}, {number}",
                authority=each.authority,
                number=words.identifier(each.number),
            )
            for each in references
        ]
        yield Fact(words.t("Courts and other authorities"), "\n".join(others))
    yield Fact(words.t("Made for"), _reader(telling))
    given = telling.selection.options.given
    if given:
        yield Fact(words.t("Supplements"), _supplements(telling, given))
    if info.languages:
        names = [words.language_name(lang) for lang in info.languages]
        yield Fact(words.t("Languages"), words.list(names))
    if telling.second is not None:
        yield from _two_languages(telling)
    yield Fact(words.t("Inside"), _inside(telling))


def _two_languages(telling: Telling) -> Iterator[Fact]:
    """Which languages the accounts and the chronology stand in, said in both."""
    facts = []
    for each in telling.in_both():
        names = [each.words.language_name(code) for code in telling.selection.line_order]
        facts.append(Fact(each.words.t("Languages of this file"), each.words.list(names)))
    yield replace(facts[0], also=facts[1])


def _reader(telling: Telling) -> str:
    words, selection = telling.words, telling.selection
    match selection.options.reader:
        case Reader.AUTHORITY:
            return selection.info.authority or words.t("the authority that decides")
        case Reader.TRANSLATOR:
            return words.t("a translator: accounts only, without exhibits")
        case Reader.OWN:
            return words.t("own use; private entries are in it: not to be handed over")
    people = [each.person for each in selection.people if each.person.role == "lawyer"]
    lawyers = [telling.names(person)[0] for person in people]
    if not lawyers:
        return words.t("the lawyer of the applicants")
    return words.t("lawyer: {names}", names=words.list(lawyers))


def _supplements(telling: Telling, given: Given) -> Said:
    """Which bundle the readers must have beside this one, and how they know it."""
    words = telling.words
    day = words.date(given.days[given.number])
    first, last = Said(str(given.first_page)), Said(str(given.last_page))
    digits = words.identifier(f"{given.fingerprint[:8]}\u00a0…\u00a0{given.fingerprint[-8:]}")
    if given.parts:
        return words.t(
            "the bundle of {date} ({parts}), pages {first}–{last}, fingerprint of part 1 {digits}",
            date=day,
            parts=words.n("{count} part", "{count} parts", len(given.parts)),
            first=first,
            last=last,
            digits=digits,
        )
    return words.t(
        "the bundle of {date}, pages {first}–{last}, fingerprint {digits}",
        date=day,
        first=first,
        last=last,
        digits=digits,
    )


def _inside(telling: Telling) -> str:
    words, selection = telling.words, telling.selection
    exhibits = words.n("{count} exhibit", "{count} exhibits", len(selection.exhibits))
    counted = words.t(
        "{entries}, {exhibits}, {pages}",
        entries=words.n("{count} entry", "{count} entries", len(selection.entries)),
        exhibits=exhibits if selection.exhibits else words.t("no exhibits"),
        pages=words.n("{count} page", "{count} pages", telling.total),
    )
    dated = [entry for entry in selection.entries if entry.date.known]
    if not dated:
        return counted
    first, last = span_of(dated)
    months = words.date(f"{first:%Y-%m}/{last:%Y-%m}")
    return "\n".join((counted, words.t("Entries: {span}", span=months)))


def _notes(telling: Telling) -> Iterator[tuple[str, list[Span]]]:
    words, styles = telling.words, telling.styles
    hidden = sum(each.concealed for each in telling.selection.people)
    if hidden:
        note = words.n(
            "{count} name is replaced at the wish of the person. Replacements stand in square "
            "brackets.",
            "{count} names are replaced at the wish of the people. Replacements stand in square "
            "brackets.",
            hidden,
        )
        yield "user-round-x", [Span(note, styles.body)]
    if telling.attached_here():
        note = words.t(
            "The original files are attached unchanged. How to check them without this program: "
            "p. {page}.",
            page=SLOTS[0],
        )
        link = telling.page_link(telling.own("integrity"), styles.body)
        yield "qr-code", telling.spliced(note, styles.body, [link])


def _note(telling: Telling, icon: str, spans: list[Span]) -> Piece:
    block = telling.set(spans, telling.styles.body, TEXT_WIDTH - _NOTE)

    def draw(sheet: Sheet, top: float) -> None:
        down = (telling.styles.body.leading - _ICON) / 2
        draw_icon(sheet, icon, 0, top + down, _ICON)

    return Row((Cell(block, _NOTE),), 0, 9, ruled=False, role=Role.DIVISION, draw_more=draw)


class _CaseLine:
    """The five lanes of the case with their marks."""

    height = LINE_HEIGHT

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the lanes."""
        words, entries = self._telling.words, self._telling.selection.entries
        alt = words.n(
            "The case as a line through the years: {count} entry",
            "The case as a line through the years: {count} entries",
            len(entries),
        )
        with sheet.tags.figure(alt):
            draw_line(sheet, self._telling, top)

    def split(self, _room: float) -> None:
        """Never divided."""


class _SealRow:
    """The label of the fingerprint; the digits are drawn when the bundle is sealed."""

    height = SEAL_HEIGHT + _GAP

    def __init__(self, telling: Telling) -> None:
        self._label = telling.set(
            telling.words.t("Fingerprint (SHA-256)"), telling.styles.apparatus, LABEL - 3 * MM
        )

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the label."""
        with sheet.tags.row(Role.ROW, facts=True) as cells:
            with cells.at(0, Role.HEAD):
                sheet.block(self._label, 0, top)
            with cells.at(LABEL, Role.CELL):
                sheet.tags.hold_seal()

    def split(self, _room: float) -> None:
        """Never divided."""


def foot(telling: Telling) -> Said:
    """What the cover says of the framed numbers."""
    words, rtl = telling.words, telling.frame.rtl
    if telling.parts and rtl:
        return words.t("Page numbers run on through all parts; always framed, at the foot, left")
    if telling.parts:
        return words.t("Page numbers run on through all parts; always framed, at the foot, right")
    if rtl:
        return words.t("Page numbers of this file are always framed, at the foot, left")
    return words.t("Page numbers of this file are always framed, at the foot, right")


def framed(telling: Telling) -> Said:
    """What lists say of the framed numbers in them."""
    if telling.parts:
        return telling.words.t("A number in a frame is a page; they run on through all parts")
    return telling.words.t("A number in a frame is a page of this file")
