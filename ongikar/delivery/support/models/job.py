"""A job: one round of a case of support, with the devices it is about and all that was done."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place
from ongikar.places.models import Device, DeviceFact


class JobQuerySet(SealedQuerySet):
    def with_all(self) -> "JobQuerySet":
        """With what a page about a job needs."""
        return self.select_related("office", "place", "case__applicant", "case__clock", "case__post")


class Job(models.Model):
    """What somebody reported, and what was done about it. A case that is reopened has a new one: it is
    promised anew. `state` is a cache of the fold of its acts.
    """

    SUBJECT = "job"
    VISIT, REMOTE, BROUGHT, COUNTER = "visit", "remote", "brought", "counter"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="jobs", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="jobs")
    # 1 for the first, one more with each time the case was reopened.
    round = models.PositiveSmallIntegerField(default=1)
    # A gap-free number of the office and the fiscal year: the number of its sheet.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="jobs")
    # Where, as it was written: of a place that is not on the list.
    place_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10)
    # As the office judged both; "" before.
    urgency = models.CharField(max_length=10, blank=True)
    effect = models.CharField(max_length=10, blank=True)
    # How it is to be looked at.
    way = models.CharField(max_length=10, blank=True)
    # Until when somebody first looks, by the table of the day of its triage.
    look_by = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="one_job_a_round"),
            models.UniqueConstraint(fields=["office", "fiscal_year", "book_serial"], name="one_job_a_serial"),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="jobs_newest"),
            # Those nobody has looked at yet, in the order in which that is due.
            models.Index(
                fields=["office", "look_by", "id"],
                name="jobs_to_look_at",
                condition=Q(ended_at__isnull=True, looked_at__isnull=True),
            ),
            models.Index(fields=["office", "id"], name="open_jobs", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"job {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def where(self) -> str:
        return self.place.name if self.place else self.place_name


class JobAct(models.Model):
    """One act of a job. Only ever added."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    # Sent twice is done once.
    submission = models.CharField(max_length=80, null=True, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of job {self.job_id}"


class JobDevice(models.Model):
    """A device that a job is about: the fault as a fact of it, and what became of it as another."""

    MENDED, FAULTY, CONDEMNED, FINE = "mended", "faulty", "condemned", "fine"

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="devices")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="jobs")
    added_at = models.DateTimeField()
    # The facts are entered once the office has judged the report: what anybody reports makes no device
    # faulty.
    fault_fact = models.OneToOneField(
        DeviceFact, null=True, on_delete=models.PROTECT, related_name="reported_in"
    )
    result = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=300, blank=True)
    result_on = models.DateField(null=True)
    result_fact = models.OneToOneField(
        DeviceFact, null=True, on_delete=models.PROTECT, related_name="resulted_from"
    )

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["job", "device"], name="a_device_once_a_job"),
            models.CheckConstraint(
                condition=Q(result="") ^ Q(result_on__isnull=False), name="a_result_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"device {self.device_id} of job {self.job_id}"
