"""A document under review and the decisions taken on it. Decisions are only added; the newest on a cell
holds.
"""

from functools import cached_property

from django.db import models

from ongikar.core.i18n.say import choices_of
from ongikar.offices.models import Office, Post
from ongikar.rules.charter import review
from ongikar.rules.charter.lint.other_office import OwnOffice, heading_of, judge_office
from ongikar.rules.charter.reading_types import CharterReading
from ongikar.rules.charter.review import Decision, Review

# Those whose titles say what the office does; who hears complaints or audits sits in every office.
GIVING = (Post.OFFICER, Post.ASSISTANT)


STATES = {
    "open": ("পর্যালোচনা চলছে", "Under review"),
    "published": ("প্রকাশিত", "Published"),
    "dropped": ("বাদ দেওয়া", "Dropped"),
}
DECISION_CHOICES = {
    review.ACCEPT: ("ঠিক আছে", "Accept"),
    review.CORRECT: ("সংশোধন করি", "Correct it"),
    review.RESERVE: ("আপাতত খোলা রাখি", "Leave it open for now"),
}


def own_office(office: Office) -> OwnOffice:
    titles = office.posts.filter(role__in=GIVING).order_by("pk").values_list("title_bn", "title_en")
    return OwnOffice(
        names=(office.name_bn, office.name_en),
        addresses=(office.address_bn, office.address_en),
        trade=(office.department_bn, office.department_en, *(title for pair in titles for title in pair)),
        geocode=office.geocode,
    )


class Upload(models.Model):
    """A charter document as it came, and what was read in it. The file itself lies among the
    office's papers.
    """

    OPEN, PUBLISHED, DROPPED = STATES

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
    state = models.CharField(max_length=12, default=OPEN, choices=choices_of(STATES))
    # The version it became.
    version = models.OneToOneField(
        "charter.CharterVersion", null=True, on_delete=models.PROTECT, related_name="upload"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_upload_a_key")]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.OPEN

    @cached_property
    def keyed_decisions(self) -> list[tuple[int, Decision]]:
        """All decisions with their keys, in the order they were taken, read once."""
        rows = self.decisions.order_by("id").values_list("id", "where", "choice", "text", "reason", "until")
        return [
            (key, Decision(where, choice, text, reason, until))
            for key, where, choice, text, reason, until in rows
        ]

    @cached_property
    def review_state(self) -> Review:
        return review.make_review(self.judged_reading, [decision for _, decision in self.keyed_decisions])

    @cached_property
    def judged_reading(self) -> CharterReading:
        """The reading, with what tells that the document is another office's: the office may have changed
        since it was read.
        """
        reading: CharterReading = self.reading
        findings = judge_office(reading, heading_of(self.shown), own_office(self.office))
        return reading | {"findings": [*reading["findings"], *findings]}

    @property
    def newest_decision(self) -> int:
        """The newest decision: what the page that publishes was made from."""
        return self.keyed_decisions[-1][0] if self.keyed_decisions else 0

    def seen_of(self, part: str) -> int:
        """The newest decision on a part: what its form was made from."""
        return max((key for key, decision in self.keyed_decisions if decision.part == part), default=0)

    def decisions_on(self, part: str) -> list["ReviewDecision"]:
        """The decisions on one part in the order they were taken, with who took them and when."""
        return list(self.decisions.filter(where__startswith=f"{part}/").order_by("id"))


class ReviewDecision(models.Model):
    """One decision on one cell, by whom and when."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="decisions")
    where = models.CharField(max_length=80)
    choice = models.CharField(max_length=10, choices=choices_of(DECISION_CHOICES))
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    until = models.DateField(null=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    by = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["upload", "id"], name="decisions_of_an_upload")]

    def __str__(self) -> str:
        return f"{self.where}: {self.choice}"

    @property
    def decision(self) -> Decision:
        return Decision(self.where, self.choice, self.text, self.reason, self.until)
