"""The calendar order that a filled form describes: one for each office it binds, with what the calendar
finds wrong with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.offices.calendars import compose_calendar
from ongikar.offices.models import CalendarOrder, CalendarVersion, Office, Post
from ongikar.offices.sites import office_seat
from ongikar.people.post_holders import PostHolder
from ongikar.rules.calendar.findings import FAULT, CalendarFinding, calendar_findings
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.orders import SCOPES
from ongikar.rules.calendar.rows import GAZETTED, PARTIAL, WITHDRAWN, WORKING

from .order_form import HOURS, OrderForm

# How wide an order each role may give. The deputy director's and the cell's seats are of the whole country.
WIDEST_SCOPES = {
    Post.OFFICER: CalendarOrder.OFFICE,
    Post.GRO: CalendarOrder.DISTRICT,
    Post.APPEAL: CalendarOrder.NATIONAL,
    Post.CELL: CalendarOrder.NATIONAL,
}


def allowed_scopes(holder: PostHolder, office: Office) -> list[str]:
    """The scopes of the orders a person may give here, the narrowest first. An office in no division has none
    such.
    """
    widest = min(
        (SCOPES.index(WIDEST_SCOPES[role]) for role in holder.roles_in(office.pk) & WIDEST_SCOPES.keys()),
        default=len(SCOPES),
    )
    seat = office_seat(office)
    return [scope for scope in reversed(SCOPES[widest:]) if getattr(seat, scope, True)]


def bound_offices(holder: PostHolder, office: Office, scope: str) -> list[Office]:
    """The office at hand, and those within the scope where the person holds a post that may give such an
    order.
    """
    if scope == CalendarOrder.OFFICE:
        return [office]
    held = {
        post.office_id for post in holder.posts if post.role in WIDEST_SCOPES and may_order(post.role, scope)
    }
    offices = Office.objects.filter(pk__in=held).order_by("pk")
    here = office_seat(office)
    return [
        each
        for each in offices
        if scope == CalendarOrder.NATIONAL or getattr(office_seat(each), scope) == getattr(here, scope)
    ]


def may_order(role: str, scope: str) -> bool:
    return SCOPES.index(WIDEST_SCOPES[role]) <= SCOPES.index(scope)


@dataclass
class OrderDraft:
    """The order in one office: unsaved, with the calendar as it would be. `calendar` is None where it cannot
    stand.
    """

    office: Office
    order: CalendarOrder
    latest: CalendarVersion
    data: dict[str, Any]
    calendar: Calendar | None
    findings: tuple[CalendarFinding, ...]
    # Row of the form behind each row of the order, by "days" and "windows".
    places: dict[str, list[int]] = field(default_factory=dict)

    def place_of(self, finding: CalendarFinding) -> int | None:
        """The row of the form that a finding is about; None where it is about a row of before, or about no
        row.
        """
        sort, _, which = finding.row.partition("/")
        if sort not in self.places or not which.isdigit():
            return None
        row = self.data[sort][int(which) - 1]
        return self.places[sort][row["nth"]] if row.get("order") == self.order.key else None


def draft_orders(form: OrderForm, holder: PostHolder, office: Office, *, now: datetime) -> list[OrderDraft]:
    """The order of a valid form, in every office that it binds."""
    scope = form.cleaned_data.get("scope") or form.only_scope
    return [draft_order(form, holder, each, scope, now) for each in bound_offices(holder, office, scope)]


def draft_order(form: OrderForm, holder: PostHolder, office: Office, scope: str, now: datetime) -> OrderDraft:
    said, latest = form.cleaned_data, not_none(office.calendar_version())
    days, windows, places = form_rows(form)
    order = CalendarOrder(
        office=office,
        key=said["token"],
        scope=scope,
        memo_number=said["memo_number"],
        memo_date=said["memo_date"],
        issuer=said["issuer"],
        days=days,
        windows=windows,
        years=years_begun(form, latest),
        entered_at=now,
        entered_by=holder.user.pk,
        post=holder.post_in(office.pk),
    )
    data = compose_calendar(latest.said_by_files, [*office.calendar_orders.all(), order], office_seat(office))
    findings = calendar_findings(data)
    stands = not any(finding.severity == FAULT for finding in findings)
    return OrderDraft(
        office, order, latest, data, Calendar.from_data(data) if stands else None, findings, places
    )


def form_rows(form: OrderForm) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, list[int]]]:
    """The rows as the calendar's data keeps them: days, windows, and the form's rows behind them."""
    rows: dict[str, list[dict[str, Any]]] = {"days": [], "windows": []}
    places: dict[str, list[int]] = {"days": [], "windows": []}
    for n in range(1, form.count + 1):
        said = {
            name: form.cleaned_data.get(f"{name}_{n}")
            for name in ("kind", "first", "last", "name_bn", "name_en", "sure", "hours", "withdraws")
        }
        sort = "windows" if said["kind"] == HOURS else "days"
        rows[sort].append(calendar_row(said))
        places[sort].append(n)
    return rows["days"], rows["windows"], places


def calendar_row(said: dict[str, Any]) -> dict[str, Any]:
    kind = said["kind"]
    row = {"from": said["first"].isoformat(), "to": (said["last"] or said["first"]).isoformat()}
    row |= {name: said[name] for name in ("name_bn", "name_en") if said[name]}
    if kind in (HOURS, WORKING) and said["hours"]:
        row["hours"] = said["hours"]
    if kind == HOURS:
        return row
    row["kind"] = kind
    if kind == WITHDRAWN and said["withdraws"]:
        row["withdraws"] = said["withdraws"]
    if said["sure"] and kind not in (WORKING, WITHDRAWN):
        row |= {"provisional": True, "moon": said["sure"] == "moon"}
    return row


def years_begun(form: OrderForm, latest: CalendarVersion) -> dict[str, str]:
    """The years whose list the order begins or completes."""
    days = [
        form.cleaned_data.get(f"{name}_{n}") for n in range(1, form.count + 1) for name in ("first", "last")
    ]
    known = latest.data.get("years", {})
    years = {f"{day.year}": PARTIAL for day in days if day and f"{day.year}" not in known}
    if completes := form.cleaned_data.get("completes"):
        years[f"{completes}"] = GAZETTED
    return years


def calendar_finding_words(finding: CalendarFinding) -> str:
    """A finding in the page's language, without the place in the data at its head."""
    return say(*(words.removeprefix(finding.row).lstrip(": ") for words in (finding.bn, finding.en)))


def add_faults_to_form(form: OrderForm, orders: Sequence[OrderDraft]) -> bool:
    """Put what stops the calendar beside the rows it is about; returns whether anything does."""
    for each in orders:
        for finding in each.findings:
            if finding.severity == FAULT:
                place = each.place_of(finding)
                form.add_error(f"first_{place}" if place else None, calendar_finding_words(finding))
    return bool(form.errors)
