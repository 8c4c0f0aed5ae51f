"""What argparse itself says, in the language of the person."""

import argparse

from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words

SAID_BY_ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("%(prog)s: error: %(message)s\n"),
)
"""The msgids of argparse (Python 3.11 to 3.13) that a person can meet here."""


def say_usage_in(words: Words) -> None:
    """Let argparse speak the language of `words`.

    argparse looks its sentences up through the name `_` of its own module, which is the only
    place where a catalogue can be handed to it without a global text domain.
    """
    known = frozenset(SAID_BY_ARGPARSE)

    def translate(message: str) -> str:
        return words.raw(message) if message in known else message

    argparse._ = translate  # type: ignore[attr-defined]  # not in its public interface
