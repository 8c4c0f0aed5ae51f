"""Messages between parent and worker: what goes in comes out, and nothing else is believed."""

import io
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.render.codec import decode, encode
from limbo_desktop.render.facts import Facts, Kind, Mail, PageSize, PdfCheck
from limbo_desktop.render.limits import BODY_BYTES, HEADER_BYTES, RANGE_BYTES
from limbo_desktop.render.messages import Conversation
from limbo_desktop.render.remote import RemoteFile
from limbo_desktop.render.wire import Message, WireError, receive, send

finite = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(float, finite)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    st.lists,
    max_leaves=8,
)


@given(st.lists(st.tuples(st.dictionaries(st.text(), json_values), st.binary()), max_size=4))
def test_messages_come_out_as_they_went_in(messages: list[tuple[dict[str, object], bytes]]) -> None:
    pipe = io.BytesIO()
    for header, body in messages:
        send(pipe, header, body)
    pipe.seek(0)
    for header, body in messages:
        assert receive(pipe) == Message(header, body)
    assert receive(pipe) is None


@given(st.data())
def test_a_message_cut_anywhere_is_refused(data: st.DataObject) -> None:
    pipe = io.BytesIO()
    send(pipe, {"kind": "range"}, b"0123456789")
    whole = pipe.getvalue()
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(WireError):
        receive(io.BytesIO(whole[:cut]))


@pytest.mark.parametrize(
    "data",
    [
        struct.pack(">II", HEADER_BYTES + 1, 0),
        struct.pack(">II", 2, BODY_BYTES + 1) + b"{}",
        struct.pack(">II", 2, 0) + b"[]",
        struct.pack(">II", 3, 0) + b"nil",
        struct.pack(">II", 100_000, 0) + b"[" * 100_000,
    ],
    ids=["header too long", "body too long", "no object", "no JSON", "JSON too deep"],
)
def test_a_message_out_of_bounds_is_refused_before_it_is_read(data: bytes) -> None:
    with pytest.raises(WireError):
        receive(io.BytesIO(data))


def test_a_header_value_of_another_type_or_size_is_refused() -> None:
    message = Message({"width": 5, "flag": True, "name": "abc"})
    assert message.number("width", 0, 5) == 5
    assert message.text("name") == "abc"
    for ask in (
        lambda: message.number("width", 6, 9),
        lambda: message.number("flag", 0, 1),
        lambda: message.number("name", 0, 1),
        lambda: message.number("absent", 0, 1),
        lambda: message.text("width"),
        lambda: message.text("name", 2),
    ):
        with pytest.raises(WireError):
            ask()


@given(
    st.from_type(Facts) | st.from_type(Mail) | st.from_type(PdfCheck) | st.from_type(Conversation)
)
def test_what_the_worker_found_survives_the_wire(
    found: Facts | Mail | PdfCheck | Conversation,
) -> None:
    pipe = io.BytesIO()
    send(pipe, {"value": encode(found)})
    pipe.seek(0)
    message = receive(pipe)
    assert message is not None
    assert decode(type(found), message.header["value"]) == found


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "spaceship"},
        {"kind": 3},
        {"size": "1"},
        {"size": True},
        {"pages": [{"width_pt": 1.0}]},
        {"pages": [[1, 2, 3, 4]]},
        {"pages": {}},
        {"metadata": [["only one"]]},
        {"metadata": [["a", 1]]},
        {"problem": "bad luck"},
        {"extra": 1},
        {"pages": [{"width_pt": math.nan, "height_pt": 1.0, "width_px": 0, "height_px": 0}]},
    ],
)
def test_facts_of_another_shape_are_refused(change: dict[str, object]) -> None:
    value = encode(Facts("image/png", Kind.IMAGE, pages=(PageSize(1.0, 2.0),)))
    value["pages"] = [encode(PageSize(1.0, 2.0))]
    value["metadata"] = []
    assert decode(Facts, value).pages == (PageSize(1.0, 2.0),)
    with pytest.raises(WireError):
        decode(Facts, {**value, **change})


@given(
    st.integers(0, 3 * RANGE_BYTES),
    st.lists(st.tuples(st.integers(0, 999_999), st.integers(0, 600_000)), max_size=6),
)
def test_a_remote_file_reads_like_the_file_itself(size: int, reads: list[tuple[int, int]]) -> None:
    data = (b"0123456789abcdef-" * (size // 17 + 1))[:size]
    here = io.BytesIO(data)
    there = RemoteFile(len(data), lambda offset, length: data[offset : offset + length])
    for offset, length in reads:
        assert there.seek(offset) == here.seek(offset)
        assert there.read(length) == here.read(length)
        assert there.seek(0, io.SEEK_END) == here.seek(0, io.SEEK_END)
