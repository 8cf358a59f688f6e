"""`python -m tests.journeys.classes_begun PEOPLE CLASSES BATCHES`: in an office that was set up, so many
batches of so many people whose classes are all over; tells the numbers of the batches.
"""

import os
import sys
from datetime import datetime, timedelta

FIRST = ("আমিনা", "রফিক", "সালমা", "জাহিদ", "নাসরিন", "তাপস")
LAST = ("বেগম", "ইসলাম", "খাতুন", "রায়", "হোসেন")
# Thirty people, no two of one name.
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
BEFORE = datetime.fromisoformat("2026-11-01T10:00:00+06:00")


def main() -> list[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from ongikar.delivery.training.models import Batch
    from ongikar.delivery.training.tests.batches import planned_batch
    from ongikar.offices.models import Office

    people, classes, batches = (int(each) for each in sys.argv[1:])
    office = Office.objects.get(is_default=True)
    planned = [planned_batch(office, BEFORE, seats=people, submission=f"batch-{n}") for n in range(batches)]
    for batch in planned:
        plan_classes(batch, people, classes)
    return [
        each.number for each in Batch.objects.filter(pk__in=[batch.pk for batch in planned]).order_by("pk")
    ]


def plan_classes(batch, people: int, classes: int) -> None:
    from ongikar.delivery.training.after.sessions import title_of
    from ongikar.gatherings.actions import add_member, open_roster, plan_gathering
    from ongikar.gatherings.models import Gathering
    from ongikar.people.models import User

    actor = ("user", User.objects.get(username="karim").pk)
    roster = open_roster(
        office=batch.office, subject=batch.reference, title=title_of(batch), actor=actor, now=BEFORE
    )
    for name in NAMES[:people]:
        add_member(roster, name=name, since=BEFORE.date(), actor=actor, now=BEFORE)
    for place in range(classes):
        begins = BEFORE + timedelta(days=14 + place)
        plan_gathering(
            office=batch.office,
            sort=Gathering.SESSION,
            title=f"{title_of(batch)}: {place + 1}",
            place="ল্যাব",
            starts_at=begins,
            ends_at=begins + timedelta(hours=2),
            roster=roster,
            subject=batch.reference,
            is_public=False,
            actor=actor,
            now=BEFORE,
        )


if __name__ == "__main__":
    print(*main())
