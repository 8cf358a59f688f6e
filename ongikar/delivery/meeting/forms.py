"""What is asked to begin a committee, to give a seat, and to call or move a meeting."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.charter.models import Service
from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    TimeOfDayField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.quorum import QuorumRule

from .committees import MOST_NOTICE
from .models import Committee, Membership
from .transitions import MeetingFault
from .wording import CAPACITY_WORDS

# So many contacts stand in a list to choose from.
MOST_LISTED = 300
SHARES = {
    "1/3": say_lazy("এক-তৃতীয়াংশ", "A third"),
    "1/2": say_lazy("অর্ধেক", "Half"),
    "2/3": say_lazy("দুই-তৃতীয়াংশ", "Two thirds"),
    "3/4": say_lazy("তিন-চতুর্থাংশ", "Three quarters"),
    "1/1": say_lazy("সবাই", "All"),
}


class MeetingForm(Form):
    """A form into which an action may put what it found."""

    def add_fault(self, fault: MeetingFault) -> None:
        """Beside its field, or above the form where that is not here."""
        self.add_error(
            fault.field if fault.field in self.fields else None, ValidationError(fault.words, NAMELESS)
        )


class CommitteeForm(MeetingForm):
    """`services`: the rows of the charter whose meetings it may hold; none when an old one is changed."""

    sort = ChoiceField(
        label=say_lazy("কী ধরনের", "What sort"),
        choices=[
            (Committee.COMMITTEE, say_lazy("কমিটি", "A committee")),
            (Committee.STAKEHOLDERS, say_lazy("অংশীজনের সভা", "Meetings of stakeholders")),
        ],
        initial=Committee.COMMITTEE,
    )
    name_bn = TextField(
        label=say_lazy("নাম, বাংলায়", "Name in Bangla"),
        missing=say_lazy("কমিটির নাম বাংলায় লিখুন", "Write the name in Bangla"),
    )
    name_en = TextField(
        label=say_lazy("নাম, ইংরেজিতে", "Name in English"),
        missing=say_lazy("কমিটির নাম ইংরেজিতে লিখুন", "Write the name in English"),
    )
    service = ChoiceField(
        label=say_lazy("চার্টারের কোন সেবার সভা", "Meetings of which service of the charter"),
        choices=[],
        required=False,
        many=True,
    )
    order_words = TextField(
        label=say_lazy("যে আদেশে গঠিত", "Order by which it sits"),
        help_text=say_lazy("স্মারক ও তারিখ; কোরামের নিয়মও সেখানে", "Memo and day; its quorum stands there"),
        required=False,
    )
    share = ChoiceField(
        label=say_lazy("কোরাম: ভোটদাতাদের কত অংশ", "Quorum: what part of the voting members"),
        missing=say_lazy("কত অংশ, বেছে নিন", "Choose what part"),
        choices=list(SHARES.items()),
        initial="1/2",
        many=True,
    )
    least = WholeNumberField(
        label=say_lazy("অন্তত কতজন", "At least how many"),
        missing=say_lazy("অন্তত কতজন লাগে, লিখুন", "Write how many at least"),
        least=1,
        most=60,
        initial=2,
    )
    needs_chair = CheckboxField(
        label=say_lazy(
            "সভাপতি বা তাঁর প্রতিনিধি না থাকলে কোরাম হয় না",
            "There is no quorum without the chair or the chair’s delegate",
        ),
        initial=True,
    )
    notice_days = WholeNumberField(
        label=say_lazy("নোটিশ কত কার্যদিবস আগে", "Notice, working days before"),
        missing=say_lazy("কত কার্যদিবস আগে নোটিশ যায়, লিখুন", "Write how many working days before"),
        most=MOST_NOTICE,
        initial=3,
    )
    place = TextField(label=say_lazy("সভা কোথায় হয়", "Where it meets"), required=False)
    token = IdempotencyKeyField(required=False)

    def __init__(self, *args: Any, services: Sequence[Service] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


def share_of(committee: Committee) -> str:
    """The choice that says the quorum of a committee; the nearest of those that are offered."""
    exact = f"{committee.numerator}/{committee.denominator}"
    return exact if exact in SHARES else "1/2"


def committee_initial(committee: Committee) -> dict[str, Any]:
    names = ("name_bn", "name_en", "order_words", "least", "needs_chair", "notice_days", "place")
    return {name: getattr(committee, name) for name in names} | {"share": share_of(committee)}


class SeatForm(MeetingForm):
    holder = ChoiceField(
        label=say_lazy("কোন পদ বা কে", "Which post, or who"),
        help_text=say_lazy(
            "আসন পদের: পদে নতুন কেউ এলে আসনও তাঁর হয়।",
            "The seat belongs to the post: whoever takes the post takes the seat.",
        ),
        missing=say_lazy("কোন পদ বা কে, বেছে নিন", "Choose a post or somebody"),
        choices=[],
        many=True,
    )
    capacity = ChoiceField(
        label=say_lazy("কী হিসেবে", "As what"),
        missing=say_lazy("কী হিসেবে, বেছে নিন", "Choose as what"),
        choices=list(CAPACITY_WORDS.items()),
        initial=Membership.MEMBER,
    )
    is_voting = CheckboxField(
        label=say_lazy("ভোট আছে, কোরামে গোনা হয়", "Has a vote and counts for the quorum"), initial=True
    )
    since = DayField(
        label=say_lazy("কোন দিন থেকে", "From which day"),
        missing=say_lazy("কোন দিন থেকে, লিখুন", "Write from which day"),
    )
    until = DayField(label=say_lazy("শেষ দিন", "Last day"), required=False)

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, today = office, now.astimezone(TZ).date()
        self.choice_field("holder").choices = [
            ("", say("বেছে নিন", "Choose")),
            *holder_choices(office, today),
        ]
        self.fields["since"].initial = today

    def clean_holder(self) -> Post | Contact:
        return holder_of(self.office, self.cleaned_data["holder"])


def holder_choices(office: Office, today: date) -> list[tuple[str, str]]:
    """Posts of the office first, then those outside."""
    posts = office.posts.exclude(role__in=(Post.ADMIN, Post.AGENT)).order_by("pk")
    contacts = Contact.objects.filter(office=office).in_use(today).order_by("organisation", "post", "id")
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


class EndSeatForm(MeetingForm):
    until = DayField(
        label=say_lazy("শেষ দিন", "Last day"),
        missing=say_lazy("শেষ দিন লিখুন", "Write the last day"),
    )


class WhenForm(MeetingForm):
    """Day, time and place of a meeting."""

    day = DayField(
        label=say_lazy("কোন দিন", "Which day"),
        missing=say_lazy("সভা কোন দিন, লিখুন", "Write the day of the meeting"),
    )
    time = TimeOfDayField(
        label=say_lazy("কয়টায়", "What time"),
        missing=say_lazy("সভা কয়টায়, লিখুন", "Write the time of the meeting"),
    )
    place = TextField(
        label=say_lazy("কোথায়", "Where"),
        missing=say_lazy("সভা কোথায়, লিখুন", "Write where the meeting is"),
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


class MoveForm(WhenForm):
    reason = TextField(
        label=say_lazy("কারণ", "Reason"), missing=say_lazy("কারণ লিখুন", "Write the reason"), max_length=500
    )


class ItemsForm(MeetingForm):
    items = TextField(
        label=say_lazy("নতুন আলোচ্য বিষয়", "New items"),
        help_text=say_lazy("প্রতি লাইনে একটি", "One on each line"),
        required=False,
        lines=8,
        max_length=12_000,
    )


class ReasonForm(MeetingForm):
    reason = TextField(
        label=say_lazy("কারণ", "Reason"),
        missing=say_lazy("কারণ লিখুন", "Write the reason"),
        lines=3,
        max_length=1000,
    )
