"""The ladder for complaints changed on screen: written step by step, compared with the one in force, and
approved as a new version from a day on.
"""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.charter.ladder_change.actions import (
    FaultyLadder,
    NoCharter,
    NothingChanged,
    drop_ladder,
    latest_version,
    open_draft,
    publish_ladder,
    write_ladder,
)
from ongikar.charter.ladder_change.models import LadderDraft
from ongikar.charter.ladder_change.steps import changes_with_steps, faults_of_steps, steps_of, tiers_of
from ongikar.charter.review.actions import Overtaken
from ongikar.charter.review.publishing import RemovalUnconfirmed, WrongDay
from ongikar.charter.rights import for_those_who_publish, officer_of, whole_number
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest

from .ladder_form import LadderForms
from .publish_views import PublishForm


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def ladder(request: DeskRequest) -> HttpResponse:
    """The steps as they stand, or as somebody has begun to change them, to be written."""
    draft, latest = open_draft(request.office), latest_version(request.office)
    if latest is None:
        return no_charter_yet(request)
    before = draft.steps if draft else steps_of(latest)
    posts = list(request.office.posts.select_related("place").order_by("pk"))
    reason = draft.reason if draft else ""
    forms = LadderForms(before, posts, reason, request.POST if request.method == "POST" else None)
    seen = draft.revision if draft else 0
    is_overtaken = False
    if request.method == "POST" and forms.is_valid():
        try:
            write_ladder(
                office=request.office,
                steps=[form.step() for form in forms.kept_steps],
                reason=forms.why.cleaned_data["reason"],
                seen=whole_number(request.POST.get("seen", "")),
                officer=officer_of(request),
                now=timezone.now(),
            )
        except NoCharter:
            return no_charter_yet(request)
        except Overtaken:
            is_overtaken = True
        else:
            return redirect("charter_ladder_compare")
    if forms.joined_forms.errors and whole_number(request.POST.get("seen", "")) != seen:
        is_overtaken = True
    context = {
        "forms": forms,
        "form": forms.joined_forms,
        "draft": draft,
        "latest": latest,
        "seen": seen,
        "is_overtaken": is_overtaken,
        "current": "charter",
    }
    has_faults = bool(forms.joined_forms.errors)
    status = 409 if is_overtaken and not has_faults else 0
    return render_form(request, "charter/desk/ladder.html", context, *forms.forms, status=status)


def no_charter_yet(request: DeskRequest) -> HttpResponse:
    messages.error(
        request,
        say(
            "আগে একটি চার্টার প্রকাশ করুন; তারপর তার ধাপ বদলানো যায়।",
            "Publish a charter first; then its steps can be changed.",
        ),
    )
    return redirect("charter_desk")


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def compare_ladder(request: DeskRequest) -> HttpResponse:
    """What would change, what the check finds, and the act of publishing."""
    draft = open_draft(request.office)
    if draft is None:
        messages.info(
            request,
            say("অভিযোগের ধাপ বদলানোর কোনো খসড়া খোলা নেই।", "No change of the steps for complaints is open."),
        )
        return redirect("charter_desk")
    if request.method == "GET":
        begins = timezone.localdate() + timedelta(days=1)
        return render_comparison(request, draft, PublishForm(initial={"begins": begins}))
    officer, now = officer_of(request), timezone.now()
    form = PublishForm(request.POST)
    form.ask_for_count(changes_with_steps(draft.base, draft.steps, officer=officer, now=now)[1])
    if not form.is_valid():
        return render_comparison(request, draft, form)
    try:
        version = publish_ladder(
            draft,
            begins=form.cleaned_data["begins"],
            seen=whole_number(request.POST.get("seen", "")),
            removed=form.cleaned_data.get("removed", 0),
            officer=officer,
            now=now,
        )
    except WrongDay as fault:
        form.add_error("begins", say(fault.bn, fault.en))
    except RemovalUnconfirmed as fault:
        form.ask_for_count(fault.rows)
        form.add_error(
            "removed" if fault.rows.removed_rows else None,
            say(
                "সংখ্যাটি মেলেনি: {n}টি ধাপ বাদ যাবে।",
                "This is not the number: {n} [step goes|steps go].",
                n=fault.rows.removed_rows,
            ),
        )
    except FaultyLadder as fault:
        for bn, en in fault.faults:
            form.add_error(None, say(bn, en))
    except NothingChanged:
        form.add_error(
            None, say("কিছুই বদলায়নি; প্রকাশের কিছু নেই।", "Nothing has changed; there is nothing to publish.")
        )
    except Overtaken:
        return render_comparison(request, draft, form, is_overtaken=True)
    else:
        messages.success(
            request,
            say(
                "সংস্করণ {n} প্রকাশ করা হয়েছে; {day} থেকে কার্যকর।",
                "Version {n} is published, in force from {day}.",
                n=version.number,
                day=version.effective_from,
            ),
        )
        return redirect("charter_desk")
    return render_comparison(request, draft, form)


def render_comparison(
    request: DeskRequest, draft: LadderDraft, form: PublishForm, *, is_overtaken: bool = False
) -> HttpResponse:
    if is_overtaken:
        draft = open_draft(request.office) or draft
    officer, now = officer_of(request), timezone.now()
    changes, rows = changes_with_steps(draft.base, draft.steps, officer=officer, now=now)
    if not form.is_bound:
        form.ask_for_count(rows)
    posts = {post.slug: post for post in request.office.posts.all()}
    latest = latest_version(request.office)
    context = {
        "draft": draft,
        "form": form,
        "changes": changes,
        "rows": rows,
        "findings": faults_of_steps(draft.base, draft.steps, officer=officer, now=now),
        "tiers": tiers_of(draft.steps, draft.base, posts),
        "officer": officer,
        "is_overtaken": is_overtaken,
        "is_outdated": latest != draft.base,
        "latest": latest,
        "current": "charter",
    }
    status = 409 if is_overtaken else 0
    return render_form(request, "charter/desk/ladder_compare.html", context, status=status)


@for_those_who_publish
@require_POST
def drop_ladder_draft(request: DeskRequest) -> HttpResponse:
    draft = open_draft(request.office)
    try:
        if draft is None:
            raise Overtaken
        drop_ladder(draft, officer=officer_of(request), now=timezone.now())
    except Overtaken:
        messages.info(request, say("খসড়াটি আগেই শেষ হয়েছে।", "The draft had ended already."))
    else:
        messages.success(
            request,
            say("খসড়াটি বাদ দেওয়া হয়েছে। কিছুই প্রকাশিত হয়নি।", "The draft is dropped. Nothing was published."),
        )
    return redirect("charter_desk")
