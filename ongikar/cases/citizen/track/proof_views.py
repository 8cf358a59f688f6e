"""The page that asks who is there before anything is done in a citizen's name: a code by SMS, the key on the
paper, or an address that opens once.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen import my_cases as own
from ongikar.cases.models import OneUseAddress
from ongikar.cases.models.proofs import find_address, is_paper_key, normalise_key
from ongikar.cases.slots import ONCE, PRESSED_ONCE
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.models import Attempt
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.numbers import masked_mobile

from . import applicant_proof, tracking
from .applicant_proof import ADDRESS, PAPER, Proof, Subject

TOO_MANY = say_lazy(
    "অনেকবার ভুল হয়েছে। এক ঘণ্টা পরে আবার চেষ্টা করুন।", "Too many wrong tries. Try again in an hour."
)


class PaperKeyForm(Form):
    """The figures that stand on the paper receipt."""

    key = TextField(
        label=say_lazy("রসিদে ছাপা গোপন সংখ্যা", "The secret digits on the paper receipt"),
        help_text=say_lazy("১২টি সংখ্যা, যেমন ৪৮২১ ০৯৭৩ ৫৫১৬", "12 digits, such as 4821 0973 5516"),
        max_length=40,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_key(self) -> str:
        figures = normalise_key(self.cleaned_data["key"])
        if not figures:
            self.add_error("key", say("রসিদের ১২টি সংখ্যা লিখুন", "Enter the 12 digits of the receipt"))
        return figures


@repeatable
@require_http_methods(["GET", "POST"])
def prove_applicant(request: OfficeRequest, number: str) -> HttpResponse:
    """For whoever may read it already; anybody else is led to the tracking login. What is proved leads on
    to what was meant.
    """
    subject = applicant_proof.readable_subject(request, number)
    if subject is None:
        return tracking.redirect_to_tracking_login(number)
    now, then = timezone.now(), request.GET.get("then", "")
    if applicant_proof.proof_of(request, subject.reference, now):
        return redirect(applicant_proof.address_after(subject, then))
    if request.method == "POST" and "code" in request.POST:
        return send_proof_code(request, subject, then, now)
    form = PaperKeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (response := try_paper_key(request, subject, then, form, now)):
        return response
    # The one fault that is of no field: too many tries.
    return show_proof_page(request, subject, form, 429 if form.non_field_errors() else 0)


def show_proof_page(request: HttpRequest, subject: Subject, form: Form, status: int = 0) -> HttpResponse:
    mobile = subject.person.mobile if subject.person else ""
    context = {
        "form": form,
        "number": subject.number,
        "mobile": masked_mobile(mobile) if mobile else "",
        "current": "track",
    }
    return render_form(request, "cases/citizen/prove.html", context, status=status)


def send_proof_code(request: OfficeRequest, subject: Subject, then: str, now: datetime) -> HttpResponse:
    """To the mobile that was given with it, which nobody types here; pressed twice is one SMS."""
    mobile = subject.person.mobile if subject.person else ""
    if not mobile:
        # No mobile is known, and the page offered none: what is left are the digits of the paper.
        return show_proof_page(request, subject, PaperKeyForm({}))
    if own.is_on_its_way(request, mobile, now):
        return own.set_code_cookie(
            redirect("mine_code"),
            not_none(own.code_of(request, own.ASKED)),
            own.ASKED,
            (subject.number, then),
        )
    if own.has_too_many_codes(mobile, client_ip(request), now):
        form = PaperKeyForm({})
        form.errors.clear()
        form.add_error(None, str(TOO_MANY))
        return show_proof_page(request, subject, form, 429)
    asked = own.ask_for_code(request.office, mobile, now)
    return own.set_code_cookie(redirect("mine_code"), asked, own.ASKED, (subject.number, then))


def try_paper_key(
    request: HttpRequest, subject: Subject, then: str, form: PaperKeyForm, now: datetime
) -> HttpResponse | None:
    """The page that was meant, for whoever has the key; None, and the fault said, for anybody else."""
    address = client_ip(request)
    if tracking.has_too_many_tries(subject.number, address, now):
        form.add_error(None, str(TOO_MANY))
        return None
    if not is_paper_key(subject.reference, form.cleaned_data["key"]):
        tracking.count_wrong_try(subject.number, address, now)
        form.add_error(
            "key",
            say(
                "সংখ্যাগুলো মেলেনি। রসিদের সঙ্গে মিলিয়ে আবার লিখুন।",
                "These digits do not match. Check them against the receipt.",
            ),
        )
        return None
    response = redirect(applicant_proof.address_after(subject, then))
    return applicant_proof.remember_proof(request, response, subject.reference, PAPER, now)


# Addresses that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def show_one_use_page(request: OfficeRequest, token: str) -> HttpResponse:
    """Unknown, used and over are answered alike: there is nothing here, and how else to go on."""
    now, counter_keys = timezone.now(), [f"one use from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return render(request, "cases/citizen/one_use_over.html", {"current": "track"}, status=429)
    found = find_address(request.office, token, now)
    thing = applicant_proof.subject_of(found.subject) if found else None
    if found is None or thing is None or thing.office_id != request.office.pk:
        Attempt.count_failure(counter_keys, now=now)
        return show_address_expired(request)
    if request.method == "POST":
        return use_one_use_address(request, found, thing, now)
    context = {
        "thing": thing,
        "token": token,
        "slot": ONCE.answers(request, thing=thing, now=now),
        "current": "track",
    }
    return render(request, "cases/citizen/one_use.html", context)


def use_one_use_address(
    request: HttpRequest, found: OneUseAddress, thing: Subject, now: datetime
) -> HttpResponse:
    """Use it up and do what was pressed, both or neither; and remember whose browser this is."""
    do = PRESSED_ONCE.get(request.POST.get("do", ""))
    with transaction.atomic():
        if not found.use(now):
            return show_address_expired(request)
        response = do(request, thing, Proof(ADDRESS, now), now) if do else None
    if response is None:
        response = HttpResponseRedirect(applicant_proof.address_after(thing, ""))
    return applicant_proof.remember_proof(request, response, thing.reference, ADDRESS, now)


def show_address_expired(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/citizen/one_use_over.html", {"current": "track"}, status=404)
