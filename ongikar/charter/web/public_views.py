"""The public charter: cards to choose from, the official table, a page for each service, and the versions of
before.
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ongikar.charter.models import CharterVersion, Service, Upload, charter_in_force, service_in_force
from ongikar.charter.publication.official_table import CELLS, FIELD, FORMS, FormColumn, form_named
from ongikar.charter.publication.sheet import titles, widths
from ongikar.charter.publication.version_reading import version_reading
from ongikar.charter.search import MOST_TYPED, find_services, page_meant
from ongikar.charter.slots import SEARCHED, SERVICE_ACCOUNT, SERVICE_FIRST, SERVICE_OWN, SERVICE_WAYS
from ongikar.charter.terms import (
    CATEGORY_WORDS,
    FOR_WHOM,
    caption_of,
    ceiling_words,
    document_name,
    extension_words,
    fee_of,
    fee_printed,
    limit_lines,
    limit_phrase,
    no_more_than,
    rules_of_counting,
    terms_of,
    time_of,
)
from ongikar.core import cache_version
from ongikar.core.http.page_cache import cacheable_figures, cacheable_page
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.charter.compare import Change, compare, group_changes
from ongikar.rules.charter.lint import Finding
from ongikar.rules.charter.lint.findings import message_of
from ongikar.rules.charter.parse import read_text
from ongikar.rules.numbers import normal_mobile, normal_tracking_number
from ongikar.rules.promise import Promise, explain_due
from ongikar.rules.promise.course import promise_course
from ongikar.rules.promise.words import reasons_in_words
from ongikar.rules.promise_bar.drawing import draw_bar


class FindingOnPage(Finding):
    """`message`: in the language of the page."""

    message: str


def findings_of(version: CharterVersion) -> list[FindingOnPage]:
    """What a careful clerk finds wrong in the document as published, worst first, in the page's language."""
    findings = stated_findings(version) or read_findings(version.fingerprint, version.document)
    return [{**finding, "message": message_of(finding, language())} for finding in findings]


def stated_findings(version: CharterVersion) -> list[Finding]:
    """Of a version published on screen: what was found in its document, whatever format that had."""
    upload = Upload.objects.filter(version=version).only("reading").first()
    return by_severity(upload.reading["findings"]) if upload else []


# The parts of a charter that its own corrections name; those of a row say which service they are about.
PARTS = {
    "row": ("বাদ দেওয়া সারি", "A row left out"),
    "vision": ("ভিশন", "Vision"),
    "mission": ("মিশন", "Mission"),
    "header": ("ছকের শিরোনাম", "Headings of the table"),
    "subordinate": ("আওতাধীন দপ্তর", "Offices under this one"),
    "responsible": ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "Responsible officer"),
    "email": ("ই-মেইল", "E-mail"),
    "expectations": ("আপনার কাছে আমাদের প্রত্যাশা", "What we ask of you"),
}
WHOLE = ("পুরো চার্টার", "The charter as a whole")


def corrected_of(version: CharterVersion, services: Sequence[Service]) -> list[tuple[str, dict[str, str]]]:
    """What was put right, as (where, correction): in the charter as a whole, then row by row."""
    whole = [(say(*PARTS.get(each["field"], WHOLE)), each) for each in version.corrections]
    return whole + [(service.short, each) for service in services for each in service.corrections]


SEVERITY = ("error", "warning", "note")


@lru_cache(maxsize=8)
def read_findings(fingerprint: str, document: str) -> list[Finding]:
    findings = read_text(document)["findings"] if document else []
    return by_severity(findings)


def by_severity(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITY.index(finding["severity"]))


