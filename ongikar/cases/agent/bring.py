"""Filing for the citizen at hand: the case comes to the office as if they had come themselves."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from ongikar.offices.models import Office, Post
from ongikar.papers.check import Clean
from ongikar.people.desk import Desk
from ongikar.people.models import Applicant

from ..actions import Person, receive_case
from ..models import Brought, Case
from ..rights import agent_posts
from .forms import Bring


@transaction.atomic
def bring(
    form: Bring, *, desk: Desk, office: Office, now: datetime, papers: Sequence[tuple[str, Clean]] = ()
) -> Case:
    """File it for the citizen, with the files that came with the answers (`papers`).

    The same token again gives the same case, and never another agent's.
    """
    told, post = form.cleaned_data, post_of(desk, office)
    person = Person(
        name=told["name"], mobile=told["mobile"], address=told["address"], email=told["email"], institution=told["institution"],
        kind=Applicant.INSTITUTION if told["institution"] else Applicant.CITIZEN,
    )  # fmt: skip
    case = receive_case(
        service=form.row, person=person, answers=form.answers,
        channel=Case.AGENT, papers=papers, submission=submission(post, told["token"]), actor=desk.actor, now=now, draft=form.draft,
    )  # fmt: skip
    Brought.objects.get_or_create(case=case, defaults={"post": post, "consent_at": now})
    return case


def submission(post: Post, token: str) -> str:
    return f"agent-{post.pk}-{token}"


def filed(post: Post, token: str) -> Case | None:
    """The case that was filed with this token before, by the same post."""
    return Case.objects.filter(submission=submission(post, token), office=post.office_id).first()


def post_of(desk: Desk, office: Office) -> Post:
    """The agent's post in this office: what it brings stays with it, whoever holds it next."""
    return agent_posts(desk, office.pk)[0]


def brought_by(desk: Desk, office: Office) -> QuerySet[Case]:
    """What the posts of this person brought to the office, and nothing else of it."""
    posts = agent_posts(desk, office.pk)
    return Case.objects.filter(office=office, channel=Case.AGENT, brought__post__in=posts)
