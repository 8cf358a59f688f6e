"""The register of certificates: one line a certificate, in the order of its numbers; what does not hold any
more stands crossed out, with the reason.
"""

from ongikar.certificates.issuing import BOOK_OF_MARK
from ongikar.certificates.models import Certificate
from ongikar.certificates.rules.serial import CERTIFICATE, serial_words
from ongikar.certificates.transitions import ISSUED
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits

from .cells import day_cell
from .registry import Book, Cell, RegisterLine
from .serial_lines import SerialLines

COLUMNS = (
    ("নম্বর", "Number"),
    ("দেওয়ার তারিখ", "Issued on"),
    ("সনদ নম্বর", "Certificate"),
    ("কী সনদ", "What it is"),
    ("নাম", "Name"),
    ("কোর্স বা অনুষ্ঠান", "Course or event"),
    ("সময়", "Time"),
    ("স্বাক্ষর", "Signed by"),
    ("ছাপা", "Prints"),
    ("কে নিয়েছেন", "Taken by"),
    ("মন্তব্য", "Remarks"),
)


def certificate_lines(office: Office, fiscal_year: int) -> SerialLines:
    rows = Certificate.objects.select_related("template", "replaces")
    rows = rows.prefetch_related("changes", "prints", "replacements")
    return SerialLines(
        rows.filter(office=office, mark=CERTIFICATE, fiscal_year=fiscal_year),
        lambda certificates: [certificate_line(each) for each in certificates],
        office=office,
        book=BOOK_OF_MARK[CERTIFICATE],
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
        key="number",
    )


def certificate_line(certificate: Certificate) -> RegisterLine:
    tongue, statement = language(), certificate.statement
    said = statement.fields if statement else {}
    prints = list(certificate.prints.all())
    remark = remark_of(certificate)
    return RegisterLine(
        (
            Cell.of(digits(certificate.number, tongue), certificate.number),
            day_cell(certificate.issued_at),
            serial_words(certificate.serial, tongue),
            say(certificate.template.title_bn, certificate.template.title_en),
            say(*said.get("name", ("", ""))),
            say(*(said.get("course") or said.get("event") or ("", ""))),
            say(*said.get("time", ("", ""))),
            say(*said.get("signer", ("", ""))),
            digits(len(prints), tongue) if prints else "",
            ", ".join(dict.fromkeys(each.receiver for each in prints if each.receiver)),
            remark,
        ),
        struck="" if certificate.state == ISSUED else remark,
    )


def remark_of(certificate: Certificate) -> str:
    """Which it replaces; of one that does not hold, why, and which replaces it."""
    tongue = language()
    if certificate.state == ISSUED:
        if certificate.replaces is None:
            return ""
        former = serial_words(certificate.replaces.serial, tongue)
        return say("{n}-এর বদলে", "in place of {n}", n=former)
    reason = next((each.reason for each in reversed(certificate.changes.all()) if each.reason), "")
    if newer := certificate.replaced_by:
        number = serial_words(newer.serial, tongue)
        return say("বদলে {n}: {why}", "replaced by {n}: {why}", n=number, why=reason)
    return say("বাতিল: {why}", "revoked: {why}", why=reason)


REGISTER = Book(
    "certificates",
    ("সনদ রেজিস্টার", "Certificate register"),
    COLUMNS,
    certificate_lines,
    widths=(6, 10, 15, 13, 16, 18, 14, 14, 5, 12, 16),
)
