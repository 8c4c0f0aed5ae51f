"""Every form in which a concealed name may stand in a text, and words that are none."""

import pytest

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.case.records import Person

CASES = """
Вадим: Вадима Вадиму Вадимом Вадиме
Глеб: Глеба Глебу Глебом Глебе
Сергей: Сергея Сергею Сергеем Сергее
Илья: Ильи Илье Илью Ильёй Ильей
Никита: Никиты Никите Никиту Никитой
Игорь: Игоря Игорю Игорем Игоре
Пётр: Петр Петра Петру Петром Петре
Павел: Павла Павлу Павлом Павле
Лев: Льва Льву Львом Льве
Юрий: Юрия Юрию Юрием Юрии
Дмитрий: Дмитрия Дмитрию Дмитрием Дмитрии
Николай: Николая Николаю Николаем Николае
Людмила: Людмилы Людмиле Людмилу Людмилой Людмилою
Мария: Марии Марию Марией
Наталья: Натальи Наталье Наталью Натальей
Любовь: Любови Любовью
Ольга: Ольги Ольге Ольгу Ольгой
Зоя: Зои Зое Зою Зоей
Ия: Ии Ию Ией
Ян: Яна Яну Яном Яне
Чижова: Чижовой Чижову Чижовы Чижовых Чижовым Чижовыми
Чижов: Чижова Чижову Чижовым Чижове Чижовы Чижовых Чижовой
Осколецкий: Осколецкого Осколецкому Осколецким Осколецком Осколецкая Осколецкую Осколецкие
Осколецкая: Осколецкой Осколецкую Осколецкий Осколецкого Осколецких
Толстой: Толстого Толстому Толстым Толстая Толстые
Горячий: Горячего Горячему Горячим Горячая
Третий: Третьего Третьему Третья
Белых:
Ковальчук: Ковальчука Ковальчуку Ковальчуком Ковальчуке Ковальчуки
Шевченко: Шевченки Шевченке
Пушкин: Пушкина Пушкину Пушкиным Пушкине Пушкины Пушкиных Пушкиной
Коваль: Коваля Ковалю Ковалем Ковалём Ковалей
Заяц: Зайца Зайцу Зайцем Зайцы
Кравец: Кравца Кравцу Кравцом Кравцы Кравцов
Соловей: Соловья Соловью Соловьём Соловьи
Орёл: Орла Орлу Орлом
Цой: Цоя Цою Цоем
Берия: Берии Берию Берией
Ёлкин: Елкин Елкина Ёлкиным
Васильевна: Васильевны Васильевне Васильевной Васильна
Фёдоровна: Федоровна Фёдоровне Федоровну
Иванович: Ивановича Ивановичем Иваныч Иваныча
Сергеевич: Сергеевичу Сергеич Сергеича
Ильич: Ильича Ильичом
Люда: Люды Люде Люду Людой Людин Людиной
Вадик: Вадика Вадику Вадиком
Саша: Саши Саше Сашу Сашей Сашин Сашиного
Катя: Кати Кате Катю Катей Катиного
Витёк: Витька Витьку Витьком
Глебушка: Глебушки Глебушке Глебушку Глебушкой
Анна-Мария: Анны-Марии Анне-Марии Анной Марией
Петров-Водкин: Петрова-Водкина Петровым-Водкиным Водкина
"""

FORMS = [
    (name, form)
    for name, _, forms in (line.partition(":") for line in CASES.strip().splitlines())
    for form in (name, *forms.split())
]


def concealed(name: str, text: str, **more: object) -> str:
    """The text with the name of one concealed person replaced."""
    person = Person("p1", name=name, conceal=True, pseudonym="…", **more)  # type: ignore[arg-type]
    return Concealer([person]).text(text)


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_a_russian_name_is_found_in_every_case(name: str, form: str) -> None:
    for written in (form, form.upper(), form.replace("ё", "е")):
        assert concealed(name, f"тогда {written}, а потом") == "тогда […], а потом"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Люда", "Люди людей Людям людьми людно"),
        ("Вера", "Верим верят Верно вернулась"),
        ("Роман", "романист Романтика"),
        ("Глеб", "хлеба Глебовский"),
        ("Лев", "Левый слева Льготы"),
        ("Ия", "И их Им Иной Иду"),
        ("Ян", "январь Янтарь"),
        ("Мороз", "мороз морозы"),
        ("Надежда", "надежда надежды"),
        ("Ли", "Лица если Лишь"),
        ("Том", "потом Томление"),
        ("Рая", "Работа района"),
    ],
)
def test_other_words_with_the_same_letters_stay(name: str, kept: str) -> None:
    assert concealed(name, kept) == kept


@pytest.mark.parametrize("written", ["вадиму", "осколецкого", "вадим осколецкий", "васильевич"])
def test_a_name_without_capitals_is_found_where_it_is_no_common_word(written: str) -> None:
    name = "Вадим Васильевич Осколецкий"
    assert concealed(name, f"потом {written} звонил") == "потом […] звонил"


