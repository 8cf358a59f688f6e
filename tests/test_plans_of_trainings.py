"""Trainings, events, lectures, hours and lab use at 100,000: their lists and registers read what they show,
also in an office whose rows lie before all those of another.
"""

from datetime import date, timedelta
from itertools import repeat

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from benchmarks.growth.fill import fill
from ongikar.cases.models import Case
from ongikar.cases.officer.queue.groups import groups_of
from ongikar.delivery.event.books import REGISTER as EVENTS
from ongikar.delivery.event.models import BudgetLine, Event
from ongikar.delivery.lecture.books import LECTURES
from ongikar.delivery.lecture.models import Lecture, TourEntry
from ongikar.delivery.training import states
from ongikar.delivery.training.after.questions import ask_follow_ups
from ongikar.delivery.training.books import HOURS, LAB_USE, TRAINING
from ongikar.delivery.training.kind import watch_batches
from ongikar.delivery.training.models import Application, Batch, Call, Course, LabUse, TrainingHours
from ongikar.offices.models import Place, Post
from ongikar.tours.books import TOURS
from tests.rows_read import watched_rows
from tests.scene import NOW
from tests.test_growth import LEAST, TIMES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 50_000
DAY = timedelta(days=1)
# A year's lines are few, of an office: what adds them up reads them all.
A_YEAR = MANY // 100
# So many apply to one batch.
APPLY = 60


@pytest.fixture(scope="module")
def grown(beginning, django_db_blocker):
    """Half of every table is ours and lies before the half of the other office."""
    _, lived = beginning
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        offices = [lived.ours.office, lived.theirs.office]
        fill(offices, 2 * MANY, now=NOW)
        for office in offices:
            fill_office(office)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def put(model, rows) -> list:
    """Past the seals: nobody's act is told of."""
    return QuerySet(model).bulk_create(rows, batch_size=2_000)


