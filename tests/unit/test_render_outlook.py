"""Outlook's .msg, from a container made here: who, when, about what, words, attachments."""

import io
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limbo_desktop.render import outlook, reading
from limbo_desktop.render.facts import Attachment, Kind
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.render.sniff import sniff

Tree = dict[str, "bytes | Tree"]
SECTOR = 512
SMALLEST = 4096
"""Streams below this lie in a stream of their own; these are filled up with zeros instead."""

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass
class _Entry:
    name: str
    kind: int
    right: int = FREE
    child: int = FREE
    start: int = 0
    size: int = 0


def container(tree: Tree) -> bytes:
    """An OLE container (MS-CFB) with these storages and streams."""
    entries: list[_Entry] = []
    sectors: list[bytes] = []
    chains: list[int] = []

    def store(data: bytes) -> int:
        data = data.ljust(max(SMALLEST, -(-len(data) // SECTOR) * SECTOR), b"\0")
        first, count = len(sectors), len(data) // SECTOR
        sectors.extend(data[at : at + SECTOR] for at in range(0, len(data), SECTOR))
        chains.extend([*range(first + 1, first + count), END])
        return first

    def enter(name: str, kind: int, content: "bytes | Tree") -> int:
        number = len(entries)
        entry = _Entry(name, kind)
        entries.append(entry)
        if isinstance(content, bytes):
            entry.start, entry.size = store(content), max(SMALLEST, len(content))
            return number
        before: int | None = None
        for key, value in content.items():
            child = enter(key, 2 if isinstance(value, bytes) else 1, value)
            if before is None:
                entry.child = child
            else:
                entries[before].right = child
            before = child
        return number

    enter("Root Entry", 5, tree)
    rows = b"".join(directory_row(entry) for entry in entries)
    directory = store(rows)
    fat_at = len(sectors)
    chains.append(FAT)
    table = b"".join(struct.pack("<I", each) for each in chains).ljust(SECTOR, b"\xff")
    assert len(table) == SECTOR, "one sector of FAT is enough here"
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, directory, 0, SMALLEST, END, 0, END, 0,
    )  # fmt: skip
    header += struct.pack("<I", fat_at) + b"\xff" * (109 - 1) * 4
    return header + b"".join(sectors) + table


def directory_row(entry: _Entry) -> bytes:
    spelled = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        spelled, len(spelled) + 2, entry.kind, 1, FREE, entry.right, entry.child, b"", 0, 0, 0,
        entry.start, entry.size,
    )  # fmt: skip


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def properties(head: int, *entries: tuple[int, int]) -> bytes:
    rows = (struct.pack("<IIQ", tag, 6, value) for tag, value in entries)
    return b"\0" * head + b"".join(rows)


def ticks(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


LETTER: Tree = {
    "__properties_version1.0": properties(
        32, (0x00390040, ticks(datetime(2024, 3, 1, 9, 0, 5, tzinfo=UTC)))
    ),
    "__substg1.0_0037001F": wide("Повторный вызов"),
    "__substg1.0_1000001F": wide("Явитесь 4 марта.\r\nПодпись"),
    "__substg1.0_0C1A001F": wide("Лена Пробная"),
    "__substg1.0_5D01001F": wide("lena@post.example"),
    "__recip_version1.0_#00000000": {
        "__properties_version1.0": properties(8, (0x0C150003, 2)),
        "__substg1.0_3001001F": wide("Омар Т."),
        "__substg1.0_39FE001F": wide("omar@post.example"),
    },
    "__attach_version1.0_#00000000": {
        "__substg1.0_3707001F": wide("повестка.pdf"),
        "__substg1.0_370E001F": wide("application/pdf"),
        "__substg1.0_37010102": b"%PDF-1.4\n" * 600,
    },
}


def test_it_is_known_as_a_mail_whatever_it_is_called() -> None:
    data = container(LETTER)
    assert sniff(data, "letter") == ("application/vnd.ms-outlook", Kind.MAIL)


def test_any_other_container_of_its_sort_is_an_office_document() -> None:
    data = container({"WordDocument": b"x"})
    assert sniff(data, "a.doc")[1] is Kind.OFFICE


def test_who_when_what_and_what_hangs_on_it_are_read() -> None:
    mail = outlook.read(io.BytesIO(container(LETTER)))
    assert mail.header("From") == "Лена Пробная <lena@post.example>"
    assert mail.header("Cc") == "Омар Т. <omar@post.example>"
    assert mail.header("Subject") == "Повторный вызов"
    assert mail.at == "2024-03-01T09:00:05+00:00"
    assert mail.body == "Явитесь 4 марта.\nПодпись"
    assert mail.attachments == (Attachment("повестка.pdf", "application/pdf", 5400),)
    assert mail.complete


def test_headers_that_came_over_the_wire_count_before_the_properties() -> None:
    wire = "Received: from mx.example.org\r\nFrom: x@post.example\r\nMessage-ID: <7@post.example>"
    mail = outlook.read(io.BytesIO(container({**LETTER, "__substg1.0_007D001F": wide(wire)})))
    assert mail.header("Message-ID") == "<7@post.example>"
    assert mail.header("From") == "x@post.example"
    assert mail.header("Subject") == "Повторный вызов"


def test_a_body_in_an_old_encoding_and_one_in_html_are_read() -> None:
    bare = {key: value for key, value in LETTER.items() if "1000" not in key}
    old = container({**bare, "__substg1.0_1000001E": "Явитесь 4 марта в отдел".encode("cp1251")})
    assert outlook.read(io.BytesIO(old)).body.startswith("Явитесь 4 марта")
    page = "<html><body><p>Явитесь</p></body></html>".encode()
    web = container({**bare, "__substg1.0_10130102": page})
    assert "Явитесь" in outlook.read(io.BytesIO(web)).body


def test_a_body_that_is_rich_text_alone_is_not_taken_for_an_empty_one() -> None:
    bare = {key: value for key, value in LETTER.items() if "1000" not in key}
    mail = outlook.read(io.BytesIO(container({**bare, "__substg1.0_10090102": b"LZFu"})))
    assert not mail.complete


def test_all_its_words_are_found_and_that_attachments_were_not_read_is_said() -> None:
    data = container(LETTER)
    found = reading.words(lambda: io.BytesIO(data), len(data), reading.OUTLOOK, Kind.MAIL, "")
    assert "повестка.pdf" in found.text
    assert "omar@post.example" in found.text
    assert not found.complete


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30_000), st.binary(min_size=1, max_size=8)), max_size=8))
def test_a_damaged_one_is_read_or_refused(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(container(LETTER))
    for at, piece in damage:
        data[at : at + len(piece)] = piece
    try:
        outlook.read(io.BytesIO(bytes(data)))
    except RenderFailure:
        return


def test_a_cut_one_is_refused_or_read_in_part() -> None:
    data = container(LETTER)
    for end in range(8, len(data), 997):
        try:
            mail = outlook.read(io.BytesIO(data[:end]))
        except RenderFailure:
            continue
        assert mail.header("Subject") in ("", "Повторный вызов")


@pytest.mark.parametrize("tag", [0x00390040, 0x0E060040])
def test_either_time_of_a_mail_is_its_date(tag: int) -> None:
    moment = ticks(datetime(2024, 3, 1, tzinfo=UTC))
    tree = {**LETTER, "__properties_version1.0": properties(32, (tag, moment))}
    assert outlook.read(io.BytesIO(container(tree))).at == "2024-03-01T00:00:00+00:00"
