"""What the large case is told with: sentences with slots, in three languages, all invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language: titles and sentences have the slots of `fillers` and of `large_case`."""

    lang: str
    country: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    titles: tuple[str, ...]
    papers: tuple[str, ...]
    sentences: tuple[str, ...]
    fillers: dict[str, tuple[str, ...]]


RUSSIAN = Phrases(
    "ru",
    "RU",
    ("Анна", "Кирилл", "Вера", "Тимур", "Алёна", "Пётр", "Зоя", "Глеб", "Дарья", "Фёдор"),
    ("Дорохов", "Лемешко", "Серебряк", "Тихонравов", "Ёлкин", "Кожин", "Вяземцев", "Пашинин"),
    (
        "Повестка в {office}",
        "Обыск на {street}",
        "Звонок из {office_of}",
        "Разговор с начальником: {thing}",
        "Угроза в мессенджере, номер {number}",
        "Поездка: {city}",
        "Справка из больницы, {city}",
        "Запись: {thing}",
    ),
    (
        "Письмо из {office_of}, № {number}",
        "Снимок: {thing}",
        "Копия решения № {number}",
        "Переписка, {thing}",
    ),
    (
        "Утром пришли {people_n} человека из {office_of} и спросили, где {person}.",
        "Мне вручили бумагу № {number} и велели расписаться.",
        "Мы ехали через {city} {days} дней, документы проверяли {days} раз.",
        "Сосед сказал, что видел {thing} у подъезда на {street}.",
        "Следователь спрашивал про {thing} и про знакомых в городе {city}.",
        "В сообщении было написано: «{threat}».",
        "После этого {person} больше не отвечает на звонки.",
        "Я сохраняю все письма и снимки, оригинал лежит у {person}.",
        "Врач записал побои и выдал справку, рука болела {days} недель.",
        "На допросе не было переводчика, протокол мне не прочитали.",
        "Деньги за дорогу, {number} рублей, занимали у родственников.",
        "Точного числа не помню: была {season}, кажется, {month}.",
        "Заявление подано {month}, с тех пор прошло {days} месяцев без ответа.",
        "Ещё раз вызвали на собеседование, оно длилось {days} часов.",
        "Начальник требовал подписать {thing}, пришлось отказаться.",
        "Дети не ходили в школу, {person} прятала нас у себя.",
    ),
    {
        "office": ("военкомат", "отдел полиции", "прокуратуру", "миграционную службу", "суд"),
        "office_of": ("военкомата", "полиции", "прокуратуры", "миграционной службы", "суда"),
        "street": ("улице Садовой", "Лесной", "проспекте Мира", "Речной набережной", "Заводской"),
        "city": ("Выборг", "Псков", "Минск", "Орёл", "Тверь", "Хельсинки", "Нарва", "Казань"),
        "thing": ("чёрную машину", "листовки", "список сотрудников", "донос", "договор", "плакат"),
        "threat": ("мы знаем, где ты живёшь", "вернёшься — пожалеешь", "удали всё до пятницы"),
        "season": ("весна", "осень", "зима", "жара"),
        "month": ("в январе", "в марте", "в мае", "в августе", "в октябре", "в декабре"),
    },
)

