"""Each act of a case as its own small page: read what it does, write what it needs, do it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.charter.terms import caption_of
from ongikar.frame.say import say
from ongikar.rules import moves
from ongikar.rules.ledger import LedgerFault

from ..case_promise import APPLICANTS_PAPER, promise_of
from ..kinds import OutcomeFault, kind_of
from ..models import Case
from ..one_case import case_by_number
from ..paper_titles import titled
from ..rights import for_handlers
from ..seen_papers import papers_to_show
from ..slots import ANSWER
from .acts import ACTS, CLOSING, acts_of, button, names_of
from .attached_files import FILES, take_attachments
from .history import history
from .history import names_of as people_of
from .standing import CHANNELS, local_mobile, standing

# So many lines of the history stand open beside what is being written.
LATEST = 4


@for_handlers
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    now = timezone.now()
    page = ACTS.get(act)
    if page is None:
        raise Http404
    case = case_by_number(request.office, number)
    if case is None:
        raise Http404
    if act not in names_of(case, request.desk, now):
        return no_longer(request, case)
    form = page.form(*sent(request), case=case, now=now)
    papers = with_papers(form, case, request, now) if form.is_valid() else None
    if papers is not None:
        facts = page.facts(form)
        try:
            page.action(case, actor=request.desk.actor, now=now, **facts, **papers)
        except moves.MoveFault:
            return no_longer(request, case)
        except LedgerFault as fault:
            form.add_error("day" if "day" in form.fields else None, say(fault.bn, fault.en))
        except OutcomeFault as fault:
            for missing in fault.missing:
                form.add_error(missing.field if missing.field in form.fields else None, missing.words)
        else:
            messages.success(request, page.told(case, form, now, facts.get("comes_to", "")))
            return redirect("case", number=case.number)
    context = {
        "form": form, "heading": button(act, case), "warning": say(*page.warning), "is_closing": act in CLOSING, "current": "queue", "act": act,
        "acts": acts_of(case, request.desk, now), "slot": ANSWER.answers(request, case=case, act=act, now=now),
        **beside(case, now),
    }  # fmt: skip
    return render(request, "cases/officer/act.html", context, status=422 if form.errors else 200)


def with_papers(form: Any, case: Case, request: HttpRequest, now: datetime) -> dict[str, Any] | None:
    """What the action is called with besides, where the form takes files; None where one of them is refused."""
    if FILES not in form.fields:
        return {}
    papers = take_attachments(form, case, request, now)
    return None if papers is None else {"papers": papers}


def beside(case: Case, now: datetime) -> dict[str, Any]:
    """What stands beside what is being written: the request, its time, its papers and all that happened."""
    promise = promise_of(case.clock, now, wait_reason=APPLICANTS_PAPER)
    told = history(case, now, people_of(case.acts.all()))
    return {
        "case": case, "stands": standing(case, now), "caption": caption_of(case.row), "facts": kind_of(case.row).facts(case),
        "mobile": local_mobile(case.applicant.mobile) if case.applicant else "", "channel": say(*CHANNELS[case.channel]), "promise": promise,
        "papers": titled(case.papers, case.row), "to_show": papers_to_show(case), "latest": told[:LATEST], "earlier": told[LATEST:],
    }  # fmt: skip


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
