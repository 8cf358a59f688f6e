"""Two officers join, part, answer and split the same cases at the same moment, on connections of their own:
one is first, the other is told in a sentence, and nobody is left without an answer.
"""

from collections import Counter
from datetime import timedelta

import pytest

from conftest import SUNDAY
from ongikar.cases.actions import Person, keep, receive_case, redirect, refuse, withdraw
from ongikar.cases.actions.joined_cases import has_followed, join_cases, part_cases
from ongikar.cases.actions.part_outcomes import inform
from ongikar.cases.actions.split_cases import split_case
from ongikar.cases.models import Act, Case, JoinedCase
from ongikar.core.forms.faults import ActFault
from ongikar.rules import case_transitions
from ongikar.rules.case_transitions import TransitionFault

LATER = SUNDAY + timedelta(days=1)
WHY = "দুবার জমা দিয়েছেন, ফোনে জানিয়েছেন"
WORDS = "ল্যাবের তালিকাও চাই, ডাকযোগে।"
OUTCOME = {"words": "সভা রবিবার ১১টায়।"}


@pytest.fixture
def asked(two, service, karim, salma):
    """`asked[0]` … of the same question, the oldest first."""
    return [
        receive_case(
            service=service("citizen-1"),
            person=Person(name="রহিমা খাতুন", mobile=f"+880171111111{number}"),
            answers={"topic": "notice", "question": "সভা কবে?"},
            channel=Case.COUNTER,
            submission=f"joined at once {number}",
            now=SUNDAY,
            actor=("user", karim.pk),
        )
        for number in range(4)
    ]


@pytest.fixture
def acts(two, karim, salma):
    """Each as one officer presses it, with the cases as the page of before had them."""
    actors = iter([("user", karim.pk), ("user", salma.pk)] * 9)

    def join(follower, leader):
        actor = next(actors)
        return lambda: join_cases(
            fresh(follower), fresh(leader), why=WHY, is_one_person=False, actor=actor, now=LATER
        )

    def part(follower):
        actor = next(actors)
        return lambda: part_cases(fresh(follower), why="", actor=actor, now=LATER)

    def answer(case):
        actor = next(actors)
        return lambda: keep(fresh(case), outcome=OUTCOME, actor=actor, now=LATER)

    def send_away(case):
        actor = next(actors)
        return lambda: refuse(fresh(case), reason="এই তথ্য দপ্তরে নেই।", actor=actor, now=LATER)

    def send_on(case):
        actor = next(actors)
        return lambda: redirect(fresh(case), to="উপজেলা কৃষি অফিস", actor=actor, now=LATER)

    def tell(case):
        actor = next(actors)
        return lambda: inform(fresh(case), words="জেলা থেকে উত্তর আসেনি।", actor=actor, now=LATER)

    def take_back(case):
        return lambda: withdraw(fresh(case), words="", now=LATER)

    def split(case, seen):
        actor = next(actors)
        return lambda: split_case(fresh(case), words=WORDS, seen=seen, actor=actor, now=LATER)

    return {each.__name__: each for each in (join, part, answer, send_away, send_on, tell, take_back, split)}


@pytest.fixture
def race(two):
    """`race(act, other)`: what each came to; both have read before either locks."""
    two.meet(
        "ongikar.cases.actions.joined_cases.lock_cases",
        "ongikar.cases.actions.act_log.lock_for_act",
        "ongikar.cases.actions.joined_cases.joining_of",
    )

    def do(*acts):
        told = two.run(*acts)
        for each in told:
            # A deadlock or a broken constraint would be no sentence.
            if isinstance(each, Exception) and not isinstance(each, ActFault | TransitionFault):
                raise each
        must_hold()
        return told

    return do


def fresh(case):
    return Case.objects.with_related().get(pk=case.pk)


