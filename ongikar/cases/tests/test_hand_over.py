"""A case goes from desk to desk of its office: no date moves, and each desk's time is told."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.actions.clock import reopen
from ongikar.cases.desks import desk_post_id, desk_times, hand_over
from ongikar.cases.models import Case
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.case_transitions import TransitionFault

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def officer(office):
    return office.posts.get(role="officer")


@pytest.fixture
def assistant(office):
    return office.posts.get(role="assistant")


def give(case, to, at, words=""):
    hand_over(case, to=to, words=words, actor=KARIM, now=at)


def times(case, now):
    fresh = Case.objects.get(pk=case.pk)
    return {each.post: (each.days, each.office_time) for each in desk_times(fresh, now)}


def test_it_comes_first_to_the_desk_that_answers_for_it(receive, officer):
    assert desk_post_id(receive()) == officer.pk


def test_handing_over_moves_no_date_and_no_duty(receive, assistant, now):
    case = receive()
    before = (case.clock.due_at, case.clock.look_at, case.post_id, case.state, case.clock.facts.count())
    give(case, assistant, now + HOUR)
    case = Case.objects.get(pk=case.pk)
    assert before == (
        case.clock.due_at,
        case.clock.look_at,
        case.post_id,
        case.state,
        case.clock.facts.count(),
    )
    assert desk_post_id(case) == assistant.pk


def test_each_desk_is_told_its_own_time_and_it_can_be_taken_back(receive, officer, assistant, now):
    case = receive(now=now)
    give(case, assistant, now + DAY)
    give(case, officer, now + 3 * DAY)
    # Sunday to Monday 10:00 with the officer, to Wednesday 10:00 with the assistant, then with the
    # officer again.
    assert times(case, now + 3 * DAY + HOUR) == {
        officer.pk: (1, timedelta(hours=9)),
        assistant.pk: (2, timedelta(hours=16)),
    }


def test_what_the_citizen_owes_is_on_nobodys_desk(receive, officer, now):
    case = receive(now=now)
    actions.ask_for_papers(case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=now + HOUR)
    actions.answer(case, words="", papers=(), now=now + 2 * DAY)
    assert times(case, now + 2 * DAY + HOUR) == {officer.pk: (0, timedelta(hours=2))}


def test_a_desk_has_nothing_of_the_time_between_the_end_and_the_reopening(receive, officer, assistant, now):
    case = receive(now=now)
    give(case, assistant, now + HOUR)
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now + 2 * HOUR)
    reopen(case, reason="ভুল তথ্য দেওয়া হয়েছিল", actor=KARIM, now=now + DAY)
    assert times(case, now + DAY + HOUR) == {
        officer.pk: (0, HOUR),
        assistant.pk: (0, 2 * HOUR),
    }


def test_it_is_not_handed_to_the_desk_where_it_lies_nor_out_of_the_office(receive, office, officer, now):
    case = receive()
    for post in (officer, office.posts.get(role="gro")):
        with pytest.raises(TransitionFault):
            give(case, post, now + HOUR)
    assert case.acts.count() == 1
    assert not Entry.objects.filter(verb="case.handed_over").exists()


def test_a_closed_case_is_handed_to_nobody(receive, assistant, now):
    case = receive()
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now + HOUR)
    with pytest.raises(TransitionFault):
        give(case, assistant, now + 2 * HOUR)


def test_the_journal_names_posts_and_whoever_has_it_is_told(receive, officer, assistant, now):
    case = receive()
    give(case, assistant, now + HOUR, words="ল্যাবের তালিকা মিলিয়ে দিন")
    entry = Entry.objects.get(verb="case.handed_over")
    assert entry.facts == {"from_post": officer.pk, "to_post": assistant.pk}
    run_due_entries(now + HOUR)
    message = Message.objects.get(outbox_entry__entry=entry)
    assert message.person == f"post:{assistant.pk}"


@pytest.mark.parametrize(
    ("root", "button", "lines"),
    [
        (
            "",
            "অন্য কাউকে দিন",
            ["অফিস সহকারীকে দেওয়া হয়েছে (আগে: উপজেলা আইসিটি অফিসার)।", "শিরীন আক্তারকে দেওয়া হয়েছে।"],
        ),
        (
            "/en",
            "Reassign",
            ["Reassigned from Upazila ICT Officer to Office Assistant.", "Reassigned to Shirin Akter."],
        ),
    ],
)
def test_on_the_page_it_is_given_and_the_desks_are_told(
    root, button, lines, signed_in, karim, receive, assistant, time_machine_at
):
    case = receive(now=time_machine_at - DAY)
    desk = signed_in(karim)
    page = desk.get(f"{root}/desk/cases/{case.number}/").content.decode()
    assert button in page
    form = desk.get(f"{root}/desk/cases/{case.number}/hand_over/").content.decode()
    assert "শিরীন" in form or "Shirin" in form
    assert desk.post(f"{root}/desk/cases/{case.number}/hand_over/", {}).status_code == 422
    answer = desk.post(
        f"{root}/desk/cases/{case.number}/hand_over/", {"to": assistant.pk, "words": "মিলিয়ে দিন"}
    )
    assert answer.status_code == 302
    page = desk.get(f"{root}/desk/cases/{case.number}/").content.decode()
    assert all(line in page for line in lines)
    assert "মিলিয়ে দিন" in page


@pytest.mark.parametrize(
    ("root", "mark"), [("", "শিরীন আক্তার (দেওয়া হয়েছে)"), ("/en", "Shirin Akter (reassigned)")]
)
def test_in_the_lists_of_who_gave_it_away_it_is_marked(
    root, mark, signed_in, karim, receive, assistant, time_machine_at
):
    case = receive(now=time_machine_at - DAY)
    desk = signed_in(karim)
    for address in (f"{root}/desk/cases/", f"{root}/desk/today/"):
        assert mark not in desk.get(address).content.decode()
    give(case, assistant, time_machine_at)
    for address in (
        f"{root}/desk/cases/",
        f"{root}/desk/cases/?tab=all",
        f"{root}/desk/cases/?q={case.number}",
        f"{root}/desk/today/",
    ):
        answer = desk.get(address)
        assert answer.status_code == 302 or mark in answer.content.decode(), address


@pytest.mark.parametrize(
    ("root", "says", "never"),
    [("", "দায়িত্বে কে", "কার কাছে আছে"), ("/en", "Responsible officer", "Who has it")],
)
def test_the_citizen_is_told_who_answers_for_it_and_not_at_whose_desk_it_lies(
    client, receive, assistant, now, root, says, never
):
    case = receive()
    give(case, assistant, now + HOUR)
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    page = client.get(f"{root}/track/{case.number}/").content.decode()
    assert says in page
    assert never not in page
    assert case.post.in_words("title", "en" if root else "bn") in page


def test_the_citizen_reads_nothing_of_desks(receive, assistant, now):
    from ongikar.cases.act_words import act_words_for_citizen

    case = receive()
    give(case, assistant, now + HOUR)
    assert act_words_for_citizen(case.acts.last(), case) == ""


@pytest.fixture
def time_machine_at():
    import time_machine

    moment = datetime(2026, 11, 24, 11, tzinfo=TZ)
    with time_machine.travel(moment, tick=False):
        yield moment


def test_another_offices_post_is_no_desk_of_ours(receive, signed_in, karim, office_files, now):
    from tests.scene import second_office

    theirs = second_office(office_files())
    case = receive()
    answer = signed_in(karim).post(
        reverse("case_act", args=[case.number, "hand_over"]), {"to": theirs.posts.get(role="assistant").pk}
    )
    assert answer.status_code == 422
    assert desk_post_id(Case.objects.get(pk=case.pk)) == case.post_id
