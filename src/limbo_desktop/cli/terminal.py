"""What a command talks through: words on standard output, errors and progress on standard error."""

import contextlib
import json
import locale
import os
import sys
from collections.abc import Callable, Iterator

from limbo_desktop.errors import PersonError
from limbo_desktop.text.language import LANGUAGES, Language, language
from limbo_desktop.text.words import Words

Progress = Callable[[int, int], None]

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def terminal_language() -> Language:
    """The language of the person's locale; English when it is none of ours."""
    named = next((os.environ[name] for name in _LOCALE_VARIABLES if os.environ.get(name)), "")
    code = named or (locale.getlocale()[0] or "")
    known = {each.code for each in LANGUAGES}
    return language(code[:2].lower() if code[:2].lower() in known else "en")


class Terminal:
    """One run of a command: its words, its output, its progress."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def say(self, line: str) -> None:
        """A line of the result, on standard output."""
        print(line)

    def tell(self, line: str) -> None:
        """A line beside the result, on standard error."""
        print(line, file=sys.stderr)

    def say_json(self, value: object) -> None:
        """The result as JSON."""
        print(json.dumps(value, ensure_ascii=False, indent=1))

    def refused(self, error: PersonError) -> None:
        """Why the person's world said no."""
        self.tell(self.words.t(error.message, **error.params))

    @contextlib.contextmanager
    def progress(self, title: str) -> Iterator[Progress]:
        """A bar on standard error when that is a terminal; else nothing."""
        if not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from rich.console import Console
        from rich.progress import Progress as Bars

        with Bars(console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task(title, total=None)

            def report(done: int, total: int) -> None:
                bars.update(task, completed=done, total=total)

            yield report
