"""What stands of all that was answered at one inspection: values, notes, and where two phones differ."""

from dataclasses import dataclass, field
from datetime import date

from ongikar.delivery.inspection.rules import StandingAnswers, StatedAnswer, standing_of

from .checklist import FilledChecklist, look
from .models import Answer, Inspection


@dataclass(frozen=True)
class MergedAnswers:
    """Item → what stands, with the answers behind it."""

    by_item: dict[str, StandingAnswers] = field(default_factory=dict)
    rows: dict[str, Answer] = field(default_factory=dict)

    @property
    def disputed_items(self) -> list[str]:
        return [item for item, standing in self.by_item.items() if standing.is_disputed]

    def row(self, item: str) -> Answer | None:
        """The answer that stands; of two that differ the newest."""
        standing = self.by_item.get(item)
        return self.rows[standing.answers[0].uuid] if standing and standing.answers else None

    def rows_of(self, item: str) -> list[Answer]:
        standing = self.by_item.get(item)
        return [self.rows[each.uuid] for each in standing.answers] if standing else []

    def note(self, item: str) -> str:
        row = self.row(item)
        return row.note if row else ""

    def shown_answers(self, item: str) -> list[str]:
        """The answers that a page shows of an item: what is said on it now stands in their place."""
        return [str(row.uuid) for row in self.rows_of(item)]

    def values(self) -> dict[str, str]:
        return {item: row.value for item in self.by_item if (row := self.row(item)) and row.value}


def state_answer(answer: Answer) -> StatedAnswer:
    return StatedAnswer(
        str(answer.uuid), answer.value, answer.source, answer.said_at, frozenset(answer.over), answer.note
    )


def merge_answers(inspection: Inspection) -> MergedAnswers:
    """One statement."""
    rows = list(inspection.answers.in_time().select_related("by", "device"))
    by_item: dict[str, list[StatedAnswer]] = {}
    for row in rows:
        by_item.setdefault(row.item, []).append(state_answer(row))
    return MergedAnswers(
        {item: standing_of(each) for item, each in by_item.items()}, {str(row.uuid): row for row in rows}
    )


def values_of(inspection: Inspection, answers: MergedAnswers | None = None) -> dict[str, str]:
    """What stands, item by item: of an inspection that goes on by its answers, of one that ended as frozen.
    Of one that looks at failed items only, the others stand as they stood the last time.
    """
    if not inspection.is_under_way:
        return dict(inspection.values)
    own = (answers or merge_answers(inspection)).values()
    if not (inspection.only_items and inspection.previous):
        return own
    return {k: v for k, v in inspection.previous.values.items() if k not in inspection.only_items} | own


def filled_checklist(
    inspection: Inspection, day: date, answers: MergedAnswers | None = None
) -> FilledChecklist:
    """Its checklist with what stands."""
    values = values_of(inspection, answers)
    return look(inspection.version, inspection.office, values, day, inspection.only_items)
