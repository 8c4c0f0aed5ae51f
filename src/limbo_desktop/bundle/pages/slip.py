"""The slip before an exhibit: what it is, how it was obtained, its SHA-256, who relies on it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.bodies import Examined, NoBody, Redaction, SubExhibit
from limbo_desktop.bundle.file_types import type_of_file
from limbo_desktop.bundle.pages.flow import Anchor, Piece, Rule, Space, Text
from limbo_desktop.bundle.pages.in_both import Say, blocks_in_both, said_in_both, stacked
from limbo_desktop.bundle.pages.languages import languages_told
from limbo_desktop.bundle.pages.marks import draw_mark, event_mark
from limbo_desktop.bundle.pages.parts import (
    Fact,
    bundle_day,
    fact_rows,
    former_bundle,
    pages_of,
    subheading,
)
from limbo_desktop.bundle.pages.set_text import part_name, part_number
from limbo_desktop.bundle.pages.sheet import TEXT_BOTTOM, TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.tables import Cell, Row
from limbo_desktop.bundle.pages.telling import (
    SLOTS,
    Telling,
    exhibit_anchor,
    part_anchor,
    point_anchor,
)
from limbo_desktop.bundle.pages.titles import entry_title, exhibit_title
from limbo_desktop.bundle.selection import CitedBy, Entry, Exhibit
from limbo_desktop.bundle.structure import Role
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.values import Value
from limbo_desktop.text.instants import length_of, moment
from limbo_desktop.text.names import LABELS, name_of
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import INK, Span
from limbo_desktop.vault.bundles import Printed

LABEL = 42 * MM
_TITLE = 43 * MM
_PART = 14 * MM
_BAR_WIDTH, _BAR_HEIGHT = 4.0, 30 * MM
_NUMBER_DOWN = 35.0
_MARK_SIZE = 4.8 * MM
TOP = 41 * MM


def slip(telling: Telling, examined: Examined) -> list[Piece]:
    """The pieces of a slip."""
    first, *second = (list(_facts(each, examined)) for each in telling.in_both())
    if second:
        pairs = zip(first, second[0], strict=True)
        first = [replace(fact, also=also) for fact, also in pairs]
    facts = [fact for fact in first if fact.value]
    pieces: list[Piece] = [
        Anchor(exhibit_anchor(examined.number)),
        _head(telling, examined.exhibit),
        Rule(),
        Space(15),
        *fact_rows(telling, facts, LABEL, 2.3),
    ]
    told = examined.redaction is not None and examined.redaction.told
    if examined.attached or examined.beside or told:
        pieces.append(_digest(telling, examined))
    pieces += [Space(14), Rule()]
    former = examined.exhibit.former
    if former:
        pieces += _told(telling, lambda each: _replaces(each, former))
    redaction = examined.redaction
    if redaction is not None:
        pieces += _told(telling, lambda each: _redacted(each, redaction))
    if isinstance(examined.body, NoBody) and (examined.attached or examined.beside):
        for place, each in enumerate(telling.in_both()):
            block = each.set(_where(each, examined), each.styles.body, TEXT_WIDTH)
            pieces += [Space(4 if place else 10), Text(block, lang=each.words.language.code)]
    for reason in _remarks(examined):
        pieces += _told(telling, partial(_remark, reason))
    if examined.parts:
        pieces += subheading(telling, lambda each: each.words.t("Files attached to the e-mail"), 16)
        pieces += [_part(telling, examined, part) for part in examined.parts]
    if examined.exhibit.cited_by:
        pieces += subheading(telling, lambda each: each.words.t("What relies on this exhibit"), 16)
        pieces += [_citing(telling, by) for by in examined.exhibit.cited_by]
    return pieces


def _told(telling: Telling, say: Say) -> Iterator[Piece]:
    """A paragraph, in each language of the bundle."""
    for each, said in said_in_both(telling, say):
        block = telling.set(said, each.styles.body, TEXT_WIDTH)
        yield Space(10 if each is telling else 4)
        yield Text(block, lang=each.words.language.code)


def _remark(reason: str, telling: Telling) -> Said:
    return telling.words.t(reason)


def _replaces(telling: Telling, former: Printed) -> Said:
    return telling.words.t(
        "Replaces exhibit {number} of the bundle of {date}, p. {page}.",
        number=Said(str(former.number)),
        date=bundle_day(telling, former),
        page=Said(str(former.page)),
    )


def _redacted(telling: Telling, redaction: Redaction) -> Said:
    words = telling.words
    if not redaction.boxes:
        return words.t(
            "Redacted by the applicant: names in the text are replaced. The original is withheld."
        )
    numbers = [Said(str(page)) for page in sorted(redaction.boxes)]
    return words.t(
        "Redacted by the applicant with black boxes on these pages: {pages}. Every page is shown"
        " as a picture. The original is withheld.",
        pages=words.list(numbers),
    )


def _where(telling: Telling, examined: Examined) -> list[Span]:
    """Where the original is of an exhibit that stands here as a slip alone."""
    words, file = telling.words, telling.words.identifier(examined.file_name)
    told = words.t(
        "The file itself is not shown here. Open it from the attachments of this PDF: "
        "{file}. How to check it: p. {page}.",
        file=file,
        page=SLOTS[0],
    )
    if examined.beside:
        told = words.t(
            "The file itself is not shown here. Open it from the folder of originals beside "
            "this PDF: {file}. How to check it: p. {page}.",
            file=file,
            page=SLOTS[0],
        )
    link = telling.page_link(telling.own("integrity"), telling.styles.body)
    return telling.spliced(told, telling.styles.body, [link])


def _remarks(examined: Examined) -> Iterator[str]:
    if isinstance(examined.body, NoBody):
        yield examined.body.reason
    yield from examined.notes


def grouped(digest: str) -> str:
    """A SHA-256 in groups of eight, two lines."""
    groups = [digest[at : at + 8] for at in range(0, len(digest), 8)]
    return f"{' '.join(groups[:4])}\n{' '.join(groups[4:])}"


def _head(telling: Telling, exhibit: Exhibit) -> Piece:
    width = _TITLE - 8 * MM
    labels = blocks_in_both(
        telling,
        lambda each: each.words.t("Exhibit"),
        width,
        lambda look: look.body,
        lambda look: look.apparatus,
    )
    titles = blocks_in_both(
        telling,
        lambda each: exhibit_title(each, exhibit),
        TEXT_WIDTH - _TITLE,
        lambda look: look.h1,
        lambda look: look.h2,
        title=True,
    )
    number = telling.set(str(exhibit.number), telling.styles.number, width)
    above = sum(block.height for block in labels)
    down = max(_NUMBER_DOWN, above)
    tall = sum(block.height for block in titles)
    height = max(_BAR_HEIGHT, down + number.height, tall + 8)

    def draw(sheet: Sheet, top: float) -> None:
        middle, bottom = _BAR_WIDTH / 2, min(top + height, TEXT_BOTTOM)
        sheet.upright(middle, top, bottom, _BAR_WIDTH, INK)

    cells = (
        *stacked(labels, 6.5 * MM, down - above),
        Cell(number, 6.5 * MM, down=down),
        *(
            replace(cell, role=Role.PARAGRAPH if place else Role.H2)
            for place, cell in enumerate(stacked(titles, _TITLE, max(0.0, height - tall - 2)))
        ),
    )
    return Row(cells, 0, 14, ruled=False, role=Role.DIVISION, draw_more=draw)


def _facts(telling: Telling, examined: Examined) -> Iterator[Fact]:
    words, exhibit = telling.words, examined.exhibit
    document = exhibit.document

    def fact(name: str, value: str) -> Fact:
        return Fact(words.t(LABELS[f"document.{name}"]), value)

    if exhibit.date.known:
        yield fact("when", words.date(exhibit.date))
    yield fact("type", name_of(words, Value.DOCUMENT_TYPE, document.type))
    yield fact("languages", languages_told(telling, exhibit))
    if exhibit.translates:
        number = Said(str(exhibit.translates))
        yield fact("translation_of", words.t("exhibit {number}", number=number))
        yield fact("translator", _translator(telling, exhibit))
    yield fact("original", name_of(words, Value.ORIGINAL, document.original))
    yield fact("original_kept", document.original_kept)
    yield fact("obtained.how", _obtained(telling, exhibit))
    yield fact("obtained.why_not_earlier", document.obtained.why_not_earlier)
    if isinstance(examined.body, NoBody):
        kind = type_of_file(examined.media_type)
        yield Fact(words.t("Type of file"), words.t(kind) if kind else "")
    pages = pages_of(telling, examined)
    if pages:
        yield Fact(words.t("Pages"), words.number(pages))
    if examined.attached:
        file = words.identifier(examined.file_name)
        size = words.bytes(examined.size)
        value = words.t("{file}, {size}, attached unchanged", file=file, size=size)
        yield Fact(words.t("File"), value)
    elif examined.beside:
        file = words.identifier(examined.file_name)
        size = words.bytes(examined.size)
        value = words.t("{file}, {size}, in the folder of originals", file=file, size=size)
        yield Fact(words.t("File"), value)
    yield Fact(words.t("Duration"), length_of(words, examined.seconds))
    if examined.recorded:
        yield Fact(words.t("Time in the file"), moment(words, examined.recorded))
    if examined.layers:
        yield Fact(words.t("Hidden layers"), words.list(examined.layers))


def _translator(telling: Telling, exhibit: Exhibit) -> str:
    words, translator = telling.words, exhibit.document.translator
    if translator.certified and translator.name:
        return words.t("{name}, certified", name=translator.name)
    return translator.name or (words.t("certified") if translator.certified else "")


def _obtained(telling: Telling, exhibit: Exhibit) -> str:
    words, obtained = telling.words, exhibit.document.obtained
    parts: list[str] = [obtained.how] if obtained.how else []
    sender = telling.name(obtained.from_)
    if sender:
        parts.append(words.t("from: {name}", name=sender))
    if UncertainDate.parse(obtained.when).known:
        parts.append(words.date(obtained.when))
    return "\n".join(parts)


def _digest(telling: Telling, examined: Examined) -> Piece:
    styles = telling.styles
    digest = telling.frame.set(
        [Span(grouped(examined.exhibit.document.sha256), styles.mono)], TEXT_WIDTH - LABEL
    )
    label = telling.set("SHA-256", styles.apparatus, LABEL)
    return Row((Cell(label, 0), Cell(digest, LABEL)), above=2, below=0, ruled=False)


def _part(telling: Telling, examined: Examined, part: SubExhibit) -> Piece:
    """A sub-exhibit: its number, name, kind and size, what to know of it, its SHA-256."""
    words, styles = telling.words, telling.styles
    width = TEXT_WIDTH - _PART - 20 * MM
    size, kind = words.bytes(part.size), words.identifier(part.media_type)
    told = [part_name(telling, part), words.t("{first}, {second}", first=kind, second=size)]
    told += (
        [words.t("Hidden layers: {names}", names=words.list(part.layers))] if part.layers else []
    )
    remarks = [part.body.reason] if isinstance(part.body, NoBody) else []
    told += [words.t(each) for each in (*remarks, *part.notes)]
    block = telling.set("\n".join(told), styles.body, width)
    digest = telling.frame.set([Span(grouped(part.sha256), styles.mono)], width)
    cells = [
        Cell(telling.set(part_number(examined, part), styles.body_bold, _PART), 0),
        Cell(block, _PART),
        Cell(digest, _PART, down=block.height + 2),
    ]
    if not isinstance(part.body, NoBody):
        link = telling.page_link(part_anchor(examined.number, part.number), styles.body)
        page = telling.spliced(words.t("p. {page}", page=SLOTS[0]), styles.body, [link])
        cells.append(Cell(telling.set(page, styles.body, 18 * MM, end=True), TEXT_WIDTH - 18 * MM))
    return Row(tuple(cells), above=5, below=5, role=Role.ITEM)


def _citing(telling: Telling, by: CitedBy) -> Piece:
    words, styles = telling.words, telling.styles
    entry = telling.selection.entry(by.entry)
    anchor = point_anchor(by.entry, by.point)
    link: Span = telling.linked(telling.number(anchor), anchor, styles.body)
    part = telling.elsewhere(anchor)
    if entry.had and entry.former:
        part, anchor, link = 0, "", Span(Said(str(entry.former.page)), styles.body)
    page = telling.spliced(words.t("p. {page}", page=SLOTS[0]), styles.body, [link])
    if part:
        told = words.t("part {part}", part=Said(str(part)))
        page.append(Span(f"\n{told}", styles.apparatus))

    def titled(second: Telling) -> bool:
        return entry_title(second, entry) != entry_title(telling, entry)

    texts = blocks_in_both(
        telling,
        lambda each: _citing_told(each, by, entry) if each is telling or titled(each) else "",
        TEXT_WIDTH - 9 * MM - 20 * MM,
        lambda look: look.body,
        lambda look: look.body_grey,
    )
    cells = (
        *stacked(texts, 9 * MM),
        Cell(telling.set(page, styles.body, 18 * MM, end=True), TEXT_WIDTH - 18 * MM),
    )

    def draw(sheet: Sheet, top: float) -> None:
        down = (styles.body.leading - _MARK_SIZE) / 2
        mark = event_mark(entry.event)
        draw_mark(sheet, mark, entry.date.certainty, 0, top + down, _MARK_SIZE)

    return Row(cells, 4, 4, telling.goal(anchor), role=Role.ITEM, draw_more=draw)


def _citing_told(telling: Telling, by: CitedBy, entry: Entry) -> Said:
    words, number = telling.words, Said(str(by.entry))
    title = entry_title(telling, entry)
    text = words.t("Entry {number}. {title}", number=number, title=title)
    if by.point:
        point = Said(str(by.point))
        text = words.t(
            "Entry {number}. {title}, point {point}", number=number, title=title, point=point
        )
    return former_bundle(telling, text, entry.former) if entry.had and entry.former else text
