"""A navigator that remembers where it was sent, and what it was told to say."""


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

    def show_notice(self, text: str, tone: str = "notice") -> None:
        if tone != "good":
            raise AssertionError(text)
        self.notices.append(text)
