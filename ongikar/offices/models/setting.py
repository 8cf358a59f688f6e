"""The settings of an office: every change of one, from which day, by whom and why. Only ever added."""

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet

from .office import Office, Post


class SettingChange(models.Model):
    """What a setting says from a day on. `Office.settings` is the fold of these rows, for whoever asks what
    is in force; what a setting said before any change stands in the office's files or is the program's own.
    """

    MOST_REASON = 200

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="setting_changes", db_index=False
    )
    # Which page of settings it stands on, and which of its lines, where it has several that change alone.
    group = models.CharField(max_length=20)
    item = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    data = models.JSONField()
    # What was in force on that day until then: files change, and a change tells from what to what.
    before = models.JSONField(default=dict)
    reason = models.CharField(max_length=MOST_REASON)
    entered_at = models.DateTimeField()
    # The person at the screen: the people app lies above this one.
    entered_by = models.PositiveBigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Pressed twice it is changed once.
    key = models.CharField(max_length=40)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "key", "item"], name="one_setting_change_a_press")
        ]
        indexes = [models.Index(fields=["office", "group", "-id"], name="setting_changes_newest")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.setting} of office {self.office_id} from {self.since}"

    @property
    def setting(self) -> str:
        """The name by which what is in force is asked for (Office.setting)."""
        return f"{self.group}.{self.item}" if self.item else self.group
