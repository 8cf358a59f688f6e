"""A recommendation of whoever decided a complaint, taken up as an initiative of the office."""

from datetime import datetime

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import charter_in_force
from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

KIND = "initiative"


def take_up(
    office: Office, *, title: str, words: str, submission: str, actor: Reference, now: datetime
) -> Case | None:
    """None where the charter in force has no such work: then the recommendation stays as it was written."""
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    service = next((row for row in rows if row.kind == KIND), None)
    if service is None:
        return None
    with override_language("bn"):
        problem = say("একটি অভিযোগের সিদ্ধান্ত থেকে।", "From the decision on a complaint.")
    return receive_case(
        service=service,
        person=None,
        answers={"title": title, "problem": problem, "idea": words, "owner": service.responsible.title_bn},
        channel=Case.PLANNED,
        submission=submission,
        now=now,
        actor=actor,
    )
