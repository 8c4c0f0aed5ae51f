"""What the words of the format are called: roles, shares, types of document, labels of records.

Kinds, fields, choices and lanes carry their label themselves: `words.t(kind.label)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.said import Said

if TYPE_CHECKING:
    from limbo_desktop.text.words import Words

NAMES: Mapping[Value, Mapping[str, str]] = {
    Value.PERSON_ROLE: {
        "applicant": N_("Applicant"),
        "family": N_("Family"),
        "witness": N_("Witness"),
        "official": N_("Official"),
        "perpetrator": N_("Perpetrator"),
        "interpreter": N_("Interpreter"),
        "lawyer": N_("Lawyer"),
        "helper": N_("Helper"),
        "other": N_("Somebody else"),
    },
    Value.KNOWLEDGE: {
        "firsthand": N_("first hand"),
        "told": N_("told by somebody"),
        "received": N_("reached me"),
        "document": N_("on paper"),
        "media": N_("from the media"),
    },
    Value.GROUND: {
        "race": N_("Race"),
        "religion": N_("Religion"),
        "nationality": N_("Nationality"),
        "political_opinion": N_("Political opinion"),
        "social_group": N_("Particular social group"),
    },
    Value.SHARE: {
        "private": N_("Only me"),
        "lawyer": N_("Lawyer"),
        "all": N_("All"),
    },
    Value.DOCUMENT_TYPE: {
        "letter": N_("Letter"),
        "summons": N_("Summons"),
        "decision": N_("Decision"),
        "id": N_("Identity paper"),
        "photo": N_("Photo"),
        "screenshot": N_("Screenshot"),
        "message_export": N_("Export of messages"),
        "audio": N_("Sound recording"),
        "video": N_("Video"),
        "medical": N_("Medical paper"),
        "web_page": N_("Web page"),
        "statement": N_("Written statement"),
        "report": N_("Report"),
        "other": N_("Another paper"),
    },
    Value.ORIGINAL: {
        "original": N_("Original"),
        "copy": N_("Copy"),
        "certified_copy": N_("Certified copy"),
        "unknown": N_("Not known"),
    },
    Value.TASK_TYPE: {
        "appointment": N_("Appointment"),
        "deadline": N_("Deadline"),
        "todo": N_("To do"),
    },
    Value.YES_NO: {"true": N_("Yes"), "false": N_("No")},
}
"""The msgid of every listed word of the format, by its type of value."""

LABELS: Mapping[str, str] = {
    "event.when": N_("When"),
    "event.time": N_("Time of day"),
    "event.when_source": N_("Where the date is from"),
    "event.place": N_("Where"),
    "event.country": N_("Country"),
    "event.title": N_("Title"),
    "event.account": N_("In your own words"),
    "event.knowledge": N_("How it is known"),
    "event.told_by": N_("Told by whom"),
    "event.people": N_("People"),
    "event.grounds": N_("Grounds"),
    "event.documents": N_("Documents"),
    "event.told_authority": N_("When the authority was told"),
    "event.share": N_("Who sees it"),
    "person.name": N_("Name"),
    "person.name_latin": N_("Name as in the passport"),
    "person.also_known_as": N_("Other names"),
    "person.role": N_("Who it is in the case"),
    "person.relation": N_("Relation to you"),
    "person.contact": N_("How to reach them"),
    "person.forms": N_("Other forms of the name to conceal"),
    "person.conceal": N_("Conceal the name"),
    "person.pseudonym": N_("Name in the bundle"),
    "person.note": N_("Remark"),
    "document.title": N_("Title"),
    "document.type": N_("What it is"),
    "document.when": N_("Date on the paper"),
    "document.languages": N_("Languages"),
    "document.original": N_("Original or copy"),
    "document.original_kept": N_("Where the original is"),
    "document.obtained.how": N_("How it came to you"),
    "document.obtained.when": N_("When it came to you"),
    "document.obtained.from_": N_("From whom"),
    "document.obtained.why_not_earlier": N_("Why not earlier"),
    "document.translation_of": N_("Translation of"),
    "document.translator": N_("Translator"),
    "document.shows": N_("Who is seen, heard or named in it"),
    "document.password": N_("Password of the file"),
    "document.share": N_("Who sees it"),
    "document.note": N_("Remark"),
    "document.sha256": N_("Fingerprint (SHA-256)"),
    "task.title": N_("Title"),
    "task.due": N_("Due"),
    "task.time": N_("Time of day"),
    "task.place": N_("Where"),
    "task.source": N_("Who says so"),
    "task.done": N_("Done"),
}
"""The msgid of the label of what every record has, as "record.field" of `case.records`."""


def name_of(words: Words, type_: Value, word: str) -> Said:
    """Return what a listed `word` of the format is called; "" for the empty value."""
    return words.t(NAMES[type_][word]) if word else Said("")


def part_of(words: Words, part: str) -> str:
    """Return what somebody's part in an event is called inside a line.

    It is free text; a role of the format that stands there alone is said in words.
    """
    told = NAMES[Value.PERSON_ROLE].get(part.strip().lower())
    if told is None:
        return part
    said = words.t(told)
    return Said(said[:1].lower() + said[1:])


def known_how(words: Words, knowledge: str, teller: str = "") -> Said:
    """Return how an event is known: "first hand", "told by: NAME"; "" when it is not said."""
    if knowledge == "told" and teller:
        return words.t("told by: {name}", name=teller)
    return name_of(words, Value.KNOWLEDGE, knowledge)


_READERS: Mapping[str, str] = {
    "lawyer": N_("For the lawyer"),
    "authority": N_("For the authority"),
    "translator": N_("For a translator"),
    "own": N_("Own print"),
}


def reader_name(words: Words, reader: str) -> Said:
    """For whom a bundle is; `reader` as in `bundle.options.Reader`."""
    return words.t(_READERS[reader])
