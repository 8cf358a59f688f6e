"""The files that the published charter can be taken home in, the PDF in an official form and the wall board
among them: one table, one way of handing them out. The wall board shows every service with its time and fee
in large letters, and a square code that leads to its page.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.charter.models import CharterVersion, Service, services_in_force, version_in_force
from ongikar.charter.publication.docx_elements import docx_of
from ongikar.charter.publication.official_table import OfficialForm, form_named
from ongikar.charter.publication.plain_formats import csv_of, html_of, ladder_csv, sheet_as_text
from ongikar.charter.publication.sheet import edition_of, sheet_data, sheet_of
from ongikar.charter.publication.version_reading import version_reading
from ongikar.charter.terms import CATEGORY_WORDS, fee_of, limit_lines, time_of
from ongikar.core import cache_version
from ongikar.core.http.open_data import as_open_data
from ongikar.core.i18n.say import language, say
from ongikar.core.number_formats import phone_of
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
from ongikar.papers.responses import with_private_headers
from ongikar.rules.bangla import text
from ongikar.rules.charter.lint.services import COUNTABLE


def wall_pdf(version: CharterVersion) -> bytes:
    """The board of a published version in the language at hand, on as many sheets of A3 as it has need of."""
    services = services_in_force(version)
    return render(
        "wall",
        {
            "language": language(),
            "office": letterhead(version.office),
            "title": say("আমাদের সেবা ও প্রতিশ্রুতি", "Our services and promises"),
            "edition": edition_of(version),
            "lead": say(
                "পাশের ছকে ফোনের ক্যামেরা ধরলে সেবাটির কাগজপত্র, আবেদন ও সব তথ্য পাবেন।",
                "Point a phone’s camera at the square beside a service for its documents, the application and"
                " all else.",
            ),
            "words": {"time": say("সর্বোচ্চ সময়", "Longest time"), "fee": say("খরচ", "Fee")},
            "groups": [
                {"heading": say(*words[:2]), "rows": [wall_row(each) for each in rows]}
                for category, words in CATEGORY_WORDS.items()
                if (rows := [each for each in services if each.category == category])
            ],
            "broken": complaint_contact(version),
        },
        made_at=version.published_at,
    )


def wall_row(service: Service) -> dict[str, str]:
    address = service_url(service)
    return {
        "number": text.digits(service.number, language()),
        "name": service.short or service.name,
        "time": wall_limit_words(service),
        "fee": fee_of(service),
        "address": address,
        "qr": qr(address),
    }


def wall_limit_words(service: Service) -> str:
    """The limit alone, as large letters want it: ৫ কার্যদিবস. Where there are several, or none, what a page
    says.
    """
    if limit_lines(service) or not service.has_limit or service.promise.unit not in COUNTABLE:
        return time_of(service)
    words = service.promise.words(language())
    return words[:1].upper() + words[1:]


def service_url(service: Service) -> str:
    """The full address of the service's public page in the language at hand."""
    return site_of(service.version.office) + reverse("service", args=[service.code])


def complaint_contact(version: CharterVersion) -> str:
    """Whom to tell when a promise is not kept: the first step of the ladder. Empty where the charter prints
    none.
    """
    tier = version.tiers.select_related("post").first()
    if tier is None:
        return ""
    phone = (
        say("ফোন {phone}", "phone {phone}", phone=phone_of(tier.phone)).replace(" ", text.NO_BREAK)
        if tier.phone
        else ""
    )
    whom = ", ".join(filter(None, (tier.post.title, phone or tier.web or tier.address)))
    return say("কথা না রাখলে অভিযোগ করুন: {whom}", "If a promise is not kept, complain to: {whom}", whom=whom)


def charter_pdf(version: CharterVersion, form: OfficialForm) -> bytes:
    """The paper of a published version in the language at hand."""
    data = sheet_data(sheet_of(version, form)) | {"office": letterhead(version.office)}
    return render("charter", data, made_at=version.published_at)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class File(NamedTuple):
    """`is_shown`: the browser opens it in place, so that it can be looked at or copied."""

    media_type: str
    title: tuple[str, str]
    made: Callable[[CharterVersion, OfficialForm], bytes | str]
    is_shown: bool = False


CHARTER, WALL = ("সিটিজেন চার্টার", "Citizen’s Charter"), ("দেয়ালের বোর্ড", "Wall board")
LADDER = ("অভিযোগের ধাপ", "Steps of complaints")
FILES = {
    "official.pdf": File("application/pdf", CHARTER, charter_pdf),
    "official.docx": File(
        DOCX, CHARTER, lambda version, form: docx_of(sheet_of(version, form), made_at=version.published_at)
    ),
    "official.html": File(
        "text/html; charset=utf-8",
        CHARTER,
        lambda version, form: html_of(sheet_of(version, form)),
        is_shown=True,
    ),
    "charter.txt": File(
        "text/plain; charset=utf-8",
        CHARTER,
        lambda version, form: sheet_as_text(sheet_of(version, form)),
        is_shown=True,
    ),
    "charter.json": File(
        "application/json; charset=utf-8",
        CHARTER,
        lambda version, _: json.dumps(version_reading(version), ensure_ascii=False, indent=2),
        is_shown=True,
    ),
    "charter.csv": File(
        "text/csv; charset=utf-8",
        CHARTER,
        lambda version, _: csv_of(version_reading(version), services_in_force(version)),
    ),
    "ladder.csv": File(
        "text/csv; charset=utf-8",
        LADDER,
        lambda version, _: ladder_csv(version.tiers.select_related("post", "alternate")),
    ),
    "wall.pdf": File("application/pdf", WALL, lambda version, _: wall_pdf(version)),
}


# What programs take; the others are for reading, and stay as private as a page.
DATA = ("json", "csv")


@require_safe
def charter_file(request: OfficeRequest, name: str) -> HttpResponse:
    """A file of the version in force. `?form=hq` gives the table of headquarters; any other word, that of the
    field.
    """
    version = version_in_force(request.office, timezone.localdate())
    if version is None:
        raise Http404
    file = FILES[name]
    form = form_named(request.GET.get("form", ""))
    content = content_of(
        name, version.pk, form.name, language(), cache_version.current_version(request.office.pk)
    )
    response = HttpResponse(content, content_type=file.media_type)
    suffix = name.rpartition(".")[2]
    answer = with_private_headers(
        response, f"{say(*file.title)}, {request.office.name}.{suffix}", is_shown=file.is_shown
    )
    return as_open_data(request, answer) if suffix in DATA else answer


@lru_cache(maxsize=24)
def content_of(name: str, version_id: int, form: str, tongue: str, content_version: int) -> bytes:
    """A file in the language at hand, `tongue`. Made once for as long as nothing else is published."""
    version = CharterVersion.objects.select_related("office", "approved_by").get(pk=version_id)
    content = FILES[name].made(version, form_named(form))
    return content if isinstance(content, bytes) else content.encode()
