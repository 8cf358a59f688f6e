"""The stakeholder meeting that an office holds in a year in which nobody complained."""

from django.db import models

from ongikar.gatherings.models import Gathering
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office


class StakeholderMeeting(models.Model):
    """One for a fiscal year. Moved or held, it is the gathering that says so."""

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="stakeholder_meetings", db_index=False
    )
    fiscal_year = models.PositiveSmallIntegerField()
    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="stakeholder_meeting")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "fiscal_year"], name="one_stakeholder_meeting_a_year")
        ]

    def __str__(self) -> str:
        return f"stakeholder meeting {self.pk}"
