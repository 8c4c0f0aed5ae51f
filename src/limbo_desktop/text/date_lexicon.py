"""The words that dates are written with, in the three languages at once: what they mean.

Every row of `TABLE` gives a meaning and the phrases that have it, parted by "|".  Phrases stand
here as `folded` leaves them: lower case, ё as е, alef without hamza, no vowel signs; a space in
one is also a hyphen.
"""

import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache

from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.date_numerals import ordinals
from limbo_desktop.text.hijri import HIJRI_MONTHS
from limbo_desktop.text.language import LANGUAGES, Months, language
from limbo_desktop.text.months import Case, month_name, weekday_name
from limbo_desktop.text.words import Words

_FOLDED = str.maketrans("ёأإآٱىةؤئ", "еاااايهوي", "ـ\u200c\u200d")


class Means(Enum):
    """What a word of a date means; the number that goes with it stands in brackets."""

    MONTH = auto()  # 1 to 12
    HIJRI_MONTH = auto()  # 1 to 12
    EITHER_MONTH = auto()  # the first of two that have the same first word
    EITHER_HIJRI = auto()
    SEASON = auto()  # 21 to 24
    WINTER = auto()  # the year in which a winter of two years begins
    WEEKDAY = auto()  # 0 for Monday
    ORDINAL = auto()  # 1 to 31
    DECADE = auto()  # 199 for 199X
    PORTION = auto()  # see date_portions
    WEEK = auto()  # 1 to 4, 5 for the last
    ABOUT = auto()
    UNSURE = auto()
    SOME_DAY = auto()
    SOME_MONTH = auto()
    STILL = auto()
    SINCE = auto()  # from this on
    FROM = auto()  # the same at the beginning; within a date "of"
    TO = auto()  # up to this, with it
    DO = auto()  # up to this: with a day, without a month, a season, a year
    BEFORE = auto()
    AFTER = auto()
    OR_BEFORE = auto()
    OR_AFTER = auto()
    BETWEEN = auto()
    AND = auto()
    OR = auto()
    YEAR_AFTER = auto()  # the number stands before it: 21 года
    YEAR_BEFORE = auto()  # the number stands after it: سنة 21
    THOUSANDS = auto()  # две тысячи …
    HIJRI = auto()
    OURS = auto()
    FILLER = auto()
    NUMBER = auto()
    DATE = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMA = auto()
    UNKNOWN = auto()


_RUSSIAN_MONTHS = (
    "январ:ь я ю ем е", "феврал:ь я ю ем е", "март: а у ом е", "апрел:ь я ю ем е",
    "ма:й я ю ем е", "июн:ь я ю ем е", "июл:ь я ю ем е", "август: а у ом е",
    "сентябр:ь я ю ем е", "октябр:ь я ю ем е", "ноябр:ь я ю ем е", "декабр:ь я ю ем е",
)  # fmt: skip
_MORE_MONTHS = (
    "jan|янв|جانفي|ينايير|كانون ثاني|ك2|جنوري", "feb|фев|февр|فيفري|فبراير", "mar|мар",
    "apr|апр|افريل|ابريل", "ماي|مايو", "jun|июнь|جوان|يونيو|يونيه", "jul|جويليه|يوليوز|يوليه",
    "aug|авг|اوت|غشت|اغسطوس|اوغسطس", "sep|sept|сен|сент|شتنبر|سيبتمبر",
    "oct|окт|اكتوبر|تشرين اول|ت1", "nov|ноя|нояб|نونبر|تشرين ثاني|ت2",
    "dec|дек|دجنبر|كانون اول|ك1",
)  # fmt: skip
"""Abbreviations, the Maghreb's names, and Levantine ones without their article."""

