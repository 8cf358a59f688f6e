"""Issuing, replacing and revoking: serials without gaps, a statement that is signed, states that lead one
way.
"""

from datetime import timedelta
from hashlib import sha512

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ongikar.certificates.actions import (
    AFTER_ISSUE,
    issue_certificate,
    record_print,
    replace_certificate,
    revoke_certificate,
)
from ongikar.certificates.check import is_genuine, judge
from ongikar.certificates.key_ring import is_signed, retire_keys, rotate_key
from ongikar.certificates.models import Certificate, CertificateTemplate, SigningKey
from ongikar.certificates.rules.statement import read_line
from ongikar.certificates.template_files import add_version
from ongikar.certificates.transitions import CertificateFault, state_after
from ongikar.core.forms.faults import ActFault
from ongikar.journal.models import Entry
from ongikar.offices.models import Office

from .conftest import ISSUED_AT, RAHIMA

pytestmark = pytest.mark.django_db
LATER = ISSUED_AT + timedelta(days=3)


def test_a_certificate_says_what_it_was_issued_with_and_is_signed(certificate, office):
    line = read_line(certificate.proof)
    assert is_signed(certificate.key.public, line.text, line.signature)
    said = line.statement
    assert (said.serial, said.day, said.template) == (certificate.serial, ISSUED_AT.date(), "course")
    assert certificate.serial == f"{office.geocode}-C-26-00001"
    assert {code: said.fields[code] for code in RAHIMA} == RAHIMA
    assert said.fields["signer"][0].startswith("মো")
    assert state_after(change.name for change in certificate.changes.all()) == certificate.state
    assert Entry.objects.filter(verb="certificate.issued", subject_id=certificate.pk).count() == 1


def test_a_second_press_for_the_same_holder_issues_no_second(issue):
    first, second = issue(holder=("applicant", 1)), issue(holder=("applicant", 1))
    assert first.pk == second.pk
    assert Certificate.objects.count() == 1


def test_serials_have_no_gap_after_an_issue_that_failed(issue):
    numbers = [issue().number]
    with pytest.raises(CertificateFault):
        issue(name="")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _ = issue().number // 0
    numbers.append(issue().number)
    assert numbers == [1, 2]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"colour": "নীল"}, "colour"),
        ({"course": "ক" * 301}, "course"),
        ({"name": "রহিমা\x00"}, "name"),
        ({code: (sha512(code.encode()).hexdigest() * 2, code) for code in RAHIMA}, ""),
    ],
)
def test_what_cannot_be_printed_is_refused_beside_its_field_and_nothing_is_written(issue, fields, field):
    with pytest.raises(CertificateFault) as fault:
        issue(**fields)
    assert fault.value.field == field
    assert fault.value.bn != fault.value.en
    assert not Certificate.objects.exists()


def test_a_corrected_name_is_a_new_certificate_that_replaces(certificate, karim):
    made = replace_certificate(
        certificate,
        statement={"name": ("মোছা. রহিমা বেগম", "Most. Rahima Begum")},
        reason="নামের বানান ঠিক করা হলো",
        actor=("user", karim.pk),
        now=LATER,
    )
    certificate.refresh_from_db()
    assert (certificate.state, made.state, made.replaces) == ("replaced", "issued", certificate)
    assert made.words_of("name")[1] == "Most. Rahima Begum"
    assert certificate.words_of("name") == RAHIMA["name"]
    assert made.words_of("course") == RAHIMA["course"]
    assert made.holder == certificate.holder
    assert made.serial != certificate.serial


def test_nothing_leads_back_from_replaced_or_revoked(certificate, issue, karim):
    actor = {"actor": ("user", karim.pk), "now": LATER}
    revoke_certificate(certificate, reason="ভুল মানুষকে দেওয়া", **actor)
    with pytest.raises(ActFault):
        revoke_certificate(certificate, reason="আবার", **actor)
    with pytest.raises(ActFault):
        replace_certificate(certificate, statement={"name": "অন্য"}, reason="আবার", **actor)
    assert certificate.state == "revoked"
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  \n ", "ক" * 501])
def test_a_reason_is_needed_and_not_a_novel(certificate, karim, reason):
    with pytest.raises(CertificateFault) as fault:
        revoke_certificate(certificate, reason=reason, actor=("user", karim.pk), now=LATER)
    assert fault.value.field == "reason"
    assert Certificate.objects.get().state == "issued"


def test_a_replacement_that_changes_nothing_is_refused(certificate, karim):
    with pytest.raises(CertificateFault):
        replace_certificate(
            certificate, statement=RAHIMA, reason="কিছু না", actor=("user", karim.pk), now=LATER
        )
    assert Certificate.objects.count() == 1


def test_a_new_key_signs_from_now_on_and_the_old_one_checks_for_ever(certificate, issue, karim):
    new = rotate_key(actor=("user", karim.pk), now=LATER)
    after = issue(now=LATER)
    assert after.key == new != certificate.key
    assert retire_keys(actor=("user", karim.pk), now=LATER) == [certificate.key.key_id]
    assert is_genuine(Certificate.objects.get(pk=certificate.pk))
    assert is_genuine(after)
    old = SigningKey.objects.get(pk=certificate.key_id)
    assert (old.until, new.until) == (LATER, None)


def test_a_changed_template_changes_nothing_that_was_issued(certificate, issue, office):
    first = CertificateTemplate.objects.get(key="course")
    add_version(
        office,
        key="course",
        title=("নতুন সনদ", "New certificate"),
        fields=[field for field in first.fields if field["code"] != "mother"],
        source=first.source + "\n// another",
        now=LATER,
    )
    with pytest.raises(CertificateFault) as fault:
        issue()
    assert fault.value.field == "mother"
    assert Certificate.objects.get(pk=certificate.pk).template == first


def test_copies_are_counted_with_who_took_them(certificate, karim):
    first = record_print(certificate, language="bn", receiver=" রহিমা  ", user=karim, now=LATER)
    second = record_print(certificate, language="en", user=karim, now=LATER)
    assert [(each.copy, each.receiver) for each in (first, second)] == [(1, "রহিমা"), (2, "")]


def test_whoever_waits_for_an_issue_is_called_in_its_transaction(issue):
    seen = []
    AFTER_ISSUE.append(lambda certificate, *, now: seen.append((certificate.serial, now)))
    try:
        made = issue()
    finally:
        AFTER_ISSUE.pop()
    assert seen == [(made.serial, ISSUED_AT)]


ACTS = st.lists(st.sampled_from(["replace", "revoke"]), max_size=4)


class TestWhateverIsPressed(TestCase):
    @settings(max_examples=20, deadline=None)
    @given(ACTS)
    def test_a_state_is_the_fold_of_its_changes_and_what_ended_never_holds_again(self, acts):
        office = Office.objects.get(is_default=True)
        actor = {"actor": ("user", 1), "now": LATER}
        made = issue_certificate(
            office=office, template_key="course", statement=RAHIMA, subject=("case", 1), **actor
        )
        ended = False
        for place, act in enumerate(acts):
            try:
                if act == "revoke":
                    revoke_certificate(made, reason="কারণ", **actor)
                else:
                    said = {"name": f"নাম {place}"}
                    replace_certificate(made, statement=said, reason="কারণ", **actor)
            except ActFault:
                assert ended
            else:
                assert not ended
                ended = True
            stored = Certificate.objects.get(pk=made.pk)
            assert state_after(each.name for each in stored.changes.all()) == stored.state
            assert judge(stored).state == (stored.state if ended else "holds")
            assert stored.words_of("name") == RAHIMA["name"]
