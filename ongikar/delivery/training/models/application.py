"""Who applies to a call, by themselves or through an office or school; what is settled about each of them
before the list is frozen; who completed the course and by which figures, and what is asked months later.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.i18n.say import choices_of, language, say, say_lazy
from ongikar.delivery.training import states
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import KEYED, VALUE
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.questionnaires.models import Response, Round
from ongikar.records.models import ActRow, Record, Row, RowOfRecord, StatedRecord
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection.explain import SOURCE_WORDS
from ongikar.rules.selection.rule import GROUPS

from .batch import Batch
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
    state = models.CharField(
        max_length=14, default=states.RECEIVED, choices=choices_of(states.APPLICATION_WORDS)
    )
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
    name = models.CharField(max_length=20, choices=choices_of(states.APPLICATION_ACT_WORDS))
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
    STATE_WORDS = {
        CLAIMED: ("দাবি করা হয়েছে", "claimed"),
        PROVED: ("প্রমাণিত", "proved"),
        REFUSED: ("মানা হয়নি", "not accepted"),
    }

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    group = models.CharField(max_length=20, choices=choices_of(GROUPS))
    state = models.CharField(max_length=8, default=CLAIMED, choices=choices_of(STATE_WORDS))
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
    part = models.CharField(
        max_length=4, choices=choices_of({part: SOURCE_WORDS[part] for part in (TEST, VIVA)})
    )
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


class Completion(Row):
    """Whether one enrolled person passed, with the figures it rests on, as they stood when it was decided."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="completion")
    # Of the classes held while the person was a member (rules/attendance).
    attended_minutes = models.PositiveIntegerField()
    held_minutes = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    # Test before and after, of a hundred; null where none was held or the person did not sit.
    pre_percent = models.PositiveSmallIntegerField(null=True)
    post_percent = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField()
    # Why not, as codes that a page words.
    reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attended_minutes__lte=models.F("held_minutes")),
                name="no_more_is_attended_than_held",
            ),
            models.CheckConstraint(
                condition=Q(passed=False) | Q(attended_minutes__gt=0), name="nobody_passes_unattended"
            ),
        ]

    def __str__(self) -> str:
        return f"completion of application {self.application_id}"


class FollowUp(Record):
    """What became of somebody so many months after the last class: asked by the worker, answered by one
    figure or at the counter.
    """

    SUBJECT = "follow_up"
    ANSWERS = {
        "job": ("চাকরি পেয়েছি", "I have a job"),
        "own": ("নিজে কাজ করে আয় করছি", "I earn by my own work"),
        "study": ("পড়াশোনা করছি", "I study"),
        "none": ("এখনো কিছু হয়নি", "Nothing yet"),
    }
    PERSONAL_DATA = {"answer": "", "words": ""}

    office = None  # type: ignore[assignment]  # no column of its own for whose it is
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="follow_ups", db_index=False
    )
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # By which way it was answered, the one figure, and words.
    via = models.CharField(max_length=10, blank=True, choices=choices_of(states.VIA_WORDS))
    answer = models.CharField(max_length=20, blank=True, choices=choices_of(ANSWERS))
    words = models.TextField(blank=True)
    # The response to a questionnaire, where it was answered by one.
    response = models.ForeignKey(
        Response, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "months"], name="one_follow_up_a_month")
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="follow_ups_to_ask", condition=Q(asked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"

    @property
    def office_id(self) -> int:  # type: ignore[override]  # its application says
        return self.application.office_id


class BatchRound(Row):
    """The test before, the test after, or the feedback of a batch: a round of questions, one of each."""

    PRE, POST, FEEDBACK = "pre", "post", "feedback"
    PARTS = (PRE, POST, FEEDBACK)
    PART_WORDS = {
        PRE: ("শুরুর পরীক্ষা", "Test before"),
        POST: ("শেষ পরীক্ষা", "Last test"),
        FEEDBACK: ("কোর্স কেমন লাগল", "Feedback"),
    }

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="rounds", db_index=False)
    part = models.CharField(max_length=8, choices=choices_of(PART_WORDS))
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="of_batch")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "part"], name="one_round_a_part")]

    def __str__(self) -> str:
        return f"{self.part} of batch {self.batch_id}"
