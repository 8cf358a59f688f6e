"""What came of a round: how many answered, and for each question its counts, its numbers or its texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import Any

from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.rules.questionnaire.compare import Column, columns_of
from ongikar.rules.questionnaire.definition import NUMBERS, SELECTS, TEXT, UNASKED, Definition, words_in

from .fields import answer_words, has_buttons, range_choices
from .models import AnonymousResponse, Response, Round, Version

# Of so few nobody's words are theirs alone: answers without a name are shown from here on.
FEWEST_ANONYMOUS = 5
# The newest of this many are counted on a page; a file has all of them.
MOST_COUNTED = 5_000
TEXTS_SHOWN = 50
# What was answered, and what was asked.
Answer = tuple[Mapping[str, Any], Definition]


@dataclass(frozen=True, slots=True)
class CountLine:
    """One choice: how many chose it, and its share of those who answered the question, in percent."""

    words: str
    count: int
    percent: int


@dataclass
class QuestionResult:
    """One question over all its answers: counts of what is chosen, figures of numbers, texts."""

    label: str
    answered: int
    counts: list[CountLine] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RoundResult:
    """`count`: how many answered; `is_hidden`: so few without a name that nothing of them is shown."""

    count: int
    is_hidden: bool
    mean_percent: int | None
    passed: int | None
    questions: list[QuestionResult]


def versions_asked(round: Round) -> list[Version]:
    """The versions that anybody was asked in a round, oldest first."""
    rows = rows_of(round)
    return list(Version.objects.filter(pk__in=rows.values("version")).order_by("number"))


def rows_of(round: Round) -> Any:
    """What counts of a round: what was voided or waits for a look does not."""
    if round.anonymous:
        return AnonymousResponse.objects.filter(round=round)
    return Response.objects.filter(round=round, state=Response.SUBMITTED)


def round_result(round: Round, office: Office) -> RoundResult:
    rows = rows_of(round)
    count = rows.count()
    if round.anonymous and count < FEWEST_ANONYMOUS:
        return RoundResult(count, True, None, None, [])
    fields = ("answers", "version", "score", "score_of")
    responses = list(rows.order_by("-id").values_list(*fields)[:MOST_COUNTED])
    versions = {version.pk: version.questions for version in versions_asked(round)}
    answers = [(answer, versions[version]) for answer, version, _, _ in responses]
    columns = columns_of(versions.values())
    percents = [int(score * 100 / most) for _, _, score, most in responses if score is not None and most]
    wanted = round.pass_percent
    return RoundResult(
        count,
        False,
        int(fmean(percents)) if percents else None,
        sum(percent >= wanted for percent in percents) if wanted is not None and percents else None,
        list(question_results(columns, answers)),
    )


def question_results(columns: Iterable[Column], answers: list[Answer]) -> Iterator[QuestionResult]:
    tongue = language()
    for column in columns:
        if column.question.sealed or (column.question.type in UNASKED and not column.question.label):
            continue
        values = [value for answer, asked in answers for value in values_in(column, answer, asked)]
        if not values:
            continue
        result = QuestionResult(words_in(column.question.label, tongue) or column.question.name, len(values))
        if column.question.type in SELECTS:
            result.counts = counts_of(column, values, tongue)
        elif column.question.type in NUMBERS:
            numbers = [float(value) for value in values if isinstance(value, int | float)]
            result.figures = figures_of(numbers)
            if column.question.type == "range":
                result.counts = counts_of_numbers(numbers, column)
        elif column.question.type == TEXT:
            result.texts = [str(value) for value in values[:TEXTS_SHOWN]]
        yield result


def values_in(column: Column, answer: Mapping[str, Any], asked: Definition) -> Iterator[Any]:
    """Every answer to a question, as the version that was asked calls it; of a repeat those of all
    instances.
    """
    if not (name := column.name_in(asked)):
        return
    repeat = asked.repeat_of[name]
    rows = answer.get(repeat, []) if repeat else [answer]
    for row in rows if isinstance(rows, list) else []:
        value = row.get(name, "")
        if value not in ("", None, []):
            yield value


def counts_of(column: Column, values: list[Any], tongue: str) -> list[CountLine]:
    chosen = Counter(name for value in values for name in (value if isinstance(value, list) else [value]))
    labels = {choice.name: words_in(choice.label, tongue) for choice in column.choices}
    names = [*labels, *(name for name in chosen if name not in labels)]
    return [
        CountLine(labels.get(name, str(name)), chosen[name], round_percent(chosen[name], len(values)))
        for name in names
    ]


def counts_of_numbers(numbers: list[float], column: Column) -> list[CountLine]:
    """Each step of the range, also one that nobody chose; of a long range those that were chosen."""
    counts = Counter(numbers)
    steps = (
        [float(choice.name) for choice in range_choices(column.question)]
        if has_buttons(column.question)
        else []
    )
    return [
        CountLine(f"{number:g}", counts[number], round_percent(counts[number], len(numbers)))
        for number in sorted({*steps, *counts})
    ]


def round_percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def figures_of(numbers: list[float]) -> dict[str, float]:
    if not numbers:
        return {}
    return {
        "least": min(numbers),
        "median": median(numbers),
        "mean": round(fmean(numbers), 2),
        "most": max(numbers),
    }


def answered_lines(response: Response, version: Version) -> list[tuple[str, str]]:
    """What one response says, question by question, as a person would; sealed answers are left out."""
    return lines_of_answers(response.answers, version)


def lines_of_answers(answers: Mapping[str, Any], version: Version) -> list[tuple[str, str]]:
    """The same of answers that are no response yet."""
    tongue, lines = language(), []
    for column in columns_of([version.questions]):
        label = words_in(column.question.label, tongue) or column.question.name
        said = [
            answer_words(column.question, column.choices, v)
            for v in values_in(column, answers, version.questions)
        ]
        if said:
            lines.append((label, ", ".join(said)))
    return lines
