"""What an agent files: the papers that lie aside for it, the application itself, and what the posts of a
person have brought.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.attachments import SLIP_TITLE
from ongikar.cases.citizen.apply.application import keep_draft_paper, remove_paper
from ongikar.cases.citizen.apply.forms import files_by_paper
from ongikar.cases.models import AgentConsent, AgentFiling, Case, Draft
from ongikar.cases.paper_days import PaperIntake
from ongikar.cases.rights import agent_posts
from ongikar.core.forms.keys import key_of
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import delete_papers, papers_of, take_files
from ongikar.papers.check import Clean
from ongikar.people.models import Applicant
from ongikar.people.post_holders import PostHolder

from .consent import SERVICE_FIRST, GivenConsent
from .forms import AgentFilingForm

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
    files = [*files_by_paper(form, form.paper_lines)]
    if slip := form.cleaned_data.get("signed_slip"):
        if form.chosen:
            files.append(("signed_slip", SLIP_TITLE, slip))
        else:
            form.add_error("signed_slip", say(*SERVICE_FIRST))
    if files:
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
    remove_agent_draft(form, but={SLIP_TITLE, *(paper.title for paper in form.paper_lines)})


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
    consent: GivenConsent,
    now: datetime,
    papers: Sequence[tuple[str, Clean]] = (),
    on_paper: PaperIntake | None = None,
) -> Case:
    """File it for the citizen who agreed, with the files that came with the answers (`papers`). `on_paper`:
    the slip with which it was taken where there was no line.

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
        on_paper=on_paper,
    )
    enter_filing(case, post, consent, now)
    return case


def enter_filing(case: Case, post: Post, consent: GivenConsent, now: datetime) -> None:
    """Who brought a case, and how the citizen agreed."""
    AgentFiling.objects.get_or_create(case=case, defaults={"post": post, "consent_at": now})
    AgentConsent.objects.get_or_create(case=case, defaults={"way": consent.way, "given_at": consent.at})


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
