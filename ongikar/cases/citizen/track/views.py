"""Following an application: its page, and what the person may do there."""

from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import escape, format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases import actions
from ongikar.cases.actions import part_outcomes
from ongikar.cases.agent_consents import consent_of, disown
from ongikar.cases.citizen.pdfs import has_result, result_pdf
from ongikar.cases.citizen.receipt_views import receipt_answer
from ongikar.cases.day_by_day import strips_of
from ongikar.cases.models import Case
from ongikar.cases.record_desk import back_to_application
from ongikar.cases.slots import TRACKING
from ongikar.cases.urgent import advice_for_case
from ongikar.charter.terms import paper_names
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.language_middleware import path_in_language
from ongikar.core.i18n.say import language, say
from ongikar.papers.actions import check_upload, take_files
from ongikar.papers.check import Clean
from ongikar.papers.quota import count_paper
from ongikar.papers.responses import pdf_download
from ongikar.rules.bangla.text import digits

from .applicant_acts import do_applicant_act, for_tracking_browser, require_applicant_proof
from .applicant_proof import ask_for_proof, proof_of, prove_address
from .case_detail import CaseDetail, missing_papers
from .forms import AnswerToOfficeForm, DisownForm, EnoughForm, RatingForm, WithdrawalForm
from .reading import hide_from_readers, name_shown


@require_safe
@for_tracking_browser
def track_case(request: HttpRequest, case: Case) -> HttpResponse:
    return show_case_page(request, case)


def show_case_page(request: HttpRequest, case: Case, form: Form | None = None) -> HttpResponse:
    """The page of one case; `form` is what was sent in and has faults, if anything."""
    now = timezone.now()
    detail = CaseDetail(case, now)
    faulty = {form.__class__: form} if form else {}
    proof = proof_of(request, case.reference, now)
    context = {
        "case": case,
        # What the page says in several places, looked up once.
        "applicant": case.applicant,
        "shown_name": name_shown(case.applicant, proof),
        "is_open": case.is_open,
        "post_title": case.post.title,
        "seat": case.post.seat,
        "service_name": escape(case.row.short),
        "shown_number": escape(digits(case.number, language())),
        "here": escape(path_in_language(f"/track/{case.number}/", language())),
        "standing": detail.state,
        "promise": detail.promise,
        "detail": detail,
        "proof": proof,
        # Looked up where the page shows it.
        "prove": partial(prove_address, case.number, "track"),
        "slot": TRACKING.answers(request, case=case, now=now),
        "form": form,
        "urgent": advice_for_case(case),
        "consent": consent_of(case),
        "answer": (
            (
                faulty.get(AnswerToOfficeForm)
                or AnswerToOfficeForm(asked=detail.missing, names=paper_names(case.row))
            )
            if detail.is_asked
            else None
        ),
        "rating": (faulty.get(RatingForm) or RatingForm()) if detail.may("rate") else None,
    }
    page = render_form(request, "cases/citizen/tracked.html", context)
    return hide_from_readers(page, case.applicant, proof, case)


@require_POST
@for_tracking_browser
def answer_office(request: HttpRequest, case: Case) -> HttpResponse:
    """What the office asked for comes: words, files, or both. With one bad file nothing is taken, and it says
    which.
    """
    form = AnswerToOfficeForm(
        request.POST, request.FILES, asked=missing_papers(case), names=paper_names(case.row)
    )
    now = timezone.now()
    mobile = case.applicant.mobile if case.applicant else ""

    def take(title: str, upload: UploadedFile) -> tuple[str, Clean]:
        count_paper(
            subject=case.reference, size=upload.size or 0, address=client_ip(request), mobile=mobile, now=now
        )
        return title, check_upload(upload)

    is_good = form.is_valid() and require_applicant_proof(request, case, form)
    papers = take_files(form, form.uploads(), take) if is_good else None
    if papers is None:
        return show_case_page(request, case, form)
    return do_applicant_act(request, case, actions.answer, words=form.cleaned_data["words"], papers=papers)


@require_POST
@for_tracking_browser
def rate_case(request: HttpRequest, case: Case) -> HttpResponse:
    form = RatingForm(request.POST)
    if not (form.is_valid() and require_applicant_proof(request, case, form)):
        return show_case_page(request, case, form)
    return do_applicant_act(
        request, case, actions.rate, stars=int(form.cleaned_data["stars"]), words=form.cleaned_data["words"]
    )


def application_head(case: Case) -> dict[str, str]:
    """What a page of one form about an application says above it: which one it is, and the way back."""
    number = digits(case.number, language())
    caption = format_html('{} · <span class="nowrap">{}</span>', case.row.short, number)
    return {"caption": caption, **back_to_application(case)}


