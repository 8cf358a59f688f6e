"""A question is answered where whoever complained stands: at the counter's device and beside an agent, by the
number and the secret digits of the slip.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.models.proofs import make_key
from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, Question
from ongikar.journal.actions import ANYONE
from ongikar.notices.models import Message
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of

from .conftest import LATER, MINUTE
from .test_evidence import photo


@pytest.fixture
def asked(filed, salma, time_machine):
    """The complaint of a hidden name, its digits, and the question that waits."""
    grievance = filed(identity_hidden=True)
    time_machine.move_to(LATER + MINUTE)
    now = timezone.now()
    stage = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current
    actions.ask(
        stage=stage,
        side=Question.COMPLAINANT,
        words="কোন দিন গিয়েছিলেন?",
        due=stage.grievance.office.calendar.next_open_day(now.date(), 3),
        submission="asked",
        actor=holder_of(salma, now.date()),
        now=now,
    )
    return grievance, make_key(grievance.office, grievance.reference, now=now)


def at(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def messages_about(grievance, verb) -> list[str]:
    """What went to the mobile of whoever complains, after an act of that name."""
    sent = Message.objects.filter(subject_type="grievance", subject_id=grievance.pk, channel=Message.SMS)
    to = f"applicant:{grievance.complainant_id}"
    return [each.body for each in sent.filter(person=to, outbox_entry__entry__verb=verb)]


def test_on_the_counters_device_the_slip_opens_the_question_alone(asked, shirin, pass_time):
    grievance, key = asked
    device, page = at(shirin), reverse("counter_answer")
    assert device.get(page)["Location"] == reverse("track")
    device.post(reverse("counter_hand_over"))
    assert page in device.get(reverse("counter_complaint")).content.decode()
    assert "no-store" in device.get(page)["Cache-Control"]
    sent = {"number": grievance.number, "key": key}
    shown = device.post(page, sent)
    assert "কোন দিন গিয়েছিলেন?" in shown.content.decode()
    assert grievance.text not in shown.content.decode()
    assert device.post(page, sent | {"words": ""}).status_code == 422
    done = device.post(page, sent | {"words": "রবিবার সকালে", "files": [photo()]}, follow=True)
    assert "উত্তর পাঠানো হয়েছে" in done.content.decode()
    assert grievance.number not in done.content.decode()
    act = grievance.acts.get(name="reply")
    assert (act.by_type, act.by_id, act.data["proof"]) == ("citizen", None, "paper")
    assert Question.objects.get().answer == "রবিবার সকালে"
    # The mobile hears of it, hidden as its name is: whoever did not answer learns that somebody did.
    pass_time(timezone.now())
    [heard] = messages_about(grievance, "grievance.replied")
    assert "আপনার নামে" in heard
    assert "রবিবার" not in heard
    # Nothing of the complaint is open on the device.
    assert device.get(reverse("grievance", args=[grievance.number])).status_code == 302


def test_what_the_other_side_answers_or_brings_is_not_told_as_ones_own(filed, desk, salma, karim, pass_time):
    grievance = filed()
    stage, now = grievance.current, LATER + MINUTE
    question = actions.ask(
        stage=stage,
        side=Question.RESPONDENT,
        words="কেন দেরি হলো?",
        due=grievance.office.calendar.next_open_day(now.date(), 3),
        submission="asked the officer",
        actor=desk(salma),
        now=now,
    )
    actions.reply(question=question, words="কাজ বেশি ছিল", actor=desk(karim).actor, now=now)
    for side, actor in ((Question.RESPONDENT, desk(karim).actor), (Question.COMPLAINANT, ANYONE)):
        said = {"words": f"দেখুন: {side}", "side": side, "actor": actor}
        actions.add_evidence(grievance=grievance, files=[], now=now, **said)
    pass_time(now)
    assert messages_about(grievance, "grievance.replied") == []
    assert len(messages_about(grievance, "grievance.evidence_added")) == 1


def test_beside_an_agent_the_answer_says_through_whom_it_came(asked):
    grievance, key = asked
    jashim = User.objects.get(username="jashim")
    browser, page = at(jashim), reverse("agent_answer")
    assert page in browser.get(reverse("agent")).content.decode()
    browser.post(page, {"number": grievance.number, "key": key, "words": "রবিবার সকালে"})
    assert (grievance.acts.get(name="reply").by_type, Question.objects.get().answer) == ("user", "রবিবার সকালে")


def test_wrong_digits_open_nothing_and_after_many_nothing_is_tried(asked):
    grievance, key = asked
    browser, page = at(User.objects.get(username="jashim")), reverse("agent_answer")
    for _ in range(12):
        answer = browser.post(page, {"number": grievance.number, "key": "111122223333", "words": "মিথ্যা"})
        assert answer.status_code == 422
        assert "কোন দিন গিয়েছিলেন?" not in answer.content.decode()
    assert "অনেকবার ভুল হয়েছে" in answer.content.decode()
    assert browser.post(page, {"number": grievance.number, "key": key}).status_code == 422
    assert not grievance.acts.filter(name="reply").exists()
