"""What is settled about each application before the list is frozen: may they take part, is it one person
twice, are the claims proved; the marks of test and viva; and what was objected to the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import DayField, without_nulls
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_asked
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.records.registry import DESKS
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.selection.explain import DEGREE_WORDS, group_words, source_words

from . import actions, states, words
from .actions.applying import faults_of_application
from .actions.drawing import current_freeze
from .actions.marking import MARKED, PartMarks, marks_of
from .actions.objecting import corrections_due, is_open_to_objections, objections_until
from .acts import may_correct
from .doubles import open_doubles
from .models import Application, Batch, Call, Claim, Mark, Objection, ObjectionAnswer
from .models.call import rule_of
from .objections import line_of, number_of

PAGE = 50
MOST_WORDS = 1000


def find_batch(office: Office, number: str) -> tuple[Batch, Call]:
    """A batch that was called, and its call; 404 for none of this office."""
    batch: Batch = DESKS["batch"].find(office, number)
    call = get_object_or_404(Call.objects.select_related("service"), batch=batch)
    call.batch = batch
    return batch, call


class BirthForm(Form):
    """The day of birth as it is put right beside an application."""

    born_on = DayField(label=say_lazy("জন্মতারিখ", "Day of birth"), required=False, optional_mark=False)


def birth_field(application: Application) -> BoundField:
    form = BirthForm(initial={"born_on": application.born_on}, auto_id=f"{application.roll}-%s")
    return form["born_on"]


@dataclass(frozen=True, slots=True)
class ToSettle:
    """One application to be admitted or turned down, with what is known of it."""

    application: Application
    degree: str
    faults: Sequence[str]
    claims: Sequence[tuple[str, str]]

    @property
    def born_on(self) -> BoundField:
        return birth_field(self.application)


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """One line of the list that an accepted objection is about, with what may be put right of it."""

    answer: ObjectionAnswer
    number: str
    application: Application
    state: str
    claims: Sequence[tuple[Claim, str, bool]]

    @property
    def born_on(self) -> BoundField:
        return birth_field(self.application)

    @property
    def may_reconsider(self) -> bool:
        return states.APPLICATION.may_follow(self.application.state, states.RECONSIDER)

    @property
    def may_put_right(self) -> bool:
        return states.APPLICATION.may_follow(self.application.state, states.PUT_RIGHT)


def to_correct(call: Call) -> list[ToCorrect]:
    """What was accepted of the list that is open to be put right; nothing of any other batch."""
    freeze = call.batch.freezes.order_by("-ordinal").first()
    if call.batch.state != states.CLOSED or freeze is None or freeze.reopened_at is None:
        return []
    answers = list(corrections_due(freeze).select_related("objection__freeze").order_by("id"))
    rows = Application.objects.filter(call=call, roll__in=[each.roll for each in answers])
    by_roll = {each.roll: each for each in rows.select_related("case__applicant").prefetch_related("claims")}
    return [
        ToCorrect(
            each,
            number_of(each.objection),
            by_roll[each.roll],
            words.state_words(by_roll[each.roll].state),
            [
                (claim, group_words(claim.group, language()), claim.state == Claim.PROVED)
                for claim in by_roll[each.roll].claims.all()
            ],
        )
        for each in answers
        if each.roll in by_roll
    ]


def to_settle(application: Application) -> ToSettle:
    call = application.call
    degree = DEGREE_WORDS.get(application.facts.get("education", ""))
    claims = [(each.group, group_words(each.group, language())) for each in application.claims.all()]
    return ToSettle(
        application,
        say(*degree) if degree else "",
        [say(*words.WHY_NOT[code]) for code in faults_of_application(application, rule_of(call))],
        claims,
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def settle(request: StaffRequest, batch_number: str) -> HttpResponse:
    batch, call = find_batch(request.office, batch_number)
    fault = ""
    if request.method == "POST":
        try:
            if told := settle_one(request, call, timezone.now()):
                messages.success(request, told)
            return redirect("batch_settle", batch.number)
        except ActFault as refused:
            fault = refused.words
    return show_to_settle(request, batch, call, fault)


def show_to_settle(request: StaffRequest, batch: Batch, call: Call, fault: str) -> HttpResponse:
    """The page; `fault`: why what was sent was not done, said with what was written still on it."""
    received = (
        Application.objects.filter(call=call, state=states.RECEIVED)
        .select_related("case__applicant", "call__batch__course")
        .prefetch_related("claims")
        .order_by("roll")
    )
    page = Paginator(received, PAGE).get_page(request.GET.get("page"))
    set_aside = Application.objects.filter(
        call=call, state=states.DOUBLE, case__closed_at__isnull=True
    ).select_related("case__applicant", "double_of__case__applicant")
    open_claims = (
        Claim.objects.filter(
            application__call=call, state=Claim.CLAIMED, application__state__in=states.FREEZABLE
        )
        .select_related("application__case__applicant")
        .order_by("application__roll")
    )
    context = {
        "batch": batch,
        "title": words.batch_title(batch),
        "page": page,
        "rows": [to_settle(each) for each in page],
        "doubles": open_doubles(call)[:PAGE],
        "set_aside": set_aside.order_by("roll")[:PAGE],
        "claims": [(each, group_words(each.group, language())) for each in open_claims[:PAGE]],
        "degrees": [(name, say(*DEGREE_WORDS[name])) for name in DEGREE_WORDS],
        "corrections": to_correct(call),
        "marks": next(iter(rule_of(call).most), ""),
        "fault": fault,
        "sent": request.POST if fault else {},
        "current": "training",
    }
    return render_asked(request, "training/desk/settle.html", context, fault)


def settle_one(request: StaffRequest, call: Call, now: datetime) -> str:
    """Do what one button of the page says; what is said of it."""
    act, reason = request.POST.get("act", ""), without_nulls(request.POST.get("reason", ""))
    reason = reason.strip()[:MOST_WORDS]
    given: dict[str, Any] = {"actor": request.holder.actor, "now": now}
    if act == "admit_all":
        return admit_plain(call, request, now)
    if act.startswith("claim_"):
        claim = get_object_or_404(
            Claim.objects.select_related("application__call__batch"),
            pk=whole(request.POST.get("claim", "")),
            application__call=call,
        )
        actions.decide_claim(
            claim, is_proved=act == "claim_proved", reason=reason, user=request.user, **given
        )
        return say("দাবিটি মেটানো হয়েছে।", "The claim is settled.")
    application = application_of(call, request.POST.get("roll", ""))
    if act == "admit":
        actions.admit(application, proved=request.POST.getlist("proved"), user=request.user, **given)
        return ""
    if not reason:
        raise ActFault("reason", "কারণ লিখুন।", "Write the reason.")
    if act == "put_right":
        born_on, education = typed_facts(request)
        actions.put_right(application, born_on=born_on, education=education, reason=reason, **given)
    elif act == "reconsider":
        actions.reconsider(application, reason=reason, **given)
    elif act == "turn_down":
        actions.turn_down(application, reason=reason, **given)
    elif act == "double":
        counts = application_of(call, request.POST.get("counts", ""))
        actions.set_aside_double(application, counts=counts, reason=reason, **given)
    elif act == "different":
        if application.state == states.DOUBLE:
            actions.restore_double(application, reason=reason, **given)
        else:
            actions.clear_double(application, reason=reason, **given)
    else:
        raise ActFault("act", "কী করবেন, বেছে নিন।", "Choose what to do.")
    return say("লেখা হয়েছে।", "Written down.")


def typed_facts(request: StaffRequest) -> tuple[date | None, str]:
    """The day of birth and the examination as they were put right; raises ActFault for what is no
    day.
    """
    try:
        born_on = DayField(required=False).clean(request.POST.get("born_on", ""))
    except ValidationError as fault:
        raise ActFault("born_on", *[" ".join(fault.messages)] * 2) from fault
    return born_on, request.POST.get("education", "")


def admit_plain(call: Call, request: StaffRequest, now: datetime) -> str:
    """Everybody of whom nothing speaks against it, and who claims nothing that a paper must prove."""
    rows = Application.objects.filter(call=call, state=states.RECEIVED)
    count = 0
    for application in rows.select_related("call__batch__course").prefetch_related("claims"):
        if faults_of_application(application, rule_of(call)):
            continue
        if any(claim.group not in BY_FORM for claim in application.claims.all()):
            continue
        actions.admit(application, proved=BY_FORM, user=request.user, actor=request.holder.actor, now=now)
        count += 1
    return say("{n}টি আবেদন যোগ্য।", "{n} [application was|applications were] admitted.", n=count)


# Shown by the identity paper that everybody brings.
BY_FORM = ("women",)


def whole(typed: str) -> int:
    figures = latin_digits(typed).strip()
    return int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 10 else 0


def application_of(call: Call, typed: str) -> Application:
    """The application with this roll; raises ActFault where the call has none."""
    rows = Application.objects.select_related("call__batch__course", "call__batch__office")
    application = rows.filter(call=call, roll=whole(typed)).first()
    if application is None:
        raise ActFault("roll", "এই রোল তালিকায় নেই।", "No application has this roll.")
    return application


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One line of the mark sheet: what this marker typed, and both marks once they are open."""

    application: Application
    typed: str
    fault: str
    open: str
    is_sealed: bool


