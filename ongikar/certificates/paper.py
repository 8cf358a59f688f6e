"""Certificates on paper: printed by the version of the template that they were issued under; and a new
version, which is set once with a sample, apart and with limits, before anybody’s certificate is.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from subprocess import TimeoutExpired
from typing import Any

from django.db import transaction

from ongikar.core.i18n.say import override_language, say
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, emblem_at
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import PaperTemplateFault, dense_qr, qr, render
from ongikar.papers.pdf.render import drawing_of
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.rules.bangla.text import date_words, digits

from .addresses import qr_address
from .models import Certificate, CertificateTemplate
from .rules.serial import serial_words
from .rules.statement import Words
from .template_files import add_version, template_files
from .transitions import CertificateFault

# How long a template of an office's own may take to set one certificate.
SECONDS_OF_OWN = 20


def certificate_pdf(certificate: Certificate, language: str, *, copy: int = 1) -> bytes | None:
    """The certificate in a language, the same bytes each time; None once retention has emptied what it said,
    and of what has no paper of its own. `copy`: from 2 on it says that it is one.
    """
    template = certificate.template
    if certificate.statement is None or not template.source:
        return None
    data = sheets_data(certificate.office, [sheet_of(certificate, language, copy=copy)], language)
    if is_of_file(template):
        return render("certificate", data, source=template.source)
    # Written by an office: it is set apart, where it can neither hold up nor fill what serves everybody.
    return render_apart("certificate", data, source=template.source, seconds=SECONDS_OF_OWN)


# Layouts that lay in our files before: offices have versions of them, which are as good as those of today.
FORMER_LAYOUTS = frozenset(
    {
        "dd34d5cb3260ec91aab539cb7832db36b54c0487b61fb28808e4c8045ffaadc4",
        "86528c8502ab4b6e9f8337556dd98f0a66a97bf88dc476da3e14e3b988a5a941",
    }
)


def is_of_file(template: CertificateTemplate) -> bool:
    file = template_files().get(template.key)
    if file is None:
        return False
    return file.source == template.source or sha256(template.source.encode()).hexdigest() in FORMER_LAYOUTS


def sheets_data(office: Office, sheets: Sequence[dict[str, Any]], language: str) -> dict[str, Any]:
    """What a template reads, of any number of certificates."""
    with override_language(language):
        return {
            "language": language,
            "author": office.name,
            "sample": letterhead(office)["sample"],
            "certificates": list(sheets),
            **emblems_of(sheets),
        }


def emblems_of(sheets: Sequence[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """The drawings that the certificates stand under, each once; {} where none does."""
    known = {sheet["emblem"] for sheet in sheets if sheet.get("emblem")}
    return {"emblems": {each: drawing_of(each) for each in sorted(known)}} if known else {}


def sheet_of(certificate: Certificate, language: str, *, copy: int = 1) -> dict[str, Any]:
    """One certificate as its template reads it: words in the language of the paper, the other beside them."""
    statement, template = not_none(certificate.statement), certificate.template
    with override_language(language):
        return {
            "title": say(template.title_bn, template.title_en),
            "serial": serial_words(statement.serial, language),
            "code": certificate.check_code,
            "day": date_words(statement.day, language),
            "office": say(*statement.office),
            "says": say("এই মর্মে সনদ দেওয়া হলো যে", "This is to certify that"),
            "name": say(*statement.fields.get("name", ("", ""))),
            "name_other": other_words(statement.fields.get("name", ("", "")), language),
            "fields": [
                [say(field["bn"], field["en"]), say(*words), other_words(words, language)]
                for field in template.fields
                if field["code"] not in ("name", "signer") and (words := statement.fields.get(field["code"]))
            ],
            "signer": say(*statement.fields.get("signer", ("", ""))).split(", "),
            "qr": dense_qr(qr_address(certificate, language), drawn_by=certificate.code_drawn_by),
            "check": say(
                "QR-টি ফোনের ক্যামেরায় দেখুন: কার্যালয়ের পাতায় এই সনদের প্রতিটি ঘর দেখা যাবে। একটি ঘরও"
                " না মিললে"
                " কাগজটি বদলানো।",
                "Show the QR to a phone’s camera: the office’s page shows each field of this certificate."
                " If one of"
                " them differs, this document was altered.",
            ),
            "copy": say("অনুলিপি {n}", "Copy {n}", n=digits(copy, language)) if copy > 1 else "",
            **emblem_of(certificate),
        }


def emblem_of(certificate: Certificate) -> dict[str, str]:
    """The emblem that the office had on the day of issue, by its SHA-256; {} for none."""
    office = certificate.office
    if not (office.emblem or office.has_face_of_screen):
        return {}
    emblem = emblem_at(office.pk, certificate.issued_at)
    return {"emblem": emblem} if emblem else {}


def other_words(words: Words, language: str) -> str:
    """The words of the other language, where they differ."""
    bn, en = words
    return "" if bn == en else (en if language == "bn" else bn)


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
