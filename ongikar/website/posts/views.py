"""The page of an office's posts: who holds each today, who comes next, and what lies on its desk."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.desks import count_open_by_desk, count_open_on_desk
from ongikar.cases.officer.queue.filters import tab_count_words
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.journal.models import Entry
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.people.post_assignments import (
    AssignmentRefused,
    PostLeftVacant,
    begin_holding,
    end_holding,
    has_no_next_holder,
)
from ongikar.people.post_holders import STAFF_ROLES, PostHolder, StaffRequest
from ongikar.people.rules import CHARGE_WORDS
from ongikar.website.rights import (
    charges_to_give,
    fillable_roles,
    for_post_fillers,
    may_admit_people,
    may_end,
)

from .post_form import EndPostForm, GivePostForm, choosable_people, initial_holding


@dataclass(frozen=True, slots=True)
class HoldingLine:
    holding: Holding
    charge: str
    may_end: bool
    has_begun: bool


@dataclass
class PostLine:
    """`on_desk`: open cases at its desk, as words; None for a post at whose desk none can lie."""

    post: Post
    on_desk: str | None
    now: list[HoldingLine] = field(default_factory=list)
    coming: list[HoldingLine] = field(default_factory=list)
    before: list[HoldingLine] = field(default_factory=list)


def post_lines(office: Office, day: date, holder: PostHolder) -> list[PostLine]:
    """Every post of the office; `desk` is of the person at the screen."""
    desks = count_open_by_desk(office.pk)
    lines = {
        post.pk: PostLine(post, on_desk_words(desks.get(post.pk, 0)) if post.role in STAFF_ROLES else None)
        for post in office.posts.order_by("pk")
    }
    holdings = (
        Holding.objects.filter(post__office=office).select_related("user", "post").order_by("-since", "-id")
    )
    for holding in holdings:
        group = holding_group(lines[holding.post_id], holding, day)
        lasts = holding.until is None or holding.until > day
        group.append(
            HoldingLine(
                holding,
                say(*CHARGE_WORDS[holding.charge]),
                lasts and may_end(holder, holding),
                has_begun=holding.since <= day,
            )
        )
    return list(lines.values())


def on_desk_words(count: int) -> str:
    """৪, and ৯৯+ for what is counted no further; "" of none."""
    return tab_count_words(count) if count else ""


def holding_group(line: PostLine, holding: Holding, day: date) -> list[HoldingLine]:
    if holding.since > day:
        return line.coming
    return line.now if holding.until is None or holding.until >= day else line.before


@for_post_fillers
@require_safe
def post_list(request: StaffRequest) -> HttpResponse:
    day, fillable = timezone.localdate(), fillable_roles(request.holder, request.office.pk)
    context = {
        "lines": post_lines(request.office, day, request.holder),
        "may_give": bool(fillable),
        "current": "people",
        "takes_in": may_admit_people(request.holder, request.office.pk),
    }
    return render(request, "website/posts/posts.html", context)


@for_post_fillers
@require_http_methods(["GET", "POST"])
def give_post(request: StaffRequest) -> HttpResponse:
    roles = fillable_roles(request.holder, request.office.pk)
    if not roles:
        raise Http404
    asked: dict[str, Any] = {
        "posts": list(request.office.posts.filter(role__in=roles).order_by("pk")),
        "people": choosable_people(
            request.office,
            apart_from=request.user,
            and_new=may_admit_people(request.holder, request.office.pk),
        ),
        "charges": charges_to_give(request.holder, request.office.pk),
    }
    begun = initial_holding(timezone.localdate(), request.GET.get("post", "")[:20])
    form = GivePostForm(request.POST if request.method == "POST" else None, initial=begun, **asked)
    if form.is_bound and form.is_valid():
        try:
            begin_holding(**form.facts, actor=request.holder.actor, now=timezone.now())
        except AssignmentRefused as refused:
            for fault in refused.faults:
                form.add_error(fault.at, say(fault.bn, fault.en))
        else:
            messages.success(
                request,
                say(
                    "দায়িত্ব লেখা হয়েছে। পদের টেবিলে যা আছে, সঙ্গে গেছে।",
                    "The post is given, with all that lies on its desk.",
                ),
            )
            return redirect("desk_people")
    context = {
        "form": form,
        "heading": say("কাকে কোন পদের দায়িত্ব দেবেন?", "Assign a post"),
        "button": say("দায়িত্ব দিন", "Give the post"),
        "takes_in": may_admit_people(request.holder, request.office.pk),
        **way_back(),
    }
    return render_form(request, "website/posts/give.html", context)


def way_back() -> dict[str, str]:
    """What a page with one form about a post says of where it came from."""
    return {
        "back": reverse("desk_people"),
        "back_words": say("পদ ও দায়িত্ব", "Posts and their holders"),
        "current": "people",
    }


@for_post_fillers
@require_http_methods(["GET", "POST"])
def end_post(request: StaffRequest, holding_id: int) -> HttpResponse:
    """Ask for the last day, and end the holding with it; one that has not begun is taken back by the press
    alone.
    """
    known = Holding.objects.select_related("post__office", "user").filter(post__office=request.office)
    holding, today = known.filter(pk=holding_id).first(), timezone.localdate()
    if holding is None:
        return redirect_if_withdrawn(request, holding_id)
    if not may_end(request.holder, holding):
        raise Http404
    if holding.since > today:
        return withdraw_holding(request, holding) if request.method == "POST" else redirect("desk_people")
    data = request.POST if request.method == "POST" else None
    form = EndPostForm(data, holding=holding, today=today, initial={"last_day": today})
    if form.is_bound and form.is_valid() and save_ending(request, form):
        return redirect("desk_people")
    return render_form(request, "website/posts/end.html", ending_context(form, today))


def redirect_if_withdrawn(request: OfficeRequest, holding_id: int) -> HttpResponse:
    """Taken back already, by this press sent twice or by somebody else; another office's is as unknown as one
    that never was.
    """
    was_here = Entry.objects.filter(
        subject_type="holding", subject_id=holding_id, verb="holding.withdrawn", office_id=request.office.pk
    )
    if not was_here.exists():
        raise Http404
    messages.info(request, say("দায়িত্বটি আগেই ফিরিয়ে নেওয়া হয়েছে।", "The charge was taken back already."))
    return redirect("desk_people")


def save_ending(request: StaffRequest, form: EndPostForm) -> bool:
    """False where something stands against it; the form then says what."""
    day = form.cleaned_data["last_day"]
    try:
        end_holding(
            form.holding,
            last_day=day,
            may_leave_vacant=form.leaves_vacant,
            actor=request.holder.actor,
            now=timezone.now(),
        )
    except AssignmentRefused as refused:
        for fault in refused.faults:
            form.add_error(fault.at, say(fault.bn, fault.en))
        return False
    except PostLeftVacant:
        # Another holding of the post ended between the two: what is asked now was not on the page.
        form.leaves_vacant = True
        form.ask_for_word()
        form.add_error(
            "vacant",
            say(
                "এর মধ্যে পদটির অন্য দায়িত্বও শেষ হয়েছে; আবার দেখুন",
                "The other charge of this post has ended meanwhile; look again",
            ),
        )
        return False
    messages.success(request, say("শেষ দিন লেখা হয়েছে: {day}।", "The last day is entered: {day}.", day=day))
    return True


def withdraw_holding(request: StaffRequest, holding: Holding) -> HttpResponse:
    end_holding(
        holding,
        last_day=timezone.localdate(),
        may_leave_vacant=True,
        actor=request.holder.actor,
        now=timezone.now(),
    )
    messages.success(request, say("দায়িত্বটি ফিরিয়ে নেওয়া হয়েছে।", "The charge is taken back."))
    return redirect("desk_people")


def ending_context(form: EndPostForm, today: date) -> dict[str, Any]:
    holding = form.holding
    on_desk = count_open_on_desk(holding.post_id)
    # Before a day is typed, what today would mean is told.
    is_vacant = form.leaves_vacant if form.is_bound else has_no_next_holder(holding, today)
    return {
        "form": form,
        "heading": say("কোন দিন শেষ?", "Which is the last day?"),
        "button": say("দায়িত্ব শেষ করুন", "End the post"),
        **way_back(),
        "holding": holding,
        "charge": say(*CHARGE_WORDS[holding.charge]),
        "on_desk": on_desk if holding.post.role in STAFF_ROLES else None,
        "warning": vacancy_warning(holding, on_desk) if is_vacant else "",
    }


def vacancy_warning(holding: Holding, on_desk: int) -> str:
    """What it means that nobody holds the post: the last officer of an office leaves more
    behind than a desk.
    """
    if holding.post.role == Post.OFFICER:
        return say(
            "তিনি গেলে {post} পদে কেউ থাকেন না: টেবিলের {n}টি আবেদনের উত্তর কেউ দেবেন না, চার্টার ও ছুটির"
            " আদেশও কেউ দিতে পারবেন না।",
            "Nobody is left in the post {post}: nobody answers the {n} [case|cases] on its desk, and nobody"
            " can publish a charter or enter a calendar order.",
            post=holding.post.title,
            n=on_desk,
        )
    return say(
        "এর পরে {post} পদে কেউ থাকেন না।", "Nobody holds the post {post} afterwards.", post=holding.post.title
    )
