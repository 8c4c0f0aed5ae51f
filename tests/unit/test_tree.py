"""What must hold for every file of the project, whatever it is about."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

LAYOUT = {
    ".ci", ".editorconfig", ".gitattributes", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md",
    "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "SECURITY.md", "THIRD_PARTY.md",
    "packaging", "pyproject.toml", "resources", "src", "tests", "translations",
}  # fmt: skip
LONGEST_FILE = 450

# Put together from pieces, so that this file does not fail its own test.
ELSEWHERE = re.compile(
    "|".join(
        (
            r"pypi\." + "org",
            "python" + "hosted",
            r"registry\." + "npmjs",
            r"deb\.debian\." + "org",
            r"(?<![A-Za-z0-9.])/(work|farm)" + "/",
            r"\.\./" + "shared",
            r"(?<![A-Za-z0-9.])/home/[a-z]+" + "/",
        )
    )
)
NETWORK = re.compile(
    r"(socket|ssl|http|ftplib|smtplib|imaplib|poplib|socketserver|asyncio|xmlrpc|webbrowser"
    r"|requests|httpx|aiohttp|urllib3|urllib\.(request|error)"
    r"|PySide6\.(QtNetwork\w*|QtWebEngine\w*|QtWebSockets|QtHttpServer))(\.|$)"
)
UNFINISHED = re.compile(r"raise NotImplementedError|\bTODO\b|\bFIXME\b|\bXXX\b")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_nothing_stands_at_the_top_level_that_the_layout_does_not_name() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= LAYOUT


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(("resources/fonts/", "tests/data/")):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{name}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(text.splitlines(), 1)
            if ELSEWHERE.search(line)
        ]
    assert found == []


@pytest.mark.parametrize(
    "path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix()
)
def test_a_source_file_is_one_finished_idea_that_says_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert not UNFINISHED.search(text)
    assert ast.get_docstring(ast.parse(text)) or not text.strip()


@pytest.mark.parametrize(
    "path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix()
)
def test_the_program_has_no_network_module(path: Path) -> None:
    assert {name for name in imports(path) if NETWORK.match(name)} == set()


def test_printing_is_imported_in_one_place_and_only_when_somebody_prints() -> None:
    """On Linux it brings the library of CUPS, which may ask a network for printers."""
    printing = "PySide6.QtPrintSupport"
    users = {path for path in SOURCES if any(n.startswith(printing) for n in imports(path))}
    assert [path.name for path in users] == ["printing.py"]
    for path in users:
        top = [each for each in ast.parse(path.read_text("utf-8")).body if _imports(each, printing)]
        assert top == []


def _imports(node: ast.AST, module: str) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == module


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_requirement_is_pinned_by_hash_and_names_no_index(name: str) -> None:
    text = (ROOT / "packaging" / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9.-]+==[^ ]+ ", pin), pin
        assert "--hash=sha256:" in pin, pin
    assert "://" not in text


@pytest.mark.parametrize("name", ["run", "dev"])
def test_the_pins_agree_with_the_project_file(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    if name == "dev":
        wanted += project["dependency-groups"]["dev"]
    text = (ROOT / "packaging" / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = dict(re.findall(r"^([a-z0-9.-]+)==([^ ]+)", text, re.MULTILINE))
    for requirement in map(Requirement, wanted):
        pinned = pins.get(canonicalize_name(requirement.name), "missing")
        assert pinned in requirement.specifier, requirement.name
