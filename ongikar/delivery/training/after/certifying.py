"""Certificates of a batch: ordered for whoever passed and for nobody else, issued by the worker; each one
that is issued keeps the promise of its case.
"""

from datetime import datetime

from django.db import transaction

from ongikar.cases.actions import keep
from ongikar.cases.models import case_of_key
from ongikar.certificates.bulk import WantedCertificate, order_certificates
from ongikar.certificates.models import Certificate
from ongikar.delivery.training import states
from ongikar.delivery.training.act_log import TrainingFault, add_batch_act, lock_batch
from ongikar.delivery.training.models import Application, Batch, Completion
from ongikar.exports.models import Export
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry
from ongikar.people.models import User
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
    """Order the certificates; pressed again, the same order is found. Raises TrainingFault and
    CertificateFault.
    """
    batch = lock_batch(batch)
    if Application.objects.filter(call__batch=batch, state=states.ENROLLED).exists():
        raise TrainingFault(
            "",
            "ফল এখনো হিসাব হচ্ছে; এক মিনিট পরে আবার চাপুন।",
            "The results are still being settled; press again in a minute.",
        )
    passed, book = completions_of(batch), ClassBook(batch)
    if not passed:
        raise TrainingFault("", "কেউ কোর্সটি শেষ করেননি।", "Nobody completed the course.")
    # Every class of somebody may have been struck since the results were settled.
    taught = [each for each in passed if book.hours_for(each.application.case.applicant_id or 0).classes]
    if not taught:
        raise TrainingFault(
            "",
            "ক্লাসের খাতায় কোনো ক্লাস নেই, তাই সনদ দেওয়া যায় না।",
            "The class book has no class, so no certificate can be given.",
        )
    if batch.state != states.CERTIFIED:
        add_batch_act(batch, states.CERTIFY, actor=("user", user.pk), now=now)
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
    found = Application.objects.filter(
        call__batch=certificate.subject_id,
        case__applicant=certificate.holder_id,
        completion__passed=True,
    ).first()
    if found is None:
        return
    with transaction.atomic():
        case = case_of_key(found.case_id)
        if case.is_open:
            course = found.call.batch.course.title_bn
            words = f"{course}। সনদ নম্বর {digits(certificate.serial)}।"
            keep(case, outcome={"words": words}, actor=WORKER, now=now)
