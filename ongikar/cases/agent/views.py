"""The agent's pages: the cases they filed, filing for a citizen with the papers that the service takes, and
the state of one case.

Of an application that is filed for a citizen the papers are stored first; then the case is received as if
they had sent it themselves.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.appointments.words import STATES
from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.intake_debts import TO_SHOW
from ongikar.cases.appointments import may_book, newest_booking
from ongikar.cases.case_queries import case_by_number
from ongikar.cases.citizen.apply.application import keep_draft_paper, remove_paper
from ongikar.cases.citizen.apply.forms import (
    WantedPaper,
    add_paper_fields,
    files_by_paper,
    paper_rows,
    wanted_papers,
)
from ongikar.cases.citizen.pdfs import receipt_pdf
from ongikar.cases.citizen.track.case_detail import CaseDetail
from ongikar.cases.kinds.intake_forms import Intake
from ongikar.cases.kinds.intake_part import IntakePart
from ongikar.cases.models import AgentFiling, Case, Draft
from ongikar.cases.officer.case.case_summary import summarise_cases
from ongikar.cases.officer.counter.views import offered_services
from ongikar.cases.receipt_keys import may_print_key, printed_key
from ongikar.cases.rights import agent_posts, for_agents
from ongikar.cases.slots import AGENT
from ongikar.cases.urgent import advice_before, advice_for_case, mark_urgent
from ongikar.charter.models import Service
from ongikar.core.db.pages import page_before, page_links, read_key
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
)
from ongikar.core.forms.forms import Form, JoinedForms
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import answer_files, checked_with_title, delete_papers, papers_of, take_files
from ongikar.papers.check import Clean
from ongikar.papers.responses import pdf_download
from ongikar.people.models import Applicant
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ


class AgentFilingForm(Form):
    """`draft`: what papers lie aside for it. The papers of a service are asked for once it is known which it
    is.
    """

    mobile = MobileField(
        label=say_lazy("নাগরিকের মোবাইল", "The citizen’s mobile"),
        help_text=say_lazy(
            "খবর এই নম্বরেই যাবে; কেন্দ্রের নম্বর দেবেন না।",
            "News goes to this number; do not give the centre’s.",
        ),
    )
    name = TextField(
        label=say_lazy("নাগরিকের নাম", "The citizen’s name"),
        max_length=120,
    )
    address = TextField(label=say_lazy("ঠিকানা", "Address"), required=False, max_length=300)
    institution = TextField(
        label=say_lazy("প্রতিষ্ঠানের নাম", "Name of the institution"),
        missing=say_lazy(
            "প্রতিষ্ঠানের নাম লিখুন: এই সেবা প্রতিষ্ঠানের জন্য",
            "Enter the name of the institution: this service is for institutions",
        ),
        help_text=say_lazy("প্রতিষ্ঠানের পক্ষে হলে লিখুন।", "Only when asking for an institution."),
        required=False,
        optional_mark=False,
    )
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    service = ChoiceField(
        label=say_lazy("কোন সেবা", "Which service"),
        many=True,
    )
    consent = CheckboxField(
        label=say_lazy(
            "নাগরিক পাশে আছেন, যা লেখা হলো শুনেছেন এবং তাঁর হয়ে আবেদন করতে বলেছেন",
            "The citizen is here, has heard what is written, and asks me to file it",
        ),
    )
    # Pressed twice is filed once.
    token = IdempotencyKeyField()

    BEFORE_PAPERS = ("mobile", "name", "address", "email", "institution", "service")

    def __init__(
        self, *args: Any, services: Sequence[Service], today: date, draft: Draft | None = None, **kwargs: Any
    ) -> None:
        self.services, self.draft = {row.code: row for row in services}, draft
        super().__init__(*args, **kwargs)
        self.choice_field("service").choices = [("", say("বেছে নিন", "Choose")), *group_services(services)]
        self.chosen = self.services.get(self.data.get("service", "")) if self.is_bound else None
        # Asked once it is known which service; a service chosen since has its own questions.
        asked: dict[str, Any] = {"data": self.data, "files": self.files} if self.has_asked else {}
        self.intake = IntakePart(self.chosen, today=today, **asked) if self.chosen else None
        if self.chosen and self.chosen.is_for_institutions:
            self.fields["institution"].required = True
        add_paper_fields(
            self,
            self.paper_lines,
            say(
                "ছবি নেই, নাগরিক কার্যালয়ে এসে দেখাবেন",
                "There is no picture, the citizen will show it at the office",
            ),
        )
        self.order_fields([*self.BEFORE_PAPERS, *self.paper_fields, "consent"])

    def clean_consent(self) -> bool:
        if not self.cleaned_data["consent"]:
            raise ValidationError(
                say(
                    "নাগরিকের সম্মতি ছাড়া আবেদন নেওয়া যায় না",
                    "Nothing is filed without the citizen’s consent",
                )
            )
        return self.cleaned_data["consent"]

    @property
    def paper_lines(self) -> list[WantedPaper]:
        """The papers of the service at hand, with what lies aside and what was ticked."""
        if self.chosen is None:
            return []
        ticked = {str(place) for place in range(len(self.chosen.documents)) if f"show-{place}" in self.data}
        return wanted_papers(self.chosen, self.draft.papers if self.draft else (), ticked)

    @property
    def paper_fields(self) -> list[str]:
        return [f"{what}-{paper.number}" for paper in self.paper_lines for what in ("paper", "show")]

    @property
    def has_asked(self) -> bool:
        """Whether the page that was sent asked what this service asks."""
        return self.chosen is not None and self.data.get("asked_of", "") == self.chosen.code

    @property
    def must_ask(self) -> bool:
        return self.chosen is not None and not self.has_asked

    @property
    def questions(self) -> Intake:
        """The kind's own form, once the service is chosen."""
        return not_none(self.intake).form

    @property
    def parts(self) -> list[Form]:
        """The forms on the page whose faults are summed up together."""
        return [self, self.questions] if self.has_asked else [self]

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.has_asked and self.questions.is_valid():
            for name, reason in self.questions.contact_faults(cleaned).items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, reason)
        return cleaned

    @property
    def is_complete(self) -> bool:
        """Whether everything was asked and rightly answered; what is missing among the papers is a fault of
        the form.
        """
        return not self.errors and self.has_asked and self.questions.is_valid()

    @property
    def row(self) -> Service:
        return self.services[self.cleaned_data["service"]]

    @property
    def answers(self) -> dict:
        to_show = [paper.title for paper in self.paper_lines if paper.will_show and not paper.papers]
        shown = {TO_SHOW: to_show} if to_show else {}
        return self.questions.as_answers() | shown

    # As the page shows it: the papers have their own place between what is asked and the consent.

    def before_papers(self) -> list[BoundField]:
        return [self[name] for name in self.BEFORE_PAPERS if name in self.fields]

    def papers_asked(self) -> list[tuple[WantedPaper, BoundField, BoundField]]:
        return paper_rows(self, self.paper_lines)


