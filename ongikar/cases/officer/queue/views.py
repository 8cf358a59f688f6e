"""The queue of cases on screen: filtered, searched, a page at a time, and several accepted at once."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases import actions
from ongikar.cases.actions.intake_debts import papers_to_show
from ongikar.cases.models import Case
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.cases.urgent import open_urgent
from ongikar.core.i18n.say import language, say
from ongikar.people.post_holders import StaffRequest
from ongikar.rules import case_transitions

from . import selection
from .filters import Filters, Tab, number_opened, search
from .pages import fetch_queue_page as lines_of
from .rows import RowForm, queue_rows
from .selection import counts_for_desk


def tab_list(filters: Filters, counts: Mapping[str, int]) -> SafeString:
    """The lists to choose from, each with how many stand in it."""
    return mark_safe("".join(map(tab_item, filters.tabs(counts))))  # noqa: S308


def tab_item(tab: Tab) -> str:
    look = ' class="late-text"' if tab.is_bad else ""
    shown = ' aria-current="page"' if tab.is_shown else ""
    count = f" <b>{tab.count}</b>" if tab.count else ""
    return f'<li><a href="{escape(tab.url)}"{look}{shown}>{escape(tab.label)}{count}</a></li>'


def service_choices(filters: Filters) -> SafeString:
    """The options of the list of services, the chosen one marked."""
    return option_tags(filters.services, filters.service, language())


@lru_cache(maxsize=128)
def option_tags(services: tuple, chosen: str, tongue: str) -> SafeString:
    options = [
        ("", say("সব সেবা", "All services")),
        *((row.code, row.in_words("short", tongue)) for row in services),
    ]
    return mark_safe(  # noqa: S308
        "".join(
            f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(words)}</option>'
            for code, words in options
        )
    )


@for_readers
@require_safe
def show_queue(request: StaffRequest) -> HttpResponse:
    now, office = timezone.now(), request.office
    may_act = may_handle(request.holder, office.pk)
    own = [post.pk for post in request.holder.posts if post.office_id == office.pk] if may_act else []
    filters = Filters.read(request.GET, office, now, own)
    if filters.typed and (number := number_opened(office, filters.typed, now)):
        return redirect("case", number)
    counted = counts_for_desk(office, request.holder, now=now, desks=own)
    if filters.typed:
        page = search(office, filters.typed, after=filters.asked.after, now=now)
    else:
        page = lines_of(office, filters.asked, now=now, counts=counted)
    can_accept = (
        may_act and filters.asked.tab == "received" and any(case.row.has_limit for case in page.cases)
    )
    form = RowForm(reverse("queue"), can_accept, may_act, language(), request.content_version)
    context = {
        "filters": filters,
        "tabs": tab_list(filters, counted),
        "service_choices": service_choices(filters),
        "first_page": filters.address() if filters.asked.after else "",
        "next_page": page.after and filters.address(after=page.after),
        "rows": queue_rows(page, form, now),
        "can_accept": can_accept,
        "current": "queue",
        "urgent_cases": open_urgent(office) if counted["urgent"] else (),
    }
    return render(request, "cases/officer/queue.html", context)


@for_handlers
@require_POST
def accept_several(request: StaffRequest) -> HttpResponse:
    """Accept the ticked cases, each whole or not at all; one that no longer can be accepted stops none of the
    others.

    What is no fault of a case, such as a clock that was moved, is not told as one: it is answered as
    everywhere else.
    """
    now = timezone.now()
    ticked = [
        int(pk) for pk in request.POST.getlist("case") if pk.isascii() and pk.isdigit() and len(pk) < 19
    ][: selection.PAGE]
    cases = Case.objects.filter(office=request.office, pk__in=ticked).select_related("clock").order_by("pk")
    accepted, left = 0, []
    for case in cases:
        try:
            # Without a limit a day must be named, and a document that is still to be shown must
            # be seen: one case at a time.
            if case.awaits_day or papers_to_show(case):
                raise case_transitions.TransitionFault("not with others")
            actions.accept(case, actor=request.holder.actor, now=now)
            accepted += 1
        except case_transitions.TransitionFault:
            left.append(case.short_number)
    if accepted:
        messages.success(request, say("{n}টি আবেদন গ্রহণ করা হয়েছে।", "{n} accepted.", n=accepted))
    if left:
        messages.error(
            request,
            say(
                "এগুলো গ্রহণ করা যায়নি, খুলে দেখুন: {left}",
                "These could not be accepted, open them: {left}",
                left=", ".join(left),
            ),
        )
    if not ticked:
        messages.error(request, say("কোনো আবেদন বাছাই করা হয়নি।", "No case was selected."))
    return redirect(f"{reverse('queue')}?{urlencode({'tab': 'received'})}")
