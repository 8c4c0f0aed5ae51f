"""What holds for every test: an empty home, no display, and silence unless noise is expected.

A test fails on a Python warning (`filterwarnings = error`), on a Qt message (pytest-qt's
`qt_log_level_fail`) and, by the hooks here, on a log line of level WARNING or above that it did not
announce with `@pytest.mark.expects_log("pattern")`.
"""

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# no example is too slow for a busy machine
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

pytest_plugins = ("tests.reliability.table",)

DATA = Path(__file__).parent / "data"

_HOME = Path(tempfile.mkdtemp(prefix="limbo-home-"))
_PLACES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "appdata",
    "LOCALAPPDATA": "localappdata",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}


def _leave_the_real_home() -> None:
    """Point every folder of the person at an empty one, before Qt or fontconfig looks."""
    for name, folder in _PLACES.items():
        path = _HOME / folder
        path.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(path)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"


_leave_the_real_home()


def pytest_unconfigure() -> None:
    """Take the empty home away again."""
    shutil.rmtree(_HOME, ignore_errors=True)


class _Listener(logging.Handler):
    """Keeps what is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.levelname}: {record.getMessage()}")


def _listen(item: pytest.Item) -> Generator[None, object, object]:
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        result = yield
    finally:
        root.removeHandler(listener)
    patterns = [str(mark.args[0]) for mark in item.iter_markers("expects_log")]
    unexpected = [line for line in listener.lines if not any(re.search(p, line) for p in patterns)]
    if unexpected:
        pytest.fail("Unexpected log lines:\n" + "\n".join(unexpected), pytrace=False)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """Fail on an unexpected log line while the fixtures are made."""
    return (yield from _listen(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail on an unexpected log line in the test itself."""
    return (yield from _listen(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Fail on an unexpected log line while the fixtures are taken down."""
    return (yield from _listen(item))


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of the sample cases: `family-ru`, `border-ar`, `hostile`."""
    return DATA / "cases"


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of the sample texts: `udhr_ar.txt` and the other languages."""
    return DATA / "text"
