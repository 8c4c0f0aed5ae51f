"""What is no vault is told before any key is tried."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from limbo_desktop.vault.errors import NotAVaultError, VaultEmptyError, VaultTruncatedError
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.recognise import (
    looks_random,
    refuse_what_is_no_vault,
    salt_is_plain_noise,
)


@dataclass
class Bytes:
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def read_at(self, offset: int, length: int) -> bytes:
        return self.data[offset : offset + length]


def test_every_sample_file_of_the_cases_is_no_vault(cases: Path) -> None:
    files = [path for path in cases.rglob("*") if path.is_file() and path.stat().st_size > 16]
    assert len(files) > 40
    passed = []
    for path in files:
        try:
            refuse_what_is_no_vault(Bytes(path.read_bytes()), unfinished=False)
        except NotAVaultError:
            continue
        except VaultTruncatedError:
            passed.append(path.suffix)
    assert set(passed) <= {".mp3"}


def test_an_empty_file_is_empty() -> None:
    with pytest.raises(VaultEmptyError):
        refuse_what_is_no_vault(Bytes(b""), unfinished=False)


@pytest.mark.parametrize("size", [100, PAGE_BYTES - 1, PAGE_BYTES + 1, 3 * PAGE_BYTES - 5])
def test_noise_that_is_no_whole_number_of_pages_is_cut_off(size: int) -> None:
    noise = b"\0\xff" + os.urandom(size - 2)
    with pytest.raises(VaultTruncatedError):
        refuse_what_is_no_vault(Bytes(noise), unfinished=False)


def test_with_a_journal_the_last_page_may_be_incomplete() -> None:
    noise = b"\0\xff" + os.urandom(PAGE_BYTES + 100)
    refuse_what_is_no_vault(Bytes(noise), unfinished=True)


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"PK\x03\x04", b"\0\0\0\x18ftypheic", b"MZ"])
def test_a_salt_is_never_the_beginning_of_a_known_type(start: bytes) -> None:
    assert not salt_is_plain_noise(start + bytes(16))


@pytest.mark.parametrize("size", [64, 300, 4096])
def test_noise_looks_random_at_any_length(size: int) -> None:
    assert all(looks_random(os.urandom(size)) for _ in range(50))


def test_text_in_any_script_does_not_look_random(texts: Path) -> None:
    for path in texts.glob("*.txt"):
        assert not looks_random(path.read_bytes()[:4096])
    assert not looks_random(bytes(4096))
    assert not looks_random(b"x")
