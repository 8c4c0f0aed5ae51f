"""Files shown through the worker process: sample documents, and what happens when it dies."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from limbo_desktop.errors import PersonError
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Active, Kind, Raster
from limbo_desktop.render.failures import Reason, RenderFailure

FAMILY = "family-ru/documents/"
BORDER = "border-ar/documents/"


def picture(raster: Raster) -> Image.Image:
    return Image.frombytes(raster.mode, (raster.width, raster.height), raster.data)


def blank_pdf(pages: int = 1) -> io.BytesIO:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 100))
    box = io.BytesIO()
    document.save(box)
    return box


class Source(io.BytesIO):
    """A file that does something when it is read."""

    def __init__(self, data: bytes, when_read: Callable[[], None]) -> None:
        super().__init__(data)
        self._when_read = when_read

    def read(self, size: int | None = -1, /) -> bytes:
        self._when_read()
        return super().read(size)


@pytest.mark.parametrize(
    ("name", "kind", "sizes"),
    [
        (FAMILY + "povestka_foto.jpg", Kind.IMAGE, [(1200, 1600)]),
        (FAMILY + "prikaz_188-ls.pdf", Kind.PDF, [(595, 842)] * 2),
        (FAMILY + "migri_paatos_skannaus.pdf", Kind.PDF, [(595, 842)] * 3),
        (FAMILY + "todistus_silta.pdf", Kind.PDF, [(842, 595)] * 2),
        (FAMILY + "faks_rozysk.tif", Kind.IMAGE, [(610, 840)] * 2),
        (FAMILY + "loimaa_tori.webp", Kind.IMAGE, [(825, 548)]),
        (FAMILY + "kvartira_posle.heic", Kind.IMAGE, [(960, 720)]),
        (FAMILY + "petlya.gif", Kind.IMAGE, [(180, 180)]),
        (FAMILY + "golosovoe_2341.mp3", Kind.AUDIO, []),
        (FAMILY + "zayavlenie_oskoletsky.docx", Kind.OFFICE, []),
        (FAMILY + "zametki_bolnica.txt", Kind.TEXT, []),
        (BORDER + "siyaj.mp4", Kind.VIDEO, []),
        (BORDER + "tahdid.eml", Kind.MAIL, []),
        (BORDER + "darraja.heic", Kind.IMAGE, [(960, 720)]),
    ],
)
def test_sample_documents_are_what_they_are(
    renderer: Renderer, cases: Path, name: str, kind: Kind, sizes: list[tuple[int, int]]
) -> None:
    with (cases / name).open("rb") as stream:
        facts = renderer.inspect(stream, Path(name).name)
        assert facts.kind is kind
        assert [(round(p.width_pt), round(p.height_pt)) for p in facts.pages] == sizes
        assert facts.size == (cases / name).stat().st_size
        for index, size in enumerate(sizes):
            raster = renderer.page_image(stream, index, 300, 300)
            assert max(raster.width, raster.height) in range(239, 301)
            assert raster.width / raster.height == pytest.approx(size[0] / size[1], rel=0.02)
            assert len(picture(raster).convert("RGB").getcolors(1 << 20) or ()) > 1


@pytest.mark.parametrize(
    "name",
    [
        FAMILY + "prikaz_188-ls.pdf",
        FAMILY + "povestka_foto.jpg",
        FAMILY + "zametki_bolnica.txt",
        "hostile/openaction_javascript.pdf",
        "hostile/truncated.pdf",
        "hostile/zero_pages.pdf",
        "hostile/empty.jpg",
    ],
)
def test_one_request_says_what_both_readers_say(renderer: Renderer, cases: Path, name: str) -> None:
    with (cases / name).open("rb") as stream:
        survey = renderer.survey(stream, Path(name).name)
        facts = renderer.inspect(stream, Path(name).name)
        assert survey.facts == replace(facts, has_text=False)
        check, refused = None, None
        if facts.kind is Kind.PDF and facts.problem is not Reason.NO_PAGES:
            try:
                check = renderer.pdf_check(stream)
            except RenderFailure as failure:
                refused = failure.reason
        assert (survey.check, survey.refused) == (check, refused)


def test_a_photo_turned_by_its_camera_is_upright(renderer: Renderer, cases: Path) -> None:
    """The summons lies on a brown table, its stamp in the lower half."""
    with (cases / FAMILY / "povestka_foto.jpg").open("rb") as stream:
        photo = picture(renderer.page_image(stream, 0, 600, 800)).convert("RGB")
    paper, table = photo.getpixel((300, 250)), photo.getpixel((20, 400))
    assert isinstance(paper, tuple)
    assert isinstance(table, tuple)
    assert min(paper) > 180
    assert table[0] > table[2] + 30


def test_a_protected_pdf_asks_for_its_password(renderer: Renderer, cases: Path) -> None:
    with (cases / FAMILY / "hao_valipaatos.pdf").open("rb") as stream:
        assert renderer.inspect(stream, "a.pdf").problem is Reason.PASSWORD
        assert renderer.inspect(stream, "a.pdf", "guess").problem is Reason.WRONG_PASSWORD
        assert renderer.inspect(stream, "a.pdf", "hao-2214").page_count == 2
        assert renderer.page_image(stream, 1, 100, 100, "hao-2214").height == 100
        assert "hallinto-oikeus" in renderer.text(stream, "a.pdf", "hao-2214").text
        assert renderer.pdf_check(stream, "hao-2214").encrypted
        for ask in (
            lambda: renderer.page_image(stream, 0, 9, 9),
            lambda: renderer.text(stream, "a.pdf"),
            lambda: renderer.pdf_check(stream),
        ):
            with pytest.raises(RenderFailure) as caught:
                ask()
            assert caught.value.reason is Reason.PASSWORD


def test_arabic_comes_out_of_a_pdf_in_the_order_it_is_read(renderer: Renderer, cases: Path) -> None:
    with (cases / BORDER / "risala_ila_migri.pdf").open("rb") as stream:
        text = renderer.text(stream, "letter.pdf").text
    assert "إلى مصلحة الهجرة الفنلندية" in text
    assert "سامر عدنان الحلبوني" in text
    assert "UMA/40662/2023" in text


def test_a_name_hidden_in_a_word_document_is_found(renderer: Renderer, cases: Path) -> None:
    with (cases / FAMILY / "zayavlenie_oskoletsky.docx").open("rb") as stream:
        assert "Вадим Осколецкий" in renderer.words(stream, "a.docx").text
        assert "Вадим Осколецкий" not in renderer.text(stream, "a.docx").text


def test_a_place_in_a_photo_is_noticed(renderer: Renderer, cases: Path) -> None:
    with (cases / FAMILY / "kvartira_posle.heic").open("rb") as stream:
        facts = renderer.inspect(stream, "a.heic")
    assert facts.gps
    assert ("Make", "Apple") in facts.metadata


@pytest.mark.parametrize(
    ("name", "active"),
    [
        ("openaction_javascript.pdf", {Active.JAVASCRIPT, Active.OPEN_ACTION}),
        ("launch.pdf", {Active.LAUNCH}),
        ("embedded_exe.pdf", {Active.EMBEDDED_FILE}),
        ("submit_form.pdf", {Active.FORM, Active.SUBMIT, Active.UNDRAWN_FORM}),
        ("remote_links.pdf", {Active.OPEN_ACTION, Active.REMOTE_LINK}),
    ],
)
def test_what_a_pdf_can_do_is_named(
    renderer: Renderer, cases: Path, name: str, active: set[Active]
) -> None:
    with (cases / "hostile" / name).open("rb") as stream:
        assert set(renderer.pdf_check(stream).active) == active


def test_words_outside_the_pages_of_a_pdf_are_found(renderer: Renderer) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.Root["/OCProperties"] = pikepdf.Dictionary(
        D=pikepdf.Dictionary(BaseState=pikepdf.Name.OFF)
    )
    with document.open_metadata() as xmp:
        xmp["dc:description"] = "Чижова"
    document.docinfo["/Author"] = "Осколецкий"
    box = io.BytesIO()
    document.save(box)
    check = renderer.pdf_check(box)
    assert "Осколецкий" in check.strings
    assert "Чижова" in check.strings
    assert check.active == (Active.HIDDEN_LAYER,)


def test_a_pdf_that_only_the_second_reader_can_mend_is_told_apart(
    renderer: Renderer, cases: Path
) -> None:
    with (cases / "hostile" / "truncated.pdf").open("rb") as stream:
        assert renderer.inspect(stream, "a.pdf").problem is Reason.DAMAGED
        assert renderer.pdf_check(stream).repaired
    assert not renderer.pdf_check(blank_pdf()).repaired


def test_what_is_typed_into_a_form_is_on_the_page(renderer: Renderer, cases: Path) -> None:
    with (cases / "hostile" / "submit_form.pdf").open("rb") as stream:
        page = picture(renderer.page_image(stream, 0, 595, 842)).convert("L")
    typed = page.crop((72, 122, 300, 142))
    assert any(typed.histogram()[:60])


def test_a_request_out_of_bounds_is_a_bug_of_the_caller(renderer: Renderer) -> None:
    for box in ((0, 10), (10, -1), (20_001, 10), (20_000, 20_000)):
        with pytest.raises(ValueError, match="box"):
            renderer.page_image(io.BytesIO(b"x"), 0, *box)


def test_a_long_pdf_lists_all_its_pages(renderer: Renderer) -> None:
    assert len(renderer.inspect(blank_pdf(3000), "a.pdf").pages) == 3000


def children() -> list[int]:
    found = Path("/proc/self/task").glob("*/children")
    return [int(pid) for path in found for pid in path.read_text().split()]


linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@linux
def test_a_file_that_kills_the_worker_costs_its_own_request_only() -> None:
    before = set(children())
    with Renderer() as renderer:

        def kill() -> None:
            for pid in set(children()) - before:
                os.kill(pid, signal.SIGKILL)

        with pytest.raises(RenderFailure) as caught:
            renderer.page_image(Source(blank_pdf().getvalue(), kill), 0, 10, 10)
        assert caught.value.reason is Reason.CRASHED
        assert renderer.page_image(blank_pdf(), 0, 10, 10).width == 10
    assert set(children()) == before


def wait(event: threading.Event) -> None:
    event.wait(5)


def test_a_file_that_takes_too_long_is_stopped() -> None:
    late = threading.Event()
    with Renderer(deadline=0.5) as renderer:
        slow = Source(blank_pdf().getvalue(), lambda: wait(late))
        assert renderer.inspect(slow, "a.pdf").problem is Reason.TOO_SLOW
        late.set()
    with Renderer() as renderer:
        assert renderer.inspect(blank_pdf(), "a.pdf").problem is None


def test_closing_from_another_thread_stops_a_request() -> None:
    renderer = Renderer()
    source = Source(blank_pdf().getvalue(), renderer.close)
    with pytest.raises(RenderFailure) as caught:
        renderer.inspect(source, "a.pdf")
    assert caught.value.reason is Reason.STOPPED
    with pytest.raises(RenderFailure) as caught:
        renderer.page_image(blank_pdf(), 0, 10, 10)
    assert caught.value.reason is Reason.STOPPED


def test_an_error_of_the_file_itself_reaches_the_caller_as_it_is() -> None:
    class DamagedVaultError(PersonError):
        message = "damaged"

    def fail() -> None:
        raise DamagedVaultError

    with Renderer() as renderer:
        with pytest.raises(DamagedVaultError):
            renderer.inspect(Source(blank_pdf().getvalue(), fail), "a.pdf")
        assert renderer.inspect(blank_pdf(), "a.pdf").problem is None


def test_a_file_that_shrinks_while_it_is_read_is_an_error_of_the_disk() -> None:
    class Shrunk(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            return 5000 if whence == os.SEEK_END else super().seek(offset, whence)

    with Renderer() as renderer, pytest.raises(OSError, match="shorter"):
        renderer.inspect(Shrunk(b"%PDF-1.4"), "a.pdf")


@linux
def test_the_worker_knows_nothing_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMBO_TEST_SECRET", "hunter2")
    seen: list[bytes] = []
    before = set(children())

    def look() -> None:
        for pid in set(children()) - before:
            process = Path("/proc") / str(pid)
            seen.append((process / "environ").read_bytes() + (process / "cmdline").read_bytes())
            seen.append(str((process / "cwd").readlink()).encode())

    with Renderer() as renderer:
        renderer.inspect(Source(blank_pdf().getvalue(), look), "a.pdf")
    assert seen
    assert b"hunter2" not in b"".join(seen)
    assert os.environ["HOME"].encode() not in b"".join(seen)
    assert seen[1] == b"/"


@linux
def test_a_worker_whose_parent_is_gone_ends(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "src"
    program = (
        f"import sys, io, os; sys.path.insert(0, {str(source)!r})\n"
        "from limbo_desktop.render.client import Renderer\n"
        "renderer = Renderer(); renderer.inspect(io.BytesIO(b'%PDF-'), 'a.pdf')\n"
        "print(renderer._worker.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    worker = Path("/proc") / done.stdout.decode().strip()
    for _ in range(200):
        if not worker.exists() or " Z " in (worker / "stat").read_text():
            return
        time.sleep(0.05)
    pytest.fail("the worker goes on without its parent")


def test_a_word_is_found_on_an_upright_page_wherever_the_page_is_turned(
    renderer: Renderer, cases: Path
) -> None:
    """The same page turned by its own /Rotate: the box turns with it."""
    path = cases / FAMILY / "prikaz_188-ls.pdf"
    places = []
    for turn in (0, 90, 180, 270):
        made = io.BytesIO()
        with pikepdf.open(path) as source:
            source.pages[0].rotate(turn, relative=False)
            source.save(made)
        (box,) = renderer.found(made, 0, ["ПРИКАЗ"])[:1]
        places.append((box.x + box.width / 2, box.y + box.height / 2))
    (x, y), *turned = places
    expected = [(1 - y, x), (1 - x, 1 - y), (y, 1 - x)]
    for place, wanted in zip(turned, expected, strict=True):
        assert place == pytest.approx(wanted, abs=0.01)


def test_arabic_words_are_found_where_they_are_read(renderer: Renderer, cases: Path) -> None:
    with (cases / "border-ar" / "documents" / "risala_ila_migri.pdf").open("rb") as stream:
        (box,) = renderer.found(stream, 0, ["مصلحة"])[:1]
    assert box.x > 0.5
    assert box.y < 0.2


def test_what_is_no_pdf_has_no_places(renderer: Renderer, cases: Path) -> None:
    with (
        (cases / FAMILY / "zametki_bolnica.txt").open("rb") as stream,
        pytest.raises(RenderFailure),
    ):
        renderer.found(stream, 0, ["а"])


def test_conversations_and_attachments_come_through_the_process(
    renderer: Renderer, cases: Path
) -> None:
    with (cases / FAMILY / "telegram_export" / "result.json").open("rb") as stream:
        told = renderer.conversation(stream, "result.json")
        rest = renderer.conversation(stream, "result.json", start=4)
    assert told.count == len(told.messages) == 6
    assert rest.messages == told.messages[4:]
    with (cases / "border-ar" / "documents" / "tahdid.eml").open("rb") as stream:
        assert renderer.attachment(stream, 0).startswith(b"\x89PNG")
        with pytest.raises(RenderFailure) as refused:
            renderer.attachment(stream, 7)
    assert refused.value.reason is Reason.EMPTY


def test_names_behind_escapes_and_in_fields_that_are_not_shown_are_among_all_words(
    renderer: Renderer,
) -> None:
    """What is not read by people still has to be found before a bundle leaves."""
    message = {"id": 1, "type": "message", "date_unixtime": "1709283605", "from": "Вадим"}
    told = {"name": "чат", "messages": [{**message, "text": "да", "via_bot": "Осколецкий"}]}
    file = io.BytesIO(json.dumps(told, ensure_ascii=True).encode())
    shown = renderer.text(file, "result.json").text
    words = renderer.words(file, "result.json").text
    assert "Вадим" in shown
    assert "Осколецкий" not in shown
    assert "Вадим" in words
    assert "Осколецкий" in words


def test_a_recording_says_how_long_it_lasts(renderer: Renderer, cases: Path) -> None:
    for name, seconds in (
        (FAMILY + "golosovoe_2341.mp3", 3.3),
        ("border-ar/documents/siyaj.mp4", 3.0),
    ):
        with (cases / name).open("rb") as stream:
            assert renderer.inspect(stream, name).seconds == pytest.approx(seconds, abs=0.1)
