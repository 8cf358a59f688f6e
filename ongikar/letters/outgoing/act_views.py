"""What is pressed on the page of a letter that goes out: initials, signature, issue, dispatch, and the ways
back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.papers.actions import checked_with_title, take_files
from ongikar.papers.check import Clean
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits

from ..models import Dispatch, Letter
from ..rights import for_keepers, for_signers
from ..transitions import ISSUED, SUPERSEDED, WITHHELD
from . import actions
from .dispatching import dispatch, record_result, withhold
from .forms import DispatchForm, IssueForm, ReasonForm, ResultForm, ScanForm
from .letter_views import find_letter, letter_page, letter_url, may_do
from .proof import prove_letter
from .reminders import draft_reminder, reason_against
from .transitions import CANCEL, DISPATCH, INITIAL, ISSUE, RETURN, SIGN, WITHHOLD, LetterFault, may_follow


def back_to(letter: Letter) -> HttpResponse:
    return HttpResponseRedirect(letter_url(letter))


def refuse(request: StaffRequest, letter: Letter, fault: LetterFault) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and the letter as it stands is shown."""
    messages.error(request, fault.words)
    return back_to(letter)


def require(request: StaffRequest, letter: Letter, act: str) -> HttpResponse | None:
    """None where the person may do it; else the way back with the reason. Whose post does not allow it at all
    is refused.
    """
    if may_do(request, letter, act):
        return None
    fresh = Letter.objects.get(pk=letter.pk)
    if act in (SIGN, RETURN) and not request.holder.holds(fresh.signer_id or 0):
        raise PermissionDenied
    return refuse(
        request,
        letter,
        LetterFault(
            "এর মধ্যে চিঠির অবস্থা বদলে গেছে, বা এটি আপনার কাজ নয়।",
            "The letter has moved on meanwhile, or this is not for you to do.",
        ),
    )


def redirect_with_success(
    request: StaffRequest, letter: Letter, bn: str, en: str, **values: Any
) -> HttpResponse:
    messages.success(request, say(bn, en, **values))
    return back_to(letter)


@for_keepers
@require_POST
def initial_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    letter = find_letter(request, letter_id)
    if answer := require(request, letter, INITIAL):
        return answer
    try:
        actions.initial(letter, actor=request.holder.actor, now=timezone.now())
    except LetterFault as fault:
        return refuse(request, letter, fault)
    return redirect_with_success(
        request, letter, "অনুস্বাক্ষর হয়েছে। এখন স্বাক্ষর বাকি।", "Initialled. It now waits for the signature."
    )


@for_keepers
@require_POST
def sign_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    """Sign, or sign and issue in one press: with a second factor shown now or within a quarter of an hour."""
    letter, now = find_letter(request, letter_id), timezone.now()
    if answer := require(request, letter, SIGN):
        return answer
    code = fresh_code_form(request, now)
    if code is not None:
        if not code.is_valid():
            return letter_page(request, letter, code=code)
        code.save()
    at_once = "issue" in request.POST
    act = actions.sign_and_issue if at_once else actions.sign
    try:
        act(letter, actor=request.holder.actor, now=now)
    except LetterFault as fault:
        return refuse(request, letter, fault)
    return (
        redirect_issued(request, letter)
        if at_once
        else redirect_with_success(request, letter, "স্বাক্ষর হয়েছে।", "Signed.")
    )


def redirect_issued(request: StaffRequest, letter: Letter) -> HttpResponse:
    """Says the number, with what is printed now, and leads on to what is owed next: the dispatch, where one
    recipient waits for it.
    """
    waiting = list(letter.recipients.filter(dispatches=None)[:2])
    print_of_letter = format_html('<a href="{}">PDF</a>', reverse("letter_pdf", args=[letter.pk]))
    told = say("জারি হয়েছে। স্মারক {memo}।", "Issued. Memo {memo}.", memo=digits(letter.memo_number, language()))
    if len(waiting) != 1:
        messages.success(request, format_html("{} {}", told, print_of_letter))
        return back_to(letter)
    label = reverse("letter_label", args=[letter.pk, waiting[0].pk])
    words = say("খামের লেবেল", "Envelope label")
    link = format_html('{} · <a href="{}">{}</a>', print_of_letter, label, words)
    messages.success(request, format_html("{} {}", told, link))
    return redirect("letter_dispatch", letter.pk, waiting[0].pk)


@for_keepers
@require_http_methods(["GET", "POST"])
def issue_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    """Pressed twice, it is issued once, and the second press is told its number."""
    letter = find_letter(request, letter_id)
    if letter.state == ISSUED:
        return redirect_issued(request, letter)
    if answer := require(request, letter, ISSUE):
        return answer
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"dnothi": True})
    if request.method == "POST" and form.is_valid():
        try:
            actions.issue(letter, actor=request.holder.actor, now=timezone.now(), dnothi_number=form.number)
        except LetterFault as fault:
            letter.refresh_from_db()
            return (
                redirect_issued(request, letter) if letter.state == ISSUED else refuse(request, letter, fault)
            )
        return redirect_issued(request, letter)
    return act_page(request, letter, form, say("জারি", "Issue"), say("জারি করুন", "Issue"))