@pytest.mark.parametrize(
    "written",
    [
        "Vadim",
        "Oskoletsky",
        "Oskoletskiy",
        "Oskoleckij",
        "OSKOLETSKY",
        "oskoletsky",
        "Vadim's",
        "Vadimin",
        "Vadimille",
    ],
)
def test_a_russian_name_is_found_in_latin_letters(written: str) -> None:
    assert concealed("Вадим Осколецкий", f"then {written} called") == "then […] called"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Вадим Осколецкий", "…"),
        ("Осколецкий Вадим", "…"),
        ("В. Осколецкий", "…"),
        ("Осколецкий В. И.", "…"),
        ("Осколецкого, Вадима", "…"),
        ("Вадим и Осколецкий", "…] и […"),
    ],
)
def test_words_of_one_name_beside_one_another_are_one_place(written: str, left: str) -> None:
    assert concealed("Вадим Осколецкий", f"«{written}»") == f"«[{left}]»"


@pytest.mark.parametrize("written", ["zayavlenie_oskoletsky.docx", "oskoletsky85", "Вадим_2023"])
def test_a_name_inside_the_name_of_a_file_or_an_account_is_found(written: str) -> None:
    assert "[…]" in concealed("Вадим Осколецкий", written)


def test_letters_in_two_signs_and_invisible_signs_hide_nothing() -> None:
    short_i = "\u0438\u0306"
    assert concealed("Осколецкий", f"вот Осколецки{short_i} там") == "вот […] там"
    assert concealed(f"Осколецки{short_i}", "вот Осколецкого там") == "вот […] там"
    assert concealed("Вадим", "вот Ва\u00adди\u200bм.") == "вот […]."
    assert concealed("Вадим", "вот \u2068Вадим\u2069.") == "вот \u2068[…]\u2069."


ARABIC = """
وائل: وائلٌ وائلًا وائلا بوائل لوائل كوائل فوائل ووائل ولوائل والوائل
رنا: رَنا لرنا ورنا وبرنا
الصيرفي: صيرفي والصيرفي للصيرفي وللصيرفي بالصيرفيّ الصيرفية الصيرفيّين الصّيرفي
قصّاب: قصاب قصّابٍ القصاب لقصّاب
إبراهيم: ابراهيم أبراهيم إبراهيمُ لإبراهيم
آدم: ادم لآدم
هدى: هدي بهدى
فاطمة: فاطمه لفاطمةَ
عبد الله: عبدالله عبدُ لعبد
أحمد: احمد لأحمد
مؤمن: مومن
"""


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (name, form.replace("عبدُ", "عبدُ الله").replace("لعبد", "لعبد الله"))
        for name, _, forms in (line.partition(":") for line in ARABIC.strip().splitlines())
        for form in (name, *forms.split())
    ],
)
def test_an_arabic_name_is_found_with_prefixes_signs_and_other_spellings(
    name: str, form: str
) -> None:
    left = concealed(name, f"ثم {form} هناك").replace("\u2068", "").replace("\u2069", "")
    prefix, _, rest = left.removeprefix("ثم ").partition("[")
    assert rest == "…] هناك"
    assert prefix in {"", "ب", "ل", "ك", "ف", "و", "ول", "وب"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("رنا", "انتظرنا أخبرنا قرنا رناه"),
        ("وائل", "أوائل سوائل"),
        ("علي", "على الطريق"),
        ("منى", "خذ مني"),
        ("نبيل", "نبيلة"),
        ("عبد الله", "الله أكبر"),
        ("صلاح الدين", "الدين"),
    ],
)
def test_other_arabic_words_with_the_same_letters_stay(name: str, kept: str) -> None:
    assert concealed(name, kept) == kept


@pytest.mark.parametrize("written", ["أبو نبيل", "لأبي نبيل", "أبا نبيل", "ابو نبيل"])
def test_what_an_arab_father_is_called_is_found_in_all_its_cases(written: str) -> None:
    left = concealed("وائل قصّاب", f"قلت {written} اليوم", also_known_as=("أبو نبيل",))
    assert "نبيل" not in left
    assert "[…]" in left


@pytest.mark.parametrize(
    ("contact", "written"),
    [
        ("+7 000 217-44-09", "+70002174409"),
        ("+7 000 217-44-09", "8 (000) 217 44 09"),
        ("+963 000 731 226", "٠٠٩٦٣٠٠٠٧٣١٢٢٦"),
        ("t.me/vad_oskol_example", "@vad_oskol_example"),
        ("gleb.ch@example.net", "Gleb.Ch@Example.net"),
    ],
)
def test_numbers_and_accounts_are_found_as_people_write_them(contact: str, written: str) -> None:
    left = concealed("Никто", f"вот {written} .", contact=contact)
    assert left.startswith("вот ")
    assert left.endswith("[…] .")
    assert not any(character.isalnum() for character in left.removeprefix("вот"))
