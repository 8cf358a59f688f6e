"""The page on which an office's face is set, and what browsers ask for: its shades and its emblem."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import say
from ongikar.offices.face import set_face
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import EMBLEM_DIGITS, Emblem
from ongikar.offices.rules.palette import HEX, nearest_that_does, stylesheet
from ongikar.people.post_holders import StaffRequest
from ongikar.website.rights import for_face_setters

from .forms import FaceForm

# Seconds. An address of a file that changes is another one: it may be kept.
A_DAY, A_YEAR = 86_400, 31_536_000
# A drawing that somebody opens by itself is a page: it may do nothing.
DRAWING_POLICY = (
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src data:; sandbox"
)


@for_face_setters
@require_http_methods(["GET", "POST"])
def face(request: StaffRequest) -> HttpResponse:
    office = request.office
    form = FaceForm(*posted_data(request), office=office)
    if form.is_bound and form.is_valid():
        changed = set_face(
            office,
            form.words,
            emblem=form.new_emblem,
            is_of_screen=True,
            actor=request.holder.actor,
            now=timezone.now(),
        )
        if changed:
            messages.success(request, say("কার্যালয়ের চেহারা বদলেছে।", "The look of the office has changed."))
        else:
            messages.info(request, say("কিছু বদলায়নি।", "Nothing has changed."))
        return redirect("desk_face")
    context = {
        "form": form,
        "heading": say("কার্যালয়ের চেহারা", "Look of the office"),
        "about": say(
            "নাম, প্রতীক ও রং সব পাতায়, আর এরপর যে চিঠি সই হবে তাতে। আগে সই করা চিঠি যেমন ছিল তেমনই থাকে।",
            "Name, emblem and colour are those of all pages, and of the letters that are signed from now on."
            " Letters that were signed before stay as they were.",
        ),
        "button": say("রাখুন", "Save"),
        "back": reverse("today"),
        "back_words": say("আজ", "Today"),
        "current": "face",
    }
    return render_form(request, "website/face/face.html", context)


@require_safe
def face_css(request: HttpRequest, colour: str) -> HttpResponse:
    """The shades of a colour: the same for whoever asks, and of a colour that words can be read on."""
    if not HEX.fullmatch(f"#{colour}") or nearest_that_does(f"#{colour}") != f"#{colour}":
        raise Http404
    text = stylesheet(f"#{colour}")
    etag = hashlib.sha256(text.encode()).hexdigest()[:32]
    return cacheable_file(request, HttpResponse(text, content_type="text/css; charset=utf-8"), etag, A_DAY)


@require_safe
def emblem(request: OfficeRequest, digest: str) -> HttpResponse:
    """The emblem that the office has, or had: pages that browsers keep may still show it."""
    if len(digest) != EMBLEM_DIGITS:
        raise Http404
    found = Emblem.objects.filter(office=request.office, sha256__startswith=digest).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Content-Security-Policy"] = DRAWING_POLICY
    return cacheable_file(request, response, found.sha256[:32], A_YEAR)


def cacheable_file(request: HttpRequest, response: HttpResponse, etag: str, seconds: int) -> HttpResponse:
    """For anybody to keep; "you have it" (304) for whoever has it."""
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = f"public, max-age={seconds}"
    answer = get_conditional_response(request, etag=f'"{etag}"', response=response)
    return answer or response