def group_services(services: Sequence[Service]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The services to choose from, under a heading for citizens and one for institutions."""
    headings = (
        (False, say("নাগরিকের সেবা", "Services to citizens")),
        (True, say("প্রতিষ্ঠানের সেবা", "Services to institutions")),
    )
    groups = [
        (heading, [(row.code, row.short) for row in services if row.is_for_institutions == own])
        for own, heading in headings
    ]
    return [(heading, rows) for heading, rows in groups if rows]


BY_AGENT = "agent"
SALT = "ongikar.cases.agent.views"


def find_agent_draft(post: Post, token: str) -> Draft | None:
    """What lies aside for the form with this token; None where nothing was brought, or it has been filed."""
    return Draft.objects.filter(token=draft_token(post, token), sent_at=None).first()


def draft_token(post: Post, token: str) -> str:
    """Nobody else can work it out: the pages on which citizens go on with a draft open none of these."""
    return salted_hmac(SALT, f"{post.pk} {token}", algorithm="sha256").hexdigest()


def keep_agent_papers(request: HttpRequest, form: AgentFilingForm, *, post: Post, now: datetime) -> None:
    """Keep the files that came, however the rest of the form is, and take away the one that is not wanted.

    What is missing or not taken is a fault of its field.
    """
    form.is_valid()
    if files := [*files_by_paper(form, form.paper_lines)]:
        form.draft = form.draft or begin_draft(form, post, now)
        mobile = form.cleaned_data.get("mobile", "")
        take_files(
            form,
            files,
            partial(keep_draft_paper, form.draft, address=client_ip(request), mobile=mobile, by=BY_AGENT),
        )
    if form.draft:
        remove_paper(form.draft, request.POST.get("remove", ""))
        form.draft.__dict__.pop("papers", None)
    if form.has_asked:
        for paper in form.paper_lines:
            if paper.is_missing and not form.has_error(f"paper-{paper.number}"):
                form.add_error(f"paper-{paper.number}", missing_paper_words(paper.name))


def missing_paper_words(paper: str) -> str:
    return say(
        "“{paper}” দিন, অথবা নাগরিক কার্যালয়ে এসে দেখাবেন কি না বলুন",
        "Add “{paper}”, or say that the citizen will show it at the office",
        paper=paper,
    )


def begin_draft(form: AgentFilingForm, post: Post, now: datetime) -> Draft:
    token = draft_token(post, key_of(form.data, "token"))
    facts = {"office_id": post.office_id, "service_code": not_none(form.chosen).code, "begun_at": now}
    return Draft.objects.get_or_create(token=token, defaults=facts)[0]


def remove_unwanted_papers(form: AgentFilingForm) -> None:
    """What was brought while another service was chosen does not go to the office."""
    remove_agent_draft(form, but={paper.title for paper in form.paper_lines})


def remove_agent_draft(form: AgentFilingForm, *, but: Collection[str] = ()) -> None:
    """Nothing lies aside for long once it is filed: of two presses at once, the second has brought the papers
    again.
    """
    if form.draft:
        delete_papers(paper for paper in papers_of(form.draft.reference) if paper.title not in but)


@transaction.atomic
def file_application(
    form: AgentFilingForm,
    *,
    holder: PostHolder,
    office: Office,
    now: datetime,
    papers: Sequence[tuple[str, Clean]] = (),
) -> Case:
    """File it for the citizen, with the files that came with the answers (`papers`).

    The same token again gives the same case, and never another agent's.
    """
    data, post = form.cleaned_data, agent_post(holder, office)
    person = Person(
        name=data["name"],
        mobile=data["mobile"],
        address=data["address"],
        email=data["email"],
        institution=data["institution"],
        kind=Applicant.INSTITUTION if data["institution"] else Applicant.CITIZEN,
    )
    case = receive_case(
        service=form.row,
        person=person,
        answers=form.answers,
        channel=Case.AGENT,
        papers=papers,
        submission=submission_key(post, data["token"]),
        actor=holder.actor,
        now=now,
        draft=form.draft,
    )
    AgentFiling.objects.get_or_create(case=case, defaults={"post": post, "consent_at": now})
    return case


def submission_key(post: Post, token: str) -> str:
    return f"agent-{post.pk}-{token}"


def find_filed_case(post: Post, token: str) -> Case | None:
    """The case that was filed with this token before, by the same post."""
    return Case.objects.filter(submission=submission_key(post, token), office=post.office_id).first()


def agent_post(holder: PostHolder, office: Office) -> Post:
    """The agent's post in this office: what it brings stays with it, whoever holds it next."""
    return agent_posts(holder, office.pk)[0]


def filings(holder: PostHolder, office: Office) -> QuerySet[AgentFiling]:
    """What the posts of this person brought to the office, the newest first, by the index of a post."""
    return AgentFiling.objects.filter(post__in=agent_posts(holder, office.pk)).order_by("-id")


def filed_cases(holder: PostHolder, office: Office) -> QuerySet[Case]:
    """What the posts of this person brought to the office, and nothing else of it."""
    posts = agent_posts(holder, office.pk)
    return Case.objects.filter(office=office, channel=Case.AGENT, agent_filing__post__in=posts)


A_PAGE = 25


@for_agents
@require_safe
def list_filed_cases(request: StaffRequest) -> HttpResponse:
    """What this post brought, the newest first."""
    mark = read_key(request.GET.get("after", ""))
    rows = filings(request.holder, request.office).select_related("case__applicant", "case__clock")
    page = page_before(rows, mark, A_PAGE)
    context = {
        "lines": summarise_cases([each.case for each in page.rows], timezone.now()),
        **page_links(reverse("agent"), mark, page.last_key),
        "slot": AGENT.answers(request),
        "current": "agent",
    }
    return render(request, "cases/agent/filed_cases.html", context)


@for_agents
@require_http_methods(["GET", "POST"])
def file_for_citizen(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    services, today = offered_services(request.office, now), now.astimezone(TZ).date()
    if request.method == "GET":
        return show_filing_form(request, AgentFilingForm(services=services, today=today))
    post, token = agent_post(request.holder, request.office), key_of(request.POST, "token")
    if token and (known := find_filed_case(post, token)):
        return show_repeated_filing(request, known)
    form = AgentFilingForm(
        request.POST, request.FILES, services=services, today=today, draft=find_agent_draft(post, token)
    )
    keep_agent_papers(request, form, post=post, now=now)
    asked = form.questions if form.has_asked else None
    if form.errors or form.must_ask or (asked and asked.errors) or "remove" in request.POST:
        return show_filing_form(request, form)
    if (files := take_files(form.questions, answer_files(form.questions), checked_with_title)) is None:
        return show_filing_form(request, form)
    remove_unwanted_papers(form)
    case = file_application(form, holder=request.holder, office=request.office, now=now, papers=files)
    remove_agent_draft(form)
    number = digits(case.number, language())
    messages.success(
        request, say("আবেদন গেছে। নম্বর {number}।", "It is filed. Number {number}.", number=number)
    )
    return redirect("agent_case", case.number)


def show_repeated_filing(request: HttpRequest, case: Case) -> HttpResponse:
    """A second press, or the page of one request used for the next person: nothing of it is taken, and it is
    said.
    """
    number = digits(case.number, language())
    messages.info(
        request,
        say(
            "এই পাতা থেকে আবেদন আগেই গেছে, নম্বর {number}। অন্য কারও হয়ে করতে নতুন করে শুরু করুন।",
            "This page was filed before, number {number}. For somebody else begin a new one.",
            number=number,
        ),
    )
    return redirect("agent_case", case.number)


def show_filing_form(request: OfficeRequest, form: AgentFilingForm) -> HttpResponse:
    context = {"form": form, "parts": JoinedForms(form.parts), "current": "agent"}
    if form.chosen:
        mark_urgent(form.questions, form.chosen)
        context["advices"] = advice_before(form.chosen, request.office)
    return render_form(request, "cases/agent/new.html", context, *form.parts)


@for_agents
@require_safe
def show_filed_case(request: StaffRequest, number: str) -> HttpResponse:
    """How it stands, to be told to the citizen at hand: nothing is done in their name from here but booking a
    time, of which they are told, and which they can change.
    """
    case = get_filed_case(request, number)
    now = timezone.now()
    booking = newest_booking(case)
    context = {
        "booking": booking,
        "booking_state": STATES[booking.state] if booking else None,
        "may_book": may_book(case, booking),
        "case": case,
        "detail": CaseDetail(case, now),
        "urgent": advice_for_case(case),
        "may_print_key": may_print_key(case, request.holder.actor, now),
        "current": "agent",
    }
    return render(request, "cases/agent/case.html", context)


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def show_filed_receipt(request: StaffRequest, number: str) -> HttpResponse:
    """The receipt; asked for by a button on the day it was filed from here, with the secret digits for the
    citizen.
    """
    case = get_filed_case(request, number)
    key = printed_key(case, request.holder.actor, timezone.now()) if request.method == "POST" else ""
    return pdf_download(receipt_pdf(case, key=key), f"{number}.pdf")


def get_filed_case(request: StaffRequest, number: str) -> Case:
    """A case of another post is as unknown as one that is not there."""
    get_object_or_404(filed_cases(request.holder, request.office), number=number)
    case = case_by_number(request.office, number)
    if case is None:
        raise Http404
    return case
