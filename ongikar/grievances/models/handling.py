"""What stands between a complaint and its decision: the inquiry, questions to either side, the hearing; and
what follows the decision: the remedy as a task, advice, the rating, the dossier that goes beyond the office.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.i18n.say import say_lazy
from ongikar.core.not_none import not_none
from ongikar.gatherings.models import Gathering
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post
from ongikar.papers.models import Paper
from ongikar.people.models import Contact, User
from ongikar.records.drafts import TypedDraft
from ongikar.tasks.models import Task

from .grievance import Stage


class Inquiry(models.Model):
    """A named officer looks into it under written terms and reports. At most one is open at a stage."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="inquiries")
    # A post of the office, or somebody outside it, never both.
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="inquiries")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="inquiries")
    terms = models.TextField()
    ordered_at = models.DateTimeField()
    due = models.DateField()
    # The report; or why it was called off.
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)
    # Sent twice is ordered once.
    submission = models.CharField(max_length=80, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(contact__isnull=True), name="an_inquiry_has_one_officer"
            ),
            models.UniqueConstraint(
                fields=["stage"], name="one_open_inquiry_a_stage", condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["post", "id"], name="open_inquiries", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"inquiry {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Question(models.Model):
    """A question of the deciding officer to one side. Asked of the complainant, the tier's clock waits for it
    as a case waits for a paper; the officer complained of gives no time back by being slow.
    """

    COMPLAINANT, RESPONDENT = Stage.COMPLAINANT, Stage.RESPONDENT

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="questions")
    side = models.CharField(max_length=12, choices=Stage.SIDES)
    words = models.TextField()
    asked_at = models.DateTimeField()
    # The day by which an answer is asked for; after it the stage goes on without one.
    due = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    # Answered, or gone on without.
    ended_at = models.DateTimeField(null=True)
    submission = models.CharField(max_length=80, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["stage", "id"], name="open_questions", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["due", "id"], name="questions_to_end", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Hearing(models.Model):
    """Both sides are heard: a gathering, and the record of what was said. A hearing put off to another day is
    the same one, at another gathering.

    Whose name is hidden never meets the other side: they are heard at a gathering of their own, or somebody
    comes in their stead.
    """

    TOGETHER, APART, BY_REPRESENTATIVE = "together", "apart", "stand_in"
    MANNERS = {
        TOGETHER: say_lazy("দুই পক্ষ একসঙ্গে", "Both sides together"),
        APART: say_lazy("অভিযোগকারীকে আলাদা সময়ে", "The complainant apart, at another time"),
        BY_REPRESENTATIVE: say_lazy("অভিযোগকারীর পক্ষে একজন প্রতিনিধি", "Somebody in the complainant’s stead"),
    }

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="hearings")
    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="hearing")
    # How the complainant is heard; and at which gathering, where that is another one.
    manner = models.CharField(max_length=10, default=TOGETHER, choices=MANNERS)
    apart = models.OneToOneField(
        Gathering, null=True, on_delete=models.PROTECT, related_name="hearing_apart", db_index=False
    )
    called_at = models.DateTimeField()
    # What others than the two sides said, as both may read it; of a hearing written down before each side
    # had words of its own (HearingParty.said), all that was said, as one text. Then what whoever complains
    # under a hidden name said by themselves, which the other side never reads; and who wrote it down.
    said_by_others = models.TextField(blank=True)
    record = models.TextField(blank=True)
    record_apart = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Put off or called off before anything was heard, with the reason.
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage"],
                name="one_coming_hearing_a_stage",
                condition=Q(recorded_at__isnull=True, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(manner="apart", apart__isnull=False)
                | (~Q(manner="apart") & Q(apart__isnull=True)),
                name="who_is_heard_apart_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"hearing {self.pk}"

    @property
    def is_coming(self) -> bool:
        return self.recorded_at is None and self.ended_at is None

    def gathering_of(self, side: str) -> Gathering:
        """Where one side is heard."""
        return self.apart if side == Stage.COMPLAINANT and self.apart else self.gathering

    @property
    def gatherings(self) -> list[Gathering]:
        return [self.gathering, self.apart] if self.apart else [self.gathering]

    @property
    def last_begins_at(self) -> datetime:
        """When the last of those who are called is heard: before it nothing can be written down."""
        return max(each.starts_at for each in self.gatherings)


class HearingParty(models.Model):
    """One side at a hearing: who came for it, and what was said. Who did not come was invited; when, the
    invitation says.
    """

    CAME, REPRESENTED, ABSENT = "came", "represented", "absent"
    ATTENDED = {
        CAME: say_lazy("এসেছেন", "Came"),
        REPRESENTED: say_lazy("প্রতিনিধি", "Represented"),
        ABSENT: say_lazy("আসেননি", "Did not come"),
    }

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="parties")
    side = models.CharField(max_length=12, choices=Stage.SIDES)
    attended = models.CharField(max_length=12, choices=ATTENDED)
    # Who came in their stead.
    representative = models.CharField(max_length=200, blank=True)
    # As both sides may read it.
    said = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "side"], name="each_side_once_at_a_hearing"),
        ]

    def __str__(self) -> str:
        return f"{self.side} at hearing {self.hearing_id}"


class DecisionDraft(TypedDraft):
    """A decision that one person has begun and not signed; nobody else reads it, whoever holds the post."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="drafts", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "user"], name="one_draft_of_a_decision_and_person")
        ]
        indexes = [models.Index(fields=["saved_at"], name="decision_drafts_oldest")]

    def __str__(self) -> str:
        return f"decision draft {self.pk}"


class Remedy(models.Model):
    """One thing that must be done because a complaint was right: a task, checked by whoever decided."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="remedies")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="remedy")

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "remedies"

    def __str__(self) -> str:
        return f"remedy {self.pk}"


class Recommendation(models.Model):
    """How the service should change so that nobody complains of it again. Taken up, it is an initiative."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="recommendations")
    words = models.TextField()
    made_at = models.DateTimeField()
    # The case of the initiative that came of it.
    case = models.OneToOneField(
        Case, null=True, on_delete=models.PROTECT, related_name="recommended_by", db_index=False
    )
    submission = models.CharField(max_length=80, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"


class DecisionRating(models.Model):
    """What the complainant thinks of a decision: one to five, once, with words if they like."""

    LOWEST, HIGHEST = 1, 5

    stage = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5), name="a_decision_is_rated_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return f"rating of {self.stage_id}"


class Dossier(models.Model):
    """All of a grievance in one file for an authority beyond the office, as it was when it was made; and
    the reference that authority gave it. A later one does not replace it.
    """

    ONLINE, LETTER, BY_HAND = "online", "letter", "by_hand"
    WAYS = {
        ONLINE: say_lazy("মন্ত্রিপরিষদ বিভাগের ওয়েবসাইটে (GRS)", "On the Cabinet Division’s website (GRS)"),
        LETTER: say_lazy("চিঠিতে", "By letter"),
        BY_HAND: say_lazy("হাতে হাতে, ৫ নম্বর গেটে", "By hand, at Gate 5"),
    }

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="dossiers")
    made_at = models.DateTimeField()
    # The file lies among the papers of the grievance.
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    # When it went, how, and the number under which it is known there.
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=12, blank=True, choices=WAYS)
    reference_there = models.CharField(max_length=80, blank=True)
    reference_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"dossier {self.pk}"

    @property
    def digest(self) -> str:
        """The hash of a file that was made."""
        return not_none(self.sha256 or None)
