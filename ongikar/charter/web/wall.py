"""The wall board: every service with its time and fee in large letters, and a square that leads to its
page.
"""

from django.urls import reverse

from ongikar.charter.limit_words import limit_lines
from ongikar.charter.models import CharterVersion, Service, services_in_force
from ongikar.charter.publication.sheet import edition_of
from ongikar.charter.terms import CATEGORY_WORDS, fee_of, time_of
from ongikar.core.i18n.say import language, say
from ongikar.core.number_formats import phone_of
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
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
