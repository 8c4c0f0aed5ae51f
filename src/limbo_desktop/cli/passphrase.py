"""Where a passphrase comes from: a file, standard input, or a prompt without echo.

Never from the arguments or the environment: both are shown to every program of the machine.
"""

import getpass
import sys
from pathlib import Path

from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

STANDARD_INPUT = "-"
_LONGEST = 64 * 1024


class NoPassphraseError(PersonError):
    """There is nobody to ask and no file was named."""

    message = N_("There is no terminal to ask for the passphrase. Name a file with {option}.")


class PassphraseFileError(PersonError):
    """The file with the passphrase cannot be read."""

    message = N_("The file {path} with the passphrase could not be read. The case is safe.")


class PasswordFileError(PersonError):
    """The file with the password of a bundle cannot be read."""

    message = N_("The file {path} with the password could not be read.")


class EmptyPassphraseError(PersonError):
    """Nothing was typed."""

    message = N_("The passphrase is empty. Nothing was changed.")


class PassphrasesDifferError(PersonError):
    """The second time something else was typed."""

    message = N_("The two passphrases are not the same. Nothing was changed. Try again.")


def read_passphrase(terminal: Terminal, file: str | None, option: str) -> str:
    """The passphrase of an existing case, from `file` ("-" is standard input) or asked for."""
    if file is not None:
        return _from_file(file)
    return _asked(terminal.words.t("Passphrase: "), option)


def read_new_passphrase(terminal: Terminal, file: str | None, option: str) -> str:
    """A new passphrase; asked for twice when no file is named."""
    if file is not None:
        return _from_file(file)
    first = _asked(terminal.words.t("New passphrase: "), option)
    if first != _asked(terminal.words.t("Once more: "), option):
        raise PassphrasesDifferError
    return first


def read_password(file: str | None) -> str:
    """The password of a bundle from `file` ("-" is standard input); "" when no file is named."""
    try:
        return "" if file is None else _first_line(file)
    except (OSError, UnicodeDecodeError):
        raise PasswordFileError(path=file) from None


def _from_file(file: str) -> str:
    """The first line of a file; more lines are refused by the key anyway."""
    try:
        text = _first_line(file)
    except (OSError, UnicodeDecodeError):
        raise PassphraseFileError(path=file) from None
    if not text:
        raise EmptyPassphraseError
    return text


def _first_line(file: str) -> str:
    """The first line of a file or of what is left of standard input, without its end."""
    if file == STANDARD_INPUT:
        data = sys.stdin.buffer.readline(_LONGEST)
    else:
        with Path(file).open("rb") as stream:
            data = stream.readline(_LONGEST)
    return data.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n")


def _asked(prompt: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise NoPassphraseError(option=option)
    text = getpass.getpass(prompt)
    if not text:
        raise EmptyPassphraseError
    return text
