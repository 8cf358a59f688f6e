"""`python -m tests.journeys.repair_reported`: in an office that was set up, a lab of two devices has a fault
that somebody reported; tells the key of the job.
"""

import os
import sys
from datetime import date, datetime


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from ongikar.cases.actions import Person
    from ongikar.delivery.inspection.tests.inspections import lab_of
    from ongikar.offices.models import Office
    from ongikar.people.models import User
    from ongikar.places.actions import register_device
    from ongikar.places.actions.parts import add_part, receive_part
    from tests.scene_jobs import report_fault

    office = Office.objects.get(is_default=True)
    lab, karim = lab_of(office), User.objects.get(username="karim")
    if "others-reach-it" in sys.argv:
        # People of the demonstration are not let in there.
        User.objects.update(is_demo=False)
    actor, before = ("user", karim.pk), datetime.fromisoformat("2026-11-22T10:00:00+06:00")
    devices = [
        register_device(
            office=office,
            place=lab,
            kind="desktop",
            maker="Sample",
            model="PC-1",
            name=f"পিসি-০{number}",
            on=date(2026, 1, 5),
            actor=actor,
            now=before,
        )
        for number in (3, 4)
    ]
    part = add_part(office=office, name_bn="পাওয়ার সাপ্লাই", name_en="Power supply", actor=actor, now=before)
    receive_part(part=part, quantity=2, actor=actor, now=before)
    person = Person(name="মো. আমিনুল হক", mobile="01700000009", institution="নমুনা বালিকা বিদ্যালয়")
    return report_fault(office, lab, person, "repair visit", devices[0].number, before).pk


if __name__ == "__main__":
    print(main())
