"""Parts of the pages about a case: questionnaires, rosters, days, tasks and letters that belong to it, for
the applicant and for the officer.
"""

import json
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from ongikar.core.db.pages import Page, page_of
from ongikar.core.i18n.say import language
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.gatherings.actions import change_member
from ongikar.gatherings.member_page import member_context
from ongikar.gatherings.models import Member
from ongikar.journal.actions import WORKER, SubjectReference
from ongikar.journal.models import OutboxEntry
from ongikar.letters.models import Letter
from ongikar.letters.transitions import ISSUED
from ongikar.people.models import Applicant
from ongikar.people.post_holders import StaffRequest
from ongikar.questionnaires.actions.rounds import respondent_key
from ongikar.questionnaires.fields import answer_words
from ongikar.questionnaires.models import Answered, Invitation, Response, Round, Version
from ongikar.questionnaires.results import answered_lines
from ongikar.rules.questionnaire.definition import words_in
from ongikar.tasks.models import Task
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import task_standing
from ongikar.tasks.words import task_number

from .actions.sent_letters import case_behind, waiting_answer
from .citizen.track.applicant_proof import proof_of
from .citizen.track.day_views import may_talk
from .kinds import kind_of
from .kinds.agreed_days import AgreedDay, agreed_day_of
from .models import Case
from .rights import may_handle

# A committee may have hundreds; the page of all tasks, narrowed to the case, has the rest.
SHOWN = 25


def tasks_part(*, request: StaffRequest, case: Case, now: datetime) -> Answer | None:
    # Whether there is any came with the case: of most there is none, and composing the query is dear.
    page: Page[Task] = Page([])
    if cast(Any, case).has_tasks:
        page = page_of(Task.objects.of_subject(case.reference).with_related(), SHOWN)
    may_give = may_handle(request.holder, case.office_id) and case.is_open
    if not page.rows and not may_give:
        return None
    subject = "{}:{}".format(*case.reference)
    context = {
        "tasks_of_case": [
            (task, task_number(task.number), task_standing(task, now), owner_words(task))
            for task in page.rows
        ],
        "give_url": f"{reverse('task_new')}?subject={subject}" if may_give else "",
        "all_url": f"{reverse('tasks')}?subject={subject}" if page.last else "",
    }
    return "cases/officer/tasks.html", context


def waiting_letter_part(*, request: StaffRequest, letter: Letter, now: datetime) -> Answer | None:
    if letter.state != ISSUED or letter.dispatched_at is not None:
        return None
    case = case_behind(letter)
    waiting = waiting_answer(case) if case is not None and case.is_open else None
    if case is None or waiting is None or waiting.data.get("letter") != letter.pk:
        return None
    return ("cases/officer/waiting_letter.html", {"case": case, "due": case.clock.due(now)})


TEMPLATE = "cases/agreed_day.html"


def applicants_day_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if (days := days_talked_about(case)) is None:
        return None
    context = {
        "case": case,
        "days": days,
        "to_applicant": True,
        "may_answer": may_talk(case),
    }
    return TEMPLATE, context


def officers_day_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if (days := days_talked_about(case)) is None:
        return None
    return TEMPLATE, {"case": case, "days": days, "to_applicant": False}


def days_talked_about(case: Case) -> AgreedDay | None:
    """None where no day is: of a kind that knows none, and of a visit that nobody has named yet."""
    kind = kind_of(case.row)
    if not kind.agrees_on_day:
        return None
    days = agreed_day_of(case)
    return days if kind.takes_place or days.named or days.agreed else None


def has_rosters() -> Exists:
    """Asked in the case's own statement, so that a page about a case without a roster asks nothing more."""
    return Exists(Member.objects.filter(applicant=OuterRef("applicant")))


def members_of(case: Case) -> list[Member]:
    if not getattr(case, "has_rosters", False):
        return []
    rows = Member.objects.filter(applicant=case.applicant_id, roster__office=case.office_id)
    return list(rows.select_related("roster__office").order_by("id"))


