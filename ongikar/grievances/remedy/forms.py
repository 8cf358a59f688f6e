"""What is asked after a decision: what the complainant thinks of it, and what should change."""

from typing import Any

from ongikar.cases.citizen.track.forms import STARS
from ongikar.core.forms.fields import ChoiceField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say_lazy

from ..handling.desk_forms import DeskForm

MOST_TITLE = 200


class RateDecisionForm(Form):
    """One to five, once."""

    stars = ChoiceField(
        label=say_lazy("সিদ্ধান্তটি কেমন লাগল", "What do you think of the decision"),
        choices=STARS,
        missing=say_lazy("একটি বেছে নিন", "Choose one"),
    )
    words = TextField(
        label=say_lazy("আর কিছু বলার থাকলে", "Anything else"), lines=3, max_length=1000, required=False
    )


class RecommendForm(DeskForm):
    submission = IdempotencyKeyField()
    title = TextField(
        label=say_lazy("কী বদলালে সেবা সহজ হয় (এক লাইনে)", "What should change (in one line)"),
        width="",
        max_length=MOST_TITLE,
    )
    words = TextField(
        label=say_lazy("কীভাবে", "How"),
        help_text=say_lazy(
            "কারও নাম লিখবেন না: এটি কার্যালয়ের উদ্যোগ হয়ে সবার কাছে থাকবে।",
            "Write nobody’s name: it becomes an initiative that the whole office sees.",
        ),
        lines=5,
        width="",
        max_length=3000,
    )

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return cleaned | {"submission": f"advice-{self.stage.pk}-{cleaned['submission']}"}
