"""A checklist of 60 items: the page that a phone takes along, and its parts shown and answered one after
another. `python -m benchmarks checklist_pages`, in a demonstration that it prepares for itself; what it
writes is rolled back. Goal: at most 50 KB a page; the time is that of the processor.
"""

import statistics
import time
from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.inspection.offline.packs import make_pack
from ongikar.delivery.inspection.transitions import UNDER_WAY
from ongikar.packs.actions import pack_token
from ongikar.people.models import User

from .filled import in_new_demonstration

MOST, TIMES = 50 * 1024, 40
# In the database at hand: how it calls itself.
AT_HAND = "--at-hand"


def main(words: list[str]) -> None:
    if AT_HAND not in words:
        print(in_new_demonstration("benchmarks", "checklist_pages", AT_HAND), end="")
        return
    user, client = User.objects.get(username="karim"), Client()
    client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
    with override_settings(ALLOWED_HOSTS=["*"]), transaction.atomic():
        inspection = (
            Inspection.objects.filter(state=UNDER_WAY).select_related("version__questionnaire").latest("pk")
        )
        questions = inspection.version.questions
        print(f"{len(questions.questions)} items in {len(questions.groups)} parts")
        pack = make_pack(inspection, user=user, now=timezone.now())
        measure("page taken along", lambda _: Client().get(f"/field/{pack_token(pack)}/"))
        parts = len(questions.groups)
        address = f"/desk/inspections/{inspection.pk}/part/"
        measure("part shown", lambda number: client.get(f"{address}{number % parts}/"))
        by_part = [
            {f"v-{each.name}": "yes" for each in questions.questions if each.group == group.name}
            for group in questions.groups
        ]
        measure(
            "part answered",
            lambda number: client.post(f"{address}{number % parts}/", by_part[number % parts]),
        )
        transaction.set_rollback(True)


def measure(what: str, ask: Callable[[int], HttpResponse]) -> None:
    # What the process loads once is no part of a page.
    ask(0)
    seconds, sizes = [], []
    for number in range(TIMES):
        began = time.process_time()
        answer = ask(number)
        seconds.append(time.process_time() - began)
        sizes.append(len(answer.content))
        assert answer.status_code in (200, 302), answer.status_code
    seconds = sorted(each * 1000 for each in seconds)
    print(
        f"{what}: at most {max(sizes)} bytes (goal {MOST}), processor: median"
        f" {statistics.median(seconds):.1f} ms, p95 {seconds[int(TIMES * 0.95)]:.1f} ms"
    )
