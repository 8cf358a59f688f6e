"""The visitor book: who came, to see whom, and when they left, as far as somebody wrote it down."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.books.registry import book_named
from ongikar.core.forms.faults import ActFault
from ongikar.journal.models import Entry
from ongikar.offices.models import Post
from ongikar.offices.rules.worded_list import WordedListFault
from ongikar.people.models import GONE
from ongikar.records.actions import ENTERED, STRUCK, change, open_once, strike
from ongikar.records.registry import DESKS
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visitors import retention
from ongikar.visitors.actions import LEFT, give_token, token_of, write_left
from ongikar.visitors.desk import period
from ongikar.visitors.models import Visitor
from ongikar.visitors.purposes import PURPOSES, purposes_of, read_purposes, usual_purposes
from ongikar.visits.actions import call_visit
from ongikar.visits.models import Visit

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 6, 10, 0, tzinfo=TZ)
BY = ("user", 1)


@pytest.fixture
def write(office):
    post = Post.objects.get(office=office, role=Post.OFFICER)

    def write_line(key: str = "a", now: datetime = NOW, **columns: Any) -> Visitor:
        said = {"name": "সুমন মিয়া", "origin": "তামপাট ইউনিয়ন", "purpose": "service", "came_at": now} | columns
        row = Visitor(office=office, post=post, submission=key, **said)
        return open_once(row, ENTERED, actor=BY, now=now)

    return write_line


def fresh(visitor: Visitor) -> Visitor:
    return Visitor.objects.select_related("office", "post").get(pk=visitor.pk)


def cells(office, year: int = 2026) -> list[tuple[str, ...]]:
    return [line.texts for line in book_named("visitors").rows(office, year)]


@pytest.mark.fast
@pytest.mark.parametrize(
    ("name", "first", "until"),
    [
        ("today", "2027-01-31", "2027-02-01"),
        ("month", "2027-01-01", "2027-02-01"),
        ("last", "2026-12-01", "2027-01-01"),
        ("2026", "2026-07-01", "2027-07-01"),
    ],
)
def test_a_period_ends_where_the_next_begins(name, first, until):
    assert [str(day) for day in period(name, date(2027, 1, 31))] == [first, until]


def test_a_line_is_numbered_and_sent_twice_it_is_one(write, office):
    assert write().book_serial == 1
    assert write().book_serial == 1
    assert write("b").book_serial == 2
    assert len(cells(office)) == 2


def test_who_says_no_name_says_where_from(write, office):
    write(name="")
    assert "নাম বলেননি" in cells(office)[0]
    with pytest.raises(ActFault) as refused:
        write("b", name="", origin="")
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"came_at": NOW + timedelta(minutes=1)}, "came_at"),
        ({"came_at": NOW - timedelta(days=400)}, "day"),
        ({"purpose": "nothing"}, "purpose"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(write, columns, field):
    with pytest.raises(ActFault) as refused:
        write(**columns)
    assert refused.value.field == field
    assert not Visitor.objects.exists()


def test_when_they_left_is_written_by_the_first_press(write):
    line = write()
    for minutes in (20, 50):
        write_left(fresh(line), actor=BY, now=NOW + timedelta(minutes=minutes))
    assert fresh(line).left_at == NOW + timedelta(minutes=20)
    assert Entry.objects.filter(verb="visitor.left").count() == 1


def test_of_a_day_that_is_over_nothing_says_when_they_left(write, office, time_machine):
    """No program sets it, and the press of the next day would be a lie."""
    line = write()
    next_day = NOW + timedelta(days=1)
    assert line.is_in(NOW)
    time_machine.move_to(NOW, tick=False)
    assert "যাওয়ার সময় লেখা হয়নি" not in cells(office)[0]
    time_machine.move_to(next_day, tick=False)
    assert not line.is_in(next_day)
    assert "যাওয়ার সময় লেখা হয়নি" in cells(office)[0]
    with pytest.raises(ActFault):
        write_left(line, actor=BY, now=next_day)
    # Whoever knows the hour writes it, and the book says that it was written later.
    change(fresh(line), LEFT, actor=BY, now=next_day, left_at=NOW + timedelta(hours=1))
    assert any("সকাল ১১টা" in cell and "পরে লেখা" in cell for cell in cells(office)[0])


def test_nobody_leaves_before_they_came_or_in_the_future(write):
    line = write()
    for at in (NOW - timedelta(minutes=1), NOW + timedelta(hours=3)):
        with pytest.raises(ActFault) as refused:
            change(fresh(line), LEFT, actor=BY, now=NOW + timedelta(hours=1), left_at=at)
        assert refused.value.field == "left_at"


def test_what_is_written_down_long_after_is_marked(write, office):
    assert not write("a", came_at=NOW - timedelta(minutes=30)).is_entered_later
    assert write("b", came_at=NOW - timedelta(hours=2)).is_entered_later
    assert [any("পরে লেখা" in cell for cell in line) for line in cells(office)] == [False, True]


def test_a_line_that_is_wrong_is_struck_and_stays(write, office):
    line = write()
    strike(line, STRUCK, reason="অন্য অফিসের", actor=BY, now=NOW)
    assert cells(office)[0][-1] == "অন্য অফিসের"
    assert not fresh(line).is_in(NOW)
    with pytest.raises(ActFault):
        write_left(fresh(line), actor=BY, now=NOW)


def test_a_token_is_given_once(write):
    line = write()
    token = give_token(line, actor=BY, now=NOW)
    assert give_token(fresh(line), actor=BY, now=NOW + timedelta(minutes=1)) == token
    assert Visit.objects.get().reference == token.reference
    assert token_of(fresh(line)) == token
    write_left(fresh(line), actor=BY, now=NOW + timedelta(minutes=5))
    with pytest.raises(ActFault):
        give_token(fresh(line), actor=BY, now=NOW + timedelta(minutes=6))


def test_the_desk_that_calls_a_token_of_the_book_may_write_the_case_down(
    write, signed_in, shirin, time_machine
):
    time_machine.move_to(NOW, tick=False)
    token = give_token(write(), actor=BY, now=NOW)
    desk = Post.objects.get(office=token.office, role=Post.ASSISTANT)
    call_visit(token, desk=desk, actor=BY, now=NOW, submission="call")
    page = signed_in(shirin).get(reverse("visit_queue")).content.decode()
    assert f"{reverse('counter')}?visit={token.pk}" in page
    assert "সুমন" not in Client().get(reverse("visit_board")).content.decode()


def test_an_office_says_for_itself_what_people_come_for(office, write):
    assert purposes_of(office, NOW.date()) == usual_purposes()
    own = {"purposes": [{"key": "lab", "bn": "ল্যাব দেখতে", "en": "To see the lab"}]}
    office.settings = {**office.settings, PURPOSES: [["2026-12-01", own]]}
    assert write(purpose="lab").purpose_line == "ল্যাব দেখতে"
    # Before its day the usual ones hold, so what was written then keeps its words.
    assert "service" in purposes_of(office, date(2026, 11, 30))


@pytest.mark.fast
@pytest.mark.parametrize(
    "rows",
    [
        [],
        ["service"],
        [{"key": "a", "bn": "ক"}],
        [{"key": "a", "bn": "", "en": "A"}],
        [{"key": "a" * 21, "bn": "ক", "en": "A"}],
        [{"key": "a", "bn": "ক", "en": "A"}, {"key": "a", "bn": "খ", "en": "B"}],
    ],
)
def test_a_list_that_cannot_be_offered_is_refused(rows):
    with pytest.raises(WordedListFault):
        read_purposes({"purposes": rows})


def test_after_its_time_the_book_tells_of_nobody(write, office):
    line = write(mobile="+8801711223344", remark="সঙ্গে শিশু", purpose_words="ভাতা")
    assert not retention.visitors(office, NOW).exists()
    for each in retention.visitors(office, NOW + timedelta(days=1)):
        retention.forget_people(each)
    left = fresh(line)
    assert (left.name, left.origin, left.mobile, left.purpose_words, left.remark) == (GONE, "", "", "", "")
    assert (left.book_serial, left.purpose, left.came_at) == (1, "service", NOW)
    assert not retention.visitors(office, NOW + timedelta(days=1)).exists()


@pytest.mark.parametrize(
    ("typed", "is_met"),
    [
        ("সুমন", True),
        ("শুমন", True),
        ("Sumon", True),
        ("sumon mia", True),
        ("তামপাট", True),
        ("০১৭১১", True),
        ("করিম", False),
    ],
)
def test_a_name_is_found_in_any_spelling_of_either_script(write, office, typed, is_met):
    write(mobile="+8801711223344")
    desk = DESKS["visitor"]
    assert bool(desk.narrow_rows(office, {"q": typed}).rows) is is_met


def test_written_at_the_counter_with_few_keys_and_gone_by_one_press(signed_in, shirin, time_machine):
    time_machine.move_to(NOW, tick=False)
    client = signed_in(shirin)
    assert client.get(reverse("visitors_new")).status_code == 200
    post = Post.objects.filter(role=Post.OFFICER, office__is_default=True).get()
    # Whoever comes now is asked no day, no time and no number.
    said = {"name": "সুমন", "origin": "তামপাট", "post": str(post.pk), "purpose": "service", "token": "one"}
    assert client.post(reverse("visitors_new"), said)["Location"] == reverse("visitors")
    line = Visitor.objects.get()
    assert (line.came_at, line.persons, line.mobile) == (NOW, 1, "")
    page = client.get(reverse("visitors")).content.decode()
    press = reverse("visitor_went_out", args=[line.pk])
    assert f'formaction="{press}"' in page
    time_machine.move_to(NOW + timedelta(minutes=25), tick=False)
    assert client.post(press)["Location"] == reverse("visitors")
    assert fresh(line).left_at == NOW + timedelta(minutes=25)
    assert press not in client.get(reverse("visitors")).content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"day": "05/12/2026"}, "সেদিন কয়টায় এসেছেন"),
        ({"came_at": "১১:৩০"}, "সময়টি এখনো আসেনি"),
        ({"mobile": "12"}, "মোবাইল"),
        ({"persons": "0"}, "কতজন"),
        ({"post": "999999"}, "তালিকা থেকে"),
        ({"purpose": "nothing"}, "তালিকা থেকে"),
        ({"name": "", "origin": ""}, "একটি লিখুন"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(
    signed_in, shirin, time_machine, changes, says
):
    time_machine.move_to(NOW, tick=False)
    client = signed_in(shirin)
    post = Post.objects.filter(role=Post.OFFICER, office__is_default=True).get()
    said = {"name": "সুমন", "origin": "তামপাট", "post": str(post.pk), "purpose": "service", "token": "one"}
    answer = client.post(reverse("visitors_new"), {**said, "remark": "সঙ্গে শিশু", **changes})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "সঙ্গে শিশু" in page
    assert not Visitor.objects.exists()


def test_written_down_from_paper_for_an_earlier_day(signed_in, shirin, time_machine):
    time_machine.move_to(NOW, tick=False)
    client = signed_in(shirin)
    post = Post.objects.filter(role=Post.OFFICER, office__is_default=True).get()
    said = {
        "name": "সুমন",
        "post": str(post.pk),
        "purpose": "service",
        "day": "০৩/১২/২০২৬",
        "came_at": "বিকেল ৩টা",
    }
    assert client.post(reverse("visitors_new"), said | {"token": "one"}).status_code == 302
    line = Visitor.objects.get()
    assert line.came_at == datetime(2026, 12, 3, 15, 0, tzinfo=TZ)
    assert line.is_entered_later
    page = client.get(reverse("visitors")).content.decode()
    assert "যাওয়ার সময় লেখা হয়নি" in page
    assert "পরে লেখা" in page
    left = reverse("visitor_left", args=[line.pk])
    assert client.post(left, {"left_at": "বিকেল ৩:৪০"}).status_code == 302
    assert fresh(line).left_at == datetime(2026, 12, 3, 15, 40, tzinfo=TZ)
