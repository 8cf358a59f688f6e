"""The papers that a citizen brings to the centre: taken as the citizen's own are, and laid aside until the request is filed."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ongikar.frame.addresses import address_of
from ongikar.frame.fields import Key
from ongikar.frame.say import say
from ongikar.offices.models import Post
from ongikar.papers.actions import papers_of, throw_away

from ..asked_files import take_files
from ..citizen.draft_papers import keep, listed_files, remove
from ..models import Draft
from .forms import Bring

AGENT = "agent"
SALT = "ongikar.cases.agent.papers"


def laid_aside(post: Post, token: str) -> Draft | None:
    """What lies aside for the form with this token; None where nothing was brought, or it has been filed."""
    return Draft.objects.filter(token=draft_token(post, token), sent_at=None).first()


def draft_token(post: Post, token: str) -> str:
    """Nobody else can work it out: the pages on which citizens go on with a draft open none of these."""
    return salted_hmac(SALT, f"{post.pk} {token}", algorithm="sha256").hexdigest()


def take_papers(request: HttpRequest, form: Bring, *, post: Post, now: datetime) -> None:
    """Keep the files that came, however the rest of the form is, and take away the one that is not wanted.

    What is missing or not taken is a fault of its field.
    """
    form.is_valid()
    if files := [*listed_files(form, form.wanted)]:
        form.draft = form.draft or begin(form, post, now)
        mobile = form.cleaned_data.get("mobile", "")
        take_files(
            form, files, partial(keep, form.draft, address=address_of(request), mobile=mobile, by=AGENT)
        )
    if form.draft:
        remove(form.draft, request.POST.get("remove", ""))
        form.draft.__dict__.pop("papers", None)
    if form.has_asked:
        for paper in form.wanted:
            if paper.is_missing and not form.has_error(f"paper-{paper.number}"):
                form.add_error(f"paper-{paper.number}", missing(paper.name))


def missing(paper: str) -> str:
    return say(
        "“{paper}” দিন, অথবা নাগরিক কার্যালয়ে এসে দেখাবেন কি না বলুন",
        "Add “{paper}”, or say that the citizen will show it at the office",
        paper=paper,
    )


def begin(form: Bring, post: Post, now: datetime) -> Draft:
    token = draft_token(post, Key.taken(form.data.get("token", "")))
    facts = {"office_id": post.office_id, "service_code": form.chosen.code, "begun_at": now}
    return Draft.objects.get_or_create(token=token, defaults=facts)[0]


def leave_the_others(form: Bring) -> None:
    """What was brought while another service was chosen does not go to the office."""
    throw_away_aside(form, but={paper.title for paper in form.wanted})


def throw_away_aside(form: Bring, *, but: Collection[str] = ()) -> None:
    """Nothing lies aside for long once it is filed: of two presses at once, the second has brought the papers again."""
    if form.draft:
        throw_away(paper for paper in papers_of(form.draft.reference) if paper.title not in but)
