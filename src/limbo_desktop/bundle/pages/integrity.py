"""The integrity list: how to check, the fingerprint as QR code, each original with its SHA-256."""

from limbo_desktop.bundle.base import MM, PAGE_HEIGHT, Rect, SealKind
from limbo_desktop.bundle.bodies import Examined, PdfBody
from limbo_desktop.bundle.pages.flow import Piece, Space, Text
from limbo_desktop.bundle.pages.parts import heading, subheading, table_head
from limbo_desktop.bundle.pages.sheet import TEXT_TOP, TEXT_WIDTH
from limbo_desktop.bundle.pages.slip import grouped
from limbo_desktop.bundle.pages.tables import Cell, Row, together
from limbo_desktop.bundle.pages.telling import SealPlace, Telling
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span

NUMBER, FILE = 10 * MM, 47 * MM
DIGEST = TEXT_WIDTH - NUMBER - FILE
QR_SIZE = 30 * MM
_QR_END = 3.5 * MM
_INTRO = TEXT_WIDTH - QR_SIZE - 16 * MM


def integrity(telling: Telling) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the list, and its head to repeat on every page."""
    words, styles = telling.words, telling.styles
    attached, beside = telling.attached_here(), telling.beside_here()
    pieces = heading(telling, lambda each: each.words.t("Integrity list"))
    intro = [Text(telling.set(part, styles.body, _INTRO)) for part in _intro(telling, attached)]
    # nothing after these words runs into the code beside them
    pieces += [*intro, Space(max(10.0, QR_SIZE + 10 - sum(each.height for each in intro)))]
    head = table_head(
        telling,
        (lambda each: each.words.t("Attached file"), NUMBER, FILE),
        (lambda each: each.words.t("SHA-256, in groups of eight"), NUMBER + FILE, DIGEST),
    )
    redacted = [
        each
        for each in telling.examined.values()
        if each.redaction is not None and telling.is_here(each)
    ]
    listed = sorted([*attached, *redacted], key=lambda each: each.number)
    if listed:
        pieces += [
            head,
            *together([_row(telling, each) for each in listed]),
        ]
    if beside:
        told = words.t(
            "These original files are not in this PDF, since they are too large for it. They lie "
            "in the folder “originals” that was made with it, and must be handed on with it."
        )
        pieces += [
            *subheading(telling, lambda each: each.words.t("Originals beside this file")),
            Text(telling.set(told, styles.body, TEXT_WIDTH)),
            Space(6),
            *together([_row(telling, each) for each in beside]),
        ]
    block = telling.set(_structured(telling), styles.apparatus, TEXT_WIDTH)
    return [*pieces, Space(10), Text(block)], [head]


def _structured(telling: Telling) -> Said:
    """What this file is by its form, and who says so."""
    words = telling.words
    others = [Said(str(each.number)) for each in telling.examined.values() if _taken(telling, each)]
    if not others:
        return words.t(
            "Without a password this file is structured as PDF/A-3b (ISO 19005-3). That was "
            "checked with tests of the program, not with a validator."
        )
    return words.t(
        "This file is structured as PDF/A-3b (ISO 19005-3), but for the pages of these exhibits, "
        "which keep fonts and colours of their own: {numbers}. Our pages were checked with tests "
        "of the program, not with a validator.",
        numbers=words.list(others),
    )


def _taken(telling: Telling, examined: Examined) -> bool:
    """Whether pages of another PDF stand in this file as they are."""
    if telling.parts and examined.number not in telling.parts[telling.here - 1].exhibits:
        return False
    bodies = (examined.body, *(part.body for part in examined.parts))
    return examined.redaction is None and any(
        isinstance(body, PdfBody) and len(body.drawn) < len(body.pages) for body in bodies
    )


def qr_spot(telling: Telling) -> SealPlace:
    """Where the QR code of the fingerprint goes, on the first page of the list."""
    top = TEXT_TOP + telling.styles.h1.leading + 4
    start = TEXT_WIDTH - QR_SIZE - _QR_END
    left = telling.frame.left(start, QR_SIZE)
    from_bottom = PAGE_HEIGHT - top - QR_SIZE
    told = telling.words.t("QR code: the fingerprint of this bundle")
    return SealPlace(SealKind.QR, Rect(left, from_bottom, QR_SIZE, QR_SIZE), told)


def _intro(telling: Telling, attached: list[Examined]) -> list[list[Span]]:
    words, styles = telling.words, telling.styles
    told: list[list[Span]] = []
    if attached:
        first = words.t(
            "Each original file is attached to this PDF, byte for byte. To check one without this "
            "program: save the attachment, then compute its SHA-256, for example with"
        )
        told.append([Span(first, styles.body)])
        command = f"sha256sum {attached[0].file_name}"
        told.append([Span(words.identifier(command), styles.mono_list)])
        told.append([Span(words.t("and compare it with the line below."), styles.body)])
    second = words.t(
        "The code beside this holds the SHA-256 of the attached file integrity.json, which names "
        "every page and every original. The same digits stand on the cover."
    )
    told.append([Span(second, styles.body)])
    return told


def _row(telling: Telling, examined: Examined) -> Piece:
    words, styles = telling.words, telling.styles
    redaction = examined.redaction
    if redaction is not None:
        name, amount = words.t("Original withheld: redacted"), Said("")
    else:
        name, amount = words.identifier(examined.file_name), words.bytes(examined.size)
    file = telling.set(name, styles.body, FILE - 2 * MM)
    size = telling.set(amount, styles.apparatus, FILE - 2 * MM)
    told = redaction is None or redaction.told
    digest = grouped(examined.exhibit.document.sha256) if told else ""
    cells = (
        Cell(telling.set(str(examined.number), styles.body_bold, NUMBER), 0),
        Cell(file, NUMBER),
        Cell(size, NUMBER, down=file.height + 2),
        Cell(telling.frame.set([Span(digest, styles.mono_list)], DIGEST), NUMBER + FILE),
    )
    return Row(cells, above=4, below=4)