ARABIC = Phrases(
    "ar",
    "SY",
    ("سامر", "رنا", "أحمد", "ليلى", "يوسف", "هدى", "مصطفى", "إيمان", "عبد الله", "آمنة"),
    ("الحلبوني", "قصّاب", "الصيرفي", "النجّار", "العطّار", "الخيّاط", "السكّري", "الدرويش"),
    (
        "استدعاء إلى {office}",
        "تفتيش البيت في {street}",
        "اتّصال من {office}",
        "حديث مع المدير عن {thing}",
        "تهديد في رسالة، الرقم {number}",
        "الطريق إلى {city}",
        "تقرير طبّي من مستشفى {city}",
        "ملاحظة: {thing}",
    ),
    (
        "رسالة من {office}، رقم {number}",
        "صورة: {thing}",
        "نسخة القرار رقم {number}",
        "محادثة عن {thing}",
    ),
    (
        "جاء صباحًا {people_n} رجال من {office} وسألوا عن {person}.",
        "سلّموني ورقة رقم {number} وطلبوا توقيعي عليها.",
        "مشينا إلى {city} {days} أيّام، وفُتّشت أوراقنا {days} مرّات على الحواجز.",
        "قال الجار إنّه رأى {thing} أمام المبنى في {street}.",
        "سألني المحقّق عن {thing} وعن أصدقائي في {city}.",
        "كان في الرسالة: «{threat}».",
        "منذ ذلك اليوم لا يردّ {person} على الاتّصالات.",
        "أحتفظ بكلّ الرسائل والصور، والأصل عند {person}.",
        "كتب الطبيب في المستشفى عن الضرب، وبقيت يدي تؤلمني {days} أسابيع.",
        "لم يكن في المقابلة مترجم، ولم يُقرأ عليّ المحضر.",
        "استدنّا أجرة الطريق، {number} ليرة، من الأقارب.",
        "لا أذكر اليوم بدقّة: كان {season}، وأظنّه {month}.",
        "قُدّم الطلب في {month}، ومضت {days} أشهر بلا جواب من المحكمة.",
        "استُدعيت مرّة أخرى للمقابلة، ودامت {days} ساعات.",
        "طلب المدير أن أوقّع على {thing}، فرفضت.",
        "لم يذهب الأولاد إلى المدرسة، وخبّأتنا عائلة {person} عندها.",
    ),
    {
        "office": ("شعبة التجنيد", "الشرطة", "النيابة", "دائرة الهجرة", "المحكمة", "فرع الأمن"),
        "office_of": ("التجنيد", "الشرطة", "النيابة", "الهجرة", "المحكمة"),
        "street": ("حيّ السكّري", "شارع النيل", "حيّ الوعر", "ساحة الساعة", "الشارع الطويل"),
        "city": ("حلب", "حمص", "بيروت", "مينسك", "هلسنكي", "إدلب", "اللاذقيّة", "الرقّة"),
        "thing": ("سيّارة سوداء", "المنشورات", "قائمة الأسماء", "الوشاية", "العقد", "اللافتة"),
        "threat": ("نعرف أين تسكن", "إن رجعت فستندم", "احذف كلّ شيء قبل الجمعة"),
        "season": ("الربيع", "الخريف", "الشتاء", "الصيف"),
        "month": ("كانون الثاني", "آذار", "أيّار", "آب", "تشرين الأوّل", "كانون الأوّل"),
    },
)

ENGLISH = Phrases(
    "en",
    "FI",
    ("Miriam", "Daniel", "Sarah", "Yonas", "Helen", "Tesfay", "Grace", "Omar", "Ruth", "Elias"),
    ("Okello", "Haile", "Weldon", "Marsh", "Abebe", "Novak", "Lindqvist", "Farrow"),
    (
        "Summons to the {office}",
        "Search of the flat on {street}",
        "A call from the {office}",
        "Talk with the manager about {thing}",
        "Threat from the number {number}",
        "On the way to {city}",
        "Medical report, {city} hospital",
        "Note: {thing}",
    ),
    (
        "Letter from the {office}, no. {number}",
        "Photograph: {thing}",
        "Copy of decision {number}",
        "Chat about {thing}",
    ),
    (
        "In the morning {people_n} men from the {office} came and asked where {person} was.",
        "I was handed a paper, number {number}, and told to sign it.",
        "We travelled through {city} for {days} days; our papers were checked {days} times.",
        "The neighbour says he saw {thing} in front of the house on {street}.",
        "The investigator asked about {thing} and about my friends in {city}.",
        "The message said: “{threat}”.",
        "Since then {person} has not been answering calls.",
        "I keep every letter and picture; the original is with {person}.",
        "The doctor recorded the bruises and wrote a certificate; it hurt for {days} weeks.",
        "There was no interpreter at the interview and the minutes were not read to me.",
        "We borrowed the fare, {number} dollars, from relatives.",
        "I do not remember the day: it was {season}, I think {month}.",
        "The application was lodged in {month}; {days} months have passed without an answer.",
        "I was called to another interview, which lasted {days} hours.",
        "The manager demanded that I sign {thing}; I refused.",
        "The children stopped going to school and {person} was hiding us at home.",
    ),
    {
        "office": ("draft office", "police", "prosecutor", "immigration service", "court"),
        "office_of": ("army", "police", "prosecutor", "immigration service", "court"),
        "street": ("Mill Lane", "Harbour Street", "Station Road", "Chapel Hill", "the high street"),
        "city": ("Helsinki", "Narva", "Kampala", "Asmara", "Khartoum", "Turku", "Vantaa", "Oulu"),
        "thing": ("a black car", "the leaflets", "the list of names", "the contract", "a banner"),
        "threat": ("we know where you live", "come back and you will regret it", "delete it all"),
        "season": ("spring", "autumn", "winter", "the hot season"),
        "month": ("January", "March", "May", "August", "October", "December"),
    },
)

LANGUAGES = (RUSSIAN, ARABIC, ENGLISH)
