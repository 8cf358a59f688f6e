"""A batch from its first class to its certificates and to what became of people."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import SUNDAY
from ongikar.cases.models import Case
from ongikar.certificates.actions import revoke_certificate
from ongikar.certificates.models import Certificate
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.certifying import certify_batch
from ongikar.delivery.training.after.class_page import class_board, lines_of
from ongikar.delivery.training.after.completing import finish_batch
from ongikar.delivery.training.after.questions import answer_follow_up, ask_follow_ups, months_after
from ongikar.delivery.training.after.records import enter_hours, enter_lab_use, hours_of_year
from ongikar.delivery.training.after.sessions import begin_batch, class_days, roster_of, sessions_of
from ongikar.delivery.training.models import Application, Batch, Completion, FollowUp, LabUse
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.gatherings.actions import cancel_gathering, mark_attendance, record_gathering
from ongikar.gatherings.models import Member
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Place
from ongikar.records.actions import STRUCK, strike
from ongikar.rules.calendar.office_calendar import TZ
from tests.applicants import show_proof
from tests.module_data import copy_files

from .batches import PLAIN, at, in_state, offering_batch, user_of

pytestmark = pytest.mark.django_db
SUNDAYS_TO_THURSDAYS = {6, 0, 1, 2, 3}
BEGUN = at("2026-12-19", "10:00")
ENDED = at("2027-01-28", "10:00")


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture(scope="module")
def seats_taken(setting_up, tmp_path_factory):
    """A batch whose four seats are taken, in the module's transaction: its key, and its papers' folder."""
    folder = tmp_path_factory.mktemp("seats-taken")
    with setting_up(folder):
        call = offering_batch(Office.objects.get(slug="rangpur-sadar-ict"), SUNDAY, rule=PLAIN, seats=4)
        run_due_entries(at("2026-12-02", "12:00"))
        for application in in_state(call, states.OFFERED):
            actions.accept_offer(application, now=at("2026-12-03"))
    return folder, call.batch_id


@pytest.fixture
def offering(seats_taken, db, tmp_path):
    folder, key = seats_taken
    copy_files(folder, tmp_path)
    return Batch.objects.select_related("office", "course").get(pk=key)


@pytest.fixture
def running(offering, actor):
    begin_batch(
        offering,
        weekdays=SUNDAYS_TO_THURSDAYS,
        begins_at=time(10),
        minutes=120,
        actor=actor,
        now=BEGUN,
    )
    return Batch.objects.select_related("office", "course").get(pk=offering.pk)


def attend(batch, actor, absent=()):
    """Hold every class; `absent` maps places on the roster to how many classes they missed at first."""
    members = list(roster_of(batch).members.order_by("id"))
    missed = dict(absent)
    for session in sessions_of(batch):
        for place, member in enumerate(members):
            away = missed.get(place, 0)
            missed[place] = away - 1
            mark_attendance(
                session,
                member,
                value="absent" if away > 0 else "present",
                via="list",
                nonce=f"{session.pk}-{member.pk}",
                actor=actor,
                now=session.ends_at,
            )
        record_gathering(session, actor=actor, now=session.ends_at)


def finished(batch, actor, absent=()):
    attend(batch, actor, absent)
    finish_batch(batch, actor=actor, now=ENDED)
    run_due_entries(ENDED)
    return Batch.objects.select_related("office", "course").get(pk=batch.pk)


def certify(batch, now=ENDED):
    certify_batch(batch, user=user_of("karim"), now=now)
    while (export := lease_next_export(now)) is not None:
        make_leased_export(export.pk, export.lease, lambda: now)
    run_due_entries(now)


def test_the_classes_are_planned_on_open_days_of_the_weekdays_chosen(running):
    sessions = sessions_of(running)
    assert len(sessions) == running.classes == 20
    assert {each.day.weekday() for each in sessions} <= SUNDAYS_TO_THURSDAYS
    assert all(running.office.calendar.is_open_day(each.day) for each in sessions)
    assert sessions[0].day == date(2026, 12, 20)
    assert sessions[0].is_public is False


def test_too_few_weekdays_are_refused_and_nothing_is_half_begun(offering, actor):
    with pytest.raises(ActFault, match="Choose more weekdays"):
        begin_batch(offering, weekdays={6}, begins_at=time(10), minutes=120, actor=actor, now=BEGUN)
    assert roster_of(offering) is None
    assert Batch.objects.get(pk=offering.pk).state == states.OFFERING


def test_begun_twice_is_begun_once(running, actor):
    with pytest.raises(ActFault):
        begin_batch(
            running, weekdays=SUNDAYS_TO_THURSDAYS, begins_at=time(10), minutes=120, actor=actor, now=BEGUN
        )
    assert len(sessions_of(running)) == 20


def test_whoever_has_a_seat_stands_on_the_roster_and_leaves_it_with_the_seat(running, actor):
    roster = roster_of(running)
    assert roster.members.filter(until=None).count() == 4
    given_back = in_state(running.call, states.ENROLLED)[0]
    now = BEGUN + timedelta(days=2)
    actions.give_back_seat(given_back, now=now)
    run_due_entries(now)
    assert roster.members.filter(until=None).count() == 3
    assert roster.members.exclude(until=None).get().applicant_id == given_back.case.applicant_id


@pytest.mark.fast
def test_only_whoever_passed_gets_a_certificate_and_never_for_nothing_attended(running, actor):
    """The defect of before: a certificate for 0 % attendance."""
    batch = finished(running, actor, absent={0: 20, 1: 5})
    people = list(Application.objects.filter(call__batch=batch, completion__isnull=False).order_by("roll"))
    assert [each.completion.passed for each in people] == [False, False, True, True]
    assert people[0].completion.reasons == ["nothing_attended"]
    assert (people[1].completion.percent, people[1].completion.reasons) == (75, ["too_little"])
    certify(batch)
    holders = set(Certificate.objects.of_subject(batch.reference).values_list("holder_id", flat=True))
    assert holders == {each.case.applicant_id for each in people[2:]}
    assert [each.case.state for each in people_anew(people)] == ["refused", "refused", "kept", "kept"]
    assert "কোনো ক্লাসে ছিলেন না" in fresh_case(people[0]).outcome["reason"]
    assert "৭৫%" in fresh_case(people[1]).outcome["reason"]
    assert Batch.objects.get(pk=batch.pk).state == states.CERTIFIED


def people_anew(people):
    return [Application.objects.select_related("case").get(pk=each.pk) for each in people]


def fresh_case(application):
    return Case.objects.with_related().get(pk=application.case_id)


def test_the_certificate_is_owed_so_many_working_days_after_the_last_class(running, actor):
    batch = finished(running, actor)
    case = fresh_case(Application.objects.filter(call__batch=batch, state=states.COMPLETED)[0])
    last = sessions_of(batch)[-1].ends_at
    day, left = last.astimezone(TZ).date(), 7
    while left:
        day += timedelta(days=1)
        left -= batch.office.calendar.is_open_day(day)
    assert case.clock.due_at.astimezone(TZ).date() == day


def test_certified_twice_nobody_holds_two(running, actor):
    batch = finished(running, actor)
    certify(batch)
    certify(Batch.objects.select_related("office", "course").get(pk=batch.pk))
    assert Certificate.objects.of_subject(batch.reference).count() == 4


def test_the_database_itself_refuses_to_pass_nobody(running):
    application = in_state(running.call, states.ENROLLED)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.create(
            application=application,
            attended_minutes=0,
            held_minutes=10,
            percent=0,
            passed=True,
            decided_at=ENDED,
        )


def test_it_is_not_finished_while_a_class_is_open_and_a_cancelled_one_counts_for_nobody(running, actor):
    first = sessions_of(running)[0]
    cancel_gathering(first, reason="বিদ্যুৎ ছিল না।", actor=actor, now=first.starts_at)
    with pytest.raises(ActFault, match="is not written"):
        finish_batch(running, actor=actor, now=ENDED)
    attend(running, actor)
    finish_batch(running, actor=actor, now=ENDED)
    run_due_entries(ENDED)
    assert {each.held_minutes for each in Completion.objects.all()} == {19 * 120}


def test_the_board_says_what_can_still_be_reached(running, actor):
    first = sessions_of(running)[0]
    member = Member.objects.filter(roster=roster_of(running)).order_by("id")[0]
    mark_attendance(first, member, value="absent", via="list", nonce="one", actor=actor, now=first.ends_at)
    record_gathering(first, rest="present", actor=actor, now=first.ends_at)
    lines = class_board(running, first.ends_at).people
    assert [(each.totals.percent, each.totals.reachable_percent) for each in lines] == [
        (0, 95),
        (100, 100),
        (100, 100),
        (100, 100),
    ]
    assert not any(each.is_lost for each in lines)


def test_people_are_asked_after_three_and_six_months_and_answer_once(running, actor, client, time_machine):
    finished(running, actor)
    assert [(each.months, each.due_on) for each in FollowUp.objects.order_by("id")[:2]] == [
        (3, date(2027, 4, 27)),
        (6, date(2027, 7, 27)),
    ]
    assert ask_follow_ups(at("2027-04-26")) == 0
    now = at("2027-04-27", "11:00")
    assert (ask_follow_ups(now), ask_follow_ups(now)) == (4, 0)
    run_due_entries(now)
    assert Message.objects.filter(title__startswith="প্রশিক্ষণের পরের খবর").exists()
    case = fresh_case(FollowUp.objects.order_by("id")[0].application)
    time_machine.move_to(now, tick=False)
    show_proof(client, case)
    address = f"/track/{case.number}/follow-up/"
    assert address in client.get(f"/track/{case.number}/").content.decode()
    assert client.post(address, {"answer": "rich"}).status_code == 422
    assert client.post(address, {"answer": "own"}).status_code == 302
    follow_up = FollowUp.objects.get(application__case=case, months=3)
    assert (follow_up.answer, follow_up.via) == ("own", "web")
    answer_follow_up(follow_up, answer="none", via="phone", now=now)
    assert FollowUp.objects.get(pk=follow_up.pk).answer == "own"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2027-01-27", 3, "2027-04-27"), ("2026-11-30", 3, "2027-02-28"), ("2027-08-31", 6, "2028-02-29")],
)
def test_months_end_where_the_month_ends(day, months, then):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_a_class_in_a_lab_writes_its_line_in_the_labs_book_once(office, running, actor):
    lab = Place.objects.create(office=office, slug="lab-x", kind=Place.LAB, name_bn="নমুনা ল্যাব")
    first = sessions_of(running)[0]
    first.place = lab
    first.save(update_fields=["place"])
    record_gathering(first, rest="present", actor=actor, now=first.ends_at)
    run_due_entries(first.ends_at)
    run_due_entries(first.ends_at)
    line = LabUse.objects.get()
    assert (line.students, line.book_serial, line.place) == (4, 1, lab)


def hours(office, actor, now, **changed):
    facts = {
        "name": "শিরিন আক্তার",
        "hours": 30,
        "title": "ই-নথি",
        "first_on": date(2026, 11, 1),
        "last_on": date(2026, 11, 5),
        "submission": "one",
    }
    return enter_hours(office=office, actor=actor, now=now, **facts | changed)


def test_hours_are_summed_against_sixty_and_what_is_struck_counts_nothing(office, actor, now):
    first = hours(office, actor, now)
    assert hours(office, actor, now) == first
    hours(office, actor, now, submission="two", hours=31)
    (line,) = hours_of_year(office, 2026)
    assert (line.hours, line.remaining, line.is_reached) == (61, 0, True)
    strike(first, STRUCK, reason="ভুল", actor=actor, now=now)
    assert hours_of_year(office, 2026)[0].remaining == 29


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Write the name"),
        ({"last_on": date(2026, 10, 30)}, "before it begins"),
        ({"last_on": date(2026, 11, 23)}, "not over yet"),
        ({"hours": 61}, "so many hours"),
    ],
)
def test_hours_that_cannot_be_are_refused(office, actor, now, changed, words):
    with pytest.raises(ActFault, match=words):
        hours(office, actor, now, **changed)


def test_a_lab_is_used_by_no_more_girls_than_students(office, actor, now):
    lab = Place.objects.create(office=office, slug="lab-x", kind=Place.LAB, name_bn="নমুনা ল্যাব")
    facts = {
        "place": lab,
        "starts_at": now - timedelta(hours=2),
        "ends_at": now - timedelta(hours=1),
        "what": "স্ক্র্যাচ",
        "students": 20,
        "actor": actor,
        "now": now,
    }
    with pytest.raises(ActFault) as caught:
        enter_lab_use(girls=21, submission="a", **facts)
    assert (caught.value.field, caught.value.bn) == ("girls", "মোট শিক্ষার্থীর চেয়ে ছাত্রী বেশি।")
    with pytest.raises(ActFault, match="has not come yet"):
        enter_lab_use(submission="a", **facts | {"ends_at": now + timedelta(hours=1)})
    assert enter_lab_use(girls=12, submission="a", **facts).book_serial == 1


def test_class_days_are_open_days_of_their_weekdays(office):
    days = class_days(office.calendar, date(2026, 12, 13), date(2026, 12, 31), 100, {2})
    # Wednesdays; the 16th is Victory Day.
    assert days == [date(2026, 12, 23), date(2026, 12, 30)]


def test_the_pages_from_the_first_class_to_the_certificate(
    offering, client, karim, settings, time_machine, actor
):
    time_machine.move_to(BEGUN, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = f"/desk/training/{offering.number}/classes/"
    begin = f"/desk/training/{offering.number}/begin/"
    assert client.get(page).status_code == 200
    assert client.get(begin).status_code == 200
    assert client.post(begin, {"weekdays": ["6"], "begins_at": "10:00", "minutes": "120"}).status_code == 422
    sent = {"weekdays": ["6", "0", "1", "2", "3"], "begins_at": "10:00", "minutes": "120"}
    assert client.post(begin, sent).status_code == 302
    batch = Batch.objects.select_related("office", "course").get(pk=offering.pk)
    assert batch.state == states.RUNNING
    attend(batch, actor)
    time_machine.move_to(ENDED, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.post(f"/desk/training/{batch.number}/finish/").url == page
    run_due_entries(ENDED)
    assert "উত্তীর্ণ" in client.get(page).content.decode()
    ordered = client.post(f"/desk/training/{batch.number}/certify/")
    assert ordered.url.startswith("/desk/exports/")
    certify(Batch.objects.select_related("office", "course").get(pk=batch.pk))
    certificate = Certificate.objects.of_subject(batch.reference).first()
    revoke_certificate(certificate, reason="অন্যের পরিচয়ে ক্লাস করা হয়েছিল।", actor=actor, now=ENDED)
    assert "বাতিল" in client.get(page).content.decode()


def test_the_pages_of_hours_and_labs(office, client, karim, settings, time_machine, now):
    time_machine.move_to(now, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    lab = Place.objects.create(office=office, slug="lab-x", kind=Place.LAB, name_bn="নমুনা ল্যাব")
    sent = {
        "name": "শিরিন আক্তার",
        "title": "ই-নথি",
        "first_on": "1/11/2026",
        "last_on": "5/11/2026",
        "hours": "৩০",
        "token": "a token that is long enough",
    }
    assert client.post("/desk/training/hours/new/", sent | {"hours": "900"}).status_code == 422
    before = client.post("/desk/training/hours/new/", sent | {"last_on": "৩১/১০/২০২৬"})
    assert list(before.context["form"].errors) == ["last_on"]
    assert "শেষ তার আগে হতে পারে না" in before.content.decode()
    assert client.post("/desk/training/hours/new/", sent).status_code == 302
    assert "৩০" in client.get("/desk/training/hours/").content.decode()
    used = {
        "place": str(lab.pk),
        "day": "22/11/2026",
        "starts_at": "8:00",
        "ends_at": "9:30",
        "what": "স্ক্র্যাচ",
        "students": "৩০",
        "token": "a token that is long enough",
    }
    assert client.post("/desk/training/labs/new/", used).status_code == 302
    assert client.post("/desk/training/labs/new/", used).status_code == 302
    line = LabUse.objects.get()
    assert client.post(f"/desk/training/labs/{line.pk}/strike/", {"reason": ""}).status_code == 422
    assert client.post(f"/desk/training/labs/{line.pk}/strike/", {"reason": "ভুল দিন"}).status_code == 302
    assert "ভুল দিন" in client.get("/desk/training/labs/").content.decode()
    for slug in ("trainings", "training_hours", "lab_use"):
        assert client.get(f"/desk/books/{slug}/2026/").status_code == 200


def test_allowances_are_paid_for_the_days_somebody_came_by_the_rate_of_the_day(
    running, actor, client, karim, settings, time_machine
):
    batch = finished(running, actor, absent={0: 20, 1: 5})
    lines = lines_of(batch, "participant")
    assert [line.units for line in lines] == [15, 20, 20]
    assert {line.rate.taka for line in lines} == {250}
    time_machine.move_to(ENDED, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = f"/desk/training/{batch.number}/"
    assert f"{page}payments/participant.pdf" in client.get(f"{page}classes/").content.decode()
    assert client.get(f"{page}payments/participant.pdf").content.startswith(b"%PDF")
    assert client.get(f"{page}payments/participant.xlsx").content.startswith(b"PK")
    assert client.get(f"{page}payments/other.pdf").status_code == 404
