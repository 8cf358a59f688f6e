"""Certificates at the same moment: on connections of their own that commit, on a copy of the test
database.
"""

from datetime import datetime

import pytest
from django.db import transaction

from ongikar.certificates.actions import (
    issue_certificate,
    record_print,
    replace_certificate,
    revoke_certificate,
)
from ongikar.certificates.key_ring import signing_key
from ongikar.certificates.models import Certificate, SigningKey
from ongikar.certificates.template_files import newest_template
from ongikar.certificates.transitions import state_after
from ongikar.core.forms.faults import ActFault
from ongikar.offices.models import Office
from ongikar.people.models import User

NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
ACTOR = {"actor": ("user", 1), "now": NOW}
WRITERS, EACH = 6, 4
SAID = {"name": "রহিমা", "course": "আউটসোর্সিং", "time": "৫০ ঘণ্টা"}


@pytest.fixture
def issue(two):
    office = Office.objects.get(is_default=True)
    newest_template(office, "course", NOW)
    signing_key(NOW)

    def do(submission, **more):
        return issue_certificate(
            office=Office.objects.get(pk=office.pk),
            template_key="course",
            statement=SAID,
            subject=("case", 1),
            submission=submission,
            **(ACTOR | more),
        )

    return do


def test_writers_some_of_whom_fail_number_their_certificates_without_a_gap(two, issue):
    def writer(nth):
        def write():
            for each in range(EACH):
                try:
                    with transaction.atomic():
                        issue(f"writer-{nth}-{each}")
                        if (nth + each) % 3 == 0:
                            raise RuntimeError("rolled back")
                except RuntimeError:
                    pass

        return write

    assert two.run(*map(writer, range(WRITERS))) == [None] * WRITERS
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    written = sum((nth + each) % 3 != 0 for nth in range(WRITERS) for each in range(EACH))
    assert numbers == list(range(1, written + 1))


def test_pressed_twice_at_once_it_is_one(two, issue):
    two.meet("ongikar.certificates.issuing.signing_key")
    first, second = two.run(lambda: issue("pressed"), lambda: issue("pressed"))
    assert first.pk == second.pk
    assert issue("next").number == first.number + 1


def test_of_replacing_and_revoking_at_once_only_one_is_done(two, issue):
    made = issue("one")
    mine, yours = (Certificate.objects.get(pk=made.pk) for _ in range(2))
    two.meet("ongikar.records.actions.require_transition")
    results = two.run(
        lambda: replace_certificate(mine, statement={"name": "রহিমা বেগম"}, reason="বানান", **ACTOR),
        lambda: revoke_certificate(yours, reason="আসেননি", **ACTOR),
    )
    assert sum(isinstance(each, ActFault) for each in results) == 1, results
    stored = Certificate.objects.get(pk=made.pk)
    assert state_after(stored.changes.values_list("name", flat=True)) == stored.state
    assert Certificate.objects.filter(replaces=made).count() == (stored.state == "replaced")


def test_two_copies_printed_at_once_have_two_numbers(two, issue):
    made, user = issue("one"), User.objects.get(username="karim")
    copies = two.run(
        *(lambda: record_print(made, language="bn", user=user, now=NOW) for _ in range(2)),
    )
    assert sorted(each.copy for each in copies) == [1, 2]


def test_the_first_two_to_sign_enter_the_key_once(two, issue):
    SigningKey.objects.all().delete()
    results = two.run(lambda: signing_key(NOW), lambda: signing_key(NOW))
    assert len({each.pk for each in results}) == 1
