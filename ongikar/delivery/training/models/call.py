"""The call of a batch: who may apply, till when, by which rule they are chosen, and when the result is
out.
"""

import json
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import F, Q

from ongikar.charter.models import Service
from ongikar.core.i18n.say import choices_of
from ongikar.delivery.training import states
from ongikar.records.models import RowOfRecord
from ongikar.rules.selection import Rule

from .batch import Batch


class Call(RowOfRecord):
    """Published once for a batch; its rule is never changed after that, only its days are moved, and all are
    told.
    """

    PARENT, VERB = "batch", states.PUBLISH_CALL
    UNSEALED = {"last_roll": "a cache: the highest roll among its applications, each of which is sealed"}
    # Whoever wishes; those whom an office nominates; those of a school.
    PUBLIC, NOMINATED, SCHOOL = "public", "nominated", "school"
    AUDIENCE_WORDS = {
        PUBLIC: ("যে কেউ", "anybody"),
        NOMINATED: ("অফিসের মনোনীত", "nominated by an office"),
        SCHOOL: ("শিক্ষাপ্রতিষ্ঠানের শিক্ষার্থী", "students of a school"),
    }
    # Where the value of the draw comes from: neither is in the office's hands.
    DRAND, TOKENS = "drand", "tokens"
    DRAW_SOURCE_WORDS = {
        DRAND: ("ড্র্যান্ড: ওই সময়ে ইন্টারনেটে সবার সামনে বেরোয়", "drand: out on the Internet at that moment"),
        TOKENS: ("তিনজন আবেদনকারীর তোলা টোকেন", "Tokens drawn by three applicants"),
    }

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="call")
    # The row of the charter under which its applications are received.
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="calls")
    audience = models.CharField(max_length=10, default=PUBLIC, choices=choices_of(AUDIENCE_WORDS))
    opens_at = models.DateTimeField()
    # The last moment at which an application is received.
    closes_at = models.DateTimeField()
    # The days of test and viva, where the rule counts their marks.
    test_on = models.DateField(null=True)
    viva_on = models.DateField(null=True)
    # The moment from which the draw may be made, and the day by which every application is answered.
    draw_at = models.DateTimeField()
    result_on = models.DateField()
    # How many office days an offer stands, and the last class before which a seat may still be offered.
    offer_days = models.PositiveSmallIntegerField(default=5)
    last_offer_class = models.PositiveSmallIntegerField(default=1)
    # Canonical JSON, as rules/selection reads it: what its hash is of is this text and no other.
    rule = models.TextField()
    rule_sha256 = models.CharField(max_length=64)
    draw_source = models.CharField(max_length=10, default=DRAND, choices=choices_of(DRAW_SOURCE_WORDS))
    # Of drand the round that will be out at `draw_at`.
    drand_round = models.PositiveBigIntegerField(null=True)
    published_at = models.DateTimeField()
    # The last roll that was given: rolls are counted up under the lock of its batch (actions/applying.py).
    last_roll = models.PositiveIntegerField(default=1000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_call_closes_after_it_opens"
            )
        ]
        indexes = [models.Index(fields=["service", "closes_at"], name="open_calls")]

    def __str__(self) -> str:
        return f"call of {self.batch_id}"


class OfCall:
    """Mixed into a record that has no column of its own for whose it is: that says the batch of its call."""

    call: Any
    office = None

    @property
    def office_id(self) -> int:
        key: int = self.call.batch.office_id
        return key


@lru_cache(maxsize=256)
def read_rule(text: str) -> Rule:
    """The rule from the text that was published, which never changes."""
    return Rule.from_data(json.loads(text))


def rule_of(call: Call) -> Rule:
    return read_rule(call.rule)
