"""The tracking login: a number, and four figures or the key on the paper. Every wrong try counts, and says
the same.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ongikar.cases.models.proofs import normalise_key
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.numbers import normal_slip_number, normal_tracking_number

from . import applicant_proof, tracking


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
    found = find(number, figures, request.office)
    if found is None:
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
    response = redirect(found.address)
    if is_key:
        return applicant_proof.remember_proof(request, response, found.reference, applicant_proof.PAPER, now)
    return tracking.remember_tracked(request, response, found.reference)
