"""Eight desks that call from one queue at the same time, and how many people were called twice:
`python -m benchmarks.calls --database URL [--tries N]`, an empty database, which it prepares for itself.

Each try gives a token, calls, and serves. Every second one calls whom the desk saw first before it held
anything, as others see them, too: of these all but one must be refused.
"""

import argparse
import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from tempfile import TemporaryDirectory
from typing import Any

from .filled import run

WRITERS, TRIES = 8, 2_000
# Of one writer on one day: four hundred visits of all are more than any office here has.
A_DAY = 50
AT_HAND = "--at-hand"


def desks_of_office() -> list[int]:
    """The keys of as many posts as there are writers."""
    from django.db import transaction
    from django.utils import timezone

    from ongikar.journal.actions import record
    from ongikar.offices.models import Office, Post

    office = Office.objects.get(is_default=True)
    first = Post.objects.get(office=office, role=Post.ASSISTANT)
    made = [first.pk]
    with transaction.atomic():
        for nth in range(WRITERS - 1):
            post = Post.objects.get(pk=first.pk)
            post.pk, post.slug = None, f"desk-{nth}"
            post.save(force_insert=True)
            made.append(post.pk)
        record(
            "post.added",
            subject=("post", first.pk),
            actor=("command", None),
            office_id=office.pk,
            now=timezone.now(),
        )
    return made


def work_at(desk_key: int, tries: int) -> Counter[str]:
    """What came of the tries of one desk."""
    from django.db import connection
    from django.utils import timezone

    from ongikar.core.forms.faults import ActFault
    from ongikar.offices.models import Post
    from ongikar.visits import actions, transitions

    desk, came = Post.objects.select_related("office").get(pk=desk_key), Counter[str]()
    first = timezone.now()
    for nth in range(tries):
        now = first + timedelta(days=nth // A_DAY)
        said: dict[str, Any] = {"actor": ("command", None), "now": now}
        key = f"{desk_key}-{nth}"
        actions.arrive(office=desk.office, purpose="", submission=f"came-{key}", **said)
        try:
            if nth % 2:
                seen = actions.turns(desk.office, now)
                if not seen:
                    came["nobody waited"] += 1
                    continue
                visit = actions.call_visit(seen[0][0], desk=desk, submission=f"call-{key}", **said)
            else:
                visit = actions.call_next(desk=desk, submission=f"call-{key}", **said)
        except ActFault:
            came["refused"] += 1
            continue
        came["called"] += 1
        actions.finish(visit, transitions.SERVE, submission=f"served-{key}", **said)
    connection.close()
    return came


def called_twice() -> int:
    from django.db.models import Count

    from ongikar.visits.models import VisitCall

    return VisitCall.objects.values("visit").annotate(many=Count("pk")).filter(many__gt=1).count()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument(AT_HAND, action="store_true")
    given = parser.parse_args()
    if not given.at_hand:
        with TemporaryDirectory() as folder:
            environment = {"ONGIKAR_VAR": folder, "ONGIKAR_DATABASE": given.database}
            run(environment, "ongikar", "prepare", "--no-cases")
            words = ("--database", given.database, "--tries", str(given.tries), AT_HAND)
            print(run(environment, "benchmarks.calls", *words), end="")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from ongikar.visits.models import VisitCall

    desks, began = desks_of_office(), time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as threads:
        came = sum(threads.map(lambda desk: work_at(desk, given.tries), desks), Counter[str]())
    seconds = time.perf_counter() - began
    told = ", ".join(f"{many:,} {what}" for what, many in sorted(came.items()))
    print(f"{WRITERS} writers × {given.tries:,} tries: {told}; {seconds:.0f} s")
    calls = VisitCall.objects.count()
    print(f"{calls:,} calls stand, {calls - came['called']} more than were given")
    print(f"called twice: {called_twice()} (goal 0)")


if __name__ == "__main__":
    main()
