"""The person's world said no: errors that become a sentence in the person's language."""

from typing import ClassVar


class PersonError(Exception):
    """Something outside the program refused: a wrong passphrase, a full disk, a damaged file.

    Each subclass sets `message`, a msgid marked with `N_` that says what happened, what is safe
    and what to do; `params` fill its named placeholders.  It is shown as
    `words.t(error.message, **error.params)` and never as a traceback.  Our own bugs are every
    other exception.
    """

    message: ClassVar[str]

    def __init__(self, **params: object) -> None:
        super().__init__(type(self).__name__)
        self.params = params
