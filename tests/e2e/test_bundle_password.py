"""A bundle with a password: who opens it, who does not, and that it is the same bundle inside."""

import re
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.e2e.conftest import MakeBundle, Vaults
from tests.e2e.support import PASSPHRASE, Program

from limbo_desktop.bundle.spoken_password import spoken_password
from limbo_desktop.bundle.verify import LockedBundleError, verify

ALL_ALLOWED = 0xFFFFFFFC
SHORT = "тихий кот 4405"
"""The commands of poppler take 32 bytes of a password at most; its library takes them all."""


@pytest.fixture(scope="module")
def password() -> str:
    return spoken_password("ar")


@pytest.fixture(scope="module")
def secret(password: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "password"
    path.write_text(f"{password}\n", "utf-8")
    return path


@pytest.fixture
def plain(bundles: MakeBundle) -> Path:
    return bundles("border-ar", "ar").path


@pytest.fixture(scope="module")
def locked(
    program: Program, vaults: Vaults, secret: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    out = tmp_path_factory.mktemp("locked") / "out.pdf"
    done = program("bundle", vaults("border-ar"), out, "--lang", "ar", "--password-file", secret)
    assert done.returncode == 0, done.stderr
    return out


def poppler(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, check=False, encoding="utf-8"
    )


def qpdf(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["qpdf", *options, str(path)], capture_output=True, check=False, encoding="utf-8"
    )


def test_poppler_reads_every_page_as_it_reads_the_plain_bundle(
    program: Program, vaults: Vaults, tmp_path: Path
) -> None:
    secret, out, plain = (tmp_path / name for name in ("secret", "out.pdf", "plain.pdf"))
    secret.write_text(SHORT, "utf-8")
    some = ("--lang", "ru", "--events", "e3,e12")
    for path, options in ((out, ("--password-file", secret)), (plain, ())):
        done = program("bundle", vaults("border-ar"), path, *some, *options)
        assert done.returncode == 0, done.stderr
    assert poppler(out, "-upw", SHORT).stdout == poppler(plain).stdout != ""


def test_pdfium_opens_it_and_may_do_everything(plain: Path, locked: Path, password: str) -> None:
    with (
        pypdfium2.PdfDocument(locked, password=password) as book,
        pypdfium2.PdfDocument(plain) as other,
    ):
        assert pypdfium2.raw.FPDF_GetDocPermissions(book.raw) == ALL_ALLOWED
        assert len(book) == len(other)
        for page, same in zip(book, other, strict=True):
            told = page.get_textpage().get_text_bounded()
            assert told == same.get_textpage().get_text_bounded()


def test_qpdf_finds_aes_256_of_revision_6_everywhere_and_nothing_forbidden(
    locked: Path, password: str
) -> None:
    told = qpdf(locked, f"--password={password}", "--show-encryption").stdout
    assert "R = 6" in told
    for what in ("stream", "string", "file"):
        assert f"{what} encryption method: AESv3" in told
    assert "not allowed" not in told
    done = qpdf(locked, f"--password={password}", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PDF Version: 2.0" in done.stdout


@pytest.mark.parametrize("wrong", ["", "x", PASSPHRASE])
def test_another_password_opens_it_nowhere(locked: Path, wrong: str) -> None:
    assert poppler(locked, *(("-upw", wrong) if wrong else ())).returncode != 0
    assert qpdf(locked, f"--password={wrong}", "--check").returncode != 0
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(locked, password=wrong or None)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(locked, password=wrong)
    with pytest.raises(LockedBundleError):
        verify(locked, wrong)


def test_without_the_password_no_word_of_it_and_no_mark_of_which_bundle_is_in_the_file(
    plain: Path, locked: Path
) -> None:
    data = locked.read_bytes()
    for told in (b"exhibit-01", b"integrity.json", verify(plain).fingerprint[:32].encode()):
        assert told in plain.read_bytes()
        assert told not in data
    outside = re.sub(rb"stream\n.*?\nendstream", b"", data, flags=re.DOTALL)
    assert not re.search(rb"\([^)]*\)", outside)


def test_inside_it_is_the_same_bundle_with_the_same_fingerprint(
    program: Program, plain: Path, locked: Path, secret: Path
) -> None:
    open_one = program.run("verify", plain)
    other = program.run("verify", locked, "--password-file", secret)
    assert (other.returncode, other.stdout) == (0, open_one.stdout)


def test_two_with_the_same_password_have_no_bytes_in_common_but_the_same_fingerprint(
    program: Program, vaults: Vaults, locked: Path, secret: Path, password: str, tmp_path: Path
) -> None:
    out = tmp_path / "again.pdf"
    program("bundle", vaults("border-ar"), out, "--lang", "ar", "--password-file", secret)
    assert out.read_bytes() != locked.read_bytes()
    assert verify(out, password).fingerprint == verify(locked, password).fingerprint


def test_verify_asks_for_the_password_that_is_missing(program: Program, locked: Path) -> None:
    done = program.run("verify", locked)
    assert done.returncode == 1
    assert "The file is protected by a password, and none was given." in done.stderr


def test_verify_says_that_a_password_is_the_wrong_one_without_saying_it(
    program: Program, locked: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("another horse 1234", "utf-8")
    done = program.run("verify", locked, "--password-file", wrong)
    assert done.returncode == 1
    assert "this is not the one it opens with" in done.stderr
    assert "another horse" not in done.stdout + done.stderr


def test_the_password_may_come_in_behind_the_passphrase(
    program: Program, vaults: Vaults, password: str, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    done = subprocess.run(
        program.command(
            *("bundle", vaults("border-ar"), out, "--events", "e3"),
            *("--passphrase-file", "-", "--password-file", "-"),
        ),
        input=f"{PASSPHRASE}\n{password}\n",
        env=program.environment({}),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert password not in done.stdout + done.stderr
    assert verify(out, password).ok
    assert [each.name for each in tmp_path.iterdir()] == ["out.pdf"]


@pytest.mark.parametrize("typed", ["", "a" * 128, "a\x07b"])
def test_a_password_that_not_every_program_takes_is_refused_and_nothing_is_written(
    program: Program, vaults: Vaults, typed: str, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    file.write_text(typed, "utf-8")
    out = tmp_path / "out.pdf"
    done = program("bundle", vaults("border-ar"), out, "--password-file", file)
    assert done.returncode == 1
    assert "Nothing was written" in done.stderr
    assert not out.exists()


def test_the_bag_of_a_protected_bundle_holds_no_original_in_the_open(
    program: Program, vaults: Vaults, secret: Path, tmp_path: Path
) -> None:
    bag = tmp_path / "bag"
    program(
        *("bundle", vaults("border-ar"), tmp_path / "out.pdf", "--events", "e3"),
        *("--password-file", secret, "--bag", bag),
    )
    files = {str(each.relative_to(bag)) for each in bag.rglob("*") if each.is_file()}
    assert files == {"bagit.txt", "manifest-sha256.txt", "data/bundle.pdf"}
    assert program.run("verify", bag, "--password-file", secret).returncode == 0
