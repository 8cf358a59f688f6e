"""The whole number of an identity paper: shown to the officer once, for a reason that is written down."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ongikar.frame.forms import Choice, Form
from ongikar.frame.say import say_later
from ongikar.offices.models import Post
from ongikar.people.desk import for_roles

from ..identity_acts import REASONS, read_identity
from .case_views import cases_of


class WhyWhole(Form):
    """A reason of the list, so that the journal can hold it: it keeps no words of persons."""

    why = Choice(
        label=say_later("পুরো নম্বরটি কেন দরকার", "Why the whole number is needed"),
        help_text=say_later("কে, কখন, কেন দেখলেন, তা জার্নালে লেখা থাকে।", "Who saw it, when and why is written in the journal."),
        missing=say_later("কেন দরকার, বেছে নিন", "Choose why it is needed"),
        choices=[(name, say_later(*words)) for name, words in REASONS.items()],
    )  # fmt: skip


@for_roles(Post.OFFICER)
@require_http_methods(["GET", "POST"])
@never_cache
def identity(request: HttpRequest, number: str) -> HttpResponse:
    case = get_object_or_404(cases_of(request), number=number)
    if case.applicant is None or not case.applicant.identity:
        raise Http404
    form = WhyWhole(request.POST if request.method == "POST" else None)
    whole = ""
    if form.is_bound and form.is_valid():
        whole = read_identity(
            case, reason=form.cleaned_data["why"], actor=request.desk.actor, now=timezone.now()
        )
    context = {"case": case, "form": form, "whole": whole, "current": "queue"}
    return render(request, "cases/officer/identity.html", context, status=422 if form.errors else 200)
