"""Certificates of a batch: ordered for whoever passed and for nobody else, issued by the worker; each one
that is issued keeps the promise of its case. Until then they are owed.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ongikar.cases.actions import keep
from ongikar.cases.models import case_of_key
from ongikar.certificates.bulk import WantedCertificate, order_certificates
from ongikar.certificates.models import Certificate
from ongikar.core.forms.faults import require
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch, Completion
from ongikar.exports.models import Export
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry
from ongikar.people.models import User
from ongikar.records.actions import carry_out
from ongikar.rules.bangla.text import digits

from .class_book import ClassBook, class_hours_words, compare_issued

COURSE = "course"
APPLICANT = "applicant"


def completions_of(batch: Batch) -> list[Completion]:
    """Of whoever passed, in the order of the rolls."""
    rows = Completion.objects.filter(application__call__batch=batch, passed=True)
    return list(rows.select_related("application__case__applicant").order_by("application__roll"))


@transaction.atomic
def certify_batch(batch: Batch, *, user: User, now: datetime) -> Export:
    """Order the certificates; pressed again, the same order is found. Raises ActFault."""
    batch.lock()
    unsettled = Application.objects.filter(call__batch=batch, state=states.ENROLLED)
    require(
        not unsettled.exists(),
        "",
        "ফল এখনো হিসাব হচ্ছে; এক মিনিট পরে আবার চাপুন।",
        "The results are still being settled; press again in a minute.",
    )
    passed, book = completions_of(batch), ClassBook(batch)
    require(passed, "", "কেউ কোর্সটি শেষ করেননি।", "Nobody completed the course.")
    # Every class of somebody may have been struck since the results were settled.
    taught = [each for each in passed if book.hours_for(each.application.case.applicant_id or 0).classes]
    require(
        taught,
        "",
        "ক্লাসের খাতায় কোনো ক্লাস নেই, তাই সনদ দেওয়া যায় না।",
        "The class book has no class, so no certificate can be given.",
    )
    if batch.state != states.CERTIFIED:
        with carry_out(batch, batch.act(states.CERTIFY), actor=("user", user.pk), now=now):
            pass
    return order_certificates(
        office=batch.office,
        template_key=COURSE,
        wanted=[wanted_certificate(each, batch, book) for each in taught],
        subject=batch.reference,
        title=(f"সনদ: {batch.course.title_bn}", f"Certificates: {batch.course.title_en}"),
        user=user,
        now=now,
    )


def wanted_certificate(completion: Completion, batch: Batch, book: ClassBook) -> WantedCertificate:
    """What is printed of one person, in both languages: all of it from the records, nothing typed. Days and
    hours are those of the classes that were held, never those that were planned.
    """
    applicant = completion.application.case.applicant
    if applicant is None:
        raise ValueError("whoever completed a course applied for it")
    hours = book.hours_for(applicant.pk)
    statement: dict[str, tuple[str, str]] = {
        "name": (applicant.name, completion.application.name_en or applicant.name),
        "course": (batch.course.title_bn, batch.course.title_en),
        "time": (class_hours_words(hours, "bn"), class_hours_words(hours, "en")),
        "attendance": (f"{digits(completion.percent)}%", f"{completion.percent}%"),
    }
    if completion.post_percent is not None:
        statement["test"] = (f"{digits(completion.post_percent)}%", f"{completion.post_percent}%")
    return {"statement": statement, "holder": (APPLICANT, applicant.pk)}


def keep_when_issued(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Called after every certificate: one of a batch keeps the promise of whoever holds it. Done twice it is
    done once.
    """
    certificate = Certificate.objects.get(pk=outbox_entry.entry.subject_id)
    if certificate.subject_type != Batch.SUBJECT or certificate.holder_type != APPLICANT:
        return
    compare_issued(certificate, now)
    application = Application.objects.filter(
        call__batch=certificate.subject_id,
        case__applicant=certificate.holder_id,
        completion__passed=True,
    ).first()
    if application is None:
        return
    with transaction.atomic():
        case = case_of_key(application.case_id)
        if case.is_open:
            course = application.call.batch.course.title_bn
            words = f"{course}। সনদ নম্বর {digits(certificate.serial)}।"
            keep(case, outcome={"words": words}, actor=WORKER, now=now)


@dataclass(frozen=True, slots=True)
class OwedCertificates:
    """`due_at`: when the first of them is due; None where none of their cases runs any more."""

    count: int = 0
    due_at: datetime | None = None
    is_late: bool = False
    without_english: int = 0


def owed_certificates(batch: Batch, now: datetime) -> OwedCertificates:
    """Of whoever passed and was issued none for this batch, in two statements."""
    held = Certificate.objects.of_subject(batch.reference).exclude(holder_id=None).order_by()
    given = set(held.values_list("holder_id", flat=True))
    passed = Completion.objects.filter(application__call__batch=batch, passed=True)
    rows = [
        each
        for each in passed.select_related("application__case__clock")
        if each.application.case.applicant_id not in given
    ]
    dues = [each.application.case.clock.due_at for each in rows if each.application.case.closed_at is None]
    due_at = min(dues, default=None)
    return OwedCertificates(
        len(rows),
        due_at,
        due_at is not None and due_at < now,
        sum(not each.application.name_en for each in rows),
    )
