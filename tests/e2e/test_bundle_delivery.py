"""What is handed on in several files: a folder of parts, a bag of it, and who can check them."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bagit
import pikepdf
import pytest
from tests.cheap import CHEAP
from tests.e2e.small_parts import IN_PARTS, add_paper, scanned, small_case

from limbo_desktop.bundle import checking, checking_parts, originals_beside, verify
from limbo_desktop.bundle.bag import write_bag
from limbo_desktop.bundle.checking import check_delivery
from limbo_desktop.bundle.make import Made, make_bundle
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.verify import Row, VerifyResult
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True)
class Delivered:
    """A bundle in parts with originals beside it, the originals by SHA-256, another bundle."""

    folder: Path
    made: Made
    originals: dict[str, bytes]
    other: Path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivered]:
    folder = tmp_path_factory.mktemp("parts")
    vault = small_case(folder / "case.limbo")
    made = make_bundle(vault, Options("en", preset=IN_PARTS), folder / "evidence.pdf")
    papers = {each.sha256 for each in vault.documents.all()}
    originals = {sha256: vault.blobs.open(sha256).read() for sha256 in papers}
    add_paper(vault, "Later", scanned(9, 1))
    make_bundle(vault, Options("en", preset=IN_PARTS), folder / "other.pdf")
    assert made.path == folder / "evidence"
    assert len(made.files) > 2
    assert made.originals is not None
    yield Delivered(made.path, made, originals, folder / "other")
    vault.close()


@pytest.fixture(scope="module")
def names(whole: Delivered) -> tuple[str, ...]:
    """The files of the parts."""
    return whole.made.files


@pytest.fixture
def parts(whole: Delivered, tmp_path: Path) -> Path:
    """A copy of the folder that may be spoilt."""
    return shutil.copytree(whole.folder, tmp_path / "handed on")


def wrong(result: VerifyResult) -> list[Row]:
    return [row for row in result.rows if not row.ok]


def test_a_folder_of_parts_is_checked_as_one_bundle(whole: Delivered, parts: Path) -> None:
    result = check_delivery(parts)
    assert result.ok
    assert result.fingerprint == whole.made.fingerprint
    assert result.pages == whole.made.pages
    told = [row.message for row in result.rows]
    assert told.count(checking_parts.WHOLE) == len(whole.made.files)
    assert checking_parts.NAMED in told
    beside = len(list((parts / "originals/data").iterdir()))
    assert told.count(verify.ORIGINAL_SAME) == beside > 0


def test_parts_are_known_whatever_they_are_called(parts: Path) -> None:
    for number, path in enumerate(sorted(parts.glob("*.pdf"))):
        path.rename(parts / f"download ({9 - number}).{'PDF' if number else 'pdf'}")
    assert check_delivery(parts).ok


def test_a_missing_part_is_named(parts: Path, names: tuple[str, ...]) -> None:
    (parts / names[1]).unlink()
    rows = wrong(check_delivery(parts))
    missing = [row for row in rows if row.message == checking_parts.MISSING]
    assert [dict(row.params) for row in missing] == [{"number": 2, "count": len(names)}]
    # nor are originals that it would name called strangers
    assert rows == missing


def test_a_part_of_another_bundle_is_found_though_it_is_whole(
    whole: Delivered, parts: Path, names: tuple[str, ...]
) -> None:
    other = next(whole.other.glob("part-2-*.pdf"))
    assert verify.verify(other).ok
    shutil.copy(other, parts / names[1])
    messages = {row.message for row in wrong(check_delivery(parts))}
    assert checking_parts.FOREIGN in messages


def test_a_part_that_is_there_twice_and_a_file_that_is_none_are_named(
    parts: Path, names: tuple[str, ...]
) -> None:
    shutil.copy(parts / names[0], parts / "x.pdf")
    (parts / "z.pdf").write_bytes(b"hello")
    rows = {row.message: row.params["file"] for row in wrong(check_delivery(parts))}
    assert rows == {checking_parts.TWICE: "x.pdf", checking_parts.NO_BUNDLE: "z.pdf"}


def test_a_changed_page_is_named_by_its_printed_number_and_its_file(
    parts: Path, names: tuple[str, ...]
) -> None:
    path = parts / names[1]
    with pikepdf.open(path) as book:
        label = str(book.pages[1].label)
        book.pages[1].rotate(90, relative=False)
        book.save(parts / "y.pdf", fix_metadata_version=False)
    (parts / "y.pdf").replace(path)
    assert int(label) > 2
    (row,) = (row for row in wrong(check_delivery(parts)) if row.part is verify.Part.PAGES)
    told = row.told(Words(language("en")))
    assert f"Page {label}, number 2 in this file, was changed." in told
    assert names[1] in told


@pytest.mark.parametrize("where", ["originals/data", "originals"])
def test_originals_beside_are_held_against_the_lists_of_the_parts(parts: Path, where: str) -> None:
    if where == "originals":
        for path in (parts / "originals/data").iterdir():
            path.rename(parts / "originals" / path.name)
        (parts / "originals/data").rmdir()
        for name in ("bagit.txt", "manifest-sha256.txt"):
            (parts / "originals" / name).unlink()
    assert check_delivery(parts).ok
    first, second, *_ = sorted((parts / where).glob("exhibit-*"))
    first.write_bytes(first.read_bytes()[:-1] + b"x")
    second.unlink()
    (parts / where / "more.txt").write_bytes(b"more")
    rows = {row.message: row.params["file"] for row in wrong(check_delivery(parts))}
    assert rows == {
        verify.ORIGINAL_CHANGED: first.name,
        verify.ORIGINAL_MISSING: second.name,
        originals_beside.STRANGER: "more.txt",
    }


def test_one_part_alone_says_that_the_others_were_not_looked_at(
    parts: Path, names: tuple[str, ...], tmp_path: Path
) -> None:
    alone = shutil.copy(parts / names[0], tmp_path / "alone.pdf")
    result = check_delivery(Path(alone))
    assert result.ok
    unseen = {row.message for row in result.rows if not row.looked}
    assert checking.ONE_OF in unseen
    there = check_delivery(parts / names[0])
    assert there.ok
    assert checking.ONE_OF in {row.message for row in there.rows}
    assert originals_beside.NOT_HERE not in {row.message for row in there.rows}


@pytest.fixture
def bag(whole: Delivered, tmp_path: Path) -> Path:
    """A bag of all parts and all originals."""
    write_bag(whole.folder, tmp_path / "bag", beside=whole.made.originals)
    return tmp_path / "bag"


def test_a_bag_of_parts_holds_every_part_and_every_original_once(
    whole: Delivered, bag: Path
) -> None:
    for name in whole.made.files:
        assert (bag / "data" / name).read_bytes() == (whole.folder / name).read_bytes()
        with pikepdf.open(whole.folder / name) as pdf:
            listing = pdf.attachments["integrity.json"].get_file().read_bytes()
        assert (bag / "data" / name).with_suffix(".json").read_bytes() == listing
    there = [path.read_bytes() for path in (bag / "data/originals").iterdir()]
    assert sorted(there) == sorted(whole.originals.values())


def test_a_bag_of_parts_is_valid_for_bagit_and_for_sha256sum(bag: Path) -> None:
    assert bagit.Bag(str(bag)).is_valid()
    subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=bag, check=True)
    listed = (bag / "manifest-sha256.txt").read_text().splitlines()
    files = [path for path in (bag / "data").rglob("*") if path.is_file()]
    assert len(listed) == len(files)


def test_a_bag_of_parts_is_checked_with_its_parts_and_originals(
    whole: Delivered, bag: Path
) -> None:
    result = check_delivery(bag)
    assert result.ok
    assert result.fingerprint == whole.made.fingerprint
    messages = [row.message for row in result.rows]
    assert messages.count(checking_parts.WHOLE) == len(whole.made.files)
    assert checking_parts.NAMED in messages


def test_what_is_missing_changed_or_added_in_a_bag_is_named(
    bag: Path, names: tuple[str, ...]
) -> None:
    data = bag / "data"
    (data / names[-1]).unlink()
    (data / "note.txt").write_bytes(b"mine")
    (data / "originals/exhibit-01.pdf").write_bytes(b"other")
    (bag / "bagit.txt").unlink()
    rows = [row for row in wrong(check_delivery(bag)) if row.part is verify.Part.BAG]
    assert {(row.params["file"], row.message) for row in rows} == {
        (f"data/{names[-1]}", "{file} is missing."),
        ("data/note.txt", "{file} was added: it is not in the list of the bag."),
        ("data/originals/exhibit-01.pdf", "{file} was changed."),
        ("bagit.txt", "{file} is missing."),
    }
    messages = {row.message for row in wrong(check_delivery(bag))}
    assert checking_parts.MISSING in messages
    assert verify.ORIGINAL_CHANGED in messages


def test_a_bag_whose_list_was_written_anew_is_found_by_the_lists_of_the_parts(bag: Path) -> None:
    """Whoever changes an original and the bag's list with it is caught by the bundle."""
    path = bag / "data/originals/exhibit-03.pdf"
    path.write_bytes(path.read_bytes() + b" ")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    listed = (bag / "manifest-sha256.txt").read_text().splitlines()
    forged = [
        f"{digest}  data/originals/exhibit-03.pdf" if line.endswith("exhibit-03.pdf") else line
        for line in listed
    ]
    (bag / "manifest-sha256.txt").write_text("\n".join(forged) + "\n")
    assert bagit.Bag(str(bag)).is_valid()
    assert {row.message for row in wrong(check_delivery(bag))} == {verify.ORIGINAL_CHANGED}