@require_safe
@cacheable_page
def charter(request: OfficeRequest) -> HttpResponse:
    """All services as cards by category; with `?q=` those that fit what was typed. A tracking number leads to
    its case.
    """
    typed = request.GET.get("q", "").strip()
    if number := number_of_office(typed, request.office):
        return redirect(f"{reverse('track')}?{urlencode({'number': number})}")
    in_force = charter_in_force(request.office, timezone.localdate())
    version, services = in_force.version, in_force.services
    services_meant = find_services(version, services, typed) if version and typed else None
    return render(
        request,
        "charter/charter.html",
        {
            "version": version,
            "services": services,
            "has_reserved": any(each.reservations for each in services),
            "typed": typed[:200],
            "found": services_meant,
            "found_groups": found_groups(services_meant or []),
            "page": page_meant(typed),
            "slot": SEARCHED.answers(request, typed=typed) if typed else [],
            # The charter itself is drawn once a version: what it is drawn from is asked for only then.
            "groups": SimpleLazyObject(partial(groups, services)),
            "tiers": SimpleLazyObject(lambda: in_force.tiers),
            "expectations": [each[language()] for each in version.expectations] if version else (),
            "counting": SimpleLazyObject(partial(rules_of_counting, request.office)),
        },
    )


def number_of_office(typed: str, office: Office) -> str:
    """The tracking number that was typed into a search, "" where it is none of the office's: a mobile has as
    many figures.
    """
    number = "" if normal_mobile(typed) else normal_tracking_number(typed[:MOST_TYPED])
    return number if number.startswith(f"{office.geocode}-") else ""


def found_groups(services: list[Service]) -> list[dict[str, Any]]:
    """What was found, the best first: what one may ask for, and apart from it what the office does for
    itself.
    """
    parts = (
        ("found", "", "", [each for each in services if each.category != "internal"]),
        (
            "internal",
            say("দপ্তরের নিজস্ব কাজ", "Office work"),
            say(*FOR_WHOM["internal"]),
            [each for each in services if each.category == "internal"],
        ),
    )
    return [
        {
            "name": name,
            "title": title,
            "for_whom": for_whom,
            "services": [(each, terms_of(each)) for each in part],
        }
        for name, title, for_whom, part in parts
        if part
    ]


def groups(services: Sequence[Service]) -> list[dict]:
    """The services under their category, as the page shows them."""
    return [
        {
            "category": category,
            "title": say(*words[:2]),
            "for_whom": say(*FOR_WHOM[category]),
            "services": [(each, terms_of(each)) for each in services if each.category == category],
        }
        for category, words in CATEGORY_WORDS.items()
    ]


@require_safe
@cacheable_page
def official(request: OfficeRequest, form: str = "field") -> HttpResponse:
    """The table that the government's form prescribes, with what is open in it."""
    if form_named(request.GET.get("form", form)).name != form:
        # Each form has an address of its own, since an answer to a question is not kept in memory.
        return redirect("charter_official_hq" if form == FIELD.name else "charter_official")
    columns = FORMS[form].columns
    today = timezone.localdate()
    in_force = charter_in_force(request.office, today)
    version, services, tiers = in_force.version, in_force.services, in_force.tiers
    if version is None:
        # Every page's foot leads here; the charter's page says that none is published yet.
        return redirect("charter")
    return render(
        request,
        "charter/official.html",
        {
            "version": version,
            "columns": titles(columns),
            "widths": widths(columns),
            "is_field": form == FIELD.name,
            # The day on which an open question was to be settled may pass.
            "today": today,
            # The table is drawn once a version: what it is drawn from is asked for only then.
            "sections": SimpleLazyObject(partial(table_sections, services, columns, request.office.geocode)),
            "services": services,
            "tiers": tiers,
            "expectations": [each[language()] for each in version.expectations],
            "counting": SimpleLazyObject(partial(rules_of_counting, request.office)),
            "findings": SimpleLazyObject(partial(findings_of, version)),
            "corrected": SimpleLazyObject(partial(corrected_of, version, services)),
            "reserved": [
                *((each.short, each.reservations) for each in services if each.reservations),
                *((each.title, each.reservations) for each in tiers if each.reservations),
            ],
        },
    )


