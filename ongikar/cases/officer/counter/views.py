"""The counter: one screen, filled in while the person stands there, and what becomes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from ongikar.cases import actions
from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.intake_debts import unseen_documents
from ongikar.cases.kinds import is_asked_for, kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.acts import act_button
from ongikar.cases.officer.case.case_summary import summarise_case, summarise_cases
from ongikar.cases.officer.case.notes import add_note
from ongikar.cases.officer.case.views import receipt_answer
from ongikar.cases.paper_days import PaperIntake, SlipFault, open_slip
from ongikar.cases.rights import for_handlers, may_see_identity
from ongikar.cases.slots import COUNTER
from ongikar.cases.urgent import advice_before, mark_urgent
from ongikar.charter.models import Service, charter_in_force
from ongikar.charter.terms import document_name, limit_lines, limit_phrase
from ongikar.core.db.pages import read_key
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import without_nulls
from ongikar.core.forms.forms import JoinedForms
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.papers.actions import answer_files, checked_with_title, take_files
from ongikar.papers.check import Clean
from ongikar.people.models import Applicant, Contact
from ongikar.people.post_holders import StaffRequest
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.numbers import normal_mobile
from ongikar.rules.promise import compute_due
from ongikar.visits.models import Visit

from . import paper_day_form
from .checks import ELSEWHERE, GIVEN, PAPERS, TAKEN
from .forms import OUTCOME_KEYS, SERVICE_KEYS, CounterForm
from .letter_form import FIELDS as LETTER_FIELDS
from .letter_form import LETTER, enter_case_letter, find_letter, first_answers
from .likely_same import LikelySame, add_to_same, stop_at_likely_same
from .of_visit import find_visit, tie_visit
from .people import FoundPerson, Question, case_person, find_people, shown_cases
from .short_code import READ, ShortCodeForm, read_short_code

# A person's earlier visits are counted up to this.
VISITS = 20
SHOWN = 12
# How many people are offered on the screen itself; all of them stand on a page of their own.
OFFERED, MOST_TYPED = 6, 100
AT_DESK = (Case.COUNTER, Case.PHONE, Case.LETTER)
NEWEST_OF_CHANNEL = """
    SELECT id FROM (
        SELECT id FROM cases_case WHERE office_id = %s AND channel = %s ORDER BY id DESC LIMIT %s
    ) AS newest
"""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Who came before with this mobile: as they gave themselves the last time, and how often."""

    name: str
    address: str
    institution: str
    visits: int


def find_known_person(office: Office, mobile: str) -> KnownPerson | None:
    # Whoever complained is written down as an applicant too: of that the counter must not know.
    asked = Exists(Case.objects.filter(applicant=OuterRef("pk")))
    rows = list(Applicant.objects.filter(asked, office=office, mobile=mobile).order_by("-id")[:VISITS])
    return KnownPerson(rows[0].name, rows[0].address, rows[0].institution, len(rows)) if rows else None


def todays_cases(office: Office, now: datetime) -> list[Case]:
    """The newest cases that came in person, by phone or by letter on this day, or were entered on it from
    their slips.
    """
    begun = now.astimezone(TZ).replace(hour=0, minute=0, second=0, microsecond=0)
    # Keys are given as cases are entered, so today's are among the newest of each way in: read off its index.
    newest = " UNION ALL ".join([NEWEST_OF_CHANNEL] * len(AT_DESK))
    values = [value for channel in AT_DESK for value in (office.pk, channel, SHOWN)]
    cases = Case.objects.filter(
        Q(received_at__gte=begun) | Q(entered_at__gte=begun),
        pk__in=RawSQL(newest, values),  # noqa: S611
    )
    return list(cases.select_related("applicant", "clock").order_by("-id")[:SHOWN])


