"""The slip on which a citizen signs that an agent may file for them: one sheet in both languages, with what
is applied for.
"""

from ongikar.charter.models import Service
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office, Post
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render
from ongikar.rules.bangla.text import digits


def consent_slip_pdf(
    office: Office, centre: Post, *, service: Service | None, name: str, mobile: str, address: str
) -> bytes:
    """What is not known yet is a blank line, to be filled in by hand."""
    return render(
        "consent_slip",
        {
            "language": language(),
            "office": letterhead(office),
            "name_en": office.name_en,
            "centre": centre.title_bn,
            "centre_en": centre.title_en,
            "service": service.in_words("short", "bn") if service else "",
            "service_en": service.in_words("short", "en") if service else "",
            "name": name,
            "mobile": digits(mobile, "bn"),
            "address": address,
        },
    )
