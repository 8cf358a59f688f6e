"""`python -m tests.journeys.inspection_under_way`: in an office that was set up, one inspection of a lab is
under way; tells its key.
"""

import os


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from ongikar.charter.models import Service
    from ongikar.delivery.inspection.tests.inspections import (
        CODE,
        begun,
        case_of,
        checklist_of,
        head_of_lab,
        lab_of,
    )
    from ongikar.offices.models import Office
    from ongikar.people.models import User

    office = Office.objects.get(is_default=True)
    lab = lab_of(office)
    with transaction.atomic():
        head_of_lab(lab)
    # People of the demonstration are not let in at an address that others reach.
    User.objects.update(is_demo=False)
    service = Service.objects.filter(version__office=office, code=CODE).first()
    karim = User.objects.get(username="karim")
    return begun(case_of(service, lab), lab, checklist_of(office), karim).pk


if __name__ == "__main__":
    print(main())
