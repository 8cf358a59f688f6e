"""What the person sees on their page once the classes have begun: tests, feedback, follow-up, result."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.delivery.training import states
from ongikar.delivery.training.actions.applying import CALL
from ongikar.delivery.training.models import Application
from ongikar.rules.calendar.office_calendar import TZ

from .completing import reason_words
from .later_questions import open_follow_up
from .rounds import PART_WORDS, rounds_of_case


def after_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """Nothing for whoever has no seat."""
    if CALL not in case.answers:
        return None
    application = (
        Application.objects.filter(case=case, state__in=SHOWN)
        .select_related("call__batch__course", "completion")
        .first()
    )
    if application is None:
        return None
    completion = getattr(application, "completion", None)
    batch = application.call.batch
    context = {
        "case": case,
        "completion": completion,
        "reasons": reason_words(completion.reasons, batch, completion.percent, completion.post_percent)
        if completion
        else "",
        "wanted": batch.course.attendance_percent,
        "rounds": [(say(*PART_WORDS[part]), url) for part, url in rounds_of_case(case, now)],
        "has_classes": batch.state in (states.RUNNING, states.FINISHED, states.CERTIFIED),
        "follow_up": open_follow_up(case, now.astimezone(TZ).date()),
    }
    return "training/after/tracked.html", context


SHOWN = frozenset({states.ENROLLED, states.COMPLETED, states.NOT_COMPLETED})
