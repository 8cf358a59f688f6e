"""Publishing a new version of a template: it is set once with a sample, apart and with limits, before
anybody's certificate is.
"""

import re
from datetime import datetime
from subprocess import TimeoutExpired

from django.db import transaction

from ongikar.certificates.rules.statement import Words
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office
from ongikar.papers.pdf import PaperTemplateFault, qr
from ongikar.papers.pdf.typesetter import render_apart

from .models import CertificateTemplate
from .paper import SECONDS_OF_OWN, sheets_data
from .template_files import add_version
from .transitions import CertificateFault

# A certificate is printed by its version alone, for good: what a template fetched from elsewhere could
# change.
IMPORTS = re.compile(r"#?\b(?:import|include)\b\s*[\"@(]|\bread\s*\(|\bplugin\s*\(|@(?:preview|local)/")
MOST_OF_A_FAULT = 300


def publish_template(
    office: Office,
    newest: CertificateTemplate,
    *,
    title: Words,
    source: str,
    actor: Reference,
    now: datetime,
) -> CertificateTemplate:
    """The next version, with the fields of the one before. Raises CertificateFault for what cannot be set."""
    if IMPORTS.search(source):
        raise CertificateFault(
            "source",
            "নকশা অন্য কোনো ফাইল আনতে পারে না: import, include, read ও plugin বাদ দিন।",
            "A layout may bring in no other file: leave out import, include, read and plugin.",
        )
    try_source(office, newest, source)
    with transaction.atomic():
        made = add_version(
            office,
            key=newest.key,
            mark=newest.mark,
            title=title,
            fields=newest.fields,
            source=source,
            now=now,
        )
        if made.version == newest.version:
            # The same was published already; nothing new is entered.
            return made
        record(
            "certificate_template.published",
            subject=("certificate_template", made.pk),
            actor=actor,
            office_id=office.pk,
            now=now,
            version=made.version,
        )
    return made


def try_source(office: Office, template: CertificateTemplate, source: str) -> None:
    """Set a sample in both languages."""
    for tongue in ("bn", "en"):
        data = sheets_data(office, [sample_sheet(template)], tongue)
        try:
            render_apart("certificate", data, source=source, seconds=SECONDS_OF_OWN)
        except PaperTemplateFault as fault:
            said = str(fault).strip().splitlines()[-1][-MOST_OF_A_FAULT:]
            raise CertificateFault(
                "source",
                f"এই নকশায় সনদ ছাপা যায় না: {said}",
                f"No certificate can be set with this layout: {said}",
            ) from fault
        except (MemoryError, TimeoutExpired) as fault:
            raise CertificateFault(
                "source",
                "এই নকশায় একটি সনদ ছাপতে অনেক বেশি সময় বা জায়গা লাগে।",
                "With this layout one certificate takes far too long, or too much memory.",
            ) from fault


def sample_sheet(template: CertificateTemplate) -> dict[str, object]:
    """One certificate of nobody, with every field."""
    return {
        "title": template.title_bn,
        "serial": "৮৫৪৯-স-২৬-০০০০০",
        "code": "00000000",
        "day": "রবিবার, ২৩ আগস্ট ২০২৬",
        "office": "কার্যালয়",
        "says": "এই মর্মে সনদ দেওয়া হলো যে",
        "name": "মোছা. রহিমা খাতুন",
        "name_other": "Most. Rahima Khatun",
        "fields": [[field["bn"], "নমুনা", "Sample"] for field in template.fields],
        "signer": ["স্বাক্ষরকারী", "পদ"],
        "qr": qr("https://example.gov.bd/c/8549-C-26-00000-00000000/#" + "A" * 800),
        "check": "নমুনা",
        "copy": "",
    }
