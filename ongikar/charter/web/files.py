"""The files that the published charter can be taken home in, the PDF in an official form among them: one
table, one way of handing them out.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.charter.models import CharterVersion, services_in_force, version_in_force
from ongikar.charter.publication.as_docx import docx_of
from ongikar.charter.publication.as_reading import version_reading
from ongikar.charter.publication.forms import OfficialForm, form_named
from ongikar.charter.publication.plain_formats import csv_of, html_of, sheet_as_text
from ongikar.charter.publication.sheet import sheet_data, sheet_of
from ongikar.core import cache_version
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render
from ongikar.papers.views import with_private_headers

from .wall import wall_pdf


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
    "wall.pdf": File("application/pdf", WALL, lambda version, _: wall_pdf(version)),
}


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
    return with_private_headers(
        response, f"{say(*file.title)}, {request.office.name}.{suffix}", is_shown=file.is_shown
    )


@lru_cache(maxsize=24)
def content_of(name: str, version_id: int, form: str, tongue: str, content_version: int) -> bytes:
    """A file in the language at hand, `tongue`. Made once for as long as nothing else is published."""
    version = CharterVersion.objects.select_related("office", "approved_by").get(pk=version_id)
    content = FILES[name].made(version, form_named(form))
    return content if isinstance(content, bytes) else content.encode()
