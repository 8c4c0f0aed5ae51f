"""What a row of the list says: date column, title, facts under it, and its accessible name."""

from collections.abc import Mapping
from dataclasses import dataclass

from limbo_desktop.case.checklist import lacking
from limbo_desktop.case.dates import Moment, Precision, UncertainDate
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.paper_checklist import paper_lacks
from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.months import weekday_name
from limbo_desktop.text.names import known_how, name_of
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words
from limbo_desktop.ui.timeline.story import certainty_of
from limbo_desktop.vault.timeline import TimelineRow

_PAPER_LACKS = {
    "obtained.how": N_("how it came"),
    "when": N_("no date"),
    "type": N_("what it is"),
    "title": N_("no title"),
}
"""What the row of a document says is missing, by the key of its checklist's line."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of one row; `when_below` is "" where a ruler or nothing stands there.

    `when_short` is the date with short names of months.
    """

    when: str
    when_short: str
    when_below: str
    title: str
    facts: tuple[str, ...]
    documents: str
    missing: str
    covered: str
    private: bool
    spoken: str


def exact_words(event: Event | Document) -> str:
    """Return the words of a threat, which stay covered until they are asked for."""
    if not isinstance(event, Event) or event.kind != "threat":
        return ""
    return str(event.fields.get("exact_words") or "")


def date_of(when: str) -> UncertainDate:
    """Return the date of a record; text that is no date counts as not known."""
    try:
        return UncertainDate.parse(when)
    except ValueError:
        return UncertainDate.parse("")


def title_of(words: Words, record: Event | Document) -> str:
    """Return the title in the person's words, else what the record is."""
    if record.title:
        return record.title
    if isinstance(record, Document):
        return name_of(words, Value.DOCUMENT_TYPE, record.type) or words.identifier(record.file)
    kind = KINDS.get(record.kind)
    return words.t(kind.label) if kind else record.kind


def row_words(words: Words, row: TimelineRow, people: Mapping[str, Person]) -> RowWords:
    """Return what `row` says in the language of `words`."""
    record = row.record
    date = date_of(record.when)
    when, below = _when(words, record, date)
    facts = _facts(words, record, people)
    missing = words.t(lack) if (lack := _lacks(row)) else Said("")
    covered = exact_words(record)
    said = [title_of(words, record), kind_label(words, record), words.date(date), *facts]
    if row.documents:
        said.append(words.n("{count} document", "{count} documents", row.documents))
    if missing:
        said.append(words.t("missing: {what}", what=missing))
    if covered:
        said.append(words.t("The words are covered"))
    moment = date.start or date.end
    return RowWords(
        when,
        words.date(date, DateStyle.SHORT, within=moment.year if moment else None),
        below,
        title_of(words, record),
        facts,
        words.number(row.documents) if row.documents else "",
        missing,
        covered,
        record.share == "private",
        "\n".join(said),
    )


def _lacks(row: TimelineRow) -> str:
    """Return the one thing that an entry or a paper lacks, a msgid; lines put aside are not."""
    if isinstance(row.record, Event):
        return lacking(row.record, row.silenced)
    return _PAPER_LACKS.get(paper_lacks(row.record, row.silenced), "")


def kind_label(words: Words, record: Event | Document) -> str:
    """Return what kind of entry it is, with the outcome of a decision."""
    if isinstance(record, Document):
        return words.t("Document")
    kind = KINDS.get(record.kind)
    if kind is None:
        return record.kind
    label = words.t(kind.label)
    if record.kind == "decision" and (outcome := record.fields.get("outcome")):
        labels = {choice.value: choice.label for choice in kind.field("outcome").choices}
        if outcome in labels:
            return words.t("{kind} · {outcome}", kind=label, outcome=words.t(labels[str(outcome)]))
    return label


def _facts(words: Words, record: Event | Document, people: Mapping[str, Person]) -> tuple[str, ...]:
    if isinstance(record, Document):
        type_ = name_of(words, Value.DOCUMENT_TYPE, record.type)
        kept = name_of(words, Value.ORIGINAL, record.original)
        # Beside a title they go on in its line: photo, copy.
        return tuple(Said(part.lower()) for part in (type_, kept) if part)
    teller = people.get(record.told_by)
    known = known_how(words, record.knowledge, teller.name if teller else "")
    return tuple(part for part in (record.place, known) if part)


def _when(words: Words, record: Event | Document, date: UncertainDate) -> tuple[str, str]:
    if not date.known:
        return words.t("date not known"), ""
    moment = date.start or date.end
    within = moment.year if moment else None
    time = words.time(record.time) if isinstance(record, Event) and record.time else Said("")
    if date.exact and moment:
        return _day(words, record, moment, within, time)
    style = DateStyle.SHORT if moment and moment.some_day else DateStyle.FULL
    return words.date(date, style, within=within), _going_on(words, date)


def _going_on(words: Words, date: UncertainDate) -> str:
    if date.interval and date.end is None:
        return words.t("until now")
    return ""


def _day(
    words: Words, record: Event | Document, moment: Moment, within: int | None, time: Said
) -> tuple[str, str]:
    weekday = Said(weekday_name(words.language, moment.first.weekday()))
    day = words.digits(str(moment.day))
    below: str = time or _received(words, record)
    if words.language.rtl:
        # Under the month's heading weekday and number say the day; the month would fill a line.
        return words.t("{weekday} {day}", weekday=weekday, day=day), below
    return words.date(UncertainDate.parse(record.when), within=within), below or weekday


def _received(words: Words, record: Event | Document) -> str:
    if not isinstance(record, Event) or record.kind != "decision":
        return ""
    received = date_of(str(record.fields.get("received") or ""))
    if not received.exact or record.when == received.text:
        return ""
    made = date_of(record.when).earliest
    day = words.date(received, DateStyle.SHORT, within=made.year if made else None)
    return words.t("received {date}", date=day)


def ruler_months(when: str) -> tuple[int, int] | None:
    """Return the first and last possible month (1 to 12) within one year, for the small ruler.

    None when the date is sure, unknown or reaches over a turn of the year.
    """
    date = date_of(when)
    first, last = date.earliest, date.latest
    if not first or not last or first.year != last.year or date.interval:
        return None
    if certainty_of(when).value == "exact":
        return None
    if date.start and date.start.precision is Precision.DAY:
        return None
    return first.month, last.month
