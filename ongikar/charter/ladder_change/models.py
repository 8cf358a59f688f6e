"""A changed ladder on its way to being a version of the charter."""

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import choices_of
from ongikar.offices.models import Office, Post

STATES = {
    "open": ("লেখা হচ্ছে", "Being written"),
    "published": ("প্রকাশিত", "Published"),
    "dropped": ("বাদ দেওয়া", "Dropped"),
}


class LadderDraft(models.Model):
    """The steps for complaints as they would be, and why: nobody is heard by them until they are published.

    One is open at a time, so that two people change the same one and see what the other wrote.
    """

    OPEN, PUBLISHED, DROPPED = STATES

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="ladder_drafts")
    # The version whose steps were changed; another one published meanwhile is compared anew.
    base = models.ForeignKey("charter.CharterVersion", on_delete=models.PROTECT, related_name="+")
    # Each as ladder_change.steps.Step has it, the lowest first.
    steps = models.JSONField(default=list)
    # Why, told in public beside what changed.
    reason = models.TextField()
    # How often it was written: what was approved is what was shown.
    revision = models.PositiveIntegerField(default=1)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    # {"bn", "en"}: who wrote it last, as they were called then.
    by = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=OPEN, choices=choices_of(STATES))
    version = models.OneToOneField(
        "charter.CharterVersion", null=True, on_delete=models.PROTECT, related_name="ladder_draft"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], name="one_open_ladder_an_office", condition=Q(state="open")
            )
        ]

    def __str__(self) -> str:
        return f"ladder {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.OPEN
