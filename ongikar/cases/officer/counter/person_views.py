"""One person's page: all that they asked for, records that the officer joined with theirs, and joining and
parting them.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.actions.same_person import join_records, part_records
from ongikar.cases.models import Case, SamePerson
from ongikar.cases.officer.case.case_summary import summarise_cases
from ongikar.cases.rights import for_handlers, for_the_officer, may_see_identity
from ongikar.core.db.pages import read_key
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import ChoiceField, TextField, without_nulls
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.models import GONE, User
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import date_words, digits

from .people import FoundPerson, Question, case_person, find_people, shown_cases
from .people_views import MOST_TYPED
from .person import PersonRecord, records_of

# So many are offered to choose among.
OFFERED = 12


class JoinForm(Form):
    """`offered`: those to choose among."""

    other = ChoiceField(
        label=say_lazy("একই মানুষের অন্য আবেদন", "The other record of the same person"),
        missing=say_lazy("কার সঙ্গে যুক্ত হবে, বেছে নিন", "Choose whom it is joined with"),
    )
    why = TextField(
        label=say_lazy("কীভাবে জানলেন", "How you know"),
        help_text=say_lazy(
            "যেমন: দুটি মোবাইলই তাঁর, সামনে বসে দেখিয়েছেন", "Such as: showed both mobiles at the counter"
        ),
        missing=say_lazy("কীভাবে জানলেন, লিখুন", "Write how you know"),
        max_length=300,
    )

    def __init__(self, *args: Any, offered: Sequence[FoundPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.choice_field("other").choices = [(each.last.number, person_words(each)) for each in offered]


def person_words(person: FoundPerson) -> str:
    """What tells the person from others of nearly the same name."""
    who = person.applicant
    mobile = f"••{digits(who.last_four, language())}" if who.mobile else ""
    day = date_words(person.last_day, language(), weekday=False)
    about = f"{day}: {person.last.row.short}"
    # Figures of the page stand beside its own words, and not within a name of the other language.
    return " · ".join(filter(None, (who.shown_name, who.address, about, mobile)))


def case_of_somebody(request: OfficeRequest, number: str) -> Case:
    """The case by which a person is come to; raises Http404 where nobody is known by it any more."""
    cases = shown_cases(request.office).exclude(applicant__name=GONE)
    return get_object_or_404(cases, number=number)


@for_handlers
@require_safe
def show_person(request: StaffRequest, number: str) -> HttpResponse:
    now, case = timezone.now(), case_of_somebody(request, number)
    records = records_of(request.office, case)
    names = names_of(records)
    context = {
        "case": case,
        "person": records[0].applicant,
        "records": [
            {
                "person": record.applicant,
                "joinings": [(each, names.get(each.act.by_id or 0, "")) for each in record.joinings],
                "lines": summarise_cases(list(record.cases), now),
            }
            for record in records
        ],
        "may_join": may_join(request),
        "current": "counter",
    }
    return render(request, "cases/officer/person_page.html", context)


def may_join(request: StaffRequest) -> bool:
    """The post that may read an identity number may say who is who."""
    return may_see_identity(request.holder, request.office.pk)


def names_of(records: Sequence[PersonRecord]) -> dict[int, str]:
    """Of those who joined them, by key."""
    keys = {each.act.by_id for record in records for each in record.joinings if each.act.by_id}
    return {user.pk: user.name for user in User.objects.filter(pk__in=keys)} if keys else {}


@for_the_officer
@require_http_methods(["GET", "POST"])
def join_person(request: StaffRequest, number: str) -> HttpResponse:
    now, case = timezone.now(), case_of_somebody(request, number)
    person = case_person(case)
    typed = " ".join(without_nulls(request.GET.get("q", "")).split())[:MOST_TYPED]
    rows = {row for record in records_of(request.office, case) for row in record.rows}
    found = find_people(request.office, Question(typed or person.name, by_identity=True), now)
    offered = [each for each in found.found if not each.rows & rows][:OFFERED]
    # What was found when the page was shown may be chosen though it would not be found any more.
    offered += chosen_before(request, offered)
    form = JoinForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_valid():
        other = case_of_somebody(request, form.cleaned_data["other"])
        try:
            join_records(
                person,
                case_person(other),
                why=form.cleaned_data["why"],
                actor=request.holder.actor,
                now=now,
            )
        except ActFault as fault:
            add_fault(form, fault)
        else:
            messages.success(
                request,
                say(
                    "একই মানুষ হিসেবে যুক্ত হয়েছে। আবেদন, সময়সীমা ও প্রমাণ যেমন ছিল তেমনই আছে।",
                    "Joined as one person. Cases, time limits and proofs are as they were.",
                ),
            )
            return redirect("person", number=number)
    context = {"case": case, "person": person, "form": form, "typed": typed, "note": found.note}
    return render_form(request, "cases/officer/join_person.html", context | {"current": "counter"})


def chosen_before(request: StaffRequest, offered: Sequence[FoundPerson]) -> list[FoundPerson]:
    number = without_nulls(request.POST.get("other", ""))[:40]
    if not number or number in {each.last.number for each in offered}:
        return []
    cases = shown_cases(request.office).exclude(applicant__name=GONE).filter(number=number)
    return [FoundPerson(case) for case in cases]


@for_the_officer
@require_POST
def part_person(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of_somebody(request, number)
    key = read_key(request.POST.get("pair", ""))
    pair = SamePerson.objects.filter(office=request.office, pk=key or 0).select_related("office").first()
    if pair is None:
        raise Http404
    try:
        part_records(pair, actor=request.holder.actor, now=timezone.now())
    except ActFault as fault:
        messages.error(request, fault.words)
    else:
        messages.success(request, say("আলাদা করা হয়েছে।", "Parted."))
    return redirect("person", number=case.number)
