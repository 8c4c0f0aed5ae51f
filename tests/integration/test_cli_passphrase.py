"""Where the command line takes a passphrase from, and where it never shows."""

import os
import pty
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from tests.e2e.support import PASSPHRASE, Program

from limbo_desktop.cli.commands import COMMANDS


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program in an empty home."""
    return Program(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def vault(program: Program) -> Path:
    """An empty vault."""
    path = program.home / "case.limbo"
    done = program("new", path)
    assert done.returncode == 0, done.stderr
    return path


def run(program: Program, *args: object, given: bytes) -> subprocess.CompletedProcess[bytes]:
    """A command with something on standard input."""
    return subprocess.run(
        [sys.executable, "-m", "limbo_desktop", *map(str, args)],
        input=given,
        env={**os.environ, "HOME": str(program.home), "LANG": "C.UTF-8"},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_dash_is_standard_input(program: Program, vault: Path, end: str) -> None:
    given = f"{PASSPHRASE}{end}".encode()
    done = run(program, "list", vault, "--passphrase-file", "-", given=given)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_file_of_windows_with_a_mark_at_its_beginning_is_read(
    program: Program, vault: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nsecond line\r\n")
    assert program.run("list", vault, "--passphrase-file", secret).returncode == 0


@pytest.mark.parametrize("given", [b"", b"\n", b"\xff\xfe\n"])
def test_no_passphrase_is_refused(program: Program, vault: Path, given: bytes) -> None:
    done = run(program, "list", vault, "--passphrase-file", "-", given=given)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


def test_without_a_terminal_nobody_is_asked(program: Program, vault: Path) -> None:
    done = program.run("list", vault)
    assert done.returncode == 1
    assert "--passphrase-file" in done.stderr


def test_no_command_takes_a_passphrase_as_an_argument() -> None:
    for command in COMMANDS.values():
        for argument in command.arguments:
            secret = any(word in argument.name for word in ("pass", "digits", "key"))
            assert not secret or argument.name.endswith("-file")


def test_the_environment_opens_nothing(program: Program, vault: Path) -> None:
    names = ("PASSPHRASE", "LIMBO_PASSPHRASE", "LIMBO_DESKTOP_PASSPHRASE")
    done = program.run("list", vault, env=dict.fromkeys(names, PASSPHRASE))
    assert done.returncode == 1


def typed(program: Program, *args: object, answers: list[str]) -> tuple[int, str]:
    """Run a command on a terminal, answer each question; the code and all that was shown."""
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "limbo_desktop", *map(str, args)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "HOME": str(program.home), "LANG": "C.UTF-8", "TERM": "dumb"},
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    waiting = list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
        if waiting and shown.rstrip(b" ").endswith(b":"):
            while termios.tcgetattr(terminal)[3] & termios.ECHO and time.monotonic() < end:
                time.sleep(0.01)
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
            shown += b"|"
    os.close(terminal)
    return process.wait(30), shown.decode("utf-8", "replace")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_passphrase_is_asked_for_without_showing_it(program: Program, vault: Path) -> None:
    code, shown = typed(program, "list", vault, answers=[PASSPHRASE])
    assert code == 0
    assert "Passphrase:" in shown
    assert PASSPHRASE not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_new_passphrase_is_asked_for_twice(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    code, shown = typed(program, "new", path, answers=["one two three", "one two four"])
    assert code == 1
    assert not path.exists()
    code, shown = typed(program, "new", path, answers=["one two three", "one two three"])
    assert code == 0
    assert "one two" not in shown
    digits = shown.strip().splitlines()[-1].split()
    assert [len(group) for group in digits] == [6] * 16


def test_changing_and_recovering_a_passphrase(program: Program, tmp_path: Path) -> None:
    path, new, digits = tmp_path / "case.limbo", tmp_path / "new", tmp_path / "digits"
    made = program("new", path)
    digits.write_text(made.stdout, "utf-8")
    new.write_text("совсем другая фраза", "utf-8")
    changed = program("rekey", path, "--new-passphrase-file", new)
    assert changed.returncode == 0, changed.stderr
    assert program("list", path).returncode == 1
    assert program.run("list", path, "--passphrase-file", new).returncode == 0
    old = program.run("recover", path, "--digits-file", digits, "--new-passphrase-file", new)
    assert old.returncode == 1
    digits.write_text(changed.stdout, "utf-8")
    args = ("--digits-file", digits, "--new-passphrase-file", program.secret)
    recovered = program.run("recover", path, *args)
    assert recovered.returncode == 0, recovered.stderr
    assert program("list", path).returncode == 0
    assert recovered.stdout != changed.stdout
