"""Every version of the charter, the newest first, and what each changed against the one before it."""

from functools import lru_cache
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.frame import stamp
from ongikar.frame.public import public_page
from ongikar.rules.charter_compare import Change, compare, together

from .models import CharterVersion
from .publication.as_reading import reading_of


class Edition(NamedTuple):
    """`changes` is None for the first version: there is nothing to compare it with."""

    version: CharterVersion
    is_to_come: bool
    changes: list[Change] | None


@require_safe
@public_page
def versions(request: HttpRequest) -> HttpResponse:
    published = list(request.office.charters.select_related("office", "approved_by").order_by("-number"))
    if not published:
        raise Http404
    today, stamped = timezone.localdate(), stamp.read(request.office.pk)
    return render(
        request,
        "charter/versions.html",
        {
            "editions": [
                Edition(
                    version,
                    version.effective_from > today,
                    before and changes(before.pk, version.pk, stamped),
                )
                for version, before in zip(published, [*published[1:], None], strict=True)
            ]
        },
    )


@lru_cache(maxsize=32)
def changes(before_id: int, after_id: int, stamped: int) -> list[Change]:
    """What a version changed, by the time that each of its services is held to. Published rows never change."""
    before, after = (
        CharterVersion.objects.select_related("office", "approved_by").get(pk=pk)
        for pk in (before_id, after_id)
    )
    return together(compare(reading_of(before), reading_of(after)))
