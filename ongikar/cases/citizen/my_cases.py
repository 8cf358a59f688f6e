"""My cases: a mobile is proved by a code sent to it, and all that was asked with that mobile in this office
is shown.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Case, MobileCode
from ongikar.cases.models.proofs import GOOD_FOR, STAYS_IN
from ongikar.cases.officer.case.case_summary import summarise_cases
from ongikar.cases.slots import MINE
from ongikar.core.forms.fields import MobileField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.cookies import SignedCookie
from ongikar.core.http.headers import clear_site_data
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.models import Attempt
from ongikar.core.not_none import not_none
from ongikar.journal.actions import ANYONE, record
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.numbers import masked_mobile

from .track import applicant_proof, tracking
from .track.applicant_proof import CODE

ASKED, IN = "asked", "in"
LASTS = {ASKED: int(GOOD_FOR.total_seconds()), IN: int(STAYS_IN.total_seconds())}
COOKIE = SignedCookie("mine", salt="ongikar.cases.citizen.my_cases", lasts=LASTS[IN])
# Codes asked for in an hour: for one mobile, and from one address, which a whole centre may share.
OF_MOBILE, FROM_ADDRESS = 4, 30
# Wrong codes from one address in an hour, over all mobiles.
WRONG_FROM_ADDRESS = 30
SHOWN = 50
A_MINUTE = timedelta(minutes=1)


def count_code_request(mobile: str, address: str, now: datetime) -> bool:
    """Count one more code asked for; False where it is one too many. The same whether anybody is known by the
    mobile or not.
    """
    keys = [f"mine {mobile[:20]}", f"mine from {address}"]
    if Attempt.is_spent(keys[:1], limit=OF_MOBILE, now=now) or Attempt.is_spent(
        keys[1:], limit=FROM_ADDRESS, now=now
    ):
        return False
    Attempt.count_failure(keys, now=now)
    return True


def is_on_its_way(request: OfficeRequest, mobile: str, now: datetime) -> bool:
    """Pressed twice is one SMS: this browser asked for this mobile less than a minute ago."""
    asked = code_of(request, ASKED)
    return (
        asked is not None
        and asked.mobile == mobile
        and asked.is_good(now)
        and now < asked.asked_at + A_MINUTE
    )


@transaction.atomic
def ask_for_code(office: Office, mobile: str, now: datetime) -> MobileCode:
    """The same rows for every mobile. Whether an SMS goes is decided after the answer, by the worker."""
    code = MobileCode.objects.create(office=office, mobile=mobile, salt=secrets.token_hex(16), asked_at=now)
    record("mobile_code.asked", subject=code.reference, actor=ANYONE, office_id=office.pk, now=now)
    return code


def has_too_many_tries(address: str, now: datetime) -> bool:
    return Attempt.is_spent([f"mine wrong from {address}"], limit=WRONG_FROM_ADDRESS, now=now)


def count_wrong_try(address: str, now: datetime) -> None:
    Attempt.count_failure([f"mine wrong from {address}"], now=now)


def set_code_cookie(
    response: HttpResponse, code: MobileCode, stage: str, then: tuple[str, str] | None = None
) -> HttpResponse:
    """`stage`: ASKED while the code is awaited, IN once it was entered. A cookie of the one never serves as
    the other.

    `then`: the number that the code is to prove, and the word of the page it leads on to
    (applicant_proof.THEN).
    """
    COOKIE.set(response, [stage, code.pk, *(then or ())], lasts=LASTS[stage])
    return response


def code_purpose(request: HttpRequest) -> tuple[str, str] | None:
    """What the awaited code is to prove, and where it leads; None where it opens the list of all."""
    data = COOKIE.read(request, lasts=LASTS[ASKED])
    return (data[2], data[3]) if isinstance(data, list) and data[:1] == [ASKED] and len(data) == 4 else None


def code_of(request: OfficeRequest, stage: str) -> MobileCode | None:
    """The code that this browser's cookie names, of this office; a forged or old cookie names none."""
    data = COOKIE.read(request, lasts=LASTS[stage])
    if not isinstance(data, list) or data[:1] != [stage]:
        return None
    return MobileCode.objects.filter(pk=data[1], office=request.office).first()


def proved_mobile(request: OfficeRequest, now: datetime) -> MobileCode | None:
    """The code by which this browser is in, if it still is."""
    code = code_of(request, IN)
    return code if code and code.is_in(now) else None


def cases_of_code(code: MobileCode) -> QuerySet[Case]:
    """Every request of the mobile in this office, the newest first."""
    # The office of the applicant is that of the case: said twice, the mobile is found by its index.
    cases = Case.objects.filter(
        office=code.office_id, applicant__office=code.office_id, applicant__mobile=code.mobile
    )
    return cases.select_related("applicant", "clock").order_by("-id")


class MobileForm(Form):
    mobile = MobileField(
        label=say_lazy("আপনার মোবাইল নম্বর", "Your mobile number"),
        help_text=say_lazy("আবেদনে যে নম্বর দিয়েছিলেন", "The one you gave in the application"),
    )


