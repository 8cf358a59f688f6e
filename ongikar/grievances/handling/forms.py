"""What is asked of those who decide while a complaint is taken on, sent on, or looked into."""

from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, IdempotencyKeyField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.letters.models import Dispatch
from ongikar.letters.outgoing.words import CHANNELS
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ

from ..ladder.conflicts import NEVER_INQUIRE, free_posts, may_inquire
from ..models import Question, Stage
from .act_files import FILES, files_field
from .desk_forms import DeskForm
from .destinations import MOST_LISTED, NOT_LISTED, Destination, destination_choices, destinations

WHY: dict[str, Any] = {
    "label": say_lazy("কারণ", "Reason"),
    "lines": 3,
    "width": "",
    "max_length": 1000,
}
# How a letter went that somebody carried; e-mail needs neither.
CARRIED_BY: dict[str, Any] = {
    "label": say_lazy("ই-মেইলে না গেলে: চিঠি কে নিয়ে গেলেন", "If not by e-mail: who carries the letter"),
    "required": False,
    "optional_mark": False,
    "max_length": 200,
}
RECEIPT: dict[str, Any] = {
    "label": say_lazy("ডাকে গেলে: রসিদের নম্বর", "By post: the number of the receipt"),
    "required": False,
    "optional_mark": False,
    "max_length": 100,
}
WAYS = (Dispatch.EMAIL, Dispatch.POST, Dispatch.HAND)


class ConfirmForm(DeskForm):
    """Nothing is asked: what follows is said on its page, and pressed."""


class ReasonForm(DeskForm):
    reason = TextField(**WHY)


class RedirectionForm(DeskForm):
    to = ChoiceField(
        label=say_lazy("কোন কার্যালয়ের বিষয়", "Which office’s matter it is"),
        many=True,
    )
    typed = TextField(
        label=say_lazy("তালিকায় না থাকলে: কার্যালয়ের নাম ও ঠিকানা", "If not on the list: its name and address"),
        required=False,
        optional_mark=False,
        width="",
        max_length=300,
    )
    words = TextField(
        label=say_lazy("কেন, আর অভিযোগকারী কী করবেন", "Why, and what the complainant should do"),
        lines=3,
        width="",
        max_length=1000,
    )
    channel = ChoiceField(
        label=say_lazy("প্রেরণপত্র কীভাবে যাবে", "How the forwarding letter goes"),
        choices=[(way, CHANNELS[way]) for way in WAYS],
        initial=Dispatch.POST,
    )
    carried_by = TextField(**CARRIED_BY)
    reference = TextField(**RECEIPT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = destinations(self.office, self.now.astimezone(TZ).date())
        self.choice_field("to").choices = destination_choices(self.known)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to") == NOT_LISTED and not cleaned.get("typed") and "typed" not in self.errors:
            self.add_error("typed", say("কার্যালয়ের নাম ও ঠিকানা লিখুন", "Enter the office’s name and address"))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        to = self.known.get(cleaned["to"]) or Destination(typed=cleaned["typed"])
        sent = {name: cleaned[name] for name in ("words", "channel", "carried_by", "reference")}
        return {"to": to, **sent}


class OrderInquiryForm(DeskForm):
    """Only those are offered who may look into it."""

    officer = ChoiceField(
        label=say_lazy("কে তদন্ত করবেন", "Inquiry officer"),
        help_text=say_lazy(
            "যাঁর বিরুদ্ধে অভিযোগ, তিনি ও তাঁর অধীন কেউ তালিকায় নেই।",
            "Neither the officer named in the complaint nor anyone below is on the list.",
        ),
        many=True,
    )
    terms = TextField(
        label=say_lazy("কী তদন্ত করতে হবে", "What is to be found out"),
        lines=4,
        width="",
        max_length=3000,
    )
    due = DayField(
        label=say_lazy("প্রতিবেদনের শেষ দিন", "Report due by"),
    )
    carried_by = TextField(**CARRIED_BY)
    reference = TextField(**RECEIPT)
    submission = IdempotencyKeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = inquiry_officers(self.stage, self.now)
        named = [(key, who.title) for key, who in self.officers.items()]
        self.choice_field("officer").choices = [("", say("বেছে নিন", "Choose")), *named]

    @property
    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"officer": self.officers[self.cleaned_data["officer"]]}


def inquiry_officers(stage: Stage, now: Any) -> dict[str, Post | Contact]:
    """Who may be named, by the value of the choice: posts of the office, then officers outside it."""
    office, day = stage.grievance.office, now.astimezone(TZ).date()
    # Whoever hears the complaint at any tier judges what was found, and does not look for it.
    tiers = stage.tier.version.tiers.values_list("post", "alternate")
    deciding = {key for each in tiers for key in each if key}
    posts = office.posts.exclude(role__in=NEVER_INQUIRE).exclude(pk__in=deciding).order_by("pk")
    outside = Contact.objects.in_use(day).filter(office=office).exclude(post="")
    named: list[tuple[str, Post | Contact]] = [
        (f"post-{post.pk}", post) for post in free_posts(posts, stage, day)
    ]
    rows = outside.order_by("organisation", "post", "id")[:MOST_LISTED]
    named += [(f"contact-{each.pk}", each) for each in rows if may_inquire(stage, contact=each, day=day)]
    return dict(named)


class ReportForm(DeskForm):
    report = TextField(
        label=say_lazy("কী পাওয়া গেছে", "What was found"),
        lines=7,
        width="",
        max_length=20000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILES] = files_field(
            say_lazy("প্রতিবেদনের কাগজ বা ছবি", "Documents or photos of the report")
        )

    @property
    def facts(self) -> dict[str, Any]:
        return {"report": self.cleaned_data["report"]}


class AskForm(DeskForm):
    side = ChoiceField(
        label=say_lazy("কাকে", "Whom"),
        choices=[
            (Question.COMPLAINANT, say_lazy("অভিযোগকারীকে", "The complainant")),
            (Question.RESPONDENT, say_lazy("যাঁর বিরুদ্ধে অভিযোগ, তাঁকে", "The officer named in the complaint")),
        ],
        initial=Question.RESPONDENT,
    )
    words = TextField(
        label=say_lazy("প্রশ্ন", "The question"),
        lines=3,
        width="",
        max_length=3000,
    )
    due = DayField(
        label=say_lazy("উত্তরের শেষ দিন", "Answer by"),
        help_text=say_lazy(
            "অভিযোগকারীর উত্তরের অপেক্ষায় সিদ্ধান্তের সময় থেমে থাকে, এই দিন পর্যন্ত। অন্য পক্ষের জন্য থামে না।",
            "The time to decide waits for the complainant’s answer, up to this day. It does not wait for the"
            " other side.",
        ),
    )
    submission = IdempotencyKeyField()


class OpenQuestionForm(DeskForm):
    """About one of the questions that wait for an answer."""

    question = ChoiceField(label=say_lazy("কোন প্রশ্ন", "Which question"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = [each for each in self.stage.questions.all() if each.ended_at is None]
        self.questions = {str(each.pk): each for each in open_ones}
        self.choice_field("question").choices = [(key, each.words) for key, each in self.questions.items()]
        if len(open_ones) == 1:
            self.fields["question"].initial = str(open_ones[0].pk)

    @property
    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"question": self.questions[self.cleaned_data["question"]]}


class EnterReplyForm(OpenQuestionForm):
    words = TextField(
        label=say_lazy("উত্তর", "The answer"),
        lines=5,
        width="",
        max_length=5000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILES] = files_field()

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        return {"question": facts["question"], "words": facts["words"]}
