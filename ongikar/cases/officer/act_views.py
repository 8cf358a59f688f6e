"""Each act of a case as its own small page: read what it does, write what it needs, do it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.frame.say import say
from ongikar.rules import moves
from ongikar.rules.ledger import LedgerFault

from ..models import Case
from ..rights import for_handlers
from .acts import ACTS, button, names_of
from .standing import standing


@for_handlers
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    now = timezone.now()
    page = ACTS.get(act)
    if page is None:
        raise Http404
    cases = Case.objects.with_all().prefetch_related("acts")
    case = get_object_or_404(cases, office=request.office, number=number)
    if act not in names_of(case, request.desk, now):
        return no_longer(request, case)
    form = page.form(*sent(request), case=case, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            page.action(case, actor=request.desk.actor, now=now, **page.facts(form))
        except moves.MoveFault:
            return no_longer(request, case)
        except LedgerFault as fault:
            form.add_error("day" if "day" in form.fields else None, say(fault.bn, fault.en))
        else:
            messages.success(request, page.told(case, now))
            return redirect("case", number=case.number)
    context = {
        "case": case, "stands": standing(case, now), "form": form, "heading": button(act, case),
        "warning": say(*page.warning), "current": "queue",
    }  # fmt: skip
    return render(request, "cases/officer/act.html", context, status=422 if form.errors else 200)


def sent(request: HttpRequest) -> tuple:
    """What a form is filled with: nothing before it is sent; an empty answer is an answer too."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def no_longer(request: HttpRequest, case: Case) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and the case as it now stands is shown."""
    messages.error(
        request,
        say(
            "এই আবেদনে এখন আর এটি করা যায় না; এর মধ্যে অবস্থা বদলে গেছে। নিচে এখনকার অবস্থা দেখুন।",
            "This can no longer be done: the case has moved on. Below is how it stands now.",
        ),
    )
    return redirect("case", number=case.number)
