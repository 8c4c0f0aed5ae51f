"""Bundles of two languages in every size, protected, in a bag and as supplements: read back."""

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import bagit
import pikepdf
import pypdfium2
import pytest
from tests.e2e.proof import proven_in_parts
from tests.e2e.small_parts import IN_PARTS, LIMIT
from tests.e2e.structure_rules import holds
from tests.e2e.support import MM, Bundle, missing_words, words_of
from tests.e2e.support import WHOLE as WHOLE_RUN
from tests.e2e.test_bundle_of_the_samples import TITLES
from tests.e2e.two_language_case import CONCEALED, TOLD, something_new, three_languages

from limbo_desktop.bundle.bag import write_bag
from limbo_desktop.bundle.checking import check_delivery
from limbo_desktop.bundle.make import Made, make_bundle, note_made
from limbo_desktop.bundle.options import Layout, Options
from limbo_desktop.bundle.presets import EMAIL, PRINT, SCREEN, WHOLE, Try
from limbo_desktop.bundle.spoken_password import spoken_password
from limbo_desktop.vault.vault import Vault

SMALLER = replace(
    EMAIL, limit=900_000, tries=(Try(), Try(originals=False), Try(SCREEN, parts=True))
)
"""For e-mail, where the originals of this case do not go in."""

PAIRS = (("ru", "ar", Layout.SIDE), ("ar", "en", Layout.TURN), ("en", "ru", Layout.SIDE))
SIZES = {"portal": IN_PARTS, "email": SMALLER, "print": PRINT}
MADE = (
    tuple(product(range(len(PAIRS)), SIZES))
    if WHOLE_RUN
    else ((0, "portal"), (1, "print"), (2, "email"))
)
"""Which pair in which size: each once, all by `make bundles`."""


@dataclass(frozen=True)
class Sent:
    """What was written: one file, or parts in order."""

    made: Made
    options: Options
    password: str = ""

    @property
    def files(self) -> list[Bundle]:
        """The files, in order."""
        assert self.made.path is not None
        names = [self.made.path / name for name in self.made.files] or [self.made.path]
        return [Bundle(path, self.options.lang) for path in names]


def sent_to(vault: Vault, options: Options, out: Path, password: str = "") -> Sent:
    """Make a bundle of a vault; where its file or files are."""
    made = make_bundle(vault, options, out, password=password)
    return Sent(replace(made, path=made.path or out), options, password)


Make = Callable[[int, str], Sent]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """The case as it was at first."""
    with three_languages(tmp_path_factory.mktemp("three") / "case.limbo") as vault:
        yield vault


