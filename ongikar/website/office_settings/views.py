"""The page of settings: what is in force, the form of a group for whoever may change it, what a press would
change, and what was changed last.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.offices.setting_changes import NewSetting, SettingFault, changes_of_group, newest_change
from ongikar.papers.pdf import render
from ongikar.papers.responses import pdf_download
from ongikar.people.models import User
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.website.rights import SETTING_ROLES, for_setting_readers

from .groups import ChangedLine, SettingsGroup, new_settings
from .letterhead import sample_letter
from .registry import GROUPS

LAST_SHOWN = 10


class PastChange(NamedTuple):
    """A change of a group, for the list of the last ones."""

    at: datetime
    lines: list[str]
    by: str
    reason: str
    begins: str


class SideLine(NamedTuple):
    """A group in the list beside the form."""

    group: SettingsGroup
    summary: str
    is_current: bool


@for_setting_readers
@require_safe
def settings_start(request: StaffRequest) -> HttpResponse:
    return settings_page(request, next(iter(GROUPS)))


@for_setting_readers
@require_http_methods(["GET", "POST"])
def settings_group(request: StaffRequest, name: str) -> HttpResponse:
    if name not in GROUPS:
        raise Http404
    return settings_page(request, name)


def settings_page(request: StaffRequest, name: str) -> HttpResponse:
    group, now = GROUPS[name], timezone.now()
    # As it is now: the one of the request may be a second old.
    office, today = Office.objects.get(pk=request.office.pk), timezone.localdate(now, TZ)
    current = group.current(office, today)
    if request.method == "POST" and group.form_class is None:
        return HttpResponseNotAllowed(["GET"])
    form = None
    changes: list[NewSetting] = []
    if group.form_class is not None and request.holder.has(office.pk, SETTING_ROLES):
        initial = {
            **group.initial(office, current),
            "since": today,
            "seen": newest_change(office, name),
        }
        form = group.form_class(*posted_data(request), office=office, today=today, initial=initial)
        if form.is_bound and form.is_valid():
            changes = new_settings(current, group.settings_from(form))
            if "look" not in request.POST and save(request, group, office, form, changes, now):
                return redirect(group.url)
    shown = group.settings_from(form) if form is not None and form.is_bound and form.is_valid() else current
    context = {
        "group": group,
        "form": form,
        "side": [SideLine(each, each.summary(office, today), each is group) for each in GROUPS.values()],
        "now_lines": [line for item, data in current.items() for line in group.lines(item, data)],
        "is_looked_at": "look" in request.POST,
        "will_change": lines_of(group, changes),
        "past": past_changes(office, group),
        "current": "settings",
        **group.aside(office, form, shown, today),
    }
    asked = () if form is None else (form,)
    return render_form(request, "website/office_settings/group.html", context, *(asked or (None,)))


def save(
    request: StaffRequest,
    group: SettingsGroup,
    office: Office,
    form: Any,
    changes: list[NewSetting],
    now: datetime,
) -> bool:
    """Whether it is done with: kept, or nothing was changed."""
    if not changes:
        messages.info(request, say("কিছু বদলায়নি।", "Nothing has changed."))
        return True
    labels = [line.label for line in lines_of(group, changes)]
    try:
        post = setting_post(request.holder, office)
        group.keep(office, form, changes, actor=request.holder.actor, post=post, now=now)
    except SettingFault as fault:
        add_fault(form, fault)
        # Whoever presses again has seen what was changed meanwhile.
        form.data = form.data.copy()
        form.data["seen"] = newest_change(office, group.name)
        return False
    messages.success(
        request,
        say("বদল রাখা হয়েছে: {what}।", "Changes kept: {what}.", what=", ".join(dict.fromkeys(labels))),
    )
    return True


def setting_post(holder: PostHolder, office: Office) -> Post:
    """The post by which the person may change settings of the office."""
    return next(post for post in holder.posts if post.office_id == office.pk and post.role in SETTING_ROLES)


def lines_of(group: SettingsGroup, changes: list[NewSetting]) -> list[ChangedLine]:
    return [line for each in changes for line in group.changed_lines(each.item, each.before, each.data)]


def past_changes(office: Office, group: SettingsGroup) -> list[PastChange]:
    """The last ones, the newest first."""
    newest = list(changes_of_group(office, group.name).select_related("post")[:LAST_SHOWN])
    people = User.objects.in_bulk({each.entered_by for each in newest})
    tongue = language()
    return [
        PastChange(
            each.entered_at,
            [line.words for line in group.changed_lines(each.item, each.before, each.data)],
            people[each.entered_by].name if each.entered_by in people else each.post.title,
            each.reason,
            ""
            if each.since <= timezone.localdate(each.entered_at, TZ)
            else date_words(each.since, tongue, weekday=False),
        )
        for each in newest
    ]


@for_setting_readers
@require_safe
def settings_letter(request: StaffRequest) -> HttpResponse:
    """The sample letter under the letterhead that is in force."""
    office = Office.objects.get(pk=request.office.pk)
    paper = sample_letter(office, timezone.localdate(timezone.now(), TZ))
    return pdf_download(render("letter", dict(paper)), "letterhead.pdf")
