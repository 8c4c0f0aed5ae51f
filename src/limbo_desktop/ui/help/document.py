"""A help page as a Qt document: line heights, fonts and colours of the theme, nothing else."""

from typing import Final

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
    QTextOption,
)

from limbo_desktop.text.words import Words
from limbo_desktop.ui.help.topics import Block, Kind, Mark, Span, Topic
from limbo_desktop.ui.theme import Theme

_STYLES: Final = {Kind.HEADING: "title", Kind.TEXT: "body", Kind.ITEM: "body"}
_ABOVE: Final = {Kind.HEADING: 20, Kind.TEXT: 10, Kind.ITEM: 6}
_INDENT: Final = 20


def write_topic(document: QTextDocument, topic: Topic, theme: Theme, words: Words) -> None:
    """Write `topic` into `document` in place of what was there.

    Headings carry their level, so that a screen reader can go from one to the next.
    """
    document.clear()
    document.setDocumentMargin(0)
    document.setIndentWidth(theme.u(_INDENT))
    option = QTextOption()
    option.setTextDirection(theme.direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_block_format(theme, "h2", above=0, level=1))
    cursor.insertText(topic.title, _char_format(theme, "h2"))
    dots: QTextList | None = None
    for block in topic.blocks:
        _write_block(cursor, block, theme, words)
        if block.kind is not Kind.ITEM:
            dots = None
        elif dots is None:
            dots = cursor.createList(_dotted())
        else:
            dots.add(cursor.block())


def _dotted() -> QTextListFormat:
    form = QTextListFormat()
    form.setStyle(QTextListFormat.Style.ListDisc)
    return form


def _write_block(cursor: QTextCursor, block: Block, theme: Theme, words: Words) -> None:
    style = _STYLES[block.kind]
    level = 2 if block.kind is Kind.HEADING else 0
    cursor.insertBlock(
        _block_format(theme, style, above=_ABOVE[block.kind], level=level),
        _char_format(theme, style),
    )
    for span in block.spans:
        shown = words.identifier(span.text) if span.mark is Mark.CODE else span.text
        cursor.insertText(shown, _span_format(theme, style, span))


def _block_format(theme: Theme, style: str, *, above: int, level: int) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLayoutDirection(theme.direction)
    form.setLineHeight(theme.line(style), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setTopMargin(theme.u(above))
    form.setHeadingLevel(level)
    return form


def _char_format(theme: Theme, style: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(theme.font(style))
    form.setForeground(theme.color("ink"))
    return form


def _span_format(theme: Theme, style: str, span: Span) -> QTextCharFormat:
    match span.mark:
        case Mark.SCREEN:
            return _char_format(theme, "title")
        case Mark.CODE:
            form = _char_format(theme, "mono")
        case Mark.LINK:
            form = _char_format(theme, style)
            form.setAnchor(True)
            form.setAnchorHref(span.target)
            form.setForeground(theme.color("accent"))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        case Mark.PLAIN:
            form = _char_format(theme, style)
    return form
