"""What is said above the screens: what stands there, what waits its turn, and when it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from limbo_desktop.text.words import Words


class Kind(Enum):
    """What a message is about."""

    CASE = "where the case lies, or that its file is damaged"
    FOUND = "what the program noticed by itself, such as after opening"
    REFUSED = "what could not be done"
    ANSWER = "what the person has just done"


@dataclass(frozen=True, slots=True)
class Rule:
    """How messages of a kind stand among the others.

    Those `at_once` have a place of their own, the newest first; of all others one stands, the
    weightiest that was said first, until it is closed.  One that `passes` gives way to the next
    of its kind, and goes when another screen is shown.
    """

    at_once: bool = False
    weight: int = 0
    passes: bool = False


RULES: Final = {
    Kind.CASE: Rule(weight=1),
    Kind.FOUND: Rule(),
    Kind.REFUSED: Rule(at_once=True),
    Kind.ANSWER: Rule(at_once=True, passes=True),
}


@dataclass(frozen=True, eq=False)
class Message:
    """Something said above the screens.

    `said` says it in the language in force.  With `action` a link calls `act`; `closed` is called
    once the person has closed it.
    """

    kind: Kind
    said: Callable[[Words], str]
    tone: str = "notice"
    action: str = ""
    act: Callable[[], object] | None = None
    closed: Callable[[], object] | None = None

    @property
    def rule(self) -> Rule:
        """Return how it stands among others."""
        return RULES[self.kind]


class Notices:
    """The messages that nobody has closed yet; `former` are those of a shell before this one."""

    def __init__(self, words: Words, former: Iterable[Message] = ()) -> None:
        self._words = words
        self._all = list(former)

    def __iter__(self) -> Iterator[Message]:
        """Return the messages in the order in which they were said."""
        return iter(self._all)

    @property
    def standing(self) -> Message | None:
        """Return the weightiest of what stays until it is closed."""
        line = [each for each in self._all if not each.rule.at_once]
        return max(line, key=lambda each: each.rule.weight, default=None)

    @property
    def answer(self) -> Message | None:
        """Return what was said last of what the person did."""
        return next((each for each in reversed(self._all) if each.rule.at_once), None)

    def add(self, message: Message) -> None:
        """Take `message` up; what says the same gives way to it, or it to what stands."""
        text = message.said(self._words)
        same = [each for each in self._all if each.said(self._words) == text]
        if same and not message.rule.at_once:
            return
        passed = [each for each in self._all if each.kind is message.kind and each.rule.passes]
        self._without([*same, *passed])
        self._all.append(message)

    def close(self, message: Message) -> None:
        """Take away what the person closed."""
        self._without([message])
        if message.closed is not None:
            message.closed()

    def leave(self) -> None:
        """Another screen is shown: what was said of the one before goes with it."""
        self._without([each for each in self._all if each.rule.passes])

    def _without(self, gone: list[Message]) -> None:
        self._all = [each for each in self._all if each not in gone]
