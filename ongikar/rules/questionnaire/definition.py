"""A questionnaire as data: groups, questions and choices in one canonical form, which is kept and hashed."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

Words = Mapping[str, str]  # language → text, Bangla first

TEXT, INTEGER, DECIMAL, DATE, TIME = "text", "integer", "decimal", "date", "time"
ONE, MANY, ONE_FROM_FILE = "select_one", "select_multiple", "select_one_from_file"
RANGE, NOTE, ACKNOWLEDGE, IMAGE, FILE = "range", "note", "acknowledge", "image", "file"
GEOPOINT, CALCULATE, HIDDEN, BARCODE = "geopoint", "calculate", "hidden", "barcode"
START, END, DAY_OF_FILLING, AUDIT = "start", "end", "today", "audit"
NUMBERS = frozenset({INTEGER, DECIMAL, RANGE})
SELECTS = frozenset({ONE, MANY, ONE_FROM_FILE})
UPLOADS = frozenset({IMAGE, FILE})
# What a phone writes by itself: when it was filled, on which phone, and in what order (`audit`, a file). A
# browser tells none of it but the day.
OF_PHONES = frozenset({START, END, DAY_OF_FILLING, AUDIT, "deviceid", "username", "phonenumber"})
# Nobody is asked them.
UNASKED = frozenset({CALCULATE, HIDDEN}) | OF_PHONES
TYPES = frozenset({TEXT, BARCODE, DATE, TIME, NOTE, ACKNOWLEDGE, GEOPOINT})
TYPES |= NUMBERS | SELECTS | UPLOADS | UNASKED
# What can be computed and shown: one line of words, a figure or a day.
SHOWN_ALONE = frozenset({TEXT, INTEGER, DECIMAL, DATE})
# What `select_one_from_file` may name: a book of the office, whose lines are the choices.
PLACES = "places"
BOOKS = frozenset({PLACES})


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. `points`: what it is worth; None: it leaves the score's denominator, as *not
    applicable* does. `extra`: further columns of its row, which a choice filter reads.
    """

    name: str
    label: Words
    points: float | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together. `repeat`: they are asked as often as there is something to tell of;
    `count`: an expression for how often, "" where the respondent says. `appearance`: how a phone lays it out;
    on pages a group stands together as it is.
    """

    name: str
    label: Words
    relevant: str = ""
    parent: str = ""
    repeat: bool = False
    count: str = ""
    appearance: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; the expressions are text, "" where there is none. `read_only`: it is shown, with its
    default or what it comes to, and nobody types anything.
    """

    name: str
    type: str
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    group: str = ""
    required: str = ""
    required_message: Words = field(default_factory=dict)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Words = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    read_only: bool = False
    choices: str = ""
    choice_filter: str = ""
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    # Ours: the points of a number, an expression; how much they weigh; kept encrypted; what it was called
    # before; and what the task that puts it right was called, in checklists of before `fault`.
    points: str = ""
    weight: float = 1
    sealed: bool = False
    renamed_from: str = ""
    finding: Words = field(default_factory=dict)
    # Of a checklist: what is wrong where it fails, as a sentence; its fault caps the score; its fault wants a
    # photo; and who puts it right within how many working days ("": the office says so at each visit).
    fault: Words = field(default_factory=dict)
    critical: bool = False
    photo: bool = False
    task_owner: str = ""
    task_days: str = ""

    @property
    def has_computed_default(self) -> bool:
        """Whether its default is an expression: `today()`, and no word with brackets, as the standard tells
        the two apart.
        """
        return bool(re.match(r"[a-z][a-z:-]*\(", self.default)) or "${" in self.default

    @property
    def expressions(self) -> dict[str, str]:
        """Column of the sheet → what is written there, of those that are filled."""
        all_of_them = {
            "required": self.required,
            "relevant": self.relevant,
            "constraint": self.constraint,
            "calculation": self.calculation,
            "default": self.default if self.has_computed_default else "",
            "choice_filter": self.choice_filter,
            "points": self.points,
        }
        return {column: text for column, text in all_of_them.items() if text}


@dataclass(frozen=True)
class Definition:
    """All of one version. Groups and questions in the order of the sheet."""

    title: Words
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    choices: Mapping[str, tuple[Choice, ...]]

    @cached_property
    def by_name(self) -> dict[str, Question]:
        return {question.name: question for question in self.questions}

    @cached_property
    def group_by_name(self) -> dict[str, Group]:
        return {group.name: group for group in self.groups}

    @cached_property
    def repeat_of(self) -> dict[str, str]:
        """Question → the repeat it stands in, "" where in none."""
        return {
            question.name: next((group.name for group in self.groups_around(question) if group.repeat), "")
            for question in self.questions
        }

    def groups_around(self, inner: Question | Group) -> Iterator[Group]:
        """The groups it stands in, innermost first."""
        name = inner.group if isinstance(inner, Question) else inner.parent
        while name:
            group = self.group_by_name[name]
            yield group
            name = group.parent

    @property
    def books(self) -> frozenset[str]:
        """The books of the office from which questions are answered."""
        return frozenset(question.choices for question in self.questions if question.type == ONE_FROM_FILE)

    def with_books(self, lines: Mapping[str, tuple[Choice, ...]]) -> "Definition":
        """The same with the lines of the office's books as choices."""
        return replace(self, choices={**self.choices, **lines})

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        return self.choices.get(question.choices, ())

    def to_data(self) -> dict[str, Any]:
        return {
            "title": dict(self.title),
            "groups": [plain_fields(group) for group in self.groups],
            "questions": [plain_fields(question) for question in self.questions],
            "choices": {
                name: [plain_fields(each) for each in listed] for name, listed in self.choices.items()
            },
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Definition":
        return cls(
            data["title"],
            tuple(Group(**{"label": {}} | each) for each in data["groups"]),
            tuple(Question(**each) for each in data["questions"]),
            {
                name: tuple(Choice(**{"label": {}} | each) for each in listed)
                for name, listed in data["choices"].items()
            },
        )


def plain_fields(thing: Group | Question | Choice) -> dict[str, Any]:
    """Its fields as plain JSON, without those that say nothing."""
    plain = {name: getattr(thing, name) for name in thing.__slots__}
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in plain.items()}
    if plain.get("weight") == 1:
        del plain["weight"]
    # No points is not nought points.
    return {
        name: value
        for name, value in plain.items()
        if value is not None and value is not False and value not in ("", {})
    }


def digest(data: Mapping[str, Any]) -> str:
    """The SHA-256 of a definition's canonical text: the same questions always have the same."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def words_in(words: Words, language: str) -> str:
    """The text in this language, or in whichever there is."""
    return words.get(language) or words.get("bn") or next(iter(words.values()), "")
