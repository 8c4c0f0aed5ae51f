"""What is said of the copies of a case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from limbo_desktop.text.words import Words

if TYPE_CHECKING:
    from limbo_desktop.vault.backup.keeping import Standing

OLD_DAYS: Final = 7
"""After so many days without the newest changes in a copy Today says so."""


def moment(words: Words, seconds: int) -> str:
    """Return date and time of a moment (seconds UTC) by the clock on the wall."""
    when = dt.datetime.fromtimestamp(seconds).astimezone()
    return words.date_time(when.date(), f"{when:%H:%M}")


def last_words(words: Words, standing: Standing) -> str:
    """Return when the last good copy was made."""
    if not standing.last:
        return words.t("No copy has been made yet.")
    return words.t("Last good copy: {when}.", when=moment(words, standing.last))


def state_words(words: Words, standing: Standing) -> str:
    """Return what the next copy waits for."""
    if not standing.there:
        return words.t(
            "The folder is not here now. When its stick is plugged in, a copy is made by itself."
        )
    if standing.due:
        return words.t("What was changed since is copied in the next pause.")
    return words.t("Everything is in it.")


def is_old(standing: Standing, now: float) -> bool:
    """Return whether changes have been without a copy for too long."""
    return standing.due and now - standing.last > OLD_DAYS * 24 * 3600
