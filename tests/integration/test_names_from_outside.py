"""Names in mails, conversations, archives and cases: shown as they are, never trusted on a disk."""

import io
import json
import re
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document
from limbo_desktop.intake.case_folder import read_folder, write_folder
from limbo_desktop.intake.names import kept_name, shown_name
from limbo_desktop.intake.taking import take_in
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.visible import visible
from limbo_desktop.vault.names import Names
from limbo_desktop.vault.vault import Vault

RLO, LRO, PDF, LRE, RLI, PDI = "\u202e\u202d\u202c\u202a\u2067\u2069"
NASTY = (
    f"povestka_{RLO}fdp.exe",
    f"{RLO}fdp.exe{PDF}.pdf",
    f"a{LRO}b{PDF}.jpg",
    f"{RLI}дело{PDI}.docx",
    "line\nbreak\r.pdf",
    "bell\x07\x1b[31m.txt",
    "../../../escaped.txt",
    "/etc/absolute.txt",
    "C:\\Windows\\system.ini",
    "..\\..\\up.txt",
    "con",
    "NUL.txt",
    "com1.pdf",
    "lpt9.tar.gz",
    "trailing.exe. . .",
    "stream.txt:hidden.exe",
    "pi|pe<>*?.txt",
    "photo.\u0458pg",
    "zero\u200bwidth\ufeff.pdf",
    "tag\U000e0041\U000e0042.pdf",
    ".hidden",
    "..",
    "ش" * 300 + ".pdf",
    "x" * 5_000 + ".pdf",
)
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINERS = "\u200c\u200d"


def harmless(name: str) -> bool:
    """Whether every system takes this as the name of one file in a folder, and shows all of it."""
    return (
        0 < len(name.encode("utf-8")) <= 255
        and name not in {".", ".."}
        and not name.startswith(".")
        and not name.endswith((".", " "))
        and not re.search(r'[<>:"/\\|?*]', name)
        and not RESERVED.fullmatch(name)
        and not any(unicodedata.category(sign) in UNSEEN for sign in name if sign not in JOINERS)
    )


def honest(name: str) -> bool:
    """Whether a person sees every sign of it in its order."""
    return not any(unicodedata.category(sign) in UNSEEN for sign in name if sign not in JOINERS)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    (tmp_path / "vault").mkdir()
    with Vault.create(tmp_path / "vault" / "case.limbo", "phrase", CHEAP)[0] as opened:
        yield opened


@pytest.mark.parametrize("name", NASTY, ids=lambda name: ascii(name)[:30])
def test_a_name_is_kept_harmless_and_shown_honestly(name: str) -> None:
    assert harmless(kept_name(name))
    assert honest(shown_name(name))
    if RLO in name:
        assert "[U+202E]" in shown_name(name)
    for part in Names().give(name, "a" * 64).split("/"):
        assert harmless(part)


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_at_all_goes_into_a_folder_harmlessly(name: str) -> None:
    assert all(harmless(part) for part in Names().give(name, "a" * 64).split("/"))
    assert honest(visible(name))


def test_an_ending_of_foreign_letters_is_no_ending(renderer: Renderer) -> None:
    """What a file is is told by its content: a Cyrillic ј makes no picture of a text."""
    facts = renderer.inspect(io.BytesIO(b"just words, and no picture at all"), "photo.\u0458pg")
    assert facts.media_type == "text/plain"


def archived(names: tuple[str, ...], form: str) -> bytes:
    out = io.BytesIO()
    if form == "zip":
        with zipfile.ZipFile(out, "w") as packed:
            for name in names:
                packed.writestr(zipfile.ZipInfo(name), name.encode("utf-8", "replace"))
        return out.getvalue()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name in names:
            member = tarfile.TarInfo(name)
            data = name.encode("utf-8", "replace")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo("link")
            member.type = kind
            setattr(member, "linkname", "/etc/passwd")  # noqa: B010
            tar.addfile(member)
    return out.getvalue()


