"""A questionnaire is filled: without script, a group or a question a page, saved at every step."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.cookies import SignedCookie
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.desk import redirect_to_sign_in
from ongikar.questionnaires.actions import AnswersRefused, has_answered, response_for, submit_response
from ongikar.questionnaires.actions.submission import check_open, time_is_over
from ongikar.questionnaires.models import (
    AnonymousResponse,
    QuestionnaireFault,
    Response,
    ResponseDraft,
    Round,
    Version,
)
from ongikar.rules.bangla.text import digits
from ongikar.rules.questionnaire.values import number_text

from .drafts import begin_draft, find_draft
from .page_views import answer_page, show_page
from .respondents import Filler, filler_of
from .review import review_lines
from .steps import DONE, END, Way

# Wrong addresses from one line within an hour.
WRONG_FROM_ADDRESS = 60
# By what a browser finds what it has begun: round → secret. Of so many rounds at most.
BEGUN = SignedCookie("q", salt="ongikar.questionnaires.begun", lasts=30 * 24 * 60 * 60)
MOST_BEGUN = 10


def begun_in(request: OfficeRequest) -> dict[str, str]:
    found = BEGUN.read(request)
    return found if isinstance(found, dict) else {}


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: OfficeRequest, token: str, key: str = "") -> HttpResponse:
    """The pages of one round. Unknown, and not meant for whoever asks, are answered alike."""
    now, counter_keys = timezone.now(), [f"round from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return render_over(request, None, now, status=429)
    rounds = Round.objects.select_related("office", "questionnaire", "version")
    light = rounds.defer(*(f"version__{text}" for text in Version.TEXTS))
    round = light.filter(office=request.office, token=token).first()
    filler = filler_of(request, round, key) if round else None
    if round is None or filler is None:
        if round and round.respondents == Round.OFFICER and not request.user.is_authenticated:
            return redirect_to_sign_in(request)
        Attempt.count_failure(counter_keys, now=now)
        return render_over(request, None, now, status=404)
    response = Filling(request, round, filler, key, now).answer()
    # The address is the key, and what stands here is of one person.
    response["Cache-Control"], response["Referrer-Policy"] = "private, no-store", "same-origin"
    return response


class Filling:
    """One request of one respondent."""

    def __init__(self, request: OfficeRequest, round: Round, filler: Filler, key: str, now: datetime) -> None:
        self.request, self.round, self.filler, self.now = request, round, filler, now
        names = [round.token, key] if key else [round.token]
        self.root = reverse("fill_own" if key else "fill", args=names)
        self.draft = find_draft(round, filler.respondent, begun_in(request).get(str(round.pk), ""))

    def answer(self) -> HttpResponse:
        asked_page = self.request.GET.get("page", "")
        if self.request.method == "POST":
            return self.post(asked_page)
        if asked_page == DONE or self.is_done():
            return self.show_done()
        if self.draft is None or not asked_page:
            return self.show_start()
        if time_is_over(self.draft, self.now):
            return self.send(self.draft)
        way = Way(self.draft, self.now)
        if asked_page == END:
            return self.show_review(way, [])
        step = way.find(asked_page, self.request.GET.get("i", ""))
        if step is None:
            first = way.first()
            return redirect(self.root + (first.query if first else f"?page={END}"))
        return show_page(self.request, way, step, self.context())

    def post(self, asked_page: str) -> HttpResponse:
        if self.is_done():
            return redirect(f"{self.root}?page={DONE}")
        if self.request.POST.get("do") == "begin":
            return self.begin()
        if self.draft is None:
            return redirect(self.root)
        if self.request.POST.get("do") == "send" or time_is_over(self.draft, self.now):
            return self.send(self.draft)
        way = Way(self.draft, self.now)
        step = way.find(asked_page, self.request.GET.get("i", ""))
        if step is None:
            return redirect(f"{self.root}?page={END}")
        return answer_page(self.request, way, step, self.root, self.context(), self.now)

    def is_done(self) -> bool:
        respondent = self.filler.respondent
        return self.round.once and respondent is not None and has_answered(self.round, respondent)

    def begin(self) -> HttpResponse:
        try:
            check_open(self.round, self.now)
        except QuestionnaireFault:
            return self.show_start()
        secret = ""
        if self.draft is None:
            self.draft, secret = begin_draft(self.round, self.filler.respondent, self.now)
        first = Way(self.draft, self.now).first()
        response = redirect(self.root + (first.query if first else f"?page={END}"))
        if secret:
            begun = {**begun_in(self.request), str(self.round.pk): secret}
            BEGUN.set(response, dict(list(begun.items())[-MOST_BEGUN:]))
        return response

    def send(self, draft: ResponseDraft) -> HttpResponse:
        is_late = time_is_over(draft, self.now)
        way = Way(draft, self.now)
        try:
            made = submit_response(
                round=self.round,
                answers=way.answers,
                respondent=self.filler.respondent,
                actor=self.filler.actor,
                via=self.filler.via,
                draft=draft,
                instance_id=f"draft:{draft.key_hash[:40]}",
                now=self.now,
            )
        except AnswersRefused as refused:
            return self.show_review(way, refused.problems)
        except QuestionnaireFault as fault:
            messages.error(self.request, say(fault.bn, fault.en))
            return redirect(f"{self.root}?page={END}")
        if is_late:
            messages.warning(
                self.request,
                say(
                    "সময় শেষ। যা রাখা ছিল, তা পাঠানো হয়েছে।",
                    "The time was over. What had been saved was sent.",
                ),
            )
        # Of whoever is known the page says it each time; of anyone it is said here, once.
        if self.filler.respondent is None and (words := score_words(made)):
            messages.success(self.request, words)
        return redirect(f"{self.root}?page={DONE}")

    # ---- pages ----

    def context(self) -> dict[str, Any]:
        return {
            "round": self.round,
            "questionnaire": self.round.questionnaire,
            "root": self.root,
            "ends_at": self.draft.ends_at if self.draft else None,
            "for_other": self.filler.via != "web",
        }

    def show_start(self) -> HttpResponse:
        if not self.round.is_open(self.now):
            return render_over(self.request, self.round, self.now)
        version = self.draft.version if self.draft else self.round.version_to_ask()
        context = self.context() | {"has_draft": self.draft is not None, "version": version}
        return render(self.request, "questionnaires/start.html", context)

    def show_review(self, way: Way, problems: list[Any]) -> HttpResponse:
        context = self.context() | {"lines": review_lines(way, problems), "problems": problems, "way": way}
        context["last"] = list(way.steps())[-1:]
        return render(self.request, "questionnaires/review.html", context, status=422 if problems else 200)

    def show_done(self) -> HttpResponse:
        respondent = self.filler.respondent
        known = None
        if respondent is not None and not self.round.anonymous:
            known = response_for(self.round, respondent)
        words = score_words(known) if known else ""
        return render(self.request, "questionnaires/done.html", self.context() | {"score": words})


def score_words(response: Response | AnonymousResponse) -> str:
    """How many points there were, in words; "" where nothing was scored."""
    if response.score is None or not response.score_of:
        return ""
    points, most = (digits(number_text(float(n)), language()) for n in (response.score, response.score_of))
    said = say(
        "{most} নম্বরের মধ্যে {points} পেয়েছেন।", "You got {points} of {most}.", points=points, most=most
    )
    passed = response.has_passed if isinstance(response, Response) else None
    if passed is None:
        return said
    return f"{said} {say('উত্তীর্ণ।', 'Passed.') if passed else say('উত্তীর্ণ হননি।', 'Not passed.')}"


def render_over(
    request: OfficeRequest, round: Round | None, now: datetime, status: int = 200
) -> HttpResponse:
    """Nothing to fill in here: unknown, not open yet, or closed."""
    context = {"office": request.office, "round": round, "is_early": round and now < round.opens_at}
    response = render(request, "questionnaires/over.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
