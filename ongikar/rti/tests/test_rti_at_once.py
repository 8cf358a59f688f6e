"""Requests for information on two connections at the same moment: one act is done, and the other is told."""

from datetime import timedelta

import pytest

from ongikar.cases.actions import Person
from ongikar.core.forms.faults import ActFault
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter
from ongikar.rti import actions
from ongikar.rti.models import InformationRequest, RtiAppeal
from tests.scene import RECEIVED

RAHIMA = Person(name="রহিমা খাতুন", mobile="+8801700000001", address="হরিদেবপুর")
NEXT_DAY = RECEIVED + timedelta(days=1)


@pytest.fixture
def ask(two, office):
    def do():
        return actions.file_request(
            office=office,
            person=RAHIMA,
            asked=actions.RequestContent(text="হিসাবের কপি", wanted_as="copy"),
            submission="once",
            now=RECEIVED,
        )

    return do


def again(asked):
    return InformationRequest.objects.with_related().select_related("office").get(pk=asked.pk)


def test_a_form_sent_twice_at_once_is_one_request(two, ask):
    two.meet("ongikar.rti.actions.filing.create_complainant")
    sent = two.run(ask, ask)
    assert sent[0].pk == sent[1].pk
    assert InformationRequest.objects.count() == 1


def test_two_who_enter_one_letter_at_once_make_one_request_of_it(two, office, karim, shirin):
    came = ReceivedLetter("হিসাবের কপি চাই", RECEIVED.date(), sender_name="রহিমা খাতুন")
    by_shirin = ("user", shirin.pk)
    letter = enter_letter(office=office, letter=came, submission="once", actor=by_shirin, now=RECEIVED)

    def enter(by: str, user):
        return actions.file_request(
            office=office,
            person=RAHIMA,
            asked=actions.RequestContent(text="হিসাবের কপি", wanted_as="copy"),
            channel=InformationRequest.LETTER,
            letter=Letter.objects.get(pk=letter.pk),
            submission=by,
            actor=("user", user.pk),
            now=NEXT_DAY,
        )

    two.meet("ongikar.rti.actions.filing.create_complainant")
    sent = two.run(lambda: enter("by karim", karim), lambda: enter("by shirin", shirin))
    assert sent[0].pk == sent[1].pk
    request = InformationRequest.objects.get()
    assert Letter.objects.get(pk=letter.pk).subject == request.reference
    assert letter.acts.filter(name="answer").count() == 1


def test_an_answer_and_a_withdrawal_at_once_are_one_of_them(two, ask, karim):
    asked = ask()
    mine, yours = again(asked), again(asked)
    holder = ("user", karim.pk)
    two.meet("ongikar.records.actions.require_transition")
    results = two.run(
        lambda: actions.answer(mine, "provide", words="এই নিন।", actor=holder, now=NEXT_DAY),
        lambda: actions.withdraw_request(yours, words="", now=NEXT_DAY),
    )
    assert sum(isinstance(each, ActFault) for each in results) == 1
    stored = again(asked)
    assert stored.clock.facts.filter(kind="stopped").count() == 1
    assert stored.acts.count() == 2


def test_an_appeal_sent_or_decided_twice_at_once_is_one(two, ask, karim, salma):
    asked = ask()
    holder = ("user", karim.pk)
    actions.answer(asked, "refuse", words="নেই।", reason_code="not_held", actor=holder, now=NEXT_DAY)
    mine, yours = again(asked), again(asked)
    appeals = two.run(
        *(
            lambda each=each: actions.file_appeal(each, grounds="আছে।", relief="চাই।", now=NEXT_DAY)
            for each in (mine, yours)
        )
    )
    assert appeals[0].pk == appeals[1].pk
    assert RtiAppeal.objects.count() == 1
    above, mine, yours = ("user", salma.pk), again(asked), again(asked)
    decide = {"words": "না।", "actor": above, "now": NEXT_DAY}
    results = two.run(
        lambda: actions.decide_appeal(mine, ordered=False, **decide),
        lambda: actions.decide_appeal(yours, ordered=True, by=NEXT_DAY.date(), **decide),
    )
    assert sum(isinstance(each, ActFault) for each in results) == 1
    assert RtiAppeal.objects.get().clock.facts.filter(kind="stopped").count() == 1