@pytest.fixture
def simple_bag(tmp_path: Path) -> Path:
    """A bag of one file, in which every original is attached too."""
    vault = small_case(tmp_path / "case.limbo")
    make_bundle(vault, Options("en"), tmp_path / "one.pdf")
    vault.close()
    write_bag(tmp_path / "one.pdf", tmp_path / "bag")
    return tmp_path / "bag"


def sealed_again(bag: Path) -> None:
    """Write the bag's own list anew, so that no tool for bags finds a fault."""
    files = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bag).as_posix()}\n"
        for path in files
    ]
    (bag / "manifest-sha256.txt").write_text("".join(lines))
    assert bagit.Bag(str(bag)).is_valid()


def told_of(bag: Path) -> set[tuple[str, object]]:
    return {(row.message, row.params.get("file")) for row in wrong(check_delivery(bag))}


def test_copies_of_attached_originals_in_a_bag_are_held_against_the_list_of_the_bundle(
    simple_bag: Path,
) -> None:
    originals = simple_bag / "data/originals"
    sealed_again(simple_bag)
    assert check_delivery(simple_bag).ok
    first, second = originals / "exhibit-01.pdf", originals / "exhibit-02.pdf"
    first.write_bytes(second.read_bytes())
    second.unlink()
    (originals / "integrity.json").write_bytes(b"{}")
    (originals / "exhibit-09.pdf").write_bytes(b"new")
    (simple_bag / "data/more.txt").write_bytes(b"more")
    sealed_again(simple_bag)
    assert told_of(simple_bag) == {
        (originals_beside.COPY_CHANGED, "data/originals/exhibit-01.pdf"),
        (originals_beside.COPY_MISSING, "data/originals/exhibit-02.pdf"),
        (originals_beside.COPY_CHANGED, "data/originals/integrity.json"),
        (originals_beside.STRANGER, "data/originals/exhibit-09.pdf"),
        (originals_beside.STRANGER, "data/more.txt"),
    }


