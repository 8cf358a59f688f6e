"""What is asked of whoever decides: whether the complaint is right, why, what it came from, and who puts it
right by which day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField, TextField
from ongikar.core.i18n.say import override_language, say, say_lazy
from ongikar.letters.outgoing.kinds import PLACEHOLDER
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.forms import require_working_day
from ongikar.tasks.owners import held_posts, owner_choices, owner_of

from ..house_rules import house_rules
from ..models import NOT_UPHELD, PARTLY, UPHELD, Stage
from ..remedy.actions import MOST_REMEDIES, RemedyEntry
from ..words import FINDING_SENTENCES
from .desk_forms import DeskForm

REMEDY: dict[str, Any] = {
    "label": say_lazy("প্রতিকার: কী করতে হবে", "Remedy: what is to be done"),
    "required": False,
    "optional_mark": False,
    "lines": 2,
    "width": "",
    "max_length": 1000,
}
OWNER: dict[str, Any] = {
    "label": say_lazy("কে করবেন", "Who does it"),
    "many": True,
    "required": False,
    "optional_mark": False,
}
DUE: dict[str, Any] = {
    "label": say_lazy("কবের মধ্যে", "By which day"),
    "required": False,
    "optional_mark": False,
}
NOT_SAID = ""


def remedy_name(place: int) -> str:
    """The first has the name by which decisions always called it."""
    return "remedy" if place == 1 else f"remedy_{place}"


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """The three fields of one remedy."""

    words: BoundField
    owner: BoundField
    due: BoundField

    @property
    def is_open(self) -> bool:
        fields = (self.words, self.owner, self.due)
        return any(field.errors or field.value() for field in fields)


class DecisionForm(DeskForm):
    upheld = ChoiceField(
        label=say_lazy("অভিযোগটি ঠিক?", "Is the complaint upheld?"),
        choices=[
            (UPHELD, say_lazy("ঠিক", "Yes")),
            (PARTLY, say_lazy("কিছুটা ঠিক", "In part")),
            (NOT_UPHELD, say_lazy("ঠিক নয়", "No")),
        ],
    )
    reasons = TextField(
        label=say_lazy("কারণ", "Reasons"),
        help_text=say_lazy("দুই পক্ষই এটি পড়বেন।", "Both sides will read it."),
        missing=say_lazy(
            "কারণ লিখুন: কারণ ছাড়া সিদ্ধান্ত হয় না", "Write the reasons: there is no decision without them"
        ),
        lines=4,
        width="",
        max_length=5000,
    )
    cause = ChoiceField(
        label=say_lazy("মূল কারণ", "Root cause"),
        many=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        causes = house_rules(self.office.slug).causes
        self.choice_field("cause").choices = [
            (NOT_SAID, say("বেছে নিন", "Choose")),
            *((code, say(*words)) for code, words in causes.items()),
        ]
        today = self.now.astimezone(TZ).date()
        choices = owner_choices(self.office, today, more=self.posts_below)
        owners = [(NOT_SAID, say("বেছে নিন", "Choose")), *choices]
        for place in range(1, MOST_REMEDIES + 1):
            self.fields[remedy_name(place)] = TextField(**REMEDY)
            self.fields[f"owner_{place}"] = ChoiceField(**OWNER)
            self.choice_field(f"owner_{place}").choices = owners
            self.fields[f"due_{place}"] = DayField(**DUE)

    @cached_property
    def posts_below(self) -> list[Post]:
        """Who heard the complaint before: what an appeal finds is often theirs to put right."""
        tiers = self.stage.tier.version.tiers.filter(number__lt=self.stage.tier.number)
        posts = Post.objects.filter(pk__in=tiers.values("post"), office=self.office)
        return list(posts.exclude(pk=self.stage.post_id).order_by("pk"))

    @property
    def remedy_rows(self) -> list[RemedyRow]:
        return [
            RemedyRow(self[remedy_name(place)], self[f"owner_{place}"], self[f"due_{place}"])
            for place in range(1, MOST_REMEDIES + 1)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if PLACEHOLDER in cleaned.get("reasons", ""):
            self.say_fault("reasons", "“…”-এর জায়গায় যা লিখতে হবে লিখুন", "Write what belongs where “…” stands")
        for place in range(1, MOST_REMEDIES + 1):
            self.check_remedy(place, cleaned)
        if cleaned.get("upheld") in (UPHELD, PARTLY) and not cleaned.get("remedy"):
            self.say_fault(
                "remedy",
                "অভিযোগ সঠিক হলে প্রতিকার লিখুন",
                "Where the complaint is right, write the remedy",
            )
        return cleaned

    def say_fault(self, name: str, bn: str, en: str) -> None:
        if name not in self.errors:
            self.add_error(name, ValidationError(say(bn, en), NAMELESS))

    def check_remedy(self, place: int, cleaned: dict[str, Any]) -> None:
        """What is to be done has somebody who does it, and a day; neither stands alone."""
        words = cleaned.get(remedy_name(place))
        owner, due = cleaned.get(f"owner_{place}"), cleaned.get(f"due_{place}")
        if not words:
            if owner or due:
                self.say_fault(remedy_name(place), "কী করতে হবে, লিখুন", "Write what is to be done")
            return
        if not owner:
            self.say_fault(f"owner_{place}", "কে করবেন, বেছে নিন", "Choose who does it")
        else:
            cleaned[f"owner_{place}"] = self.owner_chosen(place, owner)
        if not due:
            self.say_fault(f"due_{place}", "কবের মধ্যে, লিখুন", "Write by which day")
            return
        try:
            require_working_day(self.office.calendar, due, self.now)
        except ValidationError as fault:
            self.add_error(f"due_{place}", fault)

    def owner_chosen(self, place: int, chosen: str) -> Post | Contact | None:
        owner = owner_of(self.office, chosen, more=self.posts_below)
        if owner is None:
            self.say_fault(f"owner_{place}", "তালিকা থেকে একজনকে বেছে নিন", "Choose somebody from the list")
        elif isinstance(owner, Post) and owner.pk not in held_posts([owner], self.now.astimezone(TZ).date()):
            self.say_fault(
                f"owner_{place}",
                "এই পদে এখন কেউ নেই, তাই কাজটি কেউ পাবেন না। অন্য কাউকে বেছে নিন।",
                "Nobody holds this post now, so nobody would see the work. Choose somebody else.",
            )
        return owner

    def entries(self) -> Iterator[RemedyEntry]:
        cleaned = self.cleaned_data
        for place in range(1, MOST_REMEDIES + 1):
            if words := cleaned[remedy_name(place)]:
                yield RemedyEntry(words, cleaned[f"owner_{place}"], cleaned[f"due_{place}"])

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        finding = cleaned["upheld"]
        with override_language(self.stage.grievance.tongue):
            decision = say(*FINDING_SENTENCES[finding])
        return {
            "upheld": finding != NOT_UPHELD,
            "partly": finding == PARTLY,
            "decision": decision,
            "reasons": cleaned["reasons"],
            "cause": cleaned["cause"],
            "remedies": list(self.entries()),
        }

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The texts with which the reasons can begin, by their codes."""
        return [
            (code, say(*each.title)) for code, each in house_rules(self.office.slug).decision_texts.items()
        ]


def ready_reasons(stage: Stage, code: str) -> str:
    """The text that was asked for, in the language of who complains; "" where there is none of this code."""
    grievance = stage.grievance
    text = house_rules(grievance.office.slug).decision_texts.get(code)
    if text is None:
        return ""
    tongue = 1 if grievance.tongue == "en" else 0
    return f"{text.decision[tongue]} {text.reasons[tongue]}"
