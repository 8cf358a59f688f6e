"""Tasks grow: 50,000 open ones and as many that have ended, and every page still reads what it shows."""

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from benchmarks.tasks import fill_tasks
from ongikar.tasks.lists import TABS
from ongikar.tasks.models import Task
from ongikar.tasks.words import ORIGINS

from .rows_read import watched_rows
from .scene import NOW
from .test_growth import LEAST, TIMES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 50_000


@pytest.fixture(scope="module")
def grown(beginning, django_db_blocker):
    """Both offices with their tasks, and with statistics."""
    _, lived = beginning
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        fill_tasks(lived.ours.office, MANY, MANY, NOW)
        fill_tasks(lived.theirs.office, 2_000, 2_000, NOW)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def addresses(contact_id):
    tasks = reverse("tasks")
    yield reverse("today")
    yield reverse("tasks_below")
    yield f"{reverse('desk_search')}?q=T-0118"
    yield f"{reverse('desk_search')}?q=কাজ 4711"
    for tab in TABS:
        for narrowed in (
            "",
            "&owner=post-1",
            "&owner=post-2",
            f"&owner=contact-{contact_id}",
            *(f"&origin={origin}" for origin in ORIGINS),
            "&subject=case:1",
            "&owner=post-2&origin=decision",
        ):
            yield f"{tasks}?tab={tab}{narrowed}"


def test_no_page_of_tasks_reads_what_it_does_not_show(grown, scene):
    contact = Task.objects.filter(office=scene.ours.office, owner_contact__isnull=False).last()
    beyond = []
    for person in ("officer", "assist", "auditor", "gro"):
        client = scene.browser(person)
        for address in addresses(contact.owner_contact_id):
            cache.clear()
            with watched_rows() as found:
                answer = client.get(address)
            if answer.status_code != 200:
                continue
            beyond += [
                f"{address} for {person}: {one.read} read, {one.given} given: {one.sql[:700]}\n{one.plan}"
                for one in found.beyond(TIMES, LEAST[connection.vendor])
            ]
    assert not beyond, "\n".join(beyond)