def table_sections(
    services: Sequence[Service], columns: Sequence[FormColumn], geocode: str
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """The parts of the official table, each as (category, title, rows)."""
    return [
        (
            category,
            say(*words[:2]),
            [table_row(each, columns, geocode) for each in services if each.category == category],
        )
        for category, words in CATEGORY_WORDS.items()
    ]


def table_row(service: Service, columns: Sequence[FormColumn], geocode: str) -> dict[str, Any]:
    """The cells of a service as (what they hold, their lines)."""
    cells = [(column.key, CELLS[column.key](service, geocode)) for column in columns]
    return {"code": service.code, "cells": cells}


def first_counted(row: Service) -> Promise:
    """What the bar of the service shows: of several cases the first that can be counted, else what runs from
    receipt.
    """
    return next((choice.promise for choice in row.charter_time.choices if choice.promise), row.promise)


@require_safe
@cacheable_figures
def service(request: OfficeRequest, code: str) -> HttpResponse:
    """What is promised, what is needed, who answers for it, and what a request of today would be promised."""
    now = timezone.now()
    row = service_in_force(request.office, code, timezone.localdate(now))
    if row is None:
        raise Http404
    calendar = request.office.calendar
    explanation = explain_due(calendar, first_counted(row), now)
    tier = next(iter(charter_in_force(request.office, timezone.localdate(now)).tiers), None)
    return render(
        request,
        "charter/service.html",
        {
            "service": row,
            "is_asked_for": not (own := SERVICE_OWN.answers(request, service=row, now=now)),
            "own": own,
            "caption": caption_of(row),
            "time": time_of(row),
            "ceiling": ceiling_words(row),
            "limit": row.promise,
            "limit_lines": limit_lines(row),
            "extension": extension_words(row),
            "within": limit_phrase(row.promise),
            "no_more_than": no_more_than(row.promise),
            "fee": fee_of(row),
            "fee_printed": fee_printed(row),
            "papers": [{"name": document_name(each), **each} for each in row.documents],
            "provisional": explanation.provisional,
            "why": reasons_in_words(explanation, language()),
            "drawing": draw_bar(
                promise_course(calendar, explanation, if_applied_today=True), language=language()
            ),
            "tier": tier,
            "is_own_superior": row.superior_id == row.responsible_id,
            "expectations": [each[language()] for each in row.version.expectations],
            "first": SERVICE_FIRST.answers(request, service=row, now=now),
            "ways": SERVICE_WAYS.answers(request, service=row, now=now),
            "account": SERVICE_ACCOUNT.answers(request, service=row, now=now),
        },
    )


class Edition(NamedTuple):
    """`changes` is None for the first version: there is nothing to compare it with."""

    version: CharterVersion
    is_to_come: bool
    changes: list[Change] | None


@require_safe
@cacheable_page
def versions(request: OfficeRequest) -> HttpResponse:
    published = list(
        request.office.charters.select_related("office", "approved_by", "ladder_draft").order_by("-number")
    )
    if not published:
        raise Http404
    today, content_version = timezone.localdate(), cache_version.current_version(request.office.pk)
    return render(
        request,
        "charter/versions.html",
        {
            "editions": [
                Edition(
                    version,
                    version.effective_from > today,
                    changes(before.pk, version.pk, content_version) if before else None,
                )
                for version, before in zip(published, [*published[1:], None], strict=True)
            ]
        },
    )


@lru_cache(maxsize=32)
def changes(before_id: int, after_id: int, content_version: int) -> list[Change]:
    """What a version changed, by the time that each of its services is held to. Published
    rows never change.
    """
    before, after = (
        CharterVersion.objects.select_related("office", "approved_by").get(pk=pk)
        for pk in (before_id, after_id)
    )
    return group_changes(compare(version_reading(before), version_reading(after)))
