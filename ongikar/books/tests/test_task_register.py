"""The register of tasks: a line a task, what was dropped crossed out, nothing left out."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from ongikar.books.account import month_account, promises_due_between
from ongikar.books.task_register import task_lines
from ongikar.offices.models import Post
from ongikar.tasks import actions

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
DAY = timedelta(days=1)


@pytest.fixture
def given(office):
    officer, assistant = (Post.objects.get(office=office, role=role) for role in ("officer", "assistant"))
    return [
        actions.give_task(
            office=office,
            title=f"কাজ {n}",
            owner=assistant,
            given_by=officer,
            check=None,
            due=date(2026, 12, 1),
            submission=f"register-{n}",
            actor=("user", 1),
            now=SUNDAY,
        )
        for n in range(4)
    ]


def test_the_lines_are_those_of_the_tasks_in_the_order_of_their_numbers(office, given, time_machine):
    done, dropped, late, _ = given
    actions.report_task(done, actor=("user", 1), now=SUNDAY + DAY)
    actions.drop_task(dropped, reason="আর দরকার নেই", actor=("user", 1), now=SUNDAY + DAY)
    actions.report_task(late, actor=("user", 1), now=SUNDAY + 20 * DAY)
    time_machine.move_to(SUNDAY + 21 * DAY, tick=False)
    lines = task_lines(office, 2026)
    assert len(lines) == len(list(lines)) == 4
    assert [line.texts[0] for line in lines[0:4]] == ["কাজ-০০০১", "কাজ-০০০২", "কাজ-০০০৩", "কাজ-০০০৪"]
    assert [line.texts[10] for line in lines] == ["হ্যাঁ", "", "না", "না"]
    assert [line.struck for line in lines] == ["", "আর দরকার নেই", "", ""]
    assert [line.texts[0] for line in lines[2:3]] == ["কাজ-০০০৩"]


@pytest.mark.parametrize("name", ["book", "book_sheet", "book_pdf"])
def test_it_is_shown_printed_and_fetched_as_the_other_books(given, signed_in, karim, time_machine, name):
    time_machine.move_to(SUNDAY + DAY, tick=False)
    assert signed_in(karim).get(reverse(name, args=["tasks", 2026])).status_code == 200


def test_no_task_counts_in_the_public_account(office, given, receive):
    """The account is of what citizens were promised: neither a late task nor its check is in it."""
    receive(now=SUNDAY)
    month, later = date(2026, 12, 1), SUNDAY + 60 * DAY
    before = [month_account(office, each, later) for each in (month, date(2026, 11, 1))]
    actions.drop_task(given[0], reason="দরকার নেই", actor=("user", 1), now=SUNDAY + 30 * DAY)
    actions.report_task(given[1], actor=("user", 1), now=SUNDAY + 30 * DAY)
    assert [month_account(office, each, later) for each in (month, date(2026, 11, 1))] == before
    assert promises_due_between(office, date(2026, 1, 1), date(2028, 1, 1)).count() == 1
