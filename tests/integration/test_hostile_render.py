"""Every hostile file ends as pages, as text, or as a refusal that says why; within bounds."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.memory import peak_of_children

from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Kind
from limbo_desktop.render.failures import Reason, RenderFailure

LARGEST_WORKER = 1_000_000_000
"""Bytes of resident memory."""

PAGE = None
"""The first page can be shown."""

EXPECTED: dict[str, tuple[Kind, Reason | None]] = {
    "truncated.jpg": (Kind.IMAGE, Reason.DAMAGED),
    "bomb_50000x50000.png": (Kind.IMAGE, Reason.TOO_LARGE),
    "bomb_complete_10000x10000.png": (Kind.IMAGE, Reason.TOO_LARGE),
    "exif_60k_comment.jpg": (Kind.IMAGE, PAGE),
    "ifd_loop.tif": (Kind.IMAGE, PAGE),
    "frames_5000.gif": (Kind.IMAGE, PAGE),
    "empty.jpg": (Kind.OTHER, Reason.EMPTY),
    "html_inside.jpg": (Kind.WEB, Reason.UNSUPPORTED),
    "openaction_javascript.pdf": (Kind.PDF, PAGE),
    "launch.pdf": (Kind.PDF, PAGE),
    "embedded_exe.pdf": (Kind.PDF, PAGE),
    "submit_form.pdf": (Kind.PDF, PAGE),
    "remote_links.pdf": (Kind.PDF, PAGE),
    "circular_pages.pdf": (Kind.PDF, Reason.DAMAGED),
    "truncated.pdf": (Kind.PDF, Reason.DAMAGED),
    "zero_pages.pdf": (Kind.PDF, Reason.NO_PAGES),
    "flate_bomb.pdf": (Kind.PDF, PAGE),
    "huge_page.pdf": (Kind.PDF, PAGE),
    "zip_inside.pdf": (Kind.ARCHIVE, Reason.UNSUPPORTED),
    "bomb.zip": (Kind.ARCHIVE, Reason.UNSUPPORTED),
    "slip.zip": (Kind.CHAT, PAGE),
    "name_200_arabic.zip": (Kind.ARCHIVE, Reason.UNSUPPORTED),
    "odd_names.zip": (Kind.ARCHIVE, Reason.UNSUPPORTED),
    "script.svg": (Kind.WEB, Reason.UNSUPPORTED),
    "entities.svg": (Kind.WEB, Reason.UNSUPPORTED),
    "deep_5000.eml": (Kind.MAIL, PAGE),
    "wrong_charsets.eml": (Kind.MAIL, PAGE),
    "remote_template.docx": (Kind.OFFICE, Reason.UNSUPPORTED),
    "deep_10000.json": (Kind.TEXT, PAGE),
    "deep_case/case.json": (Kind.TEXT, PAGE),
    "bidi_chat/_chat.txt": (Kind.CHAT, PAGE),
    "bad_case/case.json": (Kind.TEXT, PAGE),
    "bad_case/real.txt": (Kind.TEXT, PAGE),
}


@pytest.fixture(autouse=True)
def within_memory() -> Iterator[None]:
    yield
    if sys.platform == "linux":
        assert peak_of_children() < LARGEST_WORKER


def test_every_hostile_file_is_expected_here(cases: Path) -> None:
    folder = cases / "hostile"
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert files - {"README.md"} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_it_ends_as_pages_or_says_why_not(renderer: Renderer, cases: Path, name: str) -> None:
    kind, reason = EXPECTED[name]
    with (cases / "hostile" / name).open("rb") as stream:
        facts = renderer.inspect(stream, Path(name).name)
        assert facts.kind is kind
        problem = facts.problem
        if problem is None:
            try:
                if kind is Kind.MAIL:
                    assert renderer.mail(stream).headers
                elif kind is Kind.CHAT:
                    assert renderer.conversation(stream, name).messages
                elif kind is Kind.TEXT:
                    assert renderer.text(stream, name).text
                else:
                    assert renderer.page_image(stream, 0, 1654, 2339).data
            except RenderFailure as failure:
                problem = failure.reason
        assert problem is reason


@pytest.mark.parametrize("name", EXPECTED)
def test_its_text_and_second_look_end_too(renderer: Renderer, cases: Path, name: str) -> None:
    """Neither ever ends as a crash or as too slow."""
    with (cases / "hostile" / name).open("rb") as stream:
        reasons = [
            _reason(lambda: renderer.text(stream, name)),
            _reason(lambda: renderer.pdf_check(stream)),
        ]
    assert not {Reason.CRASHED, Reason.TOO_SLOW} & set(reasons)


def _reason(ask: Callable[[], object]) -> Reason | None:
    try:
        ask()
    except RenderFailure as failure:
        return failure.reason
    return None


def test_an_animation_of_five_thousand_frames_is_one_page(renderer: Renderer, cases: Path) -> None:
    with (cases / "hostile" / "frames_5000.gif").open("rb") as stream:
        facts = renderer.inspect(stream, "a.gif")
    assert (facts.page_count, facts.frames) == (1, 5000)


def test_pages_that_point_back_for_ever_are_counted_once(renderer: Renderer, cases: Path) -> None:
    with (cases / "hostile" / "ifd_loop.tif").open("rb") as stream:
        assert renderer.inspect(stream, "a.tif").page_count == 1
