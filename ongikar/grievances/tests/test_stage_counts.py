"""The disposal report is read from counts that the acts keep: at any moment they are what the stages say."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.commands.registers import rebuild_registers
from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, OwedStageCount, Stage, StageCount
from ongikar.grievances.rules.disposal import Disposal
from ongikar.grievances.upward.reports.counting import count_period, fresh_disposals, start_of_day
from ongikar.grievances.upward.reports.periods import month_of
from ongikar.grievances.upward.stage_counts import (
    add_up_stages,
    count_moving,
    count_office,
    kept_disposals,
    what_differs,
)
from tests.scene import second_office

from .conftest import LATER, MINUTE

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
END = LATER + 120 * DAY
MONTHS = [month_of(date(2026 + n // 12, n % 12 + 1, 1)) for n in range(10, 17)]


def as_kept_by_acts():
    assert StageCount.objects.filter(is_change=True).exists()


def as_added_up():
    assert add_up_stages(END) > 0
    assert not StageCount.objects.filter(is_change=True).exists()
    assert add_up_stages(END) == 0


def as_of_before():
    """As a database was before there were counts."""
    StageCount.objects.all().delete()
    OwedStageCount.objects.create(office=Stage.objects.first().post.office)


def as_counted_by_the_worker():
    as_of_before()
    while add_up_stages(END):
        pass
    assert not OwedStageCount.objects.exists()


STATES = (as_kept_by_acts, as_added_up, as_of_before, as_counted_by_the_worker)


@pytest.fixture
def lived(office, filed, decide, pass_time):
    """Decided in time and gone up; decided months late; withdrawn; passed up undecided; one that waits."""
    in_time = filed()
    decide(in_time, now=LATER + 2 * DAY)
    actions.file_appeal(grievance=in_time, words="মানি না।", now=LATER + 3 * DAY)

    def complain(nth, channel):
        return actions.file_complaint(
            office=office,
            respondent=in_time.respondent,
            text="উত্তর পাইনি।",
            channel=channel,
            submission=f"counted-{nth}",
            now=LATER + nth * MINUTE,
        )

    late, withdrawn, passed_up, _ = (
        complain(nth, channel)
        for nth, channel in enumerate(
            (Grievance.PHONE, Grievance.ONLINE, Grievance.OWN_MOTION, Grievance.LETTER)
        )
    )
    actions.withdraw_complaint(grievance=withdrawn, now=LATER + DAY)
    pass_time(LATER + 80 * DAY)
    actions.file_appeal(grievance=passed_up, words="কেউ দেখেনি।", now=LATER + 80 * DAY, late_reason="অসুস্থ")
    decide(late, now=LATER + 81 * DAY)


@pytest.mark.parametrize("state", STATES)
def test_each_month_is_told_as_its_stages_say(office, lived, state):
    state()
    for month in MONTHS:
        told = count_period(office, month.first, month.until, END).by_tier
        said = fresh_disposals(office, start_of_day(month.first), start_of_day(month.until))
        waits = Stage.objects.filter(closed_at=None, clock__due_at__lt=start_of_day(month.until))
        for number in (1, 2, 3):
            waiting = waits.filter(number=number, filed_at__lt=start_of_day(month.until)).count()
            expected = said.get(number, Disposal()).more(overdue=waiting)
            assert told.get(number, Disposal()) == expected, (month.slug, number)
    assert any(each.decided_late for each in said_of_all(office))


def said_of_all(office):
    return [
        each
        for month in MONTHS
        for each in count_period(office, month.first, month.until, END).by_tier.values()
    ]


def test_what_was_overdue_at_the_end_of_a_month_is_told_when_it_was_decided_since(office, lived):
    """Of those that came in December, three were past their day at the end of January and two are no more."""
    january = count_period(office, *spanned(MONTHS[2]), END).whole
    waiting = Stage.objects.filter(closed_at=None, clock__due_at__lt=start_of_day(MONTHS[2].until)).count()
    assert january.overdue == waiting + 2
    assert kept_disposals(office, *spanned(MONTHS[2]))[1].overdue == 2
    march = kept_disposals(office, *spanned(MONTHS[4]))
    assert sum(each.overdue for each in march.values()) == 0


def spanned(month):
    return month.first, month.until


def test_a_stage_that_is_handed_to_a_post_of_another_office_counts_there(office, filed, office_files):
    stage, theirs = filed().current, second_office(office_files())
    before, stage.post = stage.post_id, theirs.posts.first()
    stage.save(update_fields=["post"])
    count_moving(stage, before)
    add_up_stages(END)
    assert what_differs(office.pk) == what_differs(theirs.pk) == {}
    month = month_of(LATER.date())
    assert kept_disposals(office, *spanned(month)) == {}
    assert kept_disposals(theirs, *spanned(month)) == {1: Disposal(online=1)}


def test_counting_anew_changes_nothing_and_tells_what_was_wrong(office, lived, capsys):
    assert rebuild_registers([]) == 0
    add_up_stages(END)
    assert rebuild_registers([]) == 0
    StageCount.objects.filter(figure="decided").update(many=7)
    assert what_differs(office.pk) == {(date(2026, 12, 1), 1, "decided"): -6}
    assert rebuild_registers([]) == 1
    assert "the sums of its complaints differed" in capsys.readouterr().out
    assert what_differs(office.pk) == {}
    assert rebuild_registers([]) == 0


def test_an_office_counted_twice_is_counted_once(office, lived):
    for _ in range(2):
        count_office(office.pk)
    assert what_differs(office.pk) == {}


def test_the_public_account_reads_no_stage(client, office, lived, time_machine):
    time_machine.move_to(END)
    add_up_stages(END)
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/account/").status_code == 200
    assert any("grievances_stagecount" in query["sql"] for query in seen)
    assert [query["sql"] for query in seen if 'FROM "grievances_stage"' in query["sql"]] == []
