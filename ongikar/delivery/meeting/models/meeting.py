"""One meeting: when and where, what stands on its agenda, who was there, what was decided and said of earlier
decisions, and its minutes in versions.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.delivery.meeting.rules import ABSENT, APOLOGY, PRESENT, REPRESENTED
from ongikar.delivery.meeting.transitions import STATE_WORDS
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_columns import VALUE
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Post
from ongikar.people.models import GONE, Contact, User
from ongikar.records.models import UNSEALED_KEY, ActRow, RowOfRecord, StatedRecord
from ongikar.records.words import choices_of_states
from ongikar.tasks.models import Task
from ongikar.tasks.models.secret_link import SecretLink
from ongikar.tasks.models.task import MOST_TITLE

from .. import transitions
from ..transitions import ADJOURNED, CALLED, CANCELLED, HELD, STATES, VOID
from .committee import Committee, Membership

MOST_SUBJECT = 300


class MeetingQuerySet(SealedQuerySet):
    def with_related(self) -> "MeetingQuerySet":
        return self.select_related("committee__office", "case", "notice", "letter", "confirms", "gathering")


class Meeting(StatedRecord):
    """`state` is a cache of the fold of its acts (transitions.py)."""

    SUBJECT, TRANSITIONS = "meeting", transitions.TRANSITIONS
    UNSEALED = UNSEALED_KEY
    SEALED_AS = dict.fromkeys(("title", "place"), VALUE)
    PERSONAL_DATA = {"haste": "", "corrections": ""}
    AS_IS, CORRECTED = CONFIRMATIONS = ("as_is", "corrected")
    CONFIRMATION_WORDS = {AS_IS: ("দৃঢ়ীকরণ হলো", "Confirmed"), CORRECTED: ("সংশোধনসহ", "With corrections")}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="meetings", db_index=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    # The promise that it keeps; null of a meeting that the charter promises to nobody.
    case = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="meetings", db_index=False
    )
    # Of its committee, from 1 on: decision 3 of meeting 9 is 9.3.
    number = models.PositiveSmallIntegerField()
    title = models.CharField(say_lazy("বিষয়", "Subject"), max_length=200)
    place = models.CharField(say_lazy("কোথায়", "Where"), max_length=200)
    starts_at = models.DateTimeField(say_lazy("কবে", "When"))
    state = models.CharField(max_length=10, default=CALLED, choices=choices_of_states(STATE_WORDS))
    # Why it was called with less notice than the committee's rule asks for.
    haste = models.CharField(max_length=300, blank=True)
    # When and where it is for calendars and invitations; one that was moved has the newest.
    gathering = models.OneToOneField(Gathering, null=True, on_delete=models.PROTECT, related_name="meeting")
    # The letters by which its notice and its minutes went.
    notice = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    # The earlier meeting whose minutes were confirmed here, how, and what was corrected of them.
    confirms = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="confirmed_in", db_index=False
    )
    confirmation = models.CharField(max_length=10, blank=True, choices=choices_of(CONFIRMATION_WORDS))
    corrections = models.TextField(blank=True)
    # The quorum with its parts as it was when the sitting ended; empty before.
    quorum = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    # Whether names and words were emptied: its retention period is over.
    is_emptied = models.BooleanField(default=False)
    # Sent twice is called once.
    submission = models.CharField(max_length=64, unique=True)

    objects = MeetingQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("সভা", "meeting")
        verbose_name_plural = say_lazy("সভা", "Meetings")
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_meeting_a_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(case__isnull=False) & ~Q(state__in=[ADJOURNED, CANCELLED]),
                name="one_sitting_at_a_time_of_a_case",
                violation_error_message=say_lazy(
                    "এই মাসের সভা আগেই ডাকা হয়েছে।", "This month’s meeting has been called already."
                ),
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_meeting_has_a_state"),
            models.CheckConstraint(
                condition=Q(state__in=["called", "sitting", "adjourned", "cancelled"]) | ~Q(quorum={}),
                name="a_meeting_that_was_held_had_its_quorum_counted",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-starts_at", "-id"], name="meetings_newest"),
            models.Index(fields=["committee", "-starts_at", "-id"], name="meetings_of_a_committee"),
            models.Index(fields=["case"], name="meetings_of_a_case", condition=Q(case__isnull=False)),
            models.Index(
                fields=["office", "starts_at"],
                name="meetings_under_way",
                condition=Q(state__in=[CALLED, "sitting", HELD, "circulated", "approved"]),
            ),
            models.Index(
                fields=["office", "ended_at"],
                name="meetings_to_empty",
                condition=Q(is_emptied=False, ended_at__isnull=False),
            ),
            models.Index(
                fields=["confirms"], name="meetings_that_confirm", condition=Q(confirms__isnull=False)
            ),
        ]

    def act(self, name: str, words: str = "", **data: Any) -> "MeetingAct":
        """One that is not written yet."""
        return MeetingAct(meeting=self, name=name, words=words, data=data)

    @property
    def is_void(self) -> bool:
        return self.state in VOID

    @property
    def number_words(self) -> str:
        return say("সভা {n}", "Meeting {n}", n=self.number)


class MeetingAct(ActRow):
    """One act of a meeting: what happened, when, by whom, and its words. Only ever added."""

    PARENT = "meeting"
    VERBS = {
        transitions.CALL: "called",
        transitions.ARRANGE: "arranged",
        transitions.MOVE: "moved",
        transitions.CANCEL: "cancelled",
        transitions.OPEN: "opened",
        transitions.RECORD: "recorded",
        transitions.FINISH: "held",
        transitions.ADJOURN: "adjourned",
        transitions.REWRITE: "rewritten",
        transitions.CIRCULATE: "circulated",
        transitions.APPROVE: "approved",
        transitions.RETURN: "returned",
        transitions.ISSUE: "issued",
    }
    PERSONAL_DATA = {"words": "", "data": {}}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12, choices=choices_of(transitions.ACT_WORDS))
    data = models.JSONField(default=dict)
    # For the journal, beside the row.
    facts: Mapping[str, Any] = {}

    def __str__(self) -> str:
        return f"{self.name} of meeting {self.meeting_id}"

    def find_known(self) -> Any:
        """A sheet is kept as often as it is sent; any other act its table refuses a second time."""
        return None

    def facts_of_act(self) -> Mapping[str, Any]:
        return self.facts


class SheetRow(RowOfRecord):
    """A row of the sheet of a sitting, which is written as a whole (sitting.py)."""

    PARENT, VERB = "meeting", "recorded"

    class Meta:
        abstract = True


class AgendaItem(SheetRow):
    """One new item. What every agenda opens with, the last minutes and all open decisions, needs no rows."""

    VERB = "arranged"
    PERSONAL_DATA = {"discussion": ""}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items", db_index=False)
    position = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=MOST_SUBJECT)
    discussion = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_place")]

    def __str__(self) -> str:
        return f"item {self.position} of meeting {self.meeting_id}"


class Attendance(SheetRow):
    """Whether one seat was taken at one meeting; without a row nobody has said so yet."""

    # By the codes of delivery/meeting/rules.py.
    VALUE_WORDS = {
        PRESENT: say_lazy("উপস্থিত", "Present"),
        REPRESENTED: say_lazy("প্রতিনিধি", "Delegate"),
        APOLOGY: say_lazy("ছুটি", "Apology"),
        ABSENT: say_lazy("নেই", "Absent"),
    }
    PERSONAL_DATA = {"name": GONE, "delegate": ""}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance", db_index=False)
    seat = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendance")
    value = models.CharField(max_length=12, choices=list(VALUE_WORDS.items()))
    # Who held the seat then, as they were called: posts and contacts change hands.
    name = models.CharField(max_length=300)
    # Who sat there for them.
    delegate = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="a_seat_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.value} of seat {self.seat_id} at {self.meeting_id}"


class Decision(SheetRow):
    """One decision: somebody does something by a day. When the sitting ends it becomes a task."""

    SUBJECT = "decision"
    PERSONAL_DATA = {"words": GONE}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    # 3 of 9.3; the order in which they were taken.
    serial = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=MOST_TITLE)
    owner_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    owner_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="decisions_owed"
    )
    due = models.DateField()
    # Null while the sitting goes on.
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="decision")

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "serial"], name="one_decision_a_serial"),
            models.CheckConstraint(
                condition=Q(owner_post__isnull=True) ^ Q(owner_contact__isnull=True),
                name="a_decision_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.serial} of meeting {self.meeting_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def owner(self) -> Post | Contact:
        return self.owner_post or not_none(self.owner_contact)

    @property
    def number(self) -> str:
        """9.3, in Latin figures."""
        return f"{self.meeting.number}.{self.serial}"


class Ruling(SheetRow):
    """What a meeting said of one open decision of an earlier one, by the task that it is."""

    GO_ON, DONE, BACK, EXTEND, DROP = RULINGS = ("go_on", "done", "back", "extend", "drop")
    RULING_WORDS = {
        GO_ON: say_lazy("চলবে", "Goes on"),
        DONE: say_lazy("প্রমাণ দেখে শেষ", "Done, proof seen"),
        BACK: say_lazy("প্রমাণ যথেষ্ট নয়, ফেরত", "Proof not enough, sent back"),
        EXTEND: say_lazy("নতুন শেষ দিন", "New last day"),
        DROP: say_lazy("বাদ, কারণসহ", "Dropped, with reason"),
    }
    PERSONAL_DATA = {"words": ""}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="rulings", db_index=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="rulings")
    ruling = models.CharField(max_length=8, default=GO_ON, choices=list(RULING_WORDS.items()))
    # Of a new last day, and why it is moved, dropped or sent back.
    until = models.DateField(null=True)
    words = models.TextField(blank=True)
    # How the task stood when the sitting ended: its state and last day, and by how many working days it was
    # late; empty before.
    standing = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "task"], name="a_decision_is_ruled_on_once")
        ]

    def __str__(self) -> str:
        return f"{self.ruling} of task {self.task_id} in {self.meeting_id}"


class Minutes(SheetRow):
    """One version of the minutes, never edited: all that is printed, and its hash."""

    VERB = "rewritten"
    PERSONAL_DATA = {"data": {}, "note": ""}

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes", db_index=False)
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # What was changed from the version before, and why.
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="one_minutes_a_version")]

    def __str__(self) -> str:
        return f"minutes {self.version} of meeting {self.meeting_id}"


class MinutesLink(SecretLink):
    """An address by which the chair outside reads one version of the minutes and approves it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="minutes_links")

    def __str__(self) -> str:
        return f"link {self.pk} of the minutes"
