"""An XLSForm sheet, as cells, to a definition; what is not taken is refused with its row and column."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ongikar.rules.bangla.bijoy import looks_like_bijoy
from ongikar.rules.bangla.text import latin_digits, nfc

from .check import Problem, problems_of
from .definition import (
    NUMBERS,
    OF_PHONES,
    ONE_FROM_FILE,
    SELECTS,
    TEXT,
    TYPES,
    Choice,
    Definition,
    Group,
    Question,
)
from .sheet_cells import (
    NOT_TAKEN,
    OTHER,
    OTHER_TYPES,
    WHICH_OTHER,
    WITH_OTHER,
    YES,
    CellFault,
    group_faults,
    parameters_in,
    question_faults,
    yes_or_expression,
)

# Cells by row and column, both from 0.
Cells = Mapping[tuple[int, int], str]
SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
# Sheets of the standard that ask or do something which neither a page nor a phone of ours can.
OTHER_SHEETS = ("entities", "external_choices", "osm", "cascades")
LANGUAGES = {"bn": "bn", "bangla": "bn", "bengali": "bn", "বাংলা": "bn", "en": "en", "english": "en"}
LANGUAGES |= {"ben": "bn", "eng": "en"}
# Columns that hold words, in any of the languages.
IN_WORDS = {
    "label": "label",
    "hint": "hint",
    "required_message": "required_message",
    "constraint_message": "constraint_message",
    "finding": "finding",
    "fault": "fault",
    "form_title": "title",
}
SURVEY_COLUMNS = frozenset({"type", "name", "required", "relevant", "constraint", "calculation", "default"})
SURVEY_COLUMNS |= {"choice_filter", "appearance", "parameters", "repeat_count", "read_only"}
SURVEY_COLUMNS |= {"points", "weight", "sealed", "renamed_from"}
SURVEY_COLUMNS |= {"critical", "photo", "task_owner", "task_days"}
OTHER_NAMES = {"relevance": "relevant", "list name": "list_name", "value": "name", "caption": "label"}
OTHER_NAMES |= {"readonly": "read_only", "required message": "required_message"}
OTHER_NAMES |= {"calculate": "calculation", "id_string": "form_id"}
SETTINGS_COLUMNS = frozenset(["form_id", "version", "default_language"])
MISTAKES = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NULL!", "#NUM!")
MOST_ROWS, MOST_CELL = 2_000, 5_000


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong at one place; `row` and `column` as a spreadsheet numbers them, "" where at no one."""

    sheet: str
    row: int
    column: str
    bn: str
    en: str


