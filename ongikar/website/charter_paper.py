"""The charter as a PDF in the government's form. It stands here since the charter's own room lies below the papers."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.citizen.pdfs import letterhead
from ongikar.charter.in_force import services_in_force, version_in_force
from ongikar.charter.limit_words import within
from ongikar.charter.models import CharterVersion, Tier
from ongikar.charter.official import Row, row_of
from ongikar.charter.terms import CATEGORY_WORDS, phone_of
from ongikar.frame.say import language, say
from ongikar.papers.pdf import render
from ongikar.papers.views import made
from ongikar.rules import bangla


@require_safe
def charter_paper(request: HttpRequest) -> HttpResponse:
    version = version_in_force(request.office, timezone.localdate())
    if version is None:
        raise Http404
    name = say("সিটিজেন চার্টার, {office}.pdf", "Citizen’s Charter, {office}.pdf", office=request.office.name)
    return made(paper_of(version.pk, version.fingerprint, language()), name)


@lru_cache(maxsize=8)
def paper_of(version_id: int, fingerprint: str, tongue: str) -> bytes:
    """The paper of a published version in the language at hand, `tongue`. Published versions never change."""
    version = CharterVersion.objects.select_related("office").get(pk=version_id)
    services = services_in_force(version)
    return render(
        "charter",
        {
            "language": tongue,
            "office": letterhead(version.office),
            "edition": say(
                "সংস্করণ {number}, {day} থেকে কার্যকর", "Version {number}, in force from {day}",
                number=version.number, day=bangla.date_words(version.effective_from, tongue, weekday=False),
            ),
            "vision": version.in_words("vision"),
            "mission": version.in_words("mission"),
            "services": [
                {
                    "heading": say(*words[:2]),
                    "rows": [cells(row_of(each, version.office.geocode)) for each in services if each.category == category],
                }
                for category, words in CATEGORY_WORDS.items()
            ],
            "subordinate": say("আওতাধীন কোনো দপ্তর নেই।", "There is no office under this one."),
            "expectations": [each[tongue] for each in version.expectations],
            "tiers": [tier_cells(tier) for tier in version.tiers.select_related("post")],
            "signatory": [line for key in ("name", "post", "place") if (line := version.signatory.get(key))],
        },
    )  # fmt: skip


def cells(row: Row) -> list[str]:
    return [row.number, row.name, *("\n".join(lines) for lines in (row.time, row.papers)), row.source, row.fee,
            "\n".join(row.responsible), "\n".join(row.superior)]  # fmt: skip


def tier_cells(tier: Tier) -> list[str]:
    reach = [tier.address, phone_of(tier.phone), tier.email, tier.web]
    return [
        tier.when,
        f"{tier.title}\n{tier.post.title}",
        "\n".join(filter(None, reach)),
        within(tier.promise, begins=True),
    ]
