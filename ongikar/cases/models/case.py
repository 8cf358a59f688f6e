"""An application under the charter, from receipt to outcome."""

from collections.abc import Callable
from copy import copy
from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import Q, Value

from ongikar.charter.models import Service, service_of
from ongikar.clock.models import Clock
from ongikar.core.crypto.encrypted_field import EncryptedTextField
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import CalendarVersion, Office, Post
from ongikar.papers.actions import papers_of
from ongikar.papers.models import Paper
from ongikar.people.models import GONE, Applicant
from ongikar.rules import case_transitions
from ongikar.rules.numbers import short_number
from ongikar.rules.promise.terms import ACCEPT

from .words import (
    ACTORS,
    AGENT,
    CHANNELS,
    COUNTER,
    ENDED,
    LETTER,
    ONLINE,
    PHONE,
    PLANNED,
    STARS,
    STATES,
)

# In the outcome of a case given in part: what is left, who gives it, and when.
LEFT, LEFT_BY, LEFT_ON = "left", "left_by", "left_on"
# In the outcome of an open case: the key of the letter that keeps it when it has left.
UNSENT = "unsent"


class CaseQuerySet(SealedQuerySet):
    def with_related(self) -> "CaseQuerySet":
        """With what a page about one case needs, in the fewest statements."""
        return self.select_related("applicant", "clock").prefetch_related("clock__facts")

    def of_clock(self, clock_id: int | Value) -> "CaseQuerySet":
        """The case that a clock counts or counted: also one that stopped before the case was reopened.

        Asked of each table by its own index: of an OR over both, either database reads all cases through.
        """
        runs = Case.objects.filter(clock_id=clock_id).order_by().values("pk")
        ran = EarlierEnding.objects.filter(clock_id=clock_id).order_by().values("case_id")
        return self.filter(pk__in=runs.union(ran, all=True))


