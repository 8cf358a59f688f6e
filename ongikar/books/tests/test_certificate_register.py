"""The register of certificates: every number of the year, what does not hold crossed out with its reason."""

from datetime import datetime

import pytest

from ongikar.books.certificate_register import certificate_lines
from ongikar.certificates.actions import (
    issue_certificate,
    record_print,
    replace_certificate,
    revoke_certificate,
)

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
ACTOR = {"actor": ("user", 1), "now": NOW}


def give(office, name):
    said = {"name": name, "course": "আউটসোর্সিং", "time": "৫০ ঘণ্টা"}
    return issue_certificate(
        office=office, template_key="course", statement=said, subject=("case", 1), **ACTOR
    )


def test_every_number_has_its_line_and_what_ended_is_crossed_out(office, karim):
    wrong, gone, holds = (give(office, name) for name in ("রহিমা খতুন", "সোহেল", "করিমন"))
    record_print(holds, language="bn", receiver="নিজে", user=karim, now=NOW)
    right = replace_certificate(wrong, statement={"name": "রহিমা খাতুন"}, reason="বানান", **ACTOR)
    revoke_certificate(gone, reason="আসেননি", **ACTOR)
    lines = list(certificate_lines(office, 2026))
    assert [line.cells[0].value for line in lines] == [1, 2, 3, 4]
    assert [bool(line.struck) for line in lines] == [True, True, False, False]
    assert "৮৫৪৯-স-২৬-০০০০৪" in lines[0].struck
    assert lines[1].struck == "বাতিল: আসেননি"
    assert lines[2].texts[9] == "নিজে"
    assert lines[3].texts[10] == "৮৫৪৯-স-২৬-০০০০১-এর বদলে"
    assert right.replaces == wrong
    assert [line.texts for line in certificate_lines(office, 2026)[1:3]] == [
        line.texts for line in lines[1:3]
    ]
    assert len(certificate_lines(office, 2025)) == 0