_HIJRI = (
    "محرم|المحرم|محرم الحرام|muharram|мухаррам",
    "صفر|safar|сафар",
    "ربيع الاول|ربيع اول|rabi al awwal|rabi i|rabi 1|раби аль авваль",
    "ربيع الثاني|ربيع الاخر|ربيع ثاني|rabi al thani|rabi ii|rabi 2|раби ас сани|раби аль ахир",
    "جمادي الاولي|جمادي الاول|jumada al ula|jumada i|jumada 1|джумада аль уля",
    (
        "جمادي الاخره|جمادي الثانيه|جمادي الثاني|جمادي الاخر|jumada al akhira|jumada al thani"
        "|jumada ii|jumada 2|джумада аль ахира|джумада ас сани"
    ),
    "رجب|rajab|раджаб",
    "شعبان|shaban|sha'ban|shaaban|шабан|шаабан",
    "رمضان|ramadan|ramadhan|ramazan|рамадан|рамадана|рамадане|рамазан|рамазане|рамазана",
    "شوال|shawwal|shawal|шавваль|шавваля",
    "ذو القعده|ذي القعده|ذو قعده|dhu al qada|dhul qada|зуль каада|зуль када",
    "ذو الحجه|ذي الحجه|ذو حجه|dhu al hijja|dhul hijja|dhul hijjah|зуль хиджа|зуль хиджжа",
)  # fmt: skip
_SEASONS = (
    "весна|весны|весне|весну|весной|весною|spring|springtime|ربيع|الربيع",
    "лето|лета|лету|летом|лете|summer|summertime|صيف|الصيف",
    "осень|осени|осенью|autumn|fall|خريف|الخريف",
    "зима|зимы|зиме|зиму|зимой|зимою|winter|wintertime|شتاء|الشتاء|شتا",
)
_WEEKDAYS = (
    "понедельник|понедельника|понедельнику|понедельником|пн|mon|اثنين|الاثنين|اتنين",
    "вторник|вторника|вторнику|вторником|вт|tue|tues|ثلاثاء|الثلاثاء|الثلاثا",
    "среда|среды|среду|среде|средой|ср|wed|اربعاء|الاربعاء|الاربعا",
    "четверг|четверга|четвергу|чт|thu|thur|thurs|خميس|الخميس",
    "пятница|пятницы|пятницу|пятнице|пятницей|пт|fri|جمعه|الجمعه",
    "суббота|субботы|субботу|субботе|субботой|сб|sat|سبت|السبت",
    "воскресенье|воскресенья|воскресенью|вс|sun|احد|الاحد",
)
_PORTIONS = {
    1: "first days|the first days|начало|начале|начала|начале самом|самое начало|самом начале"
    "|первые числа|первых числах"
    "|первые дни|первых днях|early|beginning|start|beginnings|the very beginning|onset"
    "|اوائل|بدايه|بدايات|مطلع|مستهل|الايام الاولي",
    2: "середина|середине|середины|середину|mid|middle|midway|منتصف|اواسط|وسط|نص|نصف",
    3: "last days|the last days|конец|конце|конца|концу|концом|самом конце|самый конец"
    "|последние дни|последних числах"
    "|последних днях|late|end|ending|the very end|اواخر|نهايه|نهايات|اخر|ختام|الايام الاخيره",
    4: "первая половина|первой половине|первую половину|first half|النصف الاول",
    5: "вторая половина|второй половине|вторую половину|second half|latter half|النصف الثاني",
    6: "первый квартал|первом квартале|q1|first quarter|الربع الاول",
    7: "второй квартал|втором квартале|q2|second quarter|الربع الثاني",
    8: "третий квартал|третьем квартале|q3|third quarter|الربع الثالث",
    9: "четвертый квартал|четвертом квартале|4 квартал|4 квартале|q4|fourth quarter"
    "|last quarter|الربع الرابع|الربع الاخير",
}
_WEEKS = (
    ("первая первой первую", "first", "الاول"),
    ("вторая второй вторую", "second", "الثاني"),
    ("третья третьей третью", "third", "الثالث"),
    ("четвертая четвертой четвертую", "fourth", "الرابع"),
    ("последняя последней последнюю", "last", "الاخير"),
)
_DECADES = {
    195: "пятидесятые|пятидесятых|fifties|الخمسينات|الخمسينيات",
    196: "шестидесятые|шестидесятых|sixties|الستينات|الستينيات",
    197: "семидесятые|семидесятых|seventies|السبعينات|السبعينيات",
    198: "восьмидесятые|восьмидесятых|eighties|الثمانينات|الثمانينيات",
    199: "девяностые|девяностых|nineties|التسعينات|التسعينيات",
    200: "нулевые|нулевых",
}
_EITHER = ((10, "تشرين"), (12, "كانون"))
_EITHER_HIJRI = ((5, "جمادي|jumada|джумада"), (3, "rabi|раби"), (11, "ذو|ذي|dhu|зуль"))

