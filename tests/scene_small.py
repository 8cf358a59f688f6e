"""Systems brought into use, initiatives, what stays fresh and who comes to the counter, on the scene."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ongikar.agreements import actions as agreements
from ongikar.agreements.forms import lines_of
from ongikar.agreements.models import Agreement, AgreementAct, Line, QuarterReading
from ongikar.appointments import actions as appointments
from ongikar.appointments.models import Availability, Booking
from ongikar.appointments.watch import watch_appointments
from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.joined_cases import join_cases
from ongikar.cases.actions.same_person import join_records
from ongikar.cases.models import Case, SamePerson
from ongikar.charter.models import charter_in_force
from ongikar.delivery.initiative.models import Initiative, SpreadPlace
from ongikar.delivery.performance.models import Plan
from ongikar.delivery.rollout.models import Rollout, SiteFigure
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.demo.stories import go_on, play
from ongikar.journal.actions import ANYONE, WORKER
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, count_use, do_act, share_note
from ongikar.knowledge.models import Note, NoteUse, ReplyText
from ongikar.lobbying.actions import record_influence
from ongikar.lobbying.models import Influence
from ongikar.offices.models import Office, Post
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.records.actions import ENTERED, open_once, perform
from ongikar.records.models import SavedFilter
from ongikar.records.registry import LISTS
from ongikar.records.saved_filters import save_filter
from ongikar.rules.agreement.quarters import quarter_of
from ongikar.rules.agreement.sheet import read_sheet, rows_of_text
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tours import actions as tours
from ongikar.tours.models import Tour, TourStop
from ongikar.visitors.models import Visitor
from ongikar.visits import actions as visits
from ongikar.visits.models import Visit
from ongikar.visits.rules.spoken import clips_of_call
from ongikar.visits.voice import record_clip, wav_of

from .stories import STORIES

TABLE_OF_AGREEMENT = """
আইসিটি সেবা\t১০০\tসেবা ও পরিদর্শন\tসময়মতো দেওয়া সেবা\tগড়\t%\t৬০\t৮০\t৮৪\t৯৫\t৯০\t৮৫\t৮০\t--\tরেজিস্টার
\t\t\tপরিদর্শন করা ল্যাব\tসমষ্টি\tসংখ্যা\t৩০\t২০\t২২\t২৪\t২২\t২০\t১৮\t১৬\tপ্রতিবেদন
\t\t\tপোর্টাল হালনাগাদ\tতারিখ\tতারিখ\t১০\t--\t--\t৩১-১২\t১০-০১\t২০-০১\t--\t--\tছবি
"""


@dataclass(frozen=True)
class SmallThings:
    """`rollout`: planned for one office, with a figure. `tried`: an idea under trial, `spread` one that is
    done at another place, too. `plan`: of performance, one indicator computed and one typed. `item`: stays
    fresh by itself; `upkeep`: a case whose lines nobody took up. `called`: whoever came first, for a case,
    at the desk of the assistant; `waiting`: who came after them. `booking`: an appointment that is to come.
    `tour`: of the day at hand. `visitor`: who is in the office. `pair`: two records that the officer joined.
    `note`: a public one, in two wordings and of use once; there is one in each other state.
    `doubles`: two cases, of which the second follows the first.
    `influence`: an attempt, written down by the officer. `agreement`: signed, with a result of one indicator;
    there is a draft beside it. `saved`: a filter of the officer for the cases.
    """

    rollout: Rollout
    figure: SiteFigure
    tried: Initiative
    spread: SpreadPlace
    plan: Plan
    item: UpkeepItem
    upkeep: Case
    called: Visit
    waiting: Visit
    booking: Booking
    tour: Tour
    visitor: Visitor
    pair: SamePerson
    note: Note
    doubles: tuple[Case, Case]
    influence: Influence
    saved: SavedFilter
    agreement: Agreement


def small_things(office: Office, person: Person, now: datetime) -> SmallThings:
    def tell(story: str, mark: str = "", **more: Any) -> Any:
        submission = f"small {story} {mark} {office.slug}"
        return play(office, STORIES[story], received=now, submission=submission, **more)

    rollout = tell("system", person=person)
    tried, spread = tell("tried"), tell("tried", "spread")
    go_on(spread.case, STORIES["spread"], since=now)
    return SmallThings(
        rollout,
        SiteFigure.objects.get(site__rollout=rollout),
        tried,
        SpreadPlace.objects.select_related("initiative").get(initiative=spread),
        tell("performance"),
        tell("notices"),
        duty := tell("duty"),
        *two_visits(office, duty, now),
        appointments_of(office, now),
        tour_of(office, now),
        visitor_of(office, now),
        join_two(office, rollout.case, now),
        notes_of(office, now),
        two_doubles(office, person, now),
        influence_on(office, now),
        filter_of(office, now),
        agreements_of(office, now),
    )


def agreements_of(office: Office, now: datetime) -> Agreement:
    user = User.objects.get(
        holdings__post__office=office, holdings__post__role=Post.OFFICER, holdings__until=None
    )
    year = fiscal_year(now.astimezone(TZ).date())
    rows = rows_of_text(TABLE_OF_AGREEMENT)
    made = [
        agreements.draw_up(
            Agreement(office=office, year=year, form=form, submission=f"{form} {office.slug}"),
            lines_of(read_sheet(rows, year)),
            actor=("user", user.pk),
            now=now,
        )
        for form in ("gpms", "apa")
    ]
    signed = made[-1]
    by: dict[str, Any] = {"actor": ("user", user.pk), "now": now}
    on = now.astimezone(TZ).date()
    perform(signed, AgreementAct(agreement=signed, name="sign", on=on, with_whom="জেলা কার্যালয়"), **by)
    line = Line.objects.get(table__agreement=signed, number=2)
    reading = QuarterReading(line=line, quarter=quarter_of(on), value=Decimal(7), proof="রেজিস্টার, ৩–৯")
    perform(signed, reading, submission=f"result {office.slug}", **by)
    return signed


def filter_of(office: Office, now: datetime) -> SavedFilter:
    officer = office.posts.get(role=Post.OFFICER)
    return save_filter(LISTS["queue"], officer, name="দেরি হয়েছে", words={"tab": "late"}, now=now)


def influence_on(office: Office, now: datetime) -> Influence:
    user = User.objects.get(
        holdings__post__office=office, holdings__post__role=Post.OFFICER, holdings__until=None
    )
    attempt = Influence(
        office=office,
        source="other",
        who="কাঞ্চনমালা দেবী",
        way="call",
        happened_on=now.astimezone(TZ).date(),
        words="তালিকার বাইরে একজনকে আসন দিতে বললেন।",
        submission=f"influence {office.slug}",
    )
    holder = holder_of(user, now.astimezone(TZ).date())
    return record_influence(attempt, holder=holder, is_for_auditor_alone=False, now=now)


def two_visits(office: Office, about: Case, now: datetime) -> tuple[Visit, Visit]:
    desk = Post.objects.get(office=office, role=Post.ASSISTANT)
    first, second = (
        visits.arrive(
            office=office,
            purpose="",
            subject=None if each else about.reference,
            priority="" if each else "aged",
            actor=WORKER,
            now=now,
            submission=f"visit {each} {office.slug}",
        )
        for each in range(2)
    )
    visits.call_next(desk=desk, actor=WORKER, now=now, submission=f"call {office.slug}")
    for key in clips_of_call(first.token, desk.pk):
        record_clip(office, key, wav_of([b"\0\1" * 800]), actor=WORKER, now=now)
    return first, second


def join_two(office: Office, case: Case, now: datetime) -> SamePerson:
    """The applicant of the case, and whoever came first by the same name."""
    first = Case.objects.filter(office=office, applicant__name=case.applicant.name).earliest("pk")
    officer = User.objects.filter(holdings__post__office=office, holdings__post__role=Post.OFFICER).first()
    why = "দুটি মোবাইলই তাঁর"
    return join_records(first.applicant, case.applicant, why=why, actor=("user", officer.pk), now=now)


def two_doubles(office: Office, person: Person, now: datetime) -> tuple[Case, Case]:
    """Of the second the officer said that it asks the same as the first."""
    officer = User.objects.filter(holdings__post__office=office, holdings__post__role=Post.OFFICER).first()
    row = next(each for each in charter_in_force(office, now.date()).services if each.code == "citizen-1")
    first, second = (
        receive_case(
            service=row,
            person=person,
            answers={"question": "কোন স্কুলে ল্যাব আছে?", "form_wanted": "written", "receive_by": "collect"},
            channel=Case.ONLINE,
            submission=f"{office.slug}-double-{number}",
            now=now,
        )
        for number in (1, 2)
    )
    join_cases(second, first, why="দুবার জমা দিয়েছেন", is_one_person=True, actor=("user", officer.pk), now=now)
    return first, second


def tour_of(office: Office, now: datetime) -> Tour:
    """Of the day at hand, with one stop; nobody has approved it."""
    officer = User.objects.filter(holdings__post__office=office, holdings__post__role=Post.OFFICER).first()
    day = now.astimezone(TZ).date()
    tour = Tour(office=office, on=day, traveller="করিম, উপজেলা আইসিটি অফিসার", submission=f"tour {office.slug}")
    holder = holder_of(officer, day)
    tours.draw_up(tour, holder=holder, now=now)
    stop = TourStop(tour=tour, planned_at="10:00", place="পাগলাপীর স্কুল", purpose="ল্যাব দেখা")
    perform(tour, stop, actor=holder.actor, now=now, submission=f"stop {office.slug}")
    return tour


def visitor_of(office: Office, now: datetime) -> Visitor:
    visitor = Visitor(
        office=office,
        name="শাপলা খাতুন",
        origin="পাগলাপীর ইউনিয়ন",
        post=office.posts.get(role=Post.OFFICER),
        purpose="service",
        purpose_words="ভাতার খবর",
        mobile="+8801700000078",
        remark="সঙ্গে শিশু",
        came_at=now - timedelta(hours=1),
        submission=f"visitor {office.slug}",
    )
    return open_once(visitor, ENTERED, actor=WORKER, now=now)


def notes_of(office: Office, now: datetime) -> Note:
    """One in each state; the public one."""
    notes = {}
    for state in transitions.STATE_WORDS:
        note = Note(
            office=office,
            question_bn="রাউটার কোথায় রাখব?" if state != transitions.INTERNAL else "কয়টি ল্যাব চালু?",
            answer_bn="ঘরের মাঝে, খোলা জায়গায়।",
            service_code="citizen-2",
            submission=f"note {state} {office.slug}",
        )
        notes[state] = begin_note(note, actor=WORKER, now=now)
    share_note(
        notes[transitions.INTERNAL],
        transitions.SHARE,
        notes[transitions.INTERNAL].words(),
        actor=WORKER,
        now=now,
    )
    public = notes[transitions.PUBLIC]
    changed = public.words() | {"answer_bn": "ঘরের মাঝে, মেঝে থেকে উঁচুতে।"}
    share_note(public, transitions.PUBLISH, changed, actor=WORKER, now=now)
    count_use(public, NoteUse.HELPED, submission="scene", actor=ANYONE, now=now)
    text = ReplyText(
        office=office, name="শুভেচ্ছা", text_bn="প্রিয় {applicant}, ভালো থাকুন।", submission=f"text {office.slug}"
    )
    open_once(text, ENTERED, actor=WORKER, now=now)
    do_act(notes[transitions.RETIRED], transitions.RETIRE, "পুরোনো", actor=WORKER, now=now)
    return public


def appointments_of(office: Office, now: datetime) -> Booking:
    """One to come, and one in each state in which something may be done with it."""
    post = office.posts.get(role=Post.OFFICER)
    by: dict[str, Any] = {"actor": ("user", 1)}

    def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
        return datetime.combine(now.astimezone(TZ).date() + timedelta(days=days), time(hour, minute), TZ)

    hours = Availability(
        office=office,
        post=post,
        submission=f"hours of {office.slug}",
        weekdays="01236",
        begins="09:00",
        ends="12:00",
        internal_seats=1,
        first_on=date(2026, 11, 1),
    )
    appointments.begin_hours(hours, now=now - timedelta(days=9), **by)

    def give(name: str, when: datetime) -> Booking:
        return appointments.give_time(
            office=office,
            post=post,
            at=when,
            person=appointments.Person(name, "+8801700000077"),
            subject=None,
            purpose="পরামর্শ নিতে",
            submission=f"{name} {office.slug}",
            now=now - timedelta(days=5),
            **by,
        )

    # The office was closed for the day, and nobody had seen who came.
    unserved = give("তপন রায়", at(9, days=-4))
    appointments.arrive(unserved, now=at(9, days=-4), **by)
    watch_appointments(at(18, days=-4))
    appointments.arrive(give("লাভলী বেগম", at(9, 30)), now=at(9, 20), **by)
    appointments.miss(give("রুবেল মিয়া", at(9)), now=at(10), **by)
    give("শাপলা খাতুন", at(10))
    return give("মমিনুল ইসলাম", at(11, 30))
