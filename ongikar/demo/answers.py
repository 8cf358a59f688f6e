"""The answers of the demonstration's file, sent through the forms that people fill in: what is not taken
fails loudly.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.forms import Form

from ongikar.core.forms.fields import DayField
from ongikar.core.i18n.say import override_language
from ongikar.rules.calendar.office_calendar import Calendar

Answers = Mapping[str, Any]


class AnswerFault(ValueError):
    """Answers that a form does not take: its own sentences, in each language."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


def fill_form(make_form: Callable[..., Form], answers: Answers, *, calendar: Calendar, received: date) -> Any:
    """The form as it was sent in, valid; raises AnswerFault for an answer it does not ask for or does not
    take.

    A day is answered by a number: that many office days after the receipt, or before it.
    """
    fields = make_form().fields
    if unknown := answers.keys() - fields.keys():
        names = ", ".join(sorted(unknown))
        raise AnswerFault(f"“{names}” এই ফরমে নেই", f"“{names}” is not asked for by this form")
    typed = {name: typed_value(fields[name], answer, calendar, received) for name, answer in answers.items()}
    form = make_form(typed)
    if not form.is_valid():
        raise AnswerFault(*(form_faults(make_form(typed), tongue) for tongue in ("bn", "en")))
    return form


def typed_value(field: Any, answer: Any, calendar: Calendar, received: date) -> str | list[str]:
    if isinstance(field, DayField):
        return calendar.add_working_days(received, answer).isoformat()
    return [str(each) for each in answer] if isinstance(answer, list) else str(answer)


def form_faults(form: Form, tongue: str) -> str:
    with override_language(tongue):
        return "; ".join(
            f"{name}: {fault}" for name, field_faults in form.errors.items() for fault in field_faults
        )
