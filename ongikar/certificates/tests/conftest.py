"""A certificate of Rahima's, issued for a case, and the statement it was issued with."""

from datetime import datetime

import pytest

from ongikar.certificates.actions import issue_certificate
from ongikar.rules.calendar.office_calendar import TZ

ISSUED_AT = datetime(2026, 8, 23, 12, tzinfo=TZ)
RAHIMA = {
    "name": ("মোছা. রহিমা খাতুন", "Most. Rahima Khatun"),
    "mother": ("আমেনা বেগম (নমুনা)", "Amena Begum (sample)"),
    "course": ("আউটসোর্সিং ও আইসিটি প্রশিক্ষণ, ব্যাচ ৩", "Outsourcing and ICT training, batch 3"),
    "time": ("৫০ ঘণ্টা, ৫ জুলাই – ১৩ আগস্ট ২০২৬", "50 hours, 5 July – 13 August 2026"),
    "attendance": ("৯২ শতাংশ (পাস করতে ৮০)", "92 per cent (80 needed)"),
    "test": ("১০০-তে ৭৪", "74 of 100"),
}
SUBJECT = ("case", 1)


@pytest.fixture
def issue(office, karim):
    """Issues a certificate of training; what is named differs from Rahima's."""

    def issue_one(holder=None, subject=SUBJECT, now=ISSUED_AT, submission="", template="course", **fields):
        return issue_certificate(
            office=office,
            template_key=template,
            statement={**RAHIMA, **fields} if template == "course" else fields,
            subject=subject,
            holder=holder,
            actor=("user", karim.pk),
            now=now,
            submission=submission,
        )

    return issue_one


@pytest.fixture
def certificate(issue):
    return issue(holder=("applicant", 1))
