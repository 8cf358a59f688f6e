"""Tasks given on the Sunday of the shared cast: by Karim's post to Shirin's, to a headmaster outside."""

from datetime import date, datetime

import pytest

from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.tasks.actions import give_task

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
# A Tuesday nine days later, weeks from any holiday.
DUE = date(2026, 12, 1)
UNSET = object()


@pytest.fixture
def officer_post(office):
    return Post.objects.get(office=office, slug="upazila-ict-officer")


@pytest.fixture
def assistant_post(office):
    return Post.objects.get(office=office, slug="office-assistant")


@pytest.fixture
def headmaster(office):
    from django.db import transaction

    from ongikar.journal.actions import WORKER, record

    with transaction.atomic():
        contact = Contact.objects.create(
            office=office,
            organisation="রংপুর নমুনা কলেজ",
            post="অধ্যক্ষ",
            name="মো. শামসুল হক",
            mobile="+8801700000077",
            email="principal@college.example",
            since=date(2026, 1, 1),
        )
        record("contact.added", subject=contact.reference, actor=WORKER, office_id=office.pk, now=SUNDAY)
    return contact


@pytest.fixture
def give(office, officer_post, assistant_post):
    """`give("Title")`: a task of the assistant, given and checked by the officer."""
    count = iter(range(1, 10_000))

    def do(title="ল্যাব ২-এর আর্থিং ঠিক করা", *, owner=None, check=UNSET, due=DUE, now=SUNDAY, **more):
        return give_task(
            office=office,
            title=title,
            owner=owner or assistant_post,
            given_by=officer_post,
            check=officer_post if check is UNSET else check,
            due=due,
            submission=more.pop("submission", f"test-task-{next(count)}"),
            actor=more.pop("actor", ("user", 1)),
            now=now,
            **more,
        )

    return do
