"""Parts under a password, pages too large for a part, supplements in parts: read back."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.cheap import CHEAP
from tests.e2e.small_parts import IN_PARTS, LIMIT, add_paper, scanned, small_case
from tests.e2e.support import Bundle

from limbo_desktop.bundle import checking_parts, notes
from limbo_desktop.bundle.checking import check_delivery
from limbo_desktop.bundle.limited import PageTooLargeError
from limbo_desktop.bundle.make import Made, make_bundle, note_made
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.presets import SCREEN, Preset, Try
from limbo_desktop.bundle.sized import FolderNotEmptyError
from limbo_desktop.bundle.spoken_password import spoken_password
from limbo_desktop.bundle.verify import LockedBundleError, verify
from limbo_desktop.case.records import Account
from limbo_desktop.vault.vault import Vault

IN_ONE_OR_PARTS = replace(
    IN_PARTS,
    name="email",
    tries=(Try(), Try(originals=False), Try(SCREEN, originals=False), Try(SCREEN, parts=True)),
)


@dataclass(frozen=True)
class Locked:
    """A bundle in parts that open with a password."""

    folder: Path
    made: Made
    password: str
    vault: Vault

    @property
    def parts(self) -> list[Path]:
        """The parts, in order."""
        return [self.folder / name for name in self.made.files]

    def text(self, path: Path) -> str:
        """What pdfium reads on all pages."""
        with pypdfium2.PdfDocument(path, password=self.password) as book:
            return "\n".join(page.get_textpage().get_text_bounded() for page in book)


@pytest.fixture(scope="module", params=[IN_PARTS, IN_ONE_OR_PARTS], ids=["portal", "e-mail"])
def locked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Locked]:
    folder = tmp_path_factory.mktemp("locked")
    vault = small_case(folder / "case.limbo")
    password = spoken_password("ru")
    options = Options("en", preset=request.param)
    made = make_bundle(vault, options, folder / "evidence.pdf", password=password)
    assert made.path == folder / "evidence"
    yield Locked(made.path, made, password, vault)
    vault.close()


def test_no_protected_part_is_a_byte_larger_than_the_limit(locked: Locked) -> None:
    sizes = [path.stat().st_size for path in locked.parts]
    assert len(sizes) > 2
    assert max(sizes) <= LIMIT


def test_every_part_opens_with_the_one_password_and_with_no_other(locked: Locked) -> None:
    for path in locked.parts:
        done = subprocess.run(
            ["qpdf", f"--password={locked.password}", "--check", path],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(path)
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(path, password="another")


def test_protected_parts_are_checked_together_with_the_password(locked: Locked) -> None:
    result = check_delivery(locked.folder, locked.password)
    assert result.ok
    assert checking_parts.NAMED in {row.message for row in result.rows}
    assert result.fingerprint == locked.made.fingerprint
    with pytest.raises(LockedBundleError):
        check_delivery(locked.folder, "another")


def test_originals_go_in_wherever_that_can_be_and_none_lies_open_beside(locked: Locked) -> None:
    assert sorted(path.name for path in locked.folder.iterdir()) == sorted(locked.made.files)
    assert locked.made.originals is None
    attached: dict[str, bytes] = {}
    for path in locked.parts:
        with pikepdf.open(path, password=locked.password) as book:
            attached |= {
                name: book.attachments[name].get_file().read_bytes()
                for name in book.attachments
                if name != "integrity.json"
            }
    papers = [locked.vault.blobs.open(each.sha256).read() for each in locked.vault.documents.all()]
    assert sorted(attached.values()) == sorted(data for data in papers if len(data) < LIMIT)
    assert len(attached) == 3


def test_an_original_that_fits_nowhere_stays_with_the_person_who_is_told(locked: Locked) -> None:
    assert locked.made.kept == (3,)
    text = " ".join(" ".join(locked.text(path) for path in locked.parts).split())
    assert text.count(notes.KEPT) == 1


def with_large_page() -> bytes:
    """A paper of two pages: the second is a picture that cannot be made much smaller."""
    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(scanned(5, 1, 20, 30))) as pages,
        pikepdf.open(io.BytesIO(scanned(6, 1, 1200, 1500))) as large,
    ):
        pages.pages.extend(large.pages)
        pages.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Nothing but a paper with a large page."""
    vault, _ = Vault.create(tmp_path / "case.limbo", "a b c d", CHEAP, lambda: 0)
    add_paper(vault, "Large page", with_large_page())
    yield vault
    vault.close()


