"""The intake of a digital centre taken along on a phone: whose it is, the numbers of its slips, and what came
of it.
"""

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post
from ongikar.packs.models import Pack
from ongikar.people.post_holders import PostHolder
from ongikar.records.models import Record

from .intake_channels import SlipRange


class FieldCounter(Record):
    """The counter of one agent's post, as it goes along on phones: made with the first of them."""

    SUBJECT = "field_counter"

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="field_counter")

    def __str__(self) -> str:
        return f"counter of post {self.post_id}"


class IntakePack(Pack):
    """The forms of the services on one phone, with slips of its own: the number on a slip and its moment are
    what the citizen holds until there is a line.
    """

    PARENT = "counter"

    counter = models.ForeignKey(FieldCounter, on_delete=models.PROTECT, related_name="packs")
    slips = models.OneToOneField(SlipRange, on_delete=models.PROTECT, related_name="intake_pack")

    def is_of(self, holder: PostHolder) -> bool:
        return holder.holds(self.counter.post_id)


class FieldFiling(models.Model):
    """One application as a phone sent it: under which number of its own, and what exactly. Sent again it is
    the same case.
    """

    pack = models.ForeignKey(IntakePack, on_delete=models.PROTECT, related_name="filings")
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="field_filing")
    uuid = models.UUIDField(unique=True)
    # Of the answers and of each file, as the phone sent them.
    digest = models.CharField(max_length=64)
    # On the phone, by its clock put right; and when it reached the office.
    said_at = models.DateTimeField()
    came_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"filing {self.uuid} of {self.pack_id}"
