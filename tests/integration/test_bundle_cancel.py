"""A bundle is given up wherever it is cancelled: small steps between questions, nothing left."""

import io
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from tests.cheap import CHEAP
from tests.integration.bundle_support import Maker, drawn_pdf

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.going_on import asking, go_on
from limbo_desktop.bundle.make import BundleNotWrittenError, make_bundle, prepare
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.selection import select
from limbo_desktop.bundle.side_by_side import patiently, side_by_side
from limbo_desktop.case.records import Case, CaseInfo, Document
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import language
from limbo_desktop.vault.vault import Vault

POINTS = 8
SILENT = [sys.executable, "-c", "import time; time.sleep(3600)"]


class EnoughError(Exception):
    """The person does not want to wait."""


class Check:
    """Counts the questions, and says no to one of them and to all that follow."""

    def __init__(self, most: int = sys.maxsize) -> None:
        self.asked, self.most = 0, most

    def __call__(self) -> None:
        self.asked += 1
        if self.asked > self.most:
            raise EnoughError


def picture(frames: int = 1) -> bytes:
    out = io.BytesIO()
    sheets = [Image.effect_noise((300, 400), 90) for _ in range(frames)]
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def chat(messages: int) -> bytes:
    lines = (f"[01/02/2022, 10:{at % 60:02}:00] Anna: message {at}" for at in range(messages))
    return "\n".join(lines).encode()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        for name, data in {
            "paper.pdf": drawn_pdf(*map(str, range(12))),
            "fax.tiff": picture(3),
            "_chat.txt": chat(40),
            "large.bin": random.Random(1).randbytes(3 << 20),
        }.items():
            blob = vault.blobs.add(io.BytesIO(data))
            vault.documents.add(Document("", name, sha256=blob.sha256, title=name))
        yield vault