@pytest.mark.parametrize("password", ["", "three words 4405"])
def test_a_page_that_alone_is_too_large_is_drawn_with_less_and_its_slip_says_so(
    vault: Vault, tmp_path: Path, password: str
) -> None:
    limit = 200_000
    preset = Preset("portal", "Small", "", limit, (Try(SCREEN, parts=True),))
    options = Options("en", preset=preset)
    made = make_bundle(vault, options, tmp_path / "out.pdf", password=password)
    assert made.path is not None
    texts = []
    pictures: list[tuple[int, int]] = []
    for path in [made.path / name for name in made.files] or [made.path]:
        assert path.stat().st_size <= limit
        with pypdfium2.PdfDocument(path, password=password or None) as book:
            texts += [page.get_textpage().get_text_bounded() for page in book]
        with pikepdf.open(path, password=password) as pdf:
            pictures += [
                (int(each.Width), int(each.Height))
                for each in pdf.objects
                if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
            ]
    text = " ".join(" ".join(texts).split())
    assert text.count(notes.LOWERED) == 1
    # its first page is as it was, with its text; of the second the whole sheet is a picture
    assert "Paper 5, page 1" in text
    assert "Paper 6, page 1" not in text
    sheet = max(pictures, key=lambda size: size[0] * size[1])
    assert 500 < sheet[0] < 1240
    assert sheet[1] / sheet[0] == pytest.approx(842 / 595, rel=0.01)
    assert check_delivery(made.path, password).ok


def test_a_page_that_fits_no_part_however_little_is_kept_is_named_and_nothing_is_written(
    vault: Vault, tmp_path: Path
) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    tiny = Preset("portal", "Tiny", "", 80_000, (Try(SCREEN, parts=True),))
    with pytest.raises(PageTooLargeError) as failure:
        make_bundle(vault, Options("en", preset=tiny), tmp_path / "out.pdf")
    assert {str(each) for each in failure.value.params.values()} == {"1", "2"}
    assert {path.name for path in tmp_path.iterdir()} == before


@dataclass(frozen=True)
class Late:
    """A bundle in parts for the log, and a supplement to it, also in parts."""

    vault: Vault
    first: list[Bundle]
    second: list[Bundle]


def _bundles(made: Made) -> list[Bundle]:
    assert made.path is not None
    return [Bundle(made.path / name, "en") for name in made.files]


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Late]:
    folder = tmp_path_factory.mktemp("late")
    vault = small_case(folder / "case.limbo")
    made = make_bundle(vault, Options("en", preset=IN_PARTS), folder / "first.pdf")
    note_made(vault, made, "first")
    for seed in (7, 8):
        add_paper(vault, f"Later paper {seed}", scanned(seed, 5))
    event = next(each for each in vault.events.all() if each.title == "Entry 2")
    vault.events.put(replace(event, account=Account("en", "It was otherwise.")))
    given = vault.bundles.all()[-1].given
    options = Options("en", preset=IN_PARTS, given=given)
    supplement = make_bundle(vault, options, folder / "second.pdf")
    note_made(vault, supplement, "second")
    yield Late(vault, _bundles(made), _bundles(supplement))
    vault.close()


