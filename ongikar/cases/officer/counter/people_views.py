"""Somebody found by what they say at the counter: who came before, and the contacts of the office. Whoever is
chosen fills in the counter.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ongikar.cases.rights import for_handlers, may_see_identity
from ongikar.core.db.pages import read_key
from ongikar.core.forms.fields import without_nulls
from ongikar.core.i18n.say import say
from ongikar.people.contact_words import OFFERED, find_contacts
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ

from .people import BY_NAME, MONTH, YEAR, People, Question, find_people, is_called, unions_of, words_asked

MOST_TYPED = 100
SINCE = {"": ("যেকোনো সময়", "Any time"), MONTH: ("এই মাসে", "This month"), YEAR: ("এই বছরে", "This year")}
ORDERS = {"": ("শেষ এসেছেন আগে", "Last visit first"), BY_NAME: ("নামের ক্রমে", "By name")}


@for_handlers
@require_safe
def show_people(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    asked = {
        name: " ".join(without_nulls(request.GET.get(name, "")).split())[:MOST_TYPED]
        for name in ("q", "union", "since", "order")
    }
    unions = unions_of(request.office)
    question = Question(
        typed=asked["q"],
        union=asked["union"] if asked["union"] in unions else "",
        since=asked["since"] if asked["since"] in SINCE else "",
        order=asked["order"] if asked["order"] in ORDERS else "",
        after=read_key(request.GET.get("after", "")),
        by_identity=may_see_identity(request.holder, request.office.pk),
    )
    people, contacts = People(()), []
    if question.typed:
        people = find_people(request.office, question, now)
        if question.after is None:
            day = now.astimezone(TZ).date()
            words = words_asked(question.typed)
            # Those called so wholly stand before those whose name only begins so.
            contacts = sorted(
                find_contacts(request.office, question.typed, day, most=OFFERED),
                key=lambda each: not is_called(each.full_title, words),
            )
    context = {
        "question": question,
        "people": people,
        "contacts": contacts,
        "unions": unions,
        "times": [(value, say(*words)) for value, words in SINCE.items()],
        "orders": [(value, say(*words)) for value, words in ORDERS.items()],
        "next_page": f"?{urlencode(asked | {'after': people.after})}" if people.after else "",
        "current": "counter",
    }
    return render(request, "cases/officer/people.html", context)
