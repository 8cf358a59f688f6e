"""What the office sees of initiatives and does with them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseAct, CaseDesk
from ongikar.cases.slots import ADVICE_TAKERS
from ongikar.charter.models import charter_in_force
from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, override_language, say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.records.actions import perform
from ongikar.records.acts import Act, EnterAct, StrikeAct
from ongikar.records.forms import RowForm
from ongikar.records.offers import Door
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import SINCE, Initiative, InitiativeAct, Measurement, SpreadPlace

ACTS = {
    transitions.PROPOSE: ("ভাবনাটি লেখা হলো", "The idea was entered"),
    transitions.SCREEN: ("যাচাই: পরীক্ষা করা হবে", "Screened: it is tried"),
    transitions.LEAVE_OUT: ("যাচাই: বাদ", "Screened: left out"),
    transitions.TAKE_UP: ("আবার নেওয়া হলো", "Taken up again"),
    transitions.BEGIN_PILOT: ("পরীক্ষা শুরু", "Pilot began"),
}


class ScreenForm(Form):
    GO, LEAVE = "go", "leave"

    verdict = ChoiceField(
        label=say_lazy("যাচাই করে", "After the screening"),
        choices=[
            (GO, say_lazy("পরীক্ষা করা হবে", "It is tried")),
            (LEAVE, say_lazy("বাদ", "It is left out")),
        ],
    )
    on = DayField(label=say_lazy("কোন দিন", "On which day"))
    words = TextField(
        label=say_lazy("কেন", "Why"),
        missing=say_lazy("সিদ্ধান্তের কারণ লিখুন", "Write the reason"),
        lines=3,
        max_length=2000,
    )


def screen(initiative: Initiative, form: ScreenForm, actor: Reference, now: datetime) -> InitiativeAct:
    """Whether the idea is tried, with the reason. One that was left out may be taken up again."""
    given = form.cleaned_data
    if given["verdict"] == ScreenForm.LEAVE:
        name = transitions.LEAVE_OUT
    else:
        is_out = initiative.state_of_acts() == transitions.LEFT_OUT
        name = transitions.TAKE_UP if is_out else transitions.SCREEN
    row = InitiativeAct(initiative=initiative, name=name, on=given["on"], words=given["words"])
    return perform(initiative, row, actor=actor, now=now)


class PilotForm(RowForm):
    where = TextField(
        label=say_lazy("কোথায় পরীক্ষা", "Where it is tried"),
        max_length=200,
    )
    on = DayField(label=SINCE, missing=say_lazy("কবে থেকে, লিখুন", "Write since when"))
    words = TextField(
        label=say_lazy("কীভাবে করা হচ্ছে", "How it is done"),
        lines=3,
        max_length=2000,
    )


class SpreadForm(RowForm):
    place = ChoiceField(label=say_lazy("তালিকার কোন স্থান", "Which place of the list"), required=False, many=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.filter(office=self.of.office_id).order_by("id")[:500]
        none = ("", say("তালিকায় নেই", "Not in the list"))
        self.choice_field("place").choices = [none, *((str(each.pk), each.name) for each in places)]

    def clean_place(self) -> Place | None:
        chosen = self.cleaned_data["place"]
        return Place.objects.filter(office=self.of.office_id, pk=int(chosen)).first() if chosen else None


STRIKE = StrikeAct(SpreadPlace, "strike", "spread_struck")


def is_at(*states: str) -> Any:
    return lambda initiative: initiative.case.is_open and initiative.state in states


def pilot_words(act: InitiativeAct) -> str:
    if not act.where:
        return ""
    return act.where + (say(", {day} পর্যন্ত", ", until {day}", day=act.until) if act.until else "")


@register
class InitiativeDesk(CaseDesk):
    model, kind = Initiative, "initiative"
    name, names, path = "initiative", "initiatives", "initiatives"
    door = Door(("উদ্যোগ", "Initiatives"), {"tasks": 50})
    title, subtitle = "title", "number"
    list_display = ("improvements", "state")
    search_fields = (*CaseDesk.search_fields, "title")
    nothing = ("কোনো উদ্যোগ নেই।", "There are no initiatives.")
    summary = ("problem", "idea")
    part = (
        ("উদ্যোগ", "The initiative"),
        ("যাচাই, পরীক্ষা, মাপ ও ছড়ানো", "Screening, pilot, measurement and spread"),
    )
    with_acts = False
    states = {
        transitions.IDEA: State("ভাবনা", "Idea"),
        transitions.SCREENED: State("যাচাই হয়েছে", "Screened"),
        transitions.PILOT: State("পরীক্ষা চলছে", "Pilot", "today"),
        transitions.MEASURED: State("মাপা হয়েছে", "Measured"),
        transitions.LEFT_OUT: State("যাচাইয়ে বাদ", "Left out", "shut"),
        transitions.SPREAD: State("ছড়ানো হচ্ছে", "Spread", "done"),
        transitions.KEPT_HERE: State("এখানে চলছে", "Kept here", "done"),
        transitions.CLOSED: State("পরীক্ষা শেষে বন্ধ", "Tried and closed", "shut"),
    }
    way, off_way = transitions.WAY, frozenset({transitions.LEFT_OUT})
    parts = (
        Part(
            ("আগে ও পরে", "Before and after"),
            lambda initiative: initiative.measurements.all(),
            (
                Cell(("কী", "What"), lambda row: row),
                Cell(("আগে → পরে", "Before → after"), lambda row: row.figures),
                Cell(
                    ("কয়টি সেবা দেখে", "Services looked at"),
                    lambda row: digits(f"{row.n_before}, {row.n_after}", language()),
                ),
                Cell(("কীভাবে, কবে", "How and when"), lambda row: [row.how, row.measured_on]),
                Cell(("ফল", "Result"), lambda row: "" if row.is_struck else row.change_words),
            ),
            nothing=(
                "এখনো মাপা হয়নি। না মেপে কোনো উদ্যোগ সফল বলা যায় না।",
                "Not measured yet. Nothing is called a success that was not measured.",
            ),
        ),
        Part(
            ("কী কী করা হয়েছে", "What was done"),
            # The newest first; measurements stand in their own table.
            lambda initiative: [act for act in reversed(initiative.acts.all()) if act.name in ACTS],
            (
                Cell(("কী", "What"), lambda act: [say(*ACTS[act.name]), *filter(None, (pilot_words(act),))]),
                Cell(("কথা", "Words"), lambda act: act.words),
                Cell(("কবে", "When"), lambda act: act.on),
            ),
        ),
        Part(
            ("কোথায় কোথায় ছড়িয়েছে", "Where it spread"),
            lambda initiative: initiative.spread_places.all(),
            (Cell(("কোথায়", "Where"), lambda row: row), Cell(("কবে থেকে", "Since"), lambda row: row.since)),
            strike=STRIKE,
        ),
    )
    acts = (
        Act(
            "screening",
            ("যাচাই লিখুন", "Enter the screening"),
            ScreenForm,
            screen,
            heading=("যাচাই", "Screening"),
            when=is_at(transitions.IDEA, transitions.LEFT_OUT),
            is_usual=True,
        ),
        EnterAct(
            InitiativeAct,
            "pilot",
            ("পরীক্ষা শুরু লিখুন", "Enter a pilot"),
            asks=("where", "on", "until", "words"),
            form=PilotForm,
            act=transitions.BEGIN_PILOT,
            heading=("পরীক্ষা শুরু", "Pilot"),
            when=is_at(transitions.SCREENED, transitions.PILOT, transitions.MEASURED),
        ),
        EnterAct(
            Measurement,
            "measurement",
            ("আগে ও পরে মাপ লিখুন", "Enter a measurement"),
            heading=("আগে ও পরে মাপ", "Before and after"),
            when=is_at(transitions.PILOT, transitions.MEASURED),
            is_usual=True,
        ),
        EnterAct(
            SpreadPlace,
            "spread",
            ("জায়গা লিখুন", "Enter a place"),
            form=SpreadForm,
            asks=("name", "place", "since"),
            heading=("কোথায় ছড়াল", "Where it spread"),
            when=lambda initiative: initiative.state == transitions.SPREAD,
        ),
        STRIKE,
        CaseAct(
            "keep",
            ("ফল লিখুন", "Write the result"),
            when=lambda initiative: initiative.case.is_open and initiative.state != transitions.LEFT_OUT,
        ),
        CaseAct("ask_drop", ("বাদ দেওয়ার সিদ্ধান্ত চান", "Ask for the decision"), when=is_at(transitions.LEFT_OUT)),
    )

    def rows(self, office: Office) -> QuerySet[Initiative]:
        standing = Measurement.objects.filter(struck_at__isnull=True)
        return super().rows(office).prefetch_related("acts", Prefetch("measurements", standing, "measured"))

    def find(self, office: Office, pk: int) -> Initiative:
        initiative: Initiative = super().find(office, pk)
        prefetch_related_objects([initiative], "acts")
        return initiative

    def state_of(self, initiative: Initiative) -> str:
        return initiative.state

    def warning(self, initiative: Initiative) -> str:
        if not (initiative.case.is_open and initiative.state == transitions.LEFT_OUT):
            return ""
        return say(
            "যাচাইয়ে বাদ পড়েছে। আবেদনটি বাদ দেওয়ার সিদ্ধান্ত ওপরের পদের।",
            "Left out at the screening. Whether its case is dropped, the post above decides.",
        )

    @label("নম্বর", "Number")
    def number(self, initiative: Initiative) -> str:
        return self.number_words(initiative)

    @label("আগে ও পরে", "Before and after")
    def improvements(self, initiative: Any) -> Any:
        measurements: Iterable[Measurement] = initiative.measured
        words = ", ".join(f"{row.get_measure_display()}: {row.change_words}" for row in measurements)
        return words or say("মাপা হয়নি", "Not measured")

    @label("সমস্যা", "Problem")
    def problem(self, initiative: Initiative) -> str:
        return str(initiative.case.answers.get("problem", ""))

    @label("ভাবনা", "Idea")
    def idea(self, initiative: Initiative) -> str:
        return str(initiative.case.answers.get("idea", ""))

    def caption_words(self, initiative: Initiative) -> str:
        return str(initiative.case.answers.get("owner") or "")


def take_up(
    office: Office, *, title: str, words: str, submission: str, actor: Reference, now: datetime
) -> Case | None:
    """None where the charter in force has no such work: then the recommendation stays as it was written."""
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    service = next((row for row in rows if row.kind == "initiative"), None)
    if service is None:
        return None
    with override_language("bn"):
        problem = say("একটি অভিযোগের সিদ্ধান্ত থেকে।", "From the decision on a complaint.")
    return receive_case(
        service=service,
        person=None,
        answers={"title": title, "problem": problem, "idea": words, "owner": service.responsible.title_bn},
        channel=Case.PLANNED,
        submission=submission,
        now=now,
        actor=actor,
    )


ADVICE_TAKERS.append(take_up)
