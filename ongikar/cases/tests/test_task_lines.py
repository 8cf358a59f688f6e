"""The desk of lines "task, who, by when": each becomes a task or is left with a reason, once."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from conftest import SUNDAY as NOW
from ongikar.cases import actions
from ongikar.cases.actions import task_lines
from ongikar.cases.actions.task_lines import LineDecided, find_line, is_decided, open_lines
from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.journal.models import Entry
from ongikar.people.models import Contact
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
LINES = (
    "কম্পিউটার সারানো, অফিস সহকারী, ১৫ ডিসেম্বর ২০২৬\nআর্থিং ঠিক করা, প্রধান শিক্ষক, ১০ নভেম্বর ২০২৬\nকোনো সিদ্ধান্ত হয়নি"
)
OUTCOME = {
    "visited_on": NOW.date().isoformat(),
    "computers": 10,
    "working": 9,
    "internet": "good",
    "used": "daily",
    "score": 80,
    "words": "একটি কম্পিউটার নষ্ট।",
    "tasks": LINES,
}


@pytest.fixture
def inspected(office, karim, service, at):
    at(NOW)
    case = actions.receive_case(
        service=service("institutional-10"),
        person=actions.Person("মো. আবদুল হাকিম (নমুনা)", "+8801700000001"),
        answers={"reason": "planned"},
        channel=Case.COUNTER,
        submission="an inspection whose report names work",
        now=NOW,
        actor=("user", karim.pk),
    )
    actions.keep(case, outcome=OUTCOME, actor=("user", karim.pk), now=NOW)
    return case


def test_the_lines_of_twelve_months_wait_and_no_others(office, inspected):
    found, after = open_lines(office, NOW + timedelta(days=300))
    assert [each.line.title for each in found] == ["কম্পিউটার সারানো", "আর্থিং ঠিক করা"]
    assert after is None
    assert open_lines(office, NOW + timedelta(days=366)) == ([], None)


def test_a_line_becomes_a_task_whose_days_count_from_the_press(office, karim, inspected):
    found, _ = open_lines(office, NOW)
    contact = Contact.objects.create(office=office, post="প্রধান শিক্ষক", since=NOW.date())
    before = Clock.objects.get(pk=inspected.clock_id).due_at
    now = NOW + timedelta(days=20)
    task = make(found[1], office, karim, owner=contact, now=now)
    assert task.owner_contact == contact
    assert task.subject == inspected.reference
    assert task.origin == "finding"
    assert task.clock.started_at == now
    assert Clock.objects.get(pk=inspected.clock_id).due_at == before
    # The report stays as it was issued.
    assert Case.objects.get(pk=inspected.pk).outcome["tasks"] == LINES
    assert Entry.objects.filter(verb="case.line_made_task", subject_id=inspected.pk).count() == 1


def make(found, office, karim, *, owner=None, now=NOW):
    giver = office.posts.get(role="officer")
    return task_lines.make_task_of_line(
        found,
        title=found.line.title,
        owner=owner or office.posts.get(role="assistant"),
        due=date(2026, 12, 31),
        given_by=giver,
        check=giver,
        actor=("user", karim.pk),
        now=now,
    )


def test_each_line_is_decided_once(office, karim, inspected):
    first, second = open_lines(office, NOW)[0]
    make(first, office, karim)
    task_lines.drop_line(second, reason="মেরামতের দিনই হয়ে গেছে।", actor=("user", karim.pk), now=NOW)
    with pytest.raises(LineDecided):
        task_lines.drop_line(first, reason="ভুল করে আবার।", actor=("user", karim.pk), now=NOW)
    with pytest.raises(LineDecided):
        make(second, office, karim)
    assert Task.objects.count() == 1
    assert open_lines(office, NOW) == ([], None)
    assert is_decided(find_line(office, inspected.number, first.digest, NOW))


def test_the_page_proposes_who_and_when_and_never_a_day_that_has_passed(office, karim, inspected, client):
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    [first, second] = open_lines(office, NOW)[0]
    page = client.get(reverse("task_line", args=[inspected.number, first.digest])).content.decode()
    assistant = office.posts.get(role="assistant")
    assert f'<option value="post:{assistant.pk}" selected>' in page
    assert 'value="১৫/১২/২০২৬"' in page
    page = client.get(reverse("task_line", args=[inspected.number, second.digest])).content.decode()
    assert "selected>বেছে নিন" in page
    assert "প্রধান শিক্ষক" in page


def test_what_is_sent_wrongly_stays_on_the_page(office, karim, inspected, client):
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    [first, _] = open_lines(office, NOW)[0]
    address = reverse("task_line", args=[inspected.number, first.digest])
    sent = {"do": "make", "title": "কম্পিউটার সারানো আজই", "owner": "post:999999", "due": "১/১/২০২০"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "কম্পিউটার সারানো আজই" in page
    assert "তালিকা থেকে একটি বেছে নিন" in page
    assert Task.objects.count() == 0