@transaction.atomic
def save_counter_form(
    form: CounterForm,
    *,
    actor: Reference,
    now: datetime,
    papers: Sequence[tuple[str, Clean]] = (),
    but_for: int = 0,
    visit: Visit | None = None,
) -> Case:
    """Receive the case and do what came of it, both or neither; the same token again gives the same case.

    `papers`: files that came with the answers. `but_for`: the newest case of which somebody said that this is
    another. `visit`: of whoever stands at the desk. Raises SlipFault for a slip that cannot be used,
    LedgerFault for a day later than the service's limit, LikelySame where the same was very likely written
    down already, and ActFault where the visit leads to another case.
    """
    cleaned, row = form.cleaned_data, form.row
    # Of two clerks with one walk-in, and of two presses at once, the second sees what the first has saved.
    Office.objects.select_for_update(no_key=True).get(pk=form.office.pk)
    on_paper = lock_slip(form)
    if not Case.objects.filter(submission=submission_key(form)).exists():
        stop_at_likely_same(form, paper_day_form.typed_moment(form.data, now) or now, but_for=but_for)
    person = Person(
        name=cleaned["name"],
        mobile=cleaned["mobile"],
        address=cleaned["address"],
        email=cleaned["email"],
        institution=cleaned["institution"],
        kind=form.applicant_kind,
    )
    case = receive_case(
        service=row,
        person=person,
        answers=form.answers,
        channel=cleaned["channel"],
        papers=papers,
        seen=form.seen_papers,
        on_paper=on_paper,
        submission=submission_key(form),
        now=now,
        actor=actor,
    )
    if case.channel == Case.LETTER and not Letter.objects.of_subject(case.reference).exists():
        enter_case_letter(case, form, actor=actor, now=now)
    if case.state == case_transitions.RECEIVED:
        OUTCOMES[cleaned["outcome"]](case, form, actor, now)
    tie_visit(visit, case, actor=actor, now=now)
    return case


def lock_slip(form: CounterForm) -> PaperIntake | None:
    """The slip, locked until the case stands: of two who enter the same, the second is told. Raises
    SlipFault.

    The same press again finds the case that the first one made.
    """
    on_paper = form.on_paper
    if on_paper is None or Case.objects.filter(submission=submission_key(form)).exists():
        return None
    return replace(on_paper, slip=open_slip(on_paper.slip.office, on_paper.slip.number))


def submission_key(form: CounterForm) -> str:
    return f"counter-{form.cleaned_data['token']}"


def give_at_once(case: Case, form: CounterForm, actor: Reference, now: datetime) -> None:
    """Keep it there and then. What does not fit in a sentence stays received, to be closed
    on its own page.
    """
    words = form.cleaned_data["answer"]
    if form.gives_at_once:
        outcome = kind_of(case.row).outcome_from_text(
            words, case.row, asked=form.cleaned_data["asked"], channel=case.channel
        )
        actions.keep(case, outcome=outcome, actor=actor, now=now, by_word=True)
    elif words:
        add_note(case, words=words, actor=actor, now=now)


def receive_at_counter(case: Case, form: CounterForm, actor: Reference, now: datetime) -> None:
    days = form.cleaned_data["days"]
    calendar = case.clock.calendar
    day = None if days is None else calendar.add_working_days(calendar.receipt_day(case.received_at), days)
    actions.accept(case, actor=actor, now=now, day=day)


def list_papers(case: Case, form: CounterForm, actor: Reference, now: datetime) -> None:
    missing = [each["bn"] for each in form.missing_papers]
    actions.ask_for_papers(case, missing=missing, words=form.cleaned_data["answer"], actor=actor, now=now)


def send_elsewhere(case: Case, form: CounterForm, actor: Reference, now: datetime) -> None:
    actions.redirect(case, to=form.cleaned_data["answer"], actor=actor, now=now, by_word=True)


OUTCOMES: dict[str, Callable[[Case, CounterForm, Reference, datetime], None]] = {
    GIVEN: give_at_once,
    TAKEN: receive_at_counter,
    PAPERS: list_papers,
    ELSEWHERE: send_elsewhere,
}


# What stays as typed when a mobile is looked up.
KEPT_FIELDS = (
    "name",
    "address",
    "institution",
    "email",
    "channel",
    "service",
    "asked",
    "outcome",
    "days",
    "answer",
    "slip",
    "slip_day",
    "slip_time",
    "slip_reason",
    *LETTER_FIELDS,
)


