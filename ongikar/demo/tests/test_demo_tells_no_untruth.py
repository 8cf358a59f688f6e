"""The whole demonstration, as a start loads it, tells nothing that cannot be: a table of truths is asked for
what contradicts it (tests/demo_truths.py), and what is planted is found.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db.models import F

from ongikar.cases.models import Case
from ongikar.certificates.models import Certificate
from ongikar.delivery.meeting.models import Meeting, MeetingAct
from ongikar.delivery.training.models import Batch
from ongikar.demo import people, places
from ongikar.demo.life import load_demonstration
from ongikar.gatherings.models import GatheringAct, Mark
from ongikar.grievances.models import DecisionRating, Remedy, Stage
from ongikar.letters.models import Dispatch, Letter
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Post
from ongikar.places.models import PartMovement
from ongikar.tasks.models import Task
from tests.demo_truths import TRUTHS
from tests.kept_rows import KeptScene

from .demo_stage import FILES, TUESDAY_NOON, office_time

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OTHER_MOMENTS = {
    "on a Friday": "2026-11-27T15:00",
    "on a Sunday before the office opens": "2026-11-29T08:00",
    "in the first minutes of a month": "2026-12-01T00:05",
    "in a year without a calendar": "2027-07-14T11:00",
}


def load(now: datetime) -> None:
    people.load_people(FILES, now=now)
    places.load_places(FILES, now=now)
    load_demonstration(FILES, now=now)


@pytest.fixture(scope="module")
def demonstration(setting_up, tmp_path_factory):
    """Loaded at a Tuesday noon, once for all truths, in whichever process of the run asks first."""
    kept = KeptScene.of_run(tmp_path_factory, "demonstration")
    with setting_up(kept.folder):
        kept.live(lambda: load(TUESDAY_NOON))


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("name", TRUTHS)
def test_nothing_contradicts_it(name):
    assert list(TRUTHS[name](TUESDAY_NOON)) == []


@pytest.mark.slow
@pytest.mark.parametrize("moment", OTHER_MOMENTS.values(), ids=OTHER_MOMENTS)
def test_nothing_contradicts_any_at_whatever_moment_it_is_loaded(office, moment):
    now = office_time(moment)
    load(now)
    assert {name: lies for name, check in TRUTHS.items() if (lies := list(check(now)))} == {}


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def of_batches() -> Certificate:
    return Certificate.objects.filter(subject_type=Batch.SUBJECT).first()


# What is planted, by the truth that must find it.
PLANTED: dict[str, Callable[[], object]] = {
    "a_certificate_of_a_batch_is_given_after_its_last_class_and_its_last_day": lambda: (
        Certificate.objects.filter(pk=of_batches().pk).update(issued_at=F("issued_at") - 2 * DAY)
    ),
    "a_certificate_is_given_after_its_case_came": lambda: Case.objects.filter(
        pk=Certificate.objects.filter(subject_type="case").first().subject_id
    ).update(received_at=TUESDAY_NOON),
    "a_certificate_names_no_day_after_its_own": lambda: Certificate.objects.filter(
        subject_type="case"
    ).update(issued_at=F("issued_at") - 60 * DAY),
    "attendance_lies_within_the_hours_it_is_about": lambda: Mark.objects.update(at=F("at") + 9 * HOUR),
    "a_gathering_is_planned_before_it_begins_and_recorded_after_it_ended": lambda: (
        GatheringAct.objects.filter(name="record").update(at=F("at") - 5 * HOUR)
    ),
    "a_letter_is_signed_then_issued_then_sent_on_its_way": lambda: Dispatch.objects.update(
        at=F("at") - 30 * DAY
    ),
    "numbers_of_the_books_rise_with_time": lambda: Letter.objects.filter(
        direction=Letter.OUT, book_serial=3
    ).update(issued_at=TUESDAY_NOON),
    "a_letter_is_signed_by_whoever_held_the_post_that_day": lambda: Letter.objects.exclude(
        signed_by=None
    ).update(signer=Post.objects.get(slug="auditor")),
    "what_is_rated_was_given_before": lambda: DecisionRating.objects.update(at=F("at") - 60 * DAY),
    "a_complaint_is_decided_after_it_was_filed_by_whoever_held_the_post": lambda: Stage.objects.exclude(
        closed_at=None
    ).update(closed_at=F("filed_at") - DAY),
    "a_remedy_is_owed_by_the_post_that_its_words_name": lambda: Task.objects.filter(
        pk__in=Remedy.objects.values("task"), title__startswith="জেলা আইসিটি অফিসার"
    ).update(owner_post=Post.objects.get(slug="upazila-ict-officer")),
    "a_task_of_a_complaint_has_one_behind_it": lambda: Task.objects.filter(origin="own").update(
        origin="remedy"
    ),
    "minutes_are_approved_after_the_meeting": lambda: MeetingAct.objects.filter(name="approve").update(
        at=F("at") - 60 * DAY
    ),
    "the_stock_is_what_its_movements_come_to_and_never_less_than_nothing": lambda: (
        PartMovement.objects.filter(change__lt=0).update(change=-10_000)
    ),
    "no_message_goes_out_before_what_it_tells": lambda: Message.objects.update(
        made_at=F("made_at") - 90 * DAY
    ),
    "nothing_is_told_of_the_time_to_come": lambda: Mark.objects.update(recorded_at=TUESDAY_NOON + DAY),
}


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("name", PLANTED)
def test_an_untruth_that_is_planted_is_found(name):
    assert PLANTED[name]()
    assert list(TRUTHS[name](TUESDAY_NOON))


@pytest.mark.usefixtures("demonstration")
def test_loaded_again_it_adds_nothing():
    before = (Case.objects.count(), Letter.objects.count(), Task.objects.count(), Meeting.objects.count())
    load(TUESDAY_NOON + HOUR)
    after = (Case.objects.count(), Letter.objects.count(), Task.objects.count(), Meeting.objects.count())
    assert after == before
    assert Office.objects.filter(is_demo=True).count() == 1
