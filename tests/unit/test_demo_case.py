"""The sample case that ships with the project: whole, consistent, something of everything."""

import email
import email.policy
import hashlib
import io
import json
import re
import wave
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pikepdf
import pillow_heif
import pypdfium2
import pytest
from PIL import Image

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.reading import read_case
from limbo_desktop.case.records import Case, Document, Event
from limbo_desktop.resources import resource_path

DEMO = resource_path("demo")
LARGEST = 1_500_000
ORIENTATION, TURN_CLOCKWISE = 274, 6


class Folder:
    """The files beside the sample's case.json."""

    def sha256(self, path: str) -> str:
        return hashlib.sha256((DEMO / path).read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case((DEMO / "case.json").read_bytes(), Folder())


def by_id(case: Case, name: str) -> Document:
    return next(document for document in case.documents if document.id == name)


def event(case: Case, name: str) -> Event:
    return next(found for found in case.events if found.id == name)


def pdf_text(path: Path, password: str | None = None) -> str:
    with pypdfium2.PdfDocument(path, password=password) as book:
        return "\n".join(page.get_textpage().get_text_bounded() for page in book)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def test_every_document_is_there_with_its_hash_and_nothing_else_is(case: Case) -> None:
    listed = {document.file for document in case.documents}
    lying = {
        path.relative_to(DEMO).as_posix()
        for path in (DEMO / "documents").rglob("*")
        if path.is_file()
    }
    assert listed == lying
    assert all(document.sha256 for document in case.documents)


def test_it_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file()) < LARGEST


def test_it_shows_most_kinds_of_entry_and_of_document(case: Case) -> None:
    assert len({entry.kind for entry in case.events}) >= 12
    assert {entry.kind for entry in case.events} <= set(KINDS)
    assert len({document.type for document in case.documents}) >= 8
    assert {task.type for task in case.tasks} == {"deadline", "appointment", "todo"}


@pytest.mark.parametrize(
    "form", ["~", r"\?", "XX", "-2[1-4]$", r"^\d{4}-\d\d-\d\d$", r"\d/\d", r"/\.\."]
)
def test_its_dates_have_many_forms(case: Case, form: str) -> None:
    assert any(re.search(form, entry.when) for entry in case.events)


def test_the_entries_stand_in_the_order_of_their_dates(case: Case) -> None:
    keys = [UncertainDate.parse(entry.when).sort_key for entry in case.events]
    assert keys == sorted(keys)


def test_people_are_written_in_three_scripts_and_two_are_concealed(case: Case) -> None:
    names = "".join(person.name for person in case.people)
    assert all(re.search(script, names) for script in ("[а-я]", "[a-z]", "[\u0620-\u064a]"))
    assert sorted(person.pseudonym for person in case.people if person.conceal) == [
        "",
        "Свидетель П.",
    ]


def test_the_names_of_concealed_people_stand_declined_in_the_text(case: Case) -> None:
    told = " ".join(entry.account.text for entry in case.events)
    for person in (person for person in case.people if person.conceal):
        assert any(re.search(rf"\b{form}\b", told) for form in person.forms)


def test_no_form_of_a_concealed_name_is_missing_from_its_list(case: Case) -> None:
    told = " ".join(strings(json.loads((DEMO / "case.json").read_text("utf-8"))))
    for person, stem in (("p4", r"Зин\w+"), ("p4", r"Криничн\w+"), ("p5", r"Полозк\w+")):
        record = next(found for found in case.people if found.id == person)
        known = " ".join((record.name, *record.also_known_as, *record.forms)).split()
        assert set(re.findall(stem, told)) <= set(known)


def test_one_entry_and_one_document_are_private(case: Case) -> None:
    assert [entry.id for entry in case.events if entry.share == "private"] == ["e5"]
    assert [document.id for document in case.documents if document.share == "private"] == ["d12"]


def test_most_accounts_are_translated_and_one_is_in_arabic(case: Case) -> None:
    assert sum(bool(entry.translations) for entry in case.events) * 4 > len(case.events) * 3
    arabic = [entry for entry in case.events if entry.account.lang == "ar"]
    assert [{text.lang for text in entry.translations} for entry in arabic] == [{"en", "ru"}]


