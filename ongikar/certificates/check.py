"""What anybody is told who checks a certificate: all that it prints, to whoever has its code; of a number
alone only whether it holds.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ongikar.certificates.rules.serial import serial_words
from ongikar.certificates.rules.statement import Words, read_line
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from .key_ring import is_signed
from .models import Certificate, StatusChange
from .paper import other_words
from .transitions import ISSUED

# What the page says of it; the last two are no states of a row.
HOLDS, DIFFERS, EMPTIED = "holds", "differs", "emptied"

# Within an hour from one address: codes that do not fit, and numbers without a code.
MOST_WRONG, MOST_ALONE = 20, 60
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PrintedField:
    """One line of the page: its label, and the words in the language at hand with the other
    language below.
    """

    label: str
    words: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `state`: HOLDS, REPLACED, REVOKED, DIFFERS or EMPTIED. `replaced_by`: the number of
    the certificate in its place.
    """

    certificate: Certificate
    state: str
    fields: list[PrintedField]
    since: date | None = None
    reason: str = ""
    replaced_by: str = ""

    @property
    def is_letter(self) -> bool:
        return self.certificate.is_letter_proof


def find_certificate(office: Office, serial: str, code: str) -> Certificate | None:
    """Of this office; "" for the code: whoever says the number alone."""
    certificate = Certificate.objects.with_related().by_serial(office, serial)
    return certificate if certificate and (not code or certificate.check_code == code) else None


def office_of(serial: str) -> Office | None:
    """Whose number it is, among all offices here."""
    rows = Certificate.objects.filter(serial=serial).select_related("office")[:1]
    return next((each.office for each in rows), None)


def judge(certificate: Certificate) -> Finding:
    """All that it prints, checked against its signature."""
    fields = printed_fields(certificate)
    if not certificate.proof:
        state = EMPTIED if certificate.state == ISSUED else certificate.state
    elif not is_genuine(certificate):
        return Finding(certificate, DIFFERS, [])
    else:
        state = HOLDS if certificate.state == ISSUED else certificate.state
    ended = ending_of(certificate)
    return Finding(
        certificate,
        state,
        fields,
        ended.at.astimezone(TZ).date() if ended else None,
        ended.reason if ended else "",
        replaced_by_words(certificate),
    )


def is_genuine(certificate: Certificate) -> bool:
    """Whether its row still says what was signed."""
    line = certificate.line
    if line is None or line.statement.serial != certificate.serial:
        return False
    return is_signed(certificate.key.public, line.text, line.signature)


def ending_of(certificate: Certificate) -> StatusChange | None:
    """The change by which it does not hold any more."""
    if certificate.state == ISSUED:
        return None
    return next((each for each in certificate.changes.all() if each.name in ("replace", "revoke")), None)


def replaced_by_words(certificate: Certificate) -> str:
    newer = certificate.replaced_by
    return serial_words(newer.serial, language()) if newer else ""


def printed_fields(certificate: Certificate) -> list[PrintedField]:
    """Every field as it was signed, in the language at hand, in the order of the paper."""
    statement = certificate.statement
    if statement is None:
        return []
    tongue = language()

    def line(label: Words, words: Words) -> PrintedField:
        return PrintedField(say(*label), say(*words), other_words(words, tongue))

    said = [
        line((field["bn"], field["en"]), statement.fields[field["code"]])
        for field in certificate.template.fields
        if field["code"] in statement.fields
    ]
    number = ("সনদ নম্বর", "Certificate number")
    if certificate.is_letter_proof:
        number = ("প্রমাণ নম্বর", "Number of the proof")
    return [
        *said,
        PrintedField(say(*number), serial_words(statement.serial, tongue)),
        PrintedField(say("দেওয়ার তারিখ", "Date of issue"), date_words(statement.day, tongue)),
        line(("কার্যালয়", "Office"), statement.office),
    ]


def is_same_line(certificate: Certificate, typed: str) -> bool:
    """Whether what was read from a QR is this certificate's own line, sign by sign."""
    line = read_line(typed)
    mine = certificate.line
    return bool(line and mine and line.text == mine.text and line.signature == mine.signature)


def has_too_many_tries(address: str, now: datetime) -> bool:
    return Attempt.is_spent([wrong_key(address)], limit=MOST_WRONG, now=now, within=HOUR) or Attempt.is_spent(
        [alone_key(address)], limit=MOST_ALONE, now=now, within=HOUR
    )


def count_wrong_code(address: str, now: datetime) -> None:
    Attempt.count_failure([wrong_key(address)], now=now)


def count_number_alone(address: str, now: datetime) -> None:
    Attempt.count_failure([alone_key(address)], now=now)


def wrong_key(address: str) -> str:
    return f"certificate code {address}"


def alone_key(address: str) -> str:
    return f"certificate number {address}"