def test_wherever_it_is_cancelled_only_the_old_file_is_left(vault: Vault, tmp_path: Path) -> None:
    folder = tmp_path / "for the lawyer"
    folder.mkdir()
    path = folder / "evidence.pdf"
    make_bundle(vault, Options("en"), path)
    whole = Check()  # now that all is prepared, as it is where nothing was cleared below
    make_bundle(vault, Options("en"), path, check=whole)
    new, old = path.read_bytes(), b"the bundle of last week"
    assert whole.asked > 300
    path.write_bytes(old)
    chosen = random.Random(20221004)
    # the last questions may be left out: some are asked once a moment
    points = sorted(chosen.sample(range(whole.asked * 9 // 10), POINTS))
    for most in (0, *points):
        if most < points[2]:
            vault.prepared.clear()
        with pytest.raises(EnoughError):
            make_bundle(vault, Options("en"), path, check=Check(most))
        assert [each.name for each in folder.iterdir()] == [path.name], most
        assert path.read_bytes() == old, most
    make_bundle(vault, Options("en"), path)
    assert path.read_bytes() == new


def test_a_folder_that_is_not_there_is_told_before_anything_is_looked_at(
    vault: Vault, tmp_path: Path
) -> None:
    check = Check()
    with pytest.raises(BundleNotWrittenError):
        make_bundle(vault, Options("en"), tmp_path / "not here" / "out.pdf", check=check)
    assert check.asked == 0
    assert not (tmp_path / "not here").exists()


def test_in_parts_too(vault: Vault, tmp_path: Path) -> None:
    from limbo_desktop.bundle.presets import PRESETS

    folder = tmp_path / "for the portal"
    folder.mkdir()
    whole = Check()
    options = Options("en", preset=PRESETS["portal"])
    make_bundle(vault, options, tmp_path / "first.pdf")
    make_bundle(vault, options, tmp_path / "whole.pdf", check=whole)
    chosen = random.Random(7)
    for most in sorted(chosen.sample(range(whole.asked * 9 // 10), 3)):
        with pytest.raises(EnoughError):
            make_bundle(vault, options, folder / "evidence.pdf", check=Check(most))
        assert list(folder.iterdir()) == [], most


def test_a_message_or_page_of_text_is_one_step(vault: Vault) -> None:
    with Renderer() as renderer:
        draft = prepare(vault, Options("en"), renderer, pages=False)
        check = Check()
        with asking(check):
            typeset(draft.selection, draft.examined, language("en"))
    assert check.asked > 2 * 40


def test_a_piece_of_an_original_is_one_step(vault: Vault) -> None:
    with Renderer() as renderer:
        draft = prepare(vault, Options("en"), renderer)
        assert draft.base is not None
        (large,) = (each for each in draft.examined if each.size > 1 << 20)
        asked = []
        for attached in (True, False):
            examined = [
                replace(each, attached=attached and each is large) for each in draft.examined
            ]
            check = Check()
            with asking(check):
                assemble(draft.base, examined, vault.blobs.open, renderer, io.BytesIO())
            asked.append(check.asked)
    assert asked[0] - asked[1] >= large.size >> 20


def test_a_render_process_that_says_nothing_holds_up_no_cancel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("limbo_desktop.render.launch.command", lambda: SILENT)
    shelf = {"a" * 64: drawn_pdf("one")}
    case = Case(CaseInfo("Case"), (), (), (Document("d1", "a.pdf", sha256="a" * 64),), ())
    check = Check(3)
    # its own limit is an hour: whoever waited for the answer would wait that long
    with Renderer(deadline=3600) as renderer, pytest.raises(EnoughError):
        examine(
            select(case, Options("en")), lambda key: io.BytesIO(shelf[key]), renderer, check=check
        )
    assert check.asked == 4


def test_a_page_that_is_drawn_while_the_file_is_written_holds_up_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Renderer() as renderer:
        maker = Maker(renderer)
        examined, shelf = maker.examined([("fax.tiff", picture())])
        case = Case(CaseInfo("Case"), (), (), tuple(each.exhibit.document for each in examined), ())
        base = typeset(select(case, Options("en")), examined, language("en"))
    monkeypatch.setattr("limbo_desktop.render.launch.command", lambda: SILENT)
    with Renderer(deadline=3600) as silent, pytest.raises(EnoughError):
        assemble(
            base,
            examined,
            shelf.open,
            silent,
            io.BytesIO(),
            pictures=Pictures(),  # nothing is kept, so it is drawn again
            check=Check(5),
        )


def test_nothing_more_is_begun_after_the_first_that_fails() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 2:
            raise EnoughError
        return number

    with pytest.raises(EnoughError):
        list(side_by_side(work, range(1000), 2, lambda: None))
    assert len(begun) < 20


def test_results_come_in_order_whoever_is_first() -> None:
    import time

    def work(number: int) -> int:
        time.sleep(0.01 * (number % 3 == 0))
        return number

    assert list(side_by_side(work, range(30), 3, lambda: None)) == list(range(30))


def test_what_work_raises_comes_out_of_waiting() -> None:
    def work() -> int:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        patiently(work, lambda: None)


def test_nobody_is_asked_outside_of_the_work() -> None:
    check = Check(0)
    with asking(check), pytest.raises(EnoughError):
        go_on()
    go_on()
    assert check.asked == 1


def test_progress_counts_pages_and_never_goes_back(vault: Vault, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_bundle(
        vault, Options("en"), tmp_path / "a.pdf", lambda done, total: told.append((done, total))
    )
    placed = 12 + 3
    assert told[-1] == (placed, placed)
    assert len(told) >= placed + 4  # each exhibit when it was looked at, each page when placed
    parts = [done / max(1, total) for done, total in told]
    assert all(0 <= part <= 1 for part in parts)
    looked, after = parts[:4], parts[4:]
    assert looked == sorted(looked)
    assert after == sorted(after)
    assert max(looked) <= min(after)
