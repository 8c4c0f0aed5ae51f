"""Enters a case through the window, record by record, with the keyboard alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import ask
from tests.gui.hands import Hands

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import (
    CaseInfo,
    Citation,
    Document,
    Event,
    Person,
    Task,
    Translation,
)
from limbo_desktop.case.values import FieldValue, Value
from limbo_desktop.text.names import LABELS, NAMES
from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.entry.kinds import KindButton
from limbo_desktop.ui.entry.screen import EntryScreen
from limbo_desktop.ui.inputs.date_words import as_typed
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault


@dataclass
class Scribe:
    """Somebody who types a case in; what has an id in the case keeps it in `ids`."""

    qtbot: QtBot
    session: Session
    window: Window
    ids: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    lines: bool = False

    def __post_init__(self) -> None:
        self.hands = Hands(self.qtbot, self.window, lines=self.lines)
        self.words = self.session.words

    # Getting about

    @property
    def shell(self) -> Shell:
        """Return the shell of the window."""
        shell = self.window.page
        assert isinstance(shell, Shell)
        return shell

    def label(self, key: str) -> str:
        """Return the words beside a field of a record: "person.name"."""
        return self.words.t(LABELS[key])

    def saved(self) -> None:
        """Leave the form and wait until the vault has what is typed."""
        self.shell.flush()
        ask(self.qtbot, self.session, lambda vault: vault.info)
        QApplication.processEvents()

    def newest(self, of: str) -> str:
        """Return the id of the record that was added last."""

        def last(vault: Vault) -> str:
            return [str(each.id) for each in getattr(vault, of).all()][-1]

        return ask(self.qtbot, self.session, last)

    def count(self, of: str) -> int:
        """Return how many records of a type there are."""
        return ask(self.qtbot, self.session, lambda vault: int(getattr(vault, of).count()))

    # Values

    def date(self, name: str, edtf: str) -> None:
        """Type a date in words where there are any that say it, else its short form."""
        if edtf:
            self.hands.fill(name, as_typed(self.words, edtf))

    def named(self, name: str, records: Sequence[str]) -> None:
        """Type names into a field of people, and take each from the list."""
        for each in records:
            self.hands.fill(name, self.people[each].name)
            self._take()

    def titled(self, name: str, records: Sequence[str]) -> None:
        """Type titles into a field of documents, and take each from the list."""
        for each in records:
            self.hands.fill(name, self.documents[each].title)
            self._take()

    def _take(self) -> None:
        """Take the first row of the list that offers names."""
        self.hands.settle()
        self.hands.key(Qt.Key.Key_Return)
        self.hands.settle()

    def choice(self, name: str, type_: Value, value: str) -> None:
        """Choose one of the words that the format lists."""
        if value:
            self.hands.choose(name, self.words.t(NAMES[type_][value]))

    def cite(self, cited: Sequence[Citation]) -> None:
        """Attach documents with their pages to the field whose button comes next."""
        attach = self.words.t("Attach")
        for each in cited:
            self.hands.press(attach)
            title = self.documents[each.document].title
            self.hands.write(title)
            self._take()
            name = self.words.t("Pages of {title}", title=title)
            self.hands.wait_for(name)
            self.hands.write(each.pages)

    # People

    def person(self, person: Person) -> None:
        """Enter somebody."""
        self.session.go("people")
        before = self.count("people")
        self.hands.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.hands.wait(lambda: self.count("people") > before)
        name = self.label("person.name")
        self.hands.wait_for(name)
        comma = "، " if self.words.language.rtl else ", "
        hands = self.hands
        hands.write(person.name)
        hands.fill(self.label("person.name_latin"), person.name_latin)
        hands.fill(self.label("person.also_known_as"), comma.join(person.also_known_as))
        self.choice(self.label("person.role"), Value.PERSON_ROLE, person.role)
        hands.fill(self.label("person.relation"), person.relation)
        hands.fill(self.label("person.contact"), person.contact)
        if person.conceal:
            hands.press(self.words.t("Conceal the name in every bundle"))
            hands.fill(self.label("person.pseudonym"), person.pseudonym)
            hands.fill(self.label("person.forms"), comma.join(person.forms))
        hands.fill(self.label("person.note"), person.note)
        self.saved()
        self._keep(person.id, "people")
        self.people[person.id] = person

    def _keep(self, identity: str, of: str) -> None:
        self.ids[identity] = self.newest(of)

    # Documents

    def drop(self, path: Path) -> None:
        """Drop a file onto the screen of documents, and wait until it is in."""
        self.session.go("documents")
        QApplication.processEvents()
        screen = self.shell.screen_shown
        assert screen is not None
        before = self.count("documents")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(screen.rect().center(), copy, data, left, none)
        QApplication.sendEvent(screen, enter)
        assert enter.isAccepted()
        middle = QPointF(screen.rect().center())
        QApplication.sendEvent(screen, QDropEvent(middle, copy, data, left, none))
        self.hands.wait(lambda: self.count("documents") > before)

    def document(self, document: Document, path: Path) -> None:
        """Attach a file and say what it is."""
        self.drop(path)
        self._keep(document.id, "documents")
        self.documents[document.id] = document

    def describe(self, document: Document) -> None:
        """Fill in the form of a document that is attached."""
        self.session.go("documents", self.ids[document.id])
        hands, words, label = self.hands, self.words, self.label
        screen = self.shell.screen_shown
        assert isinstance(screen, DocumentsScreen)
        hands.wait(lambda: screen.panel.document == self.ids[document.id])
        hands.press(words.t("Describe it"))
        hands.to(label("document.title"))
        hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.write(document.title)
        for title in document.titles:
            hands.press(words.t("Add a title in another language"))
            hands.choose(words.t("Language"), words.language_name(title.lang))
            hands.fill(words.t("Title"), title.text)
        self.choice(label("document.type"), Value.DOCUMENT_TYPE, document.type)
        self.date(label("document.when"), document.when)
        comma = "، " if words.language.rtl else ", "
        languages = comma.join(map(words.language_name, document.languages))
        hands.to(label("document.languages"))
        hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.write(languages)
        self.choice(label("document.original"), Value.ORIGINAL, document.original)
        hands.fill(label("document.original_kept"), document.original_kept)
        obtained = document.obtained
        hands.fill(label("document.obtained.how"), obtained.how)
        self.date(label("document.obtained.when"), obtained.when)
        self.named(label("document.obtained.from_"), [obtained.from_] if obtained.from_ else [])
        hands.fill(label("document.obtained.why_not_earlier"), obtained.why_not_earlier)
        if document.translation_of:
            self.titled(label("document.translation_of"), [document.translation_of])
        hands.fill(label("document.translator"), document.translator.name)
        if document.translator.certified:
            hands.press(words.t("The translator is certified"))
        self.named(label("document.shows"), document.shows)
        hands.fill(label("document.password"), document.password)
        share = words.t(NAMES[Value.SHARE][document.share])
        hands.switch(label("document.share"), share)
        hands.fill(label("document.note"), document.note)
        self.saved()

    # Entries

    def event(self, event: Event) -> None:
        """Enter something that happened, all of its fields."""
        self.session.go("entry", "")
        kind = self.words.t(KINDS[event.kind].label)
        self.hands.wait(lambda: isinstance(self.hands.focus, KindButton))
        self.hands.press(kind)
        hands, words = self.hands, self.words
        hands.wait_for(words.t("When it was"))
        hands.write(as_typed(words, event.when) if event.when else "")
        hands.fill(words.t("How the date is known"), event.when_source)
        self._fields(event, short=True)
        hands.fill(words.t("In your own words"), event.account.text)
        self.cite(event.documents)
        count = self._screen(EntryScreen).form
        assert count is not None
        more = words.n("{count} more field", "{count} more fields", count.more_count)
        hands.press(more)
        hands.fill(self.label("event.time"), event.time)
        hands.fill(self.label("event.place"), event.place)
        if event.country:
            hands.choose(self.label("event.country"), words.country(event.country))
        if event.account.text and event.account.lang != words.language.code:
            language = words.language_name(event.account.lang)
            hands.choose(words.t("Language of your words"), language)
        self._fields(event, short=False)
        self.choice(self.label("event.knowledge"), Value.KNOWLEDGE, event.knowledge)
        self.named(self.label("event.told_by"), [event.told_by] if event.told_by else [])
        for part in event.people:
            hands.press(words.t("Add a person"))
            self.named(words.t("Who"), [part.person])
            hands.fill(words.t("In which role"), part.role)
        for translation in event.translations:
            self._translation(translation)
        self.date(self.label("event.told_authority"), event.told_authority)
        for ground in event.grounds:
            hands.press(words.t(NAMES[Value.GROUND][ground]))
        share = words.t(NAMES[Value.SHARE][event.share])
        hands.switch(words.t("Who sees it"), share)
        hands.fill(words.t("Title"), event.title)
        self.saved()
        self._keep(event.id, "events")
        self.events[event.id] = event

    def _screen(self, kind: type[EntryScreen]) -> EntryScreen:
        screen = self.shell.screen_shown
        assert isinstance(screen, kind)
        return screen

    def _translation(self, translation: Translation) -> None:
        hands, words = self.hands, self.words
        hands.press(words.t("Add a translation"))
        hands.choose(words.t("Language"), words.language_name(translation.lang))
        hands.fill(words.t("Title"), translation.title)
        hands.fill(words.t("Translation"), translation.text)
        by = {
            "self": words.t("By me"),
            "machine": words.t("By a machine"),
            "certified": words.t("By a certified translator"),
        }
        person = self.people.get(translation.by.removeprefix("person:"))
        chosen = person.name if person is not None else by.get(translation.by, "")
        if chosen:
            hands.choose(words.t("Translated by"), chosen)
        if translation.certified and translation.by != "certified":
            hands.press(words.t("The translator is certified"))

    def _fields(self, event: Event, *, short: bool) -> None:
        for each in KINDS[event.kind].fields:
            if each.short is short and each.name in event.fields:
                self.field(each, event.fields[each.name])

    def field(self, asked: Field, value: FieldValue) -> None:
        """Fill in one field of a kind."""
        hands, words = self.hands, self.words
        name = words.t(asked.label)
        match asked.type:
            case Value.DATE:
                self.date(name, str(value))
            case Value.MINUTES | Value.NUMBER:
                hands.fill(name, f"{value:.10g}" if isinstance(value, int | float) else "")
            case Value.MONEY:
                amount, _, code = str(value).partition(" ")
                hands.fill(name, amount)
                hands.choose(words.t("Currency"), code)
            case Value.YES_NO:
                hands.switch(name, words.t("Yes") if value else words.t("No"))
            case Value.CHOICE:
                label = next(each.label for each in asked.choices if each.value == value)
                hands.choose(name, words.t(label))
            case Value.PERSON | Value.PEOPLE:
                self.named(name, value if isinstance(value, list) else [str(value)])  # type: ignore[arg-type]  # ids
            case Value.DOCUMENT | Value.DOCUMENTS:
                self.titled(name, value if isinstance(value, list) else [str(value)])  # type: ignore[arg-type]  # ids
            case Value.LIST:
                self._points(asked, value)
            case _:
                hands.fill(name, str(value))

    def _points(self, asked: Field, value: FieldValue) -> None:
        for point in value if isinstance(value, list) else []:
            assert isinstance(point, dict)
            self.hands.press(self.words.t("Add a point"))
            for part in asked.parts:
                inner = point.get(part.name)
                if part.type is Value.CITATIONS and isinstance(inner, list):
                    self.cite([Citation(each["document"], each["pages"]) for each in inner])
                elif isinstance(inner, str):
                    self.field(part, inner)

    # Next steps

    def task(self, task: Task) -> None:
        """Enter a next step."""
        self.session.go("today")
        hands, words = self.hands, self.words
        before = self.count("tasks")
        hands.press(words.t("New step"))
        hands.wait(lambda: self.count("tasks") > before)
        title = self.label("task.title")
        hands.wait_for(title)
        hands.write(task.title)
        self.date(self.label("task.due"), task.due)
        hands.fill(self.label("task.time"), task.time)
        hands.fill(self.label("task.place"), task.place)
        hands.fill(self.label("task.source"), task.source.text)
        if task.source.document:
            self.titled(words.t("The paper that says so"), [task.source.document])
        hands.fill(words.t("Its page"), task.source.pages)
        if task.event:
            hands.fill(words.t("Belongs to the entry"), self.events[task.event].title)
            self._take()
        hands.switch(words.t("What it is"), words.t(NAMES[Value.TASK_TYPE][task.type]))
        if task.done:
            self.saved()
            hands.press(words.t("Close"))
            self.saved()
            hands.press(words.t("Done: {title}", title=task.title))
        self.saved()
        self._keep(task.id, "tasks")

    def as_entered(self, value: object) -> object:
        """Return JSON of the case with the ids that its records got by being entered."""
        return same_ids(value, self.ids)

    def info(self, info: CaseInfo) -> None:
        """Say what the case as a whole is."""
        self.session.go("case")
        hands, words = self.hands, self.words
        hands.wait_for(words.t("Title of the case"))
        hands.write(info.title)
        if info.country:
            hands.choose(words.t("Country that decides"), words.country(info.country))
        hands.fill(words.t("Authority that decides"), info.authority)
        comma = "، " if words.language.rtl else ", "
        hands.fill(
            words.t("Languages of the case"), comma.join(map(words.language_name, info.languages))
        )
        for each in info.references:
            hands.press(words.t("Add a number"))
            hands.fill(words.t("Authority or court"), each.authority)
            hands.fill(words.t("Number"), each.number)
        self.saved()


def same_ids(value: object, ids: Mapping[str, str]) -> object:
    """Return JSON with the ids of one case in place of those of another."""
    if isinstance(value, str):
        who = value.removeprefix("person:")
        return value.removesuffix(who) + ids[who] if who in ids else value
    if isinstance(value, Mapping):
        return {key: same_ids(inner, ids) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [same_ids(inner, ids) for inner in value]
    return value


def differences(first: object, second: object, path: str = "") -> Iterator[str]:
    """Say where two JSON values differ."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        for key in [*first, *(key for key in second if key not in first)]:
            yield from differences(first.get(key), second.get(key), f"{path}.{key}")
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        for number, (one, other) in enumerate(zip(first, second, strict=True)):
            yield from differences(one, other, f"{path}[{number}]")
    elif first != second:
        yield f"{path}: {first!r} was entered as {second!r}"
