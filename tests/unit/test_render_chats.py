"""Exports of conversations: every sort is taken apart, a broken message costs itself only.

The samples in tests/data/messages are written by hand after real exports; all people are invented.
"""

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limbo_desktop.render.chats import forms, whatsapp
from limbo_desktop.render.facts import Attachment, Kind
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.messages import Doubt, Form, Message, Reading, page_text
from limbo_desktop.render.sniff import sniff

SAMPLES = Path(__file__).parents[1] / "data" / "messages"
FORMS = {
    "whatsapp_headers.txt": Form.WHATSAPP,
    "whatsapp_ambiguous.txt": Form.WHATSAPP,
    "whatsapp_ios.txt": Form.WHATSAPP,
    "telegram_all.json": Form.TELEGRAM,
    "telegram_broken.json": Form.TELEGRAM,
    "sms.xml": Form.SMS,
    "signal_main.jsonl": Form.SIGNAL,
    "mailbox.mbox": Form.MBOX,
}


def read(data: bytes, name: str) -> tuple[Form, Reading]:
    media_type = sniff(data[: forms.HEAD_BYTES], name)[0]
    return forms.read(io.BytesIO(data), media_type)


def sample(name: str) -> Reading:
    form, reading = read((SAMPLES / name).read_bytes(), name)
    assert form is FORMS[name]
    return reading


def bodies(reading: Reading) -> list[str]:
    return [message.body for message in reading.messages]


def chat(*lines: str) -> Reading:
    return whatsapp.read("\n".join(lines))


