"""Who is there: the tracking login by a number and four figures or the key on the paper, where every wrong
try counts and says the same; and the page that asks for a proof before anything is done in a citizen's name.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen import my_cases as own
from ongikar.cases.citizen.apply.kept_draft import USED, show_dead_draft_address, show_draft_address
from ongikar.cases.models import Draft, OneUseAddress
from ongikar.cases.models.proofs import find_address, find_used_address, is_paper_key, normalise_key
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
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.numbers import masked_mobile, normal_slip_number, normal_tracking_number

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
    if not own.count_code_request(mobile, client_ip(request), now):
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
    one_use = find_address(request.office, token, now)
    if one_use and one_use.subject_type == Draft.SUBJECT:
        return show_draft_address(request, one_use, now)
    thing = applicant_proof.subject_of(one_use.subject) if one_use else None
    if one_use is None or thing is None or thing.office_id != request.office.pk:
        used = find_used_address(request.office, token)
        if used and used.subject_type == Draft.SUBJECT:
            return show_dead_draft_address(request, USED)
        Attempt.count_failure(counter_keys, now=now)
        return show_address_expired(request)
    if request.method == "POST":
        return use_one_use_address(request, one_use, thing, now)
    context = {
        "thing": thing,
        "token": token,
        "slot": ONCE.answers(request, thing=thing, now=now),
        "current": "track",
    }
    return render(request, "cases/citizen/one_use.html", context)


def use_one_use_address(
    request: HttpRequest, one_use: OneUseAddress, thing: Subject, now: datetime
) -> HttpResponse:
    """Use it up and do what was pressed, both or neither; and remember whose browser this is."""
    do = PRESSED_ONCE.get(request.POST.get("do", ""))
    with transaction.atomic():
        if not one_use.use(now):
            return show_address_expired(request)
        response = do(request, thing, Proof(ADDRESS, now), now) if do else None
    if response is None:
        response = HttpResponseRedirect(applicant_proof.address_after(thing, ""))
    return applicant_proof.remember_proof(request, response, thing.reference, ADDRESS, now)


def show_address_expired(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/citizen/one_use_over.html", {"current": "track"}, status=404)


class TrackForm(Form):
    """The number and the last 4 digits of the mobile given with it, or the key printed on
    the paper receipt.
    """

    number = TextField(
        label=say_lazy("ট্র্যাকিং নম্বর", "Tracking number"),
        help_text=say_lazy(
            "রসিদে বা SMS-এ আছে, যেমন ৮৫৪৯-২৬-০০৪১৭-৫৮২০৩। শেষের ৫টি সংখ্যাও লিখুন।",
            "On the receipt or in the SMS, such as 8549-26-00417-58203. Enter its last 5 digits too.",
        ),
        # Said figure by figure it is long.
        max_length=160,
    )
    last_four = TextField(
        label=say_lazy("মোবাইলের শেষ ৪টি সংখ্যা", "Last 4 digits of the mobile"),
        help_text=say_lazy(
            "আবেদনে যে মোবাইল নম্বর দিয়েছিলেন। নাম গোপন রেখে অভিযোগ করে থাকলে, বা SMS না পেলে: রসিদে ছাপা"
            " ১২টি গোপন সংখ্যা",
            "Of the mobile number given in the application. For a complaint with a hidden name, or without"
            " SMS: the 12 secret digits printed on the receipt",
        ),
        max_length=40,
        width="w11",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_last_four(self) -> str:
        if key := normalise_key(self.cleaned_data["last_four"]):
            return key
        figures = latin_digits(self.cleaned_data["last_four"]).strip()
        if not (len(figures) == 4 and figures.isascii() and figures.isdigit()):
            self.add_error(
                "last_four",
                say(
                    "শেষ ৪টি সংখ্যা লিখুন, যেমন ৫৬৭৮; অথবা রসিদের ১২টি গোপন সংখ্যা",
                    "Enter the last 4 digits, such as 5678; or the 12 secret digits of the receipt",
                ),
            )
        return figures


def show_login(request: OfficeRequest, form: TrackForm, *, status: int = 0) -> HttpResponse:
    context = {
        "form": form,
        "heading": say("আবেদন এখন কোথায়?", "Where is my application?"),
        "button": say("খোঁজ নিন", "Find it"),
    }
    return render_form(request, "cases/citizen/track.html", context, status=status)


@repeatable
def track(request: OfficeRequest) -> HttpResponse:
    """The login. An unknown number, a hidden complaint and wrong figures get the same sentence; too many
    wrong tries, and it stays shut to where they came from.
    """
    if request.method != "POST":
        number = request.GET.get("number", "")[:160]
        return show_login(request, TrackForm(initial={"number": number}))
    form, now = TrackForm(request.POST), timezone.now()
    if not form.is_valid():
        return show_login(request, form)
    typed, address = form.cleaned_data["number"], client_ip(request)
    # Whoever was received on paper has a slip, and finds the request by its number once it is entered.
    number = normal_tracking_number(typed) or normal_slip_number(typed)
    key = number or form.cleaned_data["number"]
    if tracking.has_too_many_tries(key, address, now):
        form.add_error(
            None,
            say(
                "অনেকবার ভুল হয়েছে। এক ঘণ্টা পরে আবার চেষ্টা করুন, অথবা রসিদ নিয়ে কার্যালয়ে আসুন।",
                "Too many wrong tries. Try again in an hour, or bring your receipt to the office.",
            ),
        )
        return show_login(request, form, status=429)
    figures = form.cleaned_data["last_four"]
    is_key = len(figures) > 4
    if not is_key and tracking.needs_code(key, now):
        # Whatever the figures are, or this answer would tell that they are right.
        form.add_error(
            None,
            say(
                "এই নম্বরে আজ অনেকবার ভুল চেষ্টা হয়েছে। নিচের “আমার সব আবেদন” থেকে মোবাইলে কোড নিয়ে খুলুন।",
                "There were many wrong tries at this number today. Open it from “all my applications”"
                " below, with a code sent to your mobile.",
            ),
        )
        return show_login(request, form, status=429)
    find = tracking.find_by_key if is_key else tracking.find_subject
    subject = find(number, figures, request.office)
    if subject is None:
        tracking.count_wrong_try(key, address, now)
        form.add_error(
            None,
            say(
                "এই নম্বর ও সংখ্যায় কোনো আবেদন পাওয়া যায়নি। রসিদের সঙ্গে মিলিয়ে আবার লিখুন। নাম গোপন রেখে"
                " করা অভিযোগ মোবাইলের শেষ ৪ সংখ্যায় খোলে না: মোবাইলে কোড নিন, বা রসিদের গোপন সংখ্যা দিন।",
                "No application was found with this number and these digits. Check them against your"
                " receipt. A complaint with a hidden name does not open with 4 digits of the mobile: take a"
                " code on it, or give the secret digits of the receipt.",
            ),
        )
        return show_login(request, form)
    response = redirect(subject.address)
    if is_key:
        return applicant_proof.remember_proof(
            request, response, subject.reference, applicant_proof.PAPER, now
        )
    return tracking.remember_tracked(request, response, subject.reference)
