"""A series: a task that comes again, by the calendar or some time after it was last done."""

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place, Post
from ongikar.people.models import GONE, Contact
from ongikar.tasks.words import ORIGINS


class Series(models.Model):
    """What each of its tasks begins with, and when they come (tasks/rules.py).

    By period every period has a task of its own, however long nobody looked; since it was done there is one
    open task, and the next counts from the day the last was done.
    """

    SUBJECT = "series"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="series", db_index=False)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    origin = models.CharField(max_length=12, default="own", choices=choices_of(ORIGINS))
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    owner_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="series")
    owner_contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="series")
    given_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="series_given")
    check_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="series_to_check")
    evidence = models.JSONField(default=list)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="series")
    # The rule as data, as tasks/rules.py reads it.
    rule = models.JSONField()
    # The first day of its first period, and the last day on which one may begin.
    starts_on = models.DateField()
    until = models.DateField(null=True)
    # When the worker looks next: the moment at which the next period opens; null once none is to come, or
    # while the open task has not been done.
    look_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    submission = models.CharField(max_length=80, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_post__isnull=True) ^ Q(owner_contact__isnull=True),
                name="a_series_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_series_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_at", "id"], name="series_to_look_at", condition=Q(look_at__isnull=False)
            ),
            models.Index(fields=["office", "-id"], name="series_newest"),
            models.Index(
                fields=["office", "-id"], name="series_not_ended", condition=Q(ended_at__isnull=True)
            ),
            # What retention has yet to empty.
            models.Index(
                fields=["office", "ended_at"],
                name="series_to_forget",
                condition=Q(ended_at__isnull=False) & ~Q(title=GONE),
            ),
        ]

    def __str__(self) -> str:
        return f"series {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)
