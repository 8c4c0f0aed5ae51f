"""Sound and video: how long they last and when they were recorded, by what their container says."""

import io
import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limbo_desktop.render import media

SINCE_1904 = 2_082_844_800


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", len(inside) + 8, kind) + inside


def movie(created: int, scale: int, length: int, *, wide: bool = False) -> bytes:
    form = ">B3xQQIQ" if wide else ">B3xIIII"
    header = struct.pack(form, int(wide), created, created, scale, length)
    return (
        box(b"ftyp", b"isom\0\0\0\0")
        + box(b"free", b"x" * 100)
        + box(b"moov", box(b"udta"), box(b"mvhd", header))
    )


@pytest.mark.parametrize("wide", [False, True])
def test_a_film_tells_its_length_and_when_it_was_recorded(wide: bool) -> None:
    data = movie(SINCE_1904 + 1_709_283_605, 600, 3_720, wide=wide)
    assert media.told(io.BytesIO(data), "video/mp4") == (6.2, "2024-03-01T09:00:05+00:00")


def test_a_clock_that_was_never_set_is_no_time_of_recording() -> None:
    assert media.told(io.BytesIO(movie(0, 600, 600)), "video/quicktime") == (1.0, "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        box(b"moov"),
        struct.pack(">I4s", 0, b"moov"),
        struct.pack(">I4sQ", 1, b"free", 3),
        struct.pack(">I4s", 8, b"free") * 5_000,
        movie(SINCE_1904, 0, 9),
        movie(2**32 - 1, 1, 2**32 - 1),
    ],
)
def test_a_container_that_lies_tells_no_length(data: bytes) -> None:
    assert media.told(io.BytesIO(data), "video/mp4")[0] == 0.0


def test_a_sound_tells_its_length_by_its_header() -> None:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(b"\0\0" * 12_000)
    assert media.told(made, "audio/x-wav") == (1.5, "")


@settings(deadline=None)
@given(
    st.sampled_from(["family-ru/documents/golosovoe_2341.mp3", "border-ar/documents/siyaj.mp4"]),
    st.lists(st.tuples(st.integers(0, 5_000), st.binary(min_size=1, max_size=6)), max_size=6),
)
def test_a_damaged_recording_tells_something_or_nothing(
    name: str, damage: list[tuple[int, bytes]]
) -> None:
    path = Path(__file__).parents[1] / "data" / "cases" / name
    data = bytearray(path.read_bytes())
    for at, piece in damage:
        data[at : at + len(piece)] = piece
    kind = "audio/mpeg" if path.suffix == ".mp3" else "video/mp4"
    seconds, _ = media.told(io.BytesIO(bytes(data)), kind)
    assert seconds >= 0


@given(st.binary(max_size=300), st.sampled_from(["audio/mpeg", "audio/ogg", "video/mp4"]))
def test_any_bytes_are_a_recording_of_unknown_length_at_worst(data: bytes, kind: str) -> None:
    assert media.told(io.BytesIO(data), kind)[0] >= 0
