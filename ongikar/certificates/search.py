"""Certificates in the one search of the staff: by their number in either script, and by who holds them."""

from urllib.parse import urlencode

from django.urls import reverse

from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource

from .lists import ALL, CertificateSelection, certificates_page
from .models import Certificate
from .rights import READER_ROLES
from .rows import row_of
from .subjects import find_certificate


def find_certificates(question: SearchQuestion) -> list[SearchResult]:
    found = certificates_page(question.office, CertificateSelection(ALL, question.typed)).rows
    return [result_of(each) for each in found[: question.most]]


def result_of(certificate: Certificate) -> SearchResult:
    row = row_of(certificate)
    address = reverse("certificate", args=[certificate.serial])
    return SearchResult(address, row.title, f"{row.number} · {row.what}", row.look, row.state)


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
