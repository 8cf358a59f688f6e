"""The share of trainings in Today: batches whose certificates say more than their class book.

A certificate that is owed stands there as the case that it is.
"""

from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.safestring import SafeString

from ongikar.certificates.rights import ISSUER_ROLES
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.delivery.training.models import Batch
from ongikar.delivery.training.words import batch_number, batch_title
from ongikar.people.today_lines import (
    SHOWN,
    TO_VERIFY,
    TodayCountedFor,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)

# Whoever may replace or revoke a certificate is told.
ROLES = ISSUER_ROLES


def batches_overstated(counted: TodayCountedFor) -> Combinable:
    """Whether there are any."""
    rows = Batch.objects.filter(office=counted.office, overstated_since__isnull=False)
    return CappedCount(rows.order_by("overstated_since"), 1)


def today_of_trainings(question: TodayQuestion) -> TodayShare:
    """By the index of just these."""
    if not question.count("batches_overstated"):
        return TodayShare()
    rows = Batch.objects.filter(office=question.office, overstated_since__isnull=False)
    found = list(rows.select_related("course").order_by("overstated_since")[:SHOWN])
    return TodayShare(sections=[TodayLines(TO_VERIFY, [overstated_line(each) for each in found])])


def overstated_line(batch: Batch) -> TodayLine:
    page = f"{reverse('batch_classes', args=[batch.number])}#overstated"
    return TodayLine(
        due=not_none(batch.overstated_since),
        who=batch_title(batch),
        url=page,
        what=say("সনদে ক্লাসের খাতার চেয়ে বেশি ঘণ্টা লেখা", "Certificates say more hours than the class book"),
        about=say("প্রশিক্ষণ", "Training"),
        owner_and_number=batch_number(batch),
        bar=SafeString(""),
        words=say("ক্লাস খাতা থেকে কাটা হয়েছে", "a class was struck from the book"),
        act_url=page,
        act_words=say("সনদগুলো দেখুন", "See them"),
    )