def test_each_point_of_the_refusal_is_answered_with_an_exhibit(case: Case) -> None:
    points = json.loads((DEMO / "case.json").read_text("utf-8"))["events"]
    refusal = next(entry for entry in points if entry["kind"] == "decision")["fields"]["points"]
    assert len(refusal) == 4
    assert all(point["answer"] and point["exhibits"] for point in refusal)


def test_the_time_for_the_appeal_agrees_with_the_paper(case: Case) -> None:
    fields = event(case, "e15").fields
    received = UncertainDate.parse(str(fields["received"])).earliest
    until = UncertainDate.parse(str(fields["appeal_until"])).earliest
    lodged = UncertainDate.parse(event(case, "e16").when).earliest
    assert received is not None
    assert until is not None
    assert lodged is not None
    ends = received + timedelta(days=30)
    assert timedelta(0) <= until - ends <= timedelta(days=2)
    assert until.weekday() < 5
    assert received < lodged < until


def test_every_number_and_host_is_invented() -> None:
    said = [(DEMO / "case.json").read_text("utf-8")]
    said += [
        path.read_text("utf-8")
        for path in (DEMO / "documents").rglob("*")
        if path.suffix in {".json", ".txt", ".eml"}
    ]
    for text in said:
        assert all(
            number.startswith("000") for number in re.findall(r"\+(?:358|375) ?(\d{3})", text)
        )
        hosts = re.findall(r"@([\w.-]+\w)|https?://([\w.-]+\w)", text)
        assert all((mail or site).endswith(".example") for mail, site in hosts)


def test_the_summons_lies_on_its_side_until_its_exif_turns_it() -> None:
    with Image.open(DEMO / "documents/povestka_foto.jpg") as photo:
        assert photo.width > photo.height
        assert photo.getexif()[ORIENTATION] == TURN_CLOCKWISE


def test_the_door_is_a_heic_file() -> None:
    photo = pillow_heif.open_heif(DEMO / "documents/dver.heic")
    assert photo.mimetype == "image/heic"
    assert photo.size == (1200, 900)


def test_the_fax_has_two_pages_and_pixels_that_are_not_square() -> None:
    with Image.open(DEMO / "documents/faks_park.tif") as fax:
        assert (getattr(fax, "n_frames", 1), fax.mode) == (2, "1")
        across, down = fax.info["dpi"]
        assert across > 2 * down


def test_the_decision_is_three_pictures_without_text() -> None:
    path = DEMO / "documents/paatos_skannaus.pdf"
    with pikepdf.open(path) as book:
        assert len(book.pages) == 3
    assert pdf_text(path).strip() == ""


def test_the_certificate_and_its_translation_can_be_searched(case: Case) -> None:
    certificate, translation = by_id(case, "d3"), by_id(case, "d4")
    assert translation.translation_of == certificate.id
    assert translation.translator.certified
    text = pdf_text(DEMO / certificate.file)
    assert "vapaaehtoistyöstä" in text
    assert "Справка о добровольной работе" in text
    assert translation.translator.name in pdf_text(DEMO / translation.file)


def test_the_statement_is_text_in_arabic(case: Case) -> None:
    assert len(re.findall("[\u0620-\u064a]", pdf_text(DEMO / by_id(case, "d9").file))) > 400


def test_the_extract_opens_with_its_password_only(case: Case) -> None:
    extract = by_id(case, "d13")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(DEMO / extract.file)
    assert "VIII ребра" in pdf_text(DEMO / extract.file, extract.password)


def test_the_export_of_the_chat_names_the_sender_of_the_threat(case: Case) -> None:
    chat = json.loads((DEMO / by_id(case, "d6").file).read_text("utf-8"))
    senders = {message["from_id"] for message in chat["messages"]}
    assert senders == {event(case, "e11").fields["sender_id"]}
    words = str(event(case, "e11").fields["exact_words"]).split()
    assert words == " ".join(message["text"] for message in chat["messages"]).split()


def test_the_letter_is_mail_with_its_own_date(case: Case) -> None:
    data = (DEMO / by_id(case, "d7").file).read_bytes()
    letter = email.message_from_bytes(data, policy=email.policy.default)
    assert letter["date"].datetime.date().isoformat() == by_id(case, "d7").when
    assert b"\r\n" in data


def test_the_voice_message_is_a_few_seconds_of_sound(case: Case) -> None:
    data = (DEMO / by_id(case, "d12").file).read_bytes()
    with wave.open(io.BytesIO(data)) as sound:
        assert sound.getnframes() == 4 * sound.getframerate()
