"""What is found in a file: once, kept in the vault with its text by page, gone with the file."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from limbo_desktop.case.records import Document
from limbo_desktop.intake.attach import Attached, attach
from limbo_desktop.intake.look import look_through, look_through_waiting
from limbo_desktop.render.client import Renderer
from limbo_desktop.vault.findings import Facts
from limbo_desktop.vault.vault import Vault


def attach_file(vault: Vault, path: Path, renderer: Renderer) -> Attached:
    with path.open("rb") as stream:
        return attach(vault, stream, path.name, renderer)


def looked(vault: Vault, renderer: Renderer, document: Document) -> Facts:
    look_through(vault, renderer, document.sha256, document.file, document.password)
    facts = vault.findings.facts(document.sha256)
    assert facts is not None
    return facts


def test_a_paper_has_its_pages_their_sizes_and_their_words(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    path = cases / "family-ru" / "documents" / "prikaz_188-ls.pdf"
    document = attach_file(vault, path, renderer).document
    facts = looked(vault, renderer, document)
    first, second = vault.findings.pages(document.sha256)
    assert (facts.kind, facts.pages, len(facts.sizes)) == ("pdf", 2, 2)
    assert facts.value("Title") == "Приказ № 188-лс"
    assert "188-лс" in first
    assert second.strip()


def test_a_page_without_words_keeps_its_place(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    path = cases / "family-ru" / "documents" / "todistus_silta.pdf"
    document = attach_file(vault, path, renderer).document
    facts = looked(vault, renderer, document)
    vault.findings.put(document.sha256, facts, ("", "on the second page", ""))
    assert vault.findings.pages(document.sha256) == ("", "on the second page")


def test_a_photo_tells_when_and_with_what_it_was_made_and_that_a_place_is_in_it(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    path = cases / "family-ru" / "documents" / "kvartira_posle.heic"
    facts = looked(vault, renderer, attach_file(vault, path, renderer).document)
    assert facts.value("DateTimeOriginal") == "2023:06:14 09:12:30"
    assert facts.value("Model") == "iPhone 11 (sample)"
    assert facts.gps
    assert facts.pixels == (1280, 960)


def test_a_mail_tells_its_headers_its_words_and_what_hangs_on_it(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    path = cases / "border-ar" / "documents" / "tahdid.eml"
    document = attach_file(vault, path, renderer).document
    facts = looked(vault, renderer, document)
    assert facts.value("subject") == "الدفاتر مفتوحة"
    assert facts.value("date") == "Sun, 18 Feb 2024 05:52:11 +0300"
    assert facts.attached == ("ختم.png",)
    (words,) = vault.findings.pages(document.sha256)
    assert "الدفاتر" in words


def test_a_file_that_cannot_be_opened_is_looked_at_once(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    path = cases / "family-ru" / "documents" / "hao_valipaatos.pdf"
    document = attach_file(vault, path, renderer).document
    assert looked(vault, renderer, document).problem == "password"
    assert vault.findings.waiting() == ()


def test_a_protected_file_is_looked_at_once_with_each_password(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    path = cases / "family-ru" / "documents" / "hao_valipaatos.pdf"
    document = attach_file(vault, path, renderer).document
    looked(vault, renderer, document)
    wrong = vault.documents.put(replace(document, password="guess"))
    assert [each.id for each in vault.findings.waiting()] == [document.id]
    assert looked(vault, renderer, wrong).problem == "wrong_password"
    assert vault.findings.waiting() == ()
    opened = vault.documents.put(replace(document, password="hao-2214"))
    assert [each.id for each in vault.findings.waiting()] == [document.id]
    assert looked(vault, renderer, opened).problem == ""
    assert vault.findings.pages(document.sha256)


def test_every_hostile_file_gives_a_finding_and_stops_no_other(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    for path in sorted((cases / "hostile").rglob("*")):
        if path.is_file():
            attach_file(vault, path, renderer)
    told: list[tuple[int, int]] = []
    look_through_waiting(vault, renderer, lambda done, total: told.append((done, total)))
    number = vault.documents.count()
    assert told == [(done, number) for done in range(number + 1)]
    assert not vault.findings.any_waiting()


def test_stopping_keeps_what_was_found_so_far(vault: Vault, renderer: Renderer) -> None:
    for number in range(3):
        attach(vault, io.BytesIO(f"words {number}".encode()), f"{number}.txt", renderer)

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look_through_waiting(vault, renderer, stop)
    assert [each.file for each in vault.findings.waiting()] == ["1.txt", "2.txt"]


def test_words_of_a_file_that_left_the_case_are_gone(vault: Vault, renderer: Renderer) -> None:
    document = attach(vault, io.BytesIO(b"a hidden word"), "letter.txt", renderer).document
    facts = looked(vault, renderer, document)
    vault.documents.remove(document.id)
    assert vault.findings.pages(document.sha256) == ("a hidden word",)
    vault.bin.empty()
    assert vault.findings.facts(document.sha256) is None
    assert vault.findings.pages(document.sha256) == ()
    vault.findings.put(document.sha256, facts, ("a hidden word",))
    assert vault.findings.pages(document.sha256) == ()
