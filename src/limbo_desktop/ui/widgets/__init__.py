"""Building blocks that the screens share; each carries an accessible name."""

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
