"""The letter that a case ends with: issued in the transaction of the act, under the next number of the issue
book. It is the paper that its applicant holds.
"""

from datetime import datetime

from ongikar.cases.citizen.track.tracking import track_address
from ongikar.cases.kinds import Result, kind_of
from ongikar.cases.models import Act, Case
from ongikar.cases.result_paper import counting_words, signing_post, way_to_complain_words
from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing import kinds
from ongikar.letters.outgoing.actions import Addressee, issue_letter_at_once
from ongikar.letters.outgoing.dispatching import dispatch_on_page
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.rules import case_transitions
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ

from .attachments import PAPERS


def issue_result_letter(case: Case, act: Act, *, actor: Reference, now: datetime) -> Letter:
    """Issue the letter of a case that has just ended by this act, in the language of its applicant, and put
    it on the applicant's page. Its clock has stopped.
    """
    user = User.objects.filter(pk=actor[1]).first() if actor[0] == "user" and actor[1] else None
    applicant = case.applicant
    with override_language(applicant.language if applicant else "bn"):
        result = result_of(case)
        number = text.digits(case.number, language())
        day = case.received_at.astimezone(TZ).date()
        letter = issue_letter_at_once(
            office=case.office,
            kind=kinds.RESULT,
            subject=case.reference,
            title=f"{result.title}: {case.row.short}",
            body="",
            parts=[
                *((str(label), str(words)) for label, words in result.parts),
                *((label, words) for label, words in way_to_complain_words(case)),
                (say("সময়ের হিসাব", "How the time was counted"), counting_words(case)),
            ],
            source=say("আবেদন নম্বর {number}, {day}", "Application {number} of {day}", number=number, day=day),
            language=language(),
            enclosures=[(paper.title, paper) for paper in papers_of_act(act)],
            signer_post=signing_post(case, user, now),
            recipients=addressees(case),
            verify={
                "address": track_address(case),
                "words": say("ট্র্যাকিং নম্বর {number}", "Tracking number {number}", number=number),
            },
            submission=f"case {case.pk} act {act.pk}",
            actor=actor,
            now=now,
        )
    dispatch_on_page(letter, actor=actor, now=now)
    return letter


def papers_of_act(act: Act) -> list[Paper]:
    """What the office encloses with its last word, in the order in which it was chosen."""
    keys = act.data.get(PAPERS, ())
    found = Paper.objects.in_bulk(keys) if keys else {}
    return [found[key] for key in keys]


def result_of(case: Case) -> Result:
    """What the kind says at its end; of what is another office's work, whose."""
    if result := kind_of(case.row).result(case):
        return result
    assert case.state == case_transitions.REDIRECTED, case.state
    where = (say("যেখানে যাবেন", "Where to go"), str(case.outcome.get("to", "")))
    return Result(say("অন্য দপ্তরে পাঠানোর পত্র", "Letter of redirection"), (where,))


def addressees(case: Case) -> list[Addressee]:
    """The applicant; of what the office owes by itself nobody."""
    who = case.applicant
    if who is None:
        return []
    name = "\n".join(filter(None, (who.name, who.institution)))
    return [Addressee(name, address=who.address, email=who.email, applicant=who)]


def letter_of(case: Case) -> Letter | None:
    """The letter that it ended with; None of one that ended before there were letters, or by word."""
    if not case.memo_number:
        return None
    found = Letter.objects.of_subject(case.reference).filter(memo_number=case.memo_number)
    return found.select_related("office", "file", "signer").last()
