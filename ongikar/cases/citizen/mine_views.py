"""My requests: a mobile, a code by SMS, and all that was asked with that mobile in this office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.frame.addresses import address_of
from ongikar.frame.fields import Mobile, Text
from ongikar.frame.forms import Form
from ongikar.frame.leaving import leave_nothing
from ongikar.frame.say import say_later
from ongikar.rules.bangla import latin_digits
from ongikar.rules.numbers import masked_mobile

from ..officer.standing import standings
from ..slots import MINE
from . import applicant_proof, tracking
from . import mine as own
from .applicant_proof import CODE


class WhoseMobile(Form):
    mobile = Mobile(
        label=say_later("আপনার মোবাইল নম্বর", "Your mobile number"),
        help_text=say_later("আবেদনে যে নম্বর দিয়েছিলেন", "The one you gave in the request"),
    )


class Figures(Form):
    code = Text(
        label=say_later("SMS-এর ৬ সংখ্যার কোড", "The 6 digits of the SMS"), max_length=20, width="w11",
        missing=say_later("কোডটি লিখুন", "Enter the code"),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        return latin_digits(self.cleaned_data["code"]).replace(" ", "")


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The requests of whoever has proved the mobile; anybody else is asked for it."""
    now = timezone.now()
    if request.method == "GET" and (code := own.proved(request, now)):
        context = {
            "lines": standings(list(own.cases_of(code)[: own.SHOWN]), now), "mobile": masked_mobile(code.mobile), "current": "track",
            "above": MINE.answers(request, mobile=code.mobile, now=now),
        }  # fmt: skip
        return render(request, "cases/citizen/mine.html", context)
    form = WhoseMobile(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        if own.is_on_its_way(request, form.cleaned_data["mobile"], now):
            return redirect("mine_code")
        if not own.too_many(form.cleaned_data["mobile"], address_of(request), now):
            asked = own.ask_for_code(request.office, form.cleaned_data["mobile"], now)
            return own.remember(redirect("mine_code"), asked, own.ASKED)
        form.add_error(None, TOO_MANY)
        status = 429
    status = 422 if form.errors and status == 200 else status
    return render(request, "cases/citizen/mine_ask.html", {"form": form, "current": "track"}, status=status)


TOO_MANY = say_later(
    "অনেকবার চেষ্টা হয়েছে। এক ঘণ্টা পরে আবার চেষ্টা করুন, অথবা ট্র্যাকিং নম্বর দিয়ে খোঁজ নিন।",
    "Too many tries. Try again in an hour, or follow your request by its number.",
)
WRONG = say_later(
    "কোডটি ঠিক নয়, অথবা এর সময় শেষ। আবার লিখুন, বা নতুন কোড চান।",
    "The code is not right, or its time is over. Enter it again, or ask for a new one.",
)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The figures of the SMS. A wrong code, an old one and one tried too often get the same sentence."""
    asked, now, address = own.code_of(request, own.ASKED), timezone.now(), address_of(request)
    if asked is None:
        return redirect("mine")
    form = Figures(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if own.is_spent(address, now):
            form.add_error(None, TOO_MANY)
        elif asked.try_with(form.cleaned_data["code"], now):
            meant = own.leads_on(request)
            leads = applicant_proof.prove_by_code(request, asked, meant, now) or redirect("mine")
            return own.remember(leads, asked, own.IN)
        else:
            own.count_wrong(address, now)
            form.add_error("code", WRONG)
    # In a demonstration no SMS leaves, so the page itself tells.
    shown = asked.figures if request.office.is_demo and asked.is_good(now) else ""
    context = {"form": form, "mobile": masked_mobile(asked.mobile), "shown": shown, "current": "track"}
    return render(request, "cases/citizen/mine_code.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """From the list to one request: the code has shown whose it is, and so what is done there."""
    code = own.proved(request, timezone.now())
    case = code and own.cases_of(code).filter(number=number).first()
    if case is None:
        return tracking.door_for(number)
    response = redirect("track_case", case.number)
    return applicant_proof.remember(request, response, case.reference, CODE, code.used_at)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Out again, for whoever used a borrowed phone: on the server, too."""
    if proved := own.code_of(request, own.IN):
        proved.ended_at = timezone.now()
        proved.save(update_fields=["ended_at"])
    response = redirect("mine")
    own.COOKIE.take_back(response)
    # What was opened from the list is closed with it.
    tracking.COOKIE.take_back(response)
    applicant_proof.forget(response)
    return leave_nothing(response)
