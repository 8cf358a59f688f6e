"""One visit to the counter, from the token to the end, whether or not there was an appointment: its acts, and
the calls by which desks claim whoever waits.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import choices_of, language, say_lazy
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.records.models import UNSEALED_KEY, KeyedActRow, Record, Row, StatedRecord
from ongikar.records.words import choices_of_states
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .rules.order import Waiting
from .rules.printed import MOST_DAYS, number_of_day
from .rules.times import Stretch
from .settings import queue_rules
from .transitions import AT_A_DESK, STATES, TRANSITIONS


class CounterDay(Row):
    """A day of the counter: whoever draws a token or calls somebody holds its row, so that each does so in
    turn.
    """

    UNSEALED = {"last": "the highest token of the day, which the visits hold"}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="counter_days", db_index=False)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="one_counter_day")]

    def __str__(self) -> str:
        return f"counter of office {self.office_id} on {self.day}"


class VisitQuerySet(SealedQuerySet):
    def of_day(self, office: Office, day: Any) -> "VisitQuerySet":
        return self.filter(office=office, day=day).order_by("token")

    def of_subject(self, reference: SubjectReference) -> "VisitQuerySet":
        """Those of one thing, the newest first."""
        return self.filter(subject_type=reference[0], subject_id=reference[1]).order_by("-id")


class Visit(StatedRecord):
    """Nobody's name stands here: a person is their token, and what they came for a key of the charter or a
    reference. `state` is a cache of the fold of its acts.
    """

    SUBJECT, TRANSITIONS = "visit", TRANSITIONS
    UNSEALED = UNSEALED_KEY
    # That somebody is aged or pregnant tells of a person as soon as the visit points at their case.
    PERSONAL_DATA = {"priority": "", "subject_type": "", "subject_id": None}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visits", db_index=False)
    day = models.DateField(say_lazy("দিন", "Day"))
    # From 1 each day, without a gap.
    token = models.PositiveIntegerField(say_lazy("টোকেন", "Token"))
    # The number on a token that was printed beforehand, which the person then holds.
    printed = models.PositiveIntegerField(say_lazy("আগে ছাপা টোকেন", "Printed token"), null=True)
    # What it is about, such as a case or an appointment; "" and null of most.
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    # The code of the service that is wanted; "" where nobody asked.
    purpose = models.CharField(say_lazy("কী কাজে", "What for"), max_length=40, blank=True)
    # A group of the office's rules that is called earlier; "" of most.
    priority = models.CharField(say_lazy("অগ্রাধিকার", "Priority"), max_length=20, blank=True)
    arrived_at = models.DateTimeField(say_lazy("কখন এসেছেন", "Arrived"))
    # Later than the arrival where it was written on paper first.
    entered_at = models.DateTimeField()
    appointment_at = models.DateTimeField(say_lazy("নেওয়া সময়", "Appointment"), null=True)
    state = models.CharField(
        say_lazy("অবস্থা", "State"),
        max_length=10,
        default=transitions.WAITING,
        choices=choices_of_states(STATES),
    )
    submission = models.CharField(max_length=80, unique=True)

    objects = VisitQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("কাউন্টারে আসা", "visit to the counter")
        verbose_name_plural = say_lazy("কাউন্টারে আসা", "Visits to the counter")
        constraints = [
            # A day is read off it, in the order of its tokens.
            models.UniqueConstraint(fields=["office", "day", "token"], name="one_visit_a_token"),
            models.UniqueConstraint(
                fields=["office", "printed"],
                name="one_visit_a_printed_token",
                violation_error_code="printed",
                violation_error_message=say_lazy(
                    "এই টোকেন আগেই লেখা হয়েছে। নম্বরটি মিলিয়ে দেখুন।",
                    "This token was entered before. Check its number.",
                ),
            ),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="a_visit_has_a_state"),
            models.CheckConstraint(
                condition=Q(entered_at__gte=F("arrived_at")), name="a_visit_is_entered_after_it"
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "-id"],
                name="visits_of_a_subject",
                # As SQLite sees by itself of a key that is asked for, and would not of a type.
                condition=Q(subject_id__isnull=False),
            ),
            models.Index(
                fields=["office", "day"],
                name="visits_to_forget",
                condition=~Q(priority="", subject_type=""),
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.token} of {self.day}"

    @property
    def number(self) -> str:
        """What the person holds in hand and the board shows: ১২, or P-17 of one that was printed before."""
        if self.printed is None:
            return digits(self.token, language())
        return printed_number(self.printed)

    @property
    def waits_from(self) -> datetime:
        """Whoever came early for an appointment waits from its time on."""
        return max(self.arrived_at, self.appointment_at or self.arrived_at)

    @property
    def is_at_a_desk(self) -> bool:
        return self.state in AT_A_DESK

    @property
    def open_call(self) -> "VisitCall | None":
        """The one that runs; asked of the database anew."""
        return self.calls.filter(ended_at__isnull=True).select_related("desk").first()

    def waiting(self) -> Waiting:
        return Waiting(self.token, self.arrived_at, self.priority, self.appointment_at)

    def require_today(self, now: datetime) -> None:
        require(
            self.day == now.astimezone(TZ).date(),
            "",
            "এই টোকেন {day}-এর। আজ এলে নতুন টোকেন দিন।",
            "This token is of {day}. Whoever came today needs a new one.",
            day=self.day,
        )

    def check_opening(self, now: datetime) -> None:
        if self.printed is None:
            self.require_today(now)
        else:
            self.require_fresh_paper(now)
        self.require_group(now)
        if self.appointment_at is not None:
            require(
                self.appointment_at.astimezone(TZ).date() == self.day,
                "",
                "নেওয়া সময়টি আজকের নয়। তার দিনে আসতে বলুন, অথবা সময় ছাড়া টোকেন দিন।",
                "The appointment is not of today. Ask them to come on its day, or give a token without it.",
            )

    def require_fresh_paper(self, now: datetime) -> None:
        require(
            self.arrived_at <= now,
            "arrived_at",
            "এই সময় এখনো আসেনি। কাগজের সঙ্গে মিলিয়ে লিখুন।",
            "This time has not come yet. Check it against the paper.",
        )
        require(
            now.astimezone(TZ).date() - self.day <= timedelta(days=MOST_DAYS),
            "printed",
            "{n} দিনের বেশি আগের টোকেন আর লেখা যায় না।",
            "A token more than {n} [day|days] old can no longer be entered.",
            n=MOST_DAYS,
        )

    def check_change(self, now: datetime) -> None:
        self.require_today(now)
        self.require_group(now)

    def require_group(self, now: datetime) -> None:
        if self.priority and queue_rules(self.office, self.day).group(self.priority) is None:
            raise ActFault("priority", "তালিকা থেকে একটি অগ্রাধিকার বেছে নিন।", "Choose a priority from the list.")

    def forget(self) -> None:
        """What is left tells of nobody."""
        for name, left in self.PERSONAL_DATA.items():
            setattr(self, name, left)
        self.save(update_fields=list(self.PERSONAL_DATA))

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.entered_at = max(now, self.arrived_at)


def printed_number(number: int) -> str:
    """প-১৭, P-17: never to be taken for a token of the day."""
    shown = digits(number_of_day(number), language())
    return f"প-{shown}" if language() == "bn" else f"P-{shown}"


class VisitAct(KeyedActRow):
    """One act of a visit. Only ever added."""

    PARENT = "visit"
    VERBS = {
        transitions.ARRIVE: "arrived",
        transitions.CALL: "called",
        transitions.CALL_AGAIN: "called_again",
        transitions.BEGIN: "begun",
        transitions.SERVE: "served",
        transitions.SEND_FOR_PAPER: "sent_for_paper",
        transitions.RETURN: "returned",
        transitions.PARK: "parked",
        transitions.TAKE_UP: "taken_up",
        transitions.MISS: "missed",
        transitions.WAIT_AGAIN: "waits_again",
        transitions.LEAVE: "left",
        transitions.DAY_OVER: "day_over",
        transitions.SERVED_ON_PAPER: "served_on_paper",
        transitions.MISSED_ON_PAPER: "missed_on_paper",
        transitions.LEFT_ON_PAPER: "left_on_paper",
    }

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20, choices=choices_of(transitions.ACTS))

    class Meta(KeyedActRow.Meta):
        verbose_name = say_lazy("কাজ", "act of a visit")

    def __str__(self) -> str:
        return f"{self.name} of visit {self.visit_id}"

    def check_act(self, now: datetime) -> None:
        if self.name in transitions.ON_PAPER.values():
            require(
                self.visit.printed is not None,
                "",
                "শুধু আগে ছাপা টোকেন কাগজ থেকে লেখা যায়।",
                "Only a token that was printed beforehand is entered later.",
            )
        elif self.name != transitions.DAY_OVER:
            self.visit.require_today(now)
        if self.name == transitions.MISS:
            self.require_calls()

    def require_calls(self) -> None:
        """Nobody is missed who was not called as often as the office says."""
        wanted = queue_rules(self.visit.office, self.visit.day).calls
        call = self.visit.open_call
        require(
            call is not None and call.times >= wanted,
            "",
            "আগে অন্তত {n} বার ডাকুন।",
            "Call at least {n} [time|times] first.",
            n=wanted,
        )


class VisitCall(Row):
    """A desk's claim to a visit, and its times. One is open of a visit and one at a desk, so two clerks never
    call one person: the database refuses the second.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visit_calls", db_index=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="calls")
    day = models.DateField()
    desk = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="visit_calls", db_index=False)
    called_at = models.DateTimeField()
    # What the board shows; later than the first where the person was called again.
    last_called_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    # When the person stood at the desk; null where nobody pressed that.
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The act that ended it.
    ended_by = models.CharField(max_length=20, blank=True, choices=choices_of(transitions.ACTS))

    class Meta:
        verbose_name = say_lazy("ডাক", "call")
        constraints = [
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(ended_at__isnull=True),
                name="one_open_call_a_visit",
                violation_error_message=say_lazy(
                    "তাঁকে এর মধ্যে অন্য ডেস্ক ডেকেছে।", "Another desk has called this person meanwhile."
                ),
            ),
            models.UniqueConstraint(
                fields=["desk"],
                condition=Q(ended_at__isnull=True),
                name="one_open_call_a_desk",
                violation_error_message=say_lazy(
                    "এই ডেস্কে এখনো একজন আছেন। আগে তাঁর কাজ শেষ করুন।",
                    "Somebody is still at this desk. Finish with them first.",
                ),
            ),
            models.CheckConstraint(
                condition=Q(last_called_at__gte=F("called_at"))
                & (Q(begun_at__isnull=True) | Q(begun_at__gte=F("called_at")))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("called_at")))
                & (Q(ended_at__isnull=True) | Q(begun_at__isnull=True) | Q(ended_at__gte=F("begun_at"))),
                name="a_call_takes_no_negative_time",
            ),
        ]
        indexes = [
            # The board, and the figures of a day.
            models.Index(fields=["office", "day", "-last_called_at"], name="visit_calls_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"call of visit {self.visit_id} to post {self.desk_id}"

    @property
    def record(self) -> Record:
        return self.visit

    @property
    def stretch(self) -> Stretch:
        return Stretch(
            self.called_at, self.begun_at, self.ended_at, self.ended_by not in transitions.NO_SERVICE
        )

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"post": self.desk_id}


class VoiceClip(Row):
    """One thing that the board says, in the voice of somebody of the office (voice.py): a number, a word, or
    where to come. `frames`: the sound without the head of its file.
    """

    UNSEALED = {"frames": "the sound itself, whose digest is sealed", "recorded_at": "the journal says when"}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="voice_clips", db_index=False)
    key = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64, blank=True)
    frames = models.BinaryField(default=bytes)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_clip_of_each")]
