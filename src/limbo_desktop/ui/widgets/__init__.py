"""Building blocks that the screens share; each carries an accessible name.

A block is imported when it is first asked for: the window that asks for the passphrase needs few.
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from limbo_desktop.ui.widgets.buttons import Button, ButtonKind
    from limbo_desktop.ui.widgets.card import Card, Rule
    from limbo_desktop.ui.widgets.chip import Chip
    from limbo_desktop.ui.widgets.choice import Choice, TickBox
    from limbo_desktop.ui.widgets.covered import Covered
    from limbo_desktop.ui.widgets.focus_ring import FocusRing
    from limbo_desktop.ui.widgets.icon_label import IconLabel, IconPicture
    from limbo_desktop.ui.widgets.key_cap import KeyCap
    from limbo_desktop.ui.widgets.label import Label
    from limbo_desktop.ui.widgets.line_edit import LineEdit, SearchField
    from limbo_desktop.ui.widgets.message import Field, Notice
    from limbo_desktop.ui.widgets.paragraph import Paragraph
    from limbo_desktop.ui.widgets.progress import ProgressLine, SavedIndicator
    from limbo_desktop.ui.widgets.switch import SegmentedSwitch

__all__ = [
    "Button",
    "ButtonKind",
    "Card",
    "Chip",
    "Choice",
    "Covered",
    "Field",
    "FocusRing",
    "IconLabel",
    "IconPicture",
    "KeyCap",
    "Label",
    "LineEdit",
    "Notice",
    "Paragraph",
    "ProgressLine",
    "Rule",
    "SavedIndicator",
    "SearchField",
    "SegmentedSwitch",
    "TickBox",
]

_HOMES: Final = {
    "Button": "buttons",
    "ButtonKind": "buttons",
    "Card": "card",
    "Chip": "chip",
    "Choice": "choice",
    "Covered": "covered",
    "Field": "message",
    "FocusRing": "focus_ring",
    "IconLabel": "icon_label",
    "IconPicture": "icon_label",
    "KeyCap": "key_cap",
    "Label": "label",
    "LineEdit": "line_edit",
    "Notice": "message",
    "Paragraph": "paragraph",
    "ProgressLine": "progress",
    "Rule": "card",
    "SavedIndicator": "progress",
    "SearchField": "line_edit",
    "SegmentedSwitch": "switch",
    "TickBox": "choice",
}


def __getattr__(name: str) -> object:
    """Import the module of the block `name` (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(name)
    value: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
