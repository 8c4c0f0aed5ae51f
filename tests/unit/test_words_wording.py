"""How the translations are worded: no shouting, no commands, no guess who reads."""

import re
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

LANGUAGES = ("ru", "ar", "en")
ABBREVIATIONS = frozenset({"SHA", "JSON", "EDTF", "HTML", "UTF"})
PROPER_NAMES = frozenset({"Facebook", "Instagram", "Signal", "Telegram", "WhatsApp"})
ARABIC_IMPERATIVES = re.compile(
    r"(?<![\w\u064b-\u0652])(?:افتح|احفظ|أدخل|اختر|اضغط|انقر|اكتب|أغلق|احذف|انسخ|تحق[ّ]?ق|أضف|حاول|جر[ّ]?ب|استخدم"
    r"|انتظر|اقرأ|أرسل|ضع|خذ|اترك|ابدأ|أعد|راجع|قارن|انقل|اقفل|ابحث|غيّر|حدّد|لاحظ)"
    r"(?![\w\u064b-\u0652])"
)
RUSSIAN_YOU = frozenset(("ты", "тебя", "тебе", "тобой", "твой", "твоя", "твоё", "твои"))

FIXED = """
Nothing here yet. Begin with anything you remember; the order does not matter.
Здесь пока пусто. Начните с того, что помнится; порядок не важен.
لا شيء هنا بعد. البداية من أيّ ذكرى، والترتيب لا يهمّ.

No entry has these words. Try one word, or a name.
Таких слов в деле нет. Попробуйте одно слово или имя.
لا سجلّ بهذه الكلمات. قد تنفع كلمة واحدة أو اسم.

The stick is full. What you wrote is not lost while the app is open. Free some space or choose\
 another folder.
На флешке нет места. Написанное не потеряно, пока программа открыта. Освободите место или\
 выберите другую папку.
لم تبقَ مساحة على ذاكرة USB. ما كُتب لم يضِع ما دام البرنامج مفتوحًا. الحلّ: إفراغ مساحة أو\
 اختيار مكان آخر.

Locked because the lid was closed. Your draft is saved.
Заперто: крышку закрыли. Черновик сохранён.
أُقفلت لأنّ الغطاء أُغلق. المسودّة محفوظة.

The month is enough. An honest “about” is better than a wrong day.
Достаточно месяца. Честное «примерно» лучше неверного числа.
يكفي الشهر. «تقريبًا» بصدق خير من يوم خاطئ.

If an id or number shows, note it: a name can change, an id stays.
Если виден id или номер, его стоит записать: имя сменят, номер останется.
إن ظهر رقم أو معرّف فتدوينه مفيد: الاسم يتغيّر والمعرّف يبقى.

Nothing leaves by itself. The file stays here until you hand it over.
Само ничего не уходит. Файл лежит здесь, пока вы его не передадите.
لا شيء يخرج من تلقاء نفسه. الملفّ هنا إلى حين تسليمه.

The key will be destroyed. Nobody can open this case again, you neither. Copies elsewhere remain.
Ключ будет уничтожен. Это дело больше не откроет никто, и вы тоже. Копии в других местах останутся.
سيُتلف المفتاح. لن تُفتح هذه القضية بعدها لأحد، ولا لصاحبها. النسخ في أماكن أخرى تبقى.
"""
"""Sentences that the look fixes: English, Russian, Arabic."""


def said(catalogues: ModuleType, language: str) -> Iterator[tuple[str, str]]:
    """Yield (English, text that a person of `language` reads) for every message and form."""
    for message in catalogues.load(language):
        one, many = catalogues.ids_of(message)
        for text in catalogues.strings_of(message) or ((one, many) if language == "en" else ()):
            if one and text:
                yield one, text


def plain(text: str) -> str:
    """Return `text` without its placeholders."""
    return re.sub(r"\{[^}]*\}", " ", text)


def shouted(text: str) -> list[str]:
    """Return exclamation marks, and words in capitals that are no abbreviation."""
    words = re.findall(r"\b[A-ZА-ЯЁ]{4,}\b|!", plain(text))
    return [word for word in words if word not in ABBREVIATIONS]


def commanding(text: str) -> list[str]:
    """Return Arabic imperatives, and vowel signs that fix whether a man or a woman reads."""
    return ARABIC_IMPERATIVES.findall(text) + re.findall(
        r"\w[كت][\u064e\u0650](?![\w\u064b-\u0652])", text
    )


def too_close(text: str) -> list[str]:
    """Return Russian that says "ты" or doubles an ending: сделал(а)."""
    words = [word for word in re.findall(r"\w+", text.lower()) if word in RUSSIAN_YOU]
    return words + re.findall(r"\w+\(\w{1,2}\)", text)


@pytest.mark.parametrize(
    ("gate", "bad", "good"),
    [
        (shouted, "ЭТО ВАЖНО", "В JSON нет SHA-256"),
        (shouted, "READ THIS", "A USB stick, {SHOUTED}"),
        (shouted, "Готово!", "Готово."),
        (commanding, "افتح القضية", "فتح القضية"),
        (commanding, "ما كتبتِ محفوظ", "ما كتبته محفوظ"),
        (too_close, "Ты здесь", "Вы здесь"),
        (too_close, "написал(а)", "написано (а потом стёрто)"),
    ],
)
def test_a_gate_of_wording_tells_bad_from_good(
    gate: Callable[[str], list[str]], bad: str, good: str
) -> None:
    assert gate(bad)
    assert gate(good) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shouts(catalogues: ModuleType, language: str) -> None:
    assert [text for _, text in said(catalogues, language) if shouted(text)] == []


def test_no_arabic_text_commands_or_supposes_a_man_or_a_woman(catalogues: ModuleType) -> None:
    assert [text for _, text in said(catalogues, "ar") if commanding(text)] == []


def test_no_russian_text_is_too_close_or_doubles_an_ending(catalogues: ModuleType) -> None:
    assert [text for _, text in said(catalogues, "ru") if too_close(text)] == []


@pytest.mark.parametrize(("language", "own"), [("ru", r"[А-Яа-яЁё№]"), ("ar", r"[\u0621-\u064a]")])
def test_no_translation_is_left_in_english(catalogues: ModuleType, language: str, own: str) -> None:
    left = [
        english
        for english, text in said(catalogues, language)
        if re.search(r"[A-Za-z]{2,}", plain(english))
        and english not in PROPER_NAMES
        and not re.search(own, text)
    ]
    assert left == []


def test_sentences_that_the_look_fixes_are_said_verbatim(catalogues: ModuleType) -> None:
    fixed = [block.split("\n") for block in FIXED.strip().split("\n\n")]
    for position, language in ((1, "ru"), (2, "ar")):
        wanted = {lines[0]: lines[position] for lines in fixed}
        for english, text in said(catalogues, language):
            assert text == wanted.get(english, text)
