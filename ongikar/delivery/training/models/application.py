"""Who applies to a call, by themselves or through an office or school, and what is settled about each of them
before the list is frozen.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.training import states
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import KEYED, VALUE
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.records.models import ActRow, Record, RowOfRecord, StatedRecord
from ongikar.rules.bangla.text import digits

from .call import Call, OfCall


class Nomination(OfCall, Record):  # type: ignore[misc, override]  # no column of the office
    """An office or school sends its people to a call: its letter is a case of its own, answered with who was
    taken and why.
    """

    SUBJECT = "nomination"
    SEALED_AS = {"memo_number": VALUE}

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="nominations")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="nomination")
    # The list as it came; null where it was typed.
    sheet = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    # The memo number and day of the letter or order.
    memo_number = models.CharField(max_length=80, blank=True)
    memo_date = models.DateField(null=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"nomination {self.pk}"


class Application(OfCall, StatedRecord):  # type: ignore[misc, override]  # as a nomination
    """One person in one call. `state` is a cache of the fold of its acts (states.py). Its batch is locked by
    whoever acts on it.

    Who it is stands with the case; here stands what the selection goes by.
    """

    SUBJECT, TRANSITIONS = "application", states.APPLICATION
    UNSEALED = {
        "identity_index": "made anew with the encrypted number when keys are rotated",
        "person_key": "a cache: a digest of the name and the day of birth, by which doubles are found",
    }
    PERSONAL_DATA = {
        "facts": {},
        "born_on": None,
        "name_en": None,
        "identity_index": "",
        "person_key": "",
    }

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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "roll"], name="one_application_a_roll"),
            models.UniqueConstraint(
                fields=["call", "identity_index"],
                name="one_living_application_a_person",
                condition=~Q(identity_index="") & ~Q(state__in=states.GONE),
                violation_error_message=say_lazy(
                    "দুই আবেদনে একই পরিচয়পত্রের নম্বর। আগে অন্যটিকে দ্বিতীয় আবেদন হিসেবে সরান।",
                    "Both applications bear the same number of an identity document. Set the other one aside"
                    " first.",
                ),
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

    def in_words(self) -> str:
        applicant = self.case.applicant
        roll = digits(self.roll, language())
        return f"{say('রোল', 'Roll')} {roll} · {applicant.name if applicant else ''}"

    def act(self, name: str, words: str = "", **data: Any) -> "ApplicationAct":
        """One that is not written yet."""
        return ApplicationAct(application=self, name=name, words=words, data=data)


class ApplicationAct(ActRow):
    """One act of an application: only ever added."""

    PARENT = "application"
    PERSONAL_DATA = {"words": ""}

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.name} of application {self.application_id}"


class Claim(RowOfRecord):
    """An application claims to belong to a group of the rule; the office says whether it is proved. A claim
    never harms whoever made it.
    """

    PARENT, VERB = "application", "claim"
    PERSONAL_DATA = {"reason": ""}
    # Which group somebody belongs to; another word of the same row is left of it (personal_data.py).
    SEALED_AS = {"group": KEYED}
    CLAIMED, PROVED, REFUSED = "claimed", "proved", "refused"

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    group = models.CharField(max_length=20)
    state = models.CharField(max_length=8, default=CLAIMED)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "group"], name="a_group_is_claimed_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} of application {self.application_id}"

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"what": self.state}

    def enter_change(self, now: datetime) -> tuple[str, ...]:
        self.decided_at = now
        return ("decided_at",)


class Mark(RowOfRecord):
    """What one marker gives in the test or the viva. Two mark each; neither sees the other's until both have.

    `value` null: the applicant did not come. A mark put right is a new row that corrects the old one.
    """

    PARENT, VERB = "application", "mark"
    PERSONAL_DATA = {"reason": ""}
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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "part", "place", "version"], name="one_mark_a_marker"
            ),
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="two_markers_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.place} of application {self.application_id}"

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"what": self.part}

    def find_known(self) -> Any:
        """One that says what stands is not written (actions/marking.py)."""
        return None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at = now
