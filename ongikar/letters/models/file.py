"""The files of the office, in which letters lie, under the number of the Secretariat Instructions; and their
note sheets.
"""

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.people.models import User


class File(models.Model):
    """One file of the index. How long it is kept follows from its class: ka is for ever."""

    SUBJECT = "file"
    # The classes of the Secretariat Instructions. Only the first is kept for ever; how long the office keeps
    # the others stands in offices/retention.toml.
    KA, KHA, GA, GHA = "ka", "kha", "ga", "gha"
    RETENTION = {
        KA: ("ক শ্রেণি: চিরস্থায়ী", "Class ka: for ever"),
        KHA: ("খ শ্রেণি", "Class kha"),
        GA: ("গ শ্রেণি", "Class ga"),
        GHA: ("ঘ শ্রেণি", "Class gha"),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="files", db_index=False)
    # As rules.file_numbers writes it: Latin digits, the parts joined by full stops.
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    retention = models.CharField(max_length=3, default=GA, choices=choices_of(RETENTION))
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    # The last number given to a paragraph of its note sheet.
    last_paragraph = models.PositiveIntegerField(default=0)
    # Folded words of number and title, for the search.
    search = models.CharField(max_length=500, blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="one_file_a_number"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="a_file_closes_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "opened_on", "id"], name="files_by_opening"),
            # A search looks among those entered last.
            models.Index(fields=["office", "-id"], name="files_newest"),
            # Whose letters retention goes through.
            models.Index(fields=["office", "retention", "id"], name="files_by_class"),
            models.Index(
                fields=["office", "opened_on", "id"], name="open_files", condition=Q(closed_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class NoteParagraph(models.Model):
    """One numbered paragraph of a file's note sheet: its writer's own draft until it is put up, never edited
    from then on. A mistake is answered by the next paragraph.
    """

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="paragraphs")
    # Given when it is put up; null of a draft.
    serial = models.PositiveIntegerField(null=True)
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The post for which it was written, and the one it was put up to; that one need not answer.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    put_up_to = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="notes_put_up")
    written_at = models.DateTimeField()
    put_up_at = models.DateTimeField(null=True)
    # The letter that it is about.
    letter = models.ForeignKey("letters.Letter", null=True, on_delete=models.PROTECT, related_name="notes")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "serial"], name="one_paragraph_a_number"),
            models.CheckConstraint(
                condition=Q(serial__isnull=True, put_up_at__isnull=True)
                | Q(serial__isnull=False, put_up_at__isnull=False),
                name="a_paragraph_is_numbered_when_put_up",
            ),
            models.UniqueConstraint(
                fields=["file", "by"], condition=Q(put_up_at__isnull=True), name="one_draft_a_writer"
            ),
        ]

    def __str__(self) -> str:
        return f"paragraph {self.serial} of file {self.file_id}"

    @property
    def is_put_up(self) -> bool:
        return self.put_up_at is not None
