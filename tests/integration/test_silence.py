"""Noise that no test announced makes it fail: the rules of conftest.py and pyproject.toml."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

NOISY = """
import logging, os, warnings
from pathlib import Path
import pytest
from PySide6.QtCore import qWarning

def test_quiet():
    logging.getLogger("x").info("nothing wrong")

def test_log_line():
    logging.getLogger("x").warning("the disk is slow")

@pytest.fixture
def loud():
    yield
    logging.getLogger("x").error("late")

def test_log_line_of_a_fixture(loud):
    pass

@pytest.mark.expects_log("disk is slow")
def test_announced_log_line():
    logging.getLogger("x").warning("the disk is slow")

def test_warning():
    warnings.warn("old")

def test_qt_message():
    qWarning("no such slot")

def test_home_is_empty():
    assert not list(Path.home().glob("*.*"))
    assert Path.home().parent == Path(os.environ["XDG_CONFIG_HOME"]).parent.parent
    assert "DISPLAY" not in os.environ
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Run the noisy tests under this project's rules; names by how they ended."""
    folder = tmp_path_factory.mktemp("noisy")
    (folder / "tests" / "reliability").mkdir(parents=True)
    (folder / "tests" / "test_noisy.py").write_text(NOISY, "utf-8")
    shutil.copy(TESTS.parent / "pyproject.toml", folder)
    shutil.copy(TESTS / "conftest.py", folder)
    for plugin in ("table.py", "effort.py"):
        shutil.copy(TESTS / "reliability" / plugin, folder / "tests" / "reliability")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "tests", "-rA", "-p", "no:xdist", "--tb=no"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    ended: dict[str, set[str]] = {"PASSED": set(), "FAILED": set(), "ERROR": set()}
    for line in ran.stdout.splitlines():
        word, _, rest = line.partition(" ")
        if word in ended and "::" in rest:
            ended[word].add(rest.partition("::")[2].split()[0])
    assert any(ended.values()), ran.stdout + ran.stderr
    return ended


def test_a_warning_a_log_line_and_a_qt_message_fail_a_test(outcome: dict[str, set[str]]) -> None:
    assert outcome["FAILED"] == {"test_log_line", "test_warning", "test_qt_message"}
    assert outcome["ERROR"] == {"test_log_line_of_a_fixture"}


def test_silence_and_announced_lines_pass_in_an_empty_home(outcome: dict[str, set[str]]) -> None:
    passed = {"test_quiet", "test_announced_log_line", "test_home_is_empty"}
    assert outcome["PASSED"] == passed | outcome["ERROR"]
