"""The types of value that records and the kinds' fields hold: one table for schema and checks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.marking import N_

FieldValue = str | int | float | bool | list[str] | list[dict[str, "str | list[dict[str, str]]"]]
"""What `fields` of an event hold, by the type of the field: strings (also of dates, money, ids),
numbers, yes or no, lists of ids, and lists of objects (citations, the points of a decision)."""


class Value(Enum):
    """Every type of value of limbo-case/1."""

    TEXT = "text"
    LONG = "long"
    PLACE = "place"
    URL = "url"
    DATE = "date"
    TIME = "time"
    MINUTES = "minutes"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yesno"
    CHOICE = "choice"
    PERSON = "person"
    PEOPLE = "people"
    EVENT = "event"
    DOCUMENT = "document"
    DOCUMENTS = "documents"
    CITATIONS = "citations"
    LIST = "list"
    ID = "id"
    KIND = "kind"
    LANGUAGE = "language"
    COUNTRY = "country"
    PAGES = "pages"
    FILE = "file"
    SHA256 = "sha256"
    TRANSLATED_BY = "translated_by"
    PERSON_ROLE = "person_role"
    KNOWLEDGE = "knowledge"
    GROUND = "ground"
    SHARE = "share"
    DOCUMENT_TYPE = "document_type"
    ORIGINAL = "original"
    TASK_TYPE = "task_type"


WORDS: Mapping[Value, tuple[str, ...]] = {
    Value.PERSON_ROLE: (
        "applicant",
        "family",
        "witness",
        "official",
        "perpetrator",
        "interpreter",
        "lawyer",
        "helper",
        "other",
    ),
    Value.KNOWLEDGE: ("firsthand", "told", "received", "document", "media"),
    Value.GROUND: ("race", "religion", "nationality", "political_opinion", "social_group"),
    Value.SHARE: ("all", "lawyer", "private"),
    Value.DOCUMENT_TYPE: (
        "letter",
        "summons",
        "decision",
        "id",
        "photo",
        "screenshot",
        "message_export",
        "audio",
        "video",
        "medical",
        "web_page",
        "statement",
        "report",
        "other",
    ),
    Value.ORIGINAL: ("original", "copy", "certified_copy", "unknown"),
    Value.TASK_TYPE: ("appointment", "deadline", "todo"),
}
"""The words that a value may be, where the format lists them; "" is always the empty value."""


@dataclass(frozen=True, slots=True)
class Form:
    """The written form of a string value: a pattern for the schema, a check where that is not
    enough, and the sentence that says what was expected.
    """

    pattern: str
    expected: str
    valid: Callable[[str], bool] | None = None


def _is_edtf(text: str) -> bool:
    try:
        UncertainDate.parse(text)
    except ValueError:
        return False
    return True


def is_inside(path: str) -> bool:
    """Whether a path is relative and names no parent; who opens it must follow links too."""
    drive = re.match(r"[A-Za-z]:", path)
    return not (path.startswith("/") or "\\" in path or drive or ".." in path.split("/"))


_DAY = r"(\d{4}|\d{3}X|\d{2}XX)(-(\d{2}|XX)(-(\d{2}|XX))?)?[?~%]?"

FORMS: Mapping[Value, Form] = {
    Value.ID: Form(r"^[\w.-]{1,64}$", N_("an id of letters, digits, “.”, “_” or “-”, up to 64")),
    Value.DATE: Form(
        rf"^(|{_DAY}|{_DAY}/({_DAY}|\.\.)|\.\./{_DAY})$",
        N_("a date such as 2022-10-04, 2022-10~ or 2022/.. (EDTF level 1)"),
        _is_edtf,
    ),
    Value.TIME: Form(r"^(|([01]\d|2[0-3]):[0-5]\d)$", N_("a time such as 14:30")),
    Value.MONEY: Form(r"^(|\d+(\.\d+)? [A-Z]{3})$", N_("an amount such as 300 EUR")),
    Value.LANGUAGE: Form(
        r"^(|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$", N_("a language code such as ru or ar")
    ),
    Value.COUNTRY: Form(r"^(|[A-Z]{2})$", N_("a country code such as FI")),
    Value.PAGES: Form(r"^(|\d+(-\d+)?(, ?\d+(-\d+)?)*)$", N_("pages such as 1-2, 4")),
    Value.SHA256: Form(r"^(|[0-9a-f]{64})$", N_("a SHA-256 of 64 digits 0-9 a-f")),
    Value.TRANSLATED_BY: Form(
        r"^(|machine|self|certified|person:[\w.-]{1,64})$",
        N_("machine, self, certified or person:ID"),
    ),
    Value.FILE: Form(r"^.", N_("a path inside the folder"), is_inside),
}
"""The strings that have a form; all other strings are free text."""
