"""One grievance: who complains of which post, in what words, the tiers it reached, what was done, who read
it; and the complaint or appeal offered ready made.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from ongikar.cases.models import Act as CaseAct
from ongikar.cases.models import Case
from ongikar.charter.models import Tier
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import say_lazy
from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import papers_of
from ongikar.papers.models import Paper
from ongikar.people.models import GONE, Applicant, User
from ongikar.rules import tiers
from ongikar.rules.case_transitions import CORRECT

from ..transitions import ACTS, DECIDED, NOT_ACCEPTED, REDIRECTED, STATES, WITHDRAWN


class GrievanceQuerySet(SealedQuerySet):
    def with_related(self) -> "GrievanceQuerySet":
        """With what a page about one grievance needs, in the fewest statements."""
        return self.with_stages().prefetch_related("stages__clock__facts")

    def with_stages(self, *more: str) -> "GrievanceQuerySet":
        """As `with_related`, without the facts of the clocks. `more`: what comes with each stage beside the
        usual, in its own statement.
        """
        stages = Stage.objects.select_related("clock", "tier", "post", *more)
        return self.select_related(
            "complainant", "respondent", "case__applicant", "case__clock"
        ).prefetch_related(models.Prefetch("stages", queryset=stages), "acts")


class Grievance(models.Model):
    """One complaint and the appeals that follow it. `state` is a cache of the fold of its acts."""

    CITIZEN, STAFF, OFFICIAL = "citizen", "staff", "official"
    ONLINE, OWN_MOTION = "online", "own_motion"
    # Taken on paper or by word of mouth, by the desk that decides.
    IN_PERSON, PHONE, LETTER = "in_person", "phone", "letter"
    # Typed by the person on the device of the office's counter; by an agent; by a broken promise itself.
    COUNTER, AGENT, BY_ITSELF = "counter", "agent", "by_itself"
    SUBJECT = "grievance"
    # What it is about.
    ABOUT = {
        "delay": say_lazy("কথা দেওয়া সময়ে সেবা পাইনি", "I was not served in the promised time"),
        "quality": say_lazy("সেবার মান বা পদ্ধতি ঠিক ছিল না", "The quality or the way of the service was wrong"),
        "refusal": say_lazy("প্রাপ্য সেবা বা অধিকার দেওয়া হয়নি", "I was refused a service or a right"),
        "unlawful": say_lazy(
            "সেবা দিতে বেআইনি কিছু করা হয়েছে, যেমন টাকা চাওয়া",
            "Something unlawful was done, such as asking for money",
        ),
        "other": say_lazy("অন্য কিছু", "Something else"),
    }
    KINDS = {
        CITIZEN: say_lazy("নাগরিক", "Citizen"),
        STAFF: say_lazy("কর্মকর্তা-কর্মচারী", "Officer or employee"),
        OFFICIAL: say_lazy("কোনো দপ্তরের পক্ষে", "On behalf of an office"),
    }
    CHANNELS = {
        ONLINE: say_lazy("অনলাইন", "Online"),
        IN_PERSON: say_lazy("হাতে হাতে", "In person"),
        PHONE: say_lazy("ফোনে", "By phone"),
        LETTER: say_lazy("চিঠিতে", "By letter"),
        COUNTER: say_lazy("কাউন্টারের যন্ত্রে, নিজে লিখে", "Typed by the person at the counter"),
        AGENT: say_lazy("ডিজিটাল সেন্টার থেকে", "Through a digital centre"),
        BY_ITSELF: say_lazy("সময় পেরোনোয় নিজে থেকে জমা", "Filed by itself, since the time had passed"),
        OWN_MOTION: say_lazy("কার্যালয় নিজে খুলেছে", "Opened by the office itself"),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grievances")
    # A grievance need not be about an application.
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="grievances")
    # Null where the person gave no name: nobody can then be told anything.
    complainant = models.ForeignKey(Applicant, null=True, on_delete=models.PROTECT, related_name="grievances")
    # The post complained of.
    respondent = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="complaints")
    number = models.CharField(max_length=24, unique=True)
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, default=CITIZEN, choices=KINDS)
    about = models.CharField(max_length=12, choices=ABOUT)
    text = models.TextField()
    identity_hidden = models.BooleanField(default=False)
    anonymous = models.BooleanField(default=False)
    filed_at = models.DateTimeField()
    channel = models.CharField(max_length=12, default=ONLINE, choices=CHANNELS)
    # The letter that it came by, where it was entered in the diary.
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="grievance")
    # Of somebody in the service: the number they are known by there, and their post.
    service_no = models.CharField(max_length=40, blank=True)
    service_post = models.CharField(max_length=200, blank=True)
    # What the office opened by itself was read in, and the day it stood there.
    source = models.CharField(max_length=200, blank=True)
    source_day = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=STATES)
    # Sent twice is filed once.
    submission = models.CharField(max_length=64, unique=True)

    objects = GrievanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_grievance_a_book_line"
            )
        ]
        indexes = [
            # With the office in it the page of a post is read from the index alone. SQLite, which reckons
            # with the mean of all posts, would else walk all complaints for a post that has few.
            models.Index(fields=["office", "respondent", "-id"], name="grievances_of_a_post"),
            # The oldest that a post has not answered.
            models.Index(fields=["respondent", "state", "id"], name="grievances_to_answer"),
            models.Index(fields=["office", "-id"], name="grievances_newest"),
            # What retention has yet to make forget who complained.
            models.Index(fields=["office", "filed_at"], name="grievances_to_forget", condition=~Q(text=GONE)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def person(self) -> Applicant | None:
        """Whose it is; None where no name was given."""
        return self.complainant

    @cached_property
    def said_before(self) -> dict[str, list[str]]:
        """By field, what was held of the person before it was put right: it tells whose it is as before."""
        data = [act.data for act in self.acts.all() if act.name == CORRECT]
        if self.case_id:
            data += CaseAct.objects.filter(case=self.case_id, name=CORRECT).values_list("data", flat=True)
        return former_values(data)

    @cached_property
    def came_papers(self) -> dict[int, Paper]:
        """By key, all papers of it as a page found them, the oldest first. An act asks anew."""
        return {paper.pk: paper for paper in papers_of(self.reference)}

    @property
    def is_open_identity(self) -> bool:
        """Whether the officer complained of is told who complains."""
        return not (self.identity_hidden or self.anonymous)

    @property
    def is_own_motion(self) -> bool:
        """Whether nobody complained: the office opened it from what it read."""
        return self.channel == self.OWN_MOTION

    @property
    def tongue(self) -> str:
        """The language the complainant is written to in."""
        return self.complainant.language if self.complainant else "bn"

    @property
    def current(self) -> "Stage":
        """The stage it stands at: the highest tier it has reached."""
        return max(self.stages.all(), key=lambda stage: stage.number)


def former_values(data: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """By field the values that were put right, of what those acts say."""
    former: dict[str, list[str]] = {}
    for each in data:
        if each.get("old"):
            former.setdefault(each["field"], []).append(each["old"])
    return former


def complaints_of(office_id: int, mobile: str) -> GrievanceQuerySet:
    """All that was complained of in an office with this mobile, the newest first."""
    rows = Grievance.objects.filter(
        office=office_id, complainant__office=office_id, complainant__mobile=mobile
    )
    return rows.order_by("-id")


class Act(models.Model):
    """One act of a grievance: what happened, when, by whom, and its words. Only ever added."""

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20, choices=ACTS)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of {self.grievance_id}"


# What is found of a complaint, as the form of a decision names it.
UPHELD, PARTLY, NOT_UPHELD = "yes", "part", "no"


class Stage(models.Model):
    """A complaint at tier 1, or an appeal above it. It closes once: decided, screened out, redirected or
    passed up.
    """

    COMPLAINANT, RESPONDENT = "complainant", "respondent"
    PASSED_UP = "passed_up"
    # Everybody who could decide was part of the matter.
    HANDED_UP = "handed_up"
    SIDES = {
        COMPLAINANT: say_lazy("অভিযোগকারী", "The complainant"),
        RESPONDENT: say_lazy("যাঁর বিরুদ্ধে অভিযোগ", "The officer complained of"),
    }
    OUTCOMES = {
        DECIDED: say_lazy("সিদ্ধান্ত হয়েছে", "Decided"),
        NOT_ACCEPTED: say_lazy("গ্রহণ করা হয়নি (কারণসহ)", "Not accepted (with the reason)"),
        WITHDRAWN: say_lazy("অভিযোগকারী তুলে নিয়েছেন", "Withdrawn by the complainant"),
        REDIRECTED: say_lazy("অন্য কার্যালয়ে পাঠানো হয়েছে", "Sent to another office"),
        PASSED_UP: say_lazy("সময়মতো সিদ্ধান্ত হয়নি, আপিল হয়েছে", "Not decided in time, appealed"),
        HANDED_UP: say_lazy(
            "এখানে সিদ্ধান্ত দেওয়ার মতো নিরপেক্ষ কেউ নেই, তাই ওপরের ধাপে গেছে",
            "Nobody here is free to decide, so it went to the tier above",
        ),
    }

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="+")
    # The post that decides; whoever holds it on the day acts for it.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="stages")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="stage")
    filed_at = models.DateTimeField()
    # Who brought it here: the complainant, or on appeal also the officer complained of.
    brought_by = models.CharField(max_length=12, default=COMPLAINANT, choices=SIDES)
    words = models.TextField()
    late_reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True, choices=OUTCOMES)
    # Whether the complaint was found right; null where nothing was decided.
    upheld = models.BooleanField(null=True)
    # Of what was found right, whether only a part was; null of all that was decided before it was asked.
    partly = models.BooleanField(null=True)
    decision = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    # Why it was not accepted: a code of the office's list.
    reason_code = models.CharField(max_length=30, blank=True)
    # What the trouble came from: a code of the office's list; "" until it was decided.
    cause = models.CharField(max_length=30, blank=True)
    # When it was taken on to be looked into; null until then.
    accepted_at = models.DateTimeField(null=True)
    # The decision as it went out.
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="decided_stage")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grievance", "number"], name="one_stage_a_tier")]
        ordering = ["number"]
        indexes = [
            models.Index(fields=["post", "-id"], name="stages_of_a_post"),
            # What came before a post in a time: its reports.
            models.Index(fields=["post", "filed_at"], name="stages_that_came"),
            models.Index(
                fields=["post", "clock"],
                name="open_stages_of_a_post",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["post", "-closed_at"], name="settled_stages", condition=Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grievance_id} at tier {self.number}"

    @property
    def what(self) -> str:
        """ "complaint" at tier 1, "appeal" above: the words are never mixed."""
        return tiers.tier_kind(self.number)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def finding(self) -> str:
        """What was found of the complaint: UPHELD, PARTLY or NOT_UPHELD; "" where nothing was decided."""
        if self.upheld is None:
            return ""
        return (PARTLY if self.partly else UPHELD) if self.upheld else NOT_UPHELD


class Reading(models.Model):
    """One person opened a grievance, as the holder of a post. Within one hour it is one reading."""

    # Whether the name of the complainant stood there.
    NAMED, REDACTED = "named", "redacted"
    WHAT = {
        NAMED: say_lazy("অভিযোগকারীর নামসহ", "with the complainant’s name"),
        REDACTED: say_lazy("অভিযোগকারীর নাম ছাড়া", "without the complainant’s name"),
    }

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The post through which they might; null for an auditor of several.
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12, choices=WHAT)
    at = models.DateTimeField()
    # The hour in which it was, so that a page looked at again is not counted anew.
    hour = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["grievance", "user", "what", "hour"], name="one_reading_an_hour")
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class Offer(models.Model):
    """What the citizen may file by one press: a complaint about a case, or an appeal in a grievance. Made
    once each.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="offers")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="offers")
    grievance = models.ForeignKey(Grievance, null=True, on_delete=models.PROTECT, related_name="offers")
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    # The words as first offered, in the citizen's language.
    text = models.TextField()
    filed_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True) ^ Q(grievance__isnull=True), name="an_offer_is_about_one_thing"
            ),
            models.UniqueConstraint(
                fields=["case"], name="one_offer_a_case", condition=Q(case__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["grievance", "tier"], name="one_offer_a_tier", condition=Q(grievance__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"

    @property
    def thing(self) -> Case | Grievance:
        """What it is about, and so who may press it: whoever may see that."""
        return self.case or not_none(self.grievance)
