"""Addresses that open without an account: one task for whoever owes it outside, and a post's calendar."""

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post
from ongikar.people.models import Contact

from .task import Task


class TaskLink(models.Model):
    """One task for its owner outside, for a while: to read, report, ask for time, or give back.

    Only the hash of the address is kept: who reads the database opens nothing.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="task_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # When it was opened first: that the task was seen.
    opened_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link {self.pk}"


class PostFeed(models.Model):
    """The address at which a calendar program reads the due days of a post. A new one ends the one before."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="feeds", db_index=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], name="one_feed_a_post", condition=Q(revoked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"feed {self.pk}"