class CodeForm(Form):
    code = TextField(
        label=say_lazy("SMS-এর ৬ সংখ্যার কোড", "The 6 digits of the SMS"),
        max_length=20,
        width="w11",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        return latin_digits(self.cleaned_data["code"]).replace(" ", "")


@repeatable
@require_http_methods(["GET", "POST"])
def list_my_cases(request: OfficeRequest) -> HttpResponse:
    """The requests of whoever has proved the mobile; anybody else is asked for it."""
    now = timezone.now()
    context: dict[str, Any] = {"current": "track"}
    if request.method == "GET" and (code := proved_mobile(request, now)):
        context |= {
            "lines": summarise_cases(list(cases_of_code(code)[:SHOWN]), now),
            "mobile": masked_mobile(code.mobile),
            "above": MINE.answers(request, mobile=code.mobile, now=now),
        }
        return render(request, "cases/citizen/my_cases.html", context)
    form = MobileForm(request.POST if request.method == "POST" else None)
    status = 0
    if form.is_valid():
        if is_on_its_way(request, form.cleaned_data["mobile"], now):
            return redirect("mine_code")
        if count_code_request(form.cleaned_data["mobile"], client_ip(request), now):
            asked = ask_for_code(request.office, form.cleaned_data["mobile"], now)
            return set_code_cookie(redirect("mine_code"), asked, ASKED)
        form.add_error(None, TOO_MANY)
        status = 429
    context |= {
        "form": form,
        "heading": say("আমার সব আবেদন", "All my applications"),
        "about": say(*NUMBER_LOST),
        "button": say("কোড পাঠান", "Send the code"),
        "cancel": say("নম্বর জানা আছে", "I have the number"),
        "back": reverse("track"),
        "back_words": say("আবেদনের খোঁজ", "Follow your application"),
    }
    return render_form(request, "core/public_form.html", context, status=status)


NUMBER_LOST = (
    "ট্র্যাকিং নম্বর মনে নেই? মোবাইল নম্বর দিন। সেই নম্বরে একটি কোড যাবে।",
    "The tracking number is lost? Give your mobile number, and a code goes to it.",
)
CODE_ON_ITS_WAY = (
    "{mobile} নম্বরে এই কার্যালয়ে কোনো আবেদন থাকলে একটি SMS যাবে। কোডটি ৫ মিনিট চলে।",
    "If there is an application with {mobile} in this office, an SMS is on its way. The code is good for 5"
    " minutes.",
)


TOO_MANY = say_lazy(
    "অনেকবার চেষ্টা হয়েছে। এক ঘণ্টা পরে আবার চেষ্টা করুন, অথবা ট্র্যাকিং নম্বর দিয়ে খোঁজ নিন।",
    "Too many tries. Try again in an hour, or follow your application by its number.",
)
WRONG = say_lazy(
    "কোডটি ঠিক নয়, অথবা এর সময় শেষ। আবার লিখুন, বা নতুন কোড চান।",
    "The code is not right, or its time is over. Enter it again, or ask for a new one.",
)


@repeatable
@require_http_methods(["GET", "POST"])
def enter_code(request: OfficeRequest) -> HttpResponse:
    """The figures of the SMS. A wrong code, an old one and one tried too often get the same sentence."""
    asked, now, address = code_of(request, ASKED), timezone.now(), client_ip(request)
    if asked is None:
        return redirect("mine")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if has_too_many_tries(address, now):
            form.add_error(None, TOO_MANY)
        elif asked.try_with(form.cleaned_data["code"], now):
            meant = code_purpose(request)
            leads = applicant_proof.prove_by_code(request, asked, meant, now) or redirect("mine")
            return set_code_cookie(leads, asked, IN)
        else:
            count_wrong_try(address, now)
            form.add_error("code", WRONG)
    # In a demonstration no SMS leaves, so the page itself tells.
    shown = asked.figures if request.office.is_demo and asked.is_good(now) else ""
    # Asked for on the way to something else, the code leads there, not to the list.
    leads_on = code_purpose(request) is not None
    context = {
        "form": form,
        "heading": say("কোড দিন", "Enter the code"),
        "about": say(*CODE_ON_ITS_WAY, mobile=digits(masked_mobile(asked.mobile), language())),
        "shown": shown,
        "button": (say("এগিয়ে যান", "Continue") if leads_on else say("আবেদন দেখুন", "See my applications")),
        "cancel": say("নতুন কোড চাই", "I need a new code"),
        "back": reverse("mine"),
        "back_words": say("আমার সব আবেদন", "All my applications"),
        "current": "track",
    }
    return render_form(request, "cases/citizen/my_cases_code.html", context)


@require_safe
def open_my_case(request: OfficeRequest, number: str) -> HttpResponse:
    """From the list to one request: the code has shown whose it is, and so what is done there."""
    code = proved_mobile(request, timezone.now())
    case = cases_of_code(code).filter(number=number).first() if code else None
    if code is None or case is None:
        return tracking.redirect_to_tracking_login(number)
    response = redirect("track_case", case.number)
    return applicant_proof.remember_proof(request, response, case.reference, CODE, not_none(code.used_at))


@repeatable
@require_POST
def end_my_cases(request: OfficeRequest) -> HttpResponse:
    """Out again, for whoever used a borrowed phone: on the server, too."""
    if proved := code_of(request, IN):
        proved.ended_at = timezone.now()
        proved.save(update_fields=["ended_at"])
    response = redirect("mine")
    COOKIE.delete(response)
    # What was opened from the list is closed with it.
    tracking.COOKIE.delete(response)
    applicant_proof.forget_proofs(response)
    return clear_site_data(response)
