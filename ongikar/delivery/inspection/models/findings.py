"""What was found wrong, whose work it is, and the address by which the head acknowledges the inspection."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import say_lazy
from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Post
from ongikar.people.models import GONE, Contact
from ongikar.places.models import Device
from ongikar.records.models import RowOfRecord
from ongikar.tasks.models import Task
from ongikar.tasks.models.secret_link import SecretLink
from ongikar.tasks.models.task import MOST_TITLE

from .inspection import Inspection


class Finding(RowOfRecord):
    """One failed item, or one device that does not work: who puts it right by when. A task once the visit has
    ended.
    """

    SUBJECT = "finding"
    PARENT, VERB = "inspection", "owner_named"
    PERSONAL_DATA = {"words": GONE}

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="findings", db_index=False
    )
    # The item of the checklist; "" of a device that was seen.
    item = models.CharField(max_length=60, blank=True)
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="findings")
    words = models.CharField(max_length=MOST_TITLE)
    owner_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    owner_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="findings_owed"
    )
    due = models.DateField()
    is_critical = models.BooleanField(default=False)
    # Null while the visit goes on, and of one that repeats another.
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="finding")
    # The finding of an earlier visit, of the same fault, whose work still ran: nobody owes it twice.
    repeats = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="repeated_by", db_index=False
    )

    class Meta:
        verbose_name = say_lazy("ত্রুটি", "finding")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["inspection", "id"], name="findings_of_an_inspection"),
            models.Index(fields=["repeats"], name="findings_that_repeat", condition=Q(repeats__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "item"], condition=~Q(item=""), name="one_finding_an_item"
            ),
            models.UniqueConstraint(
                fields=["inspection", "device"],
                condition=Q(item="", device__isnull=False),
                name="one_finding_a_device",
            ),
            models.CheckConstraint(
                condition=~Q(item="") | Q(device__isnull=False), name="a_finding_is_about_something"
            ),
            models.CheckConstraint(
                condition=Q(owner_post__isnull=True) ^ Q(owner_contact__isnull=True),
                name="a_finding_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(repeats__isnull=True) | Q(task__isnull=True),
                name="a_finding_that_repeats_has_no_task",
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.pk} of inspection {self.inspection_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": self.SUBJECT, "of_id": self.pk}

    @property
    def owner(self) -> Post | Contact:
        return self.owner_post or not_none(self.owner_contact)

    @property
    def work(self) -> Task | None:
        """The task that puts it right: its own, or that of the finding it repeats."""
        return self.repeats.task if self.repeats else self.task


class AcknowledgeLink(SecretLink):
    """An address by which the head of a place reads what was found and acknowledges it."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="inspection_links")

    def __str__(self) -> str:
        return f"link {self.pk} of inspection {self.inspection_id}"
