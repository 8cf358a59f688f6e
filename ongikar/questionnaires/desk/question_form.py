"""One question as it is written on screen, in both languages; in a checklist, what follows if it fails."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ongikar.core.forms.fields import CheckboxField, ChoiceField, TextField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.questionnaires.models import Questionnaire
from ongikar.questionnaires.purposes import MOST_TASK_DAYS, item_problems
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.questionnaire.definition import MANY, ONE, RANGE, Choice, Definition, Question, words_in
from ongikar.rules.questionnaire.editing import (
    choices_from_lines,
    condition,
    free_name,
    lines_of_choices,
    put_question,
    simple_condition,
)

from .words import ON_SCREEN

CHOOSING = frozenset({ONE, MANY})
# What is chosen in “only if”: a question and one of its choices.
ALWAYS, AS_IN_SHEET, PART = "", "sheet", ":"
MOST_CHOICES = 50


class QuestionEditForm(Form):
    label_bn = TextField(
        label=say_lazy("প্রশ্ন (বাংলা)", "Question (Bangla)"),
        lines=2,
        max_length=1_000,
        width="",
    )
    label_en = TextField(
        label=say_lazy("প্রশ্ন (ইংরেজি)", "Question (English)"),
        required=False,
        lines=2,
        max_length=1_000,
        width="",
    )
    type = ChoiceField(
        label=say_lazy("কীভাবে উত্তর দেবেন", "How it is answered"), choices=list(ON_SCREEN.items()), many=True
    )
    choices = TextField(
        label=say_lazy("উত্তরগুলো, এক লাইনে একটি", "The choices, one a line"),
        help_text=say_lazy(
            "বেছে নেওয়ার প্রশ্নে: বাংলা | ইংরেজি | নম্বর। নম্বর পরীক্ষায় ও যাচাই তালিকায়; না থাকলে তা হিসাবে আসে না।",
            "To choose from: Bangla | English | points. In tests and checklists; without, it is not counted.",
        ),
        required=False,
        lines=5,
        max_length=8_000,
        width="",
    )
    hint_bn = TextField(label=say_lazy("ছোট ব্যাখ্যা (বাংলা)", "Hint (Bangla)"), required=False, max_length=500)
    hint_en = TextField(label=say_lazy("ছোট ব্যাখ্যা (ইংরেজি)", "Hint (English)"), required=False, max_length=500)
    required = CheckboxField(label=say_lazy("উত্তর দিতেই হবে", "Must be answered"))
    sealed = CheckboxField(label=say_lazy("উত্তর গোপন রাখা হবে", "Keep the answer sealed"))
    only_if = ChoiceField(
        label=say_lazy("কখন জিজ্ঞেস করা হবে", "When it is asked"),
        choices=[],
        many=True,
        required=False,
        optional_mark=False,
    )
    weight = WholeNumberField(
        label=say_lazy("কত গুণ নম্বর", "How many times its points count"), least=1, most=100, required=False
    )

    def __init__(self, *args: Any, definition: Definition, question: Question | None, **kwargs: Any) -> None:
        self.definition, self.question = definition, question
        super().__init__(*args, **kwargs)
        self.choice_field("only_if").choices = self.conditions()
        if question:
            self.initial = self.initial_of(question)
            if question.type not in ON_SCREEN:
                # Its type comes from the sheet, and stays.
                del self.fields["type"], self.fields["choices"]

    def conditions(self) -> list[tuple[str, Any]]:
        tongue = language()
        found: list[tuple[str, Any]] = [(ALWAYS, say("সব সময়", "Always"))]
        if self.question and self.question.relevant and simple_condition(self.question.relevant) is None:
            found.append((AS_IN_SHEET, say("শিটে লেখা শর্তে", "As the sheet says")))
        for other in self.definition.questions:
            if self.question and other.name == self.question.name:
                break
            if other.type in CHOOSING and not self.definition.repeat_of[other.name]:
                found += [
                    (
                        f"{other.name}{PART}{choice.name}",
                        say(
                            "যদি “{question}” উত্তর হয় “{answer}”",
                            "If “{question}” is “{answer}”",
                            question=words_in(other.label, tongue),
                            answer=words_in(choice.label, tongue),
                        ),
                    )
                    for choice in self.definition.choices_of(other)
                ]
        return found

    def initial_of(self, question: Question) -> dict[str, Any]:
        only_if = ALWAYS
        if question.relevant:
            simple = simple_condition(question.relevant)
            only_if = PART.join(simple) if simple else AS_IN_SHEET
        return {
            "label_bn": question.label.get("bn", ""),
            "label_en": question.label.get("en", ""),
            "hint_bn": question.hint.get("bn", ""),
            "hint_en": question.hint.get("en", ""),
            "type": question.type,
            "choices": lines_of_choices(self.definition.choices_of(question)),
            "required": bool(question.required),
            "sealed": question.sealed,
            "only_if": only_if,
            "weight": int(question.weight) if question.weight != 1 else None,
        }

    def clean_choices(self) -> str:
        typed = self.cleaned_data["choices"]
        for line in typed.splitlines():
            points = line.split("|")[2].strip() if line.count("|") >= 2 else ""
            if points and not is_points(points):
                self.add_error(
                    "choices",
                    say("“{points}” কোনো নম্বর নয়।", "“{points}” is no number of points.", points=points),
                )
                break
        return "\n".join(latin_points(line) for line in typed.splitlines())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        listed = [line for line in cleaned.get("choices", "").splitlines() if line.strip()]
        if cleaned.get("type") in CHOOSING and "choices" not in self.errors:
            if len(listed) < 2:
                self.add_error("choices", say("অন্তত দুটি উত্তর লিখুন।", "Write at least two choices."))
            elif len(listed) > MOST_CHOICES:
                self.add_error(
                    "choices", say("৫০টির বেশি উত্তর শিটে লিখুন।", "Write more than 50 choices in the sheet.")
                )
        return cleaned

    def edited_question(self) -> tuple[Question, tuple[Choice, ...]]:
        """The question and the choices of its list, as the valid form says."""
        given = self.cleaned_data
        question = self.question or Question(free_name(self.definition), "")
        sort = given.get("type", question.type)
        listed, choices = question.choices, self.definition.choices_of(question)
        if sort in CHOOSING and "choices" in given:
            # A list of its own: what others choose from is not changed with it.
            if not listed or self.is_shared(listed):
                listed = free_name(self.definition, "list")
            choices = choices_from_lines(given["choices"].splitlines(), {c.name: c for c in choices})
        elif sort in ON_SCREEN and sort not in CHOOSING:
            listed, choices = "", ()
        parameters = {"start": "1", "end": "5"} if sort == RANGE != question.type else question.parameters
        return (
            replace(
                question,
                type=sort,
                label=words(given["label_bn"], given["label_en"]),
                hint=words(given["hint_bn"], given["hint_en"]),
                required=(question.required or "true()") if given["required"] else "",
                sealed=given["sealed"],
                relevant=self.relevant(question),
                choices=listed,
                parameters=parameters,
                weight=given["weight"] or (1 if float(question.weight).is_integer() else question.weight),
            ),
            choices,
        )

    def relevant(self, question: Question) -> str:
        chosen = self.cleaned_data.get("only_if", ALWAYS)
        if chosen == AS_IN_SHEET:
            return question.relevant
        name, _, choice = chosen.partition(PART)
        return condition(self.definition.by_name.get(name), choice)

    def is_shared(self, listed: str) -> bool:
        return sum(question.choices == listed for question in self.definition.questions) > 1


def words(bn: str, en: str) -> dict[str, str]:
    return {tongue: said for tongue, said in (("bn", bn), ("en", en)) if said}


def is_points(text: str) -> bool:
    try:
        return abs(float(latin_digits(text))) <= 1_000
    except ValueError:
        return False


def latin_points(line: str) -> str:
    """The points in Latin figures, the words as they are."""
    parts = line.split("|")
    return "|".join([*parts[:2], *(latin_digits(part) for part in parts[2:])])


# The columns of the sheet, as the fields of the page.
FIELDS_OF_COLUMNS = {
    "critical": "critical",
    "photo": "photo",
    "task_owner": "task_owner",
    "task_days": "task_days",
}

OWNER_WORDS = {
    "head": say_lazy("প্রতিষ্ঠানের প্রধান", "head of the institution"),
    "office": say_lazy("কার্যালয়", "the office"),
}


class ItemEditForm(QuestionEditForm):
    critical = CheckboxField(
        label=say_lazy(
            "জরুরি: এটি ব্যর্থ হলে মোট নম্বর সীমিত থাকবে", "Critical: if it fails the whole score is capped"
        )
    )
    photo = CheckboxField(label=say_lazy("ব্যর্থ হলে ছবি লাগবে", "A photo is needed if it fails"))
    fault_bn = TextField(
        label=say_lazy("ব্যর্থ হলে ত্রুটি কী (বাংলা)", "What is wrong if it fails (Bangla)"),
        help_text=say_lazy(
            "প্রশ্নটি নয়, ত্রুটি লিখুন। যেমন: কিছু যন্ত্রে লেবেল নেই। প্রতিবেদনে ও কাজের নামে এটিই বসে।",
            "Not the rule but the fault, such as: some devices have no label. Reports and tasks say this.",
        ),
        required=False,
        # Asked for where one of the answers is worth less.
        optional_mark=False,
        max_length=250,
    )
    fault_en = TextField(
        label=say_lazy("ব্যর্থ হলে ত্রুটি কী (ইংরেজি)", "What is wrong if it fails (English)"),
        required=False,
        max_length=250,
    )
    task_owner = ChoiceField(
        label=say_lazy("কাজটি কার", "Whose task it is"),
        choices=[("", say_lazy("পরিদর্শনের সময় ঠিক হবে", "Named at each inspection")), *OWNER_WORDS.items()],
        required=False,
        optional_mark=False,
    )
    task_days = WholeNumberField(
        label=say_lazy("কত কার্যদিবসের মধ্যে", "Within how many working days"),
        least=1,
        most=MOST_TASK_DAYS,
        required=False,
    )

    def initial_of(self, question: Question) -> dict[str, Any]:
        return super().initial_of(question) | {
            "critical": question.critical,
            "photo": question.photo,
            "fault_bn": question.fault.get("bn", ""),
            "fault_en": question.fault.get("en", ""),
            "task_owner": question.task_owner,
            "task_days": question.task_days,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            made, choices = self.edited_question()
            definition = put_question(self.definition, made, choices, instead_of=self.question_name)
            for problem in item_problems(definition, made):
                said = problem.bn if language() == "bn" else problem.en
                self.add_error(FIELDS_OF_COLUMNS[problem.column], said)
            if can_fail(choices) and not given_words(made.fault):
                self.add_error("fault_bn", say("ব্যর্থ হলে ত্রুটি কী, লিখুন", "Write what is wrong if it fails"))
        return cleaned

    @property
    def question_name(self) -> str:
        return self.question.name if self.question else ""

    def edited_question(self) -> tuple[Question, tuple[Choice, ...]]:
        question, choices = super().edited_question()
        given = self.cleaned_data
        days = given["task_days"]
        return (
            replace(
                question,
                critical=given["critical"],
                photo=given["photo"],
                fault=words(given["fault_bn"], given["fault_en"]),
                task_owner=given["task_owner"],
                task_days=str(days) if days else "",
            ),
            choices,
        )


def can_fail(choices: Iterable[Choice]) -> bool:
    """Whether one of the answers is worth less than another."""
    return len({choice.points for choice in choices if choice.points is not None}) > 1


def given_words(said: Mapping[str, str]) -> str:
    """The Bangla: papers and tasks are written in it."""
    return said.get("bn", "").strip()


def form_of_purpose(purpose: str) -> type[QuestionEditForm]:
    return ItemEditForm if purpose == Questionnaire.CHECKLIST else QuestionEditForm
