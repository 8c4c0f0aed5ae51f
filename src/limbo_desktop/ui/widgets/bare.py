"""A text field without a frame of its own, for one that stands inside of something framed."""

from limbo_desktop.ui.widgets import LineEdit


def make_bare(edit: LineEdit) -> None:
    """Take frame and padding away; colours and fonts stay those of the theme."""
    edit.setStyleSheet(
        "QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }"
    )
