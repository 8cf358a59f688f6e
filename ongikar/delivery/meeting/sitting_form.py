"""The page of a sitting as one form: attendance, the last minutes, open decisions, and what is new.

All of it is sent with every press, so that it works without script and nothing that was typed is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, say
from ongikar.delivery.meeting.rules import REPRESENTED
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task
from ongikar.tasks.models.task import MOST_TITLE
from ongikar.tasks.owners import owner_choices, owner_of, vacancy_fault

from .agenda import Agenda, number_pair
from .decision_effects import possible_rulings
from .models import AgendaItem, Meeting, Membership, Ruling
from .sitting import DecisionEntry, RulingEntry, SeatEntry, SittingSheet
from .wording import CAPACITY_WORDS, RULING_WORDS, VALUE_WORDS, decision_number

# Empty lines below the decisions of an item; "another decision" keeps the sheet and shows as many again.
SPARE = 2
MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class SeatLine:
    seat: Membership
    title: str
    capacity: str
    field: forms.BoundField
    delegate: forms.BoundField
    reply: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    task: Task
    number: str
    ruling: forms.BoundField
    until: forms.BoundField | None
    words: forms.BoundField


@dataclass(frozen=True, slots=True)
class DecisionLine:
    words: forms.BoundField
    owner: forms.BoundField
    due: forms.BoundField


@dataclass(frozen=True, slots=True)
class ItemPart:
    item: AgendaItem
    discussion: forms.BoundField
    lines: list[DecisionLine]


class SittingForm(Form):
    """Bound or not, its fields are those of the meeting's own seats, open decisions and items."""

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        seats: Sequence[Membership],
        agenda: Agenda,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.seats, self.agenda, self.now = meeting, seats, agenda, now
        self.owners = [("", say("পদ বা বাইরের কেউ", "A post, or somebody outside"))]
        self.owners += owner_choices(meeting.office, now.astimezone(TZ).date())
        self.add_seats()
        self.add_confirmation()
        self.add_rulings()
        self.add_items()
        for field in self.fields.values():
            # Most of a sheet is empty while the sitting goes on: to say so at every line helps nobody.
            field.optional_mark = False  # type: ignore[attr-defined]

    def add_seats(self) -> None:
        stands = {row.seat_id: row for row in self.meeting.attendance.all()}
        for seat in self.seats:
            row = stands.get(seat.pk)
            field = ChoiceField(
                label=seat.title,
                choices=list(VALUE_WORDS.items()),
                required=False,
                initial=row.value if row else "",
            )
            self.fields[f"seat-{seat.pk}"] = field
            self.fields[f"delegate-{seat.pk}"] = TextField(
                label=say("প্রতিনিধির নাম, {title}", "Delegate of {title}", title=seat.title),
                required=False,
                initial=row.delegate if row else "",
                width="",
            )

    def add_confirmation(self) -> None:
        if self.agenda.last is None:
            return
        self.fields["confirmation"] = ChoiceField(
            label=say("আগের সভার কার্যবিবরণী", "Minutes of the last meeting"),
            choices=choices_of(Meeting.CONFIRMATION_WORDS),
            required=False,
            initial=self.meeting.confirmation,
        )
        self.fields["corrections"] = TextField(
            label=say("কী সংশোধন হলো", "What was corrected"),
            required=False,
            initial=self.meeting.corrections,
            lines=2,
            max_length=2000,
            width="",
        )

    def add_rulings(self) -> None:
        stands = {row.task_id: row for row in self.meeting.rulings.all()}
        for task in self.agenda.open:
            row, number = stands.get(task.pk), decision_number(number_pair(task))
            possible = possible_rulings(task, self.now)
            field = ChoiceField(
                label=say("সভায় কী ঠিক হলো, {number}", "What was decided, {number}", number=number),
                choices=[(name, RULING_WORDS[name]) for name in possible],
                required=False,
                initial=row.ruling if row and row.ruling in possible else Ruling.GO_ON,
                many=True,
                width="",
            )
            # The task moved on while the page was open: the choice is judged by the action, in its words.
            self.fields[f"ruling-{task.pk}"] = field
            if Ruling.EXTEND in possible:
                self.fields[f"until-{task.pk}"] = DayField(
                    label=say("নতুন শেষ দিন, {number}", "New last day, {number}", number=number),
                    required=False,
                    initial=row.until if row else None,
                    width="",
                )
            self.fields[f"why-{task.pk}"] = TextField(
                label=say("কারণ বা মন্তব্য, {number}", "Reason or remark, {number}", number=number),
                required=False,
                initial=row.words if row else "",
                max_length=1000,
                width="",
            )

    def add_items(self) -> None:
        decided: dict[int, list[Any]] = {}
        for each in self.meeting.decisions.all():
            decided.setdefault(each.item_id, []).append(each)
        for item in self.agenda.items:
            self.fields[f"item-{item.pk}"] = TextField(
                label=say("আলোচনা", "Discussion"),
                required=False,
                initial=item.discussion,
                lines=3,
                max_length=8000,
                width="",
            )
            known = decided.get(item.pk, [])
            for place in range(self.line_count(item, len(known))):
                decision = known[place] if place < len(known) else None
                self.add_line(item, place, decision)

    def line_count(self, item: AgendaItem, known: int) -> int:
        """As many lines as were sent, or as stand there with some to spare."""
        if self.is_bound:
            sent = (f"words-{item.pk}-{place}" in self.data for place in range(MOST_LINES))
            return max(sum(sent), known)
        return min(known + SPARE, MOST_LINES)

    def add_line(self, item: AgendaItem, place: int, decision: Any) -> None:
        key, n = f"{item.pk}-{place}", place + 1
        self.fields[f"words-{key}"] = TextField(
            label=say("কী করা হবে, {n}", "What is to be done, {n}", n=n),
            required=False,
            initial=decision.words if decision else "",
            max_length=MOST_TITLE,
            width="",
        )
        owner = ""
        if decision:
            is_post = decision.owner_post_id is not None
            owner = f"post-{decision.owner_post_id}" if is_post else f"contact-{decision.owner_contact_id}"
        self.fields[f"owner-{key}"] = ChoiceField(
            label=say("কে করবেন, {n}", "By whom, {n}", n=n),
            choices=self.owners,
            required=False,
            initial=owner,
            many=True,
            width="",
        )
        self.fields[f"due-{key}"] = DayField(
            label=say("শেষ দিন, {n}", "Last day, {n}", n=n),
            required=False,
            initial=decision.due if decision else None,
            width="",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for item in self.agenda.items:
            for place in self.places(item):
                self.require_whole_line(f"{item.pk}-{place}")
        return cleaned

    def places(self, item: AgendaItem) -> Iterator[int]:
        return (place for place in range(MOST_LINES) if f"words-{item.pk}-{place}" in self.fields)

    def require_whole_line(self, key: str) -> None:
        """A decision that nobody owns, or that has no day, is none."""
        given = {name: self.cleaned_data.get(f"{name}-{key}") for name in ("words", "owner", "due")}
        if not any(given.values()):
            return
        missing = {
            "words": say("কী করা হবে, লিখুন", "Write what is to be done"),
            "owner": say("কে করবেন, বেছে নিন", "Choose who does it"),
            "due": say("শেষ দিন লিখুন", "Write the last day"),
        }
        for name, words in missing.items():
            if not given[name] and f"{name}-{key}" not in self.errors:
                self.add_error(f"{name}-{key}", ValidationError(words, NAMELESS))
        if given["owner"]:
            owner = owner_of(self.meeting.office, given["owner"])
            day = self.now.astimezone(TZ).date()
            if fault := vacancy_fault(owner, day) if owner else missing["owner"]:
                self.add_error(f"owner-{key}", ValidationError(fault, NAMELESS))

    @property
    def sheet(self) -> SittingSheet:
        """What the page says, of a form that is valid."""
        given = self.cleaned_data
        attendance = {
            seat.pk: SeatEntry(
                given[f"seat-{seat.pk}"],
                given[f"delegate-{seat.pk}"] if given[f"seat-{seat.pk}"] == REPRESENTED else "",
            )
            for seat in self.seats
            if given[f"seat-{seat.pk}"]
        }
        rulings = {
            task.pk: RulingEntry(
                given[f"ruling-{task.pk}"] or Ruling.GO_ON,
                given.get(f"until-{task.pk}"),
                given[f"why-{task.pk}"],
            )
            for task in self.agenda.open
        }
        return SittingSheet(
            attendance=attendance,
            confirmation=given.get("confirmation", ""),
            corrections=given.get("corrections", ""),
            rulings=rulings,
            discussions={item.pk: given[f"item-{item.pk}"] for item in self.agenda.items},
            decisions=list(self.decision_entries()),
        )

    def decision_entries(self) -> Iterator[DecisionEntry]:
        given = self.cleaned_data
        for item in self.agenda.items:
            for place in self.places(item):
                key = f"{item.pk}-{place}"
                owner = owner_of(self.meeting.office, given[f"owner-{key}"])
                if given[f"words-{key}"] and owner:
                    yield DecisionEntry(item.pk, given[f"words-{key}"], owner, given[f"due-{key}"])

    def seat_lines(self, replies: dict[int, str]) -> list[SeatLine]:
        return [
            SeatLine(
                seat,
                seat.title,
                "" if seat.capacity == Membership.MEMBER else str(CAPACITY_WORDS[seat.capacity]),
                self[f"seat-{seat.pk}"],
                self[f"delegate-{seat.pk}"],
                replies.get(seat.pk, ""),
            )
            for seat in self.seats
        ]

    def task_rows(self) -> list[TaskRow]:
        return [
            TaskRow(
                task,
                decision_number(number_pair(task)),
                self[f"ruling-{task.pk}"],
                self[f"until-{task.pk}"] if f"until-{task.pk}" in self.fields else None,
                self[f"why-{task.pk}"],
            )
            for task in self.agenda.open
        ]

    def item_parts(self) -> list[ItemPart]:
        return [
            ItemPart(
                item,
                self[f"item-{item.pk}"],
                [
                    DecisionLine(*(self[f"{name}-{item.pk}-{place}"] for name in ("words", "owner", "due")))
                    for place in self.places(item)
                ],
            )
            for item in self.agenda.items
        ]
