"""The letter that a case ends with: issued in the transaction of the act, under the next number of the issue
book. It is the paper that its applicant holds; how it reaches them, sent_letters.py says.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any

from ongikar.cases.citizen.track.tracking import track_address
from ongikar.cases.kinds import Result, kind_of
from ongikar.cases.models import Case
from ongikar.cases.result_paper import counting_words, signing_post, way_to_complain_words
from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing import kinds
from ongikar.letters.outgoing.actions import Addressee, issue_letter_at_once
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.rules import case_transitions
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ


def issue_result_letter(
    case: Case,
    *,
    papers: Sequence[int],
    submission: str,
    actor: Reference,
    now: datetime,
    outcome: Mapping[str, Any] | None = None,
    channel: str = "",
) -> Letter:
    """Issue the letter of a case that has just ended, in the language of its applicant; it has not left yet.

    `papers`: the keys of those that go with it. `outcome`: of a case that will be kept by this letter when it
    has left: till then its clock runs. `channel`: the way that its applicant asked for, or that was agreed
    on.
    """
    user = User.objects.filter(pk=actor[1]).first() if actor[0] == "user" and actor[1] else None
    applicant = case.applicant
    with override_language(applicant.language if applicant else "bn"):
        result = result_of(case if outcome is None else as_kept(case, outcome, now))
        number = text.digits(case.number, language())
        day = case.received_at.astimezone(TZ).date()
        return issue_letter_at_once(
            office=case.office,
            kind=kinds.RESULT,
            subject=case.reference,
            title=f"{result.title}: {case.row.short}",
            body="",
            parts=[
                *((str(label), str(words)) for label, words in result.parts),
                *((label, words) for label, words in way_to_complain_words(case)),
                (say("সময়ের হিসাব", "How the time was counted"), counting_words(case, now)),
            ],
            source=say("আবেদন নম্বর {number}, {day}", "Application {number} of {day}", number=number, day=day),
            language=language(),
            enclosures=[(paper.title, paper) for paper in papers_of_keys(papers)],
            signer_post=signing_post(case, user, now),
            recipients=addressees(case, channel),
            verify={
                "address": track_address(case),
                "words": say("ট্র্যাকিং নম্বর {number}", "Tracking number {number}", number=number),
            },
            submission=submission,
            actor=actor,
            now=now,
        )


def as_kept(case: Case, outcome: Mapping[str, Any], at: datetime) -> Case:
    """The case as it will stand when its letter has left: what its paper says of the result is the same."""
    then = copy(case)
    then.state, then.outcome, then.closed_at = case_transitions.KEPT, dict(outcome), at
    return then


def papers_of_keys(keys: Sequence[int]) -> list[Paper]:
    """What the office encloses with its last word, in the order in which it was chosen."""
    papers = Paper.objects.in_bulk(keys) if keys else {}
    return [papers[key] for key in keys]


def result_of(case: Case) -> Result:
    """What the kind says at its end; of what is another office's work, whose."""
    if result := kind_of(case.row).result(case):
        return result
    assert case.state == case_transitions.REDIRECTED, case.state
    where = (say("যেখানে যাবেন", "Where to go"), str(case.outcome.get("to", "")))
    return Result(say("অন্য দপ্তরে পাঠানোর পত্র", "Letter of redirection"), (where,))


def addressees(case: Case, channel: str = "") -> list[Addressee]:
    """The applicant, and how it is to reach them; of what the office owes by itself nobody."""
    who = case.applicant
    if who is None:
        return []
    name = "\n".join(filter(None, (who.name, who.institution)))
    return [Addressee(name, address=who.address, email=who.email, channel=channel, applicant=who)]


def letter_of(case: Case) -> Letter | None:
    """The letter that it ended with; None of one that ended before there were letters, or by word."""
    if not case.memo_number:
        return None
    letters = Letter.objects.of_subject(case.reference).filter(memo_number=case.memo_number)
    return letters.select_related("office", "file", "signer").last()
