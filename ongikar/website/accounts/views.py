"""The administrator's pages of accounts. An account that also opens the desk of another office is not
theirs to change.
"""

from datetime import date, datetime
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.people.accounts import (
    AccountActor,
    AccountFault,
    add_person,
    change_details,
    close_person,
    reopen_person,
    reset_person,
)
from ongikar.people.models import Holding, User
from ongikar.people.passwords import password_link
from ongikar.people.post_assignments import (
    AssignmentRefused,
    PostLeftVacant,
    begin_holding,
    end_holding,
    has_no_next_holder,
)
from ongikar.people.post_holders import StaffRequest
from ongikar.website.rights import charges_to_give, for_administrators

from .account_forms import AddPersonForm, CloseForm, DetailsForm, ResetForm, account_details, initial_holding


def office_people(office: Office) -> QuerySet[User]:
    """Those who hold or held a post here, and those without any post whom this office added.

    Whom the machine's command added and who holds no post yet is everybody's to give a post to; such an
    account is not listed in an installation of several offices, where nobody could say whose it is.
    """
    held = Holding.objects.filter(user=OuterRef("pk"))
    added = Q(added_in=office)
    if Office.objects.count() == 1:
        added |= Q(added_in=None)
    known = Exists(held.filter(post__office=office)) | (~Exists(held) & added)
    return User.objects.filter(known, is_superuser=False)


def has_posts_elsewhere(user: User, office: Office, day: date) -> bool:
    """Whether the account opens, or is soon to open, a desk of another office: then its password is not this
    office's to reset.
    """
    held = Holding.objects.filter(user=user).exclude(until__lt=day)
    return held.exclude(post__office=office).exists()


def request_doer(request: StaffRequest) -> AccountActor:
    return AccountActor(request.holder.actor, request.office.pk)


def get_person(request: OfficeRequest, user_id: int) -> User:
    """Somebody of this office; another office's person is as unknown as one that is not there."""
    return get_object_or_404(office_people(request.office), pk=user_id)


def account_to_act_on(request: OfficeRequest, user_id: int) -> User:
    """Whose account may be changed here: not one's own, and not one that opens the desk of another office."""
    user = get_person(request, user_id)
    if user.pk == request.user.pk or has_posts_elsewhere(user, request.office, timezone.localdate()):
        raise Http404
    return user


@for_administrators
@require_safe
def accounts(request: OfficeRequest) -> HttpResponse:
    today = timezone.localdate()
    here = Holding.objects.filter(post__office=request.office).exclude(until__lt=today).select_related("post")
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    rows = office_people(request.office).annotate(has_second_factor=Exists(factors))
    rows = rows.prefetch_related(Prefetch("holdings", here.order_by("since", "pk"), to_attr="posts_here"))
    people = sorted(rows, key=lambda each: each.place_in_order)
    context = {
        "open": [user for user in people if user.is_active],
        "closed": [user for user in people if not user.is_active],
        "today": today,
        "current": "accounts",
    }
    return render(request, "website/accounts/accounts.html", context)


@for_administrators
@require_http_methods(["GET", "POST"])
def account_add(request: StaffRequest) -> HttpResponse:
    """An account, where wished with its first post: both or neither. The link to the
    password is shown once.
    """
    asked: dict[str, Any] = {
        "posts": list(request.office.posts.order_by("pk")),
        "charges": charges_to_give(request.holder, request.office.pk),
    }
    form = AddPersonForm(
        request.POST if request.method == "POST" else None,
        initial=initial_holding(timezone.localdate()),
        **asked,
    )
    if form.is_bound and form.is_valid() and (user := save_new_person(request, form, timezone.now())):
        return render_password_link(request, user, is_new=True)
    context = {
        "form": form,
        "heading": say("মানুষ যোগ করুন", "Add a person"),
        "about": say(
            "পরের পাতায় পাসওয়ার্ড রাখার একটি লিংক দেখাবে, একবারই। সেটি তাঁকে নিজের হাতে দেবেন।",
            "The next page shows a link by which they choose a password, this once. Hand it over yourself.",
        ),
        "button": say("যোগ করুন", "Add"),
        "back": reverse("desk_accounts"),
        "back_words": say("মানুষ", "People"),
        "current": "accounts",
    }
    return render_form(request, "core/staff_form.html", context)


def save_new_person(request: StaffRequest, form: AddPersonForm, now: datetime) -> User | None:
    """None where something stands against it; the form then says what."""
    try:
        with transaction.atomic():
            user = add_person(form.cleaned_data["username"], form.details, by=request_doer(request), now=now)
            if form.first_post:
                begin_holding(user=user, **form.first_post, actor=request.holder.actor, now=now)
    except AccountFault as fault:
        form.add_error(fault.at, fault_sentence(fault.bn, fault.en))
    except AssignmentRefused as refused:
        for each in refused.faults:
            form.add_error("post" if each.at == "person" else each.at, say(each.bn, each.en))
    else:
        return user
    return None


def fault_sentence(bn: str, en: str) -> str:
    """A fault of the accounts begins small, for the command puts a name before it."""
    return say(bn, en[:1].upper() + en[1:])


def render_password_link(request: HttpRequest, user: User, *, is_new: bool) -> HttpResponse:
    """The page with the link, shown this once: it is kept nowhere and sent nowhere, and a
    newer one ends it.
    """
    show_once(request)
    context = {"person": user, "link": password_link(user), "is_new": is_new, "current": "accounts"}
    return render(request, "website/accounts/link.html", context)


