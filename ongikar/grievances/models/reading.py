"""Who read a grievance: each reading of what was filed is kept, and shown to whoever filed it."""

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post
from ongikar.people.models import User

from .grievance import Grievance


class Reading(models.Model):
    """One person opened a grievance, as the holder of a post. Within one hour it is one reading."""

    # Whether the name of the complainant stood there.
    NAMED, REDACTED = "named", "redacted"

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The post through which they might; null for an auditor of several.
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12)
    at = models.DateTimeField()
    # The hour in which it was, so that a page looked at again is not counted anew.
    hour = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["grievance", "user", "what", "hour"], name="one_reading_an_hour")
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"
