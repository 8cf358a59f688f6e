"""The queue: who stands in which tab, how it is searched, and that it never counts everything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.cases import actions
from ongikar.cases.actions import Person
from ongikar.cases.officer.queue import selection
from ongikar.cases.officer.queue.filters import search
from ongikar.cases.officer.queue.pages import fetch_queue_page
from ongikar.cases.officer.queue.selection import tab_counts
from ongikar.clock.watch import watch_clocks
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.offices.models import Serial

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)


def person(name, mobile="+8801700000002"):
    return Person(name=name, mobile=mobile, address="রংপুর সদর")


def numbers(office, now, **asked):
    return [
        case.number for case in fetch_queue_page(office, selection.QueueSelection(**asked), now=now).cases
    ]


def test_the_first_due_stands_first(receive, office, now):
    slow, quick = receive("citizen-6"), receive("citizen-1")
    assert numbers(office, now) == [quick.number, slow.number]


def test_late_means_past_the_due_moment_and_still_open(receive, office, now):
    case = receive("citizen-1")
    after = case.clock.due_at + timedelta(seconds=1)
    assert numbers(office, case.clock.due_at, tab="late") == []
    assert numbers(office, after, tab="late") == [case.number]
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=after)
    assert numbers(office, after, tab="late") == []


def test_what_waits_for_the_citizen_since_before_its_day_is_not_late(receive, office, now):
    case = receive("citizen-1")
    actions.ask_for_papers(case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=now)
    after = now + timedelta(days=60)
    watch_clocks(after)
    assert numbers(office, after, tab="late") == []
    assert numbers(office, after, tab="waiting") == [case.number]


def test_papers_asked_for_after_the_day_do_not_hide_that_it_is_late(receive, office, now):
    case = receive("citizen-1")
    after = case.clock.due_at + timedelta(hours=20)
    watch_clocks(after)
    actions.ask_for_papers(case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=after)
    assert numbers(office, after, tab="late") == [case.number]
    assert tab_counts(office, now=after)["late"] == 1


def test_due_today_ends_with_the_day(receive, office, now):
    case = receive("citizen-5")
    assert numbers(office, now, tab="today") == [case.number]
    assert numbers(office, now + timedelta(days=1), tab="today") == []


def test_tabs_narrow_by_service_and_channel(receive, office, service, now):
    receive("citizen-1")
    phoned = receive("citizen-2", channel="phone")
    ids = (service("citizen-2").pk,)
    for tab in ("open", "received", "all"):
        assert numbers(office, now, tab=tab, services=ids) == [phoned.number]
        assert numbers(office, now, tab=tab, channel="phone") == [phoned.number]


def test_pages_go_on_from_the_last_line_and_miss_none(receive, office, now):
    made = [receive("citizen-1").number for _ in range(selection.PAGE + 7)]
    for tab in ("open", "received", "all"):
        first = fetch_queue_page(office, selection.QueueSelection(tab=tab), now=now)
        second = fetch_queue_page(office, selection.QueueSelection(tab=tab, after=first.after), now=now)
        shown = [case.number for case in (*first.cases, *second.cases)]
        assert sorted(shown) == sorted(made)
        assert second.after == ""


@pytest.mark.parametrize("tab", ["open", "received", "all"])
@pytest.mark.parametrize(
    "after", ["x", "১.২", "১২", "1.2.3", "-1", "-1.1", ".", "9" * 40, "9" * 40 + ".1", "999999999999999999.1"]
)
def test_a_page_mark_that_is_none_begins_at_the_start(receive, office, now, after, tab):
    cases = {receive("citizen-1").number, receive("citizen-6").number}
    assert set(numbers(office, now, after=after, tab=tab)) == cases


@pytest.mark.parametrize(("tab", "after"), [("open", "99999999999999999.1"), ("all", "0")])
def test_a_page_mark_behind_the_last_line_shows_nothing_more(receive, office, now, tab, after):
    receive()
    assert numbers(office, now, tab=tab, after=after) == []


def waiting(receive, count, now):
    """So many cases of one day whose citizens owe a paper since before it."""
    cases = [receive("citizen-1", now=now) for _ in range(count)]
    for case in cases:
        actions.ask_for_papers(case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=now)
    return cases


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("tab", ["late", "today"])
def test_tabs_count_what_they_show_however_many_wait(receive, office, now, monkeypatch, count, tab):
    monkeypatch.setattr(selection, "COUNTED_UP_TO", 3)
    monkeypatch.setattr(
        selection, "count_by_name", lambda *asked: CompiledQuery(lambda: selection.counts_by_name(*asked))
    )
    monkeypatch.setattr(selection, "count_late_and_today", CompiledQuery(selection.late_and_today_counts))
    due_at = waiting(receive, count, now)[0].clock.due_at
    for _ in range(2):
        receive("citizen-1", now=now)
    then = due_at - timedelta(hours=1) if tab == "today" else due_at + timedelta(seconds=1)
    shown = numbers(office, then, tab=tab)
    assert len(shown) == tab_counts(office, now=then)[tab] == 2


def test_counting_stops_where_it_is_told_to(receive, office, now, monkeypatch):
    monkeypatch.setattr(selection, "COUNTED_UP_TO", 3)
    monkeypatch.setattr(
        selection, "count_by_name", lambda *asked: CompiledQuery(lambda: selection.counts_by_name(*asked))
    )
    for _ in range(5):
        receive()
    assert tab_counts(office, now=now)["received"] == 3


@pytest.mark.parametrize(
    "typed", ["রহিমা", "রহীমা খাতুন", "খাতুন রহিমা", "০১৭০০০০০০০১", "01700-000001", "+8801700000001"]
)
def test_a_case_is_found_by_name_or_mobile_in_any_spelling(receive, office, now, typed):
    case = receive()
    receive(person=person("করিম মিয়া"))
    assert [found.number for found in search(office, typed, now=now).cases] == [case.number]


def test_a_case_is_found_by_its_number_or_its_end_in_either_script(receive, office, now):
    case = receive()
    bangla = case.number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    for typed in (
        case.number,
        bangla,
        case.number.replace("-", ""),
        str(int(case.short_number)),
        bangla.rpartition("-")[0],
        bangla.rsplit("-")[-2],
    ):
        assert [found.number for found in search(office, typed, now=now).cases] == [case.number]


@pytest.mark.parametrize("typed", ["100417", "১০০৪১৭", "৮৫৪৯-২৬-১০০৪১৭", "854926100417"])
def test_a_case_past_99_999_in_a_year_is_found_by_its_six_figures(receive, office, now, typed):
    receive()
    Serial.objects.filter(book="tracking", year=now.year).update(last=100_416)
    case = receive()
    assert case.number.startswith("8549-26-100417-")
    assert [found.number for found in search(office, typed, now=now).cases] == [case.number]


@pytest.mark.parametrize("typed", ["\u200d", "%", "' OR 1=1 --", "_", "…"])
def test_odd_search_words_find_nothing_and_break_nothing(receive, office, now, typed):
    receive()
    assert search(office, typed, now=now).cases == []


@pytest.mark.parametrize(("root", "words"), [("", "আবেদন"), ("/en", "Cases")])
def test_the_queue_page_speaks_either_language(signed_in, karim, receive, root, words):
    receive()
    assert words in signed_in(karim).get(f"{root}/desk/cases/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "tab=x&service=y&channel=z&after=w",
        "tab=all&after=" + "9" * 60,
        "tab=late",
        "tab=closed",
        "q=রহিমা",
        "q=%00",
        "q=" + "ক" * 5000,
    ],
)
def test_the_queue_answers_whatever_is_asked(signed_in, karim, receive, query):
    receive()
    assert signed_in(karim).get(f"/desk/cases/?{query}").status_code == 200


def test_several_are_accepted_in_one_press_each_whole(signed_in, karim, receive, now):
    ready = [receive("citizen-1", now=timezone.now() - timedelta(hours=1)) for _ in range(3)]
    done = receive("citizen-2", now=timezone.now() - timedelta(hours=1))
    actions.keep(done, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=timezone.now())
    response = signed_in(karim).post(
        "/desk/cases/accept/", {"record": [case.pk for case in (*ready, done)]}, follow=True
    )
    html = response.content.decode()
    assert "৩টি আবেদন গ্রহণ করা হয়েছে" in html
    assert done.short_number.lstrip("0") in html.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789"))
    assert {type(case).objects.get(pk=case.pk).state for case in ready} == {"accepted"}


def test_a_case_without_a_ceiling_is_not_accepted_by_ticking(signed_in, karim, receive, service):
    row = service("citizen-1")
    type(row).objects.filter(pk=row.pk).update(ceiling=None)
    case = receive("citizen-1", now=timezone.now())
    signed_in(karim).post("/desk/cases/accept/", {"record": [case.pk]})
    assert type(case).objects.get(pk=case.pk).state == "received"
