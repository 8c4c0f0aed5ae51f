"""The help says the same in every language, in plain words, and leads nowhere but to itself."""

import re
import unicodedata
from types import ModuleType

import pytest

from limbo_desktop.resources import resource_path
from limbo_desktop.text.date_reading import read_date
from limbo_desktop.ui.help.topics import NAMES, Kind, Mark, Topic, load_topic, read_topic

LANGUAGES = ("ru", "ar", "en")
PAGES = [(language, name) for language in LANGUAGES for name in NAMES]
MOST_WORDS = 180
EVERY = pytest.mark.parametrize(("language", "name"), PAGES)


def source(language: str, name: str) -> str:
    return resource_path("help", language, f"{name}.md").read_text("utf-8")


def targets(topic: Topic) -> list[str]:
    return [span.target for block in topic.blocks for span in block.spans if span.target]


def marked(topic: Topic, mark: Mark) -> list[str]:
    return [span.text for block in topic.blocks for span in block.spans if span.mark is mark]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_pages(language: str) -> None:
    files = sorted(path.name for path in resource_path("help", language).iterdir())
    assert files == sorted(f"{name}.md" for name in NAMES)


@EVERY
def test_a_page_is_built_like_the_english_one(language: str, name: str) -> None:
    page, english = load_topic(language, name), load_topic("en", name)
    assert [block.kind for block in page.blocks] == [block.kind for block in english.blocks]
    assert targets(page) == targets(english)
    assert marked(page, Mark.CODE) == marked(english, Mark.CODE)
    assert len(marked(page, Mark.SCREEN)) == len(marked(english, Mark.SCREEN))


@EVERY
def test_links_lead_to_other_pages_and_are_called_what_those_are_called(
    language: str, name: str
) -> None:
    page = load_topic(language, name)
    assert targets(page)
    assert name not in targets(page)
    titles = [load_topic(language, target).title for target in targets(page)]
    assert marked(page, Mark.LINK) == titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_title(language: str) -> None:
    assert len({load_topic(language, name).title for name in NAMES}) == len(NAMES)


@EVERY
def test_what_is_bold_is_what_the_screen_says(
    catalogues: ModuleType, language: str, name: str
) -> None:
    # English says what the sources say; its catalogue is empty.
    messages = [each for each in catalogues.load(language) if isinstance(each.id, str)]
    said = {each.id if language == "en" else each.string for each in messages}
    assert set(marked(load_topic(language, name), Mark.SCREEN)) <= said


@EVERY
def test_a_page_is_short(language: str, name: str) -> None:
    assert len(source(language, name).split()) <= MOST_WORDS


@EVERY
def test_a_page_has_no_markup_no_addresses_no_invisible_marks_and_no_shouting(
    language: str, name: str
) -> None:
    text = source(language, name)
    assert not re.search(r"[<>]|&\w+;|https?:|www\.|!", text)
    invisible = [each for each in text if unicodedata.category(each) in {"Cf", "Cc", "Co"}]
    assert set(invisible) <= {"\n"}
    assert unicodedata.normalize("NFC", text) == text


@pytest.mark.parametrize("name", NAMES)
def test_russian_says_vy(name: str) -> None:
    assert not re.search(r"\b(ты|тебя|тебе|твой|твоя|твоё|твои)\b", source("ru", name).lower())


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_that_the_help_gives_as_examples_are_understood(language: str) -> None:
    page = load_topic(language, "dates")
    items = [block.spans[0].text for block in page.blocks if block.kind is Kind.ITEM]
    examples = [text[1:-1] for text in items if text[0] in "“«"]
    assert len(examples) == 5
    assert [each for each in examples if read_date(each) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "First steps\n\nNo title.\n",
        "# A\n\nRaw <b>words</b>\n",
        "# A\n\n![a picture](first-steps.md)\n",
        "# A\n\n[elsewhere](https://example.org)\n",
        "# A\n\n### Too deep\n",
        "# A\n\nHalf **bold\n",
        "# A\n\n| a | table |\n",
    ],
)
def test_marks_that_pages_do_not_have_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"title|not understood"):
        read_topic("a", text)


def test_a_paragraph_may_run_over_several_lines_and_an_item_too() -> None:
    page = read_topic("a", "# A\n\nOne\ntwo.\n- three\n  four\n- five\n\nsix\n")
    words = [(block.kind, block.spans[0].text) for block in page.blocks]
    assert words == [
        (Kind.TEXT, "One two."),
        (Kind.ITEM, "three four"),
        (Kind.ITEM, "five"),
        (Kind.TEXT, "six"),
    ]