def fill_office(office) -> None:
    cases = Case.objects.filter(office=office, submission__startswith="growth").order_by("pk")
    keys = list(cases.values_list("pk", flat=True)[:MANY])
    mark, post = f"filled {office.pk}", office.posts.filter(role=Post.OFFICER).first()
    # The serials of each year begin with 1, as a book's do.
    numbered = [(n, key, 1917 + n % 100, 1 + n // 100) for n, key in enumerate(keys)]
    events = put(
        Event,
        (
            Event(
                office=office,
                case_id=key,
                fiscal_year=year,
                book_serial=serial,
                sort=Event.WORKSHOP,
                title=f"আয়োজন {n}",
                made_at=NOW,
            )
            for n, key, year, serial in numbered
        ),
    )
    put(
        BudgetLine,
        (
            BudgetLine(event=event, head="আপ্যায়ন", planned=100, at=NOW, submission=f"{mark} {n}")
            for n, event in enumerate(events)
        ),
    )
    lectures = put(
        Lecture,
        (
            Lecture(
                office=office,
                case_id=key,
                fiscal_year=year,
                book_serial=serial,
                programme="কোর্স",
                topic=f"বিষয় {n}",
                made_at=NOW,
            )
            for n, key, year, serial in numbered
        ),
    )
    put(
        TourEntry,
        (
            TourEntry(
                office=office,
                lecture=lecture,
                fiscal_year=lecture.fiscal_year,
                book_serial=lecture.book_serial,
                traveller="করিম",
                left_at=NOW,
                back_at=NOW + DAY,
                to_place="রংপুর",
                transport="বাস",
                at=NOW,
                submission=f"{mark} {n}",
            )
            for n, lecture in enumerate(lectures)
        ),
    )
    place = Place.objects.filter(office=office).first()
    put(
        LabUse,
        (
            LabUse(
                office=office,
                place=place,
                fiscal_year=year,
                book_serial=serial,
                starts_at=NOW,
                ends_at=NOW + DAY,
                what="স্ক্র্যাচ",
                students=20,
                entered_at=NOW,
                submission=f"{mark} {n}",
            )
            for n, _, year, serial in numbered
        ),
    )
    put(
        TrainingHours,
        (
            TrainingHours(
                office=office,
                name=f"কর্মী {n % 40}",
                fiscal_year=year,
                minutes=60,
                title="ই-নথি",
                first_on=date(year, 8, 1),
                last_on=date(year, 8, 1),
                entered_at=NOW,
                submission=f"{mark} {n}",
            )
            for n, _, year, _ in numbered
        ),
    )
    fill_batches(office, post, mark)
    fill_applications(office, cases)


def fill_applications(office, cases) -> None:
    """To each call one that was answered; to one of them also what is open."""
    calls = list(Call.objects.filter(batch__office=office, batch__state=states.CERTIFIED).order_by("pk"))
    closed = list(cases.filter(closed_at__isnull=False).values_list("pk", flat=True)[: len(calls)])
    opened = list(cases.filter(closed_at__isnull=True).values_list("pk", flat=True)[:APPLY])
    put(
        Application,
        (
            Application(call=call, case_id=key, roll=roll, received_at=NOW)
            for call, key, roll in [
                *zip(calls, closed, repeat(1), strict=False),
                *((calls[-1], key, 2 + n) for n, key in enumerate(opened)),
            ]
        ),
    )
    Case.objects.filter(pk__in=Application.objects.filter(call__in=calls).values("case")).update(
        is_grouped=True
    )


def fill_batches(office, post, mark: str) -> None:
    """All of them certified, each with its call."""
    course = Course.objects.filter(office=office).first()
    facts = {"office": office, "title_bn": "কোর্স", "title_en": "Course", "hours": 30, "made_at": NOW}
    other = Course.objects.create(submission=f"course {mark}", **facts)
    batches = put(
        Batch,
        (
            Batch(
                office=office,
                course=(course, other)[n % 2],
                year=1926 + n % 100,
                serial=100 + n // 100,
                ordinal=1_000 + n // 2,
                place_words="ল্যাব",
                seats=20,
                classes=10,
                starts_on=date(1926 + n % 100, 8, 1),
                ends_on=date(1926 + n % 100, 9, 1),
                post=post,
                state=states.CERTIFIED,
                made_at=NOW,
                submission=f"{mark} {n}",
            )
            for n in range(MANY)
        ),
    )
    service = Call.objects.filter(batch__office=office).first().service
    put(
        Call,
        (
            Call(
                batch=batch,
                service=service,
                opens_at=NOW - 9 * DAY,
                closes_at=NOW - 8 * DAY,
                draw_at=NOW - 7 * DAY,
                result_on=NOW.date(),
                rule="{}",
                rule_sha256="0" * 64,
                published_at=NOW - 9 * DAY,
            )
            for batch in batches
        ),
    )


def addresses():
    for name in ("events", "lectures", "lab_use", "training_hours", "batches", "trainings"):
        yield reverse(name)
        yield f"{reverse(name)}?before=30000"
    yield f"{reverse('training_hours')}?year=1950"
    yield reverse("programme")
    for tab in ("open", "mine", "late", "today", "received", "grouped"):
        yield f"{reverse('queue')}?tab={tab}"


REGISTERS = {
    "events": EVENTS.rows,
    "lectures": LECTURES.rows,
    "tours": TOURS.rows,
    "batches": TRAINING.rows,
    "hours": HOURS.rows,
    "lab use": LAB_USE.rows,
}


def test_lists_registers_and_the_worker_read_what_they_give(grown, scene):
    """In one test: to fill the tables takes longer than all that is asked of them."""
    beyond, least = [], LEAST[connection.vendor]
    client, office = scene.browser("officer"), scene.ours.office
    for address in addresses():
        cache.clear()
        with watched_rows() as found:
            assert client.get(address).status_code == 200, address
        # Each count of promises passes over those that are answered with others.
        beyond += [(address, one) for one in found.beyond(TIMES, least + 6 * APPLY)]
    for name, lines in REGISTERS.items():
        with watched_rows() as found:
            assert len(lines(office, 1950)[:50]) == 50
            assert len(list(lines(office, 1950))) == MANY // 100
        # A line is read with its case, its service and all that is counted of it.
        beyond += [(name, one) for one in found.beyond(TIMES, max(least, 4 * TIMES * A_YEAR))]
    with watched_rows() as found:
        assert APPLY in [group.count for group in groups_of(office, NOW)]
    beyond += [("groups", one) for one in found.beyond(TIMES, least)]
    for duty in (watch_batches, ask_follow_ups):
        with watched_rows() as found:
            duty(NOW)
        beyond += [(duty.__name__, one) for one in found.beyond(TIMES, least)]
    assert not beyond, "\n".join(
        f"{about}: {one.read} read, {one.given} given: {one.sql[:900]}\n{one.plan}" for about, one in beyond
    )
