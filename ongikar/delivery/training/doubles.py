"""When two applications are of one person: by the number of a paper, or by name and day of birth."""

from collections import defaultdict
from datetime import date

from ongikar.core.crypto.key_ring import key_ring
from ongikar.people.models import Applicant, identity_indexes
from ongikar.rules.bangla.search import fold

from . import states
from .models import Application, Call

PERSON = "person"


def person_key_of(name: str, born_on: date | None) -> str:
    """The same for the same name and day of birth, however it was spelt or spaced; "" where no day was given.

    Keyed as the index of a number is: without the key nobody finds out whose birthday it is.
    """
    if born_on is None:
        return ""
    folded = "".join(fold(name).split())
    return key_ring().blind_index(f"{folded}|{born_on.isoformat()}", PERSON)


def indexes_of(applicant: Applicant) -> list[str]:
    """Every index under which the number of somebody's paper may stand, while the keys turn."""
    if not applicant.identity:
        return []
    return identity_indexes(applicant.read_identity() or "")


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
    by_key = {each.pk: each for each in rows.order_by("roll")}
    groups = [[by_key[pk] for pk in sorted(keys)] for keys in by_person.values() if len(keys) > 1]
    # Whoever was looked at and found to be somebody else has the act that says so.
    return [group for group in groups if sum(not was_cleared(each) for each in group) > 1]


def was_cleared(application: Application) -> bool:
    """Whether the office said that it is of somebody else than the others of the same name."""
    return any(act.name in (states.RESTORE, states.CLEAR) for act in application.acts.all())
