"""The parts that went into a job, as its page, its sheet and the register tell of them."""

from collections.abc import Iterable
from typing import Any

from ongikar.core.i18n.say import language, say
from ongikar.places.models import PartMovement
from ongikar.rules import part_stock
from ongikar.rules.bangla.text import grouped_number

from .models import Job


def movements_of(job: Job) -> list[PartMovement]:
    """What was used and not taken back."""
    rows = PartMovement.objects.filter(subject_type=Job.SUBJECT, subject_id=job.pk, movement=part_stock.USED)
    return list(rows.filter(taken_back__isnull=True).select_related("part", "device").order_by("id"))


def part_lines(job: Job) -> list[dict[str, Any]]:
    """As they are kept with a sheet, so that either language can be printed from it: of each sort how
    many.
    """
    lines: dict[int, dict[str, Any]] = {}
    for each in movements_of(job):
        part = each.part
        line = lines.setdefault(
            part.pk,
            {
                "name": [part.name_bn, part.name_en],
                "unit": [part.unit_bn, part.unit_en],
                "quantity": 0,
            },
        )
        line["quantity"] -= each.change
    return list(lines.values())


def part_words(line: dict[str, Any]) -> tuple[str, str]:
    """A line as its name and its quantity, in the language at hand."""
    return say(*line["name"]), f"{grouped_number(line['quantity'], language())} {say(*line['unit'])}"


def parts_in_words(lines: Iterable[dict[str, Any]], between: str = "; ") -> str:
    return between.join(", ".join(part_words(line)) for line in lines)
