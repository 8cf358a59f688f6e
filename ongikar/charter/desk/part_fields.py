"""What is asked of a part as a whole, by its sort: each a function from the form to its
field, or to nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from django import forms

from ongikar.charter.service_presets import presets
from ongikar.charter.terms import CATEGORY_WORDS
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Post
from ongikar.rules.bangla.sorting import sort_key
from ongikar.rules.charter.lint import is_countable
from ongikar.rules.charter.review import ReviewPart
from ongikar.rules.charter.review.cells import time_faults

from .suggestions import complaint_posts, printed_post, service_posts, superior_posts


class AskedPart(Protocol):
    """What a field asks of the form of its part (part_form.py)."""

    part: ReviewPart
    posts: list[Post]
    answers: dict[str, Any]

    @property
    def printed_part(self) -> ReviewPart: ...

    @property
    def names_another_office(self) -> bool: ...


Make = Callable[[AskedPart], forms.Field | None]


def kind(form: AskedPart) -> forms.Field:
    choices = sorted(
        ((key, str(each.title)) for key, each in presets().items()), key=lambda pair: sort_key(pair[1])
    )
    return ChoiceField(
        label=say_lazy("কী ধরনের সেবা", "What kind of service"),
        help_text=say_lazy(
            "নামের কথা থেকে একটি বেছে রাখা হয়েছে। এটিই ঠিক করে আবেদনে কী জিজ্ঞাসা হবে।",
            "One was chosen from the words of its name. It decides what the application asks.",
        ),
        choices=[("", "—"), *choices],
        many=True,
    )


def category(form: AskedPart) -> forms.Field:
    return ChoiceField(
        label=say_lazy("কার জন্য", "For whom"),
        choices=[(key, say(*words[:2])) for key, words in CATEGORY_WORDS.items()],
        many=True,
    )


def ceiling(form: AskedPart) -> forms.Field | None:
    """Asked only where the printed time cannot be counted, or where a limit was set already."""
    time = form.printed_part.service["time"]
    if is_countable(time) and not time_faults(time, None) and not form.answers.get("ceiling"):
        return None
    return TextField(
        label=say_lazy("কার্যালয়ের নিজের সময়সীমা", "The office’s own time limit"),
        help_text=say_lazy(
            "ছাপা সময় গোনা যায় না। সর্বোচ্চ কত দিন লাগবে, লিখুন, যেমন ৭ কার্যদিবস। এখন ঠিক করতে না পারলে"
            " নিচে সময়ের ঘরটি তারিখ দিয়ে খোলা রাখুন।",
            "The printed time cannot be counted. Write the most it will take, such as 7 working days. If you"
            " cannot say yet, leave the time below open until a day.",
        ),
        max_length=60,
        required=False,
        optional_mark=False,
        width="w11",
    )


def post_choices(posts: Iterable[Post]) -> list[tuple[str, str]]:
    return [(post.slug, " · ".join(filter(None, (post.title, post.seat)))) for post in posts]


def responsible_post(form: AskedPart) -> forms.Field:
    is_known = not form.part.raw("responsible") or printed_post(
        form.part, "responsible", service_posts(form.posts)
    )
    return ChoiceField(
        label=say_lazy("কোন পদ সেবাটি দেয়", "The post that gives it"),
        help_text="" if is_known else say_lazy(*NOT_OUR_POST),
        choices=[("", "—"), *post_choices(service_posts(form.posts))],
        many=True,
    )


NOT_OUR_POST = (
    "ছাপা পদটি কার্যালয়ের পদের তালিকায় নেই। যে পদ সত্যিই সেবাটি দেয়, সেটি বাছুন।",
    "The printed post is not among the office’s posts. Choose the one that really gives the service.",
)


def superior_post(form: AskedPart) -> forms.Field:
    return ChoiceField(
        label=say_lazy("তার ঊর্ধ্বতন পদ", "The post above it"),
        choices=[("", say("লেখা নেই", "Not stated")), *post_choices(superior_posts(form.posts))],
        many=True,
        required=False,
        optional_mark=False,
    )


def tier_post(form: AskedPart) -> forms.Field:
    return ChoiceField(
        label=say_lazy("কোন পদ অভিযোগ শোনে", "The post that hears it"),
        choices=[("", "—"), *post_choices(complaint_posts(form.posts))],
        many=True,
    )


def ours(form: AskedPart) -> forms.Field | None:
    """Asked only of a document that names another office; without an answer it cannot be published."""
    if not form.names_another_office and not form.answers.get("ours"):
        return None
    return TextField(
        label=say_lazy(
            "দলিলে অন্য কার্যালয়ের নাম বা কোড; তবু কেন এটি আমাদেরই",
            "It names another office: why it is ours all the same",
        ),
        help_text=say_lazy(
            "অন্য কার্যালয়ের দলিল হলে কিছু লিখবেন না, পর্যালোচনাটি বাদ দিন। আমাদেরই হলে কারণ লিখুন, যেমন:"
            " কার্যালয়ের নাম বদলেছে। কে লিখলেন, নথিতে থাকবে।",
            "If it is another office’s, write nothing and drop the review. If it is ours, write why, such as:"
            " the office was renamed. Who wrote it stays on record.",
        ),
        max_length=600,
        required=False,
        optional_mark=False,
        width="",
    )


def words(bn: str, en: str, *, most: int, lines: int = 1, hint: tuple[str, str] = ("", "")) -> Make:
    return lambda form: TextField(
        label=say_lazy(bn, en),
        help_text=say_lazy(*hint) if hint[0] else "",
        max_length=most,
        lines=lines,
        required=False,
        optional_mark=False,
        width="",
    )


EMPTY = ("খালি রাখলে ইংরেজি পাতায়ও বাংলা দেখাবে", "If left empty, the English pages show the Bangla")
SHORT = ("তালিকায় যে নাম দেখাবে; খালি রাখলে পুরো নাম", "The name in lists; if left empty, the whole name")
FIELDS: dict[str, dict[str, Make]] = {
    "service": {
        "kind": kind,
        "category": category,
        "ceiling": ceiling,
        "responsible_post": responsible_post,
        "superior_post": superior_post,
        "short_bn": words("ছোট নাম", "Short name in Bangla", most=120, hint=SHORT),
        "name_en": words("সেবার নাম, ইংরেজিতে", "Name in English", most=600, hint=EMPTY),
        "short_en": words("ছোট নাম, ইংরেজিতে", "Short name in English", most=120),
    },
    "tier": {
        "post": tier_post,
        "officer_en": words("কার সঙ্গে, ইংরেজিতে", "Whom to go to, in English", most=200, hint=EMPTY),
    },
    "charter": {
        "ours": ours,
        "title_en": words("শিরোনাম, ইংরেজিতে", "Title in English", most=300, hint=EMPTY),
        "vision_en": words("ভিশন, ইংরেজিতে", "Vision in English", most=3000, lines=3),
        "mission_en": words("মিশন, ইংরেজিতে", "Mission in English", most=3000, lines=4),
    },
}
