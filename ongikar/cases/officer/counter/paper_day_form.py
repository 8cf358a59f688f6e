"""What is typed of a slip at the counter: its number, the day and time written on it, and why it is entered
so late.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.cases.models import Slip
from ongikar.cases.officer.case.forms import is_sentence
from ongikar.cases.paper_days import PaperIntake, needs_reason, slip_moment_fault
from ongikar.core.forms.fields import DayField, TextField, TimeOfDayField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_slip_number

SLIP, DAY, TIME, REASON = "slip", "slip_day", "slip_time", "slip_reason"
EMPTY_FAULTS = {
    SLIP: ("স্লিপের নম্বর লিখুন", "Write the number of the slip"),
    DAY: ("স্লিপে লেখা তারিখ দিন", "Write the day on the slip"),
    TIME: ("স্লিপে লেখা সময় দিন", "Write the time on the slip"),
}


def slip_fields() -> tuple[TextField, DayField, TimeOfDayField, TextField]:
    return (
        TextField(
            label=say_lazy("স্লিপের নম্বর", "Slip number"),
            required=False,
            optional_mark=False,
            max_length=60,
            width="w11",
        ),
        DayField(label=say_lazy("স্লিপের তারিখ", "Day on the slip"), required=False, optional_mark=False),
        TimeOfDayField(label=say_lazy("স্লিপের সময়", "Time on the slip"), required=False, optional_mark=False),
        TextField(
            label=say_lazy("এত পরে লেখার কারণ", "Why it is entered so late"),
            help_text=say_lazy("৭ দিনের বেশি পরে লেখা হলে", "When it is entered after more than 7 days"),
            required=False,
            optional_mark=False,
            max_length=300,
        ),
    )


def typed_moment(data: Mapping[str, str], now: datetime) -> datetime | None:
    """The moment on the slip as it was typed; None where none was, or it cannot be read or be true."""
    _, day_field, time_field, _ = slip_fields()
    try:
        day, time = day_field.clean(data.get(DAY)), time_field.clean(data.get(TIME))
    except ValidationError:
        return None
    if not (data.get(SLIP) and day and time is not None):
        return None
    moment = datetime.combine(day, time, TZ)
    return None if slip_moment_fault(moment, now) else moment


def check_slip(form: Form, office: Office, now: datetime) -> PaperIntake | None:
    """What was typed of the slip, with its faults beside their fields; None where nothing was, or something
    is wrong.
    """
    cleaned = form.cleaned_data
    typed: dict[str, Any] = {name: cleaned.get(name) for name in EMPTY_FAULTS}
    if all(value in (None, "") for value in typed.values()):
        return None
    for name, words in EMPTY_FAULTS.items():
        if typed[name] in (None, "") and name not in form.errors:
            form.add_error(name, say(*words))
    if form.errors.keys() & EMPTY_FAULTS.keys():
        return None
    received = datetime.combine(typed[DAY], typed[TIME], TZ)
    if fault := slip_moment_fault(received, now):
        form.add_error(TIME if received.date() == now.astimezone(TZ).date() else DAY, fault)
    slip = find_slip(form, office, typed[SLIP])
    if (
        slip
        and not fault
        and (why := needs_reason(received, slip, now))
        and not is_sentence(cleaned.get(REASON, ""))
    ):
        form.add_error(REASON, why)
    if form.errors.keys() & {*EMPTY_FAULTS, REASON} or slip is None:
        return None
    return PaperIntake(received, slip, cleaned.get(REASON, ""))


def find_slip(form: Form, office: Office, typed: str) -> Slip | None:
    """The slip with this number. Whether it is used or cancelled is asked under a lock, when it is saved."""
    number = normal_slip_number(typed)
    slip = (
        Slip.objects.select_related("range", "office").filter(office=office, number=number).first()
        if number
        else None
    )
    if not number:
        form.add_error(
            SLIP,
            say(
                "স্লিপের নম্বরে ১৪টি সংখ্যা থাকে, যেমন ৮৫৪৯-০০০১২-৫৮২০৩",
                "A slip’s number has 14 digits, such as 8549-00012-58203",
            ),
        )
    elif slip is None:
        form.add_error(
            SLIP,
            say(
                "এই নম্বরের কোনো স্লিপ এই কার্যালয় ছাপেনি। স্লিপের সঙ্গে মিলিয়ে লিখুন।",
                "This office has printed no slip with this number. Check it against the slip.",
            ),
        )
    return slip