def act_page(
    request: StaffRequest, letter: Letter, form: Form, heading: str, button: str, lead: str = ""
) -> HttpResponse:
    memo = digits(letter.memo_number, language())
    context = {
        "form": form,
        "caption": " · ".join(filter(None, (memo, letter.subject_line))),
        "heading": heading,
        "about": lead,
        "back": letter_url(letter),
        "back_words": say("চিঠি", "The letter"),
        "button": button,
        "current": "letters",
    }
    return render_form(request, "core/staff_form.html", context)


def with_reason(
    request: StaffRequest,
    letter_id: int,
    act: str,
    do: Callable[..., None],
    heading: tuple[str, str],
    told: tuple[str, str],
) -> HttpResponse:
    letter = find_letter(request, letter_id)
    if answer := require(request, letter, act):
        return answer
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            do(letter, reason=form.cleaned_data["reason"], actor=request.holder.actor, now=timezone.now())
        except LetterFault as fault:
            return refuse(request, letter, fault)
        return redirect_with_success(request, letter, *told)
    return act_page(request, letter, form, say(*heading), say(*heading))


@for_keepers
@require_http_methods(["GET", "POST"])
def return_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    heading = ("ফেরত দিন", "Return it")
    told = ("ফেরত দেওয়া হয়েছে।", "Returned.")
    return with_reason(request, letter_id, RETURN, actions.return_letter, heading, told)


@for_keepers
@require_http_methods(["GET", "POST"])
def cancel_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    heading = ("বাতিল করুন", "Cancel the letter")
    told = ("বাতিল করা হয়েছে।", "Cancelled.")
    return with_reason(request, letter_id, CANCEL, actions.cancel, heading, told)


@for_signers
@require_http_methods(["GET", "POST"])
def withhold_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    """Issued, and not to be sent after all: its number stays in the issue book with the reason."""
    heading = ("পাঠানো হবে না", "Not to be sent")
    told = ("লেখা হলো: চিঠিটি পাঠানো হবে না।", "Entered: the letter is not to be sent.")
    return with_reason(request, letter_id, WITHHOLD, withhold, heading, told)


@for_signers
@require_POST
def prove_letter_page(request: StaffRequest, letter_id: int) -> HttpResponse:
    """An issued letter is signed so that anybody can check it: its PDF bears the QR from now on."""
    letter = find_letter(request, letter_id)
    try:
        prove_letter(letter, actor=request.holder.actor, now=timezone.now())
    except LetterFault as fault:
        return refuse(request, letter, fault)
    return redirect_with_success(
        request, letter, "প্রমাণের QR যোগ হয়েছে; PDF-এ ছাপা হবে।", "The proof was added; the PDF prints its QR."
    )


@for_keepers
@require_http_methods(["GET", "POST"])
def keep_scan(request: StaffRequest, letter_id: int) -> HttpResponse:
    """The letter was signed with ink: the scan of it is kept in place of a second factor."""
    letter = find_letter(request, letter_id)
    if answer := require(request, letter, SIGN):
        return answer
    form = ScanForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and (scan := sound_file(form, "scan")):
        try:
            actions.sign(letter, actor=request.holder.actor, now=timezone.now(), scan=scan)
        except LetterFault as fault:
            return refuse(request, letter, fault)
        return redirect_with_success(request, letter, "সই করা কপি রাখা হয়েছে।", "The signed copy is kept.")
    lead = say(
        "PDF ছাপিয়ে সই করে স্ক্যান দিন। এরপর লেখা আর বদলানো যাবে না।",
        "Print the PDF, sign it and give its scan. After that the text is changed no more.",
    )
    heading = say("কাগজে সই করা কপি", "Copy signed on paper")
    return act_page(request, letter, form, heading, say("রাখুন", "Keep it"), lead)


def sound_file(form: Form, name: str) -> Clean | None:
    """The one file of a field, checked; None where there is none, or the form says why not."""
    upload = form.cleaned_data.get(name)
    taken = take_files(form, [(name, name, upload)], checked_with_title) if upload else None
    return taken[0][1] if taken else None


SAID_OF_DISPATCH = ("channel", "reference", "carried_by", "taken_by", "address", "reason")
SENT_ENTERED = ("পাঠানো হয়েছে বলে লেখা হলো।", "Entered as dispatched.")
MAIL_ENTERED = (
    "চিঠিটি ই-মেইলে যাচ্ছে। মেইল সার্ভার না নিলে আজকের কাজে জানানো হবে।",
    "The letter goes by e-mail. Should the mail server refuse it, it comes back to Today.",
)


