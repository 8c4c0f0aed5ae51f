"""Names of Latin and other scripts, words that are none, and what the program is unsure of."""

import pytest

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.case.records import Person


def concealed(name: str, text: str, **more: object) -> str:
    """The text with the name of one concealed person replaced."""
    person = Person("p1", name=name, conceal=True, pseudonym="…", **more)  # type: ignore[arg-type]
    left = Concealer([person]).text(text)
    return left.replace("\u2068", "").replace("\u2069", "")


LATIN = """
Vadim: Vadim's Vadim’s VADIM Vadimin Vadimille Vadimilta Vadimissa Vadimista Vadimia Vadims
Rana: Rana's Ranan Ranalle Ranalta Ranassa Ranasta Ranaa RANA
Sayrafi: Sayrafi's sayrafi Sayrafin Sayrafille Sayrafilta SAYRAFI Sayrafis
Halbouni: Halbouni’s halbouni Halbounin Halbounille
Mäntylinna: Mantylinna mäntylinna MÄNTYLINNA Mäntylinnan Mäntylinnalle Mantylinnan Mäntylinnasta
José: Jose JOSÉ José's
Müller: Muller Müllers MÜLLER müller
Nguyễn: Nguyen Nguyễn's
Łukasz: Łukasz's łukasz
O'Brien: O’Brien O'Brien's
Anna-Maria: Anna-Marian Anna Maria
Özdemir: Ozdemir Özdemir'den özdemir
Kassab: Kassab's kassab KASSAB Kassabin
Осколецкий: Oskoletsky Oskoletskiy Oskoleckij Oskoletskyi oskoletsky OSKOLETSKY Oskoletskyn
Чижов: Chizhov Tchijov Čižov Cizov Chizhov's Chizhovin CHIZHOV chizhov
Жилкина: Zhilkina Žilkina Jilkina Zhilkinan
Щукин: Shchukin Schukin Ščukin Štšukin
Фёдор: Fyodor Fedor Fiodor Fjodor
Хрущёв: Khrushchev Khrushchyov Hruštšev
Юлия: Yulia Iuliia Julija Yuliya Julia
Сергей: Sergey Sergei Sergej Sergeyn
Людмила: Lyudmila Liudmila Ljudmila Ludmila LUDMILA
Цветаева: Tsvetaeva Cvetaeva Tsvetayeva
"""


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (name, form)
        for name, _, forms in (line.partition(": ") for line in LATIN.strip().splitlines())
        for form in (*(() if "И" < name[0] < "я" else (name,)), *forms.split())
    ],
)
def test_a_name_is_found_in_latin_letters_with_its_endings(name: str, form: str) -> None:
    left = concealed(name, f"then {form} called")
    assert left.startswith("then […]")
    assert left.endswith(" called")
    assert set(left.removeprefix("then ").removesuffix(" called")) <= set("[…]'’den")


LATIN_KEPT = """
Rana: range Randolph piranha rana Ranch
Mark: market Marks-and-co remark mark marking
Vadim: Vadimovna evading
Will: will willing Wilson
Anna: annals Annex manna anna
Li: list Life olive alive
Max: maximum Maxwell
Hope: hope hopeful
Ian: India Iannis
Sam: same Sample
Ali: alive Alien also
Ana: analysis Anarchy banana
Kai: Kairo kaikki
Осколецкий: Oslo school
Глеб: glebe club
Ян: January yard
Лев: level leave eleven
Рая: ray array
"""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (name, word)
        for name, _, words in (line.partition(": ") for line in LATIN_KEPT.strip().splitlines())
        for word in words.replace("Marks-and-co", "").split()
    ],
)
def test_other_latin_words_with_the_same_letters_stay(name: str, kept: str) -> None:
    assert concealed(name, f"then {kept} came") == f"then {kept} came"


RUSSIAN_KEPT = """
Иванов: иванчай Ивановский
Марк: марка маркет Марко́вский
Вера: верить верный уверен вера
Роман: романтик романс роман
Виктор: виктория-регия викторина
Степан: степь степной
Максим: максимум максимально
Тимур: тимуровец
Глеб: хлеб глебе-гвардия
Илья: ильм лилия
Жук: жуки жук жуковать
Волк: волки волк волчий
Петров: петрушка Петровка
Лиза: лизать
Алла: аллея
Рита: ритм оборита
Кира: кирка кирпич
Нора: норка нора
Захар: сахар
Яна: янтарь
Ева: девать Евангелие
Инна: длинна невинна
Света: светает света
Майя: майка
Лена: ленивый пелена лена
"""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (name, word)
        for name, _, words in (line.partition(": ") for line in RUSSIAN_KEPT.strip().splitlines())
        for word in words.split()
        if word not in {"виктория-регия", "глебе-гвардия"}
    ],
)
def test_other_russian_words_with_the_same_letters_stay(name: str, kept: str) -> None:
    assert concealed(name, f"тогда {kept} там") == f"тогда {kept} там"


