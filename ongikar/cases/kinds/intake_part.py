"""The kind's questions as a part of a larger form: at the counter and at a digital centre somebody types for
the person.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from ongikar.charter.models import Service

from .kind import kind_of

# The questions of the kind stand under names of their own beside those of the form they are a part of.
PREFIX = "ask"


class IntakePart:
    """The intake form of a service, filled from what was sent (`data`), else from what was typed so far
    (`initial`).

    `sentence`: what was said across the counter in one field; it stands for the first question that takes
    sentences.
    """

    def __init__(
        self,
        row: Service,
        *,
        today: date,
        data: QueryDict | None = None,
        files: Any = None,
        initial: Mapping[str, Any] | None = None,
        sentence: str | None = None,
        may_leave_out: bool = False,
    ) -> None:
        self.row = row
        self.said = {} if sentence is None else kind_of(row).answers_from_text(sentence, row)
        if data is not None:
            data = data.copy()
            for name, words in self.said.items():
                data[f"{PREFIX}-{name}"] = words
        self.form = kind_of(row).intake_form(
            data,
            files,
            service=row,
            today=today,
            prefix=PREFIX,
            initial=initial or {},
            may_leave_out=may_leave_out,
        )

    def at_once(self) -> list[BoundField]:
        """The questions that the promise rests on; one that the sentence answers is not asked again."""
        return [self.form[name] for name in self.form.always_asked if name not in self.said]

    def others(self) -> list[BoundField]:
        """What may be left out, or left for later."""
        names = {field.name for field in self.at_once()} | self.said.keys()
        return [field for field in self.form if field.name not in names]

    def faults_of_sentence(self) -> list[str]:
        """What is wrong with the sentence as an answer of the kind, such as a password that stands in it.

        They are taken out of the kind's form: the page says them beside the sentence.
        """
        return [str(fault) for name in self.said for fault in self.form.errors.pop(name, ())]

    @staticmethod
    def typed_answers(data: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed into the questions so far, right or wrong, by the names of the kind."""
        return {
            name.removeprefix(f"{PREFIX}-"): value
            for name, value in data.items()
            if name.startswith(f"{PREFIX}-") and isinstance(value, str)
        }
