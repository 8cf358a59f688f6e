"""Handing over charge: what lies on a post as a page, and one press that passes it on. What both sign is
document_views.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import record
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeList, charge_lists, count_left, transfer_charge
from ongikar.people.charge_actions import write_charge_document
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.models import ChargeDocument, Holding
from ongikar.people.post_assignments import (
    AssignmentRefused,
    PostLeftVacant,
    begin_holding,
    end_holding,
)
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, PostHolder, StaffRequest
from ongikar.rules.bangla.text import digits
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
DOCUMENTS = 10


def desk_post_of(request: StaffRequest, post_id: int) -> Post:
    """A post of the office at whose desk something can lie. Of one that decides complaints it is nobody's but
    its holder's, and the administrator's, who sees how much there is.
    """
    post = get_object_or_404(Post, pk=post_id, office=request.office, role__in=STAFF_ROLES | TIER_ROLES)
    holder, office = request.holder, request.office.pk
    if holder.holds(post.pk) or holder.has(office, {Post.ADMIN}):
        return post
    if post.role in TIER_ROLES or not holder.has(office, ADDRESS_BOOK_ROLES):
        raise Http404
    return post


def may_read_lines(holder: PostHolder, post: Post) -> bool:
    """An administrator sees how much there is, and nobody's name."""
    if holder.holds(post.pk):
        return True
    return post.role in STAFF_ROLES and holder.has(post.office_id, ADDRESS_BOOK_ROLES)


def coming_holding(post: Post, now: datetime) -> Holding | None:
    """Who takes the post over, where that is entered."""
    later = Holding.objects.filter(post=post, since__gt=timezone.localdate(now))
    return later.select_related("user").order_by("since").first()


def holders_now(post: Post, now: datetime) -> list[Holding]:
    day = timezone.localdate(now)
    return list(Holding.objects.on(day).filter(post=post).select_related("user", "post").order_by("id"))


@for_charge_readers
@require_safe
def charge(request: StaffRequest, post_id: int) -> HttpResponse:
    post, now = desk_post_of(request, post_id), timezone.now()
    may_read = may_read_lines(request.holder, post)
    context = {
        "post": post,
        "holders": holders_now(post, now),
        "lists": shown_lists(post, secret=request.holder.holds(post.pk)),
        "may_read": may_read,
        "may_make": may_read and request.holder.has(post.office_id, STAFF_ROLES | TIER_ROLES),
        "documents": documents_of(post) if may_read else [],
        "may_pass": bool(ways_to_pass(request, post, now)),
        "current": "people",
    }
    return render(request, "website/charge/charge.html", context)


def shown_lists(post: Post, *, secret: bool = False) -> list[tuple[ChargeList, str]]:
    return [(each, digits(each.count, language())) for each in charge_lists(post, SHOWN, secret=secret)]


def documents_of(post: Post) -> list[ChargeDocument]:
    """The newest documents of handing it over."""
    found = ChargeDocument.objects.filter(post=post).select_related("leaves", "comes")
    return list(found.order_by("-id")[:DOCUMENTS])


def ways_to_pass(request: StaffRequest, post: Post, now: datetime) -> dict[str, Any]:
    """Who may take the post over from whom, and to which desks its work may go, as far as this person may say
    so; {} where neither.
    """
    holder, office = request.holder, request.office
    ending = next((each for each in holders_now(post, now) if may_end(holder, each)), None)
    people = []
    if ending and post.role in fillable_roles(holder, office.pk):
        known = choosable_people(office, apart_from=request.user, and_new=may_admit_people(holder, office.pk))
        people = [user for user in known if user.pk != ending.user_id]
    others = office.posts.filter(role__in=STAFF_ROLES).exclude(pk=post.pk).order_by("pk")
    # What the charter lays on a post that decides complaints goes with that post alone.
    may_lay = post.role in STAFF_ROLES and holder.has(office.pk, STAFF_ROLES)
    posts = list(others) if may_lay else []
    return {"people": people, "posts": posts, "ending": ending} if people or posts else {}


