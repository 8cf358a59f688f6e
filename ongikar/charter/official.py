"""What was found in the document as published, and what was put right, as the official
table's page shows it.
"""

from collections.abc import Sequence
from functools import lru_cache

from ongikar.core.i18n.say import language, say
from ongikar.rules.charter.lint import Finding
from ongikar.rules.charter.lint.findings import message_of
from ongikar.rules.charter.parse import read_text

from .models import CharterVersion, Service, Upload


class FindingOnPage(Finding):
    """`message`: in the language of the page."""

    message: str


def findings_of(version: CharterVersion) -> list[FindingOnPage]:
    """What a careful clerk finds wrong in the document as published, worst first, in the page's language."""
    found = stated_findings(version) or read_findings(version.fingerprint, version.document)
    return [{**finding, "message": message_of(finding, language())} for finding in found]


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
    found = read_text(document)["findings"] if document else []
    return by_severity(found)


def by_severity(found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: SEVERITY.index(finding["severity"]))
