"""Checking a certificate without an account: by the QR's address, or by the number and the code printed on
it.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.certificates.rules.serial import LONGEST, normal_code, normal_serial, serial_words
from ongikar.certificates.rules.statement import read_line
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of

from . import check as checks
from .check import judge
from .models import Certificate
from .transitions import ISSUED, REPLACED, REVOKED

# The address with all that stands after its #, as a phone reads it from the QR.
LONGEST_QR = 3_000

NOT_FOUND = say_lazy(
    "এই নম্বর ও কোডে কোনো সনদ নেই। কাগজের সঙ্গে মিলিয়ে আবার লিখুন; তবু না মিললে কাগজটি এই কার্যালয়ের নয়।",
    "There is no certificate with this number and code. Compare them with the document and try again; if"
    " they still do"
    " not fit, the document is not from this office.",
)
NUMBER_NOT_FOUND = say_lazy(
    "এই নম্বরে কোনো সনদ নেই। কাগজের সঙ্গে মিলিয়ে আবার লিখুন।",
    "There is no certificate with this number. Compare it with the document and try again.",
)
TOO_MANY = say_lazy(
    "অনেকবার চেষ্টা হয়েছে। এক ঘণ্টা পরে আবার দেখুন, অথবা QR ফোনের ক্যামেরায় দেখুন ও ইন্টারনেট ছাড়া মেলান।",
    "There were many tries. Try again in an hour, or read the QR with a phone’s camera and check it without"
    " the"
    " internet.",
)


# What the page is headed by, by what was found.
TITLES = {
    checks.HOLDS: say_lazy("সনদটি আসল, এখনো বহাল", "This certificate is genuine and in force"),
    REPLACED: say_lazy("এর বদলে নতুন সনদ দেওয়া হয়েছে", "This certificate was replaced by a new one"),
    REVOKED: say_lazy("সনদটি বাতিল", "This certificate was revoked"),
    checks.DIFFERS: say_lazy("সনদটি মেলে না", "This certificate does not fit"),
    checks.EMPTIED: say_lazy("সনদটি দেওয়া হয়েছিল", "This certificate was issued"),
}
LETTER_HOLDS = say_lazy("পত্রটি এই কার্যালয়ের, এখনো বহাল", "This letter is genuine and in force")
TITLES_ALONE = {
    ISSUED: say_lazy("এই নম্বরের সনদ বহাল", "The certificate of this number is in force"),
    REPLACED: say_lazy("এই নম্বরের সনদ বদলানো হয়েছে", "The certificate of this number was replaced"),
    REVOKED: say_lazy("এই নম্বরের সনদ বাতিল", "The certificate of this number was revoked"),
}
NOT_CHECKED = say_lazy("যাচাই করা যায়নি", "It could not be checked")
QUESTION = say_lazy("সনদটি কি আসল?", "Is this certificate genuine?")


class CheckForm(Form):
    """The number and the code as they are printed, or all of the QR in the field of the number."""

    number = TextField(
        label=say_lazy("সনদ নম্বর", "Certificate number"),
        help_text=say_lazy("যেমন ৮৫৪৯-স-২৬-০০৩১৭", "Such as 8549-C-26-00317"),
        max_length=LONGEST_QR,
    )
    code = TextField(
        label=say_lazy("৮ অক্ষরের কোড", "Code of 8 signs"),
        help_text=say_lazy(
            "সনদের নিচে ছাপা আছে। কোড ছাড়া শুধু বহাল না বাতিল, তা-ই দেখা যায়।",
            "Printed at the foot of the certificate. Without it you see only whether it is in force.",
        ),
        required=False,
        max_length=LONGEST,
        width="w11",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        if line := read_line(typed):
            return line.statement.serial
        serial = normal_serial(typed)
        if not serial:
            self.add_error(
                "number",
                say(
                    "নম্বরটি পুরো লিখুন, যেমন ৮৫৪৯-স-২৬-০০৩১৭",
                    "Enter the whole number, such as 8549-C-26-00317",
                ),
            )
        return serial

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        code = normal_code(typed)
        if typed and not code:
            self.add_error(
                "code",
                say(
                    "কোডে ৮টি অক্ষর বা সংখ্যা আছে, যেমন 7QK2M9XA",
                    "The code has 8 letters or digits, such as 7QK2M9XA",
                ),
            )
        return code


def mark_unlisted(response: HttpResponse) -> HttpResponse:
    """No search engine lists it, and nobody keeps it on the way."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response


