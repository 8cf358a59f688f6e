"""Two applications that are one person's, as the officer said of them: shown together for it, no more.

See docs/decisions/126.
"""

from django.db import models
from django.db.models import F, Q

from ongikar.core.i18n.say import choices_of, say_lazy
from ongikar.people.models import Applicant
from ongikar.records.models import ActRow, StatedRecord
from ongikar.rules.transitions import Transition, Transitions

JOIN, PART = "join", "part"
JOINED, PARTED = "joined", "parted"
OFFICE = "office"
ACT_WORDS = {JOIN: ("যুক্ত করা", "Joined"), PART: ("আলাদা করা", "Parted")}
STATE_WORDS = {JOINED: ("যুক্ত", "Joined"), PARTED: ("আলাদা", "Apart")}


class SamePerson(StatedRecord):
    """A pair of applicants, the earlier one first: whether they are one person's now."""

    SUBJECT = "same_person"
    TRANSITIONS = Transitions(
        "pair of records",
        (JOIN, JOINED),
        (
            Transition(PART, frozenset({JOINED}), PARTED, OFFICE),
            Transition(JOIN, frozenset({PARTED}), JOINED, OFFICE),
        ),
    )
    # Of somebody who is forgotten it must not be read who it was by whoever they were joined with.
    PERSONAL_DATA = {"one": None, "other": None}

    one = models.ForeignKey(Applicant, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(
        Applicant, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # What has no act yet is apart.
    state = models.CharField(max_length=8, default=PARTED, choices=choices_of(STATE_WORDS))

    class Meta:
        verbose_name = say_lazy("একই মানুষ", "the same person")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_pair_of_two_applicants"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="of_a_pair_the_earlier_comes_first"),
        ]
        indexes = [
            models.Index(fields=["other"], name="pairs_by_the_later", condition=Q(other__isnull=False))
        ]


class SamePersonAct(ActRow):
    """That they were joined, and why, or parted."""

    PARENT = "same_person"
    VERBS = {JOIN: "joined", PART: "parted"}
    PERSONAL_DATA = {"words": ""}

    same_person = models.ForeignKey(SamePerson, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=8, choices=choices_of(ACT_WORDS))

    class Meta(ActRow.Meta):
        verbose_name = say_lazy("কাজ", "act of a pair")
