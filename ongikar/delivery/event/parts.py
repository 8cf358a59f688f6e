"""What an event shows on the pages of its case, and the way from a case of advice to an awareness class."""

from datetime import date, datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.cases.rights import may_handle
from ongikar.charter.models import Service, service_in_force
from ongikar.core.slots import Answer
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from .models import Event
from .words import state_of_event, state_words

# In the options of a charter row: the row under which its cases may open an event.
OPENS_EVENT = "opens_event"


def event_of_case(case: Case) -> Event | None:
    return Event.objects.filter(case=case).select_related("case__service", "roster", "office").first()


def tracked_event_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """The applicant sees the programme, and what is planned and held."""
    if case.row.kind != "event" or (event := event_of_case(case)) is None:
        return None
    event.case = case
    programme = event.programmes.last()
    state = state_of_event(event)
    context = {
        "event": event,
        "state": state_words(state),
        "programme": programme,
        "gathering": event.standing_gathering,
    }
    return "event/tracked.html", context


def officers_event_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "event" or (event := event_of_case(case)) is None:
        return None
    event.case = case
    return "event/case_part.html", {"event": event, "state": state_words(state_of_event(event))}


def awareness_row(case: Case, day: date) -> Service | None:
    """The charter row under which a case may open an event; None where its own row names none."""
    code = case.row.options.get(OPENS_EVENT)
    return service_in_force(case.office, code, day) if code else None


def awareness_part(*, request: DeskRequest, case: Case, now: datetime) -> Answer | None:
    """Beside a case of advice: open an awareness class, and the classes that were opened from it."""
    if not case.row.options.get(OPENS_EVENT):
        return None
    if awareness_row(case, now.astimezone(TZ).date()) is None:
        return None
    opened = list(Event.objects.filter(opened_from=case).order_by("-id"))
    may_open = may_handle(request.desk, case.office_id)
    return "event/awareness_part.html", {"case": case, "opened": opened, "may_open": may_open}
