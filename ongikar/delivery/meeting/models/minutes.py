"""What a meeting decided, what it said of earlier decisions, and its minutes in versions."""

from django.db import models
from django.db.models import Q

from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Post
from ongikar.people.models import GONE, Contact, User
from ongikar.tasks.models import Task
from ongikar.tasks.models.secret_link import SecretLink
from ongikar.tasks.models.task import MOST_TITLE

from .meeting import AgendaItem, Meeting, SheetRow


class Decision(SheetRow):
    """One decision: somebody does something by a day. When the sitting ends it becomes a task."""

    SUBJECT = "decision"
    PERSONAL_DATA = {"words": GONE}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    # 3 of 9.3; the order in which they were taken.
    serial = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=MOST_TITLE)
    owner_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    owner_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="decisions_owed"
    )
    due = models.DateField()
    # Null while the sitting goes on.
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="decision")

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "serial"], name="one_decision_a_serial"),
            models.CheckConstraint(
                condition=Q(owner_post__isnull=True) ^ Q(owner_contact__isnull=True),
                name="a_decision_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.serial} of meeting {self.meeting_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def owner(self) -> Post | Contact:
        return self.owner_post or not_none(self.owner_contact)

    @property
    def number(self) -> str:
        """9.3, in Latin figures."""
        return f"{self.meeting.number}.{self.serial}"


class Ruling(SheetRow):
    """What a meeting said of one open decision of an earlier one, by the task that it is."""

    GO_ON, DONE, BACK, EXTEND, DROP = RULINGS = ("go_on", "done", "back", "extend", "drop")
    PERSONAL_DATA = {"words": ""}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="rulings", db_index=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="rulings")
    ruling = models.CharField(max_length=8, default=GO_ON)
    # Of a new last day, and why it is moved, dropped or sent back.
    until = models.DateField(null=True)
    words = models.TextField(blank=True)
    # How the task stood when the sitting ended: its state and last day, and by how many working days it was
    # late; empty before.
    standing = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "task"], name="a_decision_is_ruled_on_once")
        ]

    def __str__(self) -> str:
        return f"{self.ruling} of task {self.task_id} in {self.meeting_id}"


class Minutes(SheetRow):
    """One version of the minutes, never edited: all that is printed, and its hash."""

    VERB = "rewritten"
    PERSONAL_DATA = {"data": {}, "note": ""}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes", db_index=False)
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # What was changed from the version before, and why.
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="one_minutes_a_version")]

    def __str__(self) -> str:
        return f"minutes {self.version} of meeting {self.meeting_id}"


class MinutesLink(SecretLink):
    """An address by which the chair outside reads one version of the minutes and approves it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="minutes_links")

    def __str__(self) -> str:
        return f"link {self.pk} of the minutes"
