"""A name that is parted, spelled with another script's letters or put into an account is found;
and what belongs to somebody who is named openly stays theirs.
"""

import unicodedata
from pathlib import Path

import pytest

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.concealed_records import ConcealedRecords
from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.case.records import Person

IVAN = Person("p1", name="Иван Кузнецов", name_latin="Ivan Kuznetsov", conceal=True, pseudonym="…")
RANA = Person("p2", name="رنا الصيرفي", name_latin="Rana Sayrafi", conceal=True, pseudonym="…")


def left_of(text: str, *people: Person) -> str:
    """What is left of a text when the names are replaced."""
    left = Concealer(people).text(text)
    return left.replace("\u2068", "").replace("\u2069", "")


UNSEEN = [
    *("\u00ad", "\u034f", "\u061c", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2069", "\ufe0f"),
    *("\ufeff", "\U000e0041"),
]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_sign_that_nobody_sees_parts_no_name(sign: str) -> None:
    assert left_of(f"вот Кузн{sign}ецову там", IVAN) == "вот […] там"
    assert left_of(f"ثم لر{sign}نا هناك", RANA) == "ثم ل[…] هناك"
    assert left_of(f"then Sayr{sign}afi came", RANA) == "then […] came"


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_sign_between_two_words_joins_none(sign: str) -> None:
    left = left_of(f"рядом{sign} Кузнецов{sign}. Всё", IVAN)
    assert left.startswith("рядом")
    assert "[…]" in left
    assert left.endswith(". Всё")


@pytest.mark.parametrize(
    "text",
    [
        "Кузне-\nцов",
        "Кузне-\r\n   цова",
        "Кузне\u2010\nцову",
        "Kuznet\u00ad\nsov",
        "Kuznet\ufffe\nsov",
    ],
)
def test_a_name_divided_at_the_end_of_a_line_is_found(text: str) -> None:
    assert left_of(f"был {text}.", IVAN) == "был […]."


@pytest.mark.parametrize(
    "text",
    ["К у з н е ц о в", "К\u00a0У\u00a0З\u00a0Н\u00a0Е\u00a0Ц\u00a0О\u00a0В", "К.у.з.н.е.ц.о.в"],
)
def test_letters_that_stand_apart_are_read_as_a_word(text: str) -> None:
    assert left_of(f"гражданин {text}, 1990 г. р.", IVAN) == "гражданин […], 1990 г. р."
    assert left_of("ثم ر ن ا هناك", RANA) == "ثم […] هناك"


def test_every_letter_on_a_line_of_its_own_is_read_as_a_word() -> None:
    assert left_of("\n".join("Кузнецов"), IVAN) == "[…]"


@pytest.mark.parametrize("kept", ["я и в с к о", "1 2 3", "и. о. в.", "а-б-в", "ты\nи\nя"])
def test_single_letters_are_not_read_as_a_name_by_chance(kept: str) -> None:
    assert left_of(kept, IVAN, RANA) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Kузнецов",  # a Latin K
        "Кузнeцовa",  # Latin e and a
        "Kuznetsоv",  # a Cyrillic о
        "Ｋｕｚｎｅｔｓｏｖ",
        "𝐊𝐮𝐳𝐧𝐞𝐭𝐬𝐨𝐯",
        "Кузнецо\u0301в",  # with its stress
        unicodedata.normalize("NFD", "Кузнецовой"),
        "ИванКузнецов",
        "иванкузнецов",
        "КузнецовИван",
    ],
)
def test_letters_of_another_kind_make_no_other_name(text: str) -> None:
    assert left_of(f"вот {text} там", IVAN) == "вот […] там"


def test_a_name_of_another_script_is_found_with_the_ending_or_prefix_of_the_text() -> None:
    assert left_of("говорил с Kuznetsovым там", IVAN) == "говорил с […] там"
    assert left_of("видел уرنا там", RANA) == "видел у[…] там"
    roma = Person("p1", name="Рома", conceal=True)
    assert left_of("и Рома\u0301нов тоже", roma) == "и Рома\u0301нов тоже"


@pytest.mark.parametrize(
    "account",
    [
        "ivankuznetsov@example.org",
        "ikuznetsov85@example.org",
        "i.kuznetsov-home@example.org",
        "@kuznetsov_iv",
        "https://vk.com/ikuznetsov1",
        "t.me/superkuznetsov",
        "info@kuznetsov.example",
    ],
)
def test_a_name_in_the_middle_of_an_account_is_found(account: str) -> None:
    assert "kuznetsov" not in left_of(f"see {account} there", IVAN)
    assert left_of(f"see {account} there", IVAN).endswith(" there")


def test_an_address_that_is_no_account_stays() -> None:
    text = "https://news.example.org/kuznetsovka/2023 and mail@example.org"
    assert left_of(text, IVAN) == text


OTHERS = """
أحمد الخطيب: Ahmad Ahmed Khatib Al-Khatib Хатиб Ахмад Ахмеда
خالد يوسف: Khaled Khalid Yusuf Youssef Yousef Халед Юсуфа
عبد الرحمن: Abdulrahman Abdurrahman Abdel-Rahman
عمر: Omar Umar Омар
علي حسن: Hassan Hasan Хасан
عثمان: Othman Osman Осман
Ahmad Khatib: أحمد الخطيب لأحمد خطيب
Yusuf Haddad: يوسف حداد حدّاد
"""


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (name, word)
        for name, _, words in (line.partition(": ") for line in OTHERS.strip().splitlines())
        for word in words.split()
    ],
)
def test_a_name_given_in_one_script_is_read_in_the_others_and_doubted(
    name: str, written: str
) -> None:
    found = Concealer([Person("p1", name=name, conceal=True)]).find(f"… {written}")
    assert len(found) == 1
    assert found[0].doubt in {Doubt.EVERYDAY, Doubt.NONE}