def test_another_bundle_in_a_bag_does_not_fit_its_originals(
    simple_bag: Path, tmp_path: Path
) -> None:
    vault = Vault.open(tmp_path / "case.limbo", "a b c d", (CHEAP,))
    first = next(iter(vault.documents.all()))
    vault.documents.remove(first.id)
    make_bundle(vault, Options("en"), tmp_path / "other.pdf")
    vault.close()
    shutil.copy(tmp_path / "other.pdf", simple_bag / "data/bundle.pdf")
    sealed_again(simple_bag)
    told = {message for message, _ in told_of(simple_bag)}
    assert told == {originals_beside.COPY_CHANGED, originals_beside.STRANGER}


def test_a_bag_without_a_bundle_says_that_only_its_own_list_was_looked_at(
    simple_bag: Path,
) -> None:
    (simple_bag / "data/bundle.pdf").unlink()
    sealed_again(simple_bag)
    assert checking.ALONE in {row.message for row in check_delivery(simple_bag).rows}


def test_the_list_of_a_bag_names_each_file_once_and_none_outside(
    simple_bag: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.txt").write_bytes(b"outside")
    listing, line = simple_bag / "manifest-sha256.txt", hashlib.sha256(b"outside").hexdigest()
    good = listing.read_text()
    for name in ("data/../../outside.txt", str(tmp_path / "outside.txt")):
        listing.write_text(f"{good}{line}  {name}\n")
        assert told_of(simple_bag) == {("{file} is missing.", name)}
    listing.write_text(f"{good}{line}  data/bundle.pdf\n")
    assert told_of(simple_bag) == {(checking.NO_BAG, None)}
    listing.write_text(good)
    (simple_bag / "bagit.txt").write_text("something else")
    assert told_of(simple_bag) == {("{file} was changed.", "bagit.txt")}


def test_the_list_of_the_first_part_names_the_fingerprints_of_the_others(
    whole: Delivered,
) -> None:
    listed = []
    for name in whole.made.files:
        with pikepdf.open(whole.folder / name) as pdf:
            data = pdf.attachments["integrity.json"].get_file().read_bytes()
        listed.append((hashlib.sha256(data).hexdigest(), json.loads(data)))
    assert listed[0][1]["others"] == [digits for digits, _ in listed[1:]]
    count = len(listed)
    numbers = [(each.get("part", 1), each["count"]) for _, each in listed]
    assert numbers == [(number, count) for number in range(1, count + 1)]


def test_a_folder_without_a_bundle_is_no_bag(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"hello")
    (row,) = check_delivery(tmp_path).rows
    assert row.message == checking.NO_BAG
