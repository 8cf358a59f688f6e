"""One item of a checklist: a question, and what follows where it fails."""

from dataclasses import replace
from typing import Any

from ongikar.core.forms.fields import CheckboxField, ChoiceField, TextField, WholeNumberField
from ongikar.core.i18n.say import language, say_lazy
from ongikar.questionnaires.models import Questionnaire
from ongikar.questionnaires.purposes import MOST_TASK_DAYS, item_problems
from ongikar.rules.questionnaire.definition import Choice, Question
from ongikar.rules.questionnaire.editing import put_question

from .question_form import QuestionEditForm, words

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
    finding_bn = TextField(
        label=say_lazy("ব্যর্থ হলে কাজের নাম (বাংলা)", "The task if it fails (Bangla)"),
        help_text=say_lazy(
            "যেমন: খোলা তার ঢাকা। না লিখলে প্রশ্ন থেকেই নাম হবে।",
            "For example: cover the open wires. Left empty, it is named after the question.",
        ),
        required=False,
        max_length=500,
    )
    finding_en = TextField(
        label=say_lazy("ব্যর্থ হলে কাজের নাম (ইংরেজি)", "The task if it fails (English)"),
        required=False,
        max_length=500,
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
            "finding_bn": question.finding.get("bn", ""),
            "finding_en": question.finding.get("en", ""),
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
                finding=words(given["finding_bn"], given["finding_en"]),
                task_owner=given["task_owner"],
                task_days=str(days) if days else "",
            ),
            choices,
        )


def form_of_purpose(purpose: str) -> type[QuestionEditForm]:
    return ItemEditForm if purpose == Questionnaire.CHECKLIST else QuestionEditForm
