"""A system brought into use: the offices that take it up, the steps of each in their order, and the users who
got an account and were trained there.
"""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.tasks.models import Task

MOST_TITLE = 200


class Rollout(models.Model):
    """What belongs to a case about a system beside its answers. How far it is, its steps say."""

    SUBJECT = "rollout"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rollouts", db_index=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rollout")
    # A gap-free number of the office and the fiscal year.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    # The system as it was asked for, and the plan of steps chosen for it (systems.toml); "" until then.
    system = models.CharField(max_length=MOST_TITLE)
    plan = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_rollout_a_serial"
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="rollouts_newest")]

    def __str__(self) -> str:
        return f"rollout {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class RolloutSite(models.Model):
    """One office that takes the system up, with whoever sees to it there and here."""

    rollout = models.ForeignKey(Rollout, on_delete=models.PROTECT, related_name="sites", db_index=False)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=MOST_TITLE)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="rollout_sites")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="rollout_sites")
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # Sent twice is planned once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["rollout", "number"], name="one_site_a_number"),
            models.UniqueConstraint(fields=["rollout", "name"], name="an_office_takes_a_system_up_once"),
        ]

    def __str__(self) -> str:
        return f"site {self.number} of rollout {self.rollout_id}"


class RolloutStep(models.Model):
    """One step of one office, as its plan had it on that day: a later plan changes nothing here.

    It is done when its task is; one that is counted from another's end gets its task then.
    """

    SUBJECT = "rollout_step"
    OURS, THEIRS = "ours", "theirs"

    site = models.ForeignKey(RolloutSite, on_delete=models.PROTECT, related_name="steps", db_index=False)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    title_bn = models.CharField(max_length=MOST_TITLE)
    title_en = models.CharField(max_length=MOST_TITLE)
    side = models.CharField(max_length=6)
    # Codes of the steps of the same office that go before it.
    needs = models.JSONField(default=list)
    # So many working days after the end of what it needs; null where its day was named with the plan.
    after_days = models.PositiveSmallIntegerField(null=True)
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="rollout_step")

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="one_step_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of site {self.site_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class SiteFigure(models.Model):
    """So many accounts made, users trained or users at work in one office on a day: a line that is added, and
    struck through where it was wrong. Nobody's name stands in it.
    """

    ACCOUNTS, TRAINED, USING = "accounts", "trained", "using"
    SORTS = (ACCOUNTS, TRAINED, USING)

    site = models.ForeignKey(RolloutSite, on_delete=models.PROTECT, related_name="figures")
    sort = models.CharField(max_length=8)
    count = models.PositiveIntegerField()
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            # That nobody uses it any more is a finding; accounts for nobody are none.
            models.CheckConstraint(
                condition=Q(count__gte=1) | Q(sort="using"), name="a_figure_of_a_site_counts_somebody"
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_figure_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} of site {self.site_id}"
