"""What is kept of requests that did not come online: slips for days without power, and
what an agent filed, with how the citizen agreed to it.
"""

from django.conf import settings
from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post


class SlipRange(models.Model):
    """The numbers that somebody reserved at once, with who did and when."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="slip_ranges", db_index=False)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    reserved_at = models.DateTimeField()
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Pressed twice is reserved once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="slip_ranges_newest")]

    def __str__(self) -> str:
        return f"slips {self.first} to {self.last} of {self.office_id}"


class Slip(models.Model):
    """One slip: unused until the request written on it is entered, or until it is cancelled. Neither is taken
    back.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="slips", db_index=False)
    range = models.ForeignKey(SlipRange, on_delete=models.PROTECT, related_name="slips")
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=20, unique=True)
    # The request that was written on it.
    case = models.OneToOneField("cases.Case", null=True, on_delete=models.PROTECT, related_name="slip")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "serial"], name="one_slip_a_serial"),
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) | models.Q(cancelled_at__isnull=True),
                name="a_slip_is_used_or_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AgentFiling(models.Model):
    """A case filed at a Union Digital Centre on behalf of a citizen who said yes to it."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="agent_filing")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="agent_filings")
    # When the citizen agreed that this is filed for them; without it nothing is taken.
    consent_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        # What one centre brought in a month, for its book.
        indexes = [models.Index(fields=["post", "consent_at"], name="agent_filings_of_month")]

    def __str__(self) -> str:
        return f"case {self.case_id} brought by post {self.post_id}"


class AgentConsent(models.Model):
    """How the citizen agreed to what an agent filed: by a code that came to their own mobile, or by a slip
    that they signed, of which a photograph lies with the case.
    """

    CODE, SLIP = "code", "slip"

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="agent_consent")
    way = models.CharField(max_length=10)
    # When the code was entered, which may be before an application of the same sitting; or the slip came.
    given_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"consent to case {self.case_id} by {self.way}"
