"""A screen with its title alone, shown where there is nothing to see yet."""

from PySide6.QtWidgets import QVBoxLayout

from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import Label


class EmptyScreen(Screen):
    """Says that nothing is here yet and where to begin."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        column = QVBoxLayout(self)
        u = self.theme.u
        column.setContentsMargins(u(24), u(24), u(24), u(24))
        text = self.words.t(
            "Nothing here yet. Begin with anything you remember; the order does not matter."
        )
        column.addWidget(Label(self.theme, text, "body", "ink2", wrap=True))
        column.addStretch(1)
