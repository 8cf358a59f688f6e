"""Addresses that open without an account: one task for whoever owes it outside, and a post's calendar."""

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post
from ongikar.people.models import Contact

from .secret_link import SecretLink
from .task import Task


class TaskLink(SecretLink):
    """One task for its owner outside, for a while: to read, report, ask for time, or give back."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="task_links")

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
