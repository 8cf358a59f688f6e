"""The desk of a post above: which of the office's own work it is asked to let drop, and the decision in writing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.actions import drops
from ongikar.cases.kinds import kind_of
from ongikar.cases.rights import for_superiors
from ongikar.core.i18n.say import say
from ongikar.rules import case_transitions

from .act_views import sent
from .case_summary import standing
from .drop_forms import ALLOW, DecideDrop
from .views import history, names_of


@for_superiors
@require_safe
def drops_asked(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    cases = drops.waiting_for(request.desk, request.office, now)
    rows = [(standing(case, now), drops.asking_of(case)) for case in cases]
    return render(request, "cases/officer/drops.html", {"rows": rows, "current": "drops"})


@for_superiors
@require_http_methods(["GET", "POST"])
def decide_drop(request: HttpRequest, number: str) -> HttpResponse:
    """One case as whoever decides sees it. What is not theirs to decide is as unknown as what is not there."""
    now = timezone.now()
    case = get_object_or_404(drops.ever_asked(request.office), number=number)
    if drops.deciding_post(request.desk, case, now) is None:
        raise Http404
    if not drops.awaits(case):
        return no_longer(request)
    form = DecideDrop(*sent(request), case=case, now=now)
    if form.is_valid():
        allowed = form.cleaned_data["ruling"] == ALLOW
        decide = drops.drop if allowed else drops.refuse_drop
        try:
            decide(case, reason=form.cleaned_data["reason"], desk=request.desk, now=now)
        except case_transitions.MoveFault:
            return no_longer(request)
        messages.success(request, say(*(DROPPED if allowed else STAYS)))
        return redirect("desk_drops")
    context = {
        "case": case, "stands": standing(case, now), "form": form, "asked": drops.asking_of(case), "current": "drops",
        "facts": kind_of(case.row).facts(case), "history": history(case, now, names_of(case.acts.all())),
    }  # fmt: skip
    return render(request, "cases/officer/drop.html", context, status=422 if form.errors else 200)


def no_longer(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        say("এ বিষয়ে আর সিদ্ধান্ত বাকি নেই।", "Nothing is left to be decided about this."),
    )
    return redirect("desk_drops")


DROPPED = (
    "সিদ্ধান্ত লেখা হয়েছে: কাজটি বাদ। হিসাবে এটি দেওয়ার কথা ছিল বলেই থাকবে।",
    "Written: the work is dropped. In the account it stays as owed.",
)
STAYS = ("সিদ্ধান্ত লেখা হয়েছে: কাজটি করতে হবে।", "Written: the work must be done.")
