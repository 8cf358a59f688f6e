"""What is asked to begin a committee, to give a seat, and to call or move a meeting."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.forms import HiddenInput

from ongikar.charter.models import Service
from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    TimeOfDayField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form, ModelForm
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.meeting.rules import QuorumRule
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.records.forms import RowForm, ask_column
from ongikar.rules.calendar.office_calendar import TZ

from .minutes import MOST_DISCUSSION
from .models import Committee, Minutes

# How many contacts stand in a list to choose from.
MOST_LISTED = 300
SHARES = {
    "1/3": say_lazy("এক-তৃতীয়াংশ", "A third"),
    "1/2": say_lazy("অর্ধেক", "Half"),
    "2/3": say_lazy("দুই-তৃতীয়াংশ", "Two thirds"),
    "3/4": say_lazy("তিন-চতুর্থাংশ", "Three quarters"),
    "1/1": say_lazy("সবাই", "All"),
}
OF_RULE = ("name_bn", "name_en", "order_words", "needs_chair", "notice_days", "place")


class CommitteeForm(ModelForm):
    """`services`: the rows of the charter whose meetings it may hold; none when an old one is changed."""

    service = ChoiceField(
        label=say_lazy("চার্টারের কোন সেবার সভা", "Meetings of which service of the charter"),
        choices=[],
        required=False,
        many=True,
    )
    share = ChoiceField(
        label=say_lazy("কোরাম: ভোটদাতাদের কত অংশ", "Quorum: what part of the voting members"),
        choices=list(SHARES.items()),
        many=True,
    )
    token = IdempotencyKeyField(required=False)
    field_order = ("sort", "name_bn", "name_en", "service", "order_words", "share", "least")

    class Meta:
        model = Committee
        fields = ("sort", *OF_RULE, "least")
        formfield_callback = ask_column

    def __init__(self, *args: Any, services: Sequence[Service] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The nearest of those that are offered.
        exact = f"{self.instance.numerator}/{self.instance.denominator}"
        self.fields["share"].initial = exact if exact in SHARES else "1/2"
        if services is None:
            del self.fields["service"], self.fields["sort"]
            return
        none = ("", say("কোনোটির নয়", "None of them"))
        self.choice_field("service").choices = [none, *((row.code, row.short) for row in services)]

    @property
    def rule(self) -> QuorumRule:
        top, _, bottom = self.cleaned_data["share"].partition("/")
        given = self.cleaned_data
        return QuorumRule(int(top), int(bottom), given["least"], needs_chair=given["needs_chair"])

    @property
    def columns(self) -> dict[str, Any]:
        """What is said of the committee beside its quorum."""
        return {name: self.cleaned_data[name] for name in OF_RULE if name != "needs_chair"}


class SeatForm(RowForm):
    holder = ChoiceField(
        label=say_lazy("কোন পদ বা কে", "Which post, or who"),
        help_text=say_lazy(
            "আসন পদের: পদে নতুন কেউ এলে আসনও তাঁর হয়।",
            "The seat belongs to the post: whoever takes the post takes the seat.",
        ),
        choices=[],
        many=True,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = now.astimezone(TZ).date()
        self.choice_field("holder").choices = [
            ("", say("বেছে নিন", "Choose")),
            *holder_choices(self.of.office, today),
        ]
        self.fields["since"].initial = self.initial["since"] = today
        self.order_fields(["holder", "capacity", "is_voting", "since", "until"])

    def clean_holder(self) -> Post | Contact:
        holder = holder_of(self.of.office, self.cleaned_data["holder"])
        self.instance.post = holder if isinstance(holder, Post) else None
        self.instance.contact = holder if isinstance(holder, Contact) else None
        return holder


def holder_choices(office: Office, today: date) -> list[tuple[str, str]]:
    """Posts of the office first, then those outside."""
    posts = office.posts.exclude(role__in=(Post.ADMIN, Post.AGENT)).order_by("pk")
    contacts = Contact.objects.filter(office=office).in_use(today).by_name()
    return [
        *((f"post-{post.pk}", post.title) for post in posts),
        *((f"contact-{contact.pk}", contact.full_title) for contact in contacts[:MOST_LISTED]),
    ]


def holder_of(office: Office, chosen: str) -> Post | Contact:
    """Whoever a choice of the list means."""
    kind, _, key = chosen.partition("-")
    if kind == "post":
        return Post.objects.get(office=office, pk=int(key))
    return Contact.objects.get(office=office, pk=int(key))


class EndSeatForm(Form):
    until = DayField(
        label=say_lazy("শেষ দিন", "Last day"),
    )


class WhenForm(Form):
    """Day, time and place of a meeting."""

    day = DayField(
        label=say_lazy("কোন দিন", "Which day"),
    )
    time = TimeOfDayField(
        label=say_lazy("কয়টায়", "What time"),
    )
    place = TextField(
        label=say_lazy("কোথায়", "Where"),
    )
    haste = TextField(
        label=say_lazy("কম দিনে ডাকার কারণ", "Why at such short notice"),
        help_text=say_lazy(
            "নোটিশের দিন পুরো না থাকলে লিখুন; কার্যবিবরণীতে থাকবে।",
            "Only where there are fewer days than the rule asks for; it stands in the minutes.",
        ),
        required=False,
        max_length=300,
    )

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], TZ)


class CallForm(WhenForm):
    title = TextField(
        label=say_lazy("বিষয়", "Subject"),
        help_text=say_lazy(
            "খালি রাখলে কমিটির নাম ও মাস বসবে।", "Left empty it is called by its committee and month."
        ),
        required=False,
    )
    items = TextField(
        label=say_lazy("নতুন আলোচ্য বিষয়", "New items"),
        help_text=say_lazy(
            "প্রতি লাইনে একটি। আগের কার্যবিবরণী ও সব খোলা সিদ্ধান্ত নিজে থেকেই আগে থাকে।",
            "One on each line. The last minutes and all open decisions come first by themselves.",
        ),
        required=False,
        lines=5,
        max_length=5000,
    )
    token = IdempotencyKeyField()
    field_order = ("title", "day", "time", "place", "items", "haste", "token")

    @property
    def facts(self) -> dict[str, Any]:
        """What `calling.call_meeting` takes."""
        said = {name: self.cleaned_data[name] for name in ("place", "title", "haste")}
        return said | {"starts_at": self.starts_at, "items": self.cleaned_data["items"].splitlines()}


class MoveForm(WhenForm):
    reason = TextField(label=say_lazy("কারণ", "Reason"), max_length=500)


class ItemsForm(Form):
    items = TextField(
        label=say_lazy("নতুন আলোচ্য বিষয়", "New items"),
        help_text=say_lazy("প্রতি লাইনে একটি", "One on each line"),
        required=False,
        lines=8,
        max_length=12_000,
    )


class ReasonForm(Form):
    reason = TextField(
        label=say_lazy("কারণ", "Reason"),
        lines=3,
        max_length=1000,
    )


class RewriteForm(Form):
    """The words of every item of the newest version, and why they change."""

    def __init__(self, *args: Any, newest: Minutes | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = newest.data.get("items", []) if newest else []
        self.keys = [item["key"] for item in items]
        for item in items:
            self.fields[f"item-{item['key']}"] = TextField(
                label=mark_languages(item["subject"]),
                required=False,
                initial=item["discussion"],
                lines=5,
                max_length=MOST_DISCUSSION,
                width="",
            )
        self.fields["note"] = TextField(
            label=say("কী বদলালেন, কেন", "What you change, and why"), required=False, max_length=500
        )

    @property
    def discussions(self) -> dict[int, str]:
        return {key: self.cleaned_data[f"item-{key}"] for key in self.keys}


class VersionForm(Form):
    """Which version the button stood below."""

    version = WholeNumberField(least=1, most=1000, widget=HiddenInput())
