"""Names from outside: safe to keep, honest to read."""

import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.values import is_inside
from limbo_desktop.intake.guess import document_type
from limbo_desktop.intake.names import LONGEST_BYTES, kept_name, shown_name, title_of
from limbo_desktop.render.facts import Facts, Kind, PageSize

RLO = chr(0x202E)


@pytest.mark.parametrize(
    ("raw", "kept", "title"),
    [
        ("povestka_foto.jpg", "povestka_foto.jpg", "povestka foto"),
        ("/media/stick/Повестка 4.10.pdf", "Повестка 4.10.pdf", "Повестка 4.10"),
        ("C:\\Users\\me\\scan.pdf", "scan.pdf", "scan"),
        ("../../escaped.txt", "escaped.txt", "escaped"),
        ("CON.txt", "_CON.txt", "CON"),
        ("what?*.pdf", "what__.pdf", "what?*"),
        ("line\nbreak\t.txt", "linebreak.txt", "linebreak"),
        (f"povestka_{RLO}fdp.exe", "povestka_fdp.exe", "povestka_[U+202E]fdp.exe"),
        ("جواز السفر ص٣.png", "جواز السفر ص٣.png", "جواز السفر ص٣"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf", "می\u200cخواهم"),
        ("Й".join(["", ".txt"]), "Й.txt", "Й"),
        ("..", "file", "file"),
        ("", "file", "file"),
        (".hidden", "_hidden", ".hidden"),
        ("undecodable\udcff.txt", "undecodable_.txt", "undecodable?"),
    ],
)
def test_a_name_is_kept_safely_and_titled_readably(raw: str, kept: str, title: str) -> None:
    assert kept_name(raw) == kept
    assert title_of(raw) == title


def test_a_name_that_turns_round_shows_its_true_extension(cases: Path) -> None:
    with zipfile.ZipFile(cases / "hostile" / "odd_names.zip") as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".exe"))
    assert shown_name(name) == "povestka_[U+202E]fdp.exe"


def test_a_long_name_is_cut_between_letters_and_keeps_its_extension(cases: Path) -> None:
    with zipfile.ZipFile(cases / "hostile" / "name_200_arabic.zip") as archive:
        (name,) = archive.namelist()
    kept = kept_name(name)
    assert len(kept.encode()) <= LONGEST_BYTES
    assert kept.endswith("….txt")
    assert name.startswith(kept.removesuffix("….txt"))
    vocalised = "بَ" * 90 + ".pdf"
    assert kept_name(vocalised).removesuffix("….pdf").endswith("بَ")


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_is_kept_as_one_part_of_a_path_without_hidden_controls(raw: str) -> None:
    kept = kept_name(raw)
    assert kept
    assert is_inside(kept)
    assert "/" not in kept
    assert len(kept.encode()) <= LONGEST_BYTES
    assert kept_name(kept) == kept
    for name in (kept, shown_name(raw), title_of(raw)):
        assert name
        assert not any(
            unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign not in "\u200c\u200d"
            for sign in name
        )


def test_what_a_document_is_is_guessed_from_content_and_name() -> None:
    photo = Facts("image/jpeg", Kind.IMAGE, metadata=(("Make", "Xiaomi"),))
    phone = Facts("image/png", Kind.IMAGE, pages=(PageSize(540, 1170, 720, 1560),))
    chat = Facts("text/plain", Kind.TEXT)
    assert document_type(photo, "IMG_1.jpg") == "photo"
    assert document_type(photo, "povestka_foto.jpg") == "summons"
    assert document_type(phone, "image.png") == "screenshot"
    assert document_type(chat, "_chat.txt") == "message_export"
    assert document_type(chat, "notes.txt") == ""
    assert document_type(Facts("audio/mpeg", Kind.AUDIO), "x") == "audio"
    assert document_type(Facts("message/rfc822", Kind.MAIL), "x") == "message_export"
    assert document_type(Facts("application/pdf", Kind.PDF), "hao_valipaatos.pdf") == "decision"
