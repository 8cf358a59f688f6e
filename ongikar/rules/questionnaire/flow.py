"""Who is asked what: which questions are relevant, what the computed ones come to, and what is kept.

What is not relevant is empty everywhere: in other questions' expressions, in sums, and in the score.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from ongikar.rules.typed_days import TypedFault

from .answers import as_kept, as_value, read_answer
from .definition import DAY_OF_FILLING, MANY, NOTE, Choice, Definition, Group, Question, words_in
from .evaluate import Surroundings, evaluate, is_known_once, is_true
from .order import Thing, in_order
from .values import Scalar, Value, first_of, is_empty, to_number

# A repeat has no more instances than this, whatever a count comes to.
MOST_INSTANCES = 50
# Where a question stands: its name, and which instance of its repeat; 0 outside of repeats.
Spot = tuple[str, int]


@dataclass(frozen=True)
class Flow:
    """The questions of one version with the order in which they become known."""

    definition: Definition

    @cached_property
    def order(self) -> list[Thing]:
        return in_order(self.definition)

    def ask(
        self, answers: Mapping[str, Any], today: date, *, moment: str = "", key: str = ""
    ) -> "Evaluation":
        """What is asked of whoever gave these answers, and what they come to. One pass; always ends.

        `moment`: what now() is, as ISO text, "" where the hour is not known or must not be; `key`: what tells
        this filling from every other, for uuid().
        """
        asked = Evaluation(self.definition, answers, today, moment, key)
        for thing in self.order:
            asked.settle(thing)
        return asked


@dataclass
class Evaluation:
    """Relevance and values, once every question was settled in its order.

    `answers`: as kept, those of a repeat as a list of one mapping for each instance.
    """

    definition: Definition
    answers: Mapping[str, Any]
    today: date
    moment: str = ""
    key: str = ""
    relevant: dict[Spot, bool] = field(default_factory=dict)
    values: dict[Spot, Scalar] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    # ---- settling, one after another ----

    def settle(self, thing: Thing) -> None:
        repeat = self.repeat_around(thing)
        for instance in self.instances(repeat):
            is_asked = self.is_thing_relevant(thing, instance)
            self.relevant[thing.name, instance] = is_asked
            if isinstance(thing, Question):
                value = self.value_when_asked(thing, instance) if is_asked else ""
                self.values[thing.name, instance] = value
        if isinstance(thing, Group) and thing.repeat:
            self.sizes[thing.name] = self.size_of(thing)

    def repeat_around(self, thing: Thing) -> str:
        if isinstance(thing, Question):
            return self.definition.repeat_of[thing.name]
        return next((group.name for group in self.definition.groups_around(thing) if group.repeat), "")

    def instances(self, repeat: str) -> range:
        """0 alone outside of repeats, else 1 to how many there are."""
        return range(1, self.sizes.get(repeat, 0) + 1) if repeat else range(1)

    def is_thing_relevant(self, thing: Thing, instance: int) -> bool:
        """Of a group also its own groups' relevance holds."""
        outer = next(iter(self.definition.groups_around(thing)), None)
        # A repeat is relevant or not as a whole; a group inside of one in each instance.
        if outer and not self.relevant.get((outer.name, 0 if outer.repeat else instance), False):
            return False
        return not thing.relevant or is_true(thing.relevant, self.surroundings(instance, thing))

    def size_of(self, repeat: Group) -> int:
        if not self.relevant[repeat.name, 0]:
            return 0
        if repeat.count:
            number = to_number(evaluate(repeat.count, self.surroundings(0, repeat)))
            return max(0, min(int(number), MOST_INSTANCES)) if number == number else 0
        return min(len(self.rows_of(repeat.name)), MOST_INSTANCES)

    def rows_of(self, repeat: str) -> list[Mapping[str, Any]]:
        rows = self.answers.get(repeat)
        return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []

    def value_when_asked(self, question: Question, instance: int) -> Scalar:
        typed = self.typed_value(question.name, instance)
        if question.calculation and not (typed and is_known_once(question.calculation)):
            value = first_of(evaluate(question.calculation, self.surroundings(instance, question)))
            return "" if is_empty(value) else value
        if question.read_only and not question.calculation:
            typed = default_answer(question, self.definition, self.today, self.moment)
        elif question.type == DAY_OF_FILLING and not typed:
            typed = self.today.isoformat()
        return as_value(question, typed)

    def typed_value(self, name: str, instance: int) -> Any:
        """What was given, relevant or not."""
        if not instance:
            return self.answers.get(name, "")
        rows = self.rows_of(self.definition.repeat_of[name])
        return rows[instance - 1].get(name, "") if instance <= len(rows) else ""

    # ---- what expressions see ----

    def surroundings(self, instance: int, thing: Thing, own: Value = "") -> Surroundings:
        repeat = self.repeat_around(thing)

        def answer(name: str) -> Value:
            if name in self.definition.group_by_name:
                return [1.0] * self.sizes.get(name, 0)
            return self.seen_from(name, repeat, instance)

        key = f"{self.key}:{thing.name}:{instance}" if self.key else ""
        return Surroundings(
            answer,
            self.today,
            own,
            instance,
            moment=self.moment,
            key=str(uuid5(NAMESPACE_OID, key)) if key else "",
            choice_words=self.choice_words,
            instance_answer=lambda name, number: self.values.get((name, number), ""),
        )

    def choice_words(self, name: str, chosen: str) -> str:
        """In the first language of the form, for a value has one."""
        question = self.definition.by_name.get(name)
        listed = self.definition.choices_of(question) if question else ()
        return next((words_in(each.label, "bn") for each in listed if each.name == chosen), chosen)

    def seen_from(self, name: str, repeat: str, instance: int) -> Value:
        """Of the same instance its own answer; from outside of a repeat all of them that are not empty."""
        of = self.definition.repeat_of.get(name, "")
        if not of:
            return self.values.get((name, 0), "")
        if of == repeat:
            return self.values.get((name, instance), "")
        answers = (self.values.get((name, place), "") for place in self.instances(of))
        return [value for value in answers if not is_empty(value)]

    # ---- what came of it ----

    def spots(self) -> Iterator[tuple[Question, int]]:
        """Each question that is relevant, in the order of the sheet, with its instance."""
        for question in self.definition.questions:
            for instance in self.instances(self.definition.repeat_of[question.name]):
                if self.relevant.get((question.name, instance)):
                    yield question, instance

    def offered_choices(self, question: Question, instance: int) -> tuple[Choice, ...]:
        """The choices that may be chosen here: of a filtered list those that its filter lets through."""
        choices = self.definition.choices_of(question)
        if not question.choice_filter:
            return choices
        around = self.surroundings(instance, question)
        return tuple(
            choice
            for choice in choices
            if is_true(question.choice_filter, replace(around, columns={"name": choice.name, **choice.extra}))
        )

    def is_required(self, question: Question, instance: int) -> bool:
        return bool(question.required) and is_true(question.required, self.surroundings(instance, question))

    def kept_answers(self) -> dict[str, Any]:
        """What a submission keeps: relevant questions that have a value, computed ones as they came out."""
        kept: dict[str, Any] = {}
        for question, instance in self.spots():
            value = self.values[question.name, instance]
            if is_empty(value) or question.type == NOTE:
                continue
            is_ours = question.calculation or question.read_only or question.type == DAY_OF_FILLING
            given = as_kept(value) if is_ours else self.typed_value(question.name, instance)
            if not instance:
                kept[question.name] = given
                continue
            rows = kept.setdefault(self.definition.repeat_of[question.name], [])
            rows += [{} for _ in range(instance - len(rows))]
            rows[instance - 1][question.name] = given
        return kept


def default_answer(question: Question, definition: Definition, today: date, moment: str = "") -> Any:
    """What stands there before anybody types, as it is kept; "" of nothing, and where it is no answer:
    check.py tells of that before it is published, but not of what was published before it did.
    """
    said = question.default
    if question.has_computed_default:
        said = str(as_kept(first_of(evaluate(said, Surroundings(lambda name: "", today, moment=moment)))))
    if not said:
        return ""
    typed = said.split() if question.type == MANY else [said]
    try:
        return read_answer(question, typed, [choice.name for choice in definition.choices_of(question)])
    except TypedFault:
        return ""