def test_a_folder_that_holds_something_is_left_as_it_is(late: Late, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(FolderNotEmptyError) as failure:
        make_bundle(late.vault, Options("en", preset=IN_PARTS), tmp_path / "evidence.pdf")
    assert str(folder) in map(str, failure.value.params.values())
    assert [path.name for path in tmp_path.iterdir()] == ["evidence"]
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def labels(bundles: list[Bundle]) -> list[str]:
    """The page labels of all files, as pdfium reads them."""
    found: list[str] = []
    for each in bundles:
        with pypdfium2.PdfDocument(each.path) as book:
            found += [book.get_page_label(index) for index in range(len(book))]
    return found


def test_page_numbers_and_labels_run_on_through_all_parts_of_bundle_and_supplement(
    late: Late,
) -> None:
    assert len(late.second) > 1
    both = [*late.first, *late.second]
    printed = [number for each in both for number in each.numbers]
    assert printed == [str(number) for number in range(1, len(printed) + 1)]
    assert labels(both) == printed


def test_entries_and_exhibits_go_on_and_what_changed_keeps_its_number(late: Late) -> None:
    told = [
        mark.title
        for each in late.second
        for mark in each.bookmarks
        if mark.level == 1 and "continued" not in mark.title
    ]
    assert told == ["2. Entry 2", "Exhibit 5. Later paper 7", "Exhibit 6. Later paper 8"]


def test_the_cover_of_every_part_says_that_a_bundle_in_parts_is_supplemented(late: Late) -> None:
    digits = late.vault.bundles.all()[0].fingerprint
    last = late.first[-1].numbers[-1]
    for each in late.second:
        cover = " ".join(each.poppler[0].split())
        assert (
            f"the bundle of 12 March 2024 ({len(late.first)} parts), pages 1–{last}, fingerprint of"
            f" part 1 {digits[:8]} … {digits[-8:]}"
        ) in cover


def test_the_log_keeps_the_fingerprints_of_all_parts(late: Late) -> None:
    first, second = late.vault.bundles.all()
    for made, files in ((first, late.first), (second, late.second)):
        assert list(made.fingerprints) == [verify(each.path).fingerprint for each in files]
        assert made.fingerprint == made.fingerprints[0]
    assert second.supplements == 1
    assert late.vault.history.verify() is None


def test_a_bundle_in_one_file_has_one_fingerprint_in_the_log(vault: Vault, tmp_path: Path) -> None:
    made = make_bundle(vault, Options("en"), tmp_path / "one.pdf")
    note_made(vault, made, "one.pdf")
    (line,) = vault.bundles.all()
    assert line.fingerprints == (made.fingerprint,)
    assert line.given.parts == ()


def test_in_parts_no_page_number_is_said_to_be_one_of_this_file(late: Late) -> None:
    for each in late.first:
        text = " ".join("\n".join(each.poppler).split())
        assert "page of this file" not in text
        assert "Page numbers of this file" not in text
        assert "run on through all parts" in " ".join(each.poppler[0].split())


def mail_with_scan() -> bytes:
    """An e-mail on which a scanned page of 300 dpi hangs."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Scan"
    message["Date"] = "Mon, 03 Oct 2022 09:15:00 +0300"
    message.set_content("See the scan.")
    scan = scanned(1, 1, 1980, 2500)
    message.add_attachment(scan, maintype="application", subtype="pdf", filename="scan.pdf")
    return message.as_bytes()


def test_a_scan_that_hangs_on_an_email_is_made_smaller_too(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "case.limbo", "a b c d", CHEAP, lambda: 0)
    data = mail_with_scan()
    add_paper(vault, "A mail", data, "mail.eml")
    made = make_bundle(vault, Options("en"), tmp_path / "whole.pdf")
    limit = made.size - 500_000
    preset = Preset("portal", "One", "", limit, (Try(), Try(SCREEN)))
    make_bundle(vault, Options("en", preset=preset), tmp_path / "small.pdf")
    vault.close()
    widths = {}
    for name in ("whole", "small"):
        with pikepdf.open(tmp_path / f"{name}.pdf") as book:
            widths[name] = [
                int(each.Width)
                for each in book.objects
                if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
            ]
    assert widths["whole"] == [1980]
    assert 860 < widths["small"][0] < 880
    assert (tmp_path / "small.pdf").stat().st_size <= limit
    text = " ".join("\n".join(Bundle(tmp_path / "small.pdf", "en").poppler).split())
    assert notes.SMALLER in text
    assert "Paper 1, page 1" in text
