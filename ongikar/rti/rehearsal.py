"""Requests for information in the rehearsal of the watch: whose clock it is, and what a breach would open."""

from collections.abc import Sequence
from datetime import datetime

from ongikar.cases.case_queries import in_both_languages
from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import PromiseOwner
from ongikar.rules import tiers

from .models import InformationRequest, RtiAppeal

WHAT = ("তথ্যের আবেদন", "Request for information")
WHAT_APPEAL = ("তথ্যের আপিল", "Appeal about information")


def owner_of(number: str, what: tuple[str, str], post: tuple[str, str], sets_off: str = "") -> PromiseOwner:
    return PromiseOwner(number, what, post, sets_off)


def request_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The requests by their clocks. A breach opens the appeal."""
    keys = [clock.pk for clock in clocks]
    rows = InformationRequest.objects.filter(clock__in=keys).select_related("post")
    return {
        row.clock_id: owner_of(row.number, WHAT, in_both_languages(row.post, "title"), tiers.APPEAL)
        for row in rows
    }


def order_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """What was ordered on appeal, by its clock."""
    keys = [clock.pk for clock in clocks]
    rows = RtiAppeal.objects.filter(order_clock__in=keys).select_related("request__post")
    return {
        row.order_clock_id: owner_of(row.request.number, WHAT, in_both_languages(row.request.post, "title"))
        for row in rows
        if row.order_clock_id
    }


def appeal_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The appeals by their clocks."""
    keys = [clock.pk for clock in clocks]
    rows = RtiAppeal.objects.filter(clock__in=keys).select_related("request", "post")
    return {
        row.clock_id: owner_of(row.request.number, WHAT_APPEAL, in_both_languages(row.post, "title"))
        for row in rows
    }
