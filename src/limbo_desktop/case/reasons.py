"""Why each thing helps, in one line a person can read: the words of the checklist.

From DOMAIN section 3 (EUAA, UNHCR "Beyond Proof", Berkeley Protocol, IARMJ): no line scores,
scolds or promises anything.
"""

from collections.abc import Mapping
from types import MappingProxyType

from limbo_desktop.marking import N_

_WHO_DID_IT = N_("Who did it shows whether the state is behind it or protects from it.")
_WHERE = N_("With a place the entry can be compared with other papers.")
_WHO_DECIDES = N_("The lawyer sees at once which office it concerns.")
_RECORDS = N_("What a paper says word for word can be checked.")
_WHO_IT_CONCERNS = N_("It shows whom it was aimed at.")
_ITS_DEADLINE = N_("Deadlines are counted from this day.")
_OWN_VIEW = N_("Your own view counts, also without proof. “I do not know” is an answer too.")
_CONSEQUENCE = N_("What came of it shows how serious it was.")

_CONFIRMS = N_("Somebody else can confirm it.")
_SEEN_BY_DOCTOR = N_("What a doctor wrote down then weighs more than a later account.")
_URL = N_("With the address the page can be found again, or be shown to be gone.")
_ORIGINAL_KEPT = N_("Somebody may want to see it, and copies are asked about.")

FIELD_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "interview.authority": _WHO_DECIDES,
        "interview.type": N_("Each kind of interview has its own rules."),
        "interview.language": N_("A wrong language explains wrong answers in the record."),
        "interview.minutes": N_("The length shows how much could be said."),
        "interview.problems": N_("What went wrong can still be corrected."),
        "summons.issuer": _WHO_DID_IT,
        "summons.issuer_type": _WHO_DID_IT,
        "summons.addressee": _WHO_IT_CONCERNS,
        "summons.capacity": N_("A witness and a suspect are called for different reasons."),
        "summons.served": N_("How and when it arrived shows that they look for the person."),
        "summons.original_where": _ORIGINAL_KEPT,
        "summons.appear_on": N_("The day shows what happened before and after it."),
        "threat.channel": N_("It shows where the first copy is."),
        "threat.sender_shown": N_("The name as it was seen, even if it is invented."),
        "threat.sender_id": N_("A number or an id leads to a person; a name in contacts does not."),
        "threat.sender_believed": _OWN_VIEW,
        "threat.why_believed": N_("The reasons make a guess into something to weigh."),
        "threat.exact_words": N_("The exact words weigh more than their meaning retold."),
        "threat.to_whom": _WHO_IT_CONCERNS,
        "threat.time_zone": N_("The time on a screenshot becomes clear to a court."),
        "threat.followed_by": N_("An act after a threat shows that the words are not empty."),
        "threat.seen_by": _CONFIRMS,
        "threat.still_on_device": N_("The device holds the first copy. It is best kept."),
        "threat.addressed_account": N_("It shows that the message was meant for this person."),
        "threat.device_owner": N_("Whose telephone it is explains how the message is here."),
        "threat.message_id": N_("With it the message can be found again among all others."),
        "threat.url": _URL,
        "search.where": _WHERE,
        "search.whose": _WHO_IT_CONCERNS,
        "search.officers": N_("Numbers, uniforms and cars show which office came."),
        "search.asked_about": N_("What they asked shows whom they look for."),
        "search.present": _CONFIRMS,
        "detention.medical_seen": _SEEN_BY_DOCTOR,
        "detention.by_whom": _WHO_DID_IT,
        "detention.where": _WHERE,
        "detention.reason_given": N_("The reason named can be compared with the real one."),
        "violence.by_whom": _WHO_DID_IT,
        "violence.what_happened": N_("Only as much as can be told now. More can come later."),
        "violence.why_me": _OWN_VIEW,
        "violence.medical_seen": _SEEN_BY_DOCTOR,
        "violence.police_told": N_(
            "Whether help was asked for, or why not, shows if the state protects."
        ),
        "charge.article": N_("The law named shows what punishment threatens."),
        "charge.authority": _WHO_DID_IT,
        "activity.what": N_("It shows what makes a return dangerous."),
        "activity.visible": N_("It shows who could know of it."),
        "activity.known_to_authorities": N_("What the authorities know makes the risk."),
        "activity.how_known": N_("It shows how they could have learned of it."),
        "activity.url": _URL,
        "work.employer": _WHO_IT_CONCERNS,
        "work.what_happened": _CONSEQUENCE,
        "work.link_to_case": N_("The lawyer sees why it belongs here."),
        "journey.from": _WHERE,
        "journey.to": _WHERE,
        "journey.outcome": _CONSEQUENCE,
        "journey.asked_asylum": N_("When and where asylum was asked for is always examined."),
        "application.authority": _WHO_DECIDES,
        "application.where": _WHERE,
        "decision.authority": _WHO_DECIDES,
        "decision.received": _ITS_DEADLINE,
        "decision.outcome": _CONSEQUENCE,
        "decision.points": N_("Each reason of the refusal can get its own answer."),
        "decision.appeal_until": N_("The day in the letter, so that it is not missed."),
        "appeal.court": _WHO_DECIDES,
        "appeal.asks": N_("The lawyer sees what is open and what is decided."),
        "medical.clinician": N_("A name can be asked for the full record."),
        "medical.seen": N_("The day shows how soon after it was."),
        "medical.findings": N_("Only as the doctor wrote it."),
        "contact.with": _WHO_DECIDES,
        "contact.about": N_("It shows what was asked and when."),
    }
)
"""By kind and field; the fields of the short form and a few more that carry weight."""

WHEN = N_("An uncertain date, honestly marked, is better than a wrong exact one.")
WHEN_SOURCE = N_("It shows how sure the date is.")
ACCOUNT = N_("Your own words, in any language, as it is remembered.")
TRANSLATION = N_("The lawyer reads it without waiting for a translator.")
DOCUMENT = N_("A photo, a message or a letter that shows it.")
TOLD = N_("If the authority learns of it late, it asks why.")
TOLD_BY = N_("Whose words they are shows what can be confirmed.")
RECORDS = _RECORDS
TIME = N_("With date and time it can be set beside what else happened that day.")
KNOWLEDGE = N_("What you saw and what you heard of are weighed differently. Both count.")
OBTAINED = N_("Courts ask of every paper how it was come by.")
EXPORT = N_("A picture shows what was on the screen; the file also keeps sender, time and order.")
CONVERSATION = N_("A single message can be misread. What stands around it shows what was meant.")
CAPTURED = N_("Pages change and vanish: the day says what stood there then.")
PAPER_TITLE = N_("It is found by its name, here and in the bundle.")
PAPER_TYPE = N_("The lawyer sees at once what it can show.")
PAPER_WHEN = N_("By its date it takes its place in the story. The month is enough.")
PAPER_LANGUAGE = N_("The lawyer sees who has to read it.")
OBTAINED_WHEN = N_("It shows when it could be handed in at the earliest.")
OBTAINED_FROM = N_("It shows through whose hands it went.")
WHY_NOT_EARLIER = N_("What is handed in late is asked about. An honest reason is enough.")
ORIGINAL = N_("A copy counts too, if it is called a copy.")
ORIGINAL_KEPT = _ORIGINAL_KEPT
TRANSLATOR = N_("It shows how far the translation can be relied on.")
PAPER_TRANSLATION = N_("Not every office asks for one. Your lawyer knows.")
SHOWS = N_("Who is concealed stays concealed in pictures and recordings only when named here.")
