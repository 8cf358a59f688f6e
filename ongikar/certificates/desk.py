"""One certificate as a line of a list: its number, whose it is, what it is of, and whether it is in force."""

from dataclasses import dataclass

from ongikar.certificates.rules.serial import serial_words
from ongikar.core.i18n.say import language, say

from .models import Certificate
from .transitions import ISSUED, REPLACED, REVOKED

# The look of a state's tag (core/templatetags/icons.py).
LOOKS = {ISSUED: "kept", REPLACED: "shut", REVOKED: "late"}


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate as a row of the list."""

    certificate: Certificate
    number: str
    title: str
    what: str
    look: str
    state: str


def row_of(certificate: Certificate) -> CertificateRow:
    template = certificate.template
    named = certificate.holder_name or say(*certificate.words_of("subject"))
    said = certificate.statement.fields if certificate.statement else {}
    about = said.get("course") or said.get("event") or (template.title_bn, template.title_en)
    return CertificateRow(
        certificate,
        serial_words(certificate.serial, language()),
        named or say("(লেখা আর রাখা নেই)", "(no longer kept)"),
        say(*about),
        LOOKS[certificate.state],
        certificate.get_state_display(),
    )
