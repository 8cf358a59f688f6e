"""Many at once: ordered by a press, issued and printed by the worker, begun again after a fall."""

import pypdfium2
import pytest
import zxingcpp
from django.utils import timezone

from ongikar.certificates import bulk
from ongikar.certificates.actions import order_certificates, revoke_certificate
from ongikar.certificates.addresses import qr_address
from ongikar.certificates.models import Certificate, CertificateOrder
from ongikar.certificates.transitions import CertificateFault
from ongikar.exports.export_process import lease_next_export, make_leased_export

from .conftest import RAHIMA

pytestmark = pytest.mark.django_db


def wanted(count):
    return [
        {"statement": {**RAHIMA, "name": (f"প্রশিক্ষণার্থী {n}", f"Trainee {n}")}, "holder": ("applicant", n)}
        for n in range(1, count + 1)
    ]


@pytest.fixture
def order(office, karim):
    def do(count, people=None):
        return order_certificates(
            office=office,
            template_key="course",
            wanted=people or wanted(count),
            subject=("batch", 3),
            title=("ব্যাচ ৩-এর সনদ", "Certificates of batch 3"),
            user=karim,
            now=timezone.now(),
        )

    return do


def make(export):
    leased = lease_next_export(timezone.now())
    make_leased_export(leased.pk, leased.lease, timezone.now)
    export.refresh_from_db()
    return export


def test_all_are_issued_and_printed_each_with_its_own_qr(order, settings, monkeypatch):
    monkeypatch.setattr(bulk, "A_VOLUME", 3)
    export = make(order(5))
    found = list(Certificate.objects.of_subject(("batch", 3)))
    assert [each.number for each in found] == [1, 2, 3, 4, 5]
    paper = pypdfium2.PdfDocument(export.path.read_bytes())
    codes = (
        zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode)
        for page in paper
    )
    read = [found[0].text for found in codes]
    assert read == [qr_address(each) for each in found]
    assert (export.lines_done, export.lines) == (5, 5)


def test_a_double_press_is_one_order_and_nobody_gets_two(order):
    first, second = order(3), order(3)
    assert first.pk == second.pk
    make(first)
    again = order(4)
    make(again)
    assert Certificate.objects.count() == 4


def test_after_a_fall_it_goes_on_and_issues_nobody_twice(order, monkeypatch):
    monkeypatch.setattr(bulk, "CHUNK", 2)
    export, real, issued = order(5), bulk.write_certificate, []

    def falls(*given, **said):
        if len(issued) == 3:
            raise KeyboardInterrupt
        issued.append(said)
        return real(*given, **said)

    monkeypatch.setattr(bulk, "write_certificate", falls)
    leased = lease_next_export(timezone.now())
    with pytest.raises(KeyboardInterrupt):
        make_leased_export(leased.pk, leased.lease, timezone.now)
    # The part in hand was whole or not at all.
    assert Certificate.objects.count() == 2
    monkeypatch.setattr(bulk, "write_certificate", real)
    type(export).objects.filter(pk=export.pk).update(leased_until=None)
    make(export)
    assert [each.number for each in Certificate.objects.order_by("number")] == [1, 2, 3, 4, 5]
    assert CertificateOrder.objects.get().finished_at


def test_what_was_revoked_meanwhile_is_not_printed_again(order, karim):
    make(order(2))
    gone = Certificate.objects.first()
    revoke_certificate(gone, reason="আসেননি", actor=("user", karim.pk), now=timezone.now())
    export = make(order(2, people=wanted(2)[::-1]))
    assert len(pypdfium2.PdfDocument(export.path.read_bytes())) == 1
    assert Certificate.objects.count() == 2


@pytest.mark.parametrize("people", [[], [{"statement": {**RAHIMA, "name": ""}, "holder": None}]])
def test_what_cannot_be_issued_is_refused_when_it_is_ordered(order, people, office, karim):
    with pytest.raises(CertificateFault):
        order_certificates(
            office=office,
            template_key="course",
            wanted=people,
            subject=("batch", 3),
            title=("সনদ", "Certificates"),
            user=karim,
            now=timezone.now(),
        )
    assert not CertificateOrder.objects.exists()
