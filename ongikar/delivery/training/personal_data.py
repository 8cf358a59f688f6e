"""What the tables of trainings hold about somebody: on the page of what is held about them, and how it goes
with the case it belongs to. Rolls, points and days stay, so that a draw can be recomputed for ever.
"""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.records.retention import forget_people
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.selection.explain import DEGREE_WORDS, group_words, source_words

from . import words
from .actions.applying import CALL
from .actions.marking import marks_of
from .models import Application, FollowUp, SchoolCourse
from .objections import answer_words, number_of


def names_nominated(case: Case) -> list[str]:
    """Whom an office or school nominated, also since: its answer tells of each by name."""
    if CALL not in case.answers or "names" not in case.answers:
        return []
    rows = Application.objects.filter(nomination__case=case)
    return list(rows.values_list("case__applicant__name", flat=True))


def held_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if CALL not in case.answers:
        return None
    application = Application.objects.filter(case=case).select_related("call__batch__course").first()
    if application is None:
        return None
    return "training/public/personal_data.html", {"lines": held_lines(application)}


def held_lines(application: Application) -> list[tuple[str, str]]:
    """Each fact that is kept, with what it is called; a mark only once both markers have given theirs."""
    tongue = language()
    lines = [
        (say("রোল", "Roll"), digits(application.roll, tongue)),
        (say("কোন ব্যাচ", "Batch"), words.batch_title(application.call.batch)),
        (say("অবস্থা", "State"), words.state_words(application.state)),
    ]
    if application.name_en:
        lines.append((say("নাম, ইংরেজিতে", "Name in English"), application.name_en))
    if application.born_on:
        lines.append((say("জন্মতারিখ", "Day of birth"), date_words(application.born_on, tongue, weekday=False)))
    if degree := DEGREE_WORDS.get(application.facts.get("education", "")):
        lines.append((say("শিক্ষা", "Education"), say(*degree)))
    for claim in application.claims.all():
        told = claim.get_state_display()
        if claim.reason:
            told = say("{told}: {reason}", "{told}: {reason}", told=told, reason=claim.reason)
        lines.append((group_words(claim.group, tongue), told))
    for (_, part), marks in sorted(marks_of([application.pk]).items()):
        if marks.is_open:
            value = say("অনুপস্থিত", "absent") if marks.value is None else digits(marks.value, tongue)
            lines.append((source_words(part, tongue), value))
    for objection in application.objections.select_related("answer", "freeze"):
        told = f"{objection.words} ({answer_words(getattr(objection, 'answer', None))})"
        lines.append((say("আপত্তি {n}", "Objection {n}", n=number_of(objection)), told))
    for follow_up in FollowUp.objects.filter(application=application).exclude(answered_at=None):
        lines.append(
            (
                say("{n} মাস পরের উত্তর", "Answer after {n} [month|months]", n=follow_up.months),
                f"{follow_up.answer} {follow_up.words}".strip(),
            )
        )
    return lines


def forget_applicant(case: Case) -> None:
    """Empty what tells of the person behind an application, or of who spoke for a school. Done twice it is
    done once.
    """
    for application in Application.objects.filter(case=case):
        forget_people(application)
        # Which group somebody belongs to is nobody's business any more.
        for claim in application.claims.all():
            claim.group = f"gone-{claim.pk}"
            claim.save(update_fields=["group"])
        for follow_up in FollowUp.objects.filter(application=application):
            forget_people(follow_up)
        for objection in application.objections.all():
            objection.forget()
    for course in SchoolCourse.objects.filter(case=case):
        forget_people(course)
