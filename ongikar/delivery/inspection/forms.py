"""What is asked to plan, begin, end and report an inspection."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from ongikar.cases.models import Case
from ongikar.core.forms.fields import ChoiceField, DayField, Field, TextField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.places.fields import DeviceNumberField
from ongikar.places.models import Device
from ongikar.rules.bangla.text import digits, month_name
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.owners import owner_choices, owner_of, vacancy_fault

from .beginning import checklists_of, last_inspection
from .comparison import failed_items
from .models import PlannedVisit
from .planning import MOST_A_DAY, next_quarter, quarter_of

ALL, FAILED = "all", "failed"


def places_of(case: Case, day: date) -> list[Place]:
    """The place that the application names, or those that it may be."""
    rows = Place.objects.filter(office=case.office)
    named = rows.filter(slug=case.answers.get("place") or "").first()
    return [named] if named else list(rows.open_on(day).by_name())


class SeenDeviceForm(Form):
    """A device that was seen and stands on the list of another place."""

    number = DeviceNumberField(
        label=say_lazy("তালিকায় নেই এমন যন্ত্রের নম্বর", "Number of one that is not on the list"),
        help_text="",
        required=False,
        optional_mark=False,
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = cast(DeviceNumberField, self.fields["number"]).office = office

    @property
    def device(self) -> Device | None:
        """None where no number was typed."""
        number = self.cleaned_data["number"]
        return Device.objects.by_number(self.office, int(number)) if number else None


class BeginForm(Form):
    """The inspection of a case: where, by which checklist, and of what."""

    place = ChoiceField(
        label=say_lazy("কোন জায়গা", "Which place"),
        choices=[],
        many=True,
    )
    version = ChoiceField(
        label=say_lazy("কোন যাচাই তালিকা", "By which checklist"),
        choices=[],
    )
    scope = ChoiceField(
        label=say_lazy("কী দেখা হবে", "What is looked at"),
        choices=[
            (ALL, say_lazy("সব প্রশ্ন", "All items")),
            (FAILED, say_lazy("শুধু গতবার যা ঠিক ছিল না", "Only what failed the last time")),
        ],
        initial=ALL,
    )

    def __init__(self, *args: Any, case: Case, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, places = case, places_of(case, now.astimezone(TZ).date())
        self.places = {str(place.pk): place for place in places}
        self.versions = {str(each.pk): each for each in checklists_of(case.office)}
        self.last = last_inspection(places[0]) if len(places) == 1 else None
        self.failed = list(failed_items(self.last)) if self.last else []
        listed = [(key, place.name) for key, place in self.places.items()]
        self.choice_field("place").choices = (
            listed if len(listed) == 1 else [("", say("বেছে নিন", "Choose")), *listed]
        )
        offered = [(key, each.questionnaire.title) for key, each in self.versions.items()]
        self.choice_field("version").choices = offered
        if len(offered) == 1:
            self.initial.setdefault("version", offered[0][0])
        if len(listed) == 1:
            self.initial.setdefault("place", listed[0][0])
        if not self.failed:
            del self.fields["scope"]
        elif case.answers.get("reason") == "again":
            self.initial["scope"] = FAILED

    def arguments(self) -> dict[str, Any]:
        """Of what failed the last time alone, by the version of then."""
        only = self.failed if self.cleaned_data.get("scope") == FAILED else []
        version = self.last.version if self.last and only else self.versions[self.cleaned_data["version"]]
        return {"place": self.places[self.cleaned_data["place"]], "version": version, "only_items": only}


class FinishForm(Form):
    visited_on = DayField(
        label=say_lazy("পরিদর্শনের দিন", "Inspected on"),
        missing=say_lazy("পরিদর্শনের দিন লিখুন", "Write the day of the inspection"),
    )


class ReasonForm(Form):
    reason = TextField(label=say_lazy("কারণ", "Reason"), lines=3)


class AcknowledgeForm(Form):
    name = TextField(
        label=say_lazy("কে দেখলেন: নাম ও পদ", "Who has seen it: name and post"),
        max_length=200,
    )
    remarks = TextField(
        label=say_lazy("কিছু বলার থাকলে", "Anything to say to it"),
        required=False,
        lines=3,
        max_length=2_000,
    )


class IssueForm(Form):
    """`is_seen`: whether the head has acknowledged it."""

    words = TextField(
        label=say_lazy("যা দেখা গেল ও পরামর্শ", "What was found, and advice"),
        lines=5,
        max_length=4_000,
    )
    again_on = DayField(label=say_lazy("আবার দেখা হবে", "To be seen again on"), required=False)
    absent = TextField(
        label=say_lazy("প্রধান দেখেননি কেন", "Why the head has not seen it"),
        help_text=say_lazy("স্বীকৃতি ছাড়া জারি করলে প্রতিবেদনে লেখা থাকে।", "The report says so."),
        required=False,
        optional_mark=False,
        max_length=300,
    )

    def __init__(self, *args: Any, is_seen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_seen:
            del self.fields["absent"]


class OwnerForm(Form):
    owner = ChoiceField(
        label=say_lazy("কে ঠিক করবেন", "Who puts it right"),
        choices=[],
        many=True,
    )
    due = DayField(label=say_lazy("কবের মধ্যে", "By when"))

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.today = office, today
        self.choice_field("owner").choices = owner_choices(office, today)

    def clean_owner(self) -> Any:
        if (owner := owner_of(self.office, self.cleaned_data["owner"])) is None:
            raise ValidationError(say("তালিকা থেকে বেছে নিন", "Choose from the list"))
        if fault := vacancy_fault(owner, self.today):
            raise ValidationError(fault)
        return owner


class PlacesField(Field, forms.MultipleChoiceField):
    """Places to tick."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list")
        self.nameless |= {"invalid_choice"}


