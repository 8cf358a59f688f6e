"""A questionnaire is filled: without script, a group or a question a page, on the way that the answers lead,
saved at every step.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.cookies import SignedCookie
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.core.not_none import not_none
from ongikar.journal.actions import ANYONE, Reference, SubjectReference
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.check import PaperFault
from ongikar.people.post_holders import STAFF_ROLES, holder_of, redirect_to_sign_in
from ongikar.questionnaires.actions import AnswersRefused, has_answered, response_for, submit_response
from ongikar.questionnaires.actions.rounds import respondent_of_key
from ongikar.questionnaires.actions.submission import check_open, filling_key, moment_of, time_is_over
from ongikar.questionnaires.books import flow_of
from ongikar.questionnaires.fields import answer_words, is_field
from ongikar.questionnaires.models import (
    AnonymousResponse,
    Answers,
    QuestionnaireFault,
    Response,
    ResponseDraft,
    Round,
    Version,
)
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import UPLOADS, words_in
from ongikar.rules.questionnaire.faults import AnswerProblem
from ongikar.rules.questionnaire.flow import MOST_INSTANCES, Evaluation
from ongikar.rules.questionnaire.pages import Page, is_asked, pages_of
from ongikar.rules.questionnaire.values import number_text

from .drafts import (
    answers_of,
    begin_draft,
    find_draft,
    keep_upload,
    remove_unnamed,
    save_answers,
    save_page,
    with_page,
    without_row,
)
from .forms import PageForm

END, DONE = "end", "done"


@dataclass(frozen=True, slots=True)
class Step:
    """One page that is asked; of a repeat which instance, from 1."""

    page: Page
    instance: int = 0

    @property
    def place(self) -> tuple[int, int]:
        return self.page.number, self.instance

    @property
    def query(self) -> str:
        return f"?page={self.page.number}" + (f"&i={self.instance}" if self.instance else "")


class Way:
    """What one respondent is asked now, given what they have answered."""

    def __init__(self, draft: ResponseDraft, now: datetime, answers: Mapping[str, Any] | None = None) -> None:
        self.draft = draft
        self.answers = answers_of(draft) if answers is None else dict(answers)
        self.today = now.astimezone(TZ).date()
        self.flow = flow_of(draft.version, draft.round.office, self.today)
        # Computed on the way as it will be kept.
        self.known = {"moment": moment_of(draft.round, now), "key": filling_key(draft)}
        self.asked = self.flow.ask(self.answers, self.today, **self.known)
        self.pages = pages_of(self.flow.definition)

    def steps(self) -> Iterator[Step]:
        for page in self.pages:
            if not is_asked(self.asked, page):
                continue
            if not page.repeat:
                yield Step(page)
                continue
            counted = self.asked.definition.group_by_name[page.group].count
            size = self.asked.sizes[page.group]
            for instance in range(1, (size if counted else max(size, 1)) + 1):
                yield Step(page, instance)

    def first(self) -> Step | None:
        return next(self.steps(), None)

    def after(self, step: Step) -> Step | None:
        """The next one; None where there is none and it is time to send."""
        return next((other for other in self.steps() if other.place > step.place), None)

    def before(self, step: Step) -> Step | None:
        earlier = [other for other in self.steps() if other.place < step.place]
        return earlier[-1] if earlier else None

    def find(self, number: str, instance: str) -> Step | None:
        """The step of an address; None where there is no such page, or it is not asked. Of a repeat the next
        one that is not there yet can be opened, too.
        """
        page = next((page for page in self.pages if str(page.number) == number), None)
        if page is None or not is_asked(self.asked, page):
            return None
        if not page.repeat:
            return Step(page)
        at = int(instance) if instance.isascii() and instance.isdigit() and len(instance) < 4 else 1
        counted = self.asked.definition.group_by_name[page.group].count
        most = self.asked.sizes[page.group] + (0 if counted else 1)
        return Step(page, at) if 1 <= at <= min(most, MOST_INSTANCES) else None

    def asked_at(self, step: Step) -> Evaluation:
        """What is asked with the instance of the step, also where nobody has told of it yet."""
        if not step.instance:
            return self.asked
        answers = with_page(self.answers, step.page.group, step.instance, {})
        return self.flow.ask(answers, self.today, **self.known)

    def title(self, step: Step, tongue: str) -> str:
        """What the group of the page is called; "" of a question alone."""
        group = self.asked.definition.group_by_name.get(step.page.group)
        return words_in(group.label, tongue) if group else ""

    def done_share(self, step: Step | None) -> tuple[int, int]:
        """Which page it is of how many, as it stands."""
        places = [other.place for other in self.steps()]
        if step is None:
            return len(places), len(places)
        at = sum(1 for place in places if place <= step.place)
        return max(at, 1), max(len(places), at, 1)


@dataclass(frozen=True, slots=True)
class Filler:
    """`respondent`: whose answers they are, None of anyone; `actor`: who types; `via`: how they came."""

    respondent: SubjectReference | None
    actor: Reference
    via: str


def is_staff(request: OfficeRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    holder = holder_of(request.user, timezone.now().astimezone(TZ).date())
    return holder.has(request.office.pk, STAFF_ROLES)


def filler_of(request: OfficeRequest, round: Round, key: str) -> Filler | None:
    """None for whoever has no right to answer here: a wrong key, or nobody signed in where the staff answers.

    Whoever of the staff opens the address of a respondent types for them, at the counter or by phone.
    """
    by_staff = is_staff(request)
    actor: Reference = ("user", request.user.pk) if by_staff else ANYONE
    via = Answers.COUNTER if by_staff else Answers.WEB
    if key:
        respondent = respondent_of_key(round, key)
        return Filler(respondent, respondent if via == Answers.WEB else actor, via) if respondent else None
    if round.respondents == Round.ANYONE:
        # Whoever has the address answers for themselves, also one of the staff.
        return Filler(None, actor, Answers.WEB)
    if round.respondents == Round.OFFICER and by_staff:
        return Filler(("user", not_none(request.user.pk)), actor, Answers.WEB)
    return None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One question: its words, its answer in words, the page it is asked on, and what is wrong."""

    label: str
    answer: str
    query: str
    fault: str = ""


