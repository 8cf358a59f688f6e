"""`python -m tests.journeys.five_kinds_received`: in an office that was set up, one case of each of five
kinds lies accepted with the officer.
"""

import os
from datetime import datetime

KINDS = {
    "citizen-1": "রহিমা খাতুন",
    "citizen-2": "মো. আমিনুল হক",
    "institutional-4": "রোকেয়া পারভীন",
    "internal-3": "মো. জাহাঙ্গীর আলম",
    "internal-5": "শিরীন আক্তার",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from ongikar.cases import actions
    from ongikar.cases.kinds import kind_of
    from ongikar.charter.models import Service
    from ongikar.people.models import User
    from ongikar.tasks.actions import drop_task
    from ongikar.tasks.models import Task
    from tests.test_every_kind import answered

    actor = ("user", User.objects.get(username="karim").pk)
    now = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
    for place, (code, name) in enumerate(KINDS.items(), 1):
        row = Service.objects.get(code=code)
        case = actions.receive_case(
            service=row,
            person=actions.Person(name=name, mobile=f"0170000000{place}"),
            answers=answered(kind_of(row).intake_form, row, now.date()),
            channel="phone",
            submission=f"five-{code}",
            now=now,
        )
        actions.accept(case, actor=actor, now=now, day=now.date())
        # What is prepared for it is due the same day, and done: the cases alone are answered here.
        for task in Task.objects.of_subject(case.reference):
            drop_task(task, reason="আগেই করা হয়েছে", actor=actor, now=now)


if __name__ == "__main__":
    main()