def test_a_servants_name_is_found_in_several_latin_words() -> None:
    person = Person("p1", name="عبد الرحمن قاسم", conceal=True, pseudonym="…")
    for written in ("Abd al-Rahman", "Abdul Rahman", "Abd ar Rahman", "ABD EL RAHMAN"):
        assert left_of(f"then {written} came", person) == "then […] came"


@pytest.mark.parametrize("lang", ["en", "fi", "ru", "uk"])
def test_names_given_in_arabic_only_are_no_words_of_a_long_text(lang: str, udhr: str) -> None:
    names = ("أحمد الخطيب", "خالد العلي", "طارق بدران", "هاني صباغ", "علي حسن", "عثمان نجار")
    people = [Person(name, name=name, conceal=True) for name in names]
    assert Concealer(people).find(udhr) == []


@pytest.fixture
def udhr(lang: str, texts: Path) -> str:
    return (texts / f"udhr_{lang}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Наталья Заболоцкая", "Zabolotsky"),
        ("Наталья Заболоцкая", "Zabolotskii"),
        ("Анна Петрова", "Petrov"),
        ("Вадим Осколецкий", "Oskoletskaya"),
        ("Anna Zabolotskaya", "Zabolotskiy"),
        ("Peter Oskoletsky", "Oskoletskaia"),
        ("Anna Petrova", "Petrov"),
        ("Жан д'Артаньян", "Артаньяну"),
        ("Жан д'Артаньян", "Д’Артаньяна"),
        ("Sa'id Haddad", "Said"),
        ("Said Haddad", "Sa‘id"),
        ("Абу-Талибов", "Абуталибов"),
        ("ضياء الدين", "ضياءالدين"),
        ("أبو نبيل", "أبونبيل"),
        ("علي", "عليًّا"),
        ("علي", "علی"),
        ("إبراهيم", "ٳبراهيم"),
        ("فاطمة", "فاطمتنا"),
        ("فاطمة", "لفاطمتي"),
        ("يوسف", "يوسفنا"),
        ("خالد العلي", "للعلي"),
    ],
)
def test_other_ways_to_write_a_name_are_found(name: str, form: str) -> None:
    person = Person("p1", name=name, conceal=True, pseudonym="…")
    assert left_of(f". {form} .", person) in {". […] .", ". ل[…] ."}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("خالد العلي", "على الطريق وعليه"),
        ("ليلى", "عملا ليليا"),
        ("Rana", "Tirana Ukraina Iran"),
        ("طارق", "Турку"),
    ],
)
def test_other_words_stay(name: str, kept: str) -> None:
    assert left_of(kept, Person("p1", name=name, conceal=True)) == kept


# ---------------------------------------------------------------- who is named openly


def test_a_description_by_somebodys_name_gives_nobody_that_name() -> None:
    wife = Person("a", name="жена Кузнецова", also_known_as=("زوجة الصيرفي",))
    assert left_of("Кузнецов и его жена", wife, IVAN) == "[…] и его жена"
    assert left_of("جاء الصيرفي", wife, RANA) == "جاء […]"
    brother = Person("a", name="brother of Ivan Kuznetsov")
    assert left_of("Ivan Kuznetsov and his brother", brother, IVAN) == "[…] and his brother"


def test_a_relation_before_somebodys_own_name_leaves_it_theirs() -> None:
    aunt = Person("a", name="тётя Люда", also_known_as=("aunt Mary",))
    other = Person("b", name="Люда Чижова", name_latin="Mary Jones", conceal=True, pseudonym="…")
    assert left_of("Люда и Чижова. Mary", aunt, other) == "Люда и […]. Mary"


@pytest.mark.parametrize(
    "text", ["Пётр Иванов пришёл", "Иванову", "семья Ивановых", "Анна Иванова", "Petr Ivanov"]
)
def test_a_family_name_made_of_a_concealed_first_name_is_whose_it_is(text: str) -> None:
    people = (Person("a", name="Пётр Иванов", name_latin="Petr Ivanov"), IVAN)
    assert left_of(text, *people) == text
    assert left_of(f"{text} и Ивана", *people) == f"{text} и […]"


def test_the_name_of_a_child_in_what_somebody_is_called_is_the_childs() -> None:
    mother = Person("a", name="رنا الصيرفي", also_known_as=("أم يزن",))
    child = Person("b", name="يزن الحلبوني", conceal=True, pseudonym="…")
    assert left_of("جاء يزن وأمه رنا", mother, child) == "جاء […] وأمه رنا"
    shown = ConcealedRecords(Concealer([mother, child]), [mother, child], "ar").person(mother)
    assert shown.also_known_as == ("أم \u2068[…]\u2069",)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("мать Ивана Кузнецова", "мать […]"),
        ("Сосед Кузнецовых", "Сосед […]"),
        ("жена Кузнецова", "жена […]"),
        ("Пётр Иванов", "Пётр Иванов"),
        ("Валентина", "Валентина"),
    ],
)
def test_somebody_described_by_a_concealed_name_is_printed_without_it(
    name: str, printed: str
) -> None:
    valentin = Person("v", name="Валентин", conceal=True)
    people = (Person("a", name=name, name_latin=name), IVAN, valentin)
    shown = ConcealedRecords(Concealer(people), people, "ru").person(people[0])
    assert (shown.name, shown.name_latin) == (printed, printed)