@for_charge
@require_http_methods(["GET", "POST"])
def charge_pass(request: StaffRequest, post_id: int) -> HttpResponse:
    """One press: the post goes to another person, or all that lies on it to another post."""
    post, now = desk_post_of(request, post_id), timezone.now()
    ways = ways_to_pass(request, post, now)
    if not ways:
        raise Http404
    ending, today = ways.pop("ending"), timezone.localdate(now)
    data = request.POST if request.method == "POST" else None
    form = ChargeForm(data, today=today, initial={"last_day": today}, **ways)
    if form.is_bound and form.is_valid() and (document := pass_on(request, form, post, ending, now)):
        if may_read_lines(request.holder, post):
            return redirect("charge_document", document.pk)
        return redirect("charge", post.pk)
    context = {
        "form": form,
        "heading": f"{say('দায়িত্ব দিন', 'Hand it over')}: {post.title}",
        "about": " · ".join(f"{each.title}: {count}" for each, count in shown_lists(post)),
        "button": say("সব একসঙ্গে দিন", "Hand all over"),
        "back": reverse("charge", args=[post.pk]),
        "back_words": post.title,
        "current": "people",
    }
    return render_form(request, "core/staff_form.html", context)


def pass_on(
    request: StaffRequest, form: ChargeForm, post: Post, ending: Holding | None, now: datetime
) -> ChargeDocument | None:
    """The document of it, once it is done; None where something stands against it, and the form says what."""
    if form.cleaned_data["way"] == TO_PERSON and ending:
        return give_post_on(request, form, post, ending, now)
    to, actor = form.posts[form.cleaned_data["post"]], request.holder.actor
    holder, comes = (next(iter(holders_now(each, now)), None) for each in (post, to))
    with transaction.atomic():
        # Of what lay there before the press, and in the same transaction.
        document = write_charge_document(
            post,
            to_post=to,
            leaves=holder.user if holder else None,
            comes=comes.user if comes and not (holder and comes.user_id == holder.user_id) else None,
            actor=actor,
            now=now,
        )
        moved = transfer_charge(post, to=to, reason=form.cleaned_data["reason"], actor=actor, now=now)
        record(
            "charge.transferred",
            subject=("post", post.pk),
            actor=actor,
            office_id=post.office_id,
            now=now,
            from_post=post.pk,
            to_post=to.pk,
            count=sum(moved.values()),
        )
    messages.success(
        request,
        say(
            "{n}টি জিনিস {post} পদের টেবিলে গেছে।",
            "{n} [thing|things] went to the desk of {post}.",
            n=sum(moved.values()),
            post=to.title,
        ),
    )
    if left := count_left(post):
        messages.warning(
            request,
            say(
                "{n}টি রয়ে গেছে: নতুন পদটি সেগুলো নিতে পারে না, যেমন নিজের কাজ নিজে যাচাই। হাতে অন্য কাউকে দিন।",
                "{n} stayed: the other post may not take them, such as a check of its own work. Give them to "
                "somebody else by hand.",
                n=left,
            ),
        )
    return document


def give_post_on(
    request: StaffRequest, form: ChargeForm, post: Post, ending: Holding, now: datetime
) -> ChargeDocument | None:
    """The one leaves with the last day and the other comes the day after, with the document that both sign:
    all of it or nothing.
    """
    last_day, user = form.cleaned_data["last_day"], form.people[form.cleaned_data["person"]]
    actor = request.holder.actor
    try:
        with transaction.atomic():
            end_holding(ending, last_day=last_day, may_leave_vacant=True, actor=actor, now=now)
            begin_holding(
                post=post,
                user=user,
                charge=ending.charge
                if ending.charge in charges_to_give(request.holder, post.office_id)
                else Holding.COVER,
                since=last_day + timedelta(days=1),
                until=None,
                memo_number=form.cleaned_data["memo_number"],
                actor=actor,
                now=now,
            )
            document = write_charge_document(post, leaves=ending.user, comes=user, actor=actor, now=now)
    except PostLeftVacant:
        form.add_error(None, say("পাতাটি আবার খুলুন, তারপর পাঠান", "Load the page again, then send it"))
        return None
    except AssignmentRefused as refused:
        for fault in refused.faults:
            form.add_error(fault.at if fault.at in form.fields else None, say(fault.bn, fault.en))
        return None
    messages.success(
        request,
        say(
            "{last_day} পর্যন্ত আগের জন, পরদিন থেকে {name}। টেবিলের সব তাঁর কাছে যাবে।",
            "The one before until {last_day}, {name} from the next day, with all that lies on the desk.",
            last_day=last_day,
            name=user.name,
        ),
    )
    return document
