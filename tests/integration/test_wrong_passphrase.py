"""A guess costs a lot and tells nothing: how near it was, how long the right one is, or a hint."""

import hashlib
import hmac
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document
from limbo_desktop.vault import connection, key, pages
from limbo_desktop.vault.errors import VaultError, WrongPassphraseError, WrongRecoveryKeyError
from limbo_desktop.vault.key import PROFILES, SALT_BYTES, Key, Profile
from limbo_desktop.vault.recognise import looks_random
from limbo_desktop.vault.vault import Vault

RIGHT = "пять воробьёв над дубом"
WRONG = (
    RIGHT[:-1],
    RIGHT + " ",
    RIGHT.replace("ё", "е"),
    RIGHT.title(),
    RIGHT[::-1],
    "x",
    "خمسة عصافير فوق البلوط",
)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wrong") / "case.limbo"
    with Vault.create(path, RIGHT, CHEAP)[0] as made:
        blob = made.blobs.add(io.BytesIO(bytes(range(256)) * 2_000))
        made.documents.add(Document(id="", file="a.bin", sha256=blob.sha256))
    return path


@dataclass
class Work:
    """Everything that a guess costs, counted: keys derived, pages authenticated, bytes of each."""

    derived: list[Profile] = field(default_factory=list)
    checked: list[tuple[int, int]] = field(default_factory=list)
    opened: int = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    counted = Work()
    derive, intact, connected = Key.from_passphrase, pages.PageCheck.intact, connection.connect

    def deriving(passphrase: str, salt: bytes, profile: Profile) -> Key:
        counted.derived.append(profile)
        return derive(passphrase, salt, profile)

    def checking(self: pages.PageCheck, number: int, page: bytes) -> bool:
        counted.checked.append((number, len(page)))
        return intact(self, number, page)

    def connecting(*arguments: object, **more: object) -> object:
        counted.opened += 1
        return connected(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Key, "from_passphrase", staticmethod(deriving))
    monkeypatch.setattr(pages.PageCheck, "intact", checking)
    monkeypatch.setattr("limbo_desktop.vault.file.connect", connecting)
    return counted


def test_a_guess_takes_256_mib_and_three_passes_at_least() -> None:
    """RFC 9106 calls 64 MiB and three passes enough where 2 GiB cannot be had."""
    for profile in PROFILES:
        assert profile.memory_kib >= 256 * 1024
        assert profile.passes >= 3
        assert profile.memory_kib * profile.passes >= 768 * 1024


def test_new_vaults_and_new_passphrases_are_made_with_the_newest_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int, int]] = []

    def hashing(_secret: bytes, salt: bytes, **cost: int) -> bytes:
        asked.append((cost["memory_cost"], cost["time_cost"], len(salt)))
        return hashlib.sha256(salt).digest()

    monkeypatch.setattr(key, "hash_secret_raw", hashing)
    with Vault.create(tmp_path / "case.limbo", RIGHT)[0] as made:
        made.change_passphrase("another one of five words")
    newest = (PROFILES[0].memory_kib, PROFILES[0].passes, SALT_BYTES)
    assert set(asked) == {newest}
    assert len(asked) >= 2


def test_nearly_right_and_wrong_cost_the_same_work_and_are_told_the_same(
    vault: Path, work: Work
) -> None:
    told: set[tuple[type, str, str]] = set()
    done: set[tuple[object, ...]] = set()
    for guess in WRONG:
        work.derived.clear()
        work.checked.clear()
        with pytest.raises(VaultError) as caught:
            Vault.open(vault, guess, (CHEAP,))
        params = repr(caught.value.params)
        told.add((type(caught.value), caught.value.message, params))
        done.add((*work.derived, *work.checked))
    assert len(told) == len(done) == 1
    assert {kind for kind, *_ in told} == {WrongPassphraseError}
    assert len(work.checked) == 8
    assert work.opened == 0, "the database itself is only asked with the right key"


def test_the_right_one_is_told_by_the_same_pages(vault: Path, work: Work) -> None:
    with pytest.raises(WrongPassphraseError):
        Vault.open(vault, "wrong", (CHEAP,))
    wrong = list(work.checked)
    work.checked.clear()
    Vault.open(vault, RIGHT, (CHEAP,)).close()
    assert work.checked[: len(wrong)] == wrong


def test_codes_are_compared_in_constant_time(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    compare = hmac.compare_digest

    def comparing(one: bytes, other: bytes) -> bool:
        compared.append((len(one), len(other)))
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", comparing)
    with pytest.raises(WrongPassphraseError):
        Vault.open(vault, "wrong", (CHEAP,))
    assert compared == [(64, 64)] * 8


def test_a_wrong_recovery_sheet_says_nothing_of_how_wrong_it_is(
    vault: Path, tmp_path: Path
) -> None:
    told = set()
    for number in range(3):
        made, digits = Vault.create(tmp_path / f"{number}.limbo", "x", CHEAP)
        made.close()
        with pytest.raises(WrongRecoveryKeyError) as caught:
            Vault.recover(vault, str(digits))
        told.add((caught.value.message, repr(caught.value.params)))
    assert len(told) == 1


def test_no_hint_of_the_passphrase_is_kept(vault: Path) -> None:
    """Outside: nothing but noise.  Inside: no table or column for one, and not the passphrase."""
    data = vault.read_bytes()
    for start in range(0, len(data), pages.PAGE_BYTES):
        assert looks_random(data[start : start + pages.PAGE_BYTES])
    derived = Key.from_passphrase(RIGHT, data[:SALT_BYTES], CHEAP)
    database = sqlcipher.connect(str(vault))
    database.execute(f'PRAGMA key = "{derived.spec(data[:SALT_BYTES]).decode()}"')
    database.execute(f"PRAGMA cipher_page_size = {pages.PAGE_BYTES}")
    schema = database.execute("SELECT name, sql FROM sqlite_master").fetchall()
    tables = [name for name, sql in schema if sql and sql.startswith("CREATE TABLE")]
    rows = [database.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables]
    database.close()
    assert "record" in tables
    dump = repr(schema) + repr(rows)
    assert not re.search(r"hint|passphrase|argon", dump, re.IGNORECASE)
    assert RIGHT not in dump
    assert RIGHT.split()[1] not in dump
