"""The whole number of an identity paper: shown to the officer for a minute, for a reason that is written down
first.
"""

from datetime import timedelta

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.actions.act_log import READING_REASONS, record_identity_reading
from ongikar.cases.models import Case
from ongikar.cases.rights import for_the_officer
from ongikar.core.forms.fields import ChoiceField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say_lazy
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import digits

from .views import office_cases

SALT = "ongikar.cases.officer.identity"
SHOWN_FOR = timedelta(minutes=1)


class IdentityReasonForm(Form):
    """A reason of the list, so that the journal can hold it: it keeps no words of persons."""

    why = ChoiceField(
        label=say_lazy("পুরো নম্বরটি কেন দরকার", "Why the whole number is needed"),
        help_text=say_lazy(
            "কে, কখন, কেন দেখলেন, তা জার্নালে লেখা থাকে।",
            "Who saw it, when and why is written in the journal.",
        ),
        missing=say_lazy("কেন দরকার, বেছে নিন", "Choose why it is needed"),
        choices=[(name, say_lazy(*words)) for name, words in READING_REASONS.items()],
    )


@for_the_officer
@require_http_methods(["GET", "POST"])
def show_identity(request: DeskRequest, number: str) -> HttpResponse:
    """First the reason, which is entered; then, at an address good for a minute and for this officer, the
    number.
    """
    case = get_object_or_404(office_cases(request), number=number)
    if case.applicant is None or not case.applicant.identity:
        raise Http404
    form = IdentityReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        record_identity_reading(
            case, reason=form.cleaned_data["why"], actor=request.desk.actor, now=timezone.now()
        )
        return HttpResponseRedirect(f"{request.path}?key={make_reading_key(request, case)}")
    is_entered = request.method == "GET" and request.GET.get("key", "") and is_reading_key(request, case)
    # None: it does not open, and the page says so.
    whole = case.applicant.read_identity() if is_entered else ""
    masked = digits(case.applicant.masked_identity, language())
    context = {"case": case, "form": form, "whole": whole, "masked": masked, "current": "queue"}
    return render(request, "cases/officer/identity.html", context, status=422 if form.errors else 200)


def make_reading_key(request: HttpRequest, case: Case) -> str:
    return signing.dumps([case.pk, request.user.pk], salt=SALT)


def is_reading_key(request: HttpRequest, case: Case) -> bool:
    try:
        told = signing.loads(request.GET["key"], salt=SALT, max_age=SHOWN_FOR)
    except signing.BadSignature:
        return False
    return told == [case.pk, request.user.pk]
