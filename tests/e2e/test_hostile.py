"""Every hostile file attached and bundled by the command line: no crash, no hang, no harm."""

import re
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from tests.e2e.support import Bundle, Program

GIGABYTE = 1 << 30
PATIENCE = 20.0
"""Seconds that one file may take."""

ACTIVE = re.compile(
    rb"/(?:Launch|JavaScript|JS|URI|GoToR|GoToE|SubmitForm|ImportData|RichMedia|AcroForm|AA)\b"
)
WHY = re.compile(
    r"cannot be shown|could not be read|is empty|no pages|too large|took too long|damaged"
)


@dataclass(frozen=True)
class Made:
    """The bundle of the hostile files, what went in, and what it took."""

    bundle: Bundle
    files: tuple[Path, ...]
    attached: tuple[str, ...]
    seconds: float
    memory: int


@pytest.fixture(scope="module")
def files(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Every file of the folder, and the two odd names that are kept in a ZIP."""
    folder = cases / "hostile"
    odd = tmp_path_factory.mktemp("odd")
    with zipfile.ZipFile(folder / "odd_names.zip") as packed:
        for name in packed.namelist():
            (odd / name).write_bytes(packed.read(name))
    return tuple(
        path for root in (folder, odd) for path in sorted(root.rglob("*")) if path.is_file()
    )


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program as it is: its memory is measured."""
    return Program(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def made(
    program: Program, files: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> Made:
    """All of them in one vault and one bundle."""
    folder = tmp_path_factory.mktemp("hostile")
    vault, out = folder / "case.limbo", folder / "out.pdf"
    assert program("new", vault).returncode == 0
    start = time.monotonic()
    attached, taken = program.measured("attach", vault, "--whole", *files)
    assert attached.returncode == 0, attached.stderr
    bundled, made = program.measured("bundle", vault, out, "--lang", "en")
    assert bundled.returncode == 0, bundled.stderr
    seconds, told = time.monotonic() - start, tuple(attached.stdout.splitlines())
    return Made(Bundle(out, "en"), files, told, seconds, max(taken, made))


def test_every_file_is_taken_in_with_its_own_bytes(made: Made) -> None:
    assert len(made.attached) == len(made.files) == 36
    kept = set(made.bundle.attachments.values())
    for path in made.files:
        assert path.read_bytes() in kept, path.name


def test_every_file_ends_as_pages_or_as_a_slip_that_says_why_not(made: Made) -> None:
    parts = made.bundle.parts("Exhibits")
    assert len(parts) == 36
    slips = [made.bundle.pdfium[pages[0] - 1] for pages in parts if len(pages) == 1]
    assert 8 < len(slips) < 30
    for slip in slips:
        assert WHY.search(" ".join(slip.split())), slip


def test_all_of_them_end_and_together_have_the_memory_of_one(made: Made) -> None:
    assert made.seconds < len(made.files) * PATIENCE
    assert made.memory < GIGABYTE


def test_the_bundle_is_sound(program: Program, made: Made) -> None:
    checked = subprocess.run(
        ["qpdf", "--check", str(made.bundle.path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    verified = program.run("verify", made.bundle.path)
    assert verified.returncode == 0, verified.stdout


def strings_without_attachments(path: Path) -> Iterator[bytes]:
    """Every object of a bundle but the bytes of the originals, as qpdf writes them."""
    with pikepdf.open(path) as pdf:
        attached = {pdf.attachments[name].get_file().obj.objgen for name in pdf.attachments}
        for thing in pdf.objects:
            if thing.objgen in attached:
                continue
            if isinstance(thing, pikepdf.Stream):
                yield pikepdf.Dictionary(dict(thing.items())).unparse()
            else:
                yield thing.unparse(resolved=True)


def test_nothing_in_it_can_act_and_no_file_is_inside_but_the_originals(made: Made) -> None:
    found = [
        match[0]
        for data in strings_without_attachments(made.bundle.path)
        for match in ACTIVE.finditer(data)
    ]
    assert found == []
    with pikepdf.open(made.bundle.path) as pdf:
        embedded = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/EmbeddedFile"
        ]
        assert len(embedded) == len(pdf.attachments) == 37
        assert all(re.fullmatch(r"exhibit-\d\d\.\w+|integrity\.json", n) for n in pdf.attachments)


def test_names_that_deceive_are_shown_as_they_are(made: Made) -> None:
    told = next(line for line in made.attached if "povestka_" in line)
    assert told.endswith("povestka_[U+202E]fdp.exe")
    assert not any("\u202e" in page for page in made.bundle.pdfium)
