"""Ready texts for answers, with fields that the case fills in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import Q

from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import InTwoLanguages, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.records.models import UNSEALED_KEY, Record, Strikable

from .rules.fields import FIELDS, fill_fields, has_loose_brace, unknown_fields

LONGEST_TEXT = 3000
TEXTS = ("text_bn", "text_en")
MOST_SHOWN = 50


class ReplyText(InTwoLanguages, Strikable, Record):
    """One of them; struck through it is offered no more."""

    SUBJECT = "reply_text"
    IS_KEYED, UNSEALED = True, UNSEALED_KEY

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reply_texts", db_index=False)
    name = models.CharField(
        say_lazy("কী নামে চিনবেন", "What it is called"),
        max_length=100,
        help_text=say_lazy("যেমন ধন্যবাদ ও শেষ দিন", "Such as thanks and last day"),
    )
    text_bn = models.TextField(say_lazy("লেখা, বাংলায়", "Text, in Bangla"), max_length=LONGEST_TEXT)
    text_en = models.TextField(
        say_lazy("লেখা, ইংরেজিতে", "Text, in English"), max_length=LONGEST_TEXT, blank=True
    )
    made_at = models.DateTimeField(say_lazy("কবে যোগ হয়েছে", "Added"))
    by_id = models.PositiveBigIntegerField(null=True)
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = say_lazy("তৈরি লেখা", "ready text")
        verbose_name_plural = say_lazy("তৈরি লেখা", "Ready texts")
        indexes = [
            models.Index(fields=["office", "-id"], name="reply_texts_newest"),
            models.Index(
                fields=["office", "id"], name="reply_texts_in_use", condition=Q(struck_at__isnull=True)
            ),
        ]

    def check_opening(self, now: datetime) -> None:
        for column in TEXTS:
            check_fields(column, getattr(self, column))

    def check_change(self, now: datetime) -> None:
        require(not self.is_struck, "", "এই লেখাটি বাতিল হয়েছে।", "This text was struck through.")
        self.check_opening(now)

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at, self.by_id = now, actor[1]

    def in_words(self, field: str = "text", tongue: str | None = None) -> str:
        return self.name if field == "text" and tongue is None else super().in_words(field, tongue)

    def fill(self, values: Mapping[str, str], tongue: str) -> str:
        """The text with what the case says in the place of its fields."""
        return fill_fields(super().in_words("text", tongue), values)


def check_fields(column: str, text: str) -> None:
    """Raise ActFault beside the column, naming what is no field and those there are."""
    if unknown := unknown_fields(text):
        names = ", ".join(f"“{name}”" for name in unknown)
        raise ActFault(
            column,
            "এই নামে কোনো ঘর নেই: {names}। ব্যবহার করা যায়: {known}।",
            "There is no field of this name: {names}. Those there are: {known}.",
            names=names,
            known=", ".join(f"“{name}”" for name in FIELDS),
        )
    require(
        not has_loose_brace(text),
        column,
        "বাঁকা বন্ধনী জোড়ায় লিখুন; তার ভেতরে শুধু ঘরের নাম থাকে।",
        "Write curly braces in pairs, with nothing but the name of a field between them.",
    )


def texts_in_use(office: Office) -> list[ReplyText]:
    rows = ReplyText.objects.filter(office=office, struck_at__isnull=True)
    return list(rows.order_by("pk")[:MOST_SHOWN])
