"""One page of a questionnaire as a form: its questions that are relevant, and what is wrong with each."""

from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say
from ongikar.questionnaires.fields import answer_field, answer_words, is_field
from ongikar.rules.questionnaire.answers import as_kept
from ongikar.rules.questionnaire.definition import NOTE, UPLOADS, Question, words_in
from ongikar.rules.questionnaire.faults import problem_of
from ongikar.rules.questionnaire.flow import Evaluation, default_answer
from ongikar.rules.questionnaire.pages import Page
from ongikar.rules.questionnaire.values import is_empty


class PageForm(Form):
    """The fields of those questions of a page that are relevant now, by the names of the questions."""

    def __init__(self, *args: Any, page: Page, asked: Evaluation, instance: int = 0, **kwargs: Any) -> None:
        self.page, self.asked, self.instance = page, asked, instance
        super().__init__(*args, **kwargs)
        for question in self.questions:
            if is_field(question):
                field = answer_field(
                    question,
                    asked.offered_choices(question, instance),
                    required=asked.is_required(question, instance),
                )
                # What is missing is judged with all that was sent, not field by field.
                field.required, field.optional_mark = False, not field.required  # type: ignore[attr-defined]
                self.fields[question.name] = field
                self.initial[question.name] = self.given_or_usual(question)

    def given_or_usual(self, question: Question) -> Any:
        """What was given; in an instance that nobody has told of yet, what usually stands there."""
        asked, repeat = self.asked, self.asked.definition.repeat_of[question.name]
        rows = asked.rows_of(repeat) if repeat else []
        if repeat and not any(rows[self.instance - 1 : self.instance]):
            return default_answer(question, asked.definition, asked.today, asked.moment)
        return asked.typed_value(question.name, self.instance)

    def shown_words(self, question: Question) -> str:
        """A question that is only read, with what it came to."""
        value = self.asked.values.get((question.name, self.instance), "")
        said = answer_words(question, (), as_kept(value)) if not is_empty(value) else "–"
        return f"{words_in(question.label, language())}: {said}"

    @property
    def questions(self) -> list[Question]:
        """In the order of the sheet; one of a repeat that is not there yet as if it were."""
        return [
            question
            for question in self.page.questions
            if self.asked.relevant.get((question.name, self.instance), False)
        ]

    def lines(self) -> list[tuple[str, Any]]:
        """What stands on the page: ("note", its words), ("kept file", its name) or ("field", itself)."""
        lines: list[tuple[str, Any]] = []
        for question in self.questions:
            if question.type == NOTE:
                lines.append(("note", words_in(question.label, language())))
            elif question.read_only:
                lines.append(("note", self.shown_words(question)))
            elif question.name in self.fields:
                lines.append(("field", self[question.name]))
                kept = self.initial.get(question.name)
                if question.type in UPLOADS and isinstance(kept, dict):
                    lines.append(("kept file", kept.get("name", "")))
        return lines

    def given_answers(self) -> dict[str, Any]:
        """What was typed and can be kept: files are kept apart, what is wrong stays as it was."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.fields and self.asked.definition.by_name[name].type not in UPLOADS
        }

    def judge(self, now_asked: Evaluation) -> list[Question]:
        """Mark what is wrong with all that is known; the questions that are asked only now come back."""
        appeared = []
        for question in self.page.questions:
            if not now_asked.relevant.get((question.name, self.instance)) or not is_field(question):
                continue
            if question.name not in self.fields:
                appeared.append(question)
            elif question.name not in self.errors and (
                words := problem_of(now_asked, question, self.instance)
            ):
                said = say(words.get("bn") or words.get("en", ""), words.get("en") or words.get("bn", ""))
                self.add_error(question.name, ValidationError(said, NAMELESS))
        return appeared