@for_administrators
@require_safe
def account(request: OfficeRequest, user_id: int) -> HttpResponse:
    user, today = get_person(request, user_id), timezone.localdate()
    holdings = (
        user.holdings.filter(post__office=request.office).select_related("post").order_by("-since", "-pk")
    )
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    context = {
        "person": user,
        "holdings": holdings,
        "today": today,
        "has_second_factor": factors.exists(),
        "current": "accounts",
        "is_own": user.pk == request.user.pk,
        "is_elsewhere": has_posts_elsewhere(user, request.office, today),
    }
    return render(request, "website/accounts/account.html", context)


def way_back_to(user: User) -> dict[str, str]:
    """What a page with one form about an account says of where it came from."""
    return {
        "back": reverse("desk_account", args=[user.pk]),
        "back_words": user.name or user.username,
        "current": "accounts",
    }


@for_administrators
@require_http_methods(["GET", "POST"])
def account_change(request: StaffRequest, user_id: int) -> HttpResponse:
    user = account_to_act_on(request, user_id)
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=account_details(user))
    if form.is_bound and form.is_valid():
        if change_details(user, form.details, by=request_doer(request), now=timezone.now()):
            messages.success(request, say("সংরক্ষণ করা হয়েছে।", "Saved."))
        return redirect("desk_account", user.pk)
    context = {
        "form": form,
        "heading": say("নাম ও মোবাইল বদলান", "Change name and mobile"),
        "button": say("সংরক্ষণ করুন", "Save"),
        **way_back_to(user),
    }
    return render_form(request, "core/staff_form.html", context)


@for_administrators
@reauthentication_required
@require_http_methods(["GET", "POST"])
def account_reset(request: StaffRequest, user_id: int) -> HttpResponse:
    """A link to a new password. Asked for the own password first: a desk left open for a minute resets
    nobody.
    """
    user = account_to_act_on(request, user_id)
    if not user.is_active:
        raise Http404
    form = ResetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reset_person(
            user,
            second_factor=form.cleaned_data["second_factor"],
            by=request_doer(request),
            now=timezone.now(),
        )
        return render_password_link(request, user, is_new=False)
    context = {
        "form": form,
        "caption": user.name or user.username,
        "heading": say("নতুন পাসওয়ার্ডের লিংক", "Link to a new password"),
        "about": say(
            "আগের পাসওয়ার্ড এখনই বন্ধ হবে, তাঁর সব ব্রাউজার থেকে তিনি বের হয়ে যাবেন। তাঁকে জানানো হবে, আর কে"
            " করলেন তা নথিতে থাকবে।",
            "The old password stops at once, and every browser is signed out. The person is told, and who did"
            " it stays on record.",
        ),
        "button": say("লিংক নিন", "Make the link"),
        **way_back_to(user),
    }
    return render_form(request, "core/staff_form.html", context)


@for_administrators
@require_http_methods(["GET", "POST"])
def account_close(request: StaffRequest, user_id: int) -> HttpResponse:
    """End all posts that the person holds here, and shut the account; what becomes vacant is
    said beforehand.
    """
    user, today = account_to_act_on(request, user_id), timezone.localdate()
    if not user.is_active:
        return redirect("desk_account", user.pk)
    holdings = list(
        user.holdings.filter(post__office=request.office).exclude(until__lte=today).select_related("post")
    )
    vacant = [holding.post for holding in holdings if has_no_next_holder(holding, today)]
    form = CloseForm(request.POST if request.method == "POST" else None, needs_word=bool(vacant))
    if form.is_bound and form.is_valid():
        try:
            save_closing(request, user, holdings, may_leave_vacant=bool(vacant))
        except AssignmentRefused as refused:
            form.add_error(None, say(refused.bn, refused.en))
        except PostLeftVacant:
            # Somebody else's holding of the same post ended meanwhile: the page now says so.
            return redirect("desk_account_close", user.pk)
        else:
            messages.success(
                request,
                say(
                    "অ্যাকাউন্ট বন্ধ। পরের চাপেই আর কিছু খোলে না।",
                    "The account is closed: the next click opens nothing.",
                ),
            )
            return redirect("desk_account", user.pk)
    context = {
        "form": form,
        "caption": user.name or user.username,
        "heading": say("অ্যাকাউন্ট বন্ধ করুন", "Close the account"),
        "about": say(
            "পরের চাপেই আর কিছু খোলে না। ভুল হলে আবার খোলা যায়, তবে পদ নতুন করে দিতে হয়।",
            "From the next click nothing opens. It can be opened again, but posts are then given anew.",
        ),
        "button": say("অ্যাকাউন্ট বন্ধ করুন", "Close the account"),
        "holdings": holdings,
        "vacant": vacant,
        **way_back_to(user),
    }
    return render_form(request, "website/accounts/close.html", context)


@transaction.atomic
def save_closing(
    request: StaffRequest, user: User, holdings: list[Holding], *, may_leave_vacant: bool
) -> None:
    now = timezone.now()
    for holding in holdings:
        end_holding(
            holding,
            last_day=timezone.localdate(now),
            may_leave_vacant=may_leave_vacant,
            actor=request.holder.actor,
            now=now,
        )
    close_person(user, by=request_doer(request), now=now)


@for_administrators
@require_POST
def account_reopen(request: StaffRequest, user_id: int) -> HttpResponse:
    user = account_to_act_on(request, user_id)
    reopen_person(user, by=request_doer(request), now=timezone.now())
    messages.success(
        request,
        say(
            "অ্যাকাউন্ট আবার খোলা। আগের কোনো পদ ফেরেনি।",
            "The account is open again. No post of before came back.",
        ),
    )
    return redirect("desk_account", user.pk)
