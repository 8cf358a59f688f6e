"""A learner sees their own attendance with its proof: every mark, who wrote it and how, and the total."""

from datetime import time, timedelta

import pytest
from django.test import Client

from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.sessions import begin_batch, roster_of, sessions_of
from ongikar.delivery.training.models import Batch
from ongikar.gatherings.actions import count_heads, mark_attendance, record_gathering
from ongikar.gatherings.models import Mark
from tests.scene import browser_of_applicant, browser_of_reader

from .batches import PLAIN, actor_of, at, in_state, offering_batch
from .test_after_seats import BEGUN, SUNDAYS_TO_THURSDAYS

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def learner(office, now, time_machine):
    """Of two seats, one; three classes were held, and heads were not counted in the fourth."""
    time_machine.move_to(now, tick=False)
    call = offering_batch(office, now, rule=PLAIN, seats=2)
    for application in in_state(call, states.OFFERED):
        actions.accept_offer(application, now=at("2026-12-03"))
    batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
    begin_batch(
        batch,
        weekdays=SUNDAYS_TO_THURSDAYS,
        begins_at=time(10),
        minutes=120,
        actor=actor_of("karim"),
        now=BEGUN,
    )
    one, other = in_state(call, states.ENROLLED)
    members = {each.applicant_id: each for each in roster_of(batch).members.all()}
    mine, theirs = members[one.case.applicant_id], members[other.case.applicant_id]
    first, second, third, fourth = sessions_of(batch)[:4]
    write(first, mine, Mark.ABSENT, "1")
    wrong = Mark.objects.get(nonce="1")
    write(first, mine, Mark.PRESENT, "2", via=Mark.PHONE, by="shirin", corrects=wrong)
    write(second, mine, Mark.LATE, "3", minutes=60)
    write(third, mine, Mark.ABSENT, "4")
    write(third, theirs, Mark.PRESENT, "5")
    write(fourth, mine, Mark.PRESENT, "6", via=Mark.DOOR_CODE, by="")
    for session in (first, second, third):
        record_gathering(session, rest=Mark.ABSENT, actor=actor_of("karim"), now=session.ends_at)
    time_machine.move_to(fourth.ends_at + timedelta(hours=1), tick=False)
    return one, (first, second, third, fourth)


def write(session, member, value, nonce, *, via=Mark.LIST, by="karim", **more):
    mark_attendance(
        session,
        member,
        value=value,
        via=via,
        nonce=nonce,
        actor=actor_of(by) if by else ("member", member.pk),
        now=session.ends_at - timedelta(minutes=int(nonce)),
        **more,
    )


def lines(page):
    body = page.partition('<ol class="log">')[2].partition("</ol>")[0]
    return body.split("<li>")[1:]


def number(nonce):
    return Mark.objects.get(nonce=nonce).pk


def test_each_class_shows_every_mark_with_its_number_its_place_its_way_and_its_writer(learner):
    application, _ = learner
    page = browser_of_applicant([application.case]).get(f"/en/track/{application.case.number}/attendance/")
    assert page.status_code == 200
    shown = lines(page.content.decode())
    assert len(shown) == 20
    first = " ".join(shown[0].split())
    assert f'<b class="num">{number("1")}</b> (1 of 2)' in first
    assert f'<b class="num">{number("2")}</b> (2 of 2, corrects mark {number("1")})' in first
    assert "<s>Absent</s> · On the list" in first
    assert "Present · Kept on a phone, sent later" in first
    assert first.index("Absent") < first.index("corrects mark")
    assert "Late, there for 60 minutes" in shown[1]
    assert '<span class="late-text">Absent</span>' in shown[2]
    assert "You yourself" in shown[3]
    assert "Not counted before heads were counted" in shown[3]
    assert "To come" in shown[4]
    # Nothing of anybody else.
    assert f">{number('5')}</b>" not in page.content.decode()


def test_the_total_stands_against_what_the_certificate_asks_for(learner):
    application, (first, _, _, fourth) = learner
    browser = browser_of_applicant([application.case])
    url = f"/en/track/{application.case.number}/attendance/"
    page = browser.get(url).content.decode()
    length = first.minutes
    attended = length + 60
    percent = 100 * attended // (3 * length)
    assert f"So far {attended} of {3 * length} minutes of classes: {percent}%." in page
    assert "The certificate asks for 80%." in page
    reachable = 100 * (attended + 17 * length) // (20 * length)
    assert f"With all classes to come it will be {reachable}%." in page
    assert "It is met now." not in page
    count_heads(fourth, counted=1, actor=actor_of("karim"), now=fourth.ends_at)
    record_gathering(fourth, rest=Mark.ABSENT, actor=actor_of("karim"), now=fourth.ends_at)
    page = browser.get(url).content.decode()
    assert "Confirmed by counting heads" in page
    assert f"So far {attended + length} of" in page


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_page_of_the_application_leads_to_it_and_it_asks_for_the_proof(learner, root):
    application, _ = learner
    number_of_case = application.case.number
    url = f"{root}/track/{number_of_case}/attendance/"
    reader = browser_of_reader([application.case])
    assert url in reader.get(f"{root}/track/{number_of_case}/").content.decode()
    answer = reader.get(url)
    assert answer.status_code == 302
    assert f"/track/{number_of_case}/prove/?then=attendance" in answer.url or "then=attendance" in answer.url
    assert "/track/" in Client().get(url).url
    page = browser_of_applicant([application.case]).get(url).content.decode()
    assert ("My attendance" if root else "আমার উপস্থিতি") in page
    assert ("Late" if root else "দেরিতে") in page


def test_whoever_has_no_seat_is_led_back(learner, office):
    application, _ = learner
    other = in_state(application.call, states.WAITING)[0]
    url = f"/track/{other.case.number}/attendance/"
    assert browser_of_applicant([other.case]).get(url).url == f"/track/{other.case.number}/"
