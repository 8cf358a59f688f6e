"""What the office sees of events and writes of them."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseDesk
from ongikar.cases.rights import may_handle
from ongikar.cases.slots import CASE
from ongikar.charter.models import Service, service_in_force
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.gatherings import transitions
from ongikar.gatherings.payees import codes_to_pay
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.records.actions import perform
from ongikar.records.acts import Act, EnterAct, StrikeAct
from ongikar.records.filters import Narrowed
from ongikar.records.offers import Door
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

from .account import EventAccount, is_recorded, people_there, spent_by_event
from .certifying import certificates_given, members_there
from .forms import ProgrammeForm, VoucherForm
from .models import BudgetLine, Event, Programme, Voucher
from .national_days import days_to_observe

REQUESTED, AGREED, INVITED, HELD, REPORTED = "requested", "agreed", "invited", "held", "reported"
CALLED_OFF = "called_off"
# In the options of a charter row: the row under which its cases may open an event.
OPENS_EVENT = "opens_event"
STRUCK = ("বাতিল করা হয়েছে; লেখাটি কাটা অবস্থায় থাকবে।", "Struck through.")


class ProgrammeAct(Act):
    """The programme, written anew as a whole: begun with the version that holds."""

    template = "event/programme.html"

    def form_arguments(self, event: Any, now: datetime) -> dict[str, Any]:
        last = event.programmes.last()
        return {"items": last.items if last else []}


def write_programme(event: Event, form: ProgrammeForm, actor: Reference, now: datetime) -> Programme:
    return perform(event, Programme.in_order(event, form.items), actor=actor, now=now)


class VoucherAct(EnterAct):
    template = "event/voucher.html"

    def form_arguments(self, event: Any, now: datetime) -> dict[str, Any]:
        return super().form_arguments(event, now) | {"lines": EventAccount(event).unstruck}


@register
class EventDesk(CaseDesk):
    model, kind = Event, "event"
    name, names, path = "event", "events", "events"
    door = Door(("আয়োজন", "Events"), {"programme": 40})
    has_papers = True
    title, subtitle = "title", "sort_and_host"
    list_display = ("begins", "money", "state")
    search_fields = (*CaseDesk.search_fields, "title")
    nothing = ("কোনো আয়োজন নেই।", "There are no events.")
    list_template, detail_template = "event/list.html", "event/event.html"
    part = (
        ("আয়োজন", "The event"),
        ("কর্মসূচি, আমন্ত্রণ, উপস্থিতি ও খরচ", "Programme, invitations, attendance and money"),
    )
    states = {
        REQUESTED: State("চাওয়া হয়েছে", "Requested"),
        AGREED: State("দিন ঠিক হয়েছে", "Day agreed"),
        INVITED: State("ডাকা হয়েছে", "Invited"),
        HELD: State("হয়ে গেছে", "Held", "today"),
        REPORTED: State("প্রতিবেদন দেওয়া হয়েছে", "Reported", "done"),
        CALLED_OFF: State("বাতিল", "Called off", "shut"),
    }
    way, off_way = (REQUESTED, AGREED, INVITED, HELD, REPORTED), frozenset({CALLED_OFF})
    acts = (
        ProgrammeAct(
            "programme",
            ("কর্মসূচি", "Programme"),
            ProgrammeForm,
            write_programme,
            done=("কর্মসূচি লেখা হয়েছে।", "The programme is written."),
        ),
        EnterAct(
            BudgetLine,
            "budget",
            ("ব্যয়ের খাত", "Budget head"),
            done=("খাতটি লেখা হয়েছে।", "The head is written."),
        ),
        VoucherAct(
            Voucher,
            "voucher",
            ("ভাউচার", "Voucher"),
            form=VoucherForm,
            done=("ভাউচার লেখা হয়েছে।", "The voucher is entered."),
        ),
        StrikeAct(BudgetLine, "strike_line", "budget_line_struck", done=STRUCK),
        StrikeAct(Voucher, "strike_voucher", "voucher_struck", done=STRUCK),
    )

    def prepare(self, events: list[Any], office: Office) -> list[Any]:
        for event, money in zip(events, spent_by_event(events).values(), strict=True):
            event.planned_and_spent = money
        return events

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        return {
            "days": days_to_observe(request.office, timezone.now()),
            "may_change": may_handle(request.holder, request.office.pk),
        }

    def detail_context(self, request: StaffRequest, event: Any, *, may_change: bool) -> dict[str, Any]:
        gathering, recorded = event.gathering, is_recorded(event.gathering)
        return {
            "event": event,
            "case": event.case,
            "state": str(self.state(event)),
            "days": agreed_day_of(event.case),
            "gathering": gathering,
            "is_recorded": recorded,
            "payments": codes_to_pay(event.office) if recorded else [],
            "came": people_there(gathering) if gathering else None,
            "to_certify": len(members_there(gathering)) if gathering and recorded else 0,
            "certified": certificates_given(event),
            "programme": event.programmes.last(),
            "account": EventAccount(event),
            "may_certify": may_change,
            "may_change": may_change and event.case.is_open,
        }

    def state_of(self, event: Event) -> str:
        """Folded from what was done: nothing of it is stored."""
        case = event.case
        if case.state == case_transitions.KEPT:
            return REPORTED
        gathering = event.gathering
        if not case.is_open or (gathering and gathering.state == transitions.CANCELLED):
            return CALLED_OFF
        if gathering is None:
            return AGREED if agreed_day_of(case).agreed else REQUESTED
        if gathering.state in (transitions.OPENED, transitions.RECORDED):
            return HELD
        return INVITED if gathering.state == transitions.INVITED else AGREED

    def caption_words(self, event: Event) -> str:
        return str(event.get_sort_display())

    @label("ধরন", "Sort")
    def sort_and_host(self, event: Event) -> str:
        host = event.case.applicant
        return " · ".join([str(event.get_sort_display()), *([host.shown_name] if host else [])])

    @label("সময়", "When")
    def begins(self, event: Event) -> Any:
        return agreed_day_of(event.case).agreed or say("দিন ঠিক হয়নি", "No day agreed yet")

    @label("বরাদ্দ ও ব্যয়", "Budget and expense")
    def money(self, event: Any) -> str:
        planned, spent = event.planned_and_spent
        if not planned:
            return ""
        return say("{planned} টাকা, ব্যয় {spent}", "{planned} taka, spent {spent}", planned=planned, spent=spent)

    def tracked_part(self, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
        """The applicant sees the programme, and what is planned and held."""
        if (event := self.record_of(case)) is None:
            return None
        context = {
            "event": event,
            "state": str(self.state(event)),
            "programme": event.programmes.last(),
            "gathering": event.standing_gathering,
        }
        return "event/tracked.html", context


DESK = EventDesk()


def awareness_row(case: Case, day: Any) -> Service | None:
    """The charter row under which a case may open an event; None where its own row names none."""
    code = case.row.options.get(OPENS_EVENT)
    return service_in_force(case.office, code, day) if code else None


def awareness_part(*, request: StaffRequest, case: Case, now: datetime) -> Answer | None:
    """Beside a case of advice: open an awareness class, and the classes that were opened from it."""
    if not case.row.options.get(OPENS_EVENT) or awareness_row(case, now.astimezone(TZ).date()) is None:
        return None
    opened = list(Event.objects.filter(opened_from=case).order_by("-id"))
    may_open = may_handle(request.holder, case.office_id)
    return "event/awareness_part.html", {"case": case, "opened": opened, "may_open": may_open}


CASE.add(awareness_part, order=30)
PAGES_AFTER_PROOF["event_report"] = "track_event_report"
