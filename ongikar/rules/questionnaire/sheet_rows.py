"""A definition as the rows of an XLSForm sheet: to be changed in any spreadsheet program and given back."""

from collections.abc import Iterable, Iterator

from .definition import ONE_FROM_FILE, SELECTS, Definition, Group, Question, Words, words_in
from .sheet import CHOICES, SETTINGS, SURVEY
from .values import number_text

Rows = list[list[str]]
TONGUES = {"bn": "বাংলা (bn)", "en": "English (en)"}
WORDS = ("label", "hint", "required_message", "constraint_message", "finding", "fault")
PLAIN = ("required", "relevant", "constraint", "calculation", "default", "choice_filter", "appearance")


def sheet_rows(definition: Definition) -> dict[str, Rows]:
    """Sheet → rows, the headings first. Read back they give the same definition."""
    return {
        SURVEY: table(survey_rows(definition), ["type", "name", *language_headings(["label", "hint"])]),
        CHOICES: table(
            choice_rows(definition), ["list_name", "name", *language_headings(["label"]), "points"]
        ),
        SETTINGS: table([language_cells("form_title", definition.title)], language_headings(["form_title"])),
    }


def language_headings(columns: Iterable[str]) -> list[str]:
    return [f"{column}::{tongue}" for column in columns for tongue in TONGUES.values()]


def language_cells(column: str, words: Words) -> dict[str, str]:
    return {f"{column}::{TONGUES[tongue]}": said for tongue, said in words.items() if said}


def table(rows: list[dict[str, str]], first: list[str]) -> Rows:
    """The rows under their headings: the usual ones, then whatever any row holds."""
    others = {column: None for row in rows for column in row if column not in first}
    headings = [*first, *others]
    return [headings, *([row.get(column, "") for column in headings] for row in rows)]


def survey_rows(definition: Definition) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    inside: list[Group] = []
    for question in definition.questions:
        around = list(definition.groups_around(question))[::-1]
        while inside and inside[-1] not in around:
            rows.append({"type": end_mark(inside.pop())})
        for group in around[len(inside) :]:
            rows.append(group_row(group))
            inside.append(group)
        rows.append(question_row(question))
    rows += [{"type": end_mark(group)} for group in reversed(inside)]
    return rows


def end_mark(group: Group) -> str:
    return "end repeat" if group.repeat else "end group"


def group_row(group: Group) -> dict[str, str]:
    row = {"type": "begin repeat" if group.repeat else "begin group", "name": group.name}
    row |= language_cells("label", group.label)
    return row | drop_empty(
        {"relevant": group.relevant, "repeat_count": group.count, "appearance": group.appearance}
    )


def question_row(question: Question) -> dict[str, str]:
    sort = question.type
    if sort in SELECTS:
        sort = f"{sort} {question.choices}{'.csv' if sort == ONE_FROM_FILE else ''}"
    row = {"type": sort, "name": question.name}
    for column in WORDS:
        row |= language_cells(column, getattr(question, column))
    row |= drop_empty({column: getattr(question, column) for column in PLAIN})
    return row | drop_empty(
        {
            "parameters": " ".join(f"{name}={value}" for name, value in question.parameters.items()),
            "read_only": "yes" if question.read_only else "",
            "points": question.points,
            "weight": number_text(question.weight) if question.weight != 1 else "",
            "sealed": "yes" if question.sealed else "",
            "renamed_from": question.renamed_from,
            "critical": "yes" if question.critical else "",
            "photo": "yes" if question.photo else "",
            "task_owner": question.task_owner,
            "task_days": question.task_days,
        }
    )


def choice_rows(definition: Definition) -> list[dict[str, str]]:
    return [
        {"list_name": name, "name": choice.name}
        | language_cells("label", choice.label)
        | drop_empty({"points": "" if choice.points is None else number_text(choice.points), **choice.extra})
        for name, listed in definition.choices.items()
        for choice in listed
    ]


def drop_empty(cells: dict[str, str]) -> dict[str, str]:
    return {column: said for column, said in cells.items() if said}


# What is ours alone: no phone holds a test's answers, and no other program knows what to do with it.
OURS = frozenset({"points", "weight", "sealed", "renamed_from", *language_headings(["finding", "fault"])})
OURS |= {"critical", "photo", "task_owner", "task_days"}


def standard_rows(
    definition: Definition, slug: str, version: int
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Sheet → rows of an XLSForm that any program of the standard reads: without what is ours alone. The
    headings stand beside them: the compiler takes those of the first row for all, where none are said.
    """
    for sheet, written in ((SURVEY, survey_rows(definition)), (CHOICES, choice_rows(definition))):
        rows = [without_ours(row) for row in written]
        yield sheet, rows
        yield f"{sheet}_header", [{column: "" for row in rows for column in row}]
    settings = {"form_title": words_in(definition.title, "bn") or slug, "form_id": slug}
    yield SETTINGS, [settings | {"version": str(version), "default_language": TONGUES["bn"]}]


def without_ours(row: dict[str, str]) -> dict[str, str]:
    return {column: said for column, said in row.items() if column not in OURS}
