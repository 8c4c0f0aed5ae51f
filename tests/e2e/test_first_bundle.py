"""After files came in by the command line, a first bundle finds all but pictures prepared."""

import shutil
from pathlib import Path

import pytest
from tests.e2e.conftest import Vaults
from tests.e2e.support import PASSPHRASE, Program
from tests.integration.bundle_support import drawn_pdf
from tests.reliability.cheap import QUICK

from limbo_desktop.vault.vault import Vault

LARGE = {"picture", "attachment"}


def kept(path: Path) -> list[str]:
    """What is kept of the files of a vault, in the order in which it came."""
    with Vault.open(path, PASSPHRASE, (QUICK,)) as vault:
        assert vault.prepared.waiting() == ()
        rows = vault.store.connection.execute("SELECT what FROM prepared ORDER BY id")
        return [what.partition(" ")[0] for (what,) in rows]


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
def test_the_first_bundle_prepares_nothing_but_what_is_large(
    program: Program, vaults: Vaults, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "case.limbo"
    shutil.copyfile(vaults(name), path)
    before = kept(path)
    assert {"survey", "taken", "forms", "words"} <= set(before)
    done = program("bundle", path, tmp_path / "evidence.pdf", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert set(kept(path)[len(before) :]) <= LARGE


def test_what_is_attached_later_is_prepared_too(program: Program, tmp_path: Path) -> None:
    path, paper = tmp_path / "case.limbo", tmp_path / "paper.pdf"
    paper.write_bytes(drawn_pdf("one", "two"))
    program("new", path)
    done = program("attach", path, paper)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(kept(path)) == ["forms", "survey", "taken"]
