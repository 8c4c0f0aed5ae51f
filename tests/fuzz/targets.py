"""Every target by name: what reads the input, what it starts from, how long an input may be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.fuzz import targets_case, targets_files, targets_protocol, targets_read


@dataclass(frozen=True, slots=True)
class Target:
    """`read` raises `laws.Finding`, or anything else, when the input finds a fault.

    `seeds` are where a run starts; `longest` is in bytes.  JSON is changed value by value too.
    """

    read: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    longest: int = 8_192
    json: bool = False


TARGETS: Final[Mapping[str, Target]] = {
    "interchange": Target(targets_case.case_json, targets_case.cases, 16_384, json=True),
    "mails": Target(targets_read.letter, targets_read.letters, 40_000),
    "chats_json": Target(targets_read.chats_json, targets_read.json_chats, json=True),
    "chats_text": Target(targets_read.chats_text, targets_read.text_chats),
    "dates": Target(targets_case.dates, targets_case.written_dates, 120),
    "search": Target(targets_case.search, targets_case.typed_queries, 400),
    "answers": Target(targets_protocol.answers, targets_protocol.said_answers),
    "requests": Target(targets_protocol.requests, targets_protocol.asked_requests),
    "word": Target(targets_read.word_document, targets_read.word_documents, 16_384),
    "opendocument": Target(targets_read.open_document, targets_read.open_documents, 16_384),
    "web": Target(targets_read.web_page, targets_read.web_pages),
    "archives": Target(targets_read.archive, targets_read.archives),
    "files": Target(targets_read.plain_file, targets_read.plain_files),
    "pages": Target(targets_files.sqlite_pages, targets_files.page_sets),
    "bundles": Target(targets_files.bundle_file, targets_files.small_bundles, 40_000),
}
