"""What proves that a thing was renewed: the reports of its tasks that were found good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.rights import READER_ROLES
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.models import Task, TaskProof

from .models import UpkeepItem


@dataclass(frozen=True, slots=True)
class ProvenItem:
    """A thing, the day on which it was renewed last, and the words of its proof."""

    item: UpkeepItem
    done_on: date | None
    proof: str


def items_of_case(case: Case) -> list[ProvenItem]:
    return [prove_item(item) for item in UpkeepItem.objects.filter(case=case).order_by("id")]


def prove_item(item: UpkeepItem) -> ProvenItem:
    done = Task.objects.filter(series=item.series_id, state=transitions.DONE).order_by("-period").first()
    if done is None or done.ended_at is None:
        return ProvenItem(item, None, "")
    words = proof_words([done.pk]).get(done.pk, "")
    return ProvenItem(item, done.ended_at.astimezone(TZ).date(), words)


def proof_words(tasks: Iterable[int]) -> dict[int, str]:
    """The words of the newest report of each of these tasks, in one statement."""
    rows = TaskProof.objects.filter(task__in=list(tasks), kind=Task.WORDS).order_by("id")
    return dict(rows.values_list("task_id", "words"))


def load_items(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = UpkeepItem.objects.filter(pk__in=list(keys)).values_list("pk", "title", "office_id")
    return {
        pk: SubjectLine("", title, reverse("upkeep_item", args=[pk]), office_id)
        for pk, title, office_id in found
    }


ITEM_SUBJECT = SubjectType(
    UpkeepItem.SUBJECT, ("যা হালনাগাদ থাকে", "Kept fresh"), load_items, readable_by_roles(READER_ROLES)
)
