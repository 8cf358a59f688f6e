"""Each act of a case as its own small page: read what it does, write what it needs, do it. One of them
shows the whole number of an identity paper for a minute, for a reason that is written down first.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.actions.act_log import READING_REASONS, record_identity_reading
from ongikar.cases.actions.attachments import (
    INSIDE_ACTS,
    NothingEntered,
    enclose_papers,
    papers_with_titles,
)
from ongikar.cases.actions.intake_debts import papers_to_show
from ongikar.cases.actions.joined_cases import follows_another, joining_of
from ongikar.cases.agent_consents import unlike_reason
from ongikar.cases.case_promise import APPLICANTS_PAPER, display_promise
from ongikar.cases.case_queries import case_for_desk
from ongikar.cases.kinds import KEEP, OutcomeFault, kind_of
from ongikar.cases.models import AnswerDraft, Case
from ongikar.cases.rights import for_handlers, for_the_officer
from ongikar.cases.slots import ANSWER
from ongikar.charter.terms import caption_of
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import ChoiceField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.people.day_list import act_done
from ongikar.people.forms import FreshCodeForm
from ongikar.people.fresh_factor import address_of_fresh_factor, fresh_code_form, has_passkey
from ongikar.people.post_holders import StaffRequest
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from ongikar.rules.clock.fold import LedgerFault

from .acts import (
    ACT_PAGES,
    CLOSING_ACTS,
    act_button,
    act_menu,
    closing_address,
    open_act_buttons,
    open_act_names,
)
from .case_summary import applicant_words, local_mobile, summarise_case
from .draft_views import find_answer_draft, is_to_be_saved, save_typed, save_with_files
from .uploads import FILES, files_field, sound_files
from .views import actors_by_id as people_of
from .views import history, office_cases

# How many lines of the history stand open beside what is being written.
LATEST = 4
# In an address: the photographed slip is of somebody else, so the reason stands there.
UNLIKE = "unlike"


@for_handlers
@require_http_methods(["GET", "POST"])
def show_act(request: StaffRequest, number: str, act: str) -> HttpResponse:
    now = timezone.now()
    page = ACT_PAGES.get(act)
    if page is None:
        raise Http404
    case = case_for_desk(request.office, number)
    if case is None:
        raise Http404
    # Lists lead to the answer of each case; of one that follows another it is the other's.
    if act == "keep" and request.method == "GET" and follows_another(case) and (joined := joining_of(case)):
        return redirect("case_act", number=joined.leader.number, act=act)
    may_be_done = act in open_act_names(case, request.holder, now)
    leads_on = act == "keep" and (may_be_done or is_answered_elsewhere(case))
    if leads_on and (elsewhere := closing_address(case)):
        return redirect(elsewhere)
    if not may_be_done:
        return show_act_refused(request, case)
    draft = find_answer_draft(case, request, act)
    form = page.form(*(posted_data(request) or draft_values(draft)), case=case, now=now)
    if act == "refuse" and UNLIKE in request.GET and not form.is_bound:
        form.initial["reason"] = unlike_reason(case)
    add_files_field(form, act)
    # What is closed by a letter is signed by it.
    code = fresh_code_form(request, now) if act in CLOSING_ACTS else None
    if request.method == "POST":
        if (answer := handle_posted_act(request, case, act, form, draft, now, code)) is not None:
            return answer
        draft = find_answer_draft(case, request, act)
    elif draft:
        form.keep_faults_of()
    if draft and draft.papers:
        form[FILES].label = say("আরও ফাইল বা ছবি", "Another file or photo")
    seen, more = act_menu(open_act_buttons(case, request.holder, now), current=act)
    context = {
        "form": form,
        "heading": act_button(act, case),
        "warning": say(*page.warning),
        "is_closing": act in CLOSING_ACTS,
        "current": "queue",
        "act": act,
        "acts": seen,
        "more": more,
        "case_url": reverse("case", args=[case.number]),
        "draft": draft,
        "code": code,
        "fresh_factor_url": address_of_fresh_factor(request.path) if code and has_passkey(request) else "",
        "slot": ANSWER.answers(request, case=case, act=act, now=now),
        **side_panel(case, now),
    }
    return render_form(request, "cases/officer/act.html", context)


def is_answered_elsewhere(case: Case) -> bool:
    """Whether an open case has its closing page and no act of its own: lists lead to it all the same."""
    return case.is_open and bool(kind_of(case.row).answered_elsewhere(case))


# What the applicant brings to the desk is asked for by its own field.
BROUGHT_BY_APPLICANT = frozenset({"answer"})


def add_files_field(form: Form, act: str) -> None:
    """Any act of the office may carry papers, shown to the applicant where the act is told to them."""
    if FILES not in form.fields and act not in BROUGHT_BY_APPLICANT:
        form.fields[FILES] = files_field(is_inside=act in INSIDE_ACTS)


def draft_values(draft: AnswerDraft | None) -> tuple:
    """What a form is filled with from its draft; nothing where there is none, or where its text does not
    open.
    """
    typed = draft.typed_data if draft else None
    return () if typed is None else (typed,)


def handle_posted_act(
    request: StaffRequest,
    case: Case,
    act: str,
    form: Any,
    draft: AnswerDraft | None,
    now: datetime,
    code: FreshCodeForm | None,
) -> HttpResponse | None:
    """What was sent is done, or saved as a draft; None where the form says why neither can be."""
    is_valid, takes_files = form.is_valid(), FILES in form.fields
    sound = sound_files(form, case, request, now, draft) if takes_files else []
    if act in CLOSING_ACTS and is_to_be_saved(request):
        return save_with_files(form, case, request, act, sound, now)
    if is_valid and not form.errors and sign_act(form, code, act):
        answer = do_act(request, case, act, form, draft, sound if takes_files else None, now)
        if answer is not None:
            return answer
    if sound:
        # A browser forgets the files of a form that it shows again.
        save_typed(form, case, request, act, sound, now)
    return None


def sign_act(form: Any, code: FreshCodeForm | None, act: str) -> bool:
    """Use up the second factor of the person who closes the case by a letter, where it was not shown a moment
    ago. False where the code is wrong, which the form then says. Done last: a code is good once.
    """
    if code is None or ACT_PAGES[act].facts(form).get("comes_to", KEEP) != KEEP:
        return True
    if not code.is_valid():
        form.add_error(None, code.errors["code"])
        return False
    code.save()
    return True


def do_act(
    request: StaffRequest,
    case: Case,
    act: str,
    form: Any,
    draft: AnswerDraft | None,
    sound: Sequence | None,
    now: datetime,
) -> HttpResponse | None:
    """Do the act of a valid form, with its draft gone; None where the form says why it cannot be done so."""
    page = ACT_PAGES[act]
    if act not in CLOSING_ACTS:
        # Its papers come with the act, whichever its action is.
        form.cleaned_data.pop(FILES, None)
    facts = page.facts(form)
    try:
        with transaction.atomic():
            if draft:
                draft.lock()
            papers = [*(draft.papers if draft else ()), *(sound or ())]
            if act in CLOSING_ACTS:
                page.action(case, actor=request.holder.actor, now=now, **facts, papers=papers)
            else:
                with enclose_papers(case, act, papers, now=now):
                    page.action(case, actor=request.holder.actor, now=now, **facts)
            if draft:
                draft.delete()
    except NothingEntered:
        # The second press of the same button.
        return redirect("case", number=case.number)
    except case_transitions.TransitionFault:
        return show_act_refused(request, case)
    except LedgerFault as fault:
        form.add_error("day" if "day" in form.fields else None, say(fault.bn, fault.en))
    except ActFault as fault:
        add_fault(form, fault)
    except OutcomeFault as fault:
        for missing in fault.missing:
            form.add_error(missing.field if missing.field in form.fields else None, missing.words)
    else:
        if act == "keep" and case.unsent_letter_id:
            messages.success(request, say(*ANSWER_ISSUED))
            return redirect(closing_address(case))
        words = page.done_words(case, form, now, facts.get("comes_to", ""))
        name = f"{applicant_words(case)} ({digits(case.short_number, language())})"
        return act_done(request, words, reverse("case", args=[case.number]), name=name)
    return None


ANSWER_ISSUED = (
    "উত্তর সই ও জারি হয়েছে। লেবেল ছেপে পাঠান, তারপর “পাঠান” চেপে লিখুন; তখনই কথা রাখা হবে।",
    "The answer is signed and issued. Print the label, send it and press “Dispatch”: that keeps the promise.",
)


def side_panel(case: Case, now: datetime) -> dict[str, Any]:
    """What stands beside what is being written: the request, its time, its papers and all that happened."""
    promise = display_promise(case.clock, now, wait_reason=APPLICANTS_PAPER)
    lines = history(case, now, people_of(case.acts_in_order))
    return {
        "case": case,
        "stands": summarise_case(case, now),
        "caption": caption_of(case.row),
        "facts": kind_of(case.row).facts(case),
        "mobile": local_mobile(case.applicant.mobile) if case.applicant else "",
        "channel": case.get_channel_display(),
        "promise": promise,
        "papers": papers_with_titles(case.papers, case.row),
        "to_show": papers_to_show(case),
        "latest": lines[:LATEST],
        "earlier": lines[LATEST:],
    }


def show_act_refused(request: HttpRequest, case: Case) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and the case as it now
    stands is shown.
    """
    messages.error(
        request,
        say(
            "এই আবেদনে এখন আর এটি করা যায় না; এর মধ্যে অবস্থা বদলে গেছে। নিচে এখনকার অবস্থা দেখুন।",
            "This can no longer be done: the case has moved on. Below is how it stands now.",
        ),
    )
    return redirect("case", number=case.number)