def must_hold():
    """Whatever was pressed: nobody follows who is followed, and whoever follows has a leader that is open."""
    in_force = list(JoinedCase.objects.filter(ended_at=None).select_related("leader", "follower"))
    assert not {each.leader_id for each in in_force} & {each.follower_id for each in in_force}
    for each in in_force:
        assert each.leader.is_open
        assert each.follower.is_open
        assert has_followed(fresh(each.leader))
    # What the acts of a case say is what stands.
    followers = {each.follower_id for each in in_force}
    for case in Case.objects.filter(closed_at=None):
        names = list(case.acts.order_by("pk").values_list("name", flat=True))
        assert case_transitions.follows_another(names) == (case.pk in followers), names
        assert case.state == case_transitions.state_after(names)
    told = Act.objects.filter(name__in=[case_transitions.JOIN, case_transitions.LEAD])
    assert Counter(told.values_list("name", flat=True)).most_common()[-1:] in (
        [],
        [(case_transitions.LEAD, told.count() // 2)],
        [(case_transitions.JOIN, told.count() // 2)],
    )


def faults(told):
    return [each for each in told if isinstance(each, Exception)]


def test_each_says_that_it_follows_the_other_and_one_of_them_does(race, acts, asked):
    told = race(acts["join"](asked[0], asked[1]), acts["join"](asked[1], asked[0]))
    (fault,) = faults(told)
    assert "answered" in fault.en
    assert JoinedCase.objects.filter(ended_at=None).count() == 1


def test_the_same_joined_by_both_is_joined_once(race, acts, asked):
    told = race(acts["join"](asked[0], asked[1]), acts["join"](asked[0], asked[1]))
    assert not faults(told)
    assert Act.objects.filter(name=case_transitions.JOIN).count() == 1


@pytest.mark.parametrize(("one", "other"), [(0, 2), (2, 0)])
def test_of_two_leaders_of_one_case_the_first_is_it(race, acts, asked, one, other):
    told = race(acts["join"](asked[1], asked[one]), acts["join"](asked[1], asked[other]))
    assert len(faults(told)) == 1
    assert JoinedCase.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_no_chain_comes_of_two_that_meet_in_one_case(race, acts, asked, order):
    first, second, third = (asked[place] for place in order)
    told = race(acts["join"](first, second), acts["join"](second, third))
    assert len(faults(told)) == 1
    assert JoinedCase.objects.filter(ended_at=None).count() == 1


def test_no_circle_of_three(race, acts, asked, two):
    told = race(
        acts["join"](asked[0], asked[1]), acts["join"](asked[1], asked[2]), acts["join"](asked[2], asked[0])
    )
    assert len(faults(told)) == 2


ENDS = ("answer", "send_away", "send_on", "take_back")


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("places", [(0, 1), (1, 0)], ids=["the later leads", "the earlier leads"])
def test_joined_with_what_is_being_ended_it_ends_with_it_or_is_not_joined(race, acts, asked, end, places):
    follower, leader = (asked[place] for place in places)
    told = race(acts["join"](follower, leader), acts[end](leader))
    assert not isinstance(told[1], Exception)
    assert not fresh(leader).is_open
    assert fresh(follower).is_open == (isinstance(told[0], Exception) or end == "take_back")


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("places", [(0, 1), (1, 0)], ids=["the later leads", "the earlier leads"])
def test_what_ends_by_itself_is_not_joined_any_more(race, acts, asked, end, places):
    follower, leader = (asked[place] for place in places)
    told = race(acts["join"](follower, leader), acts[end](follower))
    if end == "take_back":
        assert fresh(follower).state == "withdrawn"
    else:
        assert len(faults(told)) == 1
        assert fresh(follower).is_open == isinstance(told[1], Exception)
    assert fresh(leader).is_open


@pytest.fixture(params=[(0, 1), (1, 0)], ids=["the later leads", "the earlier leads"])
def joined(request, acts, asked):
    follower, leader = (asked[place] for place in request.param)
    acts["join"](follower, leader)()
    return follower, leader


@pytest.mark.parametrize("end", [*ENDS, "tell"])
def test_parted_while_the_leader_is_answered_it_is_one_of_both(race, acts, joined, end):
    follower, leader = joined
    told = race(acts["part"](follower), acts[end](leader))
    assert not isinstance(told[1], Exception)
    parted = told[0] is True
    if end in ("answer", "send_away", "send_on"):
        # Whoever was too late to part them is told so, and not that they are parted.
        assert parted or isinstance(told[0], ActFault)
        assert fresh(follower).is_open == parted
    else:
        assert fresh(follower).is_open


@pytest.mark.parametrize("end", [*ENDS, "tell"])
def test_a_follower_taken_back_meanwhile_keeps_nobody_from_the_answer(race, acts, joined, end):
    follower, leader = joined
    told = race(acts["take_back"](follower), acts[end](leader))
    assert not isinstance(told[1], Exception), told
    assert not fresh(follower).is_open
    assert fresh(leader).is_open == (end == "tell")


def test_parted_by_both_it_is_parted_once(race, acts, joined):
    follower, _ = joined
    told = race(acts["part"](follower), acts["part"](follower))
    assert sorted(told) == [False, True]
    assert Act.objects.filter(name=case_transitions.UNLEAD).count() == 1


def test_joined_again_while_it_is_parted_nobody_waits_for_ever(race, acts, joined):
    follower, leader = joined
    race(acts["part"](follower), acts["join"](follower, leader))


def test_joined_the_other_way_while_the_leader_is_answered(race, acts, joined):
    follower, leader = joined
    told = race(acts["answer"](leader), acts["join"](leader, follower))
    assert isinstance(told[1], ActFault)
    assert not fresh(leader).is_open
    assert not fresh(follower).is_open


@pytest.mark.parametrize("end", ENDS)
def test_what_is_split_while_it_ends_is_split_or_ended_first(race, acts, asked, end):
    told = race(acts["split"](asked[0], 0), acts[end](asked[0]))
    was_split = not isinstance(told[0], Exception)
    assert Case.objects.count() == len(asked) + was_split
    assert not isinstance(told[1], Exception)


def test_two_who_split_one_request_make_one_more_and_the_second_is_told(race, acts, asked):
    told = race(acts["split"](asked[0], 0), acts["split"](asked[0], 0))
    (fault,) = faults(told)
    assert isinstance(fault, ActFault)
    assert Case.objects.count() == len(asked) + 1
    assert Act.objects.filter(name=case_transitions.SPLIT).count() == 1


def test_split_while_it_begins_to_follow_another(race, acts, asked):
    told = race(acts["split"](asked[0], 0), acts["join"](asked[0], asked[1]))
    assert not isinstance(told[1], Exception)
    assert Case.objects.count() == len(asked) + (not isinstance(told[0], Exception))
