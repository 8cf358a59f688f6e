"""Why an act cannot be done: one sentence in each language, beside the field of the form that it is about.

Actions raise it and know no form; the view hands it to `add_fault`.
"""

from typing import Any

from django.forms import BaseForm

from ongikar.core.i18n.say import say


class ActFault(ValueError):
    """Each app raises a class of its own, so that none is caught in place of another's.

    `field`: the field of the form beside which the sentence stands; "" where it is about none. `values` fill
    the braces of both sentences.
    """

    def __init__(self, field: str, bn: str, en: str, **values: Any) -> None:
        super().__init__(en)
        self.field, self.bn, self.en, self.values = field, bn, en, values

    @property
    def words(self) -> str:
        """The sentence in the language at hand."""
        return say(self.bn, self.en, **self.values)


def add_fault(form: BaseForm, fault: ActFault) -> None:
    """Beside its field; above the form where the form does not ask for that."""
    form.add_error(fault.field if fault.field in form.fields else None, fault.words)


def require(is_so: object, field: str, bn: str, en: str, **values: Any) -> None:
    """Raise ActFault unless it is so."""
    if not is_so:
        raise ActFault(field, bn, en, **values)