TABLE: dict[Means, str] = {
    Means.ABOUT: "примерно|приблизительно|около|где то|ориентировочно|порядка|плюс минус|about"
    "|around|approximately|approx|circa|roughly|some time|sometime|on or about|ca|c|~|≈|تقريبا"
    "|حوالي|نحو"
    "|قرابه|بحدود|في حدود|ما يقارب|بالتقريب|تقريبي",
    Means.UNSURE: "неточно|возможно|наверное|наверно|кажется|вроде|вроде бы|скорее всего|может быть"
    "|видимо|похоже|по моему|не точно|точно не помню|не помню точно|не уверен|не уверена"
    "|под вопросом|maybe|perhaps|probably|possibly|uncertain|not certain|not sure|i think"
    "|i believe|likely|?|ربما|غالبا|اظن|اعتقد|يمكن|علي الارجح|غير موكد|غير متاكد|غير متاكده"
    "|لست متاكدا|لست متاكده|علي ما اظن|علي ما اذكر|مش متاكد|مش متاكده",
    Means.SOME_DAY: "какой то день|в какой то день|какого то числа|число не помню|числа не помню"
    "|день не помню|дня не помню|дату не помню|точной даты не помню|не помню число|не помню дня"
    "|не помню день|не помню какого числа|день неизвестен|число неизвестно|some day|one day"
    "|do not remember the day|don't remember the day|i don't remember the day|day not known"
    "|day unknown|exact day unknown|يوم ما من|يوم ما في|يوم ما|احد ايام|لا اذكر اليوم"
    "|لا اتذكر اليوم|اليوم غير معروف|نسيت اليوم",
    Means.SOME_MONTH: "какой то месяц|в какой то месяц|в каком то месяце|каком то месяце"
    "|месяц не помню|месяца не помню|не помню месяц|some month|month not known|month unknown"
    "|don't remember the month|شهر ما من|شهر ما في|شهر ما|لا اذكر الشهر|لا اتذكر الشهر",
    Means.STILL: "по сей день|до сих пор|до сегодняшнего дня|до сегодня|по сегодняшний день"
    "|по настоящее время|до настоящего времени|и сейчас|и до сих пор|по сегодня|до сейчас"
    "|until now|till now|to now|till today|up to the present|to date|up to now"
    "|to this day|until today"
    "|still|to the present|to present"
    "|until the present|حتي اليوم|حتي الان|الي اليوم|الي الان|لحد الان|حتي هذا اليوم"
    "|حتي يومنا هذا|الي يومنا هذا",
    Means.SINCE: "с|со|начиная|начиная с|начиная со|не раньше|не ранее|from|since|starting"
    "|starting in|starting from|not before|on or after|not earlier than|no earlier than|منذ"
    "|ابتداء من|بدءا من"
    "|بدايه من|اعتبارا من|ليس قبل",
    Means.FROM: "من",
    Means.TO: "по|не позже|не позднее|вплоть до|к|ко|to|until|till|through|thru|by|up to"
    "|not later than|no later than|at the latest|on or before|حتي|الي|لغايه|في موعد اقصاه",
    Means.DO: "до|еще до",
    Means.BEFORE: "раньше|ранее|перед|прежде|раньше чем|before|prior to|earlier than|قبل|ما قبل",
    Means.AFTER: "после|позже|позднее|после того как|after|later than|بعد|ما بعد|عقب",
    Means.OR_BEFORE: "или раньше|или ранее|or earlier|or before|او قبله|او قبلها|فما قبل",
    Means.OR_AFTER: "или позже|или позднее|и позже|и позднее|и далее|or later|and later|or after"
    "|onward|onwards|او بعده|او بعدها|فما بعد|فصاعدا",
    Means.BETWEEN: "между|between|بين|ما بين",
    Means.AND: "и|and|&|و",
    Means.OR: "или|либо|or|او|ام",
    Means.YEAR_AFTER: "год|года|году|годом|г|гг|годы|годов|годах|лет",
    Means.YEAR_BEFORE: "سنه|عام|العام|السنه|عامي|year|years|the year|the years",
    Means.THOUSANDS: "две тысячи|двух тысяч",
    Means.HIJRI: "ه|هجري|هجريه|للهجره|هجرية|ah|hijri|хиджры|по хиджре|хиджра",
    Means.OURS: "م|ميلادي|ميلاديه|للميلاد|ad|ce|н э",
    Means.FILLER: "в|во|на|в течение|числа|число|числах|месяц|месяца|месяце|месяцу|день|дня|днем"
    "|дни|утром"
    "|вечером|ночью|утро|вечер|ночь|где|это было|было|время|весь|вся|час|часа"
    "|часов|в районе|of|in|on|the|at|during|it was"
    "|was|a|month|day|morning|evening|night|afternoon|dated"
    "|that|season|only|whole|entire|all|o'clock|عقد|العقد|شهر|الشهر|يوم"
    "|اليوم|بتاريخ|تاريخ|في|خلال|اثناء|من شهر|في شهر|صباحا|مساء|ليلا|فجرا|ظهرا|عصرا|صباح|ليله|كان"
    "|كان ذلك|فصل|الفصل|ايام|مع|الساعه|كل|طوال|ب|ل|ف",
}  # fmt: skip


