"""A request that was made twice is answered once, and neither promise is lost by it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SUNDAY
from ongikar.cases.actions import Person, keep, redirect, refuse, withdraw
from ongikar.cases.actions.joined_cases import check_join, is_joinable, join_cases, joinings_of, part_cases
from ongikar.cases.actions.part_outcomes import inform
from ongikar.cases.kinds import Kind, kinds
from ongikar.cases.models import Case, JoinedCase, RegisterCount
from ongikar.clock.watch import watch_clocks
from ongikar.config.settings import DELIVERY_KINDS
from ongikar.core.forms.faults import ActFault
from ongikar.grievances.actions import file_offer
from ongikar.grievances.models import Offer
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.rules.case_transitions import TransitionFault

pytestmark = pytest.mark.django_db
WHY = "দুবার জমা দিয়েছেন, ফোনে জানিয়েছেন"
LATER = SUNDAY + timedelta(days=2)
OUTCOME = {"words": "সভা রবিবার ১১টায়।"}


@pytest.fixture(autouse=True)
def _on_that_day(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def two(receive):
    """The same asked twice, two days apart, by two people."""
    first = receive(person=Person(name="রহিমা খাতুন", mobile="+8801711111111"), now=SUNDAY)
    second = receive(person=Person(name="করিমা বেগম", mobile="+8801811111112"), now=LATER)
    return first, second


@pytest.fixture
def join(karim):
    def do(follower, leader, *, is_one_person=False, now=LATER):
        return join_cases(
            follower, leader, why=WHY, is_one_person=is_one_person, actor=("user", karim.pk), now=now
        )

    return do


def fresh(case):
    return Case.objects.with_related().get(pk=case.pk)


def test_each_keeps_number_and_day_and_the_earlier_day_is_what_is_owed(two, join):
    first, second = two
    before = [(case.number, case.clock.due_at, case.received_at) for case in two]
    join(second, first)
    assert [(case.number, case.clock.due_at, case.received_at) for case in map(fresh, two)] == before
    assert [each.follower.pk for each in joinings_of(first)] == [second.pk]


def test_answered_once_both_have_the_outcome_and_each_is_judged_by_its_own_day(two, join, karim):
    first, second = two
    join(second, first)
    # After the day of the first and before that of the second.
    between = first.clock.due_at + timedelta(minutes=1)
    assert between < second.clock.due_at
    keep(fresh(first), outcome=OUTCOME, actor=("user", karim.pk), now=between)
    first, second = map(fresh, two)
    assert (first.state, second.state) == ("kept", "kept")
    assert first.outcome["words"] == second.outcome["words"] == OUTCOME["words"]
    assert first.memo_number != second.memo_number
    assert (first.clock.is_late(between), second.clock.is_late(between)) == (True, False)
    assert not JoinedCase.objects.filter(ended_at=None).exists()


def test_what_is_late_stays_late_when_it_is_joined_with_what_is_not(two, join, karim):
    first, second = two
    now = first.clock.due_at + timedelta(minutes=1)
    join(first, second, now=now)
    keep(fresh(second), outcome=OUTCOME, actor=("user", karim.pk), now=now + timedelta(minutes=1))
    assert [fresh(case).clock.is_late(now) for case in two] == [True, False]
    assert fresh(first).breaches(now)


def test_the_register_has_two_lines_and_counts_two(two, join, karim):
    join(two[1], two[0])
    keep(fresh(two[0]), outcome=OUTCOME, actor=("user", karim.pk), now=LATER)
    assert len({(case.fiscal_year, case.book_serial) for case in map(fresh, two)}) == 2
    assert Case.objects.filter(state="kept").count() == 2
    assert RegisterCount.objects.exists()


def test_a_refusal_and_a_sending_on_go_to_both(two, join, karim, receive):
    actor = ("user", karim.pk)
    join(two[1], two[0])
    refuse(fresh(two[0]), reason="এই তথ্য দপ্তরে নেই।", actor=actor, now=LATER)
    assert [fresh(case).state for case in two] == ["refused", "refused"]
    third, fourth = receive(now=LATER), receive(now=LATER)
    join(fourth, third)
    redirect(fresh(third), to="উপজেলা কৃষি অফিস", actor=actor, now=LATER)
    assert [fresh(case).state for case in (third, fourth)] == ["redirected", "redirected"]


def test_whoever_follows_is_answered_by_no_act_of_its_own(two, join, karim):
    join(two[1], two[0])
    with pytest.raises(TransitionFault):
        keep(fresh(two[1]), outcome=OUTCOME, actor=("user", karim.pk), now=LATER)
    with pytest.raises(TransitionFault):
        refuse(fresh(two[1]), reason="নেই", actor=("user", karim.pk), now=LATER)
    assert fresh(two[1]).is_open


def test_news_is_told_to_both(two, join, karim):
    join(two[1], two[0])
    inform(fresh(two[0]), words="জেলা থেকে উত্তর আসেনি।", actor=("user", karim.pk), now=LATER)
    assert [case.acts.filter(name="inform").count() for case in two] == [1, 1]


def test_parted_each_is_answered_by_itself_and_no_day_has_moved(two, join, karim):
    first, second = two
    dues = [case.clock.due_at for case in two]
    join(second, first)
    assert part_cases(fresh(second), why="", actor=("user", karim.pk), now=LATER)
    assert not part_cases(fresh(second), why="", actor=("user", karim.pk), now=LATER)
    keep(fresh(first), outcome=OUTCOME, actor=("user", karim.pk), now=LATER)
    assert fresh(second).is_open
    assert [fresh(case).clock.due_at for case in two][1] == dues[1]
    # And it may be said again.
    assert [act.name for act in second.acts.order_by("pk")][-2:] == ["join", "part"]


def test_once_answered_they_are_parted_no_more(two, join, karim):
    join(two[1], two[0])
    keep(fresh(two[0]), outcome=OUTCOME, actor=("user", karim.pk), now=LATER)
    with pytest.raises(ActFault, match="no longer be parted"):
        part_cases(fresh(two[1]), why="", actor=("user", karim.pk), now=LATER)


def test_whoever_takes_theirs_back_takes_no_other_with_it(two, join):
    join(two[1], two[0])
    withdraw(fresh(two[0]), words="", now=LATER)
    second = fresh(two[1])
    assert second.is_open
    assert second.acts.order_by("pk").last().name == "part"
    assert not JoinedCase.objects.filter(ended_at=None).exists()


def test_a_follower_that_is_taken_back_is_answered_no_more(two, join, karim):
    join(two[1], two[0])
    withdraw(fresh(two[1]), words="", now=LATER)
    keep(fresh(two[0]), outcome=OUTCOME, actor=("user", karim.pk), now=LATER)
    assert fresh(two[1]).state == "withdrawn"


def test_pressed_twice_it_is_said_once(two, join):
    assert join(two[1], two[0]) == join(two[1], two[0])
    assert two[1].acts.filter(name="join").count() == 1


def refusal(follower, leader):
    with pytest.raises(ActFault) as fault:
        check_join(fresh(follower), fresh(leader))
    return fault.value.en


def test_what_cannot_be_one_is_refused_in_a_sentence(two, join, receive, karim):
    first, second = two
    assert "same case" in refusal(first, first)
    other = receive("citizen-2", answers={"topic": "buying", "question": "কোনটি কিনব?"}, now=LATER)
    assert "another service" in refusal(first, other)
    join(second, first)
    third = receive(now=LATER)
    assert "itself answered together" in refusal(third, second)
    assert "Part them first" in refusal(first, third)
    keep(fresh(first), outcome=OUTCOME, actor=("user", karim.pk), now=LATER)
    assert "closed" in refusal(third, first)


def test_a_request_of_another_office_is_unknown_here_and_never_joined(client, karim, two, office):
    first, second = two
    elsewhere = Office.objects.create(slug="elsewhere", name_bn="অন্য", name_en="Other", geocode="8558")
    Case.objects.filter(pk=first.pk).update(office=elsewhere)
    assert refusal(second, first) == "Requests of two offices cannot be joined."
    client.force_login(karim)
    address = f"/en/desk/cases/{second.number}/same/"
    for answer in (
        client.get(address, {"other": first.number}),
        client.post(address, {"other": first.number, "why": WHY}),
    ):
        assert answer.status_code == 422
        assert "Requests of two offices cannot be joined" in answer.text
        assert "রহিমা" not in answer.text
    assert not JoinedCase.objects.exists()


@pytest.mark.parametrize("is_hidden", [True, False])
def test_a_complaint_is_joined_with_nothing_and_nothing_tells_whether_it_is_there(
    client, karim, two, is_hidden
):
    """Also one of somebody whom the officer must not know, about the case that is to be joined."""
    first, second = two
    now = first.clock.due_at + timedelta(days=1)
    watch_clocks(now)
    run_due_entries(now)
    offer = Offer.objects.get(case=first)
    number = file_offer(offer=offer, text=offer.text, identity_hidden=is_hidden, now=now).number
    client.force_login(karim)
    address = f"/en/desk/cases/{second.number}/same/"
    of_none = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    pages = [client.get(address, {"other": each}) for each in (number, of_none)]
    assert [each.status_code for each in pages] == [422, 422]
    told, told_of_none = (each.text[each.text.index("<main") : each.text.index("</main")] for each in pages)
    assert "never joined with a request" in told
    assert told.replace(number, of_none) == told_of_none
    assert client.post(address, {"other": number, "why": WHY}).status_code == 422
    assert not JoinedCase.objects.exists()
    # The cases themselves are joined, and no page of them tells that it was complained of in secret.
    assert client.post(address, {"other": first.number, "why": WHY}).status_code == 302
    page = client.get(f"/en/desk/cases/{second.number}/").text
    assert number not in page


def test_what_rests_on_rows_of_its_own_is_not_joined_and_its_page_says_so(client, karim, receive):
    """Answered with another, a system would be live whose own offices nobody has seen to."""
    asked = {"system": "ই-নথি চালু করা", "users": 9, "ready": "both", "now_done": "কাগজে"}
    first, second = (receive("institutional-8", answers=asked, now=LATER) for _ in range(2))
    assert "rows of its own" in refusal(second, first)
    client.force_login(karim)
    page = client.get(f"/en/desk/cases/{second.number}/").text
    assert "its applicant can take one back" in page
    assert f"/desk/cases/{second.number}/same/" not in page


@pytest.mark.parametrize("name", DELIVERY_KINDS)
def test_no_kind_is_joined_whose_cases_begin_with_rows(name):
    kind = kinds()[name]
    if any(getattr(type(kind), each) is not getattr(Kind, each) for each in ("begin", "make_rows")):
        assert not is_joinable(kind)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the number"),
        ("abc", "no request of this number"),
        ("9999-26-00001-12345", "Requests of two offices cannot be joined"),
        ("8549-26-9-00001-12345", "complaint"),
    ],
)
def test_the_page_says_why_not_beside_the_number(client, karim, two, typed, said):
    client.force_login(karim)
    answer = client.get(f"/en/desk/cases/{two[1].number}/same/", {"other": typed})
    assert answer.status_code == 422
    assert said in answer.text


def test_the_page_says_what_follows_before_it_is_done(client, karim, two, time_machine):
    first, second = two
    time_machine.move_to(first.clock.due_at + timedelta(minutes=1), tick=False)
    client.force_login(karim)
    address = f"/en/desk/cases/{second.number}/same/"
    page = client.get(address, {"other": first.number}).text
    assert "stays late, in the account too" in page
    assert not JoinedCase.objects.exists()
    answer = client.post(address, {"other": first.number, "why": WHY})
    assert answer.status_code == 302
    page = client.get(f"/en/desk/cases/{second.number}/").text
    assert "It is answered together with" in page
    # Beside the acts, where the answer of any other is given.
    assert "Give the answer on the page of this request" in page
    assert "Give the answer on the page" not in client.get(f"/en/desk/cases/{first.number}/").text
    assert client.get(f"/en/desk/cases/{second.number}/keep/").status_code == 302
    assert "This answer goes to these, too" in client.get(f"/en/desk/cases/{first.number}/keep/").text
    client.post(reverse("case_apart", args=[second.number]))
    assert not JoinedCase.objects.filter(ended_at=None).exists()


def test_a_likely_double_is_offered(client, karim, receive):
    rahima = Person(name="রহিমা খাতুন", mobile="+8801711111111")
    first, second = receive(person=rahima, now=LATER), receive(person=rahima, now=LATER)
    client.force_login(karim)
    page = client.get(f"/en/desk/cases/{second.number}/").text
    assert f"/desk/cases/{second.number}/same/" in page
    page = client.get(f"/en/desk/cases/{second.number}/same/").text
    assert f"?other={first.number}" in page


def test_neither_applicant_is_told_of_the_other(client, two, join):
    first, second = two
    join(second, first)
    run_due_entries(LATER)
    told = Message.objects.filter(outbox_entry__entry__verb__in=("case.joined", "case.led"))
    assert told.count() >= 2
    for message in told:
        assert not {first.number, second.number} <= set(message.body.split())
        assert "রহিমা" not in message.body
    client.post("/track/", {"number": second.number, "last_four": "1112"})
    page = client.get(f"/en/track/{second.number}/").text
    assert "both are answered together" in page
    assert first.number not in page


@given(gap=st.integers(0, 40), is_first_leader=st.booleans())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_promise_is_ever_later_than_before(receive, join, karim, gap, is_first_leader):
    first = receive(now=SUNDAY)
    second = receive(now=SUNDAY + timedelta(hours=gap))
    dues = {case.pk: case.clock.due_at for case in (first, second)}
    leader, follower = (first, second) if is_first_leader else (second, first)
    join(follower, leader, now=SUNDAY + timedelta(hours=gap))
    part_cases(fresh(follower), why="", actor=("user", karim.pk), now=LATER)
    join(follower, leader)
    assert all(fresh(case).clock.due_at <= dues[case.pk] for case in (first, second))
