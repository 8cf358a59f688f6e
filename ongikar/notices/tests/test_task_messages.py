"""Who is told of a task, when, and with which address."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from ongikar.journal.actions import WORKER, record
from ongikar.notices.models import Message
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.tasks import actions, transitions
from ongikar.tasks.models import TaskLink

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
DAY = timedelta(days=1)
LINK = re.compile(r"/(?:en/)?t/[\w-]{16}/")


@pytest.fixture
def posts(office):
    return {post.slug: post for post in Post.objects.filter(office=office)}


@pytest.fixture
def headmaster(office):
    with transaction.atomic():
        contact = Contact.objects.create(
            office=office,
            organisation="রংপুর নমুনা কলেজ",
            post="অধ্যক্ষ",
            mobile="+8801700000077",
            since=date(2026, 1, 1),
        )
        record("contact.added", subject=contact.reference, actor=WORKER, office_id=office.pk, now=SUNDAY)
    return contact


@pytest.fixture
def give(office, posts):
    def do(owner, now=SUNDAY):
        officer = posts["upazila-ict-officer"]
        return actions.give_task(
            office=office,
            title="ল্যাব ২-এর আর্থিং ঠিক করা",
            owner=owner,
            given_by=officer,
            check=officer,
            due=date(2026, 12, 1),
            submission=f"message-{owner}",
            actor=("user", 0),
            now=now,
        )

    return do


def messages_of(task):
    """To whom and by which verb, in order."""
    rows = Message.objects.filter(subject_type="task", subject_id=task.pk).order_by("id")
    return list(dict.fromkeys(rows.values_list("outbox_entry__entry__verb", "person")))


def test_each_step_is_told_to_whoever_waits_for_it(give, posts, pass_time):
    officer, assistant = posts["upazila-ict-officer"], posts["office-assistant"]
    to_officer, to_assistant = f"post:{officer.pk}", f"post:{assistant.pk}"
    task = give(assistant)
    pass_time(SUNDAY)
    actions.report_task(task, words="হয়েছে", actor=("user", 0), now=SUNDAY + DAY)
    pass_time(SUNDAY + DAY)
    actions.return_task(task, reason="মাপার ফল নেই", actor=("user", 0), now=SUNDAY + 2 * DAY)
    pass_time(SUNDAY + 2 * DAY)
    actions.report_task(task, words="হয়েছে", actor=("user", 0), now=SUNDAY + 3 * DAY)
    actions.verify_task(task, actor=("user", 99), now=SUNDAY + 3 * DAY)
    pass_time(SUNDAY + 3 * DAY)
    assert messages_of(task) == [
        ("task.given", to_assistant),
        ("task.reported", to_officer),
        ("task.returned", to_assistant),
        ("task.verified", to_assistant),
    ]
    assert "মাপার ফল নেই" in Message.objects.filter(outbox_entry__entry__verb="task.returned").first().body


def test_what_is_late_is_told_to_owner_giver_and_the_post_above(give, posts, pass_time):
    officer, assistant = posts["upazila-ict-officer"], posts["office-assistant"]
    task = give(assistant)
    # At the close of the working day before.
    pass_time(datetime.fromisoformat("2026-11-30T17:30:00+06:00"))
    pass_time(SUNDAY + 20 * DAY)
    above = f"post:{officer.superior_id}"
    assert messages_of(task) == [
        ("task.given", f"post:{assistant.pk}"),
        ("task.nearing", f"post:{assistant.pk}"),
        ("task.broken", f"post:{assistant.pk}"),
        ("task.broken", f"post:{officer.pk}"),
        ("task.broken", above),
    ]


def test_nobody_is_reminded_of_what_is_done(give, posts, pass_time):
    task = give(posts["office-assistant"])
    actions.drop_task(task, reason="দরকার নেই", actor=("user", 0), now=SUNDAY + DAY)
    pass_time(SUNDAY + 20 * DAY)
    assert [verb for verb, _ in messages_of(task)] == ["task.given", "task.dropped"]


def test_a_check_that_is_late_is_told_to_the_checker_and_above(give, posts, pass_time):
    officer = posts["upazila-ict-officer"]
    task = give(posts["office-assistant"])
    actions.report_task(task, words="হয়েছে", actor=("user", 0), now=SUNDAY + DAY)
    pass_time(SUNDAY + 20 * DAY)
    late = [person for verb, person in messages_of(task) if verb == "task_check.broken"]
    assert late == [f"post:{officer.pk}", f"post:{officer.superior_id}"]


def test_somebody_outside_gets_an_sms_whose_link_opens_the_task(
    give, headmaster, gateway, real_office, pass_time, time_machine
):
    task = give(headmaster)
    pass_time(SUNDAY)
    (sms,) = [sms for sms in gateway.taken if LINK.search(sms["text"])]
    address = LINK.search(sms["text"])[0]
    # No row of ours has the address, only its hash.
    assert not Message.objects.filter(body__contains=address).exists()
    time_machine.move_to(SUNDAY + DAY, tick=False)
    page = Client().get(address)
    assert page.status_code == 200
    assert "ল্যাব ২-এর আর্থিং ঠিক করা" in page.content.decode()
    assert TaskLink.objects.get(task=task).opened_at
    assert Client().post(address, {"do": "report", "words": "২.৮ ওহম"})["Location"] == address
    task.refresh_from_db()
    assert task.state == transitions.REPORTED


def test_each_message_to_somebody_outside_goes_alone_with_its_own_link(
    give, headmaster, gateway, real_office, pass_time
):
    night = datetime.fromisoformat("2026-11-22T22:00:00+06:00")
    task = give(headmaster, now=night)
    actions.report_task(task, words="হয়েছে", actor=("contact", headmaster.pk), now=night)
    actions.return_task(task, reason="ছবি নেই", actor=("user", 0), now=night)
    pass_time(night + DAY / 2)
    links = [LINK.search(sms["text"])[0] for sms in gateway.taken if LINK.search(sms["text"])]
    assert len(set(links)) == len(links) == 2


def test_whoever_left_no_address_is_told_by_hand(give, headmaster, pass_time):
    Contact.objects.filter(pk=headmaster.pk).update(mobile="")
    headmaster.refresh_from_db()
    task = give(headmaster)
    pass_time(SUNDAY)
    assert messages_of(task) == []
