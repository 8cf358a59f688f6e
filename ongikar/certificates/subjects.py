"""How a certificate is named where something points at it, and found in the one search of the staff."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .lists import LOOKS, found_in, newest_certificates, title_of, what_of
from .models import Certificate
from .rights import READER_ROLES
from .rules.serial import normal_serial, serial_words


def load_certificates(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Certificate.objects.filter(pk__in=list(keys)).values_list(
        "pk", "serial", "template__title_bn", "template__title_en", "office_id"
    )
    return {
        pk: SubjectLine(
            serial_words(serial, language()), say(bn, en), reverse("certificate", args=[serial]), office_id
        )
        for pk, serial, bn, en, office_id in rows
    }


def find_certificate(office: Office, typed: str) -> int | None:
    serial = normal_serial(typed)
    if not serial:
        return None
    certificate = Certificate.objects.by_serial(office, serial)
    return certificate.pk if certificate else None


CERTIFICATE_SUBJECT = SubjectType(
    Certificate.SUBJECT,
    ("সনদ", "Certificate"),
    load_certificates,
    readable_by_roles(READER_ROLES),
    find_certificate,
)


def find_certificates(question: SearchQuestion) -> list[SearchResult]:
    rows = newest_certificates(question.office.pk).select_related("template")
    return [result_of(each) for each in found_in(rows, question.typed, question.most)]


def result_of(certificate: Certificate) -> SearchResult:
    address = reverse("certificate", args=[certificate.serial])
    text = f"{serial_words(certificate.serial, language())} · {what_of(certificate)}"
    look, state = LOOKS[certificate.state], certificate.get_state_display()
    return SearchResult(address, title_of(certificate), text, look, state)


def certificate_page(question: SearchQuestion) -> str:
    """The one whose number was typed whole."""
    key = find_certificate(question.office, question.typed)
    if key is None:
        return ""
    return reverse("certificate", args=[Certificate.objects.values_list("serial", flat=True).get(pk=key)])


CERTIFICATE_SEARCH = SearchSource(
    "certificates",
    ("সনদ", "Certificates"),
    READER_ROLES,
    find_certificates,
    exact=certificate_page,
    more=lambda question: f"{reverse('certificates')}?{urlencode({'q': question.typed})}",
    order=50,
)
