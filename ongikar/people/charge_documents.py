"""The document of a handing over of charge: what lay on a post at that moment, who left it, who took it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import LANGUAGES, choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post


class ChargeDocument(models.Model):
    """Written once and never changed; its hash is of all that stands in it. Both sign it: on screen with a
    second factor, or on the printed sheet, of which the scan is kept as a paper.
    """

    SUBJECT = "charge"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="charge_documents", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="charge_documents", db_index=False)
    # The desk to which all of it went; null where the post itself went on, with all that lies on it.
    to_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="charge_came")
    # Null where nobody held the post, or where it is not known yet who comes.
    leaves = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="charge_left"
    )
    comes = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="charge_taken"
    )
    language = models.CharField(max_length=2, choices=choices_of(LANGUAGES))
    # The lists as they stood: name, title, whether it is for the two alone, count, and the lines.
    lists = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    handed_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    # When retention let go of what the lists say; the hash stays.
    emptied_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            # Made twice of the same state of the same day it is one.
            models.UniqueConstraint(fields=["post", "sha256"], name="one_charge_document_a_state"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(comes__isnull=False),
                name="whoever_takes_charge_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["post", "-id"], name="charge_of_a_post"),
            # What retention has yet to empty.
            models.Index(
                fields=["office", "made_at"], name="charge_to_forget", condition=Q(emptied_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"charge document {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def is_signed(self) -> bool:
        return self.handed_at is not None and self.taken_at is not None
