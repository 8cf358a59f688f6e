"""`python -m tests.journeys.classes_begun PEOPLE CLASSES`: in an office that was set up, a batch of so many
people whose classes are all over; tells the number of the batch.
"""

import os
import sys
from datetime import datetime, timedelta


def main() -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from ongikar.delivery.training.after.sessions import title_of
    from ongikar.delivery.training.models import Batch
    from ongikar.delivery.training.tests.batches import planned_batch
    from ongikar.gatherings.actions import add_member, open_roster, plan_gathering
    from ongikar.gatherings.models import Gathering
    from ongikar.offices.models import Office
    from ongikar.people.models import User

    people, classes = (int(each) for each in sys.argv[1:])
    office, before = Office.objects.get(is_default=True), datetime.fromisoformat("2026-11-01T10:00:00+06:00")
    actor = ("user", User.objects.get(username="karim").pk)
    batch = planned_batch(office, before, seats=people)
    roster = open_roster(
        office=office, subject=batch.reference, title=title_of(batch), actor=actor, now=before
    )
    for place in range(people):
        add_member(
            roster, name=f"শিক্ষার্থী {chr(0x995 + place % 25)}", since=before.date(), actor=actor, now=before
        )
    for place in range(classes):
        begins = before + timedelta(days=14 + place)
        plan_gathering(
            office=office,
            sort=Gathering.SESSION,
            title=f"{title_of(batch)}: {place + 1}",
            place="ল্যাব",
            starts_at=begins,
            ends_at=begins + timedelta(hours=2),
            roster=roster,
            subject=batch.reference,
            is_public=False,
            actor=actor,
            now=before,
        )
    return Batch.objects.get(pk=batch.pk).number


if __name__ == "__main__":
    print(main())
