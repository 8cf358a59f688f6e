"""How certificates are found among 100,000: by an index, never by reading the table through."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from conftest import SUNDAY
from ongikar.books.certificate_register import certificate_lines
from ongikar.books.serial_lines import SerialLines
from ongikar.certificates.key_ring import signing_key
from ongikar.certificates.lists import LOOKED_THROUGH, found_in, newest_certificates
from ongikar.certificates.models import Certificate, CertificateOrder, CertificatePrint, StatusChange
from ongikar.certificates.retention import certificate_orders, certificates
from ongikar.certificates.template_files import newest_template
from ongikar.operations.retention import due_rows
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, BATCH, ENDED_EVERY = 100_000, 5_000, 2_500
GROWING = "certificates_certificate|certificates_certificateorder"
THROUGH = {
    "sqlite": re.compile(rf"SCAN ({GROWING})\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({GROWING})\b"),
}


@pytest.fixture
def filled(office, karim):
    """So many certificates of ten years, some of them revoked, with a copy and an act each."""
    template, key = newest_template(office, "course", SUNDAY), signing_key(SUNDAY)
    for first in range(1, MANY + 1, BATCH):
        made = Certificate.objects.bulk_create(
            Certificate(
                office=office,
                serial=f"8549-C-{n % 10:02d}-{n:06d}",
                mark="C",
                fiscal_year=2017 + n % 10,
                number=n,
                check_code="00000000",
                subject_type="batch",
                subject_id=n // 20,
                holder_type="applicant",
                holder_id=n,
                template=template,
                key=key,
                search=f"প্রশিক্ষণার্থী {n}",
                status_index=n,
                state="revoked" if n % ENDED_EVERY == 0 else "issued",
                issued_at=SUNDAY - timedelta(days=n // 30),
                submission=f"plan-{n}",
            )
            for n in range(first, first + BATCH)
        )
        StatusChange.objects.bulk_create(
            StatusChange(certificate=each, name="issue", at=SUNDAY, by_type="user", by_id=1) for each in made
        )
        CertificatePrint.objects.bulk_create(
            CertificatePrint(certificate=each, copy=1, language="bn", at=SUNDAY, by=karim) for each in made
        )
    CertificateOrder.objects.bulk_create(
        CertificateOrder(
            office=office,
            template_key="course",
            subject_type="batch",
            subject_id=n,
            total=1,
            asked_by=karim,
            asked_at=SUNDAY - timedelta(minutes=n),
        )
        for n in range(20_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office


def test_no_list_of_certificates_reads_the_table_through(filled):
    office, long_ago = filled, SUNDAY - timedelta(days=3_300)
    ended = Certificate.objects.filter(office=office).exclude(state="issued")
    lists = {
        "newest": Certificate.objects.filter(office=office, mark="C").order_by("-pk"),
        "ended": ended.filter(mark="C").order_by("-pk"),
        "revoked": ended.values_list("serial"),
        "ended in a year": ended.filter(fiscal_year=2020),
        "of a subject": Certificate.objects.of_subject(("batch", 100)),
        "of a holder": Certificate.objects.of_holder(("applicant", 100)),
        "of a number": found_in(Certificate.objects.filter(office=office), "8549-C-07-000007"),
        "register": certificate_lines(office, 2020).rows.filter(number__gt=90_000),
        "to empty": certificates(office, long_ago).order_by("issued_at", "pk"),
        "orders to delete": certificate_orders(office, SUNDAY - timedelta(days=30)).order_by(
            "asked_at", "pk"
        ),
        "orders of a subject": CertificateOrder.objects.filter(subject_type="batch", subject_id=7),
    }
    for name, rows in lists.items():
        plan = rows[:50].explain()
        assert not THROUGH[connection.vendor].search(plan), f"{name}\n{plan}"
    assert {"certificates", "certificate_orders"} <= {each.what for each, _ in due_rows(office, SUNDAY)}


def test_pages_read_what_they_show(filled, client, karim):
    client.force_login(karim)
    pages = [
        "/desk/certificates/",
        "/desk/certificates/?tab=ended",
        "/desk/certificates/?q=8549-C-07-000007",
        "/desk/certificates/8549-C-07-000007/",
        "/c/8549-C-07-000007-00000000/",
        "/c/8549-C-07-000007/",
    ]
    for page in pages:
        with watched_rows() as found:
            assert client.get(page).status_code == 200
        beyond = [f"{page}: {one.read} read: {one.sql[:500]}" for one in found.beyond(10, 2_000)]
        assert not beyond, "\n".join(beyond)


def test_a_search_looks_through_some_thousand_at_most(filled):
    with watched_rows() as found:
        page = list(found_in(newest_certificates(filled.pk), "নেই এমন নাম"))
    assert page == []
    assert not found.beyond(10, 20 * LOOKED_THROUGH)
    assert isinstance(certificate_lines(filled, 2020), SerialLines)
