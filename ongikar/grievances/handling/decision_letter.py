"""The decision as a letter of the decider's own office, with its memo number, for both sides: of a hidden
name it tells nothing, for the officer complained of holds the same paper.
"""

from datetime import datetime

from ongikar.cases.result_paper import post_with_phone
from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter, Recipient
from ongikar.letters.outgoing import kinds
from ongikar.letters.outgoing.actions import Addressee, issue_letter_at_once
from ongikar.letters.outgoing.dispatching import dispatch_on_page
from ongikar.offices.models import Post
from ongikar.rules import tiers as tier_words
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ

from ..hearing.words import hearing_sentence
from ..ladder.conflicts import matter_of
from ..ladder.tiers import hearing_post_id, next_tier, window_days
from ..models import Grievance, Stage
from .deciding_office import issuing_office
from .redaction import text_for_respondent


def issue_decision_letter(stage: Stage, *, actor: Reference, now: datetime) -> Letter:
    """In the transaction of the decision, in the language of who complains."""
    grievance = stage.grievance
    with override_language(grievance.tongue):
        number, what = text.digits(grievance.number, language()), say(*tier_words.WORDS[stage.what])
        filed = text.date_words(stage.filed_at.astimezone(TZ).date(), language(), weekday=False)
        letter = issue_letter_at_once(
            office=grievance.office,
            kind=kinds.DECISION,
            subject=grievance.reference,
            title=say("{what} {number}: সিদ্ধান্ত", "{what} {number}: decision", what=what, number=number),
            body="",
            parts=[
                (label, text_for_respondent(grievance, words)) for label, words in decision_parts(stage, now)
            ],
            source=say(
                "{what} {number}, {day}", "{what} {number} of {day}", what=what, number=number, day=filed
            ),
            language=language(),
            signer_post=stage.post,
            recipients=addressees(stage),
            submission=f"decision-{stage.pk}",
            actor=actor,
            now=now,
            issuing=issuing_office(stage),
        )
    dispatch_on_page(letter, actor=actor, now=now)
    stage.letter = letter
    stage.save(update_fields=["letter"])
    return letter


def decision_parts(stage: Stage, now: datetime) -> list[tuple[str, str]]:
    """What the paper says, in the language at hand; a part without words is left out."""
    right = say("হ্যাঁ, সঠিক পাওয়া গেছে", "Yes") if stage.upheld else say("না, সঠিক পাওয়া যায়নি", "No")
    parts = [
        (say("শুনানি", "Hearing"), hearing_sentence(stage)),
        (say("অভিযোগ সঠিক কি", "Was the complaint upheld?"), right),
        (say("সিদ্ধান্ত", "Decision"), stage.decision),
        (say("কারণ", "Reasons"), stage.reasons),
        (say("প্রতিকার", "Remedy"), stage.remedy),
        (say("আপিল", "Appeal"), appeal_words(stage, now)),
    ]
    return [(label, words) for label, words in parts if words]


def appeal_words(stage: Stage, now: datetime) -> str:
    """To whom either side may go from here, and by when; "" where nobody stands above."""
    grievance = stage.grievance
    matter, office_id = matter_of(grievance, stage.number + 1), grievance.office_id
    tiers = list(stage.tier.version.tiers.select_related("post", "alternate"))
    tier = next_tier(tiers, matter=matter, office_id=office_id, above=stage.number, now=now)
    if tier is None:
        return ""
    post_id = hearing_post_id(tier, matter=matter, office_id=office_id, now=now)
    return say(
        "দুই পক্ষই {days} দিনের মধ্যে আপিল করতে পারেন: {decider}। পরে করলে দেরির কারণ লিখতে হয়।",
        "Either side may appeal within {days} [day|days]: {decider}. Later, the reason for coming late is"
        " needed.",
        days=window_days(stage.tier, grievance.office.slug),
        decider=post_with_phone(Post.objects.get(pk=post_id)),
    )


def addressees(stage: Stage) -> list[Addressee]:
    """Both sides, and whoever decided below."""
    grievance = stage.grievance
    below = [each.post for each in grievance.stages.all() if each.number < stage.number]
    return [
        complainant_addressee(grievance),
        post_addressee(grievance.respondent),
        *(post_addressee(post, Recipient.COPY) for post in dict.fromkeys(below)),
    ]


def post_addressee(post: Post, role: str = Recipient.TO) -> Addressee:
    """With the office it sits in: the letter comes from another."""
    return Addressee(post.title, role, address=post.seat, post=post)


def complainant_addressee(grievance: Grievance) -> Addressee:
    who = grievance.complainant
    if who is None:
        return Addressee(say("অভিযোগকারী (নাম দেননি)", "The complainant (no name given)"))
    if grievance.identity_hidden:
        return Addressee(say("অভিযোগকারী (নাম গোপন)", "The complainant (name hidden)"))
    name = "\n".join(filter(None, (who.name, who.institution)))
    return Addressee(name, address=who.address, applicant=who)
