"""The form of a document: what it is, where it came from, who is in it, who sees it."""

from __future__ import annotations

from limbo_desktop.case.values import Value
from limbo_desktop.text.names import LABELS
from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.titles_input import TitlesInput
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.form import ColumnForm
from limbo_desktop.ui.inputs.languages import LanguagesInput
from limbo_desktop.ui.inputs.small import TickInput
from limbo_desktop.ui.inputs.text import TextInput
from limbo_desktop.ui.theme import Theme


class DocumentForm(ColumnForm):
    """Shows and gives back the sheet of a document."""

    def __init__(self, theme: Theme, words: Words, around: Around) -> None:
        super().__init__(theme, words, around, "document")
        self.ask("title", Value.TEXT)
        titles = words.t("Title in other languages")
        self.add("titles", TitlesInput(theme, words, titles, around))
        self.ask("type", Value.DOCUMENT_TYPE)
        self.ask("when", Value.DATE)
        languages = words.t(LABELS["document.languages"])
        self.add("languages", LanguagesInput(theme, words, languages))
        self.ask("original", Value.ORIGINAL)
        self.ask("original_kept", Value.TEXT)
        self.ask("obtained.how", Value.LONG)
        self.ask("obtained.when", Value.DATE)
        self.ask("obtained.from_", Value.PERSON)
        self.ask("obtained.why_not_earlier", Value.LONG)
        self.ask("translation_of", Value.DOCUMENT)
        translator = words.t(LABELS["document.translator"])
        self.add("translator.name", TextInput(theme, words, translator))
        certified = words.t("The translator is certified")
        self.add("translator.certified", TickInput(theme, words, certified))
        self.ask("shows", Value.PEOPLE)
        password = TextInput(theme, words, words.t(LABELS["document.password"]), exact=True)
        self.add("password", password, words.t("Opens the file here. It never leaves in a bundle."))
        self.ask("share", Value.SHARE)
        self.ask("note", Value.LONG, words.t("For you alone. It never leaves in a bundle."))
