"""The sizes of a bundle: parts, e-mail and print, of a case with large photos and a large scan."""

import hashlib
import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import bagit
import pikepdf
import pypdfium2
import pytest
from tests.e2e.conftest import MakeBundle
from tests.e2e.large_case import SCAN_PAGES, large_case
from tests.e2e.support import MM, Bundle, Program

from limbo_desktop.bundle.verify import verify
from limbo_desktop.text.typeset import LINK_INK

PORTAL, EMAIL = 4_000_000, 36_000_000


@pytest.fixture(scope="module")
def large(program: Program, cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of so many originals that limits of size really bite."""
    folder = tmp_path_factory.mktemp("large")
    path = folder / "large.limbo"
    assert program("new", path).returncode == 0
    done = program("import", path, large_case(cases / "border-ar", folder / "case"))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def portal(program: Program, large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of parts for a portal; a bag of it lies beside it."""
    out = tmp_path_factory.mktemp("portal") / "evidence.pdf"
    bag = out.with_name("bag")
    done = program("bundle", large, out, "--preset", "portal", "--bag", bag)
    assert done.returncode == 0, done.stderr
    assert not out.exists()
    return out.with_suffix("")


@pytest.fixture(scope="module")
def parts(portal: Path) -> list[Bundle]:
    """The parts, in order."""
    found = sorted(portal.glob("*.pdf"), key=lambda path: int(path.name.split("-")[1]))
    assert [path.name for path in found] == [
        f"part-{number}-of-{len(found)}.pdf" for number in range(1, len(found) + 1)
    ]
    return [Bundle(path, "en") for path in found]


def test_no_part_is_a_byte_larger_than_the_limit(parts: list[Bundle]) -> None:
    sizes = [part.path.stat().st_size for part in parts]
    assert len(sizes) > 2
    assert max(sizes) <= PORTAL
    # and room is used: but for the last, no two neighbours would go into one
    assert all(sum(pair) > PORTAL for pair in pairwise(sizes[:-1]))


def test_page_numbers_run_on_and_page_labels_say_the_printed_number(parts: list[Bundle]) -> None:
    printed = [number for part in parts for number in part.numbers]
    assert printed == [str(number) for number in range(1, len(printed) + 1)]
    for part in parts:
        with pikepdf.open(part.path) as pdf:
            assert [str(page.label) for page in pdf.pages] == part.numbers


def test_every_part_has_its_own_cover_and_says_where_the_others_are(parts: list[Bundle]) -> None:
    for number, part in enumerate(parts, start=1):
        pages = f"{part.numbers[0]}–{part.numbers[-1]}"
        assert f"Part {number} of {len(parts)} · pages {pages}" in part.poppler[0]
        listed = "\n".join(part.poppler[page - 1] for page in part.section("Parts of this bundle"))
        for other in parts:
            assert f"{other.numbers[0]}–{other.numbers[-1]}" in listed
            assert other.path.name in listed


def test_every_part_is_a_bundle_of_its_own(parts: list[Bundle]) -> None:
    for part in parts:
        done = subprocess.run(["qpdf", "--check", part.path], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout
        assert verify(part.path).ok
        tops = [mark.title for mark in part.bookmarks if mark.level == 0]
        assert tops[:2] == ["Cover", "Parts of this bundle"]
        assert tops[-1] == "Integrity list"
        assert len(tops) > 3


def test_a_changed_byte_of_a_part_is_found(
    parts: list[Bundle], program: Program, tmp_path: Path
) -> None:
    data = bytearray(parts[1].path.read_bytes())
    data[len(data) // 2] ^= 1
    changed = tmp_path / "part.pdf"
    changed.write_bytes(data)
    assert program.run("verify", changed).returncode == 1


def test_the_first_part_names_the_fingerprints_of_all_others(parts: list[Bundle]) -> None:
    first = re.sub(r"\s", "", "".join(parts[0].poppler))
    for part in parts[1:]:
        with pikepdf.open(part.path) as pdf:
            listing = pdf.attachments["integrity.json"].get_file().read_bytes()
        digits = hashlib.sha256(listing).hexdigest()
        assert digits[:32] in first  # two lines in a row of a table
        assert digits[32:] in first


def test_the_bag_of_the_parts_has_every_part_and_every_original_and_is_valid(
    portal: Path, parts: list[Bundle], program: Program
) -> None:
    bag = portal.with_name("bag")
    assert bagit.Bag(str(bag)).is_valid()
    subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=bag, check=True)
    for part in parts:
        assert (bag / "data" / part.path.name).read_bytes() == part.path.read_bytes()
    originals = {path.name for path in (bag / "data/originals").iterdir()}
    beside = {path.name for path in (portal / "originals/data").iterdir()}
    attached = {name for part in parts for name in part.attachments} - {"integrity.json"}
    assert originals == beside | attached
    done = program.run("verify", bag)
    assert done.returncode == 0, done.stdout
    assert "All parts are those that part 1 names" in done.stdout


def test_the_folder_of_parts_is_checked_at_once(portal: Path, program: Program) -> None:
    done = program.run("verify", portal)
    assert done.returncode == 0, done.stdout
    assert "part-1-of-" in done.stdout


def test_scans_have_150_dpi_and_their_text(parts: list[Bundle]) -> None:
    seen = 0
    for part in parts:
        done = subprocess.run(
            ["pdfimages", "-list", part.path], capture_output=True, check=True, encoding="ascii"
        )
        for row in done.stdout.splitlines()[2:]:
            words = row.split()
            if words[8] == "jpeg":
                assert float(words[12]) < 200, row
                seen += 1
    assert seen > SCAN_PAGES
    text = "\n".join("\n".join(part.poppler) for part in parts)
    assert all(f"Scanned page {page}" in text for page in range(1, SCAN_PAGES + 1))


def test_links_stay_in_their_part_and_land_on_the_number_that_they_print(
    parts: list[Bundle],
) -> None:
    checked = 0
    for part in parts:
        offset = int(part.numbers[0]) - 1
        contents = part.section("Contents") if part is parts[0] else range(0)
        for link in part.links:  # a target in another file would not be found
            if link.printed.isdecimal() and link.page in contents:
                assert link.target + offset == int(link.printed)
                checked += 1
        with pikepdf.open(part.path) as pdf:
            assert not any("/A" in mark for page in pdf.pages for mark in page.get("/Annots", []))
    assert checked > 20


def test_a_page_in_another_part_is_told_with_the_part(parts: list[Bundle]) -> None:
    contents = "\n".join(parts[0].poppler[page - 1] for page in parts[0].section("Contents"))
    assert re.search(r"\d+\s+part 2", contents)
    stamped = [
        (number, int(other))
        for number, part in enumerate(parts, start=1)
        for other in re.findall(r"slip on p\. \d+ \(part (\d+)\)", "\n".join(part.poppler))
    ]
    assert stamped
    assert all(other < number for number, other in stamped)


def test_an_exhibit_larger_than_a_part_is_divided_between_pages(parts: list[Bundle]) -> None:
    text = "\n".join("\n".join(part.poppler) for part in parts)
    found = re.findall(rf"page (\d+) of {SCAN_PAGES} · slip", text)
    assert [int(page) for page in found] == list(range(1, SCAN_PAGES + 1))


def test_every_original_is_attached_or_in_the_folder_beside_and_the_list_says_which(
    parts: list[Bundle], portal: Path
) -> None:
    assert bagit.Bag(str(portal / "originals")).is_valid()
    beside = {path.name: path.read_bytes() for path in (portal / "originals/data").iterdir()}
    attached: dict[str, bytes] = {}
    listed: dict[str, str] = {}
    for part in parts:
        lists = json.loads(part.attachments["integrity.json"])
        inside = {each["file"]: each["sha256"] for each in lists["originals"]}
        assert inside.keys() == part.attachments.keys() - {"integrity.json"}
        attached |= {name: part.attachments[name] for name in inside}
        assert not listed.keys() & inside.keys()
        listed |= inside | {each["file"]: each["sha256"] for each in lists.get("beside", [])}
        printed = "\n".join(part.poppler[page - 1] for page in part.section("Integrity list"))
        assert all(name in printed for name in lists_names(lists))
    assert beside
    assert attached
    assert not beside.keys() & attached.keys()
    for name, data in (beside | attached).items():
        assert hashlib.sha256(data).hexdigest() == listed.pop(name)
    assert listed == {}


def lists_names(lists: dict[str, list[dict[str, str]]]) -> list[str]:
    """The files of an integrity list."""
    return [each["file"] for key in ("originals", "beside") for each in lists.get(key, [])]


def test_the_same_selection_gives_the_same_parts(
    program: Program, large: Path, portal: Path, tmp_path: Path
) -> None:
    env = {"PYTHONHASHSEED": "5", "TZ": "Asia/Kamchatka"}
    done = program("bundle", large, tmp_path / "other.pdf", "--preset", "portal", env=env)
    assert done.returncode == 0, done.stderr
    again = {path.name: path.read_bytes() for path in (tmp_path / "other").glob("*.pdf")}
    assert again == {path.name: path.read_bytes() for path in portal.glob("*.pdf")}


def test_what_fits_into_one_file_is_one_file_with_its_originals(bundles: MakeBundle) -> None:
    bundle = bundles("border-ar", "en", "--preset", "portal")
    assert list(bundle.path.parent.iterdir()) == [bundle.path]
    assert bundle.path.stat().st_size <= PORTAL
    assert len(bundle.attachments) > 5


def test_no_file_for_e_mail_is_larger_than_36_megabytes(
    program: Program, large: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mail.pdf"
    done = program("bundle", large, out, "--preset", "email")
    assert done.returncode == 0, done.stderr
    files = [out] if out.exists() else list((tmp_path / "mail").glob("*.pdf"))
    assert all(path.stat().st_size <= EMAIL for path in files)
    assert len(files) <= 2
    for path in files:
        assert program.run("verify", path).returncode == 0


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_print_has_its_inner_margin_on_alternating_sides_and_no_coloured_links(
    bundles: MakeBundle, lang: str
) -> None:
    bundle = bundles("border-ar", lang, "--preset", "print")
    assert bundle.numbers == [str(page) for page in range(1, len(bundle.numbers) + 1)]
    tops = [mark for mark in bundle.bookmarks if mark.level == 0]
    assert all(mark.page % 2 == 1 for mark in tops)
    rules = _rules(bundle.path)
    on_left = {page for page, left in rules.items() if left > 25 * MM}
    bound_left = 0 if lang == "ar" else 1
    assert on_left == {page for page in rules if page % 2 == bound_left}
    assert {round(left / MM) for left in rules.values()} == {15, 30}
    link = " ".join(f"{int(LINK_INK[at : at + 2], 16) / 255:.3f}"[1:] for at in (1, 3, 5))
    with pikepdf.open(bundle.path) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            assert link.encode() not in page.Contents.read_bytes()


def _rules(path: Path) -> dict[int, float]:
    """Where the rule under the running head begins, by page."""
    found = {}
    with pypdfium2.PdfDocument(path) as book:
        for number, page in enumerate(book, start=1):
            for each in page.get_objects(max_depth=1):
                left, bottom, right, top = each.get_bounds()
                wide = abs(right - left - 165 * MM) < 3
                if wide and abs(top - 277 * MM) < 2 and top - bottom < 2:
                    found[number] = left
    assert len(found) > 10
    return found
