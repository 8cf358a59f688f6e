"""Event: a workshop, a seminar or a day observed, asked for by requisition and closed with a report."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from ongikar.cases.kinds import Intake, Missing, Outcome
from ongikar.cases.kinds.checklist import ChecklistItem
from ongikar.cases.kinds.outcome_rules import at_least, since_receipt
from ongikar.cases.models import Case
from ongikar.cases.record_desk import RecordKind
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, TimeOfDayField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import WORKER, Reference

from . import models
from .account import EventAccount, is_recorded, people_there
from .actions import call_off, open_event, settle_event

# Why a gathering is cancelled whose case has ended: in the office's own first language.
ENDED = ("আবেদনটি শেষ হয়েছে, আয়োজনটি আর হবে না।", "The case has ended; the event does not take place.")


class EventRequisition(Intake):
    ahead = rests_on = ("held_on",)
    sort = ChoiceField(
        label=say_lazy("কী আয়োজন", "What is to be held"),
        choices=[
            ("workshop", say_lazy("ওয়ার্কশপ", "A workshop")),
            ("seminar", say_lazy("সেমিনার", "A seminar")),
            ("day", say_lazy("দিবস উদ্‌যাপন", "The observance of a day")),
        ],
    )
    topic = TextField(
        label=say_lazy("বিষয়", "Topic"),
    )
    held_on = DayField(
        label=say_lazy("কোন দিন", "On which day"),
        help_text=say_lazy(
            "অন্য কোনো দিন বেশি সুবিধার হলে কার্যালয় জানাবে। সেবার সময়সীমার পরের কোনো দিন চাইলে শেষ দিন হবে সেই দিন।",
            "The office will say if another day suits better. For a day beyond the limit of the service, that"
            " day is the due day.",
        ),
    )
    begins_at = TimeOfDayField(
        label=say_lazy("কয়টায় শুরু", "Begins at"),
        help_text=say_lazy("ঠিক না থাকলে খালি রাখুন।", "Leave it empty if it is not settled."),
        required=False,
    )
    hours = WholeNumberField(
        label=say_lazy("কত ঘণ্টা চলবে", "How many hours"),
        help_text=say_lazy("ঠিক না থাকলে খালি রাখুন।", "Leave it empty if it is not settled."),
        required=False,
        least=1,
        most=12,
    )
    place = TextField(
        label=say_lazy("কোথায়", "Where"),
    )
    audience = WholeNumberField(
        label=say_lazy("কতজন আসবেন", "How many will come"),
        least=1,
        most=100_000,
    )
    budget_head = TextField(
        label=say_lazy("ব্যয়ের খাত", "Budget head"),
        help_text=say_lazy(
            "কোন কোড বা বরাদ্দ থেকে ব্যয় হবে; না থাকলে খালি রাখুন",
            "The code or allocation it is paid from; leave empty if none",
        ),
        required=False,
    )
    wanted = TextField(
        label=say_lazy("এই কার্যালয়ের কাছে কী চান", "What you want from this office"),
        lines=3,
        max_length=2000,
    )


class EventReport(Outcome):
    behind = ("held_on",)
    field_order = ("held_on", "attended", "women", "expense", "words")
    held_on = DayField(
        label=say_lazy("যে দিন হয়েছে", "Held on"),
        missing=say_lazy("কোন দিন হয়েছে, লিখুন", "Write the day it was held"),
    )
    attended = WholeNumberField(
        label=say_lazy("উপস্থিত", "Present"),
        missing=say_lazy("কতজন উপস্থিত ছিলেন, লিখুন", "Write how many were present"),
        most=100_000,
    )
    women = WholeNumberField(
        label=say_lazy("তাঁদের মধ্যে নারী", "Women among them"),
        required=False,
        most=100_000,
    )
    expense = WholeNumberField(
        label=say_lazy("ব্যয়, টাকা", "Expense, taka"),
        help_text=say_lazy("ব্যয় না হলে ০", "0 if none"),
        missing=say_lazy("ব্যয় লিখুন, না হলে ০", "Write the expense, 0 if none"),
        most=99_999_999,
    )
    words = TextField(
        label=say_lazy("প্রতিবেদন", "Report"),
        help_text=say_lazy(
            "কী হলো, কারা বললেন, কী সিদ্ধান্ত বা ফল এলো",
            "What happened, who spoke, what was decided or gained",
        ),
        lines=6,
        max_length=5000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check("women", self.too_many)
        return cleaned

    def too_many(self, women: int) -> str:
        if women > self.cleaned_data.get("attended", women):
            return say(
                "উপস্থিতের চেয়ে নারীর সংখ্যা বেশি। মিলিয়ে দেখুন।",
                "More women than people present. Check the numbers.",
            )
        return ""


def held_first(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """What stands in the calendar is reported once its attendance is closed; what was called off is not."""
    event = event_of(case)
    gathering = event.gathering if event else None
    if gathering is None or is_recorded(gathering):
        return
    yield Missing(
        "held_on",
        say(
            "আয়োজনটির উপস্থিতি এখনো লেখা শেষ হয়নি। আগে উপস্থিতি লিখুন, তারপর প্রতিবেদন।",
            "The attendance of the event is not closed yet. Write it first, then the report.",
        ),
    )


def as_recorded(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """The report says what the records say: the day, who came, and what was spent."""
    for name, known in known_facts(case).items():
        said = outcome.get(name)
        said = said.isoformat() if isinstance(said, date) else said
        if said is not None and said != known:
            shown = date.fromisoformat(known) if isinstance(known, str) else known
            yield Missing(name, say(*AS_RECORDED[name], known=shown))


AS_RECORDED = {
    "held_on": ("নথিতে আছে, আয়োজনটি হয়েছে {known}।", "The records say that it was held on {known}."),
    "attended": ("উপস্থিতির তালিকায় আছেন {known} জন।", "The attendance list has {known} [person|people]."),
    "expense": ("ভাউচারে মোট {known} টাকা আছে।", "The vouchers come to {known} taka."),
}


def known_facts(case: Case) -> dict[str, Any]:
    """What the records of an event say of its outcome, as the outcome is stored; nothing of one that has
    none.
    """
    event = event_of(case)
    if event is None:
        return {}
    facts: dict[str, Any] = {}
    gathering = event.gathering
    if gathering and is_recorded(gathering):
        facts["held_on"] = gathering.day.isoformat()
        if (came := people_there(gathering)) is not None:
            facts["attended"] = came
    if account := EventAccount(event):
        facts["expense"] = account.spent_total
    return facts


def event_of(case: Case) -> models.Event | None:
    return models.Event.objects.filter(case=case).select_related("office").first()


class Event(RecordKind):
    record = models.Event
    sorts = (
        Preset(
            say_lazy("কর্মশালা, সেমিনার, দিবস", "Workshops, seminars and days observed"),
            {
                "ওয়ার্কশপ": 3,
                "সেমিনার": 3,
                "দিবস উদযাপন": 4,
                "দিবস উদ্‌যাপন": 4,
                "মেলা": 3,
                "প্রতিযোগিতা": 3,
                "উদ্বুদ্ধকরণ": 1,
                "workshop": 3,
                "seminar": 3,
                "fair": 3,
            },
        ),
    )
    intake_form = EventRequisition
    outcome_form = EventReport
    rules = (
        since_receipt("held_on"),
        at_least(
            "attended",
            1,
            (
                "কেউ না এলে আয়োজনটি হয়নি। উপস্থিতির সংখ্যা লিখুন।",
                "Where nobody came, nothing was held. Write how many came.",
            ),
        ),
        held_first,
        as_recorded,
    )
    # Since the second an event has rows: its day, programme and money.
    form_version = 2
    headline, takes_place = "topic", "held_on"
    agrees_on_day, begins_at = True, "begins_at"
    checklist = (
        ChecklistItem(
            ("আমন্ত্রণ পাঠানো", "Send the invitations"), before=3, role="assistant", evidence=("words",)
        ),
        ChecklistItem(
            ("স্থান, যন্ত্র ও উপকরণ প্রস্তুত রাখা", "Have the place, devices and materials ready"),
            before=1,
            role="assistant",
            evidence=("words",),
        ),
    )
    keep_words = say_lazy("আয়োজনের প্রতিবেদন লিখুন", "Write the report of the event")
    result_words = say_lazy("আয়োজনের প্রতিবেদন", "Event report")

    def begin(self, case: Case, *, now: datetime) -> None:
        open_event(case, now=now)

    def make_rows(self, case: Case, *, now: datetime) -> None:
        open_event(case, now=now)

    def day_agreed(self, case: Case, *, begins: datetime, actor: Reference, now: datetime) -> None:
        if event := event_of(case):
            settle_event(event, begins=begins, actor=actor, now=now)

    def known_outcome(self, case: Case) -> dict[str, Any]:
        return known_facts(case)

    def end(self, case: Case, *, now: datetime) -> None:
        """What has not taken place when the case ends does not take place any more."""
        if event := event_of(case):
            call_off(event, reason=ENDED[0], actor=WORKER, now=now)

    def anonymise(self, case: Case) -> None:
        """Who spoke, too."""
        super().anonymise(case)
        for programme in models.Programme.objects.filter(event__case=case):
            if any(item["speaker"] for item in programme.items):
                programme.items = [item | {"speaker": ""} for item in programme.items]
                programme.save(update_fields=["items"])


KIND = Event()
