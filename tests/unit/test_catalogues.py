"""The catalogues hold what the sources say, in every language, and nothing else."""

from pathlib import Path
from types import ModuleType

import pytest
from babel import Locale

from limbo_desktop.text.bidi import FSI, PDI

LANGUAGES = ("ru", "ar", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_exactly_the_messages_of_the_sources(
    catalogues: ModuleType, language: str
) -> None:
    wanted = {(message.id, message.plural) for message in catalogues.extract()}
    held = {catalogues.ids_of(message) for message in catalogues.load(language) if message.id}
    assert held == wanted, "run `make translations`"


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_nothing_lacks_its_translation(catalogues: ModuleType, language: str) -> None:
    assert catalogues.missing(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_or_obsolete(catalogues: ModuleType, language: str) -> None:
    catalogue = catalogues.load(language)
    assert not catalogue.obsolete
    assert [message.id for message in catalogue if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_its_placeholders_and_has_all_its_plural_forms(
    catalogues: ModuleType, language: str
) -> None:
    known = catalogues.translations_of(catalogues.load(language))
    wrong = [
        (one, fault)
        for (one, many), strings in known.items()
        for fault in catalogues.faults(one, many, language, strings)
    ]
    assert wrong == []


RUSSIAN = ("{count} запись", "{count} записи", "{count} записей")
ARABIC = ("لا سجلّات", "سجلّ", "سجلّان", "{count} سجلّات", "{count} سجلًّا", "{count} سجلّ")


@pytest.mark.parametrize(
    ("language", "forms", "fault"),
    [
        ("ru", RUSSIAN[:2], "2 forms"),
        ("ru", ("запись", *RUSSIAN[1:]), "placeholders"),
        ("ru", (*RUSSIAN[:2], "{число} записей"), "placeholders"),
        ("ru", (*RUSSIAN[:2], "{count записей"), "expected '}'"),
        ("ru", ("{count} запись!", *RUSSIAN[1:]), "exclamation"),
        ("ru", (f"{FSI}{{count}}{PDI} запись", *RUSSIAN[1:]), "invisible"),
        ("ru", ("{count} запись ", *RUSSIAN[1:]), "space"),
        ("ar", (*ARABIC[:3], "سجلّات", *ARABIC[4:]), "placeholders"),
    ],
)
def test_a_bad_translation_is_refused(
    catalogues: ModuleType, language: str, forms: tuple[str, ...], fault: str
) -> None:
    found = catalogues.faults("{count} entry", "{count} entries", language, forms)
    assert any(fault in text for text in found), found


def test_arabic_may_say_none_one_and_two_without_the_number(catalogues: ModuleType) -> None:
    assert catalogues.faults("{count} entry", "{count} entries", "ar", ARABIC) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_rule_is_that_of_cldr(catalogues: ModuleType, language: str) -> None:
    from gettext import c2py

    order = {
        "ru": ("one", "few", "many"),
        "ar": ("zero", "one", "two", "few", "many", "other"),
        "en": ("one", "other"),
    }[language]
    index = c2py(catalogues.load(language).plural_expr)
    for count in range(400):
        assert order[index(count)] == Locale.parse(language).plural_form(count), count


# ---------------------------------------------------------------- the tool


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogues: ModuleType) -> Path:
    """A small tree of sources with empty catalogues beside it."""
    source = tmp_path / "src" / "app" / "window.py"
    source.parent.mkdir(parents=True)
    source.write_text('w.t("Open")\nw.n("{count} entry", "{count} entries", 2)\n', "utf-8")
    (tmp_path / "translations").mkdir()
    monkeypatch.setattr(catalogues, "SOURCES", tmp_path / "src")
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path / "translations")
    return tmp_path


def test_a_filled_translation_is_read_back_and_what_is_gone_is_dropped(
    elsewhere: Path, catalogues: ModuleType
) -> None:
    catalogues.update()
    filled = elsewhere / "words.json"
    filled.write_text(
        '[{"id": "Open", "ru": "Открыть"}, {"id": "{count} entry", "plural": "{count} entries",'
        ' "ru": ["{count} запись", "{count} записи", "{count} записей"]},'
        ' {"id": "Close", "ru": "Закрыть"}]',
        "utf-8",
    )
    assert catalogues.fill(filled) == ["not in the sources: 'Close'"]
    known = catalogues.translations_of(catalogues.load("ru"))
    assert known == {("Open", ""): ("Открыть",), ("{count} entry", "{count} entries"): RUSSIAN}
    (elsewhere / "src" / "app" / "window.py").write_text('w.t("Open")\n', "utf-8")
    catalogues.update()
    assert catalogues.translations_of(catalogues.load("ru")) == {("Open", ""): ("Открыть",)}


def test_an_update_without_a_change_leaves_every_byte(
    elsewhere: Path, catalogues: ModuleType
) -> None:
    catalogues.update()
    before = catalogues.catalogue_path("ar").read_bytes()
    catalogues.update()
    assert catalogues.catalogue_path("ar").read_bytes() == before


def test_messages_of_calls_inside_other_calls_are_found(
    elsewhere: Path, catalogues: ModuleType
) -> None:
    table = elsewhere / "src" / "app" / "case" / "kinds.py"
    table.parent.mkdir()
    table.write_text(
        'K = kind("a", "Label A", LANE, field("b", CHOICE, "Label B", choice("c", "Label C")))\n'
        'L = {"d": N_("Label D")}\nE = error(w.t("{who} of {what}", what=w.t("Label E")))\n',
        "utf-8",
    )
    found = {message.id for message in catalogues.extract()}
    assert found >= {*(f"Label {letter}" for letter in "ABCDE"), "{who} of {what}"}


def test_a_source_file_that_does_not_parse_stops_the_update(
    elsewhere: Path, catalogues: ModuleType
) -> None:
    (elsewhere / "src" / "app" / "half.py").write_text("def half(", "utf-8")
    with pytest.raises(SyntaxError):
        catalogues.update()
