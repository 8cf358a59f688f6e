"""Handing over charge: what lies on a post as a page and as one paper to sign, and one press that passes it
on.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import record
from ongikar.offices.models import Post
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.views import pdf_download
from ongikar.people.charge import ChargeList, charge_lists, transfer_charge
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.desk import STAFF_ROLES, Desk, DeskRequest
from ongikar.people.models import Holding
from ongikar.people.post_assignments import (
    AssignmentRefused,
    PostLeftVacant,
    begin_holding,
    end_holding,
)
from ongikar.rules.bangla.text import date_words, digits
from ongikar.website.posts.post_form import choosable_people
from ongikar.website.rights import (
    charges_to_give,
    fillable_roles,
    for_charge,
    for_charge_readers,
    may_admit_people,
    may_end,
)

from .forms import TO_PERSON, ChargeForm

# So many lines of a list stand on the page; the paper has all it can.
SHOWN = 20


def desk_post_of(request: DeskRequest, post_id: int) -> Post:
    """A post of the office at whose desk something can lie."""
    return get_object_or_404(Post, pk=post_id, office=request.office, role__in=STAFF_ROLES)


def may_read_lines(desk: Desk, office_id: int) -> bool:
    """An administrator sees how much there is, and nobody's name."""
    return desk.has(office_id, ADDRESS_BOOK_ROLES)


def holders_now(post: Post, now: datetime) -> list[Holding]:
    day = timezone.localdate(now)
    return list(Holding.objects.on(day).filter(post=post).select_related("user", "post").order_by("id"))


@for_charge_readers
@require_safe
def charge(request: DeskRequest, post_id: int) -> HttpResponse:
    post, now = desk_post_of(request, post_id), timezone.now()
    context = {
        "post": post,
        "holders": holders_now(post, now),
        "lists": shown_lists(post),
        "may_read": may_read_lines(request.desk, request.office.pk),
        "may_pass": bool(ways_to_pass(request, post, now)),
        "current": "people",
    }
    return render(request, "website/charge/charge.html", context)


def shown_lists(post: Post) -> list[tuple[ChargeList, str]]:
    return [(each, digits(each.count, language())) for each in charge_lists(post, SHOWN)]


@for_charge_readers
@require_safe
def charge_paper(request: DeskRequest, post_id: int) -> HttpResponse:
    """One paper with all that lies on the post, to be signed by who leaves and by who comes."""
    post, now = desk_post_of(request, post_id), timezone.now()
    if not may_read_lines(request.desk, request.office.pk):
        raise Http404
    return pdf_download(
        render_pdf("charge", paper_facts(request, post, now)),
        say("দায়িত্ব হস্তান্তর, {post}.pdf", "Handing over charge, {post}.pdf", post=post.title),
    )


def paper_facts(request: DeskRequest, post: Post, now: datetime) -> dict[str, Any]:
    holders, today = holders_now(post, now), timezone.localdate(now)
    coming = (
        Holding.objects.filter(post=post, since__gt=today).select_related("user").order_by("since").first()
    )
    return {
        "language": language(),
        "office": letterhead(request.office),
        "post": post.title,
        "day": date_words(today, language(), bangla_year=True),
        "leaves": ", ".join(each.user.name for each in holders),
        "comes": coming.user.name if coming else "",
        "lists": [
            {
                "title": each.title,
                "count": digits(each.count, language()),
                "more": digits(each.more, language()) if each.more else "",
                "lines": [
                    {"number": line.number, "title": line.title, "due": line.due, "late": line.is_late}
                    for line in each.lines
                ],
            }
            for each in charge_lists(post)
        ],
    }


