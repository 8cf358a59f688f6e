"""When a person's name is corrected: whoever answers for the office is given the task to replace the
certificates that bear the old one. A certificate is never changed, and nobody replaces it but the officer.
"""

from datetime import datetime, timedelta

from ongikar.certificates.models import Certificate
from ongikar.certificates.rules.serial import serial_words
from ongikar.core.i18n.say import override_language, say
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Post
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import give_task

from .models import Case

# The officer has a week to put it right.
DAYS = timedelta(days=7)


def ask_replacements(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """A task for each certificate of the person that holds and bears another name. Safe to run twice."""
    entry = outbox_entry.entry
    if entry.facts.get("field") != "name":
        return
    case = Case.objects.filter(pk=entry.subject_id).select_related("office", "applicant").first()
    if case is None or case.applicant is None:
        return
    officer = Post.objects.filter(office=case.office, role=Post.OFFICER).order_by("pk").first()
    if officer is None:
        return
    for certificate in Certificate.objects.of_holder(("applicant", case.applicant.pk)).holding():
        if case.applicant.name in certificate.words_of("name"):
            continue
        with override_language("bn"):
            give_task(
                office=case.office,
                title=say(
                    "সনদ {serial}: সংশোধিত নামে নতুন সনদ দিন",
                    "Certificate {serial}: replace it with the corrected name",
                    serial=serial_words(certificate.serial, "bn"),
                ),
                words=say(
                    "আবেদন {number}-এ নাম সংশোধন হয়েছে। সনদে আগের নাম ছাপা; ভুল ঠিক করে নতুন সনদ দিন।",
                    "The name was corrected in application {number}, and the certificate prints the former"
                    " one.",
                    number=digits(case.number, "bn"),
                ),
                owner=officer,
                given_by=officer,
                due=(now + DAYS).astimezone(TZ).date(),
                subject=certificate.reference,
                origin="step",
                submission=f"certificate-{certificate.pk}-name-{entry.pk}",
                actor=("worker", None),
                now=now,
            )
