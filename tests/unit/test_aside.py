"""What is exported appears whole or not at all, also when the program is killed half-way."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from limbo_desktop.aside import new_file, new_folder

WRITER = """
import sys, time
from pathlib import Path
from limbo_desktop.aside import new_file
with new_file(Path(sys.argv[1])) as stream:
    stream.write(b"half")
    stream.flush()
    print("half", flush=True)
    time.sleep(600)
"""


def write_and_fail(target: Path) -> None:
    with new_file(target) as stream:
        stream.write(b"new")
        raise ZeroDivisionError


def fill_and_fail(target: Path) -> None:
    with new_folder(target) as folder:
        (folder / "a").write_bytes(b"a")
        raise ZeroDivisionError


def test_the_file_is_there_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "bundle.pdf"
    with new_file(target) as stream:
        stream.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_it_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "bundle.pdf"
    target.write_bytes(b"old")
    with new_file(target) as stream:
        stream.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "bundle.pdf"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write_and_fail(target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_without_nameless_files_it_does_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE")
    test_it_takes_the_place_of_what_was_there(tmp_path)
    (tmp_path / "bundle.pdf").unlink()
    test_a_failure_leaves_what_was_there(tmp_path)


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no nameless files")
def test_a_killed_program_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "bundle.pdf"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"half\n"
        writer.send_signal(signal.SIGKILL)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_appears_filled_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "bag"
    with pytest.raises(ZeroDivisionError):
        fill_and_fail(target)
    assert list(tmp_path.iterdir()) == []
    with new_folder(target) as folder:
        (folder / "a").write_bytes(b"a")
    assert [each.name for each in target.iterdir()] == ["a"]


FILLER = """
import sys, time
from pathlib import Path
from limbo_desktop.aside import new_folder
with new_folder(Path(sys.argv[1])) as folder:
    (folder / "half").write_bytes(b"half")
    print(folder.name, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can tell there who still works at it")
def test_what_a_killed_program_left_is_seen_and_the_next_attempt_takes_it_away(
    tmp_path: Path,
) -> None:
    target = tmp_path / "bag"
    other = tmp_path / "bag.unfinished-my notes"
    other.touch()
    with subprocess.Popen(
        [sys.executable, "-c", FILLER, str(target)], stdout=subprocess.PIPE, text=True
    ) as filler:
        assert filler.stdout is not None
        name = filler.stdout.readline().strip()
        assert name.startswith("bag.unfinished-")
        with new_folder(target) as folder:
            (folder / "a").write_bytes(b"a")
        assert (tmp_path / name / "half").exists(), "somebody is still at work there"
        filler.send_signal(signal.SIGKILL)
    assert (tmp_path / name / "half").exists()
    (target / "a").unlink()
    with new_folder(target):
        assert not (tmp_path / name).exists()
    assert sorted(tmp_path.iterdir()) == [target, other]
