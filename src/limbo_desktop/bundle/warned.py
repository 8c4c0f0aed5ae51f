"""What the person should look at before a bundle leaves, said by the numbers of the exhibits."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.marking import N_
from limbo_desktop.render.failures import Reason
from limbo_desktop.text.words import Words

if TYPE_CHECKING:
    from limbo_desktop.bundle.make import Made

_STOPPED: Final = frozenset({Reason.TOO_SLOW.message, Reason.CRASHED.message})
"""Reasons on a slip that another try may not meet."""

_MESSAGES: Final = {
    "unsearched": N_(
        "Exhibits that could not be searched whole for concealed names: {numbers}. Look at them"
        " before the file leaves, and say in “who is shown” whom they show."
    ),
    "stopped": N_(
        "Exhibits of which only the slip is in the file, because showing their pages was stopped:"
        " {numbers}. If the computer was busy, make the file once more."
    ),
    "blank": N_("Exhibits with a page that could not be drawn and is empty: {numbers}."),
    "kept": N_(
        "The originals of these exhibits are too large for the protected files and stay with you:"
        " {numbers}."
    ),
}
"""By the field of `Made` that has the numbers."""


def stopped(examined: Examined) -> bool:
    """Whether an exhibit has no pages because showing them was stopped, not because of its type."""
    return isinstance(examined.body, NoBody) and examined.body.reason in _STOPPED


def warnings(made: "Made", words: Words) -> Iterator[str]:
    """Yield a sentence for each thing that there is to look at."""
    for field, message in _MESSAGES.items():
        numbers: tuple[int, ...] = getattr(made, field)
        if numbers:
            yield words.t(message, numbers=words.list([str(each) for each in numbers]))