def ways_to_pass(request: DeskRequest, post: Post, now: datetime) -> dict[str, Any]:
    """Who may take the post over from whom, and to which desks its work may go, as far as this person may say
    so; {} where neither.
    """
    desk, office = request.desk, request.office
    ending = next((each for each in holders_now(post, now) if may_end(desk, each)), None)
    people = []
    if ending and post.role in fillable_roles(desk, office.pk):
        known = choosable_people(office, apart_from=request.user, and_new=may_admit_people(desk, office.pk))
        people = [user for user in known if user.pk != ending.user_id]
    others = office.posts.filter(role__in=STAFF_ROLES).exclude(pk=post.pk).order_by("pk")
    posts = list(others) if desk.has(office.pk, STAFF_ROLES) else []
    return {"people": people, "posts": posts, "ending": ending} if people or posts else {}


@for_charge
@require_http_methods(["GET", "POST"])
def charge_pass(request: DeskRequest, post_id: int) -> HttpResponse:
    """One press: the post goes to another person, or all that lies on it to another post."""
    post, now = desk_post_of(request, post_id), timezone.now()
    ways = ways_to_pass(request, post, now)
    if not ways:
        raise Http404
    ending, today = ways.pop("ending"), timezone.localdate(now)
    data = request.POST if request.method == "POST" else None
    form = ChargeForm(data, today=today, initial={"last_day": today}, **ways)
    if form.is_bound and form.is_valid() and (done := pass_on(request, form, post, ending, now)):
        messages.success(request, done)
        return redirect("charge", post.pk)
    context = {
        "form": form,
        "post": post,
        "lists": shown_lists(post),
        "ending": ending,
        "current": "people",
    }
    return render(request, "website/charge/pass.html", context, status=422 if form.errors else 200)


def pass_on(request: DeskRequest, form: ChargeForm, post: Post, ending: Holding | None, now: datetime) -> str:
    """What is said of it once it is done; "" where something stands against it, and the form says what."""
    if form.cleaned_data["way"] == TO_PERSON and ending:
        return give_post_on(request, form, post, ending, now)
    to = form.posts[form.cleaned_data["post"]]
    with transaction.atomic():
        moved = transfer_charge(
            post, to=to, reason=form.cleaned_data["reason"], actor=request.desk.actor, now=now
        )
        record(
            "charge.transferred",
            subject=("post", post.pk),
            actor=request.desk.actor,
            office_id=post.office_id,
            now=now,
            from_post=post.pk,
            to_post=to.pk,
            count=sum(moved.values()),
        )
    return say(
        "{n}টি জিনিস {post} পদের টেবিলে গেছে।",
        "{n} [thing|things] went to the desk of {post}.",
        n=sum(moved.values()),
        post=to.title,
    )


def give_post_on(request: DeskRequest, form: ChargeForm, post: Post, ending: Holding, now: datetime) -> str:
    """The one leaves with the last day and the other comes the day after: both or neither."""
    last_day, user = form.cleaned_data["last_day"], form.people[form.cleaned_data["person"]]
    actor = request.desk.actor
    try:
        with transaction.atomic():
            end_holding(ending, last_day=last_day, may_leave_vacant=True, actor=actor, now=now)
            begin_holding(
                post=post,
                user=user,
                charge=ending.charge
                if ending.charge in charges_to_give(request.desk, post.office_id)
                else Holding.COVER,
                since=last_day + timedelta(days=1),
                until=None,
                memo_number=form.cleaned_data["memo_number"],
                actor=actor,
                now=now,
            )
    except PostLeftVacant:
        form.add_error(None, say("পাতাটি আবার খুলুন, তারপর পাঠান", "Load the page again, then send it"))
        return ""
    except AssignmentRefused as refused:
        for fault in refused.faults:
            form.add_error(fault.at if fault.at in form.fields else None, say(fault.bn, fault.en))
        return ""
    return say(
        "{last_day} পর্যন্ত আগের জন, পরদিন থেকে {name}। টেবিলের সব তাঁর কাছে যাবে।",
        "The one before until {last_day}, {name} from the next day, with all that lies on the desk.",
        last_day=last_day,
        name=user.name,
    )
