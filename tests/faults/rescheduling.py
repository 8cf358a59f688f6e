"""`python -m tests.faults.rescheduling fill N | order`: an office's promises, and an order
that moves them all.
"""

import os
import sys

import django


def main(what: str, *numbers: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    django.setup()
    from benchmarks import reprojection
    from ongikar.offices.models import Office

    office = Office.objects.get(is_default=True)
    if what == "fill":
        reprojection.fill(office, int(numbers[0]))
    else:
        reprojection.order(office)


if __name__ == "__main__":
    main(*sys.argv[1:])
