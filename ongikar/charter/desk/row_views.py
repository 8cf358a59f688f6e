"""Rows that the reading has too many or too few: leaving one out with its reason, bringing it back, adding
one.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.charter.review.actions import Overtaken
from ongikar.charter.review.row_acts import add_as_before, add_row, bring_back, is_row, leave_out
from ongikar.charter.rights import for_those_who_publish, officer_of, upload_of
from ongikar.charter.terms import CATEGORY_WORDS
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.charter.review import TIER

from .review_views import part_title
from .suggestions import version_before

ENDED = ("এই পর্যালোচনা আগেই শেষ হয়েছে।", "This review had ended already.")


class LeaveOutForm(Form):
    reason = TextField(
        label=say_lazy("কেন বাদ যাবে", "Why it is left out"),
        help_text=say_lazy(
            "যেমন: এটি সেবা নয়, ছকের শিরোনাম। কারণটি প্রকাশিত হবে।",
            "For example: this is no service but a heading of the table. The reason is published.",
        ),
        max_length=600,
        width="",
    )


class AddRowForm(Form):
    group = ChoiceField(
        label=say_lazy("কোন ভাগে", "In which section"),
        choices=[
            *((key, say_lazy(*words[:2])) for key, words in CATEGORY_WORDS.items()),
            (TIER, say_lazy("অভিযোগের ধাপ", "Steps for complaints")),
        ],
    )
    named = TextField(
        label=say_lazy("দলিলে যে নামে আছে", "Its name in the document"),
        help_text=say_lazy(
            "সেবার নাম; অভিযোগের ধাপ হলে কার কাছে যেতে হয়।",
            "The name of the service; of a step for complaints, whom to go to.",
        ),
        max_length=600,
        lines=2,
        width="",
    )
    reason = TextField(
        label=say_lazy("কেন যোগ হচ্ছে", "Why it is added"),
        help_text=say_lazy(
            "যেমন: দলিলের ৭ নম্বর সারি, পড়ার সময় বাদ পড়েছে। কারণটি প্রকাশিত হবে।",
            "For example: row 7 of the document, missed in reading. The reason is published.",
        ),
        max_length=600,
        width="",
    )


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def leave_row_out(request: StaffRequest, upload_id: int, code: str) -> HttpResponse:
    upload = upload_of(request, upload_id)
    if not upload.is_open or any(part.code == code for part in upload.review_state.left_out):
        return redirect("charter_review", upload.pk)
    if not is_row(upload, code):
        raise Http404
    title = part_title(not_none(upload.review_state.part(code)))
    form = LeaveOutForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            leave_out(
                upload,
                code,
                reason=form.cleaned_data["reason"],
                officer=officer_of(request),
                now=timezone.now(),
            )
        except Overtaken:
            messages.info(request, say(*ENDED))
        else:
            messages.success(
                request,
                mark_languages(say("বাদ দেওয়া হয়েছে: {title}", "Left out: {title}", title=title[:80])),
            )
        return redirect("charter_review", upload.pk)
    context = {
        "form": form,
        "caption": title,
        "heading": say("সারিটি বাদ দিন", "Leave this row out"),
        "about": say(*ONLY_MISTAKES),
        "button": say("বাদ দিন", "Leave it out"),
        "back": reverse("charter_part", args=[upload.pk, code]),
        "back_words": Truncator(title).chars(60),
        "current": "charter",
    }
    return render_form(request, "core/staff_form.html", context)


ONLY_MISTAKES = (
    "পড়ার সময় ভুলে যা সেবা বা ধাপ ধরা হয়েছে, শুধু তা বাদ দিন। প্রকাশিত চার্টারে লেখা থাকবে যে সারিটি বাদ দেওয়া হয়েছে, কারণসহ।"
    " প্রকাশের আগে ফিরিয়ে আনা যায়।",
    "Leave out only what was mistaken for a service or a step in reading. The published charter tells that"
    " the row was left out, and why. Until it is published the row can be brought back.",
)


@for_those_who_publish
@require_POST
def bring_row_back(request: StaffRequest, upload_id: int, code: str) -> HttpResponse:
    upload = upload_of(request, upload_id)
    try:
        bring_back(upload, code, officer=officer_of(request), now=timezone.now())
    except Overtaken:
        messages.info(request, say(*ENDED))
    return redirect("charter_review", upload.pk)


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, upload_id: int) -> HttpResponse:
    """A row that stands in the document and was not read; its cells are filled in on the
    page that follows.
    """
    upload = upload_of(request, upload_id)
    if not upload.is_open:
        return redirect("charter_review", upload.pk)
    form = AddRowForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        try:
            code = add_row(
                upload,
                asked["group"],
                named=asked["named"],
                reason=asked["reason"],
                officer=officer_of(request),
                now=timezone.now(),
            )
        except Overtaken:
            messages.info(request, say(*ENDED))
            return redirect("charter_review", upload.pk)
        return redirect("charter_part", upload.pk, code)
    context = {
        "upload": upload,
        "form": form,
        "heading": say("সারি যোগ করুন", "Add a row"),
        "button": say("যোগ করে ঘরগুলো লিখুন", "Add it, then fill it in"),
        "back": reverse("charter_review", args=[upload.pk]),
        "back_words": say("চার্টার পর্যালোচনা", "Review of a charter"),
        "current": "charter",
    }
    return render_form(request, "charter/desk/add_row.html", context)


@for_those_who_publish
@require_POST
def add_before(request: StaffRequest, upload_id: int, code: str) -> HttpResponse:
    """A row that was added to the version before, added again; what was decided on it then
    is looked at anew.
    """
    upload = upload_of(request, upload_id)
    officer, now = officer_of(request), timezone.now()
    try:
        new = add_as_before(upload, version_before(upload), code, officer=officer, now=now)
    except Overtaken:
        messages.info(request, say(*ENDED))
        new = ""
    return redirect("charter_part", upload.pk, new) if new else redirect("charter_review", upload.pk)
