"""The calls that are open on the home page: with the days that are left, the way to apply, and no longer than
they are.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core import cache_version
from ongikar.core.http.page_cache import UNTIL
from ongikar.delivery.training import actions
from ongikar.delivery.training.models import Call
from ongikar.delivery.training.public.open_calls import SHOWN, open_calls_of
from tests.query_plans import plan

from .batches import WORKER, actor_of, at, called_batch, planned_batch

pytestmark = pytest.mark.django_db
OPENED = at("2026-11-20", "10:00")


def home(client, moment, root=""):
    with time_machine.travel(moment, tick=False):
        answer = client.get(f"{root}/")
    return answer, HTMLParser(answer.text).css_first("section[aria-labelledby=oc]")


def words_of(node) -> str:
    return " ".join(node.text().replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("root", "title", "until", "left", "last"),
    [
        (
            "",
            "আউটসোর্সিং ও আইসিটি প্রশিক্ষণ, ব্যাচ ১",
            "আবেদন বৃহস্পতিবার, ২৬ নভেম্বর ২০২৬, বিকেল ৫টা পর্যন্ত",
            "আর ৫ দিন",
            "আজই শেষ দিন",
        ),
        (
            "/en",
            "Outsourcing and ICT training, batch 1",
            "Apply by Thursday, 26 November 2026, 5:00 pm",
            "5 days left",
            "Last day",
        ),
    ],
)
def test_an_open_call_stands_on_the_home_page_with_its_days_left(
    client, office, root, title, until, left, last
):
    call = called_batch(office, OPENED)
    _, section = home(client, at("2026-11-21", "23:00"), root)
    words = words_of(section)
    assert title in words
    assert until in words
    assert left in words
    _, section = home(client, at("2026-11-26", "16:59"), root)
    assert last in words_of(section.css_first(".tag"))
    assert section.css_first("a.btn").attributes["href"] == f"{root}/services/citizen-6/apply/?call={call.pk}"


def test_the_way_to_apply_has_this_batch_chosen(client, office):
    call = called_batch(office, OPENED)
    _, section = home(client, OPENED + timedelta(days=1))
    with time_machine.travel(OPENED + timedelta(days=1), tick=False):
        form = HTMLParser(client.get(section.css_first("a.btn").attributes["href"]).text)
    assert [each.attributes["value"] for each in form.css("[name=call][checked]")] == [str(call.pk)]


def test_whoever_nominates_is_led_to_the_list(client, office):
    call = called_batch(office, OPENED, audience=Call.NOMINATED, code="institutional-5")
    _, section = home(client, OPENED + timedelta(days=1))
    assert section.css_first("a.btn").attributes["href"] == f"/training/{call.batch.number}/nominate/"


def test_the_page_is_made_anew_as_a_call_closes(client, office):
    call = called_batch(office, OPENED)
    answer, _ = home(client, at("2026-11-26", "16:30"))
    assert float(answer[UNTIL]) <= call.closes_at.timestamp()
    _, section = home(client, at("2026-11-26", "17:01"))
    assert section is None


@pytest.mark.parametrize("act", ["publish", "extend", "cancel"])
def test_what_changes_a_call_renews_the_home_page(office, act):
    call = None if act == "publish" else called_batch(office, OPENED)
    before = cache_version.version_of_office(cache_version.query_versions(), office.pk, figures=True)
    if act == "publish":
        called_batch(office, OPENED)
    elif act == "extend":
        more = at("2026-11-30", "17:00")
        actions.extend_call(call.batch, closes_at=more, reason="বন্যা", actor=actor_of("karim"), now=OPENED)
    else:
        actions.cancel_batch(call.batch, reason="বন্যা", actor=actor_of("karim"), now=OPENED)
    cache_version.write_pending(connection)
    after = cache_version.version_of_office(cache_version.query_versions(), office.pk, figures=True)
    assert before != after


def test_the_day_of_the_result_is_moved_also_before_anybody_applied(office):
    call = called_batch(office, OPENED)
    later = {"result_on": date(2026, 12, 6), "reason": "বন্যা", "actor": actor_of("karim"), "now": OPENED}
    assert actions.move_result(call.batch, **later) == 0
    call.refresh_from_db()
    assert call.result_on == date(2026, 12, 6)


def test_the_one_that_closes_first_stands_in_front_and_the_rest_one_press_away(client, office):
    calls = [called_batch(office, OPENED, submission=f"batch-{n}") for n in range(SHOWN + 1)]
    for hours, call in enumerate(reversed(calls)):
        Call.objects.filter(pk=call.pk).update(closes_at=call.closes_at + timedelta(hours=hours))
    assert open_calls_of(office, OPENED) == calls[::-1]
    _, section = home(client, OPENED)
    assert len(section.css("ul.tasks > li")) == SHOWN
    assert "আরও ১টি" in words_of(section)
    with time_machine.travel(OPENED, tick=False):
        listed = HTMLParser(client.get("/training/").text)
    assert len(listed.css("section[aria-labelledby=op] li")) == SHOWN + 1


def test_a_plan_and_a_closed_call_are_not_open(office):
    planned_batch(office, OPENED)
    assert open_calls_of(office, OPENED) == []
    call = called_batch(office, OPENED, submission="batch-2")
    actions.close_call(call.batch, actor=WORKER, now=at("2026-11-26", "17:01"))
    assert open_calls_of(office, at("2026-11-26", "16:00")) == []


def test_they_are_read_off_the_index_of_the_states(office):
    with CaptureQueriesContext(connection) as asked:
        open_calls_of(office, OPENED)
    told = plan(asked.captured_queries[0]["sql"].replace("%", "%%"))
    if connection.vendor == "sqlite":
        assert "batches_by_state" in told
        assert "TEMP B-TREE" not in told
