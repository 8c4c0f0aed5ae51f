"""The picture as a file, read back by an XML parser and by Pillow."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from limbo_desktop.bundle.options import Options, Reader
from limbo_desktop.bundle.picture_file import NothingToShowError, picture_png, picture_svg
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.reading import read_case
from limbo_desktop.case.records import Case, Event, Person
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.language import language

SVG = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def svg(case: Case, lang: str = "en", share: Reader = Reader.LAWYER) -> ElementTree.Element:
    data = picture_svg(select(case, Options(lang, share)), language(lang))
    return ElementTree.fromstring(data)


def told(root: ElementTree.Element) -> str:
    """Everything that can be read in it, on one line."""
    words = " ".join(strip_controls(part) for part in root.itertext())
    return re.sub(r"\s+", " ", words)


def listed(root: ElementTree.Element) -> list[tuple[str, str]]:
    """The title and the description of each entry, as a screen reader hears them."""
    return [
        (str(group.findtext(f"{SVG}title")), str(group.findtext(f"{SVG}desc")))
        for group in root.iter(f"{SVG}g")
        if group.get("role") == "listitem"
    ]


@pytest.fixture(scope="module")
def family(cases: Path) -> Case:
    return read_case((cases / "family-ru" / "case.json").read_bytes())


@pytest.fixture(scope="module")
def border(cases: Path) -> Case:
    return read_case((cases / "border-ar" / "case.json").read_bytes())


def test_every_dated_entry_has_a_mark_with_title_and_date(family: Case) -> None:
    selection = select(family, Options("ru"))
    dated = [entry for entry in selection.entries if entry.date.known]
    found = listed(svg(family, "ru"))
    assert len(found) == len(dated)
    assert ("Первая повестка на старый адрес", "4 октября 2022") in found


def test_titles_are_real_text_that_runs_in_its_own_direction(border: Case) -> None:
    root = svg(border, "ar")
    assert (root.get(f"{XML}lang"), root.get("direction")) == ("ar", "rtl")
    assert "من بيروت إلى مينسك" in told(root)
    arabic = [each for each in root.iter(f"{SVG}text") if "مينسك" in "".join(each.itertext())]
    assert {each.get("direction") for each in arabic} == {"rtl"}


def test_a_picture_in_arabic_is_the_mirror_of_one_in_english(border: Case) -> None:
    def axis(lang: str) -> float:
        root = svg(border, lang)
        width = float(str(root.get("viewBox")).split()[2])
        upright = [
            float(str(line.get("x1")))
            for line in root.iter(f"{SVG}line")
            if line.get("x1") == line.get("x2") and line.get("stroke-width") == "1"
        ]
        return upright[0] / width

    assert axis("en") == pytest.approx(1 - axis("ar"), abs=0.01)


def test_what_is_private_leaves_no_trace_and_concealed_names_are_replaced() -> None:
    people = (Person("p1", name="Пётр Кузьмин", role="witness", conceal=True),)
    events = (
        Event("e1", kind="note", title="Звонил Пётр Кузьмин", when="2022-05-01", share="all"),
        Event("e2", kind="threat", title="Тайна", when="2022-06-01", share="private"),
        Event("e3", kind="note", title="Только адвокату", when="2022-07-01", share="lawyer"),
    )
    case = Case(people=people, events=events)
    for_all = told(svg(case, "ru", Reader.AUTHORITY))
    assert "Кузьмин" not in for_all
    assert "[Свидетель 1]" in for_all
    assert "Тайна" not in for_all
    assert "адвокату" not in for_all
    assert "Только адвокату" in told(svg(case, "ru"))


def test_it_tells_nothing_of_its_making_and_is_the_same_each_time(family: Case) -> None:
    selection = select(family, Options("en"))
    once, again = (picture_svg(selection, language("en")) for _ in range(2))
    assert once == again
    names = {each.tag for each in ElementTree.fromstring(once).iter()}
    assert not any("metadata" in str(name) for name in names)
    assert b"<!--" not in once
    assert b"Limbo Desktop" not in once
    assert b"http" not in once.replace(b"http://www.w3.org/2000/svg", b"")


def test_an_uncertain_date_fades_and_a_span_does_not() -> None:
    unsure = Case(events=(Event("e", when="2021", title="Some day"), Event("f", when="2024-01-01")))
    span = Case(
        events=(Event("e", when="2021/2022", title="A year"), Event("f", when="2024-01-01"))
    )
    assert [each.get("stop-opacity") for each in svg(unsure).iter(f"{SVG}stop")][:4] == [
        "0.25",
        "1",
        "1",
        "0.25",
    ]
    assert not list(svg(span).iter(f"{SVG}stop"))


def test_waiting_for_an_authority_is_a_dashed_length_with_its_words() -> None:
    asked = Event("e1", kind="application", when="2022-01-01", title="Asked")
    answered = Event("e2", kind="decision", when="2023-01-01", title="Answered")
    assert "365 days" in told(svg(Case(events=(asked, answered))))
    other = replace(asked, kind="note")
    assert "365 days" not in told(svg(Case(events=(other, answered))))


def test_a_crowd_is_told_entry_by_entry() -> None:
    days = (f"2022-05-{number % 28 + 1:02d}" for number in range(200))
    events = tuple(Event(f"e{at}", title=f"Entry {at}", when=day) for at, day in enumerate(days))
    found = {title for title, _ in listed(svg(Case(events=events)))}
    assert found == {event.title for event in events}


def test_signs_of_markup_and_control_characters_stay_words() -> None:
    title = "<b>&\x01\u202eend"
    (found,) = listed(svg(Case(events=(Event("e1", when="2022-01-01", title=title),))))
    assert found[0].startswith("<b>&")
    assert "\x01" not in found[0]


def test_without_a_date_there_is_no_picture() -> None:
    with pytest.raises(NothingToShowError):
        svg(Case(events=(Event("e1", title="No date"),)))


@pytest.mark.parametrize("lang", ["ru", "ar", "en"])
def test_the_png_is_the_same_sheet_in_pixels_without_anything_else(border: Case, lang: str) -> None:
    selection = select(border, Options(lang))
    with Renderer() as renderer:
        data = picture_png(selection, language(lang), renderer)
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert set(picture.info) <= {"dpi"}
        width, height = picture.size
        colours = picture.convert("RGB").getcolors(1 << 24) or []
    box = str(svg(border, lang).get("viewBox")).split()
    assert width / height == pytest.approx(float(box[2]) / float(box[3]), rel=0.01)
    share = {colour: count / (width * height) for count, colour in colours}
    assert share[(255, 255, 255)] > 0.5
    assert any(colour != (255, 255, 255) for colour in share)
