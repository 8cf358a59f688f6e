"""The applicants of a batch are one row of the queue, of Today and of the menu, and are found one by one."""

import re

import pytest

from ongikar.cases.officer.queue.groups import groups_of
from ongikar.cases.officer.queue.pages import fetch_queue_page
from ongikar.cases.officer.queue.selection import QueueSelection, tab_counts
from ongikar.delivery.training import actions
from ongikar.delivery.training.models import Application

from .batches import actor_of, apply, at, called_batch, closed_batch, offering_batch
from .test_pages import browser

pytestmark = pytest.mark.django_db


def rows_of(client, address):
    page = client.get(address).content.decode()
    return re.findall(r'<td class="first"><a class="who"[^>]*href="([^"]+)"', page)


@pytest.mark.parametrize("root", ["", "/en"])
def test_applicants_of_a_batch_are_one_row_with_their_count_what_is_owed_and_by_when(
    office, now, time_machine, root
):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now)
    cases = [apply(call, place, now).case for place in range(3)]
    desk = browser("karim")
    page = f"{root}/desk/training/{call.batch.number}/"
    assert rows_of(desk, f"{root}/desk/cases/") == [page]
    shown = desk.get(f"{root}/desk/cases/").content.decode()
    assert ("৩টি আবেদন" if not root else "3 cases") in shown
    assert ("২৬\u00a0নভেম্বর" if not root else "26\u00a0November") in shown
    # One by one they are found by their list, by name and by number.
    singles = {f"{root}/desk/cases/{case.number}/" for case in cases}
    assert set(rows_of(desk, f"{root}/desk/cases/?tab=grouped")) == singles
    assert set(rows_of(desk, f"{root}/desk/cases/?tab=all")) == singles
    assert f"{root}/desk/cases/{cases[0].number}/" in rows_of(desk, f"{root}/desk/cases/?q=আবেদনকারী")
    assert (
        desk.get(f"{root}/desk/cases/?q={cases[1].number}", follow=True)
        .redirect_chain[-1][0]
        .endswith(f"{cases[1].number}/")
    )


def test_a_batch_counts_once_in_the_tabs_and_in_the_menu(office, now, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now)
    for place in range(3):
        apply(call, place, now)
    assert tab_counts(office, now=now)["open"] == tab_counts(office, now=now)["received"] == 0
    page = browser("karim").get("/desk/cases/").content.decode()
    assert re.search(r"সব খোলা\s*<b[^>]*>১</b>", " ".join(page.split()))
    assert re.search(r"আমার\s*<b[^>]*>১</b>", " ".join(page.split()))
    assert re.search(r"আবেদন\s*<sup[^>]*>[^<]*১", " ".join(page.split()))


def test_a_row_stands_at_the_earliest_of_what_is_owed_and_of_the_promises(office, now):
    call = called_batch(office, now)
    apply(call, 1, now)
    (group,) = groups_of(office, now)
    assert group.due_at == call.closes_at
    assert (group.count, group.what) == (1, "আবেদন করা")
    later = at("2026-12-10")
    (group,) = groups_of(office, later)
    assert group.due_at == call.closes_at < later


def test_without_an_open_application_there_is_no_row(office, now):
    call = called_batch(office, now)
    apply(call, 1, now)
    actions.cancel_batch(call.batch, reason="বরাদ্দ আসেনি", actor=actor_of("karim"), now=now)
    assert groups_of(office, now) == []


def test_the_day_says_a_late_batch_once(office, now, time_machine):
    call = closed_batch(office, now)
    late = at("2026-12-10")
    time_machine.move_to(late, tick=False)
    page = browser("karim").get("/desk/today/").content.decode()
    assert page.count(f'href="/desk/training/{call.batch.number}/') >= 1
    for application in Application.objects.filter(call=call).select_related("case"):
        assert f"/desk/cases/{application.case.number}/" not in page


def test_groups_are_read_in_one_statement_however_many_apply(office, now, django_assert_num_queries):
    call = offering_batch(office, now)
    assert call.batch.state
    with django_assert_num_queries(1):
        assert len(groups_of(office, at("2026-12-03"))) == 1


def test_no_case_of_a_group_stands_on_a_page_of_the_queue(office, now):
    call = called_batch(office, now)
    apply(call, 1, now)
    page = fetch_queue_page(office, QueueSelection(tab="open"), now=now)
    assert page.cases == []
    page = fetch_queue_page(office, QueueSelection(tab="grouped"), now=now)
    assert [case.is_grouped for case in page.cases] == [True]
