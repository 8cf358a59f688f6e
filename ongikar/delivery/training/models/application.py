"""Who applies to a call, by themselves or through an office or school, and what is settled about each of them
before the list is frozen.
"""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.delivery.training import states
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.papers.models import Paper
from ongikar.people.models import User

from .call import Call


class Nomination(models.Model):
    """An office or school sends its people to a call: its letter is a case of its own, answered with who was
    taken and why.
    """

    SUBJECT = "nomination"

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="nominations")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="nomination")
    # The list as it came; null where it was typed.
    sheet = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    # The memo number and day of the letter or order.
    memo_number = models.CharField(max_length=80, blank=True)
    memo_date = models.DateField(null=True)
    made_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"nomination {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class Application(models.Model):
    """One person in one call. `state` is a cache of the fold of its acts (states.py).

    Who it is stands with the case; here stands what the selection goes by.
    """

    SUBJECT = "application"

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications", db_index=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="application")
    nomination = models.ForeignKey(
        Nomination, null=True, on_delete=models.PROTECT, related_name="applications"
    )
    roll = models.PositiveIntegerField()
    # The blind index of the number of the identity paper; "" where none was given.
    identity_index = models.CharField(max_length=64, blank=True)
    # Folded name and day of birth: the same person under another number.
    person_key = models.CharField(max_length=64, blank=True)
    # What the rule goes by, as codes: education, gender; and the day of birth.
    facts = models.JSONField(default=dict)
    born_on = models.DateField(null=True)
    # Which application of the same person counts instead of this one.
    double_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="doubles")
    # Whose place it takes: the nominating office named this person instead. The other row stays.
    # Most replace nobody: an index that held these too would be believed to find nothing.
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="successors", db_index=False
    )
    # The name as the English certificate prints it; null where it was not given.
    name_en = models.CharField(max_length=200, null=True)
    state = models.CharField(max_length=14, default=states.RECEIVED)
    received_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "roll"], name="one_application_a_roll"),
            models.UniqueConstraint(
                fields=["call", "identity_index"],
                name="one_living_application_a_person",
                condition=~Q(identity_index="") & ~Q(state__in=states.GONE),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                name="one_application_in_the_place_of_one",
                condition=Q(replaces__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state", "roll"], name="applications_by_state"),
            models.Index(
                fields=["call", "person_key"], name="applications_by_person", condition=~Q(person_key="")
            ),
        ]

    def __str__(self) -> str:
        return f"roll {self.roll} of call {self.call_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class ApplicationAct(models.Model):
    """One act of an application: only ever added."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of application {self.application_id}"


class Claim(models.Model):
    """An application claims to belong to a group of the rule; the office says whether it is proved. A claim
    never harms whoever made it.
    """

    CLAIMED, PROVED, REFUSED = "claimed", "proved", "refused"

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    group = models.CharField(max_length=20)
    state = models.CharField(max_length=8, default=CLAIMED)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "group"], name="a_group_is_claimed_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} of application {self.application_id}"


class Mark(models.Model):
    """What one marker gives in the test or the viva. Two mark each; neither sees the other's until both have.

    `value` null: the applicant did not come. A mark put right is a new row that corrects the old one.
    """

    TEST, VIVA = "test", "viva"

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="marks", db_index=False
    )
    part = models.CharField(max_length=4)
    # The first marker or the second, each a person of their own.
    place = models.PositiveSmallIntegerField()
    marker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    # Counted up with each correction; the highest counts.
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "part", "place", "version"], name="one_mark_a_marker"
            ),
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="two_markers_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.place} of application {self.application_id}"