@pytest.fixture(scope="module")
def make(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A bundle of one of the pairs in one of the sizes, made once."""
    folder = tmp_path_factory.mktemp("sent")

    @cache
    def sent(pair: int, size: str) -> Sent:
        lang, second, layout = PAIRS[pair]
        options = Options(lang, preset=SIZES[size], second=second, layout=layout)
        return sent_to(vault, options, folder / f"{pair}-{size}.pdf")

    return sent


def words_read(files: list[Bundle], reader: str) -> Counter[str]:
    """The words of all files, as often as they stand there."""
    pages = (page for each in files for page in getattr(each, reader))
    return Counter(word for page in pages for word in words_of(page))


def words_told(numbers: range) -> Counter[str]:
    """The words of every wording of these entries, without the names that are replaced."""
    texts = (text.format(n=number) for number in numbers for text in TOLD.values())
    words = Counter(word for text in texts for word in words_of(text))
    return Counter({word: count for word, count in words.items() if word not in CONCEALED})


def hold(files: list[Bundle], options: Options, first: int = 1) -> int:
    """Hold each file against every rule of bundles and of structure; the number after the last."""
    pages = proven_in_parts(files, first)["pages"]
    for each in files:
        with pikepdf.open(each.path) as book:
            languages = holds(book, options.lang)
        assert {options.lang, options.second} <= languages.keys()
    return first + pages


def nobody_concealed_is_named(files: list[Bundle]) -> None:
    for reader in ("poppler", "pdfium"):
        assert not words_read(files, reader).keys() & set(CONCEALED)
    for each in files:
        with pikepdf.open(each.path) as book:
            marks = " ".join(mark.title for mark in each.bookmarks)
            assert not set(words_of(f"{marks} {book.docinfo}")) & set(CONCEALED)


@pytest.mark.parametrize(("pair", "size"), MADE)
def test_two_languages_hold_in_every_size(make: Make, pair: int, size: str) -> None:
    sent = make(pair, size)
    files = sent.files
    hold(files, sent.options)
    for each in files:
        limit = sent.options.preset.limit or each.path.stat().st_size
        assert each.path.stat().st_size <= limit
    assert (len(files) > 2) == (size == "portal")
    for reader in ("poppler", "pdfium"):
        assert not missing_words(words_told(range(1, 7)), words_read(files, reader))
    nobody_concealed_is_named(files)
    assert sent.made.path is not None
    assert check_delivery(sent.made.path).ok


@pytest.mark.parametrize("pair", sorted({pair for pair, size in MADE if size == "print"}))
def test_printed_columns_keep_the_wide_inner_margin(make: Make, pair: int) -> None:
    (bundle,) = make(pair, "print").files
    rtl = bundle.lang == "ar"
    entries = [page for part in bundle.parts(TITLES[bundle.lang][1]) for page in part]
    assert {page % 2 for page in entries} == {0, 1}
    for page in entries:
        left, right = _edges(bundle, page)
        start, end = (30, 195) if (page % 2 == 1) != rtl else (15, 180)
        assert start * MM - 1 <= left < right <= end * MM + 1, page


@pytest.fixture(scope="module")
def locked(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The parts of a protected bundle of two languages."""
    options = Options("ar", preset=IN_PARTS, second="ru", layout=Layout.SIDE)
    password = spoken_password("ar")
    out = tmp_path_factory.mktemp("locked") / "evidence.pdf"
    return sent_to(vault, options, out, password)


def unlocked(sent: Sent, folder: Path) -> list[Bundle]:
    """The files as qpdf opens them with the password."""
    opened = []
    for each in sent.files:
        path = folder / each.path.name
        command = ["qpdf", f"--password={sent.password}", "--decrypt", str(each.path), str(path)]
        subprocess.run(command, check=True)
        opened.append(Bundle(path, sent.options.lang))
    return opened


def test_protected_parts_of_two_languages_hold_and_keep_their_limit(
    locked: Sent, tmp_path: Path
) -> None:
    assert len(locked.files) > 2
    assert all(each.path.stat().st_size <= LIMIT for each in locked.files)
    for each in locked.files:
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(each.path)
    files = unlocked(locked, tmp_path)
    hold(files, locked.options)
    for reader in ("poppler", "pdfium"):
        assert not missing_words(words_told(range(1, 7)), words_read(files, reader))
    nobody_concealed_is_named(files)
    assert locked.made.path is not None
    assert check_delivery(locked.made.path, locked.password).ok


def test_a_bag_of_two_languages_in_parts_is_valid_with_and_without_a_password(
    make: Make, locked: Sent, tmp_path: Path
) -> None:
    for name, sent in (("open", make(0, "portal")), ("locked", locked)):
        assert sent.made.path is not None
        bag = tmp_path / name
        open_ = not sent.password
        write_bag(sent.made.path, bag, originals=open_, beside=sent.made.originals)
        assert bagit.Bag(str(bag)).is_valid()
        command = ["sha256sum", "-c", "--quiet", "manifest-sha256.txt"]
        subprocess.run(command, cwd=bag, check=True)
        assert check_delivery(bag, sent.password).ok
        assert (bag / "data/originals").exists() == open_


@dataclass(frozen=True)
class Chain:
    """A bundle of two languages and two supplements to it, each of two languages."""

    sent: tuple[Sent, ...]
    vault: Vault


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    """The whole; then what is new in parts for a portal; then what is new again, for printing."""
    folder = tmp_path_factory.mktemp("chain")
    with three_languages(folder / "case.limbo") as vault:
        sent: list[Sent] = []
        for name, preset in (("first", WHOLE), ("second", IN_PARTS), ("third", PRINT)):
            if name == "second":
                something_new(vault)
            if name == "third":
                event = next(each for each in vault.events.all() if each.title.endswith("7"))
                vault.events.put(replace(event, place="Тверь"))
            given = vault.bundles.all()[-1].given if sent else None
            options = Options("ar", preset=preset, second="ru", layout=Layout.SIDE, given=given)
            sent.append(sent_to(vault, options, folder / f"{name}.pdf"))
            note_made(vault, sent[-1].made, name)
        yield Chain(tuple(sent), vault)


def test_supplements_of_two_languages_go_on_with_pages_labels_and_limits(chain: Chain) -> None:
    first = 1
    for sent in chain.sent:
        first = hold(sent.files, sent.options, first)
        nobody_concealed_is_named(sent.files)
    assert len(chain.sent[1].files) > 1
    assert max(each.path.stat().st_size for each in chain.sent[1].files) <= LIMIT
    lines = chain.vault.bundles.all()
    assert [each.second for each in lines] == ["ru"] * 3
    ends = [(each.given.first_page, each.given.last_page) for each in lines]
    assert all(after[0] == before[1] + 1 for before, after in pairwise(ends))
    assert ends[-1][1] == first - 1


def test_a_supplement_of_two_languages_has_what_is_new_and_changed_in_both(chain: Chain) -> None:
    _, second, third = chain.sent
    told = [
        re.sub(r"\D", "", mark.title.partition(".")[0])
        for each in second.files
        for mark in each.bookmarks
        if mark.level == 1 and "." in mark.title
    ]
    assert [number for number in told if number] == ["3", "7", "8", "7", "8"]
    wanted = words_told(range(7, 9)) + words_told(range(3, 4)) + Counter(words_of("ثمّ ذهبا"))
    for reader in ("poppler", "pdfium"):
        assert not missing_words(wanted, words_read(second.files, reader))
        assert not missing_words(words_told(range(7, 8)), words_read(third.files, reader))
    assert "Визит" in words_read(second.files, "poppler")


def test_the_list_of_parts_and_the_cover_of_a_supplement_say_exactly_what_is_meant(
    chain: Chain,
) -> None:
    first, *_ = chain.sent[1].files
    listed = re.sub("[^\\d–,]", "", first.pdfium[1])
    assert "3,7–8" in listed
    assert "3–8" not in listed
    digits = chain.vault.bundles.all()[0].fingerprint
    lines = first.poppler[0].splitlines()
    # the two ends of the fingerprint stand in one line
    assert any(digits[:8] in line and digits[-8:] in line for line in lines)


@pytest.mark.parametrize("last", [40, 41])
def test_a_printed_supplement_begins_on_the_front_of_a_leaf_whatever_its_first_number(
    chain: Chain, tmp_path: Path, last: int
) -> None:
    given = chain.vault.bundles.all()[0].given
    options = Options("en", preset=PRINT, given=replace(given, last_page=last))
    (bundle,) = sent_to(chain.vault, options, tmp_path / "late.pdf").files
    assert bundle.numbers[0] == str(last + 1)
    assert bundle.bookmarks[0].page == 1
    assert all(mark.page % 2 == 1 for mark in bundle.bookmarks if mark.level == 0)
    full = (page for page in bundle.section("Entries") if len(bundle.poppler[page - 1]) > 200)
    edges = {page: _edges(bundle, page) for page in full}
    assert {page % 2 for page in edges} == {0, 1}
    for page, (left, _) in edges.items():
        assert left == pytest.approx(30 * MM if page % 2 else 15 * MM, abs=1)


def _edges(bundle: Bundle, page: int) -> tuple[float, float]:
    """How far the words of a page reach, but for the number: on paper that has one spot always."""
    with pypdfium2.PdfDocument(bundle.path) as book:
        text = book[page - 1].get_textpage()
        rects = [text.get_rect(each) for each in range(text.count_rects())]
        boxes = [box for box in rects if box[1] > 20 * MM]
        return min(box[0] for box in boxes), max(box[2] for box in boxes)
