"""A document under review and the decisions taken on it. Decisions are only added; the newest on a cell holds."""

from functools import cached_property

from django.db import models

from ongikar.offices.models import Office, Post
from ongikar.rules import charter_review
from ongikar.rules.charter_review import Decision, Review


class Upload(models.Model):
    """A charter document as it came, and what was read in it. The file itself lies among the office's papers."""

    OPEN, PUBLISHED, DROPPED = "open", "published", "dropped"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="charter_uploads")
    # The key of the form it came with: pressed twice, it is taken in once.
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    # What the document says, for showing beside the reading: a text, or a row of cells, each.
    shown = models.JSONField(default=list)
    reading = models.JSONField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    # {"bn", "en"}: who it was, as they were called then.
    by = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=OPEN)
    # The version it became.
    version = models.OneToOneField(
        "charter.CharterVersion", null=True, on_delete=models.PROTECT, related_name="upload"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_upload_a_key")]
        ordering = ["-id"]

    def __str__(self):
        return f"upload {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.OPEN

    @cached_property
    def taken(self) -> list["Taken"]:
        """All decisions in the order they were taken, read once."""
        return list(self.decisions.select_related("post").order_by("id"))

    @cached_property
    def standing(self) -> Review:
        return charter_review.review(self.reading, [each.decision for each in self.taken])

    @property
    def seen(self) -> int:
        """The newest decision: what a form was made from."""
        return self.taken[-1].pk if self.taken else 0

    def seen_of(self, part: str) -> int:
        return max((each.pk for each in self.taken if each.decision.part == part), default=0)


class Taken(models.Model):
    """One decision on one cell, by whom and when."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="decisions")
    where = models.CharField(max_length=80)
    choice = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    until = models.DateField(null=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    by = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["upload", "id"], name="decisions_of_an_upload")]

    def __str__(self):
        return f"{self.where}: {self.choice}"

    @property
    def decision(self) -> Decision:
        return Decision(self.where, self.choice, self.text, self.reason, self.until)
