"""“This is the same as another request”: which it is, what follows from it, and that it is so; and parting
them again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.actions.joined_cases import check_join, earliest_due, join_cases, part_cases
from ongikar.cases.case_queries import case_by_number, case_for_desk
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.counter.likely_same import Asked, likely_same
from ongikar.cases.officer.counter.people import case_person, is_one_record
from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import normal_tracking_number

from .case_summary import summarise_case, summarise_cases

# A number as it may be typed, with whatever stands between its figures.
MOST_TYPED = 60


class OtherForm(Form):
    """Which case it is the same as: one of those shown, or the number of any other."""

    other = TextField(
        label=say_lazy("অন্য আবেদনের নম্বর", "Number of the other request"),
        help_text=say_lazy("যেটির সঙ্গে এটির উত্তর যাবে।", "The one with which this one is answered."),
        missing=say_lazy("অন্য আবেদনের নম্বর লিখুন", "Enter the number of the other request"),
        max_length=MOST_TYPED,
    )

    def __init__(self, *args: Any, case: Case, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.office = case, office
        self.found: Case | None = None

    def clean_other(self) -> str:
        typed = self.cleaned_data["other"]
        number = normal_tracking_number(typed)
        if "-9-" in number or "-8-" in number:
            raise forms.ValidationError(say(*NO_REQUEST))
        self.found = case_by_number(self.office, number) if number else None
        if self.found is None:
            raise forms.ValidationError(say(*UNKNOWN))
        try:
            check_join(self.case, self.found)
        except ActFault as fault:
            raise forms.ValidationError(fault.words) from fault
        return number


NO_REQUEST = (
    "এটি অভিযোগ বা তথ্য অধিকারের আবেদনের নম্বর; সেগুলো কোনো আবেদনের সঙ্গে এক করা হয় না।",
    "This is the number of a complaint or of an RTI request; those are never joined with a request.",
)
UNKNOWN = (
    "এই কার্যালয়ে এই নম্বরের আবেদন নেই। দুই কার্যালয়ের আবেদন এক করা যায় না; নম্বর মিলিয়ে দেখুন।",
    "This office has no request of this number. Requests of two offices cannot be joined; check the number.",
)


class JoinForm(OtherForm):
    """That it is so, once what follows was read."""

    other = TextField(widget=forms.HiddenInput, max_length=MOST_TYPED)
    why = TextField(
        label=say_lazy("কীভাবে জানলেন", "How you know"),
        help_text=say_lazy(
            "শুধু কার্যালয়ের জন্য। যেমন: দুবার জমা দিয়েছেন, ফোনে জানিয়েছেন",
            "For the office only. Such as: sent in twice, as they said by phone",
        ),
        missing=say_lazy("কীভাবে জানলেন, লিখুন", "Write how you know"),
        max_length=300,
    )


def likely_others(case: Case) -> list[Case]:
    """Those that the same was very likely asked with, but for itself."""
    words = fold(next(kind_of(case.row).texts_asked(case.row, case.answers), ""))
    asked = Asked(case_person(case), case.service_id, words, case.received_at)
    return [
        each for each in likely_same(case.office, asked) if each.pk != case.pk and is_possible(case, each)
    ]


def is_possible(case: Case, other: Case) -> bool:
    try:
        check_join(case, other)
    except ActFault:
        return False
    return True


@for_handlers
@require_http_methods(["GET", "POST"])
def join_with_other(request: StaffRequest, number: str) -> HttpResponse:
    now = timezone.now()
    case = case_for_desk(request.office, number)
    if case is None or case.is_own_work:
        raise Http404
    if request.method == "POST":
        form = JoinForm(request.POST, case=case, office=request.office)
        if form.is_valid() and form.found is not None:
            try:
                join_cases(
                    case,
                    form.found,
                    why=form.cleaned_data["why"],
                    is_one_person=is_one_record(case_person(case), case_person(form.found)),
                    actor=request.holder.actor,
                    now=now,
                )
            except ActFault as fault:
                add_fault(form, fault)
            else:
                messages.success(request, joined_words(form.found))
                return redirect("case", number=case.number)
        if form.found is None:
            return show_others(request, case, OtherForm(request.POST, case=case, office=request.office), now)
        return show_what_follows(request, case, form.found, form, now)
    if "other" not in request.GET:
        return show_others(request, case, OtherForm(case=case, office=request.office), now)
    asked = OtherForm(request.GET, case=case, office=request.office)
    if not asked.is_valid() or asked.found is None:
        return show_others(request, case, asked, now)
    form = JoinForm(initial={"other": asked.found.number}, case=case, office=request.office)
    return show_what_follows(request, case, asked.found, form, now)


def joined_words(other: Case) -> str:
    return say(
        "এক করা হয়েছে: উত্তর যাবে {number}-এর সঙ্গে। দুই আবেদনকারীকেই জানানো হবে।",
        "Joined: it is answered together with {number}. Both applicants will be told.",
        number=digits(other.number, language()),
    )


def show_others(request: StaffRequest, case: Case, form: OtherForm, now: datetime) -> HttpResponse:
    context = {
        "case": case,
        "stands": summarise_case(case, now),
        "likely": summarise_cases(likely_others(case), now),
        "form": form,
        "current": "queue",
    }
    status = 422 if form.errors else 200
    return render(request, "cases/officer/same.html", context, status=status)


def show_what_follows(
    request: StaffRequest, case: Case, other: Case, form: JoinForm, now: datetime
) -> HttpResponse:
    """Before it is done: whose day counts, what stays late, and who is told what."""
    both: Sequence[Case] = (case, other)
    context = {
        "case": case,
        "stands": summarise_case(case, now),
        "both": summarise_cases(list(both), now),
        "owed_by": earliest_due(both, now),
        "late": [each for each in both if each.clock.is_late(now)],
        "is_one_person": is_one_record(case_person(case), case_person(other)),
        "other": other,
        "form": form,
        "current": "queue",
    }
    return render(request, "cases/officer/same.html", context, status=422 if form.errors else 200)


@for_handlers
@require_POST
def part_from_other(request: StaffRequest, number: str) -> HttpResponse:
    """The case follows another no more; pressed on the page of either."""
    case = case_for_desk(request.office, number)
    if case is None:
        raise Http404
    try:
        part_cases(case, why="", actor=request.holder.actor, now=timezone.now())
    except ActFault as fault:
        messages.error(request, fault.words)
    else:
        messages.success(
            request,
            say(
                "আলাদা করা হয়েছে। প্রতিটির উত্তর আলাদা যাবে, শেষ দিন আগেরটিই।",
                "Parted. Each is answered by itself, by the day that it had.",
            ),
        )
    return redirect(reverse("case", args=[case.number]))
