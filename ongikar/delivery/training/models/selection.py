"""How the list was frozen, objected to, drawn and ranked, and who is offered which seat: each is kept as it
was, also when a later one takes its place.

No code can sell a seat twice: two living offers of one seat, or of one application, are refused by the
database itself.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, say_lazy
from ongikar.delivery.training import states
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import DIGEST
from ongikar.people.models import GONE, User
from ongikar.records.models import UNSEALED_KEY, Record, RowOfRecord

from .application import Application
from .batch import LANGUAGES, Batch
from .call import Call


class Freeze(RowOfRecord):
    """The list of those who may be chosen, fixed with its hash before the value of the draw can be known."""

    PARENT, VERB = "batch", states.FREEZE

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="freezes", db_index=False)
    # The first freeze of the batch, or the one after it was opened again from above.
    ordinal = models.PositiveSmallIntegerField()
    # One line an application, as rules/selection/lots.py writes it: its hash is of this text.
    list_text = models.TextField()
    list_sha256 = models.CharField(max_length=64)
    rule_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # Until when it may be objected to; null of lists older than that: until their draw.
    objections_until = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["batch", "ordinal"], name="one_freeze_an_ordinal")]

    def __str__(self) -> str:
        return f"freeze {self.ordinal} of batch {self.batch_id}"

    @property
    def list_name(self) -> str:
        """The file in which anybody reads the list."""
        return f"list-{self.ordinal}.txt"


class DrawEntry(RowOfRecord):
    """The value of the draw as one person read and typed it: two type it, and it holds where both agree."""

    PARENT, VERB = "freeze__batch", "value_typed"

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="entries", db_index=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Counted up where the two did not agree and both typed anew.
    attempt = models.PositiveSmallIntegerField(default=1)
    values = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["freeze", "attempt", "by"], name="one_entry_a_person")]

    def __str__(self) -> str:
        return f"entry {self.pk} of freeze {self.freeze_id}"

    def find_known(self) -> Any:
        """A second one of the same person is refused (actions/drawing.py)."""
        return None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at = now


class Draw(RowOfRecord):
    """The one draw of a frozen list: the values from outside, and the seed they make with list and rule."""

    PARENT, VERB = "freeze__batch", states.DRAW
    SEALED_AS = {"witnesses": DIGEST}

    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="draw")
    source = models.CharField(max_length=10, choices=choices_of(Call.DRAW_SOURCE_WORDS))
    values = models.JSONField()
    seed = models.CharField(max_length=64)
    # Who saw it, a line each: applicants by their rolls, others by post.
    witnesses = models.JSONField(default=list)
    minutes = models.TextField(blank=True)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # When its result was published.
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"draw of freeze {self.freeze_id}"


class Standing(RowOfRecord):
    """Where one application stands in a draw, for which seat it was chosen at first, and why."""

    PARENT, VERB = "application", states.RANK
    PERSONAL_DATA = {"reason": {}}

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="standings", db_index=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="standings")
    # In the strict order of the rule, from 1; every applicant of the list has one.
    position = models.PositiveIntegerField()
    points = models.PositiveIntegerField()
    lot = models.CharField(max_length=64)
    # open, minimum:women, set_aside:ethnic; "": not chosen at first.
    seat_sort = models.CharField(max_length=30, blank=True)
    # What rules/selection/explain.py tells of it.
    reason = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="one_standing_a_position"),
            models.UniqueConstraint(fields=["draw", "application"], name="one_standing_an_application"),
        ]

    def __str__(self) -> str:
        return f"position {self.position} of draw {self.draw_id}"


class Objection(Record):
    """Of somebody who is on the list or missing from it. Only added; answered by a row of its own.

    An applicant is known by their application; anybody else gives name and mobile.
    """

    SUBJECT = "objection"
    UNSEALED = UNSEALED_KEY
    # Of one who applied there is no name, and none is left (`forget`).
    PERSONAL_DATA = {"name": GONE, "mobile": "", "words": ""}
    LEFT_OUT, POINTS, GROUP, MAY_NOT, OTHER = "left_out", "points", "group", "may_not", "other"
    ABOUT_WORDS = {
        LEFT_OUT: ("তালিকায় থাকার কথা, কিন্তু নেই", "Somebody who should be on the list is not"),
        POINTS: ("নম্বর বা তথ্য ভুল", "Points or facts are wrong"),
        GROUP: ("সংরক্ষিত দলের হিসাব ভুল", "A reserved group is wrong"),
        MAY_NOT: ("তালিকায় আছেন, কিন্তু যোগ্য নন", "Somebody on the list may not take part"),
        OTHER: ("অন্য কিছু", "Something else"),
    }

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="objections", db_index=False)
    # Counted up for each list: as the page of the list calls it.
    ordinal = models.PositiveIntegerField()
    application = models.ForeignKey(
        Application, null=True, on_delete=models.PROTECT, related_name="objections", db_index=False
    )
    about = models.CharField(max_length=10, choices=choices_of(ABOUT_WORDS))
    # The line of the list that it is about, where one was named.
    roll = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=200, blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=2, default="bn", choices=LANGUAGES)
    words = models.TextField()
    made_at = models.DateTimeField()
    # Sent twice is made once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["freeze", "ordinal"], name="one_objection_an_ordinal"),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | ~Q(name=""), name="an_objection_is_of_somebody"
            ),
        ]
        indexes = [
            # Of those who have no application: with whose case it would be forgotten.
            models.Index(
                fields=["office", "made_at"],
                name="objections_to_forget",
                condition=Q(application__isnull=True) & ~Q(name=GONE),
            ),
            # Of the few that have one: an index of all would be taken to find those to forget.
            models.Index(
                fields=["application"],
                name="objections_of_an_applicant",
                condition=Q(application__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"

    def lock(self) -> None:
        """Beneath its batch: what is drawn and what is objected to wait in turn."""
        self.freeze.batch.lock()
        super().lock()

    def forget(self) -> None:
        """Empty what tells of a person; that there was one, about what, and how it was answered, stays."""
        self.words = self.mobile = ""
        self.name = "" if self.application_id else GONE
        self.save(update_fields=["words", "mobile", "name"])
        for answer in ObjectionAnswer.objects.filter(objection=self):
            answer.reason = ""
            answer.save(update_fields=["reason"])


class ObjectionAnswer(RowOfRecord):
    """Accepted or refused, once, with the reason that everybody reads. `roll`: the line of the list that is
    to be put right.
    """

    PARENT, VERB = "objection", "answered"
    PERSONAL_DATA = {"reason": ""}

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="answer")
    is_accepted = models.BooleanField()
    roll = models.PositiveIntegerField(null=True)
    reason = models.TextField(say_lazy("কারণ", "Reason"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"answer to objection {self.objection_id}"

    def find_known(self) -> Any:
        return type(self).objects.filter(objection=self.objection).first()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at = now

    def check_act(self, now: datetime) -> None:
        """Accepted is what can still be put right, and of which it is known what."""
        if not self.is_accepted:
            return
        batch = self.objection.freeze.batch
        require(
            batch.state in (states.FROZEN, states.CLOSED),
            "",
            "তালিকাটি আর সংশোধন করা যায় না; লটারি হয়ে গেছে বা ব্যাচটি বাতিল।",
            "The list can no longer be corrected: it was drawn, or the batch was cancelled.",
        )
        require(
            self.roll is not None and Application.objects.filter(call__batch=batch, roll=self.roll).exists(),
            "roll",
            "কোন রোলের লাইন ঠিক করতে হবে, লিখুন।",
            "Write the roll whose line is to be put right.",
        )

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"what": "accepted" if self.is_accepted else "refused"}


class Seat(RowOfRecord):
    """One seat of a batch, made with it. Where the plan has fewer seats later, those above its number are
    never offered.
    """

    PARENT, VERB = "batch", states.PLAN

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="seat_rows", db_index=False)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_seat_a_number")]

    def __str__(self) -> str:
        return f"seat {self.number} of batch {self.batch_id}"


class Offer(RowOfRecord):
    """A seat offered to one application until a moment; it holds the seat while it is open or accepted. Only
    what has locked the batch writes it.
    """

    PARENT, VERB = "application", states.OFFER
    OPEN, ACCEPTED, DECLINED, EXPIRED = "open", "accepted", "declined", "expired"
    # Taken and given back, by the person or since they did not come.
    GIVEN_BACK = "given_back"
    STATE_WORDS = {
        OPEN: ("উত্তর বাকি", "To answer"),
        ACCEPTED: ("নিয়েছেন", "Taken"),
        DECLINED: ("নেননি", "Declined"),
        EXPIRED: ("সময় শেষ", "Expired"),
        GIVEN_BACK: ("ছেড়ে দিয়েছেন", "Given back"),
    }
    HOLDING = frozenset({OPEN, ACCEPTED})

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="offers")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, default=OPEN, choices=choices_of(STATE_WORDS))
    # For which sort of seat: as Standing.seat_sort has it.
    seat_sort = models.CharField(max_length=30, blank=True)
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # By which way it was answered.
    via = models.CharField(max_length=10, blank=True, choices=choices_of(states.VIA_WORDS))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], name="a_seat_is_offered_to_one", condition=Q(state__in=("accepted", "open"))
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="an_application_has_one_seat",
                condition=Q(state__in=("accepted", "open")),
            ),
        ]
        indexes = [models.Index(fields=["expires_at", "id"], name="offers_to_end", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"offer {self.pk}"
