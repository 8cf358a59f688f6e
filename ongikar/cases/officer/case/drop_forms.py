"""Asking that the office's own work be dropped, and the decision of the post above."""

from typing import Any

from ongikar.cases.actions.drops import deciding_posts
from ongikar.core.forms.fields import ChoiceField
from ongikar.core.i18n.say import say, say_lazy

from .forms import ActForm, SentenceField

ALLOW, REFUSE = "allow", "refuse"


class AskDropForm(ActForm):
    reason = SentenceField(
        label=say_lazy("কেন কাজটি বাদ দিতে হবে", "Why the work must be dropped"),
        missing=say_lazy(
            "কারণ লিখুন। কারণ ছাড়া বাদ দেওয়ার কথা তোলা যায় না।",
            "Write the reason. Nothing is dropped without one.",
        ),
        lines=4,
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = deciding_posts(self.case)
        self.hint("reason", say(*HINT, post=self.posts[0].title) if self.posts else say(*NOBODY))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.posts and "reason" not in self.errors:
            self.add_error("reason", say(*NOBODY))
        return cleaned


HINT = (
    "সিদ্ধান্ত দেবেন {post}। তার আগে কিছুই বদলাবে না, দিন গোনা চলবে। বাদ দেওয়া কাজও হিসাবে থাকে।",
    (
        "{post} decides. Nothing changes before that, and the days go on. Work that is dropped stays in the"
        " account."
    ),
)
NOBODY = (
    "এই পদের ওপরে কোনো পদ লেখা নেই, তাই কাজটি বাদ দেওয়া যায় না।",
    "No post is written above this one, so the work cannot be dropped.",
)


class DecideDropForm(ActForm):
    ruling = ChoiceField(
        label=say_lazy("সিদ্ধান্ত", "Decision"),
        choices=[
            (ALLOW, say_lazy("কাজটি বাদ দেওয়া যাবে", "The work may be dropped")),
            (REFUSE, say_lazy("কাজটি করতে হবে", "The work must be done")),
        ],
    )
    reason = SentenceField(
        label=say_lazy("কেন এই সিদ্ধান্ত", "Reasons for the decision"),
        help_text=say_lazy(
            "কারণটি আবেদনের ইতিহাসে ও রেজিস্টারে থাকবে। বাদ দিলে এ বিষয়ের কোনো অভিযোগ আপনি নিষ্পত্তি করবেন না।",
            "It stays in the history and the register. If you let it be dropped, you decide no complaint"
            " about it.",
        ),
        lines=4,
        max_length=2000,
    )
