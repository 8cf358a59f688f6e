"""What is told in writing when a complaint is not taken on, or goes to the office whose matter it is: a
letter with its memo number. Of a hidden name it tells nothing, for it lies in the office's issue book.
"""

from datetime import datetime

from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Dispatch, Letter, Recipient
from ongikar.letters.outgoing.actions import Addressee, issue_letter_at_once
from ongikar.letters.outgoing.dispatching import dispatch, dispatch_on_page
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.letters.outgoing.ways import Sending
from ongikar.rules import tiers
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ

from ..house_rules import house_rules
from ..models import Grievance, Stage
from ..transitions import GrievanceFault
from .deciding_office import issuing_office
from .destinations import Destination
from .redaction import text_for_respondent

OFFICIAL = "official"


def issue_refusal_letter(stage: Stage, *, actor: Reference, now: datetime) -> None:
    """To whoever complains: that it is not taken on, and why."""
    grievance = stage.grievance
    with override_language(grievance.tongue):
        rules = house_rules(grievance.office.slug)
        parts = [
            (say("কারণ", "Reason"), rules.reason(stage.reason_code)),
            (say("ব্যাখ্যা", "Explanation"), stage.reasons),
            (say("আপিল", "Appeal"), appeal_sentence(stage)),
        ]
        letter = issue_stage_letter(
            stage,
            say("{what} {number}: গ্রহণ করা হয়নি", "{what} {number}: not accepted", **letter_names(stage)),
            parts,
            [complainant_addressee(grievance)],
            actor=actor,
            now=now,
        )
    dispatch_on_page(letter, actor=actor, now=now)


def issue_forwarding_letter(
    stage: Stage, to: Destination, *, words: str, sending: Sending, actor: Reference, now: datetime
) -> None:
    """To the other office with what was complained of, and a copy to whoever complains. It goes at once, with
    who carries it or what the post office gave: those who dispatch other letters of the office may not read
    this one.
    """
    grievance = stage.grievance
    with override_language("bn"):
        parts = [
            (say("অভিযোগ", "Complaint"), f"{grievance.get_about_display()}\n\n{grievance.text}"),
            (say("অভিযোগকারী", "Complainant"), complainant_words(grievance)),
            (say("কেন পাঠানো হলো", "Why it is sent"), words),
        ]
        other = Addressee(to.name, email=to.email, contact=to.contact)
        copy = complainant_addressee(grievance, Recipient.COPY)
        title = say("অভিযোগ {number} প্রেরণ", "Complaint {number} forwarded", **letter_names(stage))
        letter = issue_stage_letter(stage, title, parts, [other, copy], actor=actor, now=now)
    for recipient in letter.recipients.all():
        if recipient.role == Recipient.TO:
            send_carried(letter, recipient, sending, actor=actor, now=now)
        else:
            dispatch(letter, recipient, channel=Dispatch.PAGE, actor=actor, now=now)


# Beside which field of the decider's form a fault of the sending stands.
FIELDS = {"address": "channel"}


def send_carried(
    letter: Letter, recipient: Recipient, sending: Sending, *, actor: Reference, now: datetime
) -> None:
    """Send it as the decider says. Raises GrievanceFault where it cannot go so, or nothing shows that it
    went.
    """
    try:
        dispatch(
            letter,
            recipient,
            channel=sending.channel,
            reference=sending.reference,
            carried_by=sending.carried_by,
            address=sending.address,
            actor=actor,
            now=now,
        )
    except LetterFault as fault:
        raise GrievanceFault(FIELDS.get(fault.field, fault.field), fault.bn, fault.en) from None


def issue_stage_letter(
    stage: Stage,
    title: str,
    parts: list[tuple[str, str]],
    recipients: list[Addressee],
    *,
    actor: Reference,
    now: datetime,
) -> Letter:
    """The letter with which a tier ends, in the language at hand."""
    letter = issue_letter_about(
        stage, title, parts, recipients, submission=f"stage-{stage.pk}", actor=actor, now=now
    )
    stage.letter = letter
    stage.save(update_fields=["letter"])
    return letter


def issue_letter_about(
    stage: Stage,
    title: str,
    parts: list[tuple[str, str]],
    recipients: list[Addressee],
    *,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Letter:
    """A letter about a complaint, signed by the post that decides on it. Whatever tells of a hidden name is
    taken out: it lies in the office's issue book.
    """
    grievance = stage.grievance
    return issue_letter_at_once(
        office=grievance.office,
        kind=OFFICIAL,
        subject=grievance.reference,
        title=title,
        body="",
        parts=[(label, text_for_respondent(grievance, words)) for label, words in parts if words],
        source=say("{what} {number}, {day}", "{what} {number} of {day}", **letter_names(stage)),
        language=language(),
        signer_post=stage.post,
        recipients=recipients,
        submission=submission,
        actor=actor,
        now=now,
        issuing=issuing_office(stage),
    )


def letter_names(stage: Stage) -> dict[str, str]:
    """What the letter calls it, in the language at hand."""
    return {
        "what": say(*tiers.WORDS[stage.what]),
        "number": text.digits(stage.grievance.number, language()),
        "day": text.date_words(stage.filed_at.astimezone(TZ).date(), language(), weekday=False),
    }


def appeal_sentence(stage: Stage) -> str:
    """That it may be appealed from; "" where no tier stands above."""
    if not stage.tier.version.tiers.filter(number__gt=stage.number).exists():
        return ""
    return say(
        "মানতে না পারলে পরের ধাপে আপিল করতে পারেন। আপিল আপনার অভিযোগের পাতায় তৈরি থাকে।",
        "If you do not accept this, you may appeal to the next tier. The appeal stands ready on the page of"
        " your complaint.",
    )


def complainant_addressee(grievance: Grievance, role: str = Recipient.TO) -> Addressee:
    """Whoever complains as a letter may name them: the issue book is read by the officer complained of."""
    who = grievance.complainant
    if who is None:
        return Addressee(say("অভিযোগকারী (নাম দেননি)", "The complainant (no name given)"), role)
    if grievance.identity_hidden:
        return Addressee(say("অভিযোগকারী (নাম গোপন)", "The complainant (name hidden)"), role)
    name = "\n".join(filter(None, (who.name, who.institution)))
    return Addressee(name, role, address=who.address, applicant=who)


def complainant_words(grievance: Grievance) -> str:
    who = grievance.complainant
    if who is None:
        return say("নাম দেননি", "No name given")
    if grievance.identity_hidden:
        return say(
            "নাম গোপন রাখতে চেয়েছেন। তাঁকে কিছু জানাতে হলে এই কার্যালয়ের মাধ্যমে জানান।",
            "Asked that the name be hidden. What is to be told to them is told through this office.",
        )
    mobile = text.digits(who.mobile.removeprefix("+88"), language())
    return "\n".join(filter(None, (who.shown_name, who.address, mobile)))
