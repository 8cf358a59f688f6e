"""An attempt to influence the office: who tried it, how and when, and who may read of it. Nothing of it is
edited, nor found by any search.
"""

import secrets
from datetime import date, datetime

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.models import GONE
from ongikar.records.models import UNSEALED_KEY, Record
from ongikar.rules.calendar.office_calendar import TZ

from .rules import Tried

# What is written down longer after it was, nobody remembers rightly.
MOST_DAYS = 366
CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
CODE_LENGTH = 10

INSIDE = "inside"
SOURCES = {
    "applicant": say_lazy("আবেদনকারী বা তাঁর লোক", "The applicant, or somebody of theirs"),
    "representative": say_lazy("জনপ্রতিনিধি", "An elected representative"),
    "party": say_lazy("কোনো দলের নেতা বা কর্মী", "Somebody of a party"),
    "official": say_lazy("অন্য দপ্তরের কেউ", "Somebody of another office"),
    "supplier": say_lazy("সরবরাহকারী", "A supplier"),
    INSIDE: say_lazy("এই কার্যালয়ের কেউ, বা ওপরের কেউ", "Somebody of this office, or above it"),
    "other": say_lazy("অন্য কেউ", "Somebody else"),
}
WAYS = {
    "call": say_lazy("ফোনে", "By telephone"),
    "visit": say_lazy("এসে", "By coming"),
    "letter": say_lazy("চিঠিতে", "By letter"),
    "message": say_lazy("বার্তা বা ই-মেইলে", "By message or e-mail"),
    "gift": say_lazy("উপহার বা টাকা দিতে চেয়ে", "By offering a gift or money"),
    "through": say_lazy("অন্য কারও মাধ্যমে", "Through another person"),
    "threat": say_lazy("ভয় দেখিয়ে", "By a threat"),
    "order": say_lazy("মুখে আদেশ দিয়ে", "By an order by word of mouth"),
}


def draw_code() -> str:
    """By which an address and a receipt name it: a number in a row would tell how many there are."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Influence(Record):
    """One attempt."""

    SUBJECT = "influence"
    IS_KEYED, UNSEALED = True, UNSEALED_KEY
    PERSONAL_DATA = {"who": GONE, "words": ""}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=draw_code)
    # No page of the case leads here: it would say that there is something.
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=20, choices=SOURCES)
    # As far as it is known.
    who = models.CharField(max_length=200, blank=True)
    inside_post = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    way = models.CharField(max_length=20, choices=WAYS)
    happened_on = models.DateField()
    words = models.TextField()
    # Who reads it, as it was decided when it was written (rules.py).
    reader_post = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_for_auditor = models.BooleanField(default=True)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField()
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="influence_newest"),
            models.Index(
                fields=["reader_post", "-id"],
                name="influence_of_a_reader",
                condition=Q(reader_post__isnull=False),
            ),
            models.Index(fields=["by_id", "-id"], name="influence_of_a_writer"),
            models.Index(fields=["office", "happened_on"], name="influence_by_day"),
            models.Index(fields=["office", "at"], name="influence_by_entry"),
            models.Index(fields=["office", "at"], name="influence_to_forget", condition=~Q(who=GONE)),
        ]

    def enter_who(self, actor: Reference, now: datetime) -> None:
        if actor[1] is None:
            raise ValueError("nobody writes down an attempt of influence but a person")
        self.at, self.by_id = now, actor[1]

    def check_opening(self, now: datetime) -> None:
        today = now.astimezone(TZ).date()
        require(self.happened_on <= today, "day", "দিনটি এখনো আসেনি।", "This day has not come yet.")
        days = (today - self.happened_on).days
        require(days <= MOST_DAYS, "day", "দিনটি মিলিয়ে দেখুন।", "Check the day.")
        is_inside = self.source == INSIDE
        require(
            self.inside_post_id is not None or not is_inside,
            "inside",
            "কোন পদ থেকে, বেছে নিন।",
            "Choose from which post.",
        )

    @property
    def entered_on(self) -> date:
        return self.at.astimezone(TZ).date()

    @property
    def who_words(self) -> str:
        """Who it came from, as far as it was written."""
        if self.who == GONE:
            return say("মুছে ফেলা হয়েছে", "Removed")
        post = self.inside_post.title if self.inside_post else ""
        return ", ".join(filter(None, (self.who, post))) or say("জানা নেই", "Not known")

    def as_tried(self) -> Tried:
        who = "" if self.who == GONE else self.who
        return Tried(self.happened_on, self.case_id, who, self.inside_post_id, self.reader_post_id is None)