@pytest.mark.parametrize("name", FORMS)
def test_an_export_is_known_by_its_content_not_its_name(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    for called in (name, "file", "photo.jpg"):
        assert sniff(data, called)[1] is Kind.CHAT


@pytest.mark.parametrize(
    "text",
    [
        "18.04.2023, 20:58 - приходили двое",
        "Дневник\n18.04.2023, 20:58 - Я: приходили двое\n19.04.2023, 20:58 - Я: ещё",
        '{"name": "something", "messages": []}',
        "<smsesque><body/></smsesque>",
        "",
    ],
)
def test_what_only_resembles_an_export_stays_a_text(text: str) -> None:
    assert sniff(text.encode(), "note.txt")[1] is not Kind.CHAT


def test_every_header_of_the_specification_is_read() -> None:
    """DOMAIN names these four; the slashes of two telephones contradict each other on purpose."""
    reading = sample("whatsapp_headers.txt")
    assert [m.sender for m in reading.messages] == ["Nadia", "Nadia", "Nadia", "ناديا"]
    assert [m.at for m in reading.messages] == [
        "2026-09-19T09:52:00",
        "2023-12-24T13:06:00",
        "2018-01-29T23:46:03",
        "2023-12-24T21:05:00",
    ]
    assert [m.body for m in reading.messages] == [
        *("good morning", "Frohe Weihnachten", "hello", "مساء الخير")
    ]


def test_nine_in_the_evening_in_arabic_is_not_nine_in_the_morning() -> None:
    reading = chat("٢٤/١٢/٢٠٢٣، ٩:٠٥ م - ناديا: أ", "٢٤/١٢/٢٠٢٣، ٩:٠٥ ص - ناديا: ب")
    assert [m.at[11:16] for m in reading.messages] == ["21:05", "09:05"]


def test_midnight_and_noon_of_a_twelve_hour_clock() -> None:
    assert [m.at for m in sample("whatsapp_ios.txt").messages] == [
        "2023-12-29T23:46:03",
        "2023-12-30T00:00:00",
        "2023-12-30T12:00:09",
    ]


def test_a_day_that_may_be_a_month_is_not_guessed_but_shown_as_written() -> None:
    reading = sample("whatsapp_ambiguous.txt")
    assert Doubt.DAY_OR_MONTH in reading.doubts
    assert {m.at for m in reading.messages} == {""}
    assert reading.messages[1].written == "05/06/2023, 21:11"


def test_one_day_above_twelve_says_how_the_whole_file_is_written() -> None:
    lines = ["05/06/2023, 21:10 - A: one", "05/13/2023, 21:10 - B: two"]
    assert [m.at[:10] for m in chat(*lines).messages] == ["2023-05-06", "2023-05-13"]
    lines[1] = "13/05/2023, 21:10 - B: two"
    assert [m.at[:10] for m in chat(*lines).messages] == ["2023-06-05", "2023-05-13"]
    assert Doubt.DAY_OR_MONTH not in chat(*lines).doubts


def test_a_half_of_the_day_in_unknown_words_leaves_the_time_as_written() -> None:
    message = chat("24.12.2023, 9:05 xq - A: b").messages[0]
    assert (message.at, message.written) == ("", "24.12.2023, 9:05 xq")


def test_a_whatsapp_file_says_that_it_has_no_time_zone() -> None:
    assert Doubt.CLOCK in sample("whatsapp_ios.txt").doubts


def test_lines_without_a_head_belong_to_the_message_before() -> None:
    assert sample("whatsapp_ios.txt").messages[1].body == "с Новым годом\r\nпочти".replace(
        "\r\n", "\n"
    )
    assert sample("whatsapp_ambiguous.txt").messages[3].body.endswith("not a head")


def test_what_nobody_wrote_has_no_sender() -> None:
    first = sample("whatsapp_ambiguous.txt").messages[0]
    assert first.service
    assert (first.sender, first.body) == ("", "Messages and calls are end-to-end encrypted.")


def test_attached_files_are_named_in_every_language() -> None:
    assert sample("whatsapp_ios.txt").messages[0].attachments == (
        Attachment("00000007-PHOTO-2023-12-29-23-46-03.jpg", "", 0),
    )
    assert sample("whatsapp_ambiguous.txt").messages[3].attachments == (
        Attachment("IMG-20230706-WA0001.jpg", "", 0),
    )


def test_a_body_keeps_its_direction_marks_and_digits_and_a_name_loses_its_marks(
    cases: Path,
) -> None:
    data = (cases / "hostile" / "bidi_chat" / "_chat.txt").read_bytes()
    reading = read(data, "_chat.txt")[1]
    assert reading.messages[0].sender == "[U+202E]evil"
    assert reading.messages[0].body == "\u2067مرحبا\u2069 hello\u202e dlrow"
    assert reading.messages[1].body == "12:30 - B: not a new message"
    assert reading.messages[4].at == ""  # the 31st of February


def test_a_chat_inside_a_zip_is_read_with_the_sizes_of_its_files() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("00000007-PHOTO-2023-12-29-23-46-03.jpg", b"x" * 77)
        archive.writestr("_chat.txt", (SAMPLES / "whatsapp_ios.txt").read_bytes())
    form, reading = forms.read(box, "application/zip")
    assert form is Form.WHATSAPP
    assert reading.messages[0].attachments[0].size == 77


def test_any_other_zip_is_no_export() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert forms.chat_member(box) == ""
    with pytest.raises(RenderFailure) as refused:
        forms.read(box, "application/zip")
    assert refused.value.reason is Reason.UNSUPPORTED


def test_telegram_tells_the_instant_and_the_offset_of_the_export() -> None:
    first = sample("telegram_all.json").messages[0]
    assert first.at == "2024-03-01T12:00:05+03:00"
    assert (first.sender, first.sender_id, first.number) == ("Лена Пробная", "user4000000001", "1")


def test_a_date_that_contradicts_its_instant_is_not_believed(cases: Path) -> None:
    """In this export the local dates are a day off; the instant counts."""
    path = cases / "family-ru" / "documents" / "telegram_export" / "result.json"
    reading = read(path.read_bytes(), path.name)[1]
    assert reading.messages[1].at == "2023-07-02T20:17:00+00:00"
    assert reading.messages[4].edited == "2023-07-02T23:43:40+03:00"


def test_a_text_in_pieces_is_put_together_and_nothing_of_it_is_lost() -> None:
    message = sample("telegram_all.json").messages[1]
    assert message.body == "смотрите https://news.example/1 и это"
    assert message.forwarded == "Канал новостей"
    assert message.sender_id == "4000000002"
    assert message.edited == "2024-03-01T12:30:00+03:00"


def test_a_file_that_was_not_exported_has_a_kind_and_no_name() -> None:
    assert sample("telegram_all.json").messages[2].attachments == (Attachment("", "audio/ogg", 0),)


def test_all_conversations_of_an_export_are_told_apart() -> None:
    reading = sample("telegram_all.json")
    assert reading.titles == ("Лена Пробная", "Друзья")
    assert [m.chat for m in reading.messages] == ["Лена Пробная"] * 3 + ["Друзья"] * 2
    service, last = reading.messages[3:]
    assert service.service
    assert service.body == "invite_members"
    assert last.attachments[0].size == 48211


def test_a_message_without_an_instant_keeps_its_local_time_and_says_so() -> None:
    reading = sample("telegram_all.json")
    assert reading.messages[4].at == "2024-03-02T09:01:00"
    assert Doubt.CLOCK in reading.doubts


def test_broken_json_is_mended_where_it_can_be_and_costs_one_message_where_not() -> None:
    reading = sample("telegram_broken.json")
    assert [m.unread for m in reading.messages] == [False, False, True, False, True]
    assert reading.messages[0].body == "знак \x012 в тексте"
    assert reading.messages[1].sender == "Омар Т."
    assert '"сломано" "дважды"' in reading.messages[2].body
    assert reading.messages[3].body == "последнее целое"
    assert "посреди" in reading.messages[4].body
    assert {Doubt.REPAIRED, Doubt.UNREAD} <= reading.doubts


def test_short_messages_are_read_with_who_when_and_from_which_number() -> None:
    reading = sample("sms.xml")
    first, second = reading.messages[:2]
    assert (first.sender, first.sender_id) == ("Лена Пробная", "+358400000001")
    assert first.at == "2024-03-01T09:00:05+00:00"
    assert second.own
    assert second.body == "дома\nиду"


def test_emoji_written_as_surrogates_are_put_together_and_half_of_one_is_marked() -> None:
    reading = sample("sms.xml")
    assert reading.messages[0].body == "Ты где? 😀"
    assert reading.messages[3].body == "half \ufffd pair"
    assert Doubt.REPAIRED in reading.doubts


def test_no_entity_of_a_backup_is_expanded_and_the_next_message_is_read() -> None:
    reading = sample("sms.xml")
    assert reading.messages[2].unread
    assert "ha ha" not in "".join(bodies(reading))
    assert bodies(reading)[-1] == "последнее"


def test_the_sender_of_a_group_message_is_the_one_it_came_from() -> None:
    message = sample("sms.xml").messages[4]
    assert message.sender_id == "+358400000003"
    assert message.body == "смотри"
    assert message.attachments == (Attachment("foto.jpg", "image/jpeg", 6),)


def test_signal_names_people_by_what_earlier_lines_say() -> None:
    reading = sample("signal_main.jsonl")
    first, second, broken, update = reading.messages
    assert (first.sender, first.sender_id) == ("Лена Пробная", "358400000001")
    assert first.attachments == (Attachment("foto.jpg", "image/jpeg", 0),)
    assert second.own
    assert broken.unread
    assert update.service
    assert reading.titles == ("Лена Пробная", "Друзья")


def test_a_mailbox_is_its_mails_in_their_order() -> None:
    first, second = sample("mailbox.mbox").messages
    assert (first.sender, first.sender_id) == ("Лена Пробная", "lena@post.example")
    assert first.at == "2024-03-01T12:00:05+02:00"
    assert first.body.strip() == "письмо\n\nпервое письмо\nFrom начала строки"
    assert second.at == "2024-03-01T10:01:05+00:00"
    assert second.attachments == (Attachment("paper.pdf", "application/pdf", 4),)


@pytest.mark.parametrize("name", FORMS)
def test_every_body_stands_on_a_page_of_text_as_it_is(name: str) -> None:
    reading = sample(name)
    page = page_text(reading.messages)
    for message in reading.messages:
        assert message.body in page
        assert message.sender in page


@pytest.mark.parametrize("name", FORMS)
@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_damaged_export_is_read_or_refused_and_never_longer_than_itself(
    name: str, seed: int
) -> None:
    chance = random.Random(seed)
    data = bytearray((SAMPLES / name).read_bytes())
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(40)]
            case 2:
                data[at:at] = data[at : at + chance.randrange(200)]
            case _:
                data[at:at] = chance.choice([b'"', b"{", b"}", b"[", b"<", b"&#0;", b"\\", b"\0"])
    try:
        reading = read(bytes(data), name)[1]
    except RenderFailure:
        return
    assert sum(len(m.body) for m in reading.messages) <= 4 * len(data)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("chat.txt", "\u200e\u200f" * 50),
        ("chat.txt", "[1/1/24, 10:00:00] A: b\n"),
        ("chat.txt", "1/1/24, 10:00 " * 9),
        ("result.json", '{"id": 1,'),
        ("result.json", '"messages": ['),
        ("result.json", '{"id":1,"text":"\\"'),
        ("result.json", "[" * 30),
        ("result.json", '}, {"id": "'),
        ("sms.xml", "<sms body='"),
        ("sms.xml", "<mms ><parts>"),
        ("sms.xml", "&#55357;"),
        ("main.jsonl", '{"chatItem": ' * 3),
        ("box.mbox", "\n\nFrom x\n"),
    ],
)
def test_a_long_hostile_file_is_read_to_its_end(name: str, unit: str) -> None:
    """Work that grows with the square of 400,000 characters would not end."""
    starts = {
        "chat.txt": "[13/1/24, 10:00:00] A: b\n[13/1/24, 10:00:00] A: b\n",
        "result.json": '{"name": "a", "from_id": 1, "messages": [',
        "sms.xml": "<?xml version='1.0'?><smses >",
        "main.jsonl": '{"chatItem": {}}\n',
        "box.mbox": "From a@b c\n",
    }
    data = (starts[name] + unit * (400_000 // len(unit))).encode()
    reading = read(data, name)[1]
    assert isinstance(reading.messages, tuple)


def test_a_message_says_nothing_of_its_own_accord() -> None:
    assert page_text((Message(),)) == ""
