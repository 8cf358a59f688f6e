"""Extra questions of an application: which a row of the charter asks, as fields of the kind's own form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from ongikar.charter.models import Service
from ongikar.core import cache_version
from ongikar.core.forms.fields import DayField, TextField, UploadField, WholeNumberField
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.questionnaire.definition import (
    DATE,
    INTEGER,
    NOTE,
    SELECTS,
    TEXT,
    UNASKED,
    UPLOADS,
    Definition,
    Question,
    words_in,
)
from ongikar.rules.questionnaire.editing import simple_condition
from ongikar.rules.questionnaire.faults import problem_of
from ongikar.rules.questionnaire.flow import Flow, default_answer

from .books import flow_of, with_books
from .fields import LONG_TEXT, answer_field, answer_words
from .models import Questionnaire, Version

# Under such names the answers stand among those of a case, with the version that was asked.
PREFIX, VERSION = "extra_", "extra_version"
# The option of a charter row that names the questionnaire.
OPTION = "questions"
MOST_WHOLE = 999_999_999
ALWAYS = "true()"


@dataclass(frozen=True, slots=True)
class Use:
    """One questionnaire with its newest version, and the codes of the rows that it is asked with."""

    slug: str
    services: frozenset[str]
    version: Version


@lru_cache(maxsize=256)
def uses_of_office(office_id: int, mark: int) -> tuple[Use, ...]:
    """All that an office may ask in an application, read once for as long as nothing is published."""
    questionnaires = Questionnaire.objects.filter(
        Q(office=office_id) | Q(office=None), purpose=Questionnaire.INTAKE, retired_at=None
    )
    newest = [(each, each.newest_version()) for each in questionnaires.order_by("office", "id")]
    return tuple(
        Use(each.slug, frozenset(each.services), version) for each, version in newest if version is not None
    )


def forget_intake(questionnaire: Questionnaire) -> None:
    """What applications ask has changed: pages that show it are made anew, here and in every process."""
    if questionnaire.purpose == Questionnaire.INTAKE:
        cache_version.invalidate(questionnaire.office_id or cache_version.EVERY_OFFICE)


def extra_of(row: Service, today: date) -> "ExtraQuestions | None":
    """What a row of the charter asks besides its kind; None for most. A row that is only being read from a
    file asks nothing.
    """
    if row.version_id is None:
        return None
    office = row.version.office
    for use in uses_of_office(office.pk, cache_version.current_version(office.pk)):
        if row.options.get(OPTION) == use.slug or row.code in use.services:
            return ExtraQuestions(use.version, office, today)
    return None


class ExtraQuestions:
    """The questions of one version, as an application asks them."""

    def __init__(self, version: Version, office: Office, today: date) -> None:
        self.version, self.today = version, today
        self.flow: Flow = flow_of(version, office, today)

    @property
    def definition(self) -> Definition:
        return self.flow.definition

    @property
    def asked_questions(self) -> list[Question]:
        return [q for q in self.definition.questions if q.type not in UNASKED and q.type != NOTE]

    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        """All on one page: what is asked on a condition says so, and is dropped where it does not hold."""
        notes: list[str] = []
        for question in self.definition.questions:
            if question.type == NOTE:
                notes.append(words_in(question.label, language()))
            elif question.type not in UNASKED:
                field = self.field(question)
                hints = [*notes, self.condition_words(question), str(field.help_text)]
                field.help_text = " ".join(filter(None, hints))
                notes = []
                yield f"{PREFIX}{question.name}", field

    def field(self, question: Question) -> forms.Field:
        """As the fields of every form of the office, so that all pages know what to do with it."""
        required = question.required == ALWAYS and not self.is_conditional(question)
        common: dict[str, Any] = {
            "label": words_in(question.label, language()),
            "help_text": words_in(question.hint, language()),
            "required": required,
            "optional_mark": not question.required,
        }
        if usual := default_answer(question, self.definition, self.today):
            common["initial"] = usual
        if question.type == TEXT:
            return TextField(lines=4 if question.appearance in LONG_TEXT else 1, max_length=2_000, **common)
        if question.type == INTEGER:
            return WholeNumberField(most=MOST_WHOLE, **common)
        if question.type == DATE:
            return DayField(**common)
        if question.type in UPLOADS:
            return UploadField(**common)
        field = answer_field(question, self.definition.choices_of(question), required=required)
        field.initial = usual or None
        return field

    def is_conditional(self, question: Question) -> bool:
        around = self.definition.groups_around(question)
        return bool(question.relevant) or any(group.relevant for group in around)

    def condition_words(self, question: Question) -> str:
        """When it is asked, where that can be said in a sentence."""
        if not self.is_conditional(question):
            return ""
        simple = simple_condition(question.relevant) if question.relevant else None
        other = self.definition.by_name.get(simple[0]) if simple else None
        if simple is None or other is None or other.type not in SELECTS:
            return say("যদি আপনার বেলায় খাটে।", "If it applies to you.")
        choices = {
            choice.name: words_in(choice.label, language()) for choice in self.definition.choices_of(other)
        }
        return say(
            "শুধু যদি “{question}” উত্তর হয় “{answer}”।",
            "Only if “{question}” is “{answer}”.",
            question=words_in(other.label, language()),
            answer=choices.get(simple[1], simple[1]),
        )

    def judge(self, cleaned: Mapping[str, Any]) -> tuple[list[str], dict[str, str]]:
        """Which fields were not asked after all, and what is wrong with others: field → sentence."""
        answers = {
            name.removeprefix(PREFIX): as_kept(value)
            for name, value in cleaned.items()
            if name.startswith(PREFIX) and value not in (None, "", [], False)
        }
        asked = self.flow.ask(answers, self.today)
        dropped = [f"{PREFIX}{q.name}" for q in self.asked_questions if not asked.relevant[q.name, 0]]
        faults = {}
        for question in self.asked_questions:
            if question.type in UPLOADS or not asked.relevant[question.name, 0]:
                continue
            if words := problem_of(asked, question):
                said = say(words.get("bn") or words.get("en", ""), words.get("en") or words.get("bn", ""))
                faults[f"{PREFIX}{question.name}"] = said
        return dropped, faults


def as_kept(value: Any) -> Any:
    """A cleaned value as it is kept among answers."""
    if isinstance(value, date):
        return value.isoformat()
    return {"name": value.name} if isinstance(value, UploadedFile) else value


def answered_extra(answers: Mapping[str, Any], office: Office, today: date) -> Iterator[tuple[str, str, str]]:
    """The extra questions that were answered, as (name, question, answer in words): as the version asked that
    was put then, whatever is asked now.
    """
    key = answers.get(VERSION)
    version = version_of(key) if isinstance(key, int) else None
    if version is None:
        return
    definition = with_books(version.questions, office, today)
    for question in definition.questions:
        kept = answers.get(f"{PREFIX}{question.name}")
        if kept not in (None, "", [], False):
            label = words_in(question.label, language()) or question.name
            yield (
                f"{PREFIX}{question.name}",
                label,
                answer_words(question, definition.choices_of(question), kept),
            )


@lru_cache(maxsize=256)
def version_of(key: int) -> Version | None:
    """A published version, which never changes."""
    return Version.objects.filter(pk=key, state=Version.PUBLISHED).first()
