"""Applications that may be of one person: the same name and day of birth under other numbers."""

from collections import defaultdict

from . import states
from .models import Application, Call


def open_doubles(call: Call) -> list[list[Application]]:
    """Groups of living applications that bear the same name and day of birth, and were not said to be of
    different people. Two statements, however many applications there are.
    """
    alive = Application.objects.filter(call=call).exclude(state__in=states.GONE).exclude(person_key="")
    by_person: dict[str, list[int]] = defaultdict(list)
    for key, pk in alive.values_list("person_key", "pk"):
        by_person[key].append(pk)
    wanted = [pk for keys in by_person.values() if len(keys) > 1 for pk in keys]
    if not wanted:
        return []
    rows = (
        Application.objects.filter(pk__in=wanted).select_related("case__applicant").prefetch_related("acts")
    )
    found = {each.pk: each for each in rows.order_by("roll")}
    groups = [[found[pk] for pk in sorted(keys)] for keys in by_person.values() if len(keys) > 1]
    # Whoever was looked at and found to be somebody else has the act that says so.
    return [group for group in groups if sum(not was_cleared(each) for each in group) > 1]


def was_cleared(application: Application) -> bool:
    """Whether the office said that it is of somebody else than the others of the same name."""
    return any(act.name in (states.RESTORE, states.CLEAR) for act in application.acts.all())