class Case(models.Model):
    """One application. `state` is a cache of the fold of its acts; lateness is never stored."""

    ONLINE, COUNTER, PHONE, LETTER, PLANNED = ONLINE, COUNTER, PHONE, LETTER, PLANNED
    AGENT = AGENT
    # Typed by the office while the person waits: some questions may then be asked later.
    TYPED_AT_DESK = frozenset({COUNTER, PHONE, LETTER})

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="cases", db_index=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cases")
    # Nobody applies for what the office owes by itself, such as a monthly meeting.
    applicant = models.ForeignKey(Applicant, null=True, on_delete=models.PROTECT, related_name="cases")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="case")
    # The post that answers for it.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="cases")
    # The post at whose desk it lies: a cache of what its acts say (desks.py).
    desk = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=24, unique=True)
    # The serial in the service register of the fiscal year.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    channel = models.CharField(max_length=12, choices=choices_of(CHANNELS))
    received_at = models.DateTimeField()
    # When it was typed in, of what was received on paper before (paper_days.py); else it was entered as
    # it came.
    entered_at = models.DateTimeField(null=True)
    # What made it urgent when it was received, by the key of the office's advice; "" for what can wait.
    urgent = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=12, choices=choices_of(STATES))
    # Which version of its kind's form it was received under: what an earlier one had in words a later one
    # has in rows (Kind.make_rows). A closed case keeps its own.
    form_version = models.PositiveSmallIntegerField(default=1, db_default=1)
    # What the kind asked, as answered.
    answers = models.JSONField(default=dict)
    # What the person holds at the end: the kind's own fields of the closing act.
    outcome = models.JSONField(default=dict)
    memo_number = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True)
    rating = models.PositiveSmallIntegerField(null=True, choices=choices_of(STARS))
    # Until when somebody is to see to a poor rating; null where there is none, or it was seen to: a cache of
    # what the acts say.
    heed_by = models.DateTimeField(null=True)
    # Whether it is answered with others on a page of theirs: lists of what is open have one row for all of
    # them (Kind.groups).
    is_grouped = models.BooleanField(default=False, db_default=False)
    # When what was asked for takes place, or the visit to it, once that is settled: a cache of what the
    # answers and acts say (kinds/agreed_days.py).
    takes_place_at = models.DateTimeField(null=True)
    # Sent twice is received once.
    submission = models.CharField(max_length=64, unique=True)
    # Folded words of applicant and slip, for the queue's search: found by word_index.py.
    search = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_case_a_book_line"
            )
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="cases_newest"),
            models.Index(fields=["office", "state", "-id"], name="cases_by_state"),
            models.Index(fields=["office", "service", "-id"], name="cases_by_service"),
            models.Index(fields=["office", "channel", "-id"], name="cases_by_channel"),
            # The service register by month of receipt and by what became of each.
            models.Index(fields=["office", "fiscal_year", "state", "received_at"], name="cases_by_outcome"),
            models.Index(
                fields=["office", "id"],
                name="open_urgent_cases",
                condition=Q(closed_at__isnull=True) & ~Q(urgent=""),
            ),
            # Which case a line of the issue book belongs to, of before it named a letter.
            models.Index(fields=["memo_number"], name="cases_by_memo_number", condition=~Q(memo_number="")),
            models.Index(
                fields=["desk", "id"], name="open_cases_of_a_desk", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["service", "id"], name="open_cases_of_a_service", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["office", "id"],
                name="open_grouped_cases",
                condition=Q(closed_at__isnull=True, is_grouped=True),
            ),
            models.Index(
                fields=["desk", "id"],
                name="open_cases_alone_of_desk",
                condition=Q(closed_at__isnull=True, is_grouped=False),
            ),
            models.Index(
                fields=["desk"],
                name="open_grouped_cases_of_desk",
                condition=Q(closed_at__isnull=True, is_grouped=True),
            ),
            models.Index(
                fields=["office", "heed_by", "id"],
                name="poor_ratings_to_heed",
                condition=Q(heed_by__isnull=False),
            ),
            models.Index(
                fields=["office", "takes_place_at", "id"],
                name="cases_by_their_day",
                condition=Q(takes_place_at__isnull=False),
            ),
            # What retention has yet to make forget whose it was.
            models.Index(fields=["office", "closed_at"], name="cases_to_forget", condition=~Q(search=GONE)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> SubjectReference:
        return ("case", self.pk)

    @property
    def person(self) -> Applicant | None:
        """Whose it is: who may prove to be the one that acts on it."""
        return self.applicant

    @property
    def row(self) -> Service:
        """The charter row it was promised under, from the cache of published rows."""
        return service_of(self.service_id)

    @cached_property
    def papers(self) -> list[Paper]:
        """What came in with it or since, in that order."""
        return list(papers_of(self.reference))

    @property
    def is_open(self) -> bool:
        return self.state in case_transitions.OPEN

    @property
    def is_own_work(self) -> bool:
        """Whether the office owes it by itself: planned, or promised by its charter to its own staff."""
        return (
            self.channel == self.PLANNED or self.applicant_id is None or self.row.category == Service.INTERNAL
        )

    @property
    def is_given_in_part(self) -> bool:
        """Whether a part was given and the rest is still owed: what is left stands in the outcome until it is
        closed.
        """
        return self.is_open and bool(self.outcome.get(LEFT))

    @property
    def unsent_letter_id(self) -> int | None:
        """The key of the letter that will keep it and lies in the office still; it stands in the outcome
        until that has left.
        """
        return self.outcome.get(UNSENT) if self.is_open else None

    @property
    def short_number(self) -> str:
        return short_number(self.number)

    @property
    def awaits_day(self) -> bool:
        """Whether no limit holds yet, so that accepting must name the day; reads facts only where the row has
        none.
        """
        return not self.row.has_limit and self.clock.running.ceiling.unit == ACCEPT

    @property
    def acts_in_order(self) -> models.QuerySet["Act"]:
        """Its acts, the oldest first. Asks for nothing where they came with it, nor makes a manager for that,
        since its pages ask a dozen times.
        """
        fetched: models.QuerySet[Act] | None = vars(self).get("_prefetched_objects_cache", {}).get("acts")
        return self.acts.all() if fetched is None else fetched

    @cached_property
    def endings_before(self) -> list["EarlierEnding"]:
        """How it ended each time before it was reopened, the oldest first; of most cases this asks nothing
        more.
        """
        if not any(act.name == case_transitions.REOPEN for act in self.acts_in_order):
            return []
        return list(self.earlier_endings.select_related("clock").prefetch_related("clock__facts"))

    @property
    def clocks(self) -> list[Clock]:
        """Every clock it has run under, the oldest first: a reopened case has a new one, and the old ones
        stay.
        """
        return [*(ending.clock for ending in self.endings_before), self.clock]

    def breaches(self, now: datetime) -> list[datetime]:
        """Every due moment of it that passed unkept by `now`, oldest first. Nothing takes one away again."""
        return sorted(due for clock in self.clocks for due in clock.breaches(now))


class EarlierEnding(models.Model):
    """How a case ended before it was reopened: the clock that stopped then, the outcome, and
    its memo number.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="earlier_endings")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="earlier_ending")
    state = models.CharField(max_length=12, choices=choices_of(ENDED))
    outcome = models.JSONField(default=dict)
    memo_number = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["memo_number"], name="endings_by_memo_number", condition=~Q(memo_number=""))
        ]

    def __str__(self) -> str:
        return f"earlier ending of {self.case_id}"

    def case_then(self) -> Case:
        """The case as it stood when it had ended so: what a page tells of any case, it can tell
        of this one.
        """
        then = copy(self.case)
        for name in ("clock", "state", "outcome", "memo_number", "closed_at"):
            setattr(then, name, getattr(self, name))
        return then


class Act(models.Model):
    """One act of a case: what happened, when, by whom, and the words told to the person. Only ever added."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20, choices=choices_of(ACTORS))
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            # Whoever allowed a drop decides no complaint about it: asked at every look at a
            # complaint, of very few acts.
            models.Index(fields=["by_id"], name="drops_by_decider", condition=Q(name=case_transitions.DROP)),
            models.Index(fields=["case"], name="drops_asked", condition=Q(name=case_transitions.ASK_DROP)),
            models.Index(
                fields=["at"], name="contacts_by_day", condition=Q(name__in=case_transitions.CONTACTS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.case_id}"


class Draft(models.Model):
    """An application begun and not yet sent. Its token is the key to it, and the submission's key when it is
    sent.
    """

    SUBJECT = "draft"

    token = models.CharField(max_length=64, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="drafts", db_index=False)
    service_code = models.CharField(max_length=40)
    # Step name to what was typed there, valid or not: nothing typed is lost.
    steps = models.JSONField(default=dict)
    # What was typed as the number of an identity paper: never among the steps, where it would lie open.
    identity = EncryptedTextField()
    encrypt_identity: Callable[[str], None]
    read_identity: Callable[[], str | None]
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # The office's newest calendar, where it was read along with the draft.
    calendar: CalendarVersion | None = None

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @cached_property
    def papers(self) -> list[Paper]:
        """What was sent in so far, in that order."""
        return papers_of(self.reference)


def compile_case_query(cases: Callable[[], CaseQuerySet]) -> CompiledQuery[Case]:
    return CompiledQuery(lambda: cases().with_related().select_related("office", "post__office"))


BY_KEY = compile_case_query(lambda: Case.objects.filter(pk=CompiledQuery.parameter(0)))
BY_CLOCK = compile_case_query(lambda: Case.objects.of_clock(CompiledQuery.parameter(0)))


def case_of_key(pk: int) -> Case:
    """The case that something known to be of one names, with its applicant, clock, office and post."""
    (case,) = BY_KEY(pk)
    return case


def case_of_clock(clock_id: int) -> Case:
    """The same, of the case that a clock counts or counted."""
    (case,) = BY_CLOCK(clock_id)
    return case
