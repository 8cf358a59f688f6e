"""How a certificate is named where something points at it."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.certificates.rules.serial import normal_serial, serial_words
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Certificate
from .rights import READER_ROLES


def load_certificates(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Certificate.objects.filter(pk__in=list(keys)).values_list(
        "pk", "serial", "template__title_bn", "template__title_en", "office_id"
    )
    return {
        pk: SubjectLine(
            serial_words(serial, language()), say(bn, en), reverse("certificate", args=[serial]), office_id
        )
        for pk, serial, bn, en, office_id in found
    }


def find_certificate(office: Office, typed: str) -> int | None:
    serial = normal_serial(typed)
    if not serial:
        return None
    found = Certificate.objects.by_serial(office, serial)
    return found.pk if found else None


CERTIFICATE_SUBJECT = SubjectType(
    Certificate.SUBJECT,
    ("সনদ", "Certificate"),
    load_certificates,
    readable_by_roles(READER_ROLES),
    find_certificate,
)
