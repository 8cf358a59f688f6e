"""The evidence of one indicator: the reading that counts, its records, and what the records say now."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.core.i18n.say import language, say
from ongikar.core.templatetags.words import day_short
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.people.subjects import SubjectLine, load_subjects, subject_words
from ongikar.records.parts import Cell, Part
from ongikar.records.views import DeskView
from ongikar.records.words import Words, show_value
from ongikar.rules.bangla.text import digits

from .models import Reading
from .readings import IndicatorProgress, difference_of, holds, measure_words, progress_of

# How many records are named on a page; of more it says how many there are.
MOST_RECORDS = 100
COUNTED, NOT_COUNTED = ("গোনা হয়েছে", "Counted"), ("গোনা হয়নি", "Not counted")


def number_cell(record: SubjectLine) -> Any:
    number = digits(record.number, language())
    return format_html('<a href="{}">{}</a>', record.url, number) if record.url else number


CELLS = (Cell(("নম্বর", "Number"), number_cell), Cell(("কী", "What"), lambda record: record.title))


def evidence_parts(reading: Reading, holder: PostHolder) -> list[Part]:
    """The records that were counted and those that were not, as this desk may read them."""
    if reading.is_typed:
        return []
    subject, parts = reading.records["subject"], {"counted": COUNTED, "others": NOT_COUNTED}
    keys = {part: reading.records.get(part, []) for part in parts}
    known = load_subjects(((subject, key) for each in keys.values() for key in each[:MOST_RECORDS]), holder)
    return [
        Part(title_of(words, subject, keys[part]), partial(records_in, known, subject, keys[part]), CELLS)
        for part, words in parts.items()
        if keys[part]
    ]


def title_of(words: Words, subject: str, keys: list[int]) -> Words:
    said = {"words": say(*words), "subject": subject_words(subject), "n": len(keys)}
    title = say("{words}: {subject} ({n})", "{words}: {subject} ({n})", **said)
    if (more := len(keys) - MOST_RECORDS) > 0:
        title = say("{title}; আরও {n}টি", "{title}; {n} more", title=title, n=more)
    return title, title


def records_in(known: dict[Any, SubjectLine], subject: str, keys: list[int], _: Any) -> list[SubjectLine]:
    return [known[subject, key] for key in keys[:MOST_RECORDS] if (subject, key) in known]


def summary_of(line: IndicatorProgress, reading: Reading) -> list[tuple[str, Any]]:
    how = measure_words(line.indicator.measure)
    lines: list[tuple[str, Any]] = [
        (say("অর্জন", "Achieved"), f"{line.value_words} {line.indicator.unit}"),
        (say("কীভাবে", "How"), how if reading.is_typed else f"{how}: {line.reading_words}"),
        (
            say("কোন সময়ের", "For which time"),
            f"{day_short(reading.first)} – {day_short(reading.last)}",
        ),
    ]
    if reading.proof:
        lines.append((say("প্রমাণক", "Proof"), reading.proof.splitlines()))
    if reading.paper_id:
        url, words = reverse("paper", args=[reading.paper_id]), say("দেখুন", "See it")
        lines.append((say("কাগজ", "Document"), format_html('<a href="{}">{}</a>', url, words)))
    if reading.frozen_at:
        lines.append((say("প্রতিবেদনে রাখা হয়েছে", "Frozen for the report"), day_short(reading.frozen_at)))
    return [(label, show_value(value)) for label, value in lines]


def warning_of(plan: Any, reading: Reading | None) -> str:
    if reading is None:
        return say("এখনো কোনো অর্জন লেখা বা গোনা হয়নি।", "Nothing was computed or written yet.")
    if not holds(reading):
        return say("এই হিসাব আর তার নথি এখন মেলে না।", "This figure and the records it names do not agree.")
    if difference := difference_of(plan, reading, timezone.now()):
        return say(
            "এর পরে নথি বদলেছে: একই সময়ের আজকের হিসাবে নতুন {added}, নেই {gone}।",
            "The records have changed since: counted today, the same time has {added} more and {gone} fewer.",
            added=difference.added_count,
            gone=difference.gone_count,
        )
    return ""


class ReadingPage(DeskView):
    http_method_names = ("get", "head")

    def get(self, request: StaffRequest, pk: int, row: int) -> HttpResponse:
        desk, plan = self.desk, self.desk.find(request.office, pk)
        indicator = get_object_or_404(plan.indicators, pk=row, removed_at__isnull=True)
        line = next(each for each in progress_of(plan).lines if each.indicator.pk == indicator.pk)
        reading = line.reading
        parts = evidence_parts(reading, request.holder) if reading else []
        context = {
            "desk": desk,
            "plan": plan,
            "url": desk.url_of(plan),
            "title": indicator.name,
            "summary": summary_of(line, reading) if reading else [],
            "parts": [(part, part.lines(desk, plan, may_change=False)) for part in parts],
            "warning": warning_of(plan, reading),
            "current": desk.names,
        }
        return render(request, "performance/reading.html", context)