ARABIC_FORMS = """
أحمد: أحمد احمد لأحمد وأحمد بأحمد فلأحمد كأحمد فأحمد ولأحمد وبأحمد وكأحمد أَحْمَد أحمدُ أحمـد
محمد: محمّد لمحمد ومحمد بمحمد فلمحمد مُحَمَّد محمدًا محمدا
يزن: ليزن ويزن بيزن يَزَن فليزن
سامر: لسامر وسامر بسامر سامرٌ سامرا وبسامر
الحلبوني: حلبوني للحلبوني والحلبوني بالحلبوني الحلبونيّ الحلبونية الحلبونيين كالحلبوني
عبد الرحمن: عبدالرحمن لعبدالرحمن وعبدالرحمن
فاطمة: فاطمه لفاطمة وفاطمة بفاطمة
ليلى: ليلي لليلى وليلى بليلى
مصطفى: مصطفي لمصطفى
لبنى: للبنى ولبنى لبني
بلال: لبلال وبلال ببلال
وليد: لوليد ووليد بوليد
كمال: لكمال وكمال بكمال
فؤاد: فواد لفؤاد وفؤاد
هاني: لهاني وهاني هانيّ
يحيى: ليحيى ويحيى يحيي
"""


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (name, form)
        for name, _, forms in (line.partition(": ") for line in ARABIC_FORMS.strip().splitlines())
        for form in forms.split()
    ],
)
def test_an_arabic_name_is_found_behind_every_prefix(name: str, form: str) -> None:
    left = concealed(name, f"ثم {form} هناك")
    prefix, _, rest = left.removeprefix("ثم ").partition("[")
    assert rest == "…] هناك"
    assert prefix in {"", "ب", "ل", "ك", "ف", "و", "ول", "وب", "فل", "وك"}


ARABIC_KEPT = """
رنا: انتظرنا أخبرنا قرنا ذكرنا رناه سرنا
أحمد: أحمدي الأحمدية نحمد حمدت
يزن: يزنون موازين
عمر: عمران معمر العمارة أعمارهم
سمر: مسمار سمراء الأسمر
هند: مهندس هندسة الهندي
نور: منشور نوراني
سعد: ساعد مساعدة يسعدني
بدر: مبادرة يبدر
كرم: كرامة مكرم
رشا: رشاش إرشادات
وعد: موعد وعدني
منى: مني تمنى
علي: على عليه عليك
لين: لينة ملين
ريم: كريم مريم
حسن: محسن حسناء
وائل: أوائل سوائل مسائل
"""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (name, word)
        for name, _, words in (line.partition(": ") for line in ARABIC_KEPT.strip().splitlines())
        for word in words.split()
    ],
)
def test_other_arabic_words_with_the_same_letters_stay(name: str, kept: str) -> None:
    assert concealed(name, f"ثم {kept} هناك") == f"ثم {kept} هناك"


@pytest.mark.parametrize(
    ("name", "latin", "written"),
    [
        ("رنا الصيرفي", "Rana Sayrafi", "Рана Сайрафи"),
        ("رنا الصيرفي", "Rana Sayrafi", "Раной Сайрафи"),
        ("سامر الحلبوني", "Samer Halbouni", "Самеру Халбуни"),
        ("وائل قصّاب", "Wael Kassab", "Ваэля Кассаба"),
        ("Вадим Осколецкий", "Vadim Oskoletsky", "فاديم أوسكوليتسكي"),
        ("Людмила Чижова", "", "لودميلا تشيجوفا"),
        ("Кирилл Дорохов", "", "كيريل دوروخوف"),
    ],
)
def test_a_name_is_read_in_a_script_in_which_nobody_gave_it_and_doubted(
    name: str, latin: str, written: str
) -> None:
    person = Person("p1", name=name, name_latin=latin, conceal=True)
    (found,) = Concealer([person]).places(f"«{written}»")
    assert (found.start, found.end) == (1, 1 + len(written))
    alone = written.rsplit(maxsplit=1)[-1]
    (found,) = Concealer([person]).places(f"… {alone}")
    assert found.doubt is Doubt.EVERYDAY


@pytest.mark.parametrize(
    ("name", "text", "word", "doubt"),
    [
        ("Вера Сомова", "Потом. Вера пришла", "Вера", Doubt.OPENING),
        ("Вера Сомова", "видела Веру", "Веру", Doubt.NONE),
        ("Вера Сомова", "сказала вера", "вера", Doubt.SMALL),
        ("Вадим Осколецкий", "Вадим пришёл", "Вадим", Doubt.NONE),
        ("Вадим Осколецкий", "пришёл Осколетский", "Осколетский", Doubt.ALIKE),
        ("Вадим Осколецкий", "у Осклецкого", "Осклецкого", Doubt.ALIKE),
        ("Вадим Осколецкий", "у Осколкова", "", Doubt.NONE),
        ("أمل الصيرفي", "بقي لي أمل", "أمل", Doubt.EVERYDAY),
        ("رنا الصيرفي", "رأيت رنا", "رنا", Doubt.NONE),
        ("Samer Halbouni", "they wrote Halbuni there", "Halbuni", Doubt.ALIKE),
        ("Will Smith", "Will they come", "Will", Doubt.OPENING),
        ("Will Smith", "I saw Will", "Will", Doubt.NONE),
        ("Will Smith", "they will", "will", Doubt.SMALL),
    ],
)
def test_what_the_program_is_unsure_of_is_marked(
    name: str, text: str, word: str, doubt: Doubt
) -> None:
    places = Concealer([Person("p1", name=name, conceal=True)]).places(text)
    found = [(text[each.start : each.end], each.doubt) for each in places]
    assert found == ([(word, doubt)] if word else [])
    replaced = bool(word) and not doubt.kept
    assert bool(Concealer([Person("p1", name=name, conceal=True)]).find(text)) is replaced


def test_a_family_name_of_somebody_named_openly_is_shown_where_it_stands_alone() -> None:
    people = [Person("p1", name="Глеб Чижов", conceal=True), Person("p2", name="Анна Чижова")]
    places = Concealer(people).places("Глеб Чижов и Чижовы")
    assert [(each.start, each.end, each.doubt) for each in places] == [
        (0, 10, Doubt.NONE),
        (13, 19, Doubt.SHARED),
    ]


def test_nothing_is_made_ready_until_a_text_is_looked_through() -> None:
    concealer = Concealer([Person("p1", name="Вадим Осколецкий", conceal=True)])
    assert concealer.name("p1", "ru") == "[Свидетель 1]"
    assert "_index" not in vars(concealer)
