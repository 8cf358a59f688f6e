"""What the counter does in one press: the case is received and answered in a single transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from ongikar.cases import actions
from ongikar.cases.actions import Person, receive_case
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.notes import add_note
from ongikar.cases.paper_days import PaperIntake, open_slip
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.offices.models import Office
from ongikar.papers.check import Clean
from ongikar.people.models import Applicant
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

from .checks import ELSEWHERE, GIVEN, PAPERS, TAKEN
from .forms import CounterForm
from .letter_form import enter_case_letter

# A person's earlier visits are counted up to this.
VISITS = 20
SHOWN = 12
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
        Q(received_at__gte=begun) | Q(entered_at__gte=begun), pk__in=RawSQL(newest, values)
    )
    return list(cases.select_related("applicant", "clock").order_by("-id")[:SHOWN])


@transaction.atomic
def save_counter_form(
    form: CounterForm, *, actor: Reference, now: datetime, papers: Sequence[tuple[str, Clean]] = ()
) -> Case:
    """Receive the case and do what came of it, both or neither; the same token again gives the same case.

    `papers`: files that came with the answers. Raises SlipFault for a slip that cannot be used, and
    LedgerFault for a day later than the service's limit.
    """
    cleaned, row = form.cleaned_data, form.row
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
        on_paper=lock_slip(form),
        submission=submission_key(form),
        now=now,
        actor=actor,
    )
    if case.channel == Case.LETTER and not Letter.objects.of_subject(case.reference).exists():
        enter_case_letter(case, form, actor=actor, now=now)
    if case.state == case_transitions.RECEIVED:
        OUTCOMES[cleaned["outcome"]](case, form, actor, now)
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
