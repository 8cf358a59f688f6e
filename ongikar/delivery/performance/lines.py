"""What the pages of a plan show of each indicator, and the records behind a figure."""

from dataclasses import dataclass
from datetime import datetime

from ongikar.core.i18n.say import say
from ongikar.people.desk import HeldPosts
from ongikar.people.subjects import SubjectLine, load_subjects, subject_words

from .models import Reading
from .readings import Difference, PlanProgress, Progress, difference_of
from .words import measure_words, number_words, reading_words, value_words

# So many records are named on a page; of more it says how many there are.
MOST_RECORDS = 100


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator as a page shows it, in the language at hand."""

    progress: Progress
    weight: str
    target: str
    measure: str
    value: str
    reading: str
    percent: str
    points: str
    levels: str
    difference: Difference | None


def plan_lines(found: PlanProgress, compared_at: datetime | None = None) -> list[IndicatorLine]:
    """`compared_at`: compare what is frozen with the records of this moment."""
    return [indicator_line(each, found, compared_at) for each in found.lines]


def indicator_line(
    line: Progress, found: PlanProgress | None = None, compared_at: datetime | None = None
) -> IndicatorLine:
    difference = None
    if found and compared_at and line.reading:
        difference = difference_of(found.plan, line.reading, compared_at)
    return IndicatorLine(
        line,
        number_words(line.indicator.weight),
        number_words(line.indicator.target),
        measure_words(line.indicator.measure),
        value_words(line),
        reading_words(line.reading) if line.reading else "",
        number_words(line.percent),
        number_words(line.points),
        ", ".join(number_words(level) for level in line.levels),
        difference,
    )


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Some records of a reading: what they are, how many in all, and the first of them."""

    title: str
    count: int
    records: list[SubjectLine]

    @property
    def hidden_count(self) -> int:
        return self.count - len(self.records)


def evidence_lines(reading: Reading, desk: HeldPosts) -> list[EvidenceGroup]:
    """The records that were counted and those that were not, as this desk may read them."""
    if reading.is_typed:
        return []
    subject = reading.records["subject"]
    parts = {"counted": say("গোনা হয়েছে", "Counted"), "others": say("গোনা হয়নি", "Not counted")}
    shown = {part: reading.records.get(part, [])[:MOST_RECORDS] for part in parts}
    known = load_subjects(((subject, key) for keys in shown.values() for key in keys), desk)
    return [
        EvidenceGroup(
            f"{words}: {subject_words(subject)}",
            len(reading.records.get(part, [])),
            [known[subject, key] for key in shown[part] if (subject, key) in known],
        )
        for part, words in parts.items()
        if reading.records.get(part)
    ]
