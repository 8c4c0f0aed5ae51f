"""How much of anything the worker does and the parent accepts."""

from typing import Final

MIB: Final = 1024 * 1024

DEADLINE_SECONDS: Final = 20.0
"""For one request, of the worker's own processor time where that is told (`watch.py`), else by the
clock; then it is killed."""

CPU_SECONDS: Final = 30
"""Processor time for one request, kept by the kernel even when the parent is gone."""

ADDRESS_SPACE: Final = 512 * MIB
"""All that the worker has mapped, its own code and libraries too, with which it starts at about
95 MiB.  The resident memory, which a list of processes shows, is always less."""

OPEN_FILES: Final = 32

REQUESTS_PER_WORKER: Final = 400
"""Then a fresh worker takes over: a leak in a library cannot grow over thousands of pages."""

HEADER_BYTES: Final = 4 * MIB
"""JSON part of one message: 10,000 page sizes and the metadata fit many times."""

BODY_BYTES: Final = 112 * MIB
"""Raw part of one message: the largest raster, RGB."""

RANGE_BYTES: Final = 256 * 1024
"""One block of a file, as the worker asks for it."""

WHOLE_BYTES: Final = 4 * MIB
"""A file up to this size comes whole, with the request."""

CACHED_BLOCKS: Final = 96
"""Blocks that the worker keeps: 24 MiB."""

RASTER_SIDE: Final = 20_000
RASTER_PIXELS: Final = 36_000_000
"""Largest raster that can be asked for: A4 at 600 dpi."""

IMAGE_PIXELS: Final = 120_000_000
IMAGE_BYTES: Final = 320 * MIB
"""Largest picture that is decoded: pixels, and bytes in memory (Pillow keeps RGB in four), with
room for a smaller copy.  A JPEG of more is decoded smaller."""

PAGES: Final = 10_000
"""Pages of one file that are listed."""

FRAMES: Final = 10_000
"""Frames of an animation that are counted."""

TEXT_CHARACTERS: Final = 4_000_000
"""Text of one file; beyond it the text is cut and says that it is not complete."""

TEXT_MESSAGES: Final = 50_000
"""Messages of a conversation that stand in its text."""

TEXT_BYTES: Final = 16 * MIB
"""Bytes of a text file that are read for it."""

METADATA_ENTRIES: Final = 200
METADATA_CHARACTERS: Final = 2_000

MAIL_BYTES: Final = 48 * MIB
MAIL_PARTS: Final = 500
MAIL_HEADERS: Final = 200
MAIL_DEPTH: Final = 40

FOUND_BOXES: Final = 2_000
FOUND_WORDS: Final = 50
"""Words that are looked for on a page, and places where they are found."""

CHAT_BYTES: Final = 64 * MIB
"""Bytes of an export of messages that are taken apart."""

CHAT_MESSAGES: Final = 20_000
"""Messages of one answer; more are asked for with the next."""

CHAT_ANSWER_BYTES: Final = 32 * MIB
CHAT_ANSWER_CHARACTERS: Final = 4_000_000
"""Bodies of one answer, however few messages they are."""

STRUCTURE_BYTES: Final = 48 * MIB
"""Parts of a written document as one answer: 4,000,000 characters, each escaped at worst."""

PACKED_BYTES: Final = 64 * MIB
"""Unpacked XML of one office document."""

PACKED_MEMBERS: Final = 5_000

PICTURES: Final = 20_000
"""Pictures inside one PDF that are told of."""

PICTURE_OPERATORS: Final = 500_000
"""Operators that place pictures on the pages of one PDF; beyond them none is told of."""

PDF_NODES: Final = 3_000_000
"""Values of a PDF that are looked at for active content."""
