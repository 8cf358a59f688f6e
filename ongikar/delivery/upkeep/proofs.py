"""What proves that a thing was renewed: the reports of its tasks that were found good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ongikar.cases.models import Case
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
