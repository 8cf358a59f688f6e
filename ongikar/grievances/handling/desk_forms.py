"""What is asked of those who decide. Each form knows the stage that it is about, whose desk it is, and the
moment.
"""

from datetime import datetime
from typing import Any

from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.people.post_holders import PostHolder

from ..house_rules import house_rules
from ..models import Stage


class DeskForm(Form):
    """The base of all forms of desk_acts.py."""

    def __init__(self, *args: Any, stage: Stage, holder: PostHolder, now: datetime, **kwargs: Any) -> None:
        self.stage, self.holder, self.now = stage, holder, now
        self.office = stage.grievance.office
        super().__init__(*args, **kwargs)

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes of it."""
        return self.cleaned_data

    def add_fault(self, field: str, bn: str, en: str) -> None:
        self.add_error(field if field in self.fields else None, say(bn, en))


class ConfirmForm(DeskForm):
    """Nothing is asked: what follows is said on its page, and pressed."""


class NotAcceptedForm(DeskForm):
    reason_code = ChoiceField(label=say_lazy("কেন গ্রহণ করা যায় না", "Why it cannot be accepted"))
    words = TextField(
        label=say_lazy("অভিযোগকারীকে যা জানাবেন", "What the complainant is told"),
        lines=4,
        width="",
        max_length=3000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = house_rules(self.office.slug)
        self.choice_field("reason_code").choices = [(code, rules.reason(code)) for code in rules.not_accepted]


class NoteForm(DeskForm):
    words = TextField(
        label=say_lazy("নোট", "Note"),
        help_text=say_lazy("শুধু যাঁরা সিদ্ধান্ত দেন, তাঁরা দেখবেন।", "Only those who decide see it."),
        lines=4,
        width="",
        max_length=3000,
    )
