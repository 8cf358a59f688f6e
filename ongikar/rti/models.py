"""Requests for information under the Right to Information Act: who asks for what, by when it is owed,
what was answered, what was done about it, and the appeal.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.clock.models import Clock
from ongikar.core.i18n.say import choices_of, say_lazy
from ongikar.grievances.models import Grievance
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Post
from ongikar.people.models import GONE, Applicant, User
from ongikar.records.models import UNSEALED_KEY, ActRow, Numbered, RowOfRecord, StatedRecord

from . import transitions


class RequestQuerySet(SealedQuerySet):
    def with_related(self) -> "RequestQuerySet":
        """With what a page about one request needs, in the fewest statements."""
        return self.select_related(
            "applicant",
            "post__office",
            "clock",
            "appeal__post__office",
            "appeal__clock",
            "appeal__order_clock",
        ).prefetch_related("clock__facts", "appeal__clock__facts", "appeal__order_clock__facts", "acts")


class InformationRequest(Numbered, StatedRecord):
    """Form ক as it was handed in, and the answer. `state` is a cache of the fold of its acts."""

    ONLINE, IN_PERSON, LETTER, COMPLAINT = "online", "in_person", "letter", "complaint"
    CHANNELS = {
        ONLINE: ("অনলাইন", "Online"),
        IN_PERSON: ("হাতে হাতে", "In person"),
        LETTER: ("চিঠিতে", "By letter"),
        COMPLAINT: ("অভিযোগ হিসেবে এসেছিল", "Came as a complaint"),
    }
    BY_EMAIL = "email"
    WANTED_AS = {
        "copy": ("ফটোকপি বা ছাপা কপি", "Photocopy or printed copy"),
        BY_EMAIL: ("ই-মেইলে", "By e-mail"),
        "written": ("লিখে", "In writing"),
        "look": ("কার্যালয়ে এসে দেখব", "I will look at it in the office"),
        "disc": ("সিডি বা পেনড্রাইভে", "On a disc or drive"),
    }
    SUBJECT, BOOK, TRANSITIONS = "rti", "rti book", transitions.TRANSITIONS
    UNSEALED = UNSEALED_KEY
    PERSONAL_DATA = {"text": GONE, "parents": "", "recipient": "", "helper": "", "answer": ""}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rti_requests", db_index=False)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="rti_requests")
    # The designated officer: whoever holds the post on the day acts for it.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="rti_requests")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="rti_request")
    number = models.CharField(say_lazy("নম্বর", "Number"), max_length=24, unique=True)
    # The fields of form ক: what is asked for, in which form, who takes it, who helped.
    text = models.TextField(say_lazy("যা চাওয়া হয়েছে", "What is asked for"))
    wanted_as = models.CharField(max_length=12, choices=choices_of(WANTED_AS))
    parents = models.CharField(max_length=200, blank=True)
    recipient = models.CharField(max_length=300, blank=True)
    helper = models.CharField(max_length=300, blank=True)
    # That it concerns life, death, arrest or release, as the applicant says; nobody has verified it.
    is_urgent = models.BooleanField(default=False)
    channel = models.CharField(max_length=12, default=ONLINE, choices=choices_of(CHANNELS))
    # The day from which the law counts, and the moment at which it was entered here.
    received_at = models.DateTimeField(say_lazy("পাওয়ার তারিখ", "Received on"))
    entered_at = models.DateTimeField()
    # What it came as, where it was first filed or sent as something else.
    grievance = models.OneToOneField(
        Grievance, null=True, on_delete=models.PROTECT, related_name="information_request"
    )
    letter = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="information_request"
    )
    state = models.CharField(max_length=12, choices=choices_of(transitions.STATES))
    # The price of the copies in taka; null while none was named.
    price = models.PositiveIntegerField(null=True)
    pay_by = models.DateField(null=True)
    paid_at = models.DateTimeField(null=True)
    # The answer: what was given, or why it was not.
    answer = models.TextField(blank=True)
    reason_code = models.CharField(max_length=30, blank=True)
    memo_number = models.CharField(max_length=40, blank=True)
    # Null while the officer owes an answer: from the beginning, or again by order of the appeal authority.
    closed_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Sent twice is filed once.
    submission = models.CharField(max_length=80, unique=True)

    objects = RequestQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("তথ্যের আবেদন", "Request for information")
        verbose_name_plural = say_lazy("তথ্যের আবেদন", "Requests for information")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_rti_request_a_book_line"
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True, pay_by__isnull=True)
                | Q(price__isnull=False, pay_by__isnull=False),
                name="a_price_has_a_day_to_pay",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="rti_newest"),
            models.Index(fields=["office", "state", "-id"], name="rti_by_state"),
            # What waits for a post, in the order of its clocks; and the few that may not wait behind others.
            models.Index(fields=["post", "clock"], name="rti_to_answer", condition=Q(closed_at__isnull=True)),
            models.Index(
                fields=["post", "clock"],
                name="rti_urgent",
                condition=Q(closed_at__isnull=True, is_urgent=True),
            ),
            models.Index(
                fields=["post", "-closed_at"], name="rti_answered", condition=Q(closed_at__isnull=False)
            ),
            # What retention has yet to make forget who asked.
            models.Index(fields=["office", "closed_at"], name="rti_to_forget", condition=~Q(text=GONE)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def person(self) -> Applicant:
        """Whose it is."""
        return self.applicant

    @property
    def tongue(self) -> str:
        """The language the applicant is written to in."""
        return self.applicant.language

    @property
    def is_waiting(self) -> bool:
        """Whether the officer has yet to answer."""
        return self.state in transitions.WAITING

    @property
    def awaits_price(self) -> bool:
        """Whether the price of the copies was named and has not been paid."""
        return self.price is not None and self.paid_at is None

    @property
    def open_clock(self) -> Clock:
        """The clock by which the officer owes the answer: the Act's, or that of an order on appeal."""
        if self.state == transitions.ORDERED and self.appeal.order_clock:
            return self.appeal.order_clock
        return self.clock

    def act(self, name: str, words: str = "", **data: Any) -> "RtiAct":
        """One that is not written yet."""
        return RtiAct(request=self, name=name, words=words, data=data)