@pytest.mark.parametrize("form", ["zip", "tar"])
def test_names_in_an_archive_come_in_and_go_out_harmlessly(
    vault: Vault, renderer: Renderer, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"papers.{form}"
    path.write_bytes(archived(NASTY, form))
    taken = list(take_in(vault, path, renderer, lambda: None))
    assert {each.name for each in taken} >= {shown_name(name) for name in NASTY[:12]}
    assert len(taken) == len(NASTY) - 1, "a hidden file is nobody's choice"
    assert all(honest(each.name) for each in taken)
    assert all(harmless(each.file) for each in vault.documents.all())
    write_folder(vault.export_case(), vault.blobs.open, tmp_path / "out")
    written = {each for each in tmp_path.rglob("*") if each.is_file()}
    written -= {path, *(tmp_path / "vault").iterdir()}
    assert all(each.is_relative_to(tmp_path / "out") for each in written)
    assert len(written) == len(taken) + 1
    assert all(
        harmless(part) for each in written for part in each.relative_to(tmp_path / "out").parts
    )


def test_names_on_an_e_mail_are_honest_and_the_files_harmless(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    message = EmailMessage()
    message["From"] = formataddr((f"Migri {RLO}moc.live", "a@example.org"))
    message["To"] = "b@example.org"
    message["Subject"] = f"ok {RLO}gpj.exe"
    message.set_content("words")
    for name in NASTY[:4]:
        message.add_attachment(b"x" * 9, "application", "octet-stream", filename=name)
    data = message.as_bytes()
    found = renderer.mail(io.BytesIO(data))
    assert all(honest(value) for _, value in found.headers)
    assert "[U+202E]" in found.header("From")
    assert "[U+202E]" in found.header("Subject")
    assert [honest(shown_name(each.name)) for each in found.attachments] == [True] * 4
    assert [harmless(kept_name(each.name)) for each in found.attachments] == [True] * 4
    path = tmp_path / "mail.eml"
    path.write_bytes(data)
    list(take_in(vault, path, renderer, lambda: None))
    assert all(harmless(each.file) for each in vault.documents.all())


def test_names_in_a_conversation_are_honest(renderer: Renderer) -> None:
    names = [f"Лена{RLO}анеЛ", "Омар\x07", f"{LRE}+358 40 1234567{PDF}", "A\u200bB"]
    whatsapp = "".join(f"[29.01.2024, 23:4{n}:11] {name}: a word\n" for n, name in enumerate(names))
    export = {
        "name": f"чат{RLO}тач",
        "type": "personal_chat",
        "id": 1,
        "messages": [
            {
                "id": number,
                "type": "message",
                "date": "2024-01-29T23:48:11",
                "date_unixtime": "1706564891",
                "from": name,
                "from_id": f"user{number}",
                "file": f"files/a{RLO}fdp.exe",
                "text": "a word",
            }
            for number, name in enumerate(names)
        ],
    }
    for data, name in (
        (whatsapp.encode(), "_chat.txt"),
        (json.dumps(export).encode(), "result.json"),
    ):
        found = renderer.conversation(io.BytesIO(data), name)
        assert len(found.messages) == len(names)
        senders = [message.sender for message in found.messages]
        assert all(map(honest, senders)), senders
        assert "[U+202E]" in senders[0]
        assert senders[2] == "+358 40 1234567"
        assert all(map(honest, found.titles))
        files = [each.name for message in found.messages for each in message.attachments]
        assert all(map(honest, files))


@pytest.mark.parametrize("name", ["../out.txt", "/etc/passwd", "a/../../b", "..\\up.txt", "C:\\x"])
def test_a_case_whose_files_lie_outside_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    from limbo_desktop.case.json_form import case_to_json
    from limbo_desktop.case.reading import CaseFormatError
    from limbo_desktop.case.records import Case, CaseInfo

    (tmp_path / "out.txt").write_text("not part of it")
    folder = tmp_path / "case"
    folder.mkdir()
    case = Case(CaseInfo("Case"), (), (), (Document("d1", "inside.txt", "0" * 64),), ())
    told = json.dumps(case_to_json(case)).replace('"inside.txt"', json.dumps(name))
    (folder / "case.json").write_text(told, "utf-8")
    with pytest.raises(CaseFormatError) as caught:
        read_folder(folder)
    assert caught.value.faults


def test_a_link_that_leads_out_of_a_case_folder_is_not_followed(tmp_path: Path) -> None:
    from limbo_desktop.case.reading import OutsideFolderError
    from limbo_desktop.intake.case_folder import CaseFolder

    (tmp_path / "secret.txt").write_text("mine")
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(OutsideFolderError):
        CaseFolder(tmp_path / "case").open("a.txt")