SALT = "ongikar.cases.officer.identity"
SHOWN_FOR = timedelta(minutes=1)


class IdentityReasonForm(Form):
    """A reason of the list, so that the journal can hold it: it keeps no words of persons."""

    why = ChoiceField(
        label=say_lazy("পুরো নম্বরটি কেন দরকার", "Why the whole number is needed"),
        help_text=say_lazy(
            "কে, কখন, কেন দেখলেন, তা জার্নালে লেখা থাকে।",
            "Who saw it, when and why is written in the journal.",
        ),
        choices=[(name, say_lazy(*words)) for name, words in READING_REASONS.items()],
    )


@for_the_officer
@require_http_methods(["GET", "POST"])
def show_identity(request: StaffRequest, number: str) -> HttpResponse:
    """First the reason, which is entered; then, at an address good for a minute and for this officer, the
    number.
    """
    case = get_object_or_404(office_cases(request), number=number)
    if case.applicant is None or not case.applicant.identity:
        raise Http404
    form = IdentityReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        record_identity_reading(
            case, reason=form.cleaned_data["why"], actor=request.holder.actor, now=timezone.now()
        )
        return HttpResponseRedirect(f"{request.path}?key={make_reading_key(request, case)}")
    is_entered = request.method == "GET" and request.GET.get("key", "") and is_reading_key(request, case)
    context: dict[str, Any] = {
        "caption": f"{case.applicant.shown_name} · {case.row.short}",
        "heading": say("পরিচয়পত্রের পুরো নম্বর", "The whole number of the identity document"),
        "title": digits(case.short_number, language()),
        "back": reverse("case", args=[case.number]),
        "back_words": digits(case.number, language()),
        "current": "queue",
    }
    if is_entered:
        # None: it does not open, and the page says so.
        context["whole"] = case.applicant.read_identity()
        return render(request, "cases/officer/identity.html", context)
    context |= {
        "form": form,
        "about": say(*ONLY_LAST_DIGITS, masked=digits(case.applicant.masked_identity, language())),
        "button": say("পুরো নম্বর দেখান", "Show the whole number"),
        "cancel": say("ফিরে যান", "Go back"),
    }
    return render_form(request, "core/staff_form.html", context)


ONLY_LAST_DIGITS = (
    "সব পাতায় শুধু শেষ ৪টি সংখ্যা দেখা যায়: {masked}।",
    "Every page shows only the last 4 digits: {masked}.",
)


def make_reading_key(request: HttpRequest, case: Case) -> str:
    return signing.dumps([case.pk, request.user.pk], salt=SALT)


def is_reading_key(request: HttpRequest, case: Case) -> bool:
    try:
        signed = signing.loads(request.GET["key"], salt=SALT, max_age=SHOWN_FOR)
    except signing.BadSignature:
        return False
    return signed == [case.pk, request.user.pk]
