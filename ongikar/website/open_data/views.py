"""What open data means, beside it: its schemas, the dictionary of its fields, and the services as CPSV-AP."""

import json

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.charter.models import services_in_force, version_in_force
from ongikar.charter.publication.plain_formats import csv_sheet
from ongikar.core.http.open_data import LICENCE, csv_answer, open_data
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of

from .public_services import services_graph
from .schemas import SCHEMAS, Meaning, meanings, schema


@require_safe
@open_data
def schema_json(request: OfficeRequest, name: str) -> HttpResponse:
    if name not in SCHEMAS:
        raise Http404
    address = f"{site_of(request.office)}/open-data/{name}.schema.json"
    text = json.dumps(schema(name, address), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/schema+json; charset=utf-8")


@require_safe
@open_data
def dictionary_csv(request: OfficeRequest) -> HttpResponse:
    return csv_answer(csv_sheet(Meaning._fields, (list(each) for each in meanings())))


@require_safe
@open_data
def services_jsonld(request: OfficeRequest) -> HttpResponse:
    office = request.office
    version = version_in_force(office, timezone.localdate())
    if version is None:
        raise Http404
    graph = services_graph(office, services_in_force(version), site_of(office), LICENCE)
    text = json.dumps(graph, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/ld+json; charset=utf-8")