WITHDRAWAL = (
    "তুলে নিলে কাজ বন্ধ হবে, আর ফেরানো যাবে না। পরে চাইলে নতুন আবেদন করতে হবে।",
    "Work on it stops and cannot be taken up again. You can send a new application later.",
)


@for_tracking_browser
def withdraw_case(request: HttpRequest, case: Case) -> HttpResponse:
    """A page of its own, since it cannot be taken back."""
    if not case.is_open:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, timezone.now()):
        return ask_for_proof(case.number, "withdraw")
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if not (form.is_valid() and require_applicant_proof(request, case, form, "withdraw")):
        context = {
            "form": form,
            "heading": say("আবেদন তুলে নিতে চান?", "Withdraw your application?"),
            "about": say(*WITHDRAWAL),
            "button": say("আবেদন তুলে নিন", "Withdraw it"),
            "cancel": say("না, চলতে থাকুক", "No, let it go on"),
            **application_head(case),
        }
        return render_form(request, "core/public_form.html", context)
    return do_applicant_act(request, case, actions.withdraw, words=form.cleaned_data["words"])


DISOWNING = (
    "কার্যালয়কে জানানো হবে যে এই আবেদন করতে আপনি কাউকে বলেননি। কর্মকর্তা আপনার সঙ্গে কথা বলবেন।",
    "The office is told that you asked nobody to file this application. The officer will speak with you.",
)


@for_tracking_browser
def disown_case(request: HttpRequest, case: Case) -> HttpResponse:
    """What a digital centre filed in somebody's name, who says that they never asked for it."""
    consent = consent_of(case)
    if consent is None or consent.denied:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, timezone.now()):
        return ask_for_proof(case.number, "disown")
    form = DisownForm(request.POST if request.method == "POST" else None)
    if not (form.is_valid() and require_applicant_proof(request, case, form, "disown")):
        context = {
            "form": form,
            "heading": say("এই আবেদন করতে বলেননি?", "You did not ask for this?"),
            "about": say(*DISOWNING),
            "button": say("আমি এটি করতে বলিনি", "I did not ask for this"),
            "cancel": say("না, ঠিক আছে", "No, it is right"),
            **application_head(case),
        }
        return render_form(request, "core/public_form.html", context)
    return do_applicant_act(request, case, disown, words=form.cleaned_data["words"])


@for_tracking_browser
def accept_part_as_enough(request: HttpRequest, case: Case) -> HttpResponse:
    """The applicant wants no more than the part given: a page of its own, since nothing is owed after it."""
    detail = CaseDetail(case, timezone.now())
    if detail.part is None:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, timezone.now()):
        return ask_for_proof(case.number, "enough")
    form = EnoughForm(request.POST if request.method == "POST" else None)
    if not (form.is_valid() and require_applicant_proof(request, case, form, "enough")):
        context = {
            "form": form,
            "heading": say("যা পেয়েছেন তা-ই কি যথেষ্ট?", "Is what you have enough?"),
            "part": detail.part,
            "button": say("এটুকুই যথেষ্ট", "It is enough"),
            "cancel": say("না, বাকিটুকুও চাই", "No, I want the rest too"),
            **application_head(case),
        }
        return render_form(request, "cases/citizen/enough.html", context)
    return do_applicant_act(request, case, part_outcomes.take_as_enough, words=form.cleaned_data["words"])


@require_safe
@for_tracking_browser
def show_days(request: HttpRequest, case: Case) -> HttpResponse:
    """Every day of the promise, to be read or printed."""
    context = {"case": case, "clocks": strips_of(case, timezone.now())}
    return render(request, "cases/citizen/track_days.html", context)


@require_safe
@for_tracking_browser
def show_result_paper(request: HttpRequest, case: Case) -> HttpResponse:
    """The paper that the person holds at the end: for the applicant, since it bears name and address and is
    printed as it was signed.
    """
    if not has_result(case):
        raise Http404
    if case.applicant and not proof_of(request, case.reference, timezone.now()):
        return ask_for_proof(case.number, "result")
    content = result_pdf(case)
    if content is None:
        raise Http404
    return pdf_download(content, f"{case.number}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def show_receipt_again(request: HttpRequest, case: Case) -> HttpResponse:
    """The receipt for whoever lost it, or never had one in hand: what came by phone, letter or from a digital
    centre.

    With secret digits on it for the applicant alone; for whoever only reads, without the whole name and the
    address.
    """
    if case.applicant is None:
        raise Http404
    proof = proof_of(request, case.reference, timezone.now())
    if request.method == "POST" and not proof:
        return ask_for_proof(case.number, "track")
    return receipt_answer(request, case, is_whole=bool(proof))
