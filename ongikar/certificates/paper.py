"""A certificate as PDF: by the version of the template it was issued under, from what was signed and nothing
else.
"""

from collections.abc import Sequence
from typing import Any

from ongikar.certificates.rules.serial import serial_words
from ongikar.certificates.rules.statement import Words
from ongikar.core.i18n.say import override_language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import dense_qr, render
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.rules.bangla.text import date_words, digits

from .addresses import qr_address
from .models import Certificate, CertificateTemplate
from .template_files import template_files

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


def is_of_file(template: CertificateTemplate) -> bool:
    file = template_files().get(template.key)
    return file is not None and file.source == template.source


def sheets_data(office: Office, sheets: Sequence[dict[str, Any]], language: str) -> dict[str, Any]:
    """What a template reads, of any number of certificates."""
    with override_language(language):
        return {
            "language": language,
            "author": office.name,
            "sample": letterhead(office)["sample"],
            "certificates": list(sheets),
        }


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
            "qr": dense_qr(qr_address(certificate, language)),
            "check": say(
                "QR-টি ফোনের ক্যামেরায় দেখুন: কার্যালয়ের পাতায় এই সনদের প্রতিটি ঘর দেখা যাবে। একটি ঘরও"
                " না মিললে"
                " কাগজটি বদলানো।",
                "Show the QR to a phone’s camera: the office’s page shows each field of this certificate."
                " If one of"
                " them differs, this document was altered.",
            ),
            "copy": say("অনুলিপি {n}", "Copy {n}", n=digits(copy, language)) if copy > 1 else "",
        }


def other_words(words: Words, language: str) -> str:
    """The words of the other language, where they differ."""
    bn, en = words
    return "" if bn == en else (en if language == "bn" else bn)
