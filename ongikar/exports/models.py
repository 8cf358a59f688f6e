"""An export: a file that takes longer to make than a page may, ordered by one person and kept for a day."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import LANGUAGES, InTwoLanguages, choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office

# How long a file is kept once it is ready.
KEPT = timedelta(days=1)
WAITING, MAKING, READY, GONE, FAILED = "waiting", "making", "ready", "gone", "failed"


class ExportQuerySet(models.QuerySet):
    def unfinished(self) -> "ExportQuerySet":
        return self.filter(ready_at=None, failed_at=None)

    def with_file(self) -> "ExportQuerySet":
        """Whose file was laid down and not deleted."""
        return self.filter(ready_at__isnull=False, removed_at=None)

    def in_nobodys_hands(self, now: datetime) -> "ExportQuerySet":
        """What may be begun, in the order of its turns: what has had its turn stands behind what has not."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.unfinished().filter(free).order_by("turns", "id")


class Export(InTwoLanguages, models.Model):
    """What was ordered, by whom, how far it is, and where the file lies. Without a word about any citizen:
    those stand in the file alone.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    # The name of an exports.makers.ExportMaker, what it is to make, and in which language.
    maker = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    language = models.CharField(max_length=2, choices=choices_of(LANGUAGES))
    # What it is called: which register, which year, what of it.
    title_bn = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    # A digest of all that was ordered: what is ordered again while it is made is the same export.
    order_digest = models.CharField(max_length=64)
    # About how many lines there were to be, and how many are done.
    lines = models.PositiveIntegerField()
    lines_done = models.PositiveIntegerField(default=0)
    # How often a process began with it, and how often one fell that had it in hand.
    turns = models.PositiveIntegerField(default=0)
    falls = models.PositiveSmallIntegerField(default=0)
    # Which process has it in hand, and how long it is believed to be alive without a word of it.
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    # Why it was given up: a key of exports.words.FAULTS.
    fault = models.CharField(max_length=10, blank=True)
    # The name it is saved under, its sort and size, and its name in the folder of exports.
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    stored_name = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "asked_by", "order_digest"],
                condition=Q(ready_at=None, failed_at=None),
                name="one_export_an_order",
            )
        ]
        indexes = [
            models.Index(fields=["asked_by", "office", "-id"], name="exports_of_a_person"),
            models.Index(
                fields=["turns", "id"], name="exports_to_make", condition=Q(ready_at=None, failed_at=None)
            ),
            models.Index(
                fields=["ready_at"],
                name="export_files_oldest",
                condition=Q(ready_at__isnull=False, removed_at=None),
            ),
            models.Index(fields=["office", "asked_at"], name="exports_of_an_office"),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def title(self) -> str:
        return self.in_words("title")

    @property
    def reference(self) -> SubjectReference:
        return ("export", self.pk)

    def state(self, now: datetime) -> str:
        if self.failed_at:
            return FAILED
        if self.ready_at:
            return READY if not self.removed_at and now < self.kept_until else GONE
        return MAKING if self.leased_until and self.leased_until > now else WAITING

    @property
    def kept_until(self) -> datetime:
        """Until when the file of one that is ready is handed out."""
        return (self.ready_at or self.asked_at) + KEPT

    @property
    def path(self) -> Path:
        """Where the file of one that is ready lies."""
        return exports_folder() / self.stored_name

    @property
    def work_folder(self) -> Path:
        """Where the process that makes it writes; what is done of it is found there again after a fall."""
        return exports_folder() / f"{self.pk}{WORK}"


# The folder of an export that is being made is called so.
WORK = ".work"


def exports_folder() -> Path:
    return Path(settings.ONGIKAR_EXPORTS)
