"""What is asked of those who appeal, of those who decide, and of the officer complained of."""

from typing import Any

from ongikar.core.forms.fields import CheckboxField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say_lazy

from ..citizen.forms import HIDE_MY_NAME

WHY_LATE: dict[str, Any] = {
    "label": say_lazy("আপিল করতে দেরি হলো কেন", "Why the appeal comes late"),
    "lines": 3,
    "width": "",
    "max_length": 1000,
}


class OfferForm(Form):
    """The ready words, to be changed before they are sent. An appeal past its window needs its reason."""

    text = TextField(
        label=say_lazy("আপনার কথা", "Your words"),
        lines=7,
        width="",
        max_length=5000,
    )
    late_reason = TextField(**WHY_LATE)
    identity_hidden = CheckboxField(label=HIDE_MY_NAME)

    def __init__(self, *args: Any, is_late: bool, is_appeal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]
        if is_appeal:
            # Chosen when the complaint was filed, and kept.
            del self.fields["identity_hidden"]


class AnswerForm(Form):
    words = TextField(
        label=say_lazy("আপনার জবাব", "Your answer"),
        lines=6,
        width="",
        max_length=5000,
    )


class RespondentAppealForm(Form):
    words = TextField(
        label=say_lazy("কেন আপিল করছেন", "Why you appeal"),
        lines=5,
        width="",
        max_length=5000,
    )
    late_reason = TextField(**WHY_LATE)

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]
