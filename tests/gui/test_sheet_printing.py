"""The recovery sheet on paper: after a warning, legible, told to nobody else, on no disk."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot
from tests.gui.printing_service import PRINTER, Service, printing_service
from tests.gui.support import MakeSession, placed, press, shown, unnamed
from tests.reliability import points

from limbo_desktop.ui.new_case.paper import TITLE, draw_sheet, memory_folder, spool_in_memory
from limbo_desktop.ui.new_case.printing import PrintOffer
from limbo_desktop.ui.new_case.sheet_check import SheetCheck
from limbo_desktop.vault.key import Key
from limbo_desktop.vault.recovery import RecoveryKey

GROUPS = RecoveryKey.of(Key(bytes(range(100, 132)))).groups
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="CUPS, strace and mountinfo")


def groups_on(pdf: bytes) -> list[str]:
    """The groups of a sheet by the numbers that stand beside them, read by poppler."""
    words = read("-bbox", pdf)
    found = re.findall(r'xMin="([0-9.]+)" yMin="([0-9.]+)" .*>(\d{3})</word>', words)
    rows: dict[int, list[tuple[float, str]]] = {}
    for x, y, digits in found:
        rows.setdefault(round(float(y)), []).append((float(x), digits))
    halves = [[digits for _, digits in sorted(row)] for _, row in sorted(rows.items())]
    return [f"{row[at]}{row[at + 1]}" for row in halves for at in range(0, len(row), 2)]


def read(how: str, pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", how, "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode("utf-8")


def drawn(make_session: MakeSession, language: str) -> bytes:
    session = make_session(language)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(TITLE)
    assert draw_sheet(writer, session.theme, session.words, GROUPS)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_every_group_is_on_one_page_in_order_and_large(
    make_session: MakeSession, language: str
) -> None:
    pdf = drawn(make_session, language)
    expected = list(GROUPS)
    if language == "ar":  # rows begin at the right
        expected = [GROUPS[at ^ 1] for at in range(len(GROUPS))]
    assert groups_on(pdf) == expected
    heights = re.findall(r'yMin="([0-9.]+)" .* yMax="([0-9.]+)">\d{3}</word>', read("-bbox", pdf))
    assert min(float(bottom) - float(top) for top, bottom in heights) > 20
    assert read("-bbox", pdf).count("<page ") == 1


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_the_paper_says_nothing_of_whose_it_is(make_session: MakeSession, language: str) -> None:
    pdf = drawn(make_session, language)
    text = read("-raw", pdf).casefold()
    assert "limbo" not in text
    assert ".limbo" not in text
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout
    title = re.search(rb"Title: *(.*)", told)
    assert title is not None
    assert title[1].decode() == TITLE


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_first_comes_what_printers_do_and_the_way_back_is_by_hand(
    qtbot: QtBot, make_session: MakeSession, language: str, scale: int
) -> None:
    session = make_session(language, scale=scale)
    check = SheetCheck(session.theme, session.words, GROUPS)
    shown(qtbot, check, 900, 700)
    offer = check.printing
    assert not offer.on.isVisibleTo(check)
    press(qtbot, check, session.words.t("Print the sheet…"))
    placed(qtbot, check)
    assert unnamed(check) == []
    assert offer.dialog is None
    assert offer.on.isVisibleTo(check)
    press(qtbot, check, session.words.t("Copy by hand"))
    assert not offer.on.isVisibleTo(check)
    check.ask()
    assert not offer.isVisibleTo(check)


def print_in_another_process(service: str, folder: Path, language: str) -> tuple[str, str]:
    """What the window said, and what strace saw of files and sockets."""
    log = folder / "log"
    watch = ["strace", "-f", "-y", "-o", str(log), "-e", "trace=openat,unlink,socket,connect"]
    done = subprocess.run(
        [*watch, sys.executable, "-B", "-m", "tests.gui.print_sheet", language, *GROUPS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CUPS_SERVER": service},
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    return done.stdout, log.read_text("utf-8", "backslashreplace")


def printed(folder: Path, language: str) -> tuple[Service, str, str]:
    with printing_service(folder) as service:
        told, trace = print_in_another_process(service.address, folder, language)
    return service, told, trace


@LINUX
@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_reaches_the_printer_whole_under_a_name_that_tells_nothing_and_no_disk(
    tmp_path: Path, language: str
) -> None:
    if not points.tracing_is_permitted():
        pytest.skip("strace may not hold a process")
    service, told, trace = printed(tmp_path, language)
    assert "printing untouched before the warning" in told
    assert f"choice: {PRINTER}\n" in told, "a printer, and no file to print into"
    (document,) = service.documents
    assert sorted(groups_on(document)) == sorted(GROUPS)
    asked = b"".join(service.asked)
    assert TITLE.encode() in asked
    assert b"limbo" not in asked.lower()
    assert not any(group.encode() in asked for group in GROUPS)
    made = set(re.findall(r'openat\([^,]*, "([^"]+)", [^)]*O_CREAT', trace))
    assert made
    assert {str(Path(each).parent) for each in made} <= {"/dev/shm", "/dev"}
    assert {each for each in made if Path(each).exists()} <= {"/dev/null"}
    assert set(re.findall(r"socket\((AF_\w+)", trace)) == {"AF_UNIX"}


@LINUX
def test_without_a_printer_it_says_so_and_nothing_was_written(tmp_path: Path) -> None:
    if not points.tracing_is_permitted():
        pytest.skip("strace may not hold a process")
    told, trace = print_in_another_process(str(tmp_path / "nobody.sock"), tmp_path, "en")
    assert "told: No printer is set up on this computer." in told
    made = set(re.findall(r'openat\([^,]*, "([^"]+)", [^)]*O_CREAT', trace))
    assert {str(Path(each).parent) for each in made} <= {"/dev/shm", "/dev"}


def mountinfo(root: Path, *mounts: tuple[str, str]) -> None:
    lines = [
        f"{at} 1 0:{at} / {mount} rw - {kind} none rw\n" for at, (mount, kind) in enumerate(mounts)
    ]
    (root / "proc" / "self").mkdir(parents=True)
    (root / "proc" / "self" / "mountinfo").write_text("".join(lines), "utf-8")
    for mount, _ in mounts:
        (root / mount.lstrip("/")).mkdir(parents=True, exist_ok=True)


def test_a_folder_in_memory_is_one_of_the_kernels(tmp_path: Path) -> None:
    mountinfo(tmp_path, ("/", "ext4"), ("/dev/shm", "tmpfs"))
    assert memory_folder(tmp_path) == tmp_path / "dev" / "shm"


def test_a_folder_of_that_name_on_a_disk_is_none(tmp_path: Path) -> None:
    mountinfo(tmp_path, ("/", "ext4"), ("/dev/shm", "ext4"), ("/tmp", "tmpfs"))
    assert memory_folder(tmp_path) is None
    assert not spool_in_memory("linux", tmp_path)


@LINUX
def test_a_computer_that_would_write_the_digits_to_its_disk_prints_none(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path
) -> None:
    mountinfo(tmp_path, ("/", "ext4"), ("/dev/shm", "ext4"))
    session = make_session()
    offer = PrintOffer(session.theme, session.words, GROUPS, tmp_path)
    shown(qtbot, offer, 600, 400)
    offer.link.click()
    offer.on.click()
    assert offer.dialog is None
    assert offer.told.text.startswith("This computer would write the digits to its disk")
