"""Text out of files: encodings, markup, office documents, e-mail."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.render import mail, markup, office, plain
from limbo_desktop.render.facts import Attachment

RUSSIAN = "Явиться 14 октября в военкомат, при себе иметь паспорт."
ARABIC = "نعلمكم بأنّ موعد المقابلة يوم الاثنين القادم في الساعة العاشرة صباحا."
FINNISH = "Päätös: hakemus hylätään, työpaikka säilyy."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@given(st.text())
def test_utf_8_is_read_as_it_is(text: str) -> None:
    data = text.removeprefix("\ufeff").encode("utf-8")
    assert plain.decode(data)[0] == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_give_some_text(data: bytes) -> None:
    assert isinstance(plain.decode(data)[0], str)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "cp866"])
def test_russian_is_read_in_every_encoding_of_its_papers(encoding: str) -> None:
    assert plain.decode(RUSSIAN.encode(encoding))[0] == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256", "iso8859-6"])
def test_arabic_is_read_in_every_encoding_of_its_papers(encoding: str) -> None:
    words = ARABIC if encoding != "iso8859-6" else ARABIC.replace("،", "")
    assert plain.decode(words.encode(encoding))[0] == words


def test_finnish_is_read_in_its_old_encoding() -> None:
    assert plain.decode(FINNISH.encode("cp1252"))[0] == FINNISH


def test_an_encoding_that_the_bytes_contradict_is_not_believed() -> None:
    assert plain.decode(ARABIC.encode("cp1256"), "utf-8")[0] == ARABIC
    assert plain.decode(RUSSIAN.encode("koi8-r"), "koi8-r")[0] == RUSSIAN
    assert plain.decode(RUSSIAN.encode("cp1251"), "no-such-charset")[0] == RUSSIAN


def test_a_text_cut_inside_a_letter_is_still_utf_8() -> None:
    assert plain.decode("да".encode()[:-1], cut=True) == ("д", "utf-8")


def test_a_web_page_gives_its_words_without_scripts() -> None:
    page = (
        "<html><head><style>p{}</style><script>alert(1)</script><title>Новость</title></head>"
        "<body><p>Один&nbsp;два<br>три</p><img alt='подпись'><p>Имя: <b>Ана</b>стасия</p>"
    )
    assert " ".join(markup.html_text(page).split()) == "Новость Один два три подпись Имя: Анастасия"


def test_entities_are_neither_multiplied_nor_fetched(cases: Path) -> None:
    text = markup.xml_text((cases / "hostile" / "entities.svg").read_text("utf-8"))
    assert len(text) < 1000
    assert "ha" not in text


def test_words_split_over_runs_stay_whole_and_paragraphs_apart() -> None:
    source = (
        '<w:document xmlns:w="w"><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Вад</w:t></w:r>'
        "<w:r><w:t>иму</w:t></w:r></w:p><w:p><w:r><w:t>второй</w:t></w:r></w:p></w:document>"
    )
    assert markup.xml_text(source).split() == ["Вадиму", "второй"]


def test_a_word_document_gives_the_names_of_its_parts_body_footnotes_and_properties() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<d><p><t>тело</t></p></d>")
        archive.writestr("word/footnotes.xml", "<d><p><t>сноска</t></p></d>")
        archive.writestr("docProps/core.xml", "<c><creator>Автор</creator><v>1</v></c>")
    text = office.text(io.BytesIO(box.getvalue()), WORD)
    words = text.text.split()
    assert words[:4] == archive.namelist()
    assert words[4:] == ["тело", "сноска", "Автор", "1"]
    assert text.complete


def test_a_word_document_with_a_picture_may_hold_words_that_were_not_read() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("word/document.xml", "<d><p><t>тело</t></p></d>")
        archive.writestr("word/media/image1.png", b"\x89PNG")
    assert not office.text(io.BytesIO(box.getvalue()), WORD).complete


def test_rich_text_gives_letters_in_its_old_encoding() -> None:
    source = rb"{\rtf1\ansi\ansicpg1251 \'cf\'ee\'e2\'e5\'f1\'f2\'ea\'e0\par \u1048?\u1084?\u1103?}"
    assert office.text(io.BytesIO(source), "application/rtf").text.split() == ["Повестка", "Имя"]


def test_an_e_mail_is_taken_apart(cases: Path) -> None:
    with (cases / "border-ar" / "documents" / "tahdid.eml").open("rb") as stream:
        message = mail.read(stream)
    assert message.header("return-path") == "<laith77@post.example>"
    assert "الدفاتر مفتوحة" in message.body
    assert [(each.name, each.media_type) for each in message.attachments] == [
        ("ختم.png", "image/png")
    ]
    assert message.complete


def test_an_e_mail_that_lies_about_its_charsets_is_still_read(cases: Path) -> None:
    with (cases / "hostile" / "wrong_charsets.eml").open("rb") as stream:
        message = mail.read(stream)
    assert message.body.strip() == "الدفاتر مفتوحة"
    assert "<a@post.example>" in message.header("From")
    assert message.header("Date") == "Fri, 31 Feb 2024 25:61:00 +9999"


def test_an_e_mail_nested_five_thousand_times_gives_its_headers(cases: Path) -> None:
    with (cases / "hostile" / "deep_5000.eml").open("rb") as stream:
        message = mail.read(stream)
    assert message.header("Subject") == "deep"
    assert not message.complete


def test_a_header_that_is_no_base64_is_shown_as_it_stands() -> None:
    source = b"From: a@example.org\nSubject: =?utf-8?B?0Jgx0YfR?=\nTo: =?utf-8?B?a?=\n\nhello"
    message = mail.read(io.BytesIO(source))
    assert message.header("To") == "=?utf-8?B?a?="
    assert message.body == "hello"


def test_html_is_the_text_only_where_there_is_no_other() -> None:
    both = (
        b"From: a@example.org\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nplain words\n"
        b"--x\nContent-Type: text/html\n\n<p>html words\n--x--"
    )
    assert mail.read(io.BytesIO(both)).body.strip() == "plain words"
    only = b"From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n<p>only <i>html</i>"
    assert mail.read(io.BytesIO(only)).body == "only html"


def test_attachments_are_named_and_make_the_text_incomplete() -> None:
    source = (
        b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\n\nhello\n--x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; filename==?utf-8?B?0JjQvNGPLnBkZg==?=\n\nJVBERg==\n--x--"
    )
    message = mail.read(io.BytesIO(source))
    assert message.attachments == (Attachment("Имя.pdf", "application/pdf", 4),)
    words = mail.text(io.BytesIO(source))
    assert "Имя.pdf" in words.text
    assert not words.complete


@given(st.binary(max_size=400))
def test_any_bytes_are_some_e_mail(data: bytes) -> None:
    mail.read(io.BytesIO(b"From: x\nMIME-Version: 1.0\n" + data))
    mail.text(io.BytesIO(data))