@for_handlers
@require_http_methods(["GET", "POST"])
def show_counter(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    # What was received on paper is promised under the charter of its own day.
    received = paper_day_form.typed_moment(request.POST, now) or now
    services = offered_services(request.office, received)
    if request.method == "GET" or {"look", "ask", "person", READ} & request.POST.keys():
        return begin_intake(request, services, now)
    form = CounterForm(
        request.POST,
        request.FILES,
        services=services,
        office=request.office,
        now=now,
        today=received.astimezone(TZ).date(),
    )
    is_valid = form.is_valid()
    if is_valid and form.must_show:
        return render_counter(request, form, now)
    if (
        is_valid
        and (papers := take_files(form.questions, answer_files(form.questions), checked_with_title))
        is not None
    ):
        actor, visit = request.holder.actor, find_visit(request, request.office, now)
        same = without_nulls(request.POST.get("same", "")[:40])
        another, _, goes_on = request.POST.get("another", "")[:40].partition(" ")
        try:
            with transaction.atomic():
                if same and (case := add_to_same(form, same, received, actor=actor, now=now, papers=papers)):
                    tie_visit(visit, case, actor=actor, now=now)
                    return redirect_to_same(request, case)
            case = save_counter_form(
                form, actor=actor, now=now, papers=papers, but_for=read_key(another) or 0, visit=visit
            )
        except LikelySame as fault:
            likely = summarise_cases(fault.cases, now)
            wants_receipt = "receipt" in request.POST or goes_on == "receipt"
            return render_counter(request, form, now, status=409, likely=likely, wants_receipt=wants_receipt)
        except LedgerFault as fault:
            form.add_error("days", say(fault.bn, fault.en))
        except SlipFault as fault:
            form.add_error("slip", say(fault.bn, fault.en))
        except ActFault as fault:
            add_fault(form, fault)
        else:
            return (
                redirect_to_closing_page(request, case)
                if form.is_closed_on_its_page
                else redirect_after_saving(request, case, is_called=visit is not None)
            )
    return render_counter(request, form, now)


def offered_services(office: Office, now: datetime) -> list[Service]:
    """What a walk-in may ask for, the citizens' services first; the office's own duties are
    nobody's request.
    """
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    return [row for row in rows if is_asked_for(row)]


def begin_intake(request: StaffRequest, services: list[Service], now: datetime) -> HttpResponse:
    """An empty screen; or, when somebody is looked up, what was typed so far with whoever it means: by a
    mobile the name it belongs to, by anything else those to choose among.
    """
    typed: QueryDict = request.POST if request.method == "POST" else request.GET
    code_form = ShortCodeForm()
    if READ in typed:
        offered_codes = {row.code for row in services}
        code_form, typed = read_short_code(typed, request.office, offered_codes, now)
    mobile = without_nulls(typed.get("mobile", ""))[:60]
    chosen = chosen_person(request, typed, now)
    if chosen:
        mobile = chosen["mobile"]
    person = find_known_person(request.office, normal_mobile(mobile)) if mobile else None
    offered = [] if chosen else people_offered(request, typed, person, now)
    answers: dict[str, Any] = {name: typed[name] for name in typed}
    begun: dict[str, Any] = {"outcome": TAKEN, "channel": Case.COUNTER} | {
        name: typed[name] for name in KEPT_FIELDS if typed.get(name)
    }
    if person:
        begun = {"name": person.name, "address": person.address, "institution": person.institution} | begun
    if letter := find_letter(request.office, typed.get(LETTER, "")[:20]):
        begun = first_answers(letter) | begun
        answers = first_answers(letter) | answers
    begun |= chosen or {"mobile": mobile}
    if offered and not normal_mobile(mobile):
        # What was typed there means somebody, and is no mobile.
        begun["mobile"] = ""
    # What was ticked are places in the list of one service.
    if typed.get("asked_of", "") == typed.get("service", ""):
        begun |= {name: typed.getlist(name) for name in ("seen", "papers") if typed.getlist(name)}
    form = CounterForm(
        services=services,
        office=request.office,
        now=now,
        today=now.astimezone(TZ).date(),
        initial=begun,
        typed=answers,
    )
    return render_counter(
        request,
        form,
        now,
        # What stands there is what the code says.
        found=None if READ in typed else person,
        offered=offered,
        looked_up=not chosen and READ not in typed and bool(mobile or "look" in typed),
        code_form=code_form,
        is_filled=READ in typed and not code_form.is_bound,
        status=422 if code_form.is_bound else 0,
    )


def chosen_person(request: OfficeRequest, typed: QueryDict, now: datetime) -> dict[str, str]:
    """Who was chosen among those found, as they fill in the screen; {} for nobody."""
    if number := typed.get("person", "")[:40]:
        case = shown_cases(request.office).filter(number=without_nulls(number)).first()
        return said_of(case_person(case)) if case else {}
    if key := read_key(typed.get("contact", "")):
        contact = Contact.objects.in_use(now.astimezone(TZ).date()).filter(office=request.office, pk=key)
        return {
            name: value
            for each in contact
            for name, value in (
                ("name", each.name),
                ("mobile", each.mobile),
                ("address", each.address),
                ("institution", each.organisation),
            )
        }
    return {}


def said_of(person: Applicant) -> dict[str, str]:
    return {name: getattr(person, name) for name in ("name", "mobile", "address", "institution")}


def people_offered(
    request: StaffRequest, typed: QueryDict, known: KnownPerson | None, now: datetime
) -> Sequence[FoundPerson]:
    """Those to choose among when somebody is looked up; nobody where the mobile means one person."""
    words = without_nulls(typed.get("mobile", "") or typed.get("name", ""))[:MOST_TYPED].strip()
    if "look" not in typed or not words:
        return []
    question = Question(words, by_identity=may_see_identity(request.holder, request.office.pk))
    people = find_people(request.office, question, now).found[:OFFERED]
    return [] if known and len(people) < 2 else people


def redirect_to_closing_page(request: HttpRequest, case: Case) -> HttpResponse:
    """A training or an event ends with more than a sentence: it is received, and the rest is written on its
    page.
    """
    messages.success(
        request,
        say(
            "{number} নেওয়া হয়েছে। এর ফল এক বাক্যে লেখা যায় না: নিচের “{act}” চেপে লিখুন।",
            "{number} is taken. Its result does not fit in a sentence: press “{act}” below and write it.",
            number=digits(case.number, language()),
            act=act_button("keep", case),
        ),
    )
    return redirect("case", number=case.number)


def redirect_to_same(request: HttpRequest, case: Case) -> HttpResponse:
    number = digits(case.number, language())
    messages.success(
        request,
        say(
            "কথাগুলো {number} আবেদনে যোগ হয়েছে। নতুন আবেদন হয়নি।",
            "The words were added to case {number}. No new case was made.",
            number=number,
        ),
    )
    return redirect("case", number=case.number)


def redirect_after_saving(request: StaffRequest, case: Case, *, is_called: bool) -> HttpResponse:
    """`is_called`: it was written down for whoever the desk called, who is still there: back to the queue."""
    if "receipt" in request.POST or request.POST.get("another", "").endswith(" receipt"):
        return receipt_answer(request, case)
    number, day = digits(case.number, language()), summarise_case(case, timezone.now()).words
    words = say("সংরক্ষিত: {number}। {day}।", "Saved: {number}. {day}.", number=number, day=day)
    if left_out := debt_names(case):
        address = reverse("case", args=[case.number])
        words = format_html('{} <a href="{}">{}</a>', words, address, left_out)
    messages.success(request, words)
    # Who stands there is told at once what to do; the page of the case says it.
    return (
        redirect("case", number=case.number)
        if case.urgent and case.is_open
        else redirect("visit_queue" if is_called else "counter")
    )


def debt_names(case: Case) -> str:
    """What was left out at the counter and stays a debt of the case, by name; "" for none."""
    papers = (
        [document_name(each) for each in unseen_documents(case)]
        if case.state != case_transitions.WAITING
        else []
    )
    names = [question for _, question in kind_of(case.row).debts(case)] + papers
    if not names:
        return ""
    return say("এখনো জানা বা দেখা হয়নি: {names}।", "Still to be asked or seen: {names}.", names=", ".join(names))


def render_counter(
    request: OfficeRequest, form: CounterForm, now: datetime, *, status: int = 0, **facts: Any
) -> HttpResponse:
    today = todays_cases(request.office, now)
    context = {
        "form": form,
        "parts": JoinedForms(form.parts),
        # The day is promised from the slip's moment, where one is entered.
        **services_to_pick(
            form,
            request.office,
            paper_day_form.typed_moment(form.data or form.initial, now) or now,
        ),
        "todays": summarise_cases(today, now),
        "current": "counter",
        "many": len(today) == SHOWN,
        "outcome_keys": OUTCOME_KEYS,
        "visit": find_visit(request, request.office, now),
        "code_form": ShortCodeForm(),
        "beside_counter": COUNTER.answers(request),
        **facts,
    }
    if form.chosen:
        mark_urgent(form.questions, form.chosen)
        context["advices"] = advice_before(form.chosen, request.office)
    return render_form(request, "cases/officer/counter.html", context, status=status)


def services_to_pick(form: CounterForm, office: Office, now: datetime) -> dict:
    """The citizens' services with their keys, and those of institutions, which fewer come for."""
    rows, calendar = form.services.values(), office.calendar
    at_once = [kind_of(row).at_counter(row) for row in rows]
    keys = [*SERVICE_KEYS, *[""] * len(at_once)]
    days = [day_promised(row, calendar, now) for row in rows]
    picks = list(zip(form["service"], keys, at_once, days, strict=False))
    is_citizen = [row.category == "citizen" for row in rows]
    institutions = [pick for pick, own in zip(picks, is_citizen, strict=True) if not own]
    return {
        "citizens": [pick for pick, own in zip(picks, is_citizen, strict=True) if own],
        "institutions": institutions,
        "institution_chosen": any(choice.data["selected"] for choice, *_ in institutions),
    }


def day_promised(row: Service, calendar: Calendar, now: datetime) -> str:
    """By when it will be given unless fewer days are written: said to the person before it is saved.

    Nothing where the service has no limit yet, or several, or one that something else must start.
    """
    if not row.has_limit or limit_lines(row):
        return ""
    day = compute_due(calendar, row.promise, now).astimezone(TZ).date()
    return f"{limit_phrase(row.promise, begins=True)}: {date_words(day, language(), year=False)}"