def requests_of(office_id: int, mobile: str) -> RequestQuerySet:
    """All that was asked of an office with this mobile, the newest first."""
    found = InformationRequest.objects.filter(
        office=office_id, applicant__office=office_id, applicant__mobile=mobile
    )
    return found.order_by("-id")


class RtiAct(ActRow):
    """One act of a request: what happened, when, by whom, and its words. Only ever added."""

    PARENT, SAID = "request", ("name", "words", "data")
    PERSONAL_DATA = {"words": "", "data": {}}
    VERBS = {
        "file": "filed",
        "extend": "extended",
        "price": "priced",
        "provide": "provided",
        "provide_part": "provided",
        "refuse": "refused",
        "lapse": "lapsed",
        "withdraw": "withdrawn",
        "appeal": "appealed",
        "order": "appeal_decided",
        "dismiss": "appeal_decided",
        transitions.HAND_ON: "handed_on",
        "note": "noted",
        "correct": "corrected",
    }
    # References and figures for the entry of the journal, of an act that is being done.
    told: Mapping[str, Any] = {}

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20, choices=choices_of(transitions.ACTS))
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.name} of {self.request_id}"

    def facts_of_act(self) -> Mapping[str, Any]:
        return self.told


class RtiAppeal(RowOfRecord):
    """One request is appealed once here; after that the Information Commission hears it."""

    ORDERED, DISMISSED = "ordered", "dismissed"
    OUTCOMES = {
        "": ("আপিলের সিদ্ধান্তের অপেক্ষায়", "Appeal waiting for a decision"),
        ORDERED: ("আপিল সঠিক: তথ্য দিতে হবে", "Appeal allowed: to be given"),
        DISMISSED: ("আপিল গ্রহণ করা হয়নি", "Appeal dismissed"),
    }

    PARENT, VERB = "request", "appealed"
    PERSONAL_DATA = {"grounds": "", "relief": "", "more": "", "late_reason": "", "decision": ""}

    request = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="appeal")
    # The appeal authority: the head of the office above.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="rti_appeals")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="rti_appeal")
    filed_at = models.DateTimeField()
    # The fields of form গ: what happened, why it wrongs the applicant, what is asked for, and what else.
    grounds = models.TextField()
    relief = models.TextField()
    more = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=choices_of(OUTCOMES))
    decision = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # By when the officer has to give what was ordered: a promise of its own, so that the first one's lateness
    # stays where it is.
    order_clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="rti_order")

    class Meta:
        indexes = [
            models.Index(
                fields=["post", "clock"], name="rti_appeals_open", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["post", "-closed_at"], name="rti_appeals_done", condition=Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"appeal of {self.request_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
