"""`python -m tests.journeys.centre_ready`: the entrepreneur of a digital centre may come from outside; tells
how many applications the centre has filed, and with `names` for whom.
"""

import json
import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from ongikar.cases.models import AgentFiling
    from ongikar.people.models import User

    if "others-reach-it" in sys.argv:
        # People of the demonstration are not let in there.
        User.objects.update(is_demo=False)
    rows = AgentFiling.objects.select_related("case__applicant", "case__slip").order_by("pk")
    if "names" in sys.argv:
        told = [[row.case.applicant.name, row.case.slip.number, row.case.number] for row in rows]
        print(json.dumps(told))
    return rows.count()


if __name__ == "__main__":
    print(main())
