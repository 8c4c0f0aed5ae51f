"""What a file says is offered where the document says nothing, and only as a day that exists."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.records import Document
from limbo_desktop.intake.offers import Offer, Says, Trace, offers, sender, traces
from limbo_desktop.vault.findings import Facts


def photo(*told: tuple[str, str]) -> Facts:
    return Facts("image/jpeg", "image", told=told)


def named(file: str) -> Document:
    return Document(id="1", file=file)


def test_a_photo_offers_its_time_and_the_person_decides() -> None:
    facts = photo(("DateTimeOriginal", "2022:10:04 14:30:12"))
    assert offers(facts, named("x.jpg")) == (Offer(Says.PHOTO, "when", "2022-10-04", "14:30"),)


def test_nothing_is_offered_over_what_the_person_wrote() -> None:
    facts = Facts(kind="pdf", told=(("Title", "Order"), ("CreationDate", "D:20240502120000Z")))
    written = Document(id="1", file="a.pdf", title="My title", when="2024")
    assert offers(facts, written) == ()


def test_a_title_is_offered_while_it_is_only_the_name_of_the_file() -> None:
    facts = Facts(kind="pdf", told=(("Title", "Приказ № 188-лс"),))
    document = Document(id="1", file="prikaz_188-ls.pdf", title="prikaz 188-ls")
    assert offers(facts, document) == (Offer(Says.TITLE, "title", "Приказ № 188-лс"),)


def test_a_mail_offers_its_day_as_its_sender_wrote_it_and_its_subject() -> None:
    facts = Facts(
        kind="mail",
        told=(
            ("Date", "Sun, 18 Feb 2024 05:52:11 +0300"),
            ("From", "أبو الليث ٧٧ <laith77@post.example>"),
            ("Subject", "الدفاتر مفتوحة"),
        ),
    )
    assert offers(facts, named("tahdid.eml")) == (
        Offer(Says.MAIL, "when", "2024-02-18", "05:52"),
        Offer(Says.SUBJECT, "title", "الدفاتر مفتوحة"),
    )
    assert sender(facts) == ("أبو الليث ٧٧", "laith77@post.example")


def test_the_day_of_the_paper_comes_before_that_of_the_name() -> None:
    facts = photo(("DateTimeOriginal", "2022:10:04 14:30:12"))
    assert offers(facts, named("IMG_20230101_120000.jpg"))[0].value == "2022-10-04"


@pytest.mark.parametrize(
    ("name", "day", "time"),
    [
        ("IMG-20221004-WA0001.jpg", "2022-10-04", ""),
        ("IMG_20221004_143000.jpg", "2022-10-04", "14:30"),
        ("Screenshot_2022-10-04-14-30-12.png", "2022-10-04", "14:30"),
        ("Screenshot 2022-10-04 at 14.30.12.png", "2022-10-04", "14:30"),
        ("photo_2022-10-04 14.30.12.jpeg", "2022-10-04", "14:30"),
        ("VID_20221004_143012345.mp4", "2022-10-04", ""),
        ("решение 15.05.2026.pdf", "2026-05-15", ""),
    ],
)
def test_names_of_telephones_tell_a_day(name: str, day: str, time: str) -> None:
    assert offers(Facts(), named(name)) == (Offer(Says.NAME, "when", day, time),)


@pytest.mark.parametrize(
    "name",
    [
        "2022-13-04.jpg",
        "20220230.jpg",
        "012022100499.jpg",
        "188-ls.pdf",
        "31.02.2024.pdf",
        "5.4.pdf",
    ],
)
def test_numbers_that_are_no_day_are_not_offered(name: str) -> None:
    assert offers(Facts(), named(name)) == ()


@pytest.mark.parametrize("value", ["1970:01:01 00:00:00", "0000:00:00 00:00:00", "soon", ""])
def test_a_clock_that_nobody_set_is_not_offered(value: str) -> None:
    assert offers(photo(("DateTimeOriginal", value)), named("x.jpg")) == ()


@given(st.text(), st.text())
def test_whatever_stands_in_a_file_only_days_are_offered(value: str, name: str) -> None:
    for kind in ("image", "mail", "pdf"):
        told = tuple((key, value) for key in ("DateTimeOriginal", "Date", "CreationDate"))
        for offer in offers(Facts(kind=kind, told=told), named(f"x{name}")):
            if offer.field == "when":
                dt.date.fromisoformat(offer.value)


def test_what_a_photo_reveals_is_told_place_first() -> None:
    facts = Facts(
        kind="image",
        gps=True,
        told=(
            ("Make", "Xiaomi"),
            ("Model", "Redmi Note 8"),
            ("GPSPosition", "55.75120, 37.61840"),
            ("BodySerialNumber", "SN-1"),
        ),
    )
    assert traces(facts) == (
        (Trace.PLACE, "55.75120, 37.61840"),
        (Trace.DEVICE, "Xiaomi Redmi Note 8"),
        (Trace.SERIAL, "SN-1"),
    )
    assert traces(Facts(gps=True)) == ((Trace.PLACE, ""),)
    assert traces(Facts()) == ()
