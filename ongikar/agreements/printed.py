"""An agreement on paper, in the columns of the printed forms: the plan (section 3), and the self-assessment
of a workplan by quarters.

Source: plans and self-assessments that field offices published for 2022-23 to 2024-25.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ongikar.core.forms.figures import figure_words
from ongikar.core.i18n.say import language, say
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.rules.bangla.text import fiscal_year_words

from .models import Agreement, Line, value_of
from .scores import LineProgress, Progress, progress_of, score_words, value_words
from .words import COLUMNS, place_words, unit_words

PLAN, ASSESSMENT = "plan", "assessment"
LEFT, RIGHT = "left", "right"


class Column(NamedTuple):
    """`width`: beside the others. `cell`: of an indicator."""

    words: tuple[str, str]
    width: int
    cell: Callable[[LineProgress], str]
    side: str = LEFT


def field_words(each: LineProgress) -> str:
    return f"{place_words(each.line.place[:1])} {each.line.field}" if is_first_of_field(each.line) else ""


def field_weight(each: LineProgress) -> str:
    return figure_words(each.line.field_weight) if is_first_of_field(each.line) else ""


def activity_words(each: LineProgress) -> str:
    line = each.line
    return f"{place_words(line.place[:2])} {line.activity}" if line.number == 1 else ""


def is_first_of_field(line: Line) -> bool:
    return (line.activity_number, line.number) == (1, 1)


def name_words(each: LineProgress) -> str:
    return f"{place_words(each.line.place)} {each.line.name}"


def past_words(place: int) -> Callable[[LineProgress], str]:
    def say_past(each: LineProgress) -> str:
        past = each.line.past
        return value_words(value_of(past[place], each.line.is_of_dates)) if place < len(past) else "–"

    return say_past


def target_words(place: int) -> Callable[[LineProgress], str]:
    return lambda each: value_words(each.line.targets[place])


def quarter_words(place: int) -> Callable[[LineProgress], str]:
    return lambda each: value_words(each.quarters[place])


BEGINNING = (
    Column(("ক্ষেত্র", "Field"), 13, field_words),
    Column(("মান", "Weight"), 5, field_weight, RIGHT),
    Column(("কার্যক্রম", "Activity"), 13, activity_words),
    Column(("সূচক", "Indicator"), 14, name_words),
)
UNIT = Column(("একক", "Unit"), 6, lambda each: unit_words(each.line.unit))
WEIGHT = Column(
    ("সূচকের মান", "Weight of the indicator"), 6, lambda each: figure_words(each.line.weight), RIGHT
)
PROOF = Column(("প্রমাণক", "Proof"), 12, lambda each: each.line.proof)
COLUMNS_OF: Mapping[str, Sequence[Column]] = {
    PLAN: (
        *BEGINNING,
        Column(("গণনা পদ্ধতি", "Method"), 8, lambda each: str(each.line.get_method_display())),
        UNIT,
        WEIGHT,
        Column(("আগের আগের বছর", "Two years before"), 7, past_words(0), RIGHT),
        Column(("আগের বছর", "Year before"), 7, past_words(1), RIGHT),
        *(Column(words, 8, target_words(place), RIGHT) for place, words in enumerate(COLUMNS)),
        PROOF,
    ),
    ASSESSMENT: (
        *BEGINNING,
        UNIT,
        WEIGHT,
        Column(("১ম কোয়ার্টার", "1st quarter"), 8, quarter_words(0), RIGHT),
        Column(("২য় কোয়ার্টার", "2nd quarter"), 8, quarter_words(1), RIGHT),
        Column(("৩য় কোয়ার্টার", "3rd quarter"), 8, quarter_words(2), RIGHT),
        Column(("৪র্থ কোয়ার্টার", "4th quarter"), 8, quarter_words(3), RIGHT),
        Column(("মোট অর্জন", "In all"), 8, lambda each: each.year_words, RIGHT),
        Column(("অর্জিত মান", "Points"), 7, lambda each: figure_words(each.points), RIGHT),
        PROOF,
    ),
}


def paper_of(agreement: Agreement, which: str, now: datetime) -> bytes:
    """The PDF in the language at hand."""
    return render_apart("report", paper_data(progress_of(agreement), which, now))


def paper_data(progress: Progress, which: str, now: datetime) -> Mapping[str, Any]:
    agreement, columns = progress.agreement, COLUMNS_OF[which]
    year = fiscal_year_words(agreement.year, language())
    titles = {
        PLAN: say("কর্মসম্পাদন পরিকল্পনা", "Performance plan"),
        ASSESSMENT: say("স্ব-মূল্যায়ন, কোয়ার্টার ধরে", "Self-assessment by quarters"),
    }
    signer = agreement.office.posts.filter(role="officer").order_by("pk").first()
    return {
        "language": language(),
        "office": letterhead(agreement.office),
        "title": str(agreement.get_form_display()),
        "period": say("অর্থবছর {year}", "Fiscal year {year}", year=year),
        "counted": say("{moment} পর্যন্ত", "As of {moment}", moment=now),
        "tables": [
            {
                "title": titles[which],
                "columns": [
                    {"label": say(*each.words), "width": each.width, "side": each.side} for each in columns
                ],
                "rows": [{"cells": [column.cell(each) for column in columns]} for each in progress.lines],
                "note": score_words(progress) if which == ASSESSMENT else "",
            }
        ],
        "signer": signer.title if signer else "",
    }
