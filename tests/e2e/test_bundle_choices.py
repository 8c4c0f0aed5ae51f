"""What is chosen for a bundle, whether it comes out the same twice, and who can check it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from tests.e2e.conftest import MakeBundle, Vaults
from tests.e2e.support import Bundle, Program, words_of


@pytest.fixture
def make(program: Program, vaults: Vaults, tmp_path: Path) -> Callable[..., Bundle]:
    """Makes an English bundle of the Arabic case with more options."""

    def bundle(*options: str) -> Bundle:
        path = tmp_path / "out.pdf"
        done = program("bundle", vaults("border-ar"), path, "--lang", "en", *options)
        assert done.returncode == 0, done.stderr
        return Bundle(path, "en")

    return bundle


def entries(bundle: Bundle) -> int:
    """How many entries are told in full."""
    return len(bundle.parts("Entries"))


def shown(cases: Path, *levels: str) -> int:
    """How many entries of the Arabic case are shared with one of these."""
    case = json.loads((cases / "border-ar" / "case.json").read_text("utf-8"))
    return sum(event["share"] in levels for event in case["events"])


def test_for_all_only_what_is_shared_with_all_goes_in(
    make: Callable[..., Bundle], cases: Path
) -> None:
    bundle = make("--share", "all")
    assert entries(bundle) == shown(cases, "all")
    assert "قصف" not in {word for page in bundle.poppler for word in words_of(page)}


def test_since_a_day_only_what_happened_then_and_later_goes_in(
    make: Callable[..., Bundle],
) -> None:
    bundle = make("--since", "2023-11-22")
    told = [mark.title for mark in bundle.bookmarks if mark.level == 1]
    assert 3 < entries(bundle) < 10
    assert not any("قصف البيت" in title for title in told)
    assert any("رسالة تهديد" in title for title in told)


def test_entries_are_chosen_by_the_ids_of_the_case_folder(make: Callable[..., Bundle]) -> None:
    bundle = make("--events", "e3, e12")
    assert entries(bundle) == 2
    told = " ".join(mark.title for mark in bundle.bookmarks)
    assert "من بيروت إلى مينسك" in told
    assert "رسالة تهديد" in told
    # the papers that they cite and that may leave: d3 and d1, not the private d8
    assert len(bundle.parts("Exhibits")) == 2


@pytest.mark.parametrize("options", [("--since", "yesterday"), ("--events", "e3,e99")])
def test_a_choice_that_means_nothing_is_refused_and_nothing_is_written(
    program: Program, vaults: Vaults, tmp_path: Path, options: tuple[str, str]
) -> None:
    done = program("bundle", vaults("border-ar"), tmp_path / "out.pdf", *options)
    assert done.returncode == 1
    assert options[1].split(",")[-1] in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_bag_is_valid_for_bagit_and_for_sha256sum(
    program: Program, vaults: Vaults, tmp_path: Path
) -> None:
    bag = tmp_path / "bag"
    done = program("bundle", vaults("border-ar"), tmp_path / "out.pdf", "--bag", bag)
    assert done.returncode == 0, done.stderr
    assert bagit.Bag(str(bag)).is_valid()
    subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=bag, check=True)
    assert (bag / "data" / "bundle.pdf").read_bytes() == (tmp_path / "out.pdf").read_bytes()
    attached = Bundle(tmp_path / "out.pdf", "en").attachments
    originals = {path.name: path.read_bytes() for path in (bag / "data/originals").iterdir()}
    assert originals == attached
    assert program.run("verify", bag).returncode == 0
    original = next((bag / "data" / "originals").glob("exhibit-*"))
    original.write_bytes(original.read_bytes() + b".")
    changed = program.run("verify", bag)
    assert changed.returncode == 1
    assert f"✗ data/originals/{original.name}" in changed.stdout


def test_the_same_selection_gives_the_same_bytes_in_another_process_place_and_time_zone(
    program: Program, vaults: Vaults, bundles: MakeBundle, tmp_path: Path
) -> None:
    first = bundles("border-ar", "ar").path
    other = tmp_path / "elsewhere"
    other.mkdir()
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Kamchatka", "HOME": str(other), "LANG": "ru_RU.UTF-8"}
    done = program(
        "bundle", vaults("border-ar"), tmp_path / "b.pdf", "--lang", "ar", env=env, cwd=other
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.pdf").read_bytes() == first.read_bytes()


def test_verify_says_that_everything_matches_and_the_fingerprint(
    program: Program, bundles: MakeBundle
) -> None:
    bundle = bundles("border-ar", "en")
    done = program.run("verify", bundle.path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "✗" not in done.stdout
    digits = next(line for line in done.stdout.splitlines() if line.startswith("Fingerprint"))
    assert digits.split()[-1][:8] in bundle.poppler[0]


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8, 0.95])
def test_a_changed_byte_anywhere_is_found_and_named(
    program: Program, bundles: MakeBundle, tmp_path: Path, place: float
) -> None:
    data = bytearray(bundles("border-ar", "en").path.read_bytes())
    data[int(len(data) * place)] ^= 0x01
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    done = program.run("verify", changed)
    assert done.returncode == 1
    assert "✗ " in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_bundle_is_said_to_be_none(
    program: Program, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(content)
    done = program.run("verify", path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_said_to_be_missing(program: Program, tmp_path: Path) -> None:
    done = program.run("verify", tmp_path / "none.pdf")
    assert done.returncode == 1
    assert "none.pdf" in done.stderr
