"""A case folder in and out of a vault by the command line, and what the disk shows meanwhile."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.e2e.conftest import Vaults, imported
from tests.e2e.once import Once
from tests.e2e.support import PASSPHRASE, ROOT, Program

CASES = ("family-ru", "border-ar")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program as it is, passphrases and all."""
    return Program(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def vaults(
    program: Program, cases: Path, once: Once, tmp_path_factory: pytest.TempPathFactory
) -> Vaults:
    """The sample cases in vaults that it made."""
    return imported(program, cases, once, tmp_path_factory.mktemp("vaults"))


def without_empty(value: object) -> object:
    """A JSON value without keys whose value is empty, which may be absent."""
    if isinstance(value, dict):
        kept = {key: without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", [], {}, False)}
    if isinstance(value, list):
        return [without_empty(inner) for inner in value]
    return value


@pytest.mark.parametrize("name", CASES)
def test_a_second_import_adds_nothing(
    program: Program, vaults: Vaults, cases: Path, name: str
) -> None:
    path = vaults(name)
    before = program("list", path, "--json").stdout
    done = program("import", path, cases / name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 records added\n")
    assert program("list", path, "--json").stdout == before


@pytest.mark.parametrize("name", CASES)
def test_what_comes_out_is_what_went_in(
    program: Program, vaults: Vaults, cases: Path, tmp_path: Path, name: str
) -> None:
    done = program("export", vaults(name), tmp_path / "out")
    assert done.returncode == 0, done.stderr
    given = json.loads((cases / name / "case.json").read_text("utf-8"))
    taken = json.loads((tmp_path / "out" / "case.json").read_text("utf-8"))
    digests = {each["id"]: each.pop("sha256") for each in taken["documents"]}
    for document in given["documents"]:
        assert document.pop("sha256", digests[document["id"]]) == digests[document["id"]]
    renamed = {each["id"]: each.pop("file") for each in taken["documents"]}
    for document in given["documents"]:
        original = cases / name / document.pop("file")
        copy = tmp_path / "out" / renamed[document["id"]]
        assert copy.read_bytes() == original.read_bytes()
        assert copy.suffix == original.suffix
    assert without_empty(taken) == without_empty(given)


@pytest.mark.parametrize("name", CASES)
def test_every_page_and_file_of_the_vault_is_whole(
    program: Program, vaults: Vaults, name: str
) -> None:
    done = program("check", vaults(name))
    assert done.returncode == 0, done.stdout + done.stderr


def test_search_finds_what_was_imported(program: Program, vaults: Vaults) -> None:
    hits = json.loads(program("search", vaults("family-ru"), "повестка", "--json").stdout)
    assert {hit["type"] for hit in hits} >= {"event", "document"}


def test_the_bad_case_is_refused_with_every_fault_and_nothing_is_imported(
    program: Program, cases: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new.limbo"
    assert program("new", path).returncode == 0
    bad = program("import", path, cases / "hostile" / "bad_case")
    assert bad.returncode == 1
    told = bad.stderr.splitlines()[1:]
    assert len(told) == 18
    places = {line.partition(": ")[0] for line in told}
    assert {"events[0].when", "events[3].told_by", "documents[3].sha256", "people[1].id"} <= places
    deep = program("import", path, cases / "hostile" / "deep_case")
    assert deep.returncode == 1
    assert "Traceback" not in deep.stderr
    assert json.loads(program("list", path, "--json").stdout) == []


def test_a_wrong_passphrase_is_said_and_nothing_else(
    program: Program, vaults: Vaults, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("something else\n", "utf-8")
    done = program.run("list", vaults("border-ar"), "--passphrase-file", wrong)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


# ---------------------------------------------------------------- the disk


def test_the_sqlite_shell_does_not_open_a_vault(vaults: Vaults) -> None:
    done = subprocess.run(
        ["sqlite3", str(vaults("family-ru")), "SELECT count(*) FROM sqlite_master"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "not a database" in done.stderr


def words_of_case(folder: Path) -> list[bytes]:
    """Words that do not stand in noise by chance."""
    text = (folder / "case.json").read_text("utf-8")
    return [word.encode("utf-8") for word in set(re.findall(r"[^\W\d_]{8,}", text))]


def test_no_word_of_the_case_is_on_the_disk_while_a_command_runs(
    program: Program, vaults: Vaults, cases: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    vault = home / "case.limbo"
    shutil.copy(vaults("family-ru"), vault)
    words = words_of_case(cases / "family-ru")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "limbo_desktop", "bundle", str(vault), str(home / "out.pdf")),
            *("--lang", "ru", "--passphrase-file", str(program.secret)),
        ],
        env={**os.environ, "HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seen: set[str] = set()
    known: dict[Path, int] = {}
    while process.poll() is None:
        for path in home.rglob("*"):
            # the bundle itself is made beside its place and is meant to be read
            if path.is_file() and not path.name.startswith(".limbo-") and path.suffix != ".pdf":
                seen.add(path.name)
                if known.get(path) == path.stat().st_mtime_ns:
                    continue
                known[path] = path.stat().st_mtime_ns
                data = path.read_bytes()
                assert not [word for word in words if word in data], path
        time.sleep(0.25)
    said = process.communicate()[0].decode("utf-8")
    assert process.returncode == 0, said
    assert "case.limbo" in seen
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == [
        "case.limbo",
        "out.pdf",
    ]


def test_the_documented_recipe_reads_the_vault_without_the_program(
    vaults: Vaults, cases: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tests/data/vaults/recipe.py", vaults("border-ar"), tmp_path],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
    )
    assert "انتظار بلا مقابلة" in done.stdout
    given = {path.read_bytes() for path in (cases / "border-ar").rglob("documents/**/*.*")}
    assert {path.read_bytes() for path in tmp_path.iterdir()} == given
