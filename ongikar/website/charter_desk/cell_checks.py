"""What the choice on a cell needs besides: a correction its text and reason, a reservation its reason and day."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ongikar.frame.say import say
from ongikar.rules.charter_review import CORRECT, RESERVE

if TYPE_CHECKING:
    from .part_form import PartForm

NEEDED = {CORRECT: ("text", "reason"), RESERVE: ("reason", "until")}
DAYS_OPEN = 731


def check_cell(form: "PartForm", cell: str) -> None:
    """Each fault stands beside its field."""
    forget_unneeded(form, cell)
    of = {name: form.cleaned_data.get(f"{cell}-{name}") for name in ("choice", "text", "reason", "until")}
    if of["choice"] == CORRECT and f"{cell}-text" not in form.errors:
        if not of["text"]:
            form.add_error(f"{cell}-text", say("কী লেখা হবে, লিখুন", "Write what it is to say"))
        elif of["text"] == form.printed.raw(cell):
            form.add_error(
                f"{cell}-text",
                say(
                    "লেখাটি ছাপার মতোই আছে। বদলান, না হলে “ঠিক আছে” বাছুন।",
                    "The text is as printed. Change it, or choose “Accept”.",
                ),
            )
    if of["choice"] in (CORRECT, RESERVE) and not of["reason"] and f"{cell}-reason" not in form.errors:
        form.add_error(f"{cell}-reason", say("কারণ লিখুন; এটি প্রকাশিত হবে", "Write the reason; it is published"))
    if of["choice"] == RESERVE and f"{cell}-until" not in form.errors:
        check_until(form, cell, of["until"])


def forget_unneeded(form: "PartForm", cell: str) -> None:
    """What stands in a field that the choice does not ask for is nobody's word, and no fault."""
    needed = NEEDED.get(form.cleaned_data.get(f"{cell}-choice") or "", ())
    for name in ("text", "reason", "until"):
        if name not in needed:
            form.errors.pop(f"{cell}-{name}", None)


def check_until(form: "PartForm", cell: str, until: date | None) -> None:
    if until is None:
        form.add_error(
            f"{cell}-until",
            say("কোন দিনের মধ্যে ঠিক করবেন, লিখুন", "Write the day by which you will settle it"),
        )
    elif not form.today <= until <= form.today + timedelta(days=DAYS_OPEN):
        form.add_error(
            f"{cell}-until",
            say("আজ থেকে দুই বছরের মধ্যে কোনো দিন দিন", "Give a day between today and two years from now"),
        )