def tracked_rosters(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """The ticket opens the member's own page, so it is shown to whoever proved that the case is theirs; the
    timetable and the attendance to everybody who may read the case.
    """
    members = members_of(case)
    if not members:
        return None
    with_code = bool(proof_of(request, case.reference, now))
    rosters = [member_context(member, now=now, with_code=with_code) for member in members]
    return "cases/citizen/rosters.html", {"rosters": rosters}


def held_rosters(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On which rosters they stand, since when, and what they attended."""
    members = members_of(case)
    if not members:
        return None
    rosters = [member_context(member, now=now, with_code=False) for member in members]
    return "cases/citizen/roster_data.html", {"rosters": rosters}


def follow_correction(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What was put right on the application is put right on the rosters that copied it. Safe to run twice."""
    case = Case.objects.select_related("applicant").get(pk=outbox_entry.entry.subject_id)
    person = case.applicant
    if person is None:
        return
    facts = {
        "name": person.name,
        "organisation": person.institution,
        "mobile": person.mobile,
        "email": person.email,
        "language": person.language,
    }
    for member in Member.objects.filter(applicant=person).select_related("roster"):
        change_member(member, actor=WORKER, now=now, **facts)


APPLICANT = Applicant._meta.model_name or ""


def has_responses() -> Exists:
    """Asked in the case's own statement, so that a page about a case without any asks nothing more."""
    answered = Response.objects.filter(respondent_type=APPLICANT, respondent_id=OuterRef("applicant"))
    return Exists(answered)


def has_invitations() -> Exists:
    """The same of questionnaires that they were asked to answer."""
    invited = Invitation.objects.filter(respondent_type=APPLICANT, respondent_id=OuterRef("applicant"))
    return Exists(invited)


def tracked_rounds(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """What they are asked to answer now: the address is their own, so it is shown to whoever proved that the
    case is theirs.
    """
    if not getattr(case, "has_invitations", False):
        return None
    reference = (APPLICANT, not_none(case.applicant_id))
    asked = Round.objects.filter(
        office=case.office_id,
        invitations__respondent_type=APPLICANT,
        invitations__respondent_id=reference[1],
        opens_at__lte=now,
    ).filter(Q(closes_at=None) | Q(closes_at__gt=now))
    answered = Answered.objects.filter(
        round=OuterRef("pk"), respondent_type=APPLICANT, respondent_id=reference[1]
    )
    rounds = list(asked.exclude(Exists(answered)).select_related("questionnaire", "office").order_by("pk"))
    if not rounds:
        return None
    is_proved = bool(proof_of(request, case.reference, now))
    lines = [(each, own_address(each, reference) if is_proved else "") for each in rounds]
    return "cases/citizen/rounds.html", {"rounds": lines}


def own_address(round: Round, respondent: SubjectReference) -> str:
    return reverse("fill_own", args=[round.token, respondent_key(round, respondent)])


def held_responses(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """Every response with its answers; what is sealed for whoever proved that it is theirs."""
    if not getattr(case, "has_responses", False):
        return None
    responses = Response.objects.filter(
        respondent_type=APPLICANT, respondent_id=case.applicant_id, round__office=case.office_id
    )
    is_proved = bool(proof_of(request, case.reference, now))
    rows = responses.select_related("round__questionnaire", "version").order_by("id")
    lines = [
        (row, answered_lines(row, row.version) + (sealed_lines(row, row.version) if is_proved else []))
        for row in rows
    ]
    return "cases/citizen/response_data.html", {"responses": lines, "is_proved": is_proved}


def sealed_lines(response: Response, version: Version) -> list[tuple[str, str]]:
    """The sealed answers as the person who gave them may read them."""
    plain = response.read_sealed_answers()
    questions = version.questions
    return [
        (
            words_in(questions.by_name[name].label, language()) or name,
            answer_words(questions.by_name[name], questions.choices_of(questions.by_name[name]), value),
        )
        for name, value in (json.loads(plain) if plain else {}).items()
        if name in questions.by_name
    ]
