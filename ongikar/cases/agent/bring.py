"""What an agent asks the citizen at hand, and filing it: the case comes to the office as if they had come themselves."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BoundField

from ongikar.charter.models import Service
from ongikar.frame.forms import Choice, Form, Key, Mobile, Text, Tick
from ongikar.frame.say import say, say_later
from ongikar.offices.models import Office, Post
from ongikar.people.desk import Desk

from ..actions import Person, receive_case
from ..kinds import kind_of
from ..limits import LIMIT, limit_question
from ..models import Brought, Case
from ..rights import agent_posts


class Bring(Form):
    mobile = Mobile(
        label=say_later("নাগরিকের মোবাইল", "The citizen’s mobile"),
        help_text=say_later("খবর এই নম্বরেই যাবে; কেন্দ্রের নম্বর দেবেন না।", "News goes to this number; do not give the centre’s."),
    )  # fmt: skip
    name = Text(
        label=say_later("নাগরিকের নাম", "The citizen’s name"),
        missing=say_later("নাম লিখুন", "Enter the name"),
        max_length=120,
    )
    address = Text(label=say_later("ঠিকানা", "Address"), required=False, max_length=300)
    service = Choice(
        label=say_later("কোন সেবা", "Which service"),
        many=True,
        missing=say_later("সেবাটি বেছে নিন", "Choose the service"),
    )
    asked = Text(
        label=say_later("কী চান", "What is asked"), missing=say_later("কী চান লিখুন", "Write what is asked"), lines=3,
        max_length=2000, width="",
    )  # fmt: skip
    consent = Tick(
        label=say_later("নাগরিক পাশে আছেন, যা লেখা হলো শুনেছেন এবং তাঁর হয়ে আবেদন করতে বলেছেন",
                        "The citizen is here, has heard what is written, and asks me to file it"),
    )  # fmt: skip
    # Pressed twice is filed once.
    token = Key()

    def __init__(self, *args, services: Sequence[Service], **kwargs):
        self.services = {row.code: row for row in services}
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [
            ("", say("বেছে নিন", "Choose")),
            *((row.code, row.short) for row in services),
        ]
        chosen = self.services.get(self.data.get("service", "")) if self.is_bound else None
        if chosen and (question := limit_question(chosen)):
            self.fields[LIMIT] = question
            self.describe(LIMIT)
            self.order_fields(["mobile", "name", "address", "service", LIMIT])

    def clean_consent(self) -> bool:
        if not self.cleaned_data["consent"]:
            raise ValidationError(
                say("নাগরিকের সম্মতি ছাড়া আবেদন নেওয়া যায় না", "Nothing is filed without the citizen’s consent")
            )  # fmt: skip
        return self.cleaned_data["consent"]

    @property
    def row(self) -> Service:
        return self.services[self.cleaned_data["service"]]

    @property
    def answers(self) -> dict:
        limit = {LIMIT: self.cleaned_data[LIMIT]} if self.cleaned_data.get(LIMIT) else {}
        return kind_of(self.row).heard(self.cleaned_data["asked"], self.row) | limit

    @property
    def limit_asked(self) -> BoundField | None:
        return self[LIMIT] if LIMIT in self.fields else None


@transaction.atomic
def bring(form: Bring, *, desk: Desk, office: Office, now: datetime) -> Case:
    """File it for the citizen; the same token again gives the same case, and never another agent's."""
    told = form.cleaned_data
    post = post_of(desk, office)
    case = receive_case(
        service=form.row, person=Person(name=told["name"], mobile=told["mobile"], address=told["address"]), answers=form.answers,
        channel=Case.AGENT, submission=f"agent-{post.pk}-{told['token']}", actor=desk.actor, now=now,
    )  # fmt: skip
    Brought.objects.get_or_create(case=case, defaults={"post": post, "consent_at": now})
    return case


def post_of(desk: Desk, office: Office) -> Post:
    """The agent's post in this office: what it brings stays with it, whoever holds it next."""
    return agent_posts(desk, office.pk)[0]


def brought_by(desk: Desk, office: Office) -> QuerySet[Case]:
    """What the posts of this person brought to the office, and nothing else of it."""
    posts = agent_posts(desk, office.pk)
    return Case.objects.filter(office=office, channel=Case.AGENT, brought__post__in=posts)
