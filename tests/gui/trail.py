"""A navigator that remembers where it was sent, and what it was told to say."""

from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.notices import Message


class Trail:
    """Stands in for the shell around one screen."""

    def __init__(self) -> None:
        self.gone: list[tuple[str, str]] = []
        self.notices: list[str] = []

    def go(self, screen: str, argument: str = "") -> None:
        self.gone.append((screen, argument))

    def stay(self, argument: str) -> None:
        self.gone.append(("", argument))

    def back(self) -> None:
        self.gone.append(("back", ""))

    def say(self, message: Message) -> None:
        text = message.said(Words(language("en")))
        if message.tone != "good":
            raise AssertionError(text)
        self.notices.append(text)
