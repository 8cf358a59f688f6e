"""The desk of a post above: which of the office's own work it is asked to let drop, and the decision in
writing.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.actions import drops
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.rights import for_superiors
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Post
from ongikar.people.desk import DeskRequest
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .case_summary import summarise_case
from .drop_forms import ALLOW, DecideDropForm
from .views import actors_by_id, history


@for_superiors
@require_safe
def list_drop_requests(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    cases = drops.drops_to_decide(request.desk, request.office, now)
    rows = [(summarise_case(case, now), drops.last_drop_request(case)) for case in cases]
    over = set(Post.objects.filter(office=request.office).superiors().values())
    facts = {"rows": rows, "may_decide": not over.isdisjoint(request.desk.post_ids), "current": "drops"}
    return render(request, "cases/officer/drops.html", facts)


@for_superiors
@require_http_methods(["GET", "POST"])
def decide_drop(request: DeskRequest, number: str) -> HttpResponse:
    """One case as whoever decides sees it. What is not theirs to decide is as unknown as
    what is not there.
    """
    now = timezone.now()
    cases = Case.objects.with_related().prefetch_related("acts")
    case = get_object_or_404(cases, office=request.office, number=number)
    if drops.last_drop_request(case) is None or drops.deciding_post(request.desk, case, now) is None:
        raise Http404
    if not drops.is_drop_undecided(case):
        return show_drop_decided(request)
    form = DecideDropForm(*posted_data(request), case=case, now=now)
    if form.is_valid():
        allowed = form.cleaned_data["ruling"] == ALLOW
        decide = drops.drop if allowed else drops.refuse_drop
        try:
            decide(case, reason=form.cleaned_data["reason"], desk=request.desk, now=now)
        except case_transitions.TransitionFault:
            return show_drop_decided(request)
        messages.success(request, say(*(DROPPED if allowed else STAYS)))
        return redirect("desk_drops")
    context = {
        "case": case,
        "stands": summarise_case(case, now),
        "form": form,
        "caption": f"{digits(case.number, language())} · {case.post.title}",
        "heading": case.row.short,
        "button": say("সিদ্ধান্ত লিখুন", "Write the decision"),
        "cancel": say("ফিরে যান", "Go back"),
        "back": reverse("desk_drops"),
        "back_words": say("কাজ বাদ দেওয়ার সিদ্ধান্ত", "Dropping work"),
        "asked": drops.last_drop_request(case),
        "current": "drops",
        "facts": kind_of(case.row).facts(case),
        "history": history(case, now, actors_by_id(case.acts_in_order)),
    }
    return render_form(request, "cases/officer/drop.html", context)


def show_drop_decided(request: HttpRequest) -> HttpResponse:
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
