"""What follows for the tables of the tests from what each desk declares (ongikar/records): to which record
and line each of its addresses leads, what is rightly sent there, and what is wrong of each of its fields.

A desk that is registered is tried without a line here. What stands here by its name is truly its own: a
field whose right value no column says.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import resolve

from ongikar.core.forms.fields import (
    CheckboxField,
    DayField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
    TimeOfDayField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.figures import FigureField
from ongikar.core.forms.keys import KEY
from ongikar.offices.models import Office
from ongikar.people.post_holders import holder_of
from ongikar.records.acts import Act, RowAct
from ongikar.records.desk import Desk
from ongikar.records.registry import DESKS
from ongikar.records.testing import addresses_of
from ongikar.records.views import ActPage, OpenPage
from ongikar.rules.bangla.text import digits

from .scene import NOW, OfficeThings, make_picture, officer_of
from .scene_jobs import STROKES
from .scene_small import TABLE_OF_AGREEMENT

# By which day of December the steps of a system are to be done.
STEP_DAYS = {"survey": 8, "users": 9, "accounts": 10, "train": 13, "live": 14}
# By the name of an address and the number of a case of the scene, which has lots in it.
KEYS: dict[tuple[str, str], dict[str, Any]] = {}


@dataclass(frozen=True)
class DeskAddress:
    """One address. `sort`: as `addresses_of` has it. `act`: whose form it is; None of what a list begins."""

    desk: Desk
    name: str
    sort: str
    act: Act | None = None

    @property
    def is_form(self) -> bool:
        return self.sort == "form"

    @property
    def has_key(self) -> bool:
        """Whether it leads to one record."""
        return self.sort == "page" or self.act is not None

    def keys(self, has: OfficeThings) -> dict[str, Any]:
        """What stands in the address. It is looked for once in each scene that was lived: its rows stay what
        they are.
        """
        known = self.name, has.received.number
        if known not in KEYS:
            record, row = self.look_for(has)
            KEYS[known] = self.keys_of(record, row)
        return KEYS[known]

    def keys_of(self, record: Any, row: Any) -> dict[str, Any]:
        """What stands in the address of a record, and of a line."""
        if isinstance(self.act, RowAct):
            return resolve(self.act.url_of_row(self.desk, record, row)).kwargs
        return {"pk": self.desk.key_of(record)}

    def look_for(self, has: OfficeThings) -> tuple[Any, Any]:
        """Of which it is open; else any, of which NEVER_RIGHT says why."""
        records = records_of(self.desk, has.office)
        if self.act is None:
            return record_of_most(self.desk, records), None
        found = self.open_one(has.office, records) or next(self.candidates(records), None)
        if found is None:
            raise LookupError(f"the scene has nothing to which {self.name} leads")
        return found

    def open_one(self, office: Office, records: list[Any]) -> tuple[Any, Any] | None:
        """The first of the records, with a line, of which it is open and whose form can be filled in."""
        act: Any = self.act
        open_ones = self.candidates([each for each in records if act.is_open(each)])
        return next((each for each in open_ones if can_be_filled(self.page(office, *each))), None)

    def candidates(self, records: list[Any]) -> Iterator[tuple[Any, Any]]:
        act: Any = self.act
        for record in records:
            if not isinstance(act, RowAct):
                yield record, None
                continue
            # Whether it is for a line may be asked of what its page shows of it.
            rows = list(act.rows_of(record))
            may = [row for row in rows if act.is_for(row) and not act.why_not_row(row)]
            yield from ((record, row) for row in may or rows)

    def form(self, has: OfficeThings) -> Any:
        """As its page shows it to the officer."""
        return self.page(has.office, *self.opened(has.office, self.keys(has) if self.has_key else {}))

    def opened(self, office: Office, keys: Mapping[str, int]) -> tuple[Any, Any]:
        """The record and the line of an address."""
        act: Any = self.act
        record = self.desk.find(office, keys["pk"]) if "pk" in keys else None
        return record, act.find_row(record, keys["row"]) if "row" in keys else None

    def page(self, office: Office, record: Any, row: Any, *sent: Any) -> Any:
        if self.act is None:
            return OpenPage(desk=self.desk).form(officers_request(office), NOW, *sent)
        view: Any = (self.act.page or ActPage)(desk=self.desk, act=self.act)
        view.request, view.record, view.row = officers_request(office), record, row
        return view.form(*sent)

    def press(self, office: Office, keys: Mapping[str, int], *sent: Any) -> Callable[[], object]:
        """What the button does below a form that was opened by now and was rightly filled in."""
        act: Any = self.act or self.desk.opens
        record, row = self.opened(office, keys)
        form, request = self.page(office, record, row, *sent), officers_request(office)
        assert form.is_valid(), f"{self.name}: {form.errors}"
        if self.act is None:
            return lambda: act.do(request, form, NOW)
        return lambda: act.do(row or record, form, request.holder.actor, NOW)

    def right(self, has: OfficeThings) -> dict[str, Any]:
        """What is rightly sent: of every field a value, but for what its own line says otherwise."""
        own, form = OWN.get(self.name, {}), self.form(has)
        own = own(has) if callable(own) else own
        found = {name: value for name, value in own.items() if "*" not in name}
        if self.act and self.act.is_pressed:
            # Nothing is asked: it is known by the key of its page alone.
            found[KEY] = "a key long enough"
        for name, field in form.fields.items():
            if name not in own:
                same = [value for pattern, value in own.items() if fnmatch(name, pattern)]
                found[name] = same[0] if same else right_value(form, name, field)
        return {name: value for name, value in found.items() if value is not None}

    def texts(self, has: OfficeThings) -> list[str]:
        """The fields into which something is typed."""
        return [name for name, field in self.form(has).fields.items() if is_typed(field)]


def officers_request(office: Office) -> Any:
    request: Any = RequestFactory().get("/")
    request.user, request.office, request.session = officer_of(office), office, {}
    request.holder = holder_of(request.user, NOW.date())
    return request


# What a scene or the demonstration has entered; copies of it that a test of many rows makes come after.
MOST_RECORDS = 60


def records_of(desk: Desk, office: Office) -> list[Any]:
    found = desk.model.objects.filter(office=office).order_by("pk")[:MOST_RECORDS]
    return [desk.find(office, desk.key_of(each)) for each in found]


def record_of_most(desk: Desk, records: list[Any]) -> Any:
    """That with which most may be done."""
    return max(records, key=lambda each: sum(act.is_open(each) for act in desk.acts))


def addresses() -> Iterator[DeskAddress]:
    for desk in DESKS.values():
        acts = {f"{desk.name}_{act.name}": act for act in desk.acts}
        for name, sort in addresses_of(desk):
            yield DeskAddress(desk, name, sort, acts.get(name))


ADDRESSES = {each.name: each for each in addresses()}
# Desks whose forms have lines of their own in the tables: what is sent of a call for applicants and a draw
# follows from days and lots that no column says. An act that is not for the officer is sent by whose it is.
BY_HAND = frozenset({"batch", "desk_rti_request_decide"})
FORMS_OF_DESKS = {
    name: each
    for name, each in ADDRESSES.items()
    if each.is_form and BY_HAND.isdisjoint({name, each.desk.name})
}


# ---- what is rightly sent ----


def is_typed(field: forms.Field) -> bool:
    chosen = forms.ChoiceField | forms.BooleanField | forms.FileField | IdempotencyKeyField
    return not (isinstance(field, chosen) or field.widget.is_hidden)


def values_of(field: Any) -> list[str]:
    return [str(value) for value, _ in field.choices if value != ""]


def can_be_filled(form: forms.BaseForm) -> bool:
    chosen = [field for field in form.fields.values() if isinstance(field, forms.ChoiceField)]
    return all(values_of(field) for field in chosen if field.required)


def chosen_value(form: forms.BaseForm, name: str, field: Any) -> str | None:
    """What stands chosen, or the first that can be."""
    values, stands = values_of(field), str(form.get_initial_for_field(field, name))
    return stands if stands in values else next(iter(values), None)


def figure(field: WholeNumberField) -> str:
    return digits(max(field.least, min(2, field.most)), "bn")


TODAY = f"{NOW.day}/{NOW.month}/{NOW.year}"
RIGHT: list[tuple[type[forms.Field], Callable[[Any], Any]]] = [
    (IdempotencyKeyField, lambda field: "a token long enough"),
    (CheckboxField, lambda field: "on"),
    (UploadField, lambda field: SimpleUploadedFile("picture.jpg", make_picture(), "image/jpeg")),
    (MobileField, lambda field: "০১৭০০০০০০০১"),
    (EmailField, lambda field: "rahima@example.com"),
    (DayField, lambda field: TODAY),
    (TimeOfDayField, lambda field: "১০:৩০"),
    (WholeNumberField, figure),
    (TextField, lambda field: "নমুনা কথা"[: field.max_length]),
]


def right_value(form: forms.BaseForm, name: str, field: forms.Field) -> Any:
    if isinstance(field, forms.ChoiceField):
        value = chosen_value(form, name, field)
        return [value] if isinstance(field, forms.MultipleChoiceField) else value
    if field.widget.is_hidden and not isinstance(field, IdempotencyKeyField):
        return form.get_initial_for_field(field, name)
    if isinstance(field, DayField) and isinstance(day := form.get_initial_for_field(field, name), date):
        return day.isoformat()
    return next((make(field) for kind, make in RIGHT if isinstance(field, kind)), "২")


HOURS = {"begins": "১৪:০০", "ends": "১৫:৩০", "minutes": "৩০"}
LEVELS = {"measure": "typed", "target": "১০", "levels": "৯ ৮ ৭ ৬"}
# Address → what of its form is rightly sent otherwise than by the kind of the field; None: nothing. `price-*`
# stands for the fields of each line.
OWN: dict[str, Any] = {
    # What is given is for somebody who asks.
    "appointments_new": {"number": None},
    # Of another form than those of the scene.
    "agreements_new": {"form": "charter", "rows": TABLE_OF_AGREEMENT, "sheet": None},
    "agreement_sign": {"on": "1/12/2026"},
    "agreement_table": {"rows": TABLE_OF_AGREEMENT, "sheet": None, "why": "জেলার সম্মতিতে"},
    "availabilities_new": HOURS,
    "availability_change": HOURS,
    "committee_call": {"day": "20/12/2026"},
    "committee_seats": lambda has: {"holder": f"contact-{has.contact.pk}"},
    # Each holds the meetings of another service.
    "committees_new": {"service": None},
    "inspection_issue": {"again_on": "20/12/2026"},
    "inspection_plan_arrange": {"drop": None},
    # Its rows of devices that are chosen first stay empty.
    "job_work": {"n*-*": None, "d*-part*": None, "d*-quantity*": None, "strokes": STROKES, "paper": None}
    | {"fixed": "yes", "left": None, "left_by": None, "left_on": None, "files": None},
    "lab_use_new": {"day": "2/12/2026", "ends_at": "১১:৩০"},
    "lecture_tour": {"day": "25/11/2026", "back_at": "১৩:৩০"},
    "tour_return": {"left_at": "০৯:৩০", "back_at": "১০:৩০"},
    "meeting_move": {"day": "20/12/2026"},
    # Read again on a day to come.
    "notes_new": {"review_on": "20/12/2027"},
    "note_about": {"review_on": "20/12/2027"},
    "part_use": {"device": None},
    **dict.fromkeys(("performance_plan_new", "performance_plan_change"), LEVELS),
    "purchase_clauses": {"operator-*": "at_least", "value-*": "১৬", "value_en-*": None, "unit-*": "GB"},
    "purchase_quotation": {"none-*": None},
    # Nobody checks their own work.
    "task_series_new": lambda has: {
        "owner": f"post-{has.work.task.owner_post_id}",
        "check": str(has.work.task.given_by_id),
    },
    "school_course_class": {"day": "9/12/2026", "since": "১০:০০", "until": "১১:০০"},
    "rollout_plan": {f"day_{code}": f"{day}/12/2026" for code, day in STEP_DAYS.items()},
}
# Whose form the scene's rows refuse, however it is filled in, and why.
NEVER_RIGHT = {
    **dict.fromkeys(("agreement_read", "agreement_close"), "nothing is computed, and the year is not over"),
    "appointment_serve": "whoever arrived has not been called to the desk yet",
    "appointment_offer": "no time of it has to be moved",
    "desk_rti_request_lapse": "no price was named",
    "desk_rti_request_paid": "no price was named",
    "event_strike_line": "its head has a voucher",
    "inspection_finish": "two answers of it differ",
    **dict.fromkeys(("meeting_approve", "meeting_return"), "the chair’s own"),
    "performance_plan_report": "not all of its indicators have a value",
    "purchase_basis": "prices are written on it",
}


# ---- what is wrong ----

# Of each kind of field what nobody can choose, count, call or write there, in either script.
WRONG: list[tuple[type[forms.Field], Callable[[Any], list[str]]]] = [
    (forms.ChoiceField, lambda field: ["no-such-choice", "ক" * 300, "১০১০১"]),
    (forms.BooleanField, lambda field: []),
    (forms.FileField, lambda field: []),
    (IdempotencyKeyField, lambda field: ["k" * 5000]),
    (MobileField, lambda field: ["০১২৩৪", "+৮৮০ ১৭০০", "1e9", "12345678901234567890"]),
    (EmailField, lambda field: ["rahima@", "ক" * 300]),
    (DayField, lambda field: ["32/13/20266", "কখনো না", "২৯/২/২০২৭", "2026-12-06T10:00"]),
    (TimeOfDayField, lambda field: ["25:00", "দুপুরে", "১০:৭৫", "-1:00", "1e1:00"]),
    (
        WholeNumberField,
        lambda field: ["বারো", "-1", "1e9", "১২.৫", "9" * 19, digits(field.most + 1, "bn"), "٢"],
    ),
    (FigureField, lambda field: ["বারো", "-1", "1e9", "9" * 19, "১.২৩৪৫", "1.2.3", "٢"]),
    (TextField, lambda field: ["ক" * (field.max_length + 1), "।।।", *(["\0"] if field.required else [])]),
]


def wrong_values(field: forms.Field) -> list[str]:
    known = next((make(field) for kind, make in WRONG if isinstance(field, kind)), None)
    return known if known is not None else [] if field.widget.is_hidden else ["কখনো না"]


def rounds_of_wrong(form: forms.BaseForm) -> Iterator[dict[str, str]]:
    """First of each field its first wrong value, then of each its second …: so that each is sent once."""
    wrong = {name: wrong_values(field) for name, field in form.fields.items()}
    for place in range(max(map(len, wrong.values()), default=0)):
        yield {name: values[place] for name, values in wrong.items() if place < len(values)}