def review_lines(way: Way, problems: Iterable[AnswerProblem]) -> list[ReviewLine]:
    faults = {(each.name, each.instance): say(each.bn, each.en) for each in problems}
    step_of = {
        (question.name, step.instance): step for step in way.steps() for question in step.page.questions
    }
    lines = []
    for question, instance in way.asked.spots():
        step: Step | None = step_of.get((question.name, instance))
        if not is_field(question) or step is None:
            continue
        kept = way.asked.typed_value(question.name, instance)
        empty = kept in ("", None, [])
        label = words_in(question.label, language())
        if instance:
            label = f"{way.title(step, language())} {instance}: {label}"
        words = "" if empty else answer_words(question, way.asked.offered_choices(question, instance), kept)
        lines.append(ReviewLine(label, words, step.query, faults.get((question.name, instance), "")))
    return lines


# Presses after which the respondent goes on: what is missing is then asked for.
ONWARD = frozenset({"next", "add"})


def show_page(
    request: OfficeRequest, way: Way, step: Step, context: dict[str, Any], form: PageForm | None = None
) -> HttpResponse:
    form = form or PageForm(page=step.page, asked=way.asked_at(step), instance=step.instance)
    at, of = way.done_share(step)
    group = way.asked.definition.group_by_name.get(step.page.group)
    size = way.asked.sizes.get(step.page.group, 0)
    context = context | {
        "form": form,
        "step": step,
        "lines": form.lines(),
        "title": way.title(step, language()),
        "at": at,
        "of": of,
        "has_before": way.before(step) is not None,
        "may_add": bool(group and group.repeat and not group.count and step.instance >= size),
        "may_remove": bool(group and group.repeat and not group.count and step.instance <= size),
        "may_skip": bool(group and group.repeat and not group.count and size == 0),
        "has_files": any(question.type in UPLOADS for question in step.page.questions),
        "more": "more" in request.GET,
    }
    return render_form(request, "questionnaires/page.html", context)


def answer_page(
    request: OfficeRequest, way: Way, step: Step, root: str, context: dict[str, Any], now: datetime
) -> HttpResponse:
    """Take what was sent and lead on, or show the page again with what is wrong."""
    act = request.POST.get("do", "next")
    if act == "skip":
        return lead_on(way, step, root)
    if act == "remove":
        answers = without_row(way.answers, step.page.group, step.instance)
        save_answers(way.draft, answers, now)
        remove_unnamed(way.draft)
        return lead_to(way, Way(way.draft, now, answers).before(step), root)
    form = PageForm(
        request.POST, request.FILES, page=step.page, asked=way.asked_at(step), instance=step.instance
    )
    form.is_valid()
    given = form.given_answers() | take_uploads(form, way, request, now)
    answers = save_page(way.draft, step.page.group if step.instance else "", step.instance, given, now)
    remove_unnamed(way.draft)
    then = Way(way.draft, now, answers)
    appeared = form.judge(then.asked) if act in ONWARD else []
    if form.errors:
        return show_page(request, then, step, context, form)
    if appeared:
        return redirect(f"{root}{step.query}&more=1")
    if act == "save":
        return redirect(root)
    if act == "back":
        return lead_to(then, then.before(step), root)
    if act == "add":
        return redirect(f"{root}{Step(step.page, step.instance + 1).query}")
    return lead_on(then, step, root)


def lead_on(way: Way, step: Step, root: str) -> HttpResponse:
    after = way.after(step)
    return redirect(root + (after.query if after else f"?page={END}"))


def lead_to(way: Way, step: Step | None, root: str) -> HttpResponse:
    return redirect(root + step.query) if step else redirect(root)


def take_uploads(form: PageForm, way: Way, request: OfficeRequest, now: datetime) -> dict[str, Any]:
    """The files that came, kept with the draft; one that is refused is a fault of its field."""
    taken: dict[str, Any] = {}
    for question in form.questions:
        upload = form.cleaned_data.get(question.name) if question.type in UPLOADS else None
        if not upload or isinstance(upload, dict):
            continue
        try:
            taken[question.name] = keep_upload(
                way.draft, question, upload, address=client_ip(request), now=now
            )
        except PaperFault as fault:
            form.add_error(question.name, ValidationError(say(fault.bn, fault.en), NAMELESS))
    return taken


# Wrong addresses from one line within an hour.
WRONG_FROM_ADDRESS = 60
# By what a browser finds what it has begun: round → secret. Of this many rounds at most.
BEGUN = SignedCookie("q", salt="ongikar.questionnaires.begun", lasts=30 * 24 * 60 * 60)
MOST_BEGUN = 10


def begun_in(request: OfficeRequest) -> dict[str, str]:
    secrets = BEGUN.read(request)
    return secrets if isinstance(secrets, dict) else {}


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
                instance_id=filling_key(draft),
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
        # What was answered is judged together, and is no form.
        status = 422 if problems else 0
        return render_form(self.request, "questionnaires/review.html", context, None, status=status)

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