class PlanForm(Form):
    quarter = ChoiceField(label=say_lazy("কোন ত্রৈমাসিক", "Which quarter"), choices=[])
    places = PlacesField(
        label=say_lazy("কোন কোন জায়গা", "Which places"),
        missing=say_lazy("অন্তত একটি জায়গা বেছে নিন", "Choose at least one place"),
    )
    first = DayField(
        label=say_lazy("কোন দিন থেকে", "From which day"),
    )
    a_day = WholeNumberField(
        label=say_lazy("দিনে কয়টি", "How many a day"),
        help_text=say_lazy(
            "একটি ইউনিয়ন শেষ হলে পরের ইউনিয়ন পরের দিন।",
            "The next union begins on another day.",
        ),
        least=1,
        most=MOST_A_DAY,
        initial=3,
    )

    def __init__(self, *args: Any, places: Iterable[Place], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(place.pk): place for place in places}
        this = quarter_of(today)
        quarters = [this, next_quarter(this)]
        self.choice_field("quarter").choices = [(each.isoformat(), quarter_words(each)) for each in quarters]
        field = self.fields["places"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (key, ", ".join(filter(None, (place.name, place.union)))) for key, place in self.by_key.items()
        ]

    @property
    def chosen_places(self) -> list[Place]:
        return [self.by_key[key] for key in self.cleaned_data["places"]]

    @property
    def chosen_quarter(self) -> date:
        return date.fromisoformat(self.cleaned_data["quarter"])


def quarter_words(first: date) -> str:
    """জুলাই–সেপ্টেম্বর ২০২৬."""
    tongue = language()
    last = month_name((first.month + 1) % 12 + 1, tongue)
    return f"{month_name(first.month, tongue)}–{last} {digits(first.year, tongue)}"


class ArrangeForm(Form):
    """The days of visits that are no cases yet."""

    drop = PlacesField(label=say_lazy("বাদ", "Leave out"), required=False)

    def __init__(self, *args: Any, visits: Iterable[PlannedVisit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visits, drop = list(visits), self.fields.pop("drop")
        for visit in self.visits:
            self.fields[self.name_of(visit)] = DayField(
                label=visit.place.name,
                help_text=mark_languages(visit.place.union),
                initial=visit.on,
                required=False,
                optional_mark=False,
            )
        assert isinstance(drop, forms.MultipleChoiceField)
        drop.choices = [(str(visit.pk), visit.place.name) for visit in self.visits]
        self.fields["drop"] = drop

    @staticmethod
    def name_of(visit: PlannedVisit) -> str:
        return f"day-{visit.pk}"

    @property
    def days(self) -> dict[int, date]:
        days = {visit.pk: self.cleaned_data[self.name_of(visit)] for visit in self.visits}
        return {key: day for key, day in days.items() if day}
