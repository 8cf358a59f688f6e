"""The privacy statement and the accessibility statement, linked from the foot of every page."""

from datetime import UTC, timedelta
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.citizen.apply.application import DRAFT_RETENTION_DAYS
from ongikar.cases.citizen.my_data import retention_words
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.i18n.say import say
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.offices.rules.retention import CLOSING, ENDING, ENTERING, ISSUING, ORDERING, SAVING, SENDING
from ongikar.offices.sites import site_of


class RetainedData(NamedTuple):
    what: str
    how_long: str


@require_safe
@cacheable_page
def privacy(request: OfficeRequest) -> HttpResponse:
    return render(request, "website/privacy.html", {"kept": retained_data(request.office)})


@require_safe
@cacheable_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "website/accessibility.html")


PERIOD_WORDS = {
    CLOSING: ("কাজ শেষ হওয়ার পর {span}", "{span} after the work is done"),
    SENDING: ("পাঠানোর পর {span}", "{span} after it was sent"),
    ENDING: (
        "শেষবার কাজে লাগার পর {span}",
        "{span} after it was last in use",
    ),
    SAVING: (
        "শেষবার রাখার পর {span}; কাজ শেষ হলে সঙ্গে সঙ্গে",
        "{span} after it was last saved; at once when the work is done",
    ),
    ORDERING: ("চাওয়ার পর {span}", "{span} after it was asked for"),
    ENTERING: ("ডায়েরিতে বা খসড়ায় তোলার পর {span}", "{span} after it was entered or drafted"),
    ISSUING: ("দেওয়ার পর {span}", "{span} after it was issued"),
}


def retained_data(office: Office) -> list[RetainedData]:
    """What is kept and for how long: by the rules that the worker goes by, so that the page cannot promise
    anything else.
    """
    lines = [
        RetainedData(
            say(rule.bn, rule.en),
            say(*PERIOD_WORDS[rule.counts_from], span=retention_words(rule.days)),
        )
        for rule in rules_of(office.slug).values()
    ]
    return [
        *lines,
        RetainedData(
            say("শুরু করে না পাঠানো আবেদন", "An application begun and not sent"),
            say(
                "শেষবার লেখার পর {span}",
                "{span} after you last wrote in it",
                span=retention_words(DRAFT_RETENTION_DAYS),
            ),
        ),
        RetainedData(
            say(
                "কোন যন্ত্র (আইপি ঠিকানা) থেকে কতবার চেষ্টা হয়েছে, যাতে কেউ নম্বর আন্দাজ করে ঢুকতে না পারে",
                "From which device (IP address) how often a door was tried, so that nobody guesses numbers",
            ),
            say("দুই দিনের মধ্যে মুছে যায়", "gone within two days"),
        ),
        RetainedData(
            say(
                "কোন কাজ কবে হলো, তার হিসাব; তাতে নাম বা আপনার লেখা কথা নেই",
                "The record of what was done when; without names or what you wrote",
            ),
            say("সব সময়", "for ever"),
        ),
    ]


# The standard recommends less than a year, so that nobody writes to an address long dead.
GOOD_FOR = timedelta(days=180)


@require_safe
def security_txt(request: OfficeRequest) -> HttpResponse:
    """The office's own e-mail, unless the installation names somebody (`ONGIKAR_SECURITY_CONTACT`)."""
    contact = settings.ONGIKAR_SECURITY_CONTACT or f"mailto:{request.office.email}"
    expires = (timezone.now() + GOOD_FOR).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: bn, en",
        f"Canonical: {site_of(request.office)}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
