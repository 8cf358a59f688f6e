"""The batches that a post answers for, as whoever hands over charge of it passes them on."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from ongikar.core.db.index_conditions import literal
from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.records.actions import act_on, note
from ongikar.rules.bangla.text import date_words, digits

from .models import Batch
from .states import CANCELLED, CERTIFIED

# As the index of all others says it, which SQLite otherwise does not use.
OVER = [literal(state) for state in (CERTIFIED, CANCELLED)]


def batches_of(post: Post) -> QuerySet[Batch]:
    running = Batch.objects.filter(post=post).exclude(state__in=OVER)
    return running.select_related("course").order_by("ends_on", "id")


def batch_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(
            digits(batch.number, language()),
            batch.course.title,
            date_words(batch.ends_on, language()),
            reverse("batch", args=[batch.number]),
        )
        for batch in batches_of(post)[:most]
    ]


def count_batches(post: Post) -> int:
    return batches_of(post).count()


@transaction.atomic
def transfer_batches(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    found = list(batches_of(post).order_by("pk"))
    for batch in found:
        with act_on(batch):
            batch.post = to
            batch.save(update_fields=["post"])
            note(batch, "passed", actor, now, from_post=post.pk, to_post=to.pk)
    return len(found)


BATCH_CHARGE = ChargeSource(
    "batches",
    ("প্রশিক্ষণের ব্যাচ", "Batches of training"),
    batch_lines,
    count_batches,
    transfer_batches,
    order=50,
)