def page(request: OfficeRequest, status: int = 200, **context: Any) -> HttpResponse:
    context.setdefault("form", CheckForm())
    context.setdefault("title", NOT_CHECKED if "fault" in context else QUESTION)
    context["seen_at"] = timezone.now()
    return mark_unlisted(render(request, "certificates/check.html", context, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: OfficeRequest) -> HttpResponse:
    """The form without a QR. What was sent leads to the page of the certificate, which may be
    opened again.
    """
    if request.method != "POST":
        return page(request)
    form, now, address = CheckForm(request.POST), timezone.now(), client_ip(request)
    if checks.has_too_many_tries(address, now):
        form.add_error(None, str(TOO_MANY))
        return page(request, 429, form=form)
    if not form.is_valid():
        return page(request, 422, form=form)
    serial, code = form.cleaned_data["number"], form.cleaned_data["code"]
    certificate = checks.find_certificate(request.office, serial, code)
    whose = checks.office_of(serial) if certificate is None else None
    if whose and whose != request.office:
        # Another office of this installation: its own pages tell of it.
        way = (
            reverse("certificate_check", args=[serial, code])
            if code
            else reverse("certificate_state", args=[serial])
        )
        return redirect(f"{site_of(whose)}{way}")
    if certificate is None:
        if code:
            checks.count_wrong_code(address, now)
        else:
            checks.count_number_alone(address, now)
        form.add_error("code" if code else "number", str(NOT_FOUND if code else NUMBER_NOT_FOUND))
        return page(request, 422, form=form)
    line = form.data.get("number", "")
    if read_line(line) and not checks.is_same_line(certificate, line):
        form.add_error(
            "number",
            say(
                "মেলে না: QR-এর লেখা বদলানো হয়েছে। এই কাগজে ভরসা করবেন না।",
                "It does not fit: the text of the QR was altered. Do not rely on this document.",
            ),
        )
        return page(request, 422, form=form)
    if code:
        return redirect("certificate_check", serial, code)
    return redirect("certificate_state", serial)


@require_safe
def show_certificate(request: OfficeRequest, serial: str, secret: str) -> HttpResponse:
    """Every printed field and the state, for whoever has the code."""
    now, address = timezone.now(), client_ip(request)
    if checks.has_too_many_tries(address, now):
        return page(request, 429, fault=str(TOO_MANY))
    certificate = checks.find_certificate(request.office, serial, secret)
    if certificate is None:
        checks.count_wrong_code(address, now)
        return page(request, 404, fault=str(NOT_FOUND))
    finding = judge(certificate)
    is_letter = finding.is_letter and finding.state == checks.HOLDS
    title = LETTER_HOLDS if is_letter else TITLES[finding.state]
    return page(
        request, title=title, finding=finding, proof=certificate.proof, has_badge=has_badge(certificate)
    )


def has_badge(certificate: Certificate) -> bool:
    """Whether it may be taken along as a verifiable credential: a certificate that holds, of which the office
    still has the words.
    """
    return judge(certificate).state == checks.HOLDS and not certificate.is_letter_proof


@require_safe
def show_state(request: OfficeRequest, serial: str) -> HttpResponse:
    """Whether the number holds, and nothing else: whoever guesses numbers learns of nobody."""
    now, address = timezone.now(), client_ip(request)
    if checks.has_too_many_tries(address, now):
        return page(request, 429, fault=str(TOO_MANY))
    checks.count_number_alone(address, now)
    certificate = Certificate.objects.by_serial(request.office, serial)
    if certificate is None:
        return page(request, 404, fault=str(NUMBER_NOT_FOUND))
    return page(
        request,
        alone=certificate.state,
        title=TITLES_ALONE[certificate.state],
        serial=serial_words(serial, language()),
        form=CheckForm(initial={"number": serial_words(serial, language())}),
    )
