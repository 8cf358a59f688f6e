"""One request that asks two things becomes two cases, and no promise is lost by it."""

from datetime import timedelta

import pytest

from conftest import SUNDAY
from ongikar.cases.actions import keep, redirect, refuse, withdraw
from ongikar.cases.actions.split_cases import due_of_second, split_case
from ongikar.cases.models import Case
from ongikar.delivery.procurement.models import Purchase
from ongikar.rules.case_transitions import TransitionFault

pytestmark = pytest.mark.django_db
LATER = SUNDAY + timedelta(days=2)
WORDS = "ল্যাবের তালিকাও চাই, ডাকযোগে।"


@pytest.fixture(autouse=True)
def _on_that_day(time_machine):
    time_machine.move_to(LATER, tick=False)


def test_the_second_counts_from_the_day_of_the_first_and_that_keeps_its_own(receive, karim):
    first = receive(now=SUNDAY)
    due, foreseen = first.clock.due_at, due_of_second(first, LATER)
    second = split_case(first, words=WORDS, actor=("user", karim.pk), now=LATER)
    assert (second.received_at, second.clock.due_at) == (SUNDAY, due)
    assert foreseen == due
    first = Case.objects.get(pk=first.pk)
    assert first.clock.due_at == due
    assert first.is_open
    assert second.applicant.mobile == first.applicant.mobile
    assert second.answers["question"] == WORDS
    assert (second.fiscal_year, second.book_serial) != (first.fiscal_year, first.book_serial)
    assert first.acts.get(name="split").data["other"] == second.number


def test_pressed_twice_it_is_split_once(client, receive, karim):
    first = receive(now=SUNDAY)
    client.force_login(karim)
    for _ in range(2):
        client.post(f"/desk/cases/{first.number}/split/", {"words": WORDS})
    assert Case.objects.count() == 2
    page = client.get(f"/en/desk/cases/{first.number}/").text
    second = Case.objects.exclude(pk=first.pk).get()
    assert second.number in page
    assert f"Split from {first.number}" in client.get(f"/en/desk/cases/{second.number}/").text


def test_what_was_kept_is_not_split(client, receive, karim):
    first = receive(now=SUNDAY)
    keep(first, outcome={"words": "দেওয়া হলো।"}, actor=("user", karim.pk), now=LATER)
    with pytest.raises(TransitionFault):
        split_case(Case.objects.get(pk=first.pk), words=WORDS, actor=("user", karim.pk), now=LATER)
    client.force_login(karim)
    answer = client.post(f"/en/desk/cases/{first.number}/split/", {"words": WORDS}, follow=True)
    assert "the case has moved on" in answer.text
    assert Case.objects.count() == 1


@pytest.mark.parametrize("end", ["refuse", "redirect", "withdraw"])
def test_what_ended_otherwise_is_not_split_either(receive, karim, end):
    first, actor = receive(now=SUNDAY), ("user", karim.pk)
    {
        "refuse": lambda: refuse(first, reason="এই তথ্য দপ্তরে নেই।", actor=actor, now=LATER),
        "redirect": lambda: redirect(first, to="উপজেলা কৃষি অফিস", actor=actor, now=LATER),
        "withdraw": lambda: withdraw(first, words="", now=LATER),
    }[end]()
    with pytest.raises(TransitionFault):
        split_case(Case.objects.get(pk=first.pk), words=WORDS, actor=actor, now=LATER)
    assert Case.objects.count() == 1


def test_what_has_rows_is_split_into_one_with_rows_of_its_own(receive, karim):
    items = "ডেস্কটপ কম্পিউটার, ৩টি\nইউপিএস, ৩টি"
    first = receive(
        "institutional-9", answers={"items": items, "used_for": "ভাতার তালিকা", "budget": 300000}, now=SUNDAY
    )
    second = split_case(first, words="লেজার প্রিন্টার, ১টি", actor=("user", karim.pk), now=LATER)
    purchases = {each.case_id: each for each in Purchase.objects.all()}
    assert set(purchases) == {first.pk, second.pk}
    assert second.answers["items"] == "লেজার প্রিন্টার, ১টি"
    assert first.answers["items"] == items


def test_without_words_nothing_is_split(client, receive, karim):
    first = receive(now=SUNDAY)
    client.force_login(karim)
    assert client.post(f"/desk/cases/{first.number}/split/", {"words": "আর"}).status_code == 422
    assert Case.objects.count() == 1


def test_whoever_splits_what_another_has_split_meanwhile_is_told_and_may_press_again(
    client, receive, karim, salma
):
    first = receive(now=SUNDAY)
    split_case(first, words=WORDS, seen=0, actor=("user", salma.pk), now=LATER)
    client.force_login(karim)
    address = f"/en/desk/cases/{first.number}/split/"
    sent = {"words": "মোবাইল ফোনের জন্যও একটি তালিকা চাই।", "seen": "0"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Somebody else has split this request meanwhile" in answer.text
    assert "মোবাইল ফোনের জন্যও একটি তালিকা চাই।" in answer.text
    assert Case.objects.count() == 2
    # What the page was sent again with is how it stands by then.
    assert answer.context["form"]["seen"].as_widget().count('value="1"') == 1
    assert client.post(address, sent | {"seen": "1"}).status_code == 302
    assert Case.objects.count() == 3
