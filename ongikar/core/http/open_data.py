"""Open data: what anybody may take, keep, pass on and compute with, from any page and any program."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# Seconds for which whoever stands between may hand it on unasked.
KEPT = 300
View = Callable[..., HttpResponse]


def open_data(view: View) -> View:
    """For a view whose answer names no person."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        return as_open_data(request, response) if response.status_code == 200 else response

    return wrapper  # type: ignore[return-value]  # a 304 has no content of its own


def as_open_data(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With its licence, for scripts of other sites, too; "you have it" (304) for whoever has it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Link"] = ", ".join([f'<{LICENCE}>; rel="license"', *description_links(request)])
    response["Cache-Control"] = f"public, max-age={KEPT}"
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    answer: Any = get_conditional_response(request, etag=etag, response=response)
    return answer or response


# The schema of each file that has one (website/open_data/schemas.py); every column of a sheet stands in the
# dictionary.
SCHEMAS = {"charter.json": "charter", "account.json": "account", "calendar.json": "calendar"}


def description_links(request: HttpRequest) -> list[str]:
    """Where it is told what a file means."""
    name = request.path.rpartition("/")[2]
    if name in SCHEMAS:
        return [f'<{reverse("open_data_schema", args=[SCHEMAS[name]])}>; rel="describedby"']
    if name.endswith(".csv") and name != "dictionary.csv":
        return [f'<{reverse("open_data_dictionary")}>; rel="describedby"']
    return []


def json_answer(data: Mapping[str, Any]) -> HttpResponse:
    """With its licence in it, since a file is passed on without its headers."""
    text = json.dumps({"licence": LICENCE, **data}, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def csv_answer(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/csv; charset=utf-8")
