"""What the page of the queue sends: every press is one form, with the act and the visit in its button."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import ChoiceField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office

from . import transitions
from .models import Visit
from .settings import queue_rules
from .words import group_words

NEXT, SERVE_AND_NEXT = "next", "serve_and_next"
# Done otherwise than by a button of the queue.
NO_BUTTONS = {transitions.ARRIVE, transitions.DAY_OVER, *transitions.ON_PAPER.values()}
# Those that ask for a visit.
ACTS = frozenset(transitions.ACTS) - NO_BUTTONS | {SERVE_AND_NEXT}
UNKNOWN = (
    "এই বোতাম আর নেই। পাতাটি আবার খুলুন।",
    "This button is no longer there. Open the page again.",
)


class QueueForm(Form):
    """`do`: the act, and after a space the key of the visit where it is about one."""

    do = TextField(label=say_lazy("কাজ", "Act"), max_length=40)
    token = IdempotencyKeyField(required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.visit: Visit | None = None

    def clean_do(self) -> str:
        act, _, key = self.cleaned_data["do"].partition(" ")
        if act == NEXT and not key:
            return act
        if act not in ACTS or not key.isascii() or not key.isdigit() or len(key) > 18:
            raise ValidationError(say(*UNKNOWN))
        rows = Visit.objects.select_related("office")
        self.visit = rows.filter(office=self.office, pk=int(key)).first()
        if self.visit is None:
            raise ValidationError(say(*UNKNOWN))
        return act


class TokenForm(Form):
    """A new token. `priority` is the button that is pressed."""

    purpose = ChoiceField(label=say_lazy("কী কাজে", "What for"), many=True, required=False)
    priority = ChoiceField(label=say_lazy("কে", "Who"), required=False)
    token = IdempotencyKeyField(required=False)

    def __init__(self, *args: Any, office: Office, day: date, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_field("purpose").choices = [
            ("", say("না বাছলেও চলে", "May be left out")),
            *((row.code, row.short) for row in services),
        ]
        self.choice_field("priority").choices = [
            ("", say("টোকেন দিন", "Give a token")),
            *((group.key, group_words(group)) for group in queue_rules(office, day).groups),
        ]
