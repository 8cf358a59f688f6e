"""What the officer asks of a replay: which service, which other time limit, and since when."""

from datetime import datetime, time

from django.core.exceptions import ValidationError

from ongikar.frame import stamp
from ongikar.frame.fields import Choice, Day, Text
from ongikar.frame.forms import Form
from ongikar.frame.say import say, say_later
from ongikar.offices.models import Office
from ongikar.rules.calendar import TZ
from ongikar.rules.promise_terms import Promise, PromiseFault

from .. import replaying
from .queue_filters import services_of

# What is counted while somebody waits; the command line counts any number.
MOST = 5_000


class OtherPromise(Form):
    service = Choice(
        label=say_later("কোন সেবা", "Which service"),
        missing=say_later("সেবাটি বেছে নিন", "Choose the service"),
        many=True,
    )
    promise = Text(
        label=say_later("অন্য কোন সময়সীমা", "Which other time limit"),
        help_text=say_later("যেমন: ৩ কার্যদিবস, ৭ দিন, তাৎক্ষণিক", "Such as: 3 working days, 7 days, immediate"),
        missing=say_later("সময়সীমাটি লিখুন", "Write the time limit"), width="w11", max_length=60,
    )  # fmt: skip
    since = Day(
        label=say_later("কোন দিন থেকে আসা আবেদন", "Cases received since"), missing=say_later("দিনটি লিখুন", "Write the day"),
    )  # fmt: skip

    def __init__(self, *args, office: Office, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        rows = services_of(office.pk, now.astimezone(TZ).date(), stamp.read(office.pk))
        self.fields["service"].choices = [(row.code, row.short) for row in rows]

    def clean_promise(self) -> Promise:
        try:
            return Promise.parse(self.cleaned_data["promise"])
        except PromiseFault as fault:
            raise ValidationError(say(fault.bn, fault.en)) from None

    def clean_since(self) -> datetime:
        day = self.cleaned_data["since"]
        if day > self.now.astimezone(TZ).date():
            raise ValidationError(
                say("এই দিন এখনো আসেনি। আজ বা আগের কোনো দিন দিন।", "This day has not come yet. Name today or an earlier day.")
            )  # fmt: skip
        return datetime.combine(day, time(), TZ)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and is_too_many(self.office, cleaned["service"], cleaned["since"]):
            self.add_error("since", say(
                "এই দিন থেকে {most}টির বেশি আবেদন এসেছে। আরও কাছের কোনো দিন দিন।",
                "More than {most} cases came since this day. Name a later day.", most=MOST,
            ))  # fmt: skip
        return cleaned


def is_too_many(office: Office, code: str, start: datetime) -> bool:
    """Whether there are more than MOST; it counts no further."""
    counted = replaying.clocks(office, code, start).values("pk")[: MOST + 1]
    return counted.count() > MOST
