"""Where a certificate is checked: the address in its QR, and where wallets ask whether it holds."""

from typing import TYPE_CHECKING

from django.urls import reverse

from ongikar.core.i18n.say import override_language
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of

if TYPE_CHECKING:
    from .models import Certificate


def path_of(certificate: "Certificate") -> str:
    """The page that shows all it prints, in the language at hand: for whoever has the code."""
    return reverse("certificate_check", args=[certificate.serial, certificate.check_code])


def check_address(certificate: "Certificate", language: str = "bn") -> str:
    """The whole address of that page."""
    with override_language(language):
        return f"{site_of(certificate.office)}{path_of(certificate)}"


def qr_address(certificate: "Certificate", language: str = "bn") -> str:
    """What the QR holds. No browser sends what stands after the #; openssl checks it."""
    return f"{check_address(certificate, language)}#{certificate.proof}"


def status_address(office: Office, year: int) -> str:
    """The status list of a fiscal year, which a wallet asks."""
    return f"{site_of(office)}{reverse('certificate_status_list', args=[year])}"
