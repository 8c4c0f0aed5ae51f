"""The wheel carries what the program needs to run where there is no checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index")
LOOK = """
import sys
sys.path.insert(0, sys.argv[1])
from limbo_desktop.resources import resource_path, translations_path
print(resource_path("icons", "limbo.svg").is_file(), translations_path())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it from the files that git knows, without isolation and so without a network."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file() and not name.startswith("tests/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *OFFLINE, "--wheel-dir", str(out), str(source)],
        check=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_has_fonts_icons_and_compiled_catalogues(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    data = "limbo_desktop/_data"
    assert f"{data}/resources/fonts/NotoSans-Regular.ttf" in names
    assert f"{data}/resources/icons/limbo.svg" in names
    for language in ("ru", "ar", "en"):
        assert f"{data}/translations/{language}/LC_MESSAGES/limbo.mo" in names
    assert not [name for name in names if name.endswith((".po", ".pyc"))]


def test_an_installed_program_finds_its_files_inside_itself(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    found = subprocess.run(
        [sys.executable, "-I", "-c", LOOK, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert found.stdout.split() == ["True", str(tmp_path / "limbo_desktop/_data/translations")]
