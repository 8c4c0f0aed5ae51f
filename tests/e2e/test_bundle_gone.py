"""What readers have and a supplement does not give them any more, told on the command line."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from tests.cheap import CHEAP
from tests.e2e.support import PASSPHRASE, Bundle, Program, words_of

from limbo_desktop.bundle.make import make_bundle, note_made
from limbo_desktop.bundle.options import Options
from limbo_desktop.case.records import Document, Event
from limbo_desktop.vault.vault import Vault

TOLD = {
    "en": ("get them any more", "entry 1,", "entry 2 “Search”", "exhibit 1 “Letter”"),
    "ru": ("у читателей уже есть", "запись 1,", "запись 2 «Search»", "приложение 1 «Letter»"),
    "ar": ("لدى القرّاء", "السجلّ 1", "السجلّ 2 «Search»", "المرفق 1 «Letter»"),
}


@pytest.fixture(scope="module")
def given(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of which a bundle was made; then an entry was removed, two things kept back."""
    path = tmp_path_factory.mktemp("gone") / "case.limbo"
    assert program("new", path).returncode == 0
    with Vault.open(path, PASSPHRASE, (CHEAP,)) as vault:
        rally = vault.events.add(Event("", title="Rally", when="2022-01-01"))
        search = vault.events.add(Event("", title="Search", when="2022-01-02"))
        vault.events.add(Event("", title="Stays", when="2022-01-03"))
        blob = vault.blobs.add(BytesIO(b"A letter.\n"))
        letter = vault.documents.add(Document("", "letter.txt", blob.sha256, "Letter"))
        note_made(vault, make_bundle(vault, Options("en"), path.with_suffix(".pdf")), "first.pdf")
        vault.events.remove(rally.id)
        vault.events.put(replace(search, share="private"))
        vault.documents.put(replace(letter, share="private"))
        vault.events.add(Event("", title="News", when="2024-01-01"))
    return path


@pytest.mark.parametrize("lang", TOLD)
def test_what_is_gone_is_told_in_the_persons_language_and_stands_in_no_file(
    program: Program, given: Path, tmp_path: Path, lang: str
) -> None:
    out = tmp_path / "late.pdf"
    env = {"LANG": f"{lang}_XX.UTF-8"}
    done = program("bundle", given, out, "--supplements", "1", "--lang", "en", env=env)
    assert done.returncode == 0, done.stderr
    plain = "".join(letter for letter in done.stderr if letter not in "\u2066\u2067\u2068\u2069")
    for said in TOLD[lang]:
        assert said in plain
    assert "Stays" not in plain
    words = set(words_of("\n".join(Bundle(out, "en").poppler)))
    assert "News" in words
    assert not words & {"Rally", "Search", "Letter"}


def test_nothing_is_said_of_a_bundle_that_is_no_supplement(
    program: Program, given: Path, tmp_path: Path
) -> None:
    done = program("bundle", given, tmp_path / "whole.pdf", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
