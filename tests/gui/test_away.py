"""The screen is locked, the computer goes to sleep, the lid closes: the program hears of it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from limbo_desktop.ui.away.windows import reason_of

LISTENER = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from limbo_desktop.ui.away.watch import away_watch
app = QCoreApplication([])
watch = away_watch(app)
def say(reason):
    sys.stdout.write(reason + "\\n")
    sys.stdout.flush()
    if reason == "lid":
        app.quit()
watch.left.connect(say)
watch.begin()
QTimer.singleShot(500, lambda: say("listening"))
QTimer.singleShot(60_000, app.quit)
app.exec()
"""
LOGIN = "/org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep"
OURS = "/org/freedesktop/login1/session/_37 org.freedesktop.login1.Session Lock"
ANOTHERS = "/org/freedesktop/login1/session/_38 org.freedesktop.login1.Session Lock"
SAVER = "/org/gnome/ScreenSaver org.gnome.ScreenSaver ActiveChanged"
POWER = "/org/freedesktop/UPower org.freedesktop.DBus.Properties PropertiesChanged"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A bus of our own; returns its address."""
    address = f"unix:path={tmp_path / 'bus'}"
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address={address}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


def started(arguments: list[str], bus: str) -> subprocess.Popen[str]:
    environment = {
        "DBUS_SYSTEM_BUS_ADDRESS": bus,
        "DBUS_SESSION_BUS_ADDRESS": bus,
        "PYTHONPATH": ":".join(sys.path),
        "XDG_SESSION_ID": "7",
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().strip()


def test_every_sign_of_being_away_is_heard_and_sleep_waits(bus: str) -> None:
    manager = str(Path(__file__).with_name("login_manager.py"))
    with started([manager], bus) as login:
        assert login.stdin is not None
        assert line(login.stdout) == "ready"
        with started(["-c", LISTENER], bus) as program:
            assert line(login.stdout) == "inhibited sleep delay"
            assert line(program.stdout) == "listening"
            for sign in (f"{LOGIN} false", f"{SAVER} false", f"{POWER} false", ANOTHERS):
                login.stdin.write(f"{sign}\n")
            for sign, reason in (
                (f"{LOGIN} true", "sleep"),
                (OURS, "session"),
                (f"{SAVER} true", "session"),
                (f"{POWER} true", "lid"),
            ):
                login.stdin.write(f"{sign}\n")
                login.stdin.flush()
                assert line(program.stdout) == reason
            assert program.wait(30) == 0
        login.stdin.close()
        assert login.wait(30) == 0


def test_without_a_bus_the_program_is_only_deaf(tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path / 'none'}"
    code = LISTENER.replace("60_000", "900")
    with started(["-c", code], nowhere) as program:
        output, _ = program.communicate(timeout=60)
    assert (program.returncode, output) == (0, "listening\n")


@pytest.mark.parametrize(
    ("message", "word", "reason"),
    [
        (0x0218, 0x4, "sleep"),
        (0x0218, 0x7, ""),
        (0x02B1, 0x7, "session"),
        (0x02B1, 0x8, ""),
        (0x0010, 0x7, ""),
    ],
)
def test_the_messages_of_windows_are_understood(message: int, word: int, reason: str) -> None:
    assert reason_of(message, word, 0) == reason
