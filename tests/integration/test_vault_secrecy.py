"""What the disk shows of a case: nothing, also while it is open; and how one gets at it without
this program."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.reading import read_case
from limbo_desktop.case.records import Document, Person
from limbo_desktop.vault.vault import Vault

ROOT = Path(__file__).parents[2]
FILE = bytes(range(256)) * 2_500
"""More than two pieces."""
RECIPE = ROOT / "tests" / "data" / "vaults" / "recipe.py"


def fill(vault: Vault, folder: Path) -> None:
    case = read_case((folder / "case.json").read_bytes())
    vault.import_case(case, lambda document: (folder / document.file).open("rb"))
    vault.drafts.save("entry", {"title": "Черновик Светланы"})


def words_of(folder: Path) -> list[bytes]:
    """Words long enough to appear in 16 KiB of noise by chance less than once in 10¹²."""
    text = (folder / "case.json").read_text("utf-8")
    words = set(re.findall(r"[^\W\d_]{8,}", text))
    assert len(words) > 300
    return [word.encode("utf-8") for word in words]


def test_no_word_of_the_case_is_in_any_file_open_or_closed(cases: Path, tmp_path: Path) -> None:
    folder = cases / "family-ru"
    path = tmp_path / "case.limbo"
    words = words_of(folder)
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        fill(vault, folder)
        with vault.snapshot():
            vault.people.put(next(vault.people.all()))
            files = list(tmp_path.iterdir())
            assert {each.name for each in files} == {
                "case.limbo",
                "case.limbo-wal",
                "case.limbo-shm",
            }
            for each in files:
                data = each.read_bytes()
                assert not [word for word in words if word in data], each
    assert [each.name for each in tmp_path.iterdir()] == ["case.limbo"]
    data = path.read_bytes()
    assert not [word for word in words if word in data]


@pytest.mark.skipif(shutil.which("strings") is None, reason="needs binutils")
def test_strings_finds_no_name_in_any_encoding(cases: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        fill(vault, cases / "family-ru")
    for encoding in ("s", "S", "l", "b"):
        found = subprocess.run(
            ["strings", "-n", "8", "-e", encoding, path], capture_output=True, check=True
        ).stdout
        for word in (b"Svetlana", b"Dorokhov", b"Migri", "Светлана".encode(), b"CREATE TABLE"):
            assert word not in found


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs the sqlite3 shell")
def test_the_sqlite3_shell_cannot_open_it(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    Vault.create(path, "phrase", CHEAP)[0].close()
    answer = subprocess.run(
        ["sqlite3", path, ".tables"], capture_output=True, text=True, check=False
    )
    assert answer.returncode != 0
    assert "not a database" in answer.stderr


def documented() -> list[str]:
    """Every recipe that a page of the project gives to its readers."""
    pages = [each.read_text("utf-8") for each in ROOT.glob("*.md")]
    blocks = [block for page in pages for block in re.findall(r"```python\n(.*?)```", page, re.S)]
    return [each for each in blocks if "sqlcipher" in each]


@pytest.mark.parametrize("recipe", documented())
def test_the_recipe_in_the_documents_opens_a_vault(recipe: str, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "case.limbo", "the passphrase")[0] as vault:
        vault.people.add(Person(id="", name="Светлана"))
        blob = vault.blobs.add(io.BytesIO(FILE))
        vault.documents.add(Document(id="", file="a.bin", sha256=blob.sha256))
    script = tmp_path / "recipe.py"
    script.write_text(recipe, "utf-8")
    (tmp_path / "out").mkdir()
    result = subprocess.run(
        [sys.executable, "-X", "utf8", script, "case.limbo", "out"],
        input="the passphrase\n",
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Светлана" in result.stdout
    assert (tmp_path / "out" / blob.sha256).read_bytes() == FILE


def test_plain_python_gets_at_everything(cases: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "case.limbo", tmp_path / "out"
    out.mkdir()
    with Vault.create(path, "Слово ٣")[0] as vault:
        fill(vault, cases / "family-ru")
        hashes = {blob.sha256 for blob in vault.blobs.all()}
    result = subprocess.run(
        [sys.executable, "-X", "utf8", RECIPE, path, out],
        input="Слово 3\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Светлана Игоревна Дорохова" in result.stdout
    assert {hashlib.sha256(each.read_bytes()).hexdigest() for each in out.iterdir()} == hashes


def test_nothing_is_written_to_standard_error(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    Vault.create(path, "phrase", CHEAP)[0].close()
    script = (
        "import sys; from pathlib import Path\n"
        "from limbo_desktop.vault.errors import VaultError\n"
        "from limbo_desktop.vault.key import Profile\n"
        "from limbo_desktop.vault.vault import Vault\n"
        "path, cheap = Path(sys.argv[1]), (Profile(0, 64, 1, 1),)\n"
        "with path.open('r+b') as file: file.seek(200); file.write(b'damage')\n"
        "for phrase in ('wrong', 'phrase'):\n"
        "    try: Vault.open(path, phrase, cheap)\n"
        "    except VaultError as error: print(type(error).__name__)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["WrongPassphraseError", "VaultDamagedError"]
    assert result.stderr == ""