def why_not_sent(letter: Letter) -> LetterFault:
    """Why a letter in this state leaves the office not, or not any more."""
    if letter.state == SUPERSEDED:
        return LetterFault(
            "এর বদলে নতুন চিঠি জারি হয়েছে; সেটি পাঠান।",
            "Another letter was issued in its place; send that one.",
        )
    if letter.state == WITHHELD:
        return LetterFault(
            "এই চিঠি পাঠানো হবে না বলে লেখা আছে।", "It is written down that this letter is not to be sent."
        )
    return LetterFault("চিঠিটি এখনো জারি হয়নি।", "The letter has not been issued yet.")


@for_keepers
@require_http_methods(["GET", "POST"])
def dispatch_letter(request: StaffRequest, letter_id: int, recipient_id: int) -> HttpResponse:
    letter = find_letter(request, letter_id)
    recipient = get_object_or_404(letter.recipients, pk=recipient_id)
    if not may_follow(letter.state, DISPATCH):
        return refuse(request, letter, why_not_sent(letter))
    before = recipient.dispatches.count()
    channel = recipient.channel or Dispatch.HAND
    begun = {"channel": channel, "seen": before}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DispatchForm(*sent, initial=begun | {"address": recipient.address}, recipient=recipient)
    if request.method == "POST" and form.is_valid():
        proof = sound_file(form, "proof")
        if not form.errors:
            given = {name: form.cleaned_data.get(name, "") for name in SAID_OF_DISPATCH}
            given |= {"submission": form.cleaned_data["token"], "seen": form.cleaned_data["seen"] or 0}
            try:
                dispatch(
                    letter, recipient, **given, proof=proof, actor=request.holder.actor, now=timezone.now()
                )
            except LetterFault as fault:
                if not fault.field:
                    return refuse(request, letter, fault)
                form.add_error(fault.field, fault.words)
            else:
                by_email = given["channel"] == Dispatch.EMAIL
                return redirect_with_success(request, letter, *(MAIL_ENTERED if by_email else SENT_ENTERED))
    lead = ", ".join(filter(None, (recipient.name, recipient.address, recipient.email)))
    heading, button = say("চিঠি পাঠান", "Dispatch"), say("পাঠান", "Dispatch")
    if before:
        heading, button = say("চিঠিটি আবার পাঠান", "Send the letter again"), say("আবার পাঠান", "Send again")
    return act_page(request, letter, form, heading, button, lead)


@for_keepers
@require_http_methods(["GET", "POST"])
def dispatch_result(request: StaffRequest, dispatch_id: int) -> HttpResponse:
    dispatches = Dispatch.objects.select_related("recipient__letter__office").filter(office=request.office)
    sent = get_object_or_404(dispatches, pk=dispatch_id)
    letter = find_letter(request, sent.recipient.letter_id)
    form = ResultForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        result, words = form.cleaned_data["result"], form.cleaned_data["words"]
        taken_by = words if result == Dispatch.DELIVERED else ""
        try:
            record_result(
                sent,
                result=result,
                taken_by=taken_by,
                words=words,
                actor=request.holder.actor,
                now=timezone.now(),
            )
        except LetterFault as fault:
            return refuse(request, letter, fault)
        return redirect_with_success(request, letter, "লেখা হলো।", "Entered.")
    heading = say("কী হলো", "Outcome")
    return act_page(request, letter, form, heading, say("রাখুন", "Save"), sent.recipient.name)


@for_keepers
@require_http_methods(["GET", "POST"])
def remind(request: StaffRequest, letter_id: int) -> HttpResponse:
    """A reminder drafted by hand, before its day: of what was answered or is reminded of already, it says
    so.
    """
    letter, now = find_letter(request, letter_id), timezone.now()
    if fault := reason_against(letter):
        return refuse(request, letter, fault)
    if request.method == "POST":
        return begin_reminder(request, letter, now)
    lead = say(
        "যাঁদের কাছে চিঠিটি গেছে, তাঁদের কাছেই তাগিদের খসড়া হবে।",
        "A reminder is drafted to those whom the letter went to.",
    )
    heading = say("তাগিদ দিন", "Send a reminder")
    return act_page(request, letter, Form(), heading, say("খসড়া করুন", "Draft it"), lead)


def begin_reminder(request: StaffRequest, letter: Letter, now: datetime) -> HttpResponse:
    try:
        reminder = draft_reminder(
            letter,
            drafter=request.holder.post_in(request.office.pk),
            actor=request.holder.actor,
            now=now,
            submission=f"reminder {letter.reminders.count() + 1} of {letter.pk}",
        )
    except LetterFault as fault:
        return refuse(request, letter, fault)
    return redirect_with_success(request, reminder, "তাগিদের খসড়া হয়েছে।", "The reminder is drafted.")