ABSENT_SIGN = "-"


@for_handlers
@require_http_methods(["GET", "POST"])
def enter_marks(request: StaffRequest, batch_number: str, part: str) -> HttpResponse:
    """One marker types the marks of a part; “-” is absent. What is wrong stays in its field; the rest is
    taken.
    """
    batch, call = find_batch(request.office, batch_number)
    most = rule_of(call).most.get(part)
    if most is None:
        raise Http404
    rows = list(
        Application.objects.filter(call=call, state__in=MARKED)
        .select_related("case__applicant", "call__batch")
        .order_by("roll")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    faults: dict[int, str] = {}
    if request.method == "POST":
        faults = take_marks(request, list(page), part, timezone.now())
        if not faults:
            messages.success(request, say("নম্বর লেখা হয়েছে।", "The marks are written down."))
            return redirect(f"{request.path}?page={page.number}")
    marks = marks_of([each.pk for each in page])
    context = {
        "batch": batch,
        "title": words.batch_title(batch),
        "part": source_words(part, language()),
        "parts": [(name, source_words(name, language()), name == part) for name in rule_of(call).most],
        "most": most,
        "page": page,
        "rows": [mark_row(request, each, marks.get((each.pk, part)), faults) for each in page],
        "faults": sorted(faults.items()),
        "reason": request.POST.get("reason", "") if faults else "",
        "current": "training",
    }
    return render_asked(request, "training/desk/marks.html", context, faults)


def mark_row(
    request: StaffRequest, application: Application, part: PartMarks | None, faults: dict[int, str]
) -> MarkRow:
    name = f"mark-{application.roll}"
    own = next((m for m in part.marks if m.marker_id == request.user.pk), None) if part else None
    typed = request.POST.get(name, "") if application.roll in faults else mark_words(own)
    is_open = bool(part and part.is_open)
    told = ", ".join(mark_words(mark) for mark in part.marks) if part and is_open else ""
    sealed = bool(part and not is_open and part.marks and own is None)
    return MarkRow(application, typed, faults.get(application.roll, ""), told, sealed)


def mark_words(mark: Mark | None) -> str:
    """What stands in the field of a mark."""
    if mark is None:
        return ""
    return ABSENT_SIGN if mark.value is None else str(mark.value)


def take_marks(
    request: StaffRequest, rows: Sequence[Application], part: str, now: datetime
) -> dict[int, str]:
    """Take every mark that can be taken; by roll what is wrong with the others."""
    faults: dict[int, str] = {}
    reason = without_nulls(request.POST.get("reason", "")).strip()[:MOST_WORDS]
    for application in rows:
        typed = latin_digits(request.POST.get(f"mark-{application.roll}", "")).strip()
        if not typed:
            continue
        if typed != ABSENT_SIGN and not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            faults[application.roll] = say(
                "পূর্ণ সংখ্যা লিখুন, অনুপস্থিত হলে -", "Write a whole number, or - for absent"
            )
            continue
        try:
            actions.enter_mark(
                application,
                part=part,
                value=None if typed == ABSENT_SIGN else int(typed),
                user=request.user,
                actor=request.holder.actor,
                now=now,
                reason=reason,
            )
        except ActFault as fault:
            faults[application.roll] = fault.words
    return faults


@for_handlers
@require_safe
def list_objections(request: StaffRequest, batch_number: str) -> HttpResponse:
    """Those to be answered first; then what was answered, the newest first."""
    now = timezone.now()
    batch, call = find_batch(request.office, batch_number)
    freeze = current_freeze(batch)
    rows = Objection.objects.filter(freeze__batch=batch).select_related(
        "answer", "freeze", "application__case__applicant"
    )
    waiting = list(rows.filter(answer__isnull=True).order_by("id")[:PAGE])
    answered = Paginator(rows.filter(answer__isnull=False).order_by("-id"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "batch": batch,
        "title": words.batch_title(batch),
        "waiting": [(each, line_of(each)) for each in waiting],
        "page": answered,
        "answered": [(each, line_of(each)) for each in answered],
        "is_open": bool(freeze and is_open_to_objections(freeze, call, now)),
        "until": objections_until(freeze, call) if freeze else None,
        "may_correct": may_correct(batch),
        "current": "training",
    }
    return render(request, "training/desk/objections.html", context)
