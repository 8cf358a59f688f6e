"""Two records of one person are joined by the officer, and parted again at any time, also while a case runs.

Only how people are shown follows from it: no case, promise, address or proof is touched. See
docs/decisions/126.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.models.same_person import JOIN, JOINED, PART, SamePerson, SamePersonAct
from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference
from ongikar.people.models import GONE, Applicant
from ongikar.records.actions import perform
from ongikar.records.retention import forget_people

from .case import search_text

# So many joins are followed from one record on, and so often.
MOST_JOINS, MOST_STEPS = 40, 6


def joins_of(applicants: Collection[int], *, most: int = MOST_JOINS) -> list[SamePerson]:
    """Those in force of one of these applicants."""
    touched = Q(one__in=applicants) | Q(other__in=applicants)
    joins = SamePerson.objects.filter(touched, state=JOINED).select_related("one", "other")
    return list(joins.prefetch_related("acts").order_by("-pk")[:most])


@transaction.atomic
def join_records(
    one: Applicant, other: Applicant, *, why: str, actor: Reference, now: datetime
) -> SamePerson:
    """Say that both are one person's; the same again changes nothing. Raises ActFault."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    if first.pk == second.pk:
        raise ActFault("other", "এটি একই আবেদন। অন্য একটি বাছুন।", "This is the same case. Choose another.")
    pair, _ = SamePerson.objects.get_or_create(office=first.office, one=first, other=second)
    act = SamePersonAct(same_person=pair, name=JOIN, words=why)
    perform(pair, act, actor=actor, now=now)
    return pair


def part_records(pair: SamePerson, *, actor: Reference, now: datetime) -> None:
    """Say that they are two people's after all; pressed twice it is said once. Raises ActFault."""
    perform(pair, SamePersonAct(same_person=pair, name=PART), actor=actor, now=now)


def forget_what_names(applicant: Applicant) -> None:
    """Of whoever is emptied: cases are found by their name no more, and nobody is joined with them. What was
    asked for stays with the case until its own time is over.
    """
    cases = Case.objects.filter(applicant=applicant).exclude(search=GONE)
    for case in cases:
        case.search = search_text(None, kind_of(case.row).texts_asked(case.row, case.answers))
        case.save(update_fields=["search"])
    for pair in SamePerson.objects.filter(Q(one=applicant) | Q(other=applicant)):
        forget_people(pair)