def folded(text: str) -> str:
    """Return `text` so that spellings of one word are one: case, ё, hamza, signs, digits."""
    text = strip_controls(unicodedata.normalize("NFKC", text)).lower().translate(_FOLDED)
    shown = []
    for character in text:
        value = unicodedata.decimal(character, None)
        if value is not None:
            shown.append(str(value))
        elif unicodedata.category(character) != "Mn" or not "\u064b" <= character <= "\u0670":
            shown.append(character)
    return " ".join("".join(shown).replace("’", "'").split())


Row = tuple[Means, Iterable[tuple[int, str]]]


@lru_cache(maxsize=1)
def meanings() -> dict[str, tuple[Means, int]]:
    """Return what every known phrase means, with the number that goes with it."""
    rows: tuple[Row, ...] = (
        (Means.WEEKDAY, enumerate(_WEEKDAYS)),
        (Means.WEEKDAY, _cldr_weekdays()),
        (Means.MONTH, _cldr_months()),
        (Means.MONTH, enumerate(map(_inflected, _RUSSIAN_MONTHS), 1)),
        (Means.MONTH, enumerate(_MORE_MONTHS, 1)),
        (Means.HIJRI_MONTH, enumerate(_HIJRI, 1)),
        (Means.HIJRI_MONTH, _own_hijri_months()),
        (Means.SEASON, enumerate(_SEASONS, 21)),
        (Means.ORDINAL, ((number, word) for word, number in ordinals().items())),
        (Means.PORTION, _PORTIONS.items()),
        (Means.WEEK, enumerate(itertools.starmap(_weeks, _WEEKS), 1)),
        (Means.DECADE, _DECADES.items()),
        (Means.EITHER_MONTH, _EITHER),
        (Means.EITHER_HIJRI, _EITHER_HIJRI),
        *((means, ((0, phrases),)) for means, phrases in TABLE.items()),
    )
    return {
        folded(phrase): (means, number)
        for means, numbered in rows
        for number, phrases in numbered
        for phrase in phrases.split("|")
    }


def _cldr_months() -> Iterator[tuple[int, str]]:
    for spoken in (*LANGUAGES, *(language("ar", style) for style in Months)):
        for month, case in itertools.product(range(1, 13), Case):
            yield month, month_name(spoken, month, case)


def _cldr_weekdays() -> Iterator[tuple[int, str]]:
    for spoken, day in itertools.product(LANGUAGES, range(7)):
        yield day, weekday_name(spoken, day)


def _own_hijri_months() -> Iterator[tuple[int, str]]:
    """The months of the Islamic calendar as the program itself calls them."""
    for spoken, (month, name) in itertools.product(LANGUAGES, enumerate(HIJRI_MONTHS, 1)):
        own = Words(spoken).t(name)
        yield month, own.replace("-", " ")


def _inflected(row: str) -> str:
    stem, _, endings = row.partition(":")
    return "|".join(stem + ending for ending in endings.split(" "))


def _weeks(russian: str, english: str, arabic: str) -> str:
    weeks = ("неделя", "неделе", "неделю", "недели")
    forms = [f"{which} {week}" for which in russian.split() for week in weeks]
    return "|".join([*forms, f"{english} week", f"الاسبوع {arabic}"])