@dataclass
class Row:
    """One row by the headings of its columns; words by their language."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, column: str) -> str:
        return self.cells.get(column, "")


class SheetReader:
    """Reads the three sheets and gathers what is wrong, place by place."""

    def __init__(self, sheets: Mapping[str, Cells]) -> None:
        self.sheets = {name.strip().casefold(): cells for name, cells in sheets.items()}
        self.faults: list[SheetFault] = []
        # Where each question, group and list stands, to tell of it by its row.
        self.places: dict[str, tuple[str, int]] = {}
        self.letters: dict[tuple[str, str], str] = {}
        # The lists that are offered with “other” at their end.
        self.with_other: set[str] = set()
        self.words: list[tuple[str, int, str, str]] = []

    def say(self, sheet: str, row: int, column: str, bn: str, en: str) -> None:
        letter = self.letters.get((sheet, column), "")
        self.faults.append(SheetFault(sheet, row, f"{letter} ({column})" if letter else column, bn, en))

    def read(self) -> Definition:
        if SURVEY not in self.sheets:
            self.say(
                SURVEY,
                0,
                "",
                "“survey” নামে কোনো পাতা নেই। নমুনা শিটটি নিয়ে তাতে লিখুন।",
                "There is no sheet called “survey”. Take the sample sheet and write in it.",
            )
        self.look_for_other_sheets()
        settings = self.read_settings()
        choices = self.read_choices(settings)
        groups, questions = self.read_survey(settings)
        self.look_for_bijoy()
        choices |= {
            f"{name}{WITH_OTHER}": (*(each for each in listed if each.name != OTHER.name), OTHER)
            for name, listed in choices.items()
            if name in self.with_other
        }
        title = next((row.words["form_title"] for row in settings if "form_title" in row.words), {})
        definition = Definition(title, tuple(groups), tuple(questions), choices)
        if not self.faults:
            for problem in problems_of(definition):
                self.say_problem(problem)
        return definition

    def look_for_other_sheets(self) -> None:
        for name in OTHER_SHEETS:
            if any(row and text.strip() for (row, _), text in self.sheets.get(name, {}).items()):
                self.say(
                    name,
                    1,
                    "",
                    f"“{name}” পাতাটি নেওয়া যায় না। পাতাটি বাদ দিন।",
                    f"The sheet “{name}” is not taken. Take it out.",
                )

    def say_problem(self, problem: Problem) -> None:
        sheet, row = self.places.get(problem.of, self.places.get(f"list {problem.of}", (SURVEY, 0)))
        column = problem.column
        if (sheet, column) not in self.letters and (sheet, f"{column}::bn") in self.letters:
            column = f"{column}::bn"
        self.say(sheet, row, column, problem.bn, problem.en)

    def look_for_bijoy(self) -> None:
        """Of all words together, column by column: of one short label alone nobody could tell."""
        by_column: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for sheet, row, column, said in self.words:
            by_column.setdefault((sheet, column), []).append((row, said))
        for (sheet, column), said_in in by_column.items():
            if looks_like_bijoy(" ".join(said for _, said in said_in)):
                self.say(
                    sheet,
                    said_in[0][0],
                    column,
                    "লেখা বিজয় (পুরোনো ফন্ট) অক্ষরে। ইউনিকোডে লিখে আবার দিন।",
                    "This is written in Bijoy, an old font. Write it in Unicode and give it again.",
                )

    # ---- rows under their headings ----

    def rows(self, sheet: str, known: frozenset[str], words: frozenset[str], language: str) -> Iterator[Row]:
        """The rows that hold anything. `known`: the columns that may be there; None: any plain one."""
        cells = self.sheets.get(sheet, {})
        headings = self.headings(sheet, cells, known, words, language)
        by_row: dict[int, Row] = {}
        for (at, place), text in sorted(cells.items()):
            if at == 0 or not text.strip() or place not in headings:
                continue
            if len(by_row) >= MOST_ROWS and at not in by_row:
                self.say(sheet, at + 1, "", "২,০০০ সারির বেশি পড়া হয় না।", "No more than 2,000 rows are read.")
                break
            column, tongue = headings[place]
            said = self.cell(sheet, at + 1, column, text)
            row = by_row.setdefault(at, Row(at + 1))
            if tongue:
                row.words.setdefault(column, {})[tongue] = said
            else:
                row.cells[column] = said
        yield from by_row.values()

    def headings(
        self, sheet: str, cells: Cells, known: frozenset[str], words: frozenset[str], language: str
    ) -> dict[int, tuple[str, str]]:
        """Place → column and language, "" where it holds no words."""
        columns: dict[int, tuple[str, str]] = {}
        filled = {place for (row, place), text in cells.items() if row and text.strip()}
        for (row, place), heading in sorted(cells.items()):
            if row:
                continue
            name, _, tongue = nfc(heading).strip().casefold().partition("::")
            name = OTHER_NAMES.get(name.strip(), name.strip().replace(" ", "_"))
            if name in words:
                code = language_code(tongue) if tongue else language
                if code:
                    self.refuse_second(sheet, columns, place, (name, code), filled)
                    columns[place] = (name, code)
                    self.letters[sheet, f"{name}::{code}"] = letters_of(place)
                    self.letters.setdefault((sheet, name), letters_of(place))
                    continue
            elif not tongue and (name in known or (sheet == CHOICES and re.fullmatch(r"[a-z_]\w*", name))):
                self.refuse_second(sheet, columns, place, (name, ""), filled)
                columns[place] = (name, "")
                self.letters[sheet, name] = letters_of(place)
                continue
            if place in filled:
                self.say(
                    sheet,
                    1,
                    letters_of(place),
                    f"“{heading}” কলামটি নেওয়া যায় না। কলামটি বাদ দিন।",
                    f"The column “{heading}” is not taken. Take it out.",
                )
        return columns

    def refuse_second(
        self,
        sheet: str,
        columns: Mapping[int, tuple[str, str]],
        place: int,
        column: tuple[str, str],
        filled: Container[int],
    ) -> None:
        """Of two columns that say the same, one would be dropped without a word."""
        first = next((at for at, known in columns.items() if known == column and at in filled), None)
        if first is not None and place in filled:
            self.say(
                sheet,
                1,
                letters_of(place),
                f"{letters_of(first)} কলামও একই কথা বলে। একটি বাদ দিন।",
                f"The column {letters_of(first)} says the same. Take one of them out.",
            )

    def cell(self, sheet: str, row: int, column: str, text: str) -> str:
        said = nfc(text).strip()
        if said in MISTAKES:
            self.say(
                sheet,
                row,
                column,
                f"সূত্রের ভুল: {said}। ঘরে সূত্র নয়, লেখা দিন।",
                f"A formula failed: {said}. Write the text itself, no formula.",
            )
        elif said.startswith("=") and column not in ("label", "hint"):
            self.say(
                sheet, row, column, "ঘরে স্প্রেডশিটের সূত্র নয়, লেখা দিন।", "Write the text itself, no formula."
            )
        elif len(said) > MOST_CELL:
            self.say(
                sheet, row, column, "লেখাটি ৫,০০০ অক্ষরের বেশি।", "This text has more than 5,000 characters."
            )
        elif column in IN_WORDS:
            self.words.append((sheet, row, column, said))
        return said

    # ---- the sheets ----

    def read_settings(self) -> list[Row]:
        rows = list(self.rows(SETTINGS, SETTINGS_COLUMNS, frozenset(["form_title"]), "bn"))
        return rows[:1]

    def language(self, settings: list[Row]) -> str:
        return language_code(settings[0].take("default_language") if settings else "") or "bn"

    def read_choices(self, settings: list[Row]) -> dict[str, tuple[Choice, ...]]:
        lists: dict[str, list[Choice]] = {}
        for row in self.rows(
            CHOICES, frozenset(["list_name", "name", "points"]), frozenset(["label"]), self.language(settings)
        ):
            listed = row.take("list_name")
            for column in ("list_name", "name"):
                if not row.take(column):
                    self.say(
                        CHOICES, row.number, column, f"“{column}” ঘরটি খালি।", f"The cell “{column}” is empty."
                    )
            extra = {k: v for k, v in row.cells.items() if k not in ("list_name", "name", "points")}
            points = self.number(CHOICES, row, "points")
            lists.setdefault(listed, []).append(
                Choice(row.take("name"), row.words.get("label", {}), points, extra)
            )
            self.places.setdefault(f"list {listed}", (CHOICES, row.number))
        return {name: tuple(choices) for name, choices in lists.items() if name}

    def number(self, sheet: str, row: Row, column: str) -> float | None:
        text = latin_digits(row.take(column))
        if not text:
            return None
        try:
            number = float(text)
            if abs(number) > 1_000:
                raise ValueError
        except ValueError:
            self.say(
                sheet, row.number, column, f"“{text}” কোনো নম্বর নয়।", f"“{text}” is no number of points."
            )
            return None
        return number

    def read_survey(self, settings: list[Row]) -> tuple[list[Group], list[Question]]:
        groups: list[Group] = []
        questions: list[Question] = []
        inside: list[Group] = []
        words = frozenset(["label", "hint", "required_message", "constraint_message", "finding", "fault"])
        for row in self.rows(SURVEY, SURVEY_COLUMNS, words, self.language(settings)):
            sort, _, rest = row.take("type").replace("_", " ").partition(" ")
            if sort == "begin":
                groups.append(self.group(row, rest.strip(), inside[-1].name if inside else ""))
                inside.append(groups[-1])
            elif sort == "end" and rest.strip():
                self.close(row, rest.strip(), inside)
            elif question := self.question(row, inside[-1].name if inside else ""):
                questions.append(question)
                if question.choices.endswith(WITH_OTHER) and question.type in SELECTS:
                    questions.append(self.which_other(question))
        for group in inside:
            sheet, number = self.places[group.name]
            self.say(sheet, number, "type", "ভাগটি বন্ধ করা হয়নি।", "This group is not closed.")
        return groups, questions

    def close(self, row: Row, sort: str, inside: list[Group]) -> None:
        """End the innermost group; what was opened as one thing is not ended as another."""
        if not inside:
            self.say(SURVEY, row.number, "type", "কোনো ভাগ খোলা নেই।", "No group is open here.")
            return
        group = inside.pop()
        opened = "repeat" if group.repeat else "group"
        if sort != opened:
            self.say(
                SURVEY,
                row.number,
                "type",
                f"“{group.name}” খোলা হয়েছে begin {opened} দিয়ে; শেষ করুন end {opened} দিয়ে।",
                f"“{group.name}” was opened by begin {opened}; end it by end {opened}.",
            )

    def say_cells(self, row: Row, faults: Iterable[CellFault]) -> None:
        """Whatever a row cannot have is told, and not passed over."""
        for fault in faults:
            said = (f"{fault.column}: {fault.bn}", f"{fault.column}: {fault.en}")
            self.say(SURVEY, row.number, fault.column, *said)

    def which_other(self, question: Question) -> Question:
        """What is asked of whoever chose “other”, as the standard has it."""
        name = f"{question.name}_other"
        self.places.setdefault(name, self.places[question.name])
        return Question(
            name,
            TEXT,
            label=WHICH_OTHER,
            group=question.group,
            relevant=f"selected(${{{question.name}}}, '{OTHER.name}')",
        )

    def group(self, row: Row, sort: str, parent: str) -> Group:
        if sort not in ("group", "repeat"):
            self.say(
                SURVEY,
                row.number,
                "type",
                "begin group বা begin repeat লিখুন।",
                "Write begin group or begin repeat.",
            )
        self.say_cells(row, group_faults(row.cells, row.words, is_repeat=sort == "repeat"))
        name = row.take("name") or f"group_{row.number}"
        self.places.setdefault(name, (SURVEY, row.number))
        return Group(
            name,
            row.words.get("label", {}),
            row.take("relevant"),
            parent,
            sort == "repeat",
            row.take("repeat_count"),
            row.take("appearance"),
        )

    def question(self, row: Row, group: str) -> Question | None:
        sort, _, listed = row.take("type").partition(" ")
        if sort == "select" or row.take("type").startswith(("select one ", "select multiple ")):
            sort, listed = "_".join(row.take("type").split()[:2]), " ".join(row.take("type").split()[2:])
        sort = OTHER_TYPES.get(sort, sort)
        if not sort:
            self.say(SURVEY, row.number, "type", "প্রশ্নের ধরন লিখুন।", "Write the type of the question.")
            return None
        if sort not in TYPES:
            bn, en = NOT_TAKEN.get(sort.casefold(), ("", ""))
            self.say(
                SURVEY,
                row.number,
                "type",
                f"“{sort}” ধরনের সারি নেওয়া যায় না।{' ' if bn else ''}{bn}",
                f"A row of the type “{sort}” is not taken.{' ' if en else ''}{en}",
            )
            return None
        self.say_cells(row, question_faults(row.cells, sort))
        name = row.take("name") or (f"note_{row.number}" if sort == "note" else "")
        if sort in OF_PHONES:
            name = name or sort
        if not name:
            self.say(SURVEY, row.number, "name", "নাম লিখুন।", "Write a name.")
            return None
        self.places.setdefault(name, (SURVEY, row.number))
        if listed.endswith(" or_other") and sort in SELECTS - {ONE_FROM_FILE}:
            plain = listed.removesuffix(" or_other").strip()
            self.with_other.add(plain)
            listed = f"{plain}{WITH_OTHER}"
        made = Question(
            name,
            sort,
            label=row.words.get("label", {}),
            hint=row.words.get("hint", {}),
            group=group,
            required=yes_or_expression(row.take("required")),
            required_message=row.words.get("required_message", {}),
            relevant=row.take("relevant"),
            constraint=row.take("constraint"),
            constraint_message=row.words.get("constraint_message", {}),
            calculation=row.take("calculation"),
            # A phone knows no Bangla figures.
            default=latin_digits(row.take("default")) if sort in NUMBERS else row.take("default"),
            read_only=row.take("read_only").casefold() in YES,
            choices=listed.removesuffix(".csv")
            if sort == ONE_FROM_FILE
            else listed
            if sort in SELECTS
            else "",
            choice_filter=row.take("choice_filter"),
            appearance=row.take("appearance"),
            parameters=parameters_in(row.cells),
            points=row.take("points"),
            renamed_from=row.take("renamed_from"),
            finding=row.words.get("finding", {}),
            fault=row.words.get("fault", {}),
            sealed=row.take("sealed").casefold() in YES,
            critical=row.take("critical").casefold() in YES,
            photo=row.take("photo").casefold() in YES,
            task_owner=row.take("task_owner").casefold(),
            task_days=latin_digits(row.take("task_days")),
        )
        weight = self.number(SURVEY, row, "weight")
        return made if weight is None else replace(made, weight=weight)


def language_code(name: str) -> str:
    """bn or en of “Bangla (bn)”, “English”, “en”; "" of another language."""
    name = name.strip().casefold()
    inside = re.search(r"\(([a-z]{2})\)", name)
    return LANGUAGES.get(inside[1] if inside else name, "")


def letters_of(place: int) -> str:
    """2 as C, 26 as AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_sheets(sheets: Mapping[str, Cells]) -> tuple[Definition, list[SheetFault]]:
    """The definition and all that is wrong with it; with any fault it is no use but to show."""
    reader = SheetReader(sheets)
    return reader.read(), reader.faults


def as_plain(sheets: Mapping[str, Cells]) -> dict[str, list[list[Any]]]:
    """The cells as JSON, to keep beside the definition that was read from them."""
    return {
        name: [[row, column, text] for (row, column), text in sorted(cells.items())]
        for name, cells in sheets.items()
    }
