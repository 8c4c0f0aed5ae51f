"""Words of this field whose other number no stemmer finds: людей is человек, محاكم is محكمة."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_RUSSIAN: Final = """
люди людей людям людьми людях = человек
дети детей детям детьми детях = ребенок
ребенка ребенку ребенком ребенке = ребенок
лет = год
мать матери матерью матерей матерям = мать
дочь дочери дочерью дочерей дочерям = дочь
день дня дню днем дне дни дней дням днями днях = день
писем = письмо
"""
_ENGLISH: Final = """
children = child
men = man
women = woman
wives = wife
knives = knife
lives = life
policemen = policeman
policewomen = policewoman
went gone goes = go
came comes = come
took taken = take
told tells = tell
said says = say
wrote written = write
beat beaten = beat
hid hidden = hide
fled flees = flee
sent sends = send
threw thrown = throw
stole stolen = steal
"""
# Broken plurals; every form after folding (ة as ه, أ as ا, ئ as ي, no hamza).
_ARABIC: Final = """
محاكم = محكمه
وثايق = وثيقه
اوراق = ورقه
رسايل = رساله
صور = صوره
شهود = شاهد
تقارير = تقرير
جنود = جندي
ضباط = ضابط
اطفال = طفل
اولاد = ولد
بيوت = بيت
اسما = اسم
ارقام = رقم
ايام = يوم
اشهر شهور = شهر
سنوات سنين = سنه
اسابيع = اسبوع
مدن = مدينه
قري = قريه
جيران = جار
اقارب اقربا = قريب
اصدقا = صديق
حواجز = حاجز
سجون = سجن
هواتف = هاتف
اطبا = طبيب
مواعيد = موعد
ادله = دليل
اسيله = سوال
اجوبه = جواب
حقوق = حق
قوانين = قانون
اسباب = سبب
اخوه اخوان = اخ
نسا = امراه
رجال = رجل
ملفات = ملف
شوارع = شارع
ابواب = باب
عناصر = عنصر
مكاتب = مكتب
مراكز = مركز
كتب = كتاب
ديون = دين
طرق = طريق
سيارات = سياره
حقايب = حقيبه
اسلحه = سلاح
احكام = حكم
تهم = تهمه
جثث = جثه
جروح = جرح
كسور = كسر
عظام = عظم
اخبار = خبر
منازل = منزل
غرف = غرفه
لجان = لجنه
فروع = فرع
اجهزه = جهاز
قضايا = قضيه
شكاوي = شكوي
مخيمات = مخيم
لاجيون لاجيين = لاجي
"""


def _table(*blocks: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in "".join(blocks).split("\n"):
        others, _, word = line.partition(" = ")
        found |= dict.fromkeys(others.split(), word)
    return MappingProxyType(found)


IRREGULAR: Final = _table(_RUSSIAN, _ENGLISH, _ARABIC)
"""From a folded word to the folded word that it is a form of."""
