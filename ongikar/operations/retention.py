"""Purging what has been kept as long as the rules say: each class with what is due, and how it is
emptied.

Stands above all apps, since what belongs to one person lies in several: nothing about a case goes while a
complaint about it is open. Every round is entered in the journal by class and count; the journal itself is
never touched.
"""

import time as time_module
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.cases.models import AnswerDraft, Case
from ongikar.cases.models.answer_draft import remove_draft
from ongikar.certificates.models import Certificate, CertificateOrder
from ongikar.certificates.rules.serial import CERTIFICATE
from ongikar.core.db.index_conditions import literal
from ongikar.core.isolation import run_isolated
from ongikar.core.models import Attempt, Press
from ongikar.delivery.inspection.anonymise import empty_inspection
from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.meeting.anonymise import empty_meeting
from ongikar.delivery.meeting.models import Meeting
from ongikar.delivery.training.models import Objection
from ongikar.exports.models import Export
from ongikar.exports.removal import purge_export
from ongikar.gatherings.anonymise import empty_roster
from ongikar.gatherings.models import Roster
from ongikar.grievances.anonymise import anonymise_grievance
from ongikar.grievances.models import Grievance, Stage
from ongikar.journal.actions import WORKER, record, record_if_written
from ongikar.journal.models import EntryFacts
from ongikar.letters.incoming.scans import remove_scan
from ongikar.letters.models import File, Letter, Scan
from ongikar.letters.outgoing.anonymise import empty_letter
from ongikar.letters.transitions import OPEN_IN, OPEN_OUT
from ongikar.notices.models import Message
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.models import Office
from ongikar.offices.rules.retention import RetentionRule
from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE, Applicant, ChargeDocument, Contact
from ongikar.people.sign_ins import SignIn, expired_sign_ins
from ongikar.places.actions.importing import remove_rows
from ongikar.places.models import DeviceImport, ImportRow
from ongikar.questionnaires.actions.phone_submissions import empty_submission
from ongikar.questionnaires.anonymise import empty_response
from ongikar.questionnaires.filling.drafts import discard_draft
from ongikar.questionnaires.models import PhoneSubmission, Response, ResponseDraft
from ongikar.rti.models import InformationRequest, RtiAppeal
from ongikar.rti.personal_data import anonymise_request
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.anonymise import empty_series, empty_task
from ongikar.tasks.models import Series, Task

# Emptied in one go, so that no round holds up the clocks.
BATCH_SIZE = 200


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """One class: by which rule, which rows of an office are over at a moment, in which order they are found,
    and how one of them is purged.

    Each is read off an index that holds only what is not purged yet, in the order of the day by which it is
    over: what was purged years ago is not looked at every day. So an order says that day, and conditions of
    an index stand as `literal`. Letters, whose class is their file's, are found file by file, and
    identity numbers in the order of their index.
    """

    what: str
    rule: str
    due: Callable[[Office, datetime], QuerySet]
    order: str
    purge: Callable[[Any], object]


def open_stages() -> QuerySet:
    return Stage.objects.filter(closed_at=None)


def ended_cases(office: Office, before: datetime) -> QuerySet[Case]:
    """Those that still tell of somebody."""
    complained = open_stages().filter(grievance__case=OuterRef("pk"))
    ended = Case.objects.filter(office=office, closed_at__lt=before).exclude(search=literal(GONE))
    return ended.exclude(Exists(complained))


def ended_grievances(office: Office, before: datetime) -> QuerySet[Grievance]:
    late = Stage.objects.filter(grievance=OuterRef("pk")).filter(Q(closed_at=None) | Q(closed_at__gte=before))
    # Nothing that ended before a day was filed after it.
    told = Grievance.objects.filter(office=office, filed_at__lt=before).exclude(text=literal(GONE))
    return told.exclude(Exists(late))


def identities(office: Office, before: datetime) -> QuerySet[Applicant]:
    """Those whose number is still held, each asked whether a case of theirs is over: a year's numbers are
    held, and cases of many years still tell of somebody.
    """
    held = Applicant.objects.filter(office=office).exclude(identity_index=literal(""))
    over = ended_cases(office, before).filter(applicant=OuterRef("pk"))
    return held.alias(over=Subquery(over.values("pk")[:1])).filter(over__isnull=False)


def papers(office: Office, before: datetime) -> QuerySet[Paper]:
    ended = Case.objects.filter(office=office, closed_at__lt=before).exclude(
        Exists(open_stages().filter(grievance__case=OuterRef("pk")))
    )
    # Nothing came for a case after it had ended.
    came = Paper.objects.filter(office=office, came_at__lt=before).exclude(file=literal(""))
    # Asked of each paper, oldest first: read from the other end these would be all cases that ever ended.
    case = Subquery(ended.filter(pk=OuterRef("subject_id")).values("pk")[:1])
    return came.filter(subject_type="case").alias(ended=case).filter(ended__isnull=False)


def cases(office: Office, before: datetime) -> QuerySet[Case]:
    return ended_cases(office, before).select_related("applicant")


def grievances(office: Office, before: datetime) -> QuerySet[Grievance]:
    # One about a case waits for the case, whose applicant complains.
    about = Q(case=None) | Q(case__search=GONE)
    return ended_grievances(office, before).filter(about).select_related("complainant")


def rti_requests(office: Office, before: datetime) -> QuerySet[InformationRequest]:
    """Those answered so long ago whose appeal, if any, is over too."""
    closed = InformationRequest.objects.filter(office=office, closed_at__lt=before)
    closed = closed.exclude(text=literal(GONE))
    late = Q(closed_at=None) | Q(closed_at__gte=before)
    return closed.exclude(Exists(RtiAppeal.objects.filter(late, request=OuterRef("pk"))))


def messages(office: Office, before: datetime) -> QuerySet[Message]:
    nothing = {"body": literal(""), "address": literal("")}
    return Message.objects.filter(office=office, made_at__lt=before).exclude(**nothing)


def anonymise_message(message: Message) -> None:
    message.address = message.body = message.title = message.fault = ""
    message.save(update_fields=["address", "body", "title", "fault"])


def objections(office: Office, before: datetime) -> QuerySet[Objection]:
    """Of those who had no application; an applicant's are emptied with their case."""
    made = Objection.objects.filter(office=office, made_at__lt=before, application__isnull=True)
    return made.exclude(name=literal(GONE))


def answer_drafts(office: Office, before: datetime) -> QuerySet[AnswerDraft]:
    # Asked of each draft, oldest first.
    of_office = Exists(Case.objects.filter(pk=OuterRef("case"), office=office))
    return AnswerDraft.objects.filter(of_office, saved_at__lt=before)


def exports(office: Office, before: datetime) -> QuerySet[Export]:
    return Export.objects.filter(office=office, asked_at__lt=before)


def device_lists(office: Office, before: datetime) -> QuerySet[DeviceImport]:
    # Of one that was applied the rows tell what it did; the list itself stays in either case.
    brought = DeviceImport.objects.filter(office=office, applied_at__isnull=True, brought_at__lt=before)
    return brought.filter(Exists(ImportRow.objects.filter(list=OuterRef("pk"))))


def letter_scans(office: Office, before: datetime) -> QuerySet[Scan]:
    return Scan.objects.filter(office=office, begun_at__lt=before)


def old_letters(before: datetime) -> QuerySet[Letter]:
    """Those that belong to no case or complaint: what belongs to one is emptied with it."""
    # Denied twice: SQLite believes that few letters have no subject, or lie in no file, and looks for those.
    entered = Letter.objects.filter(entered_at__lt=before).exclude(subject_id__isnull=False)
    entered = entered.exclude(search=literal(GONE))
    # What is still in somebody's hands is not over, however old.
    return entered.exclude(state__in=[*OPEN_IN, *OPEN_OUT])


def letters_of(file_class: str) -> Callable[[Office, datetime], QuerySet]:
    """The letters in files of one class, file by file: one of class ka is kept for ever, so that what lies
    in it is never looked at for another's sake.
    """

    def letters(office: Office, before: datetime) -> QuerySet[Letter]:
        files = File.objects.filter(office=office, retention=file_class)
        return old_letters(before).filter(file__in=files.values("pk"), file__isnull=False)

    return letters


def unfiled_letters(office: Office, before: datetime) -> QuerySet[Letter]:
    return old_letters(before).filter(office=office).exclude(file__isnull=False)


def rosters(office: Office, before: datetime) -> QuerySet[Roster]:
    """Those whose last gathering is over for so long, and that still tell of their members."""
    return Roster.objects.filter(
        office=office, last_on__lt=before.astimezone(TZ).date(), emptied_at__isnull=True
    )


def tasks(office: Office, before: datetime) -> QuerySet[Task]:
    return Task.objects.filter(office=office, ended_at__lt=before).exclude(title=literal(GONE))


def series(office: Office, before: datetime) -> QuerySet[Series]:
    """Ended ones: a series that goes on is what the office does."""
    return Series.objects.filter(office=office, ended_at__lt=before).exclude(title=literal(GONE))


def charge_documents(office: Office, before: datetime) -> QuerySet[ChargeDocument]:
    return ChargeDocument.objects.filter(office=office, made_at__lt=before, emptied_at__isnull=True)


def empty_charge_document(document: ChargeDocument) -> None:
    """What the lists said and the scan of the signed sheet; who handed over to whom, and the hash, stay."""
    kept = Paper.objects.filter(subject_type=ChargeDocument.SUBJECT, subject_id=document.pk)
    remove_files(kept.exclude(file=""))
    document.lists, document.emptied_at = [], timezone.now()
    document.save(update_fields=["lists", "emptied_at"])


def inspections(office: Office, before: datetime) -> QuerySet[Inspection]:
    return Inspection.objects.filter(office=office, finished_at__lt=before, is_emptied=False)


def meetings(office: Office, before: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(office=office, ended_at__lt=before, is_emptied=False)


def responses(office: Office, before: datetime) -> QuerySet[Response]:
    return Response.objects.filter(submitted_at__lt=before, emptied_at=None, round__office=office)


def phone_submissions(office: Office, before: datetime) -> QuerySet[PhoneSubmission]:
    """What nobody looked at; what became a response goes with it."""
    waiting = PhoneSubmission.objects.filter(office=office, came_at__lt=before)
    return waiting.filter(state__in=[literal(state) for state in PhoneSubmission.WAITING])


def response_drafts(office: Office, before: datetime) -> QuerySet[ResponseDraft]:
    day = before.astimezone(TZ).date()
    return ResponseDraft.objects.filter(saved_on__lt=day, round__office=office)


def contacts(office: Office, before: datetime) -> QuerySet[Contact]:
    day = before.astimezone(TZ).date()
    return Contact.objects.filter(office=office, until__lt=day).exclude(name=literal(GONE))


def certificates(office: Office, before: datetime) -> QuerySet[Certificate]:
    """Proofs of letters go with their letters."""
    told = Certificate.objects.filter(office=office, issued_at__lt=before).exclude(search=literal(GONE))
    return told.filter(mark=CERTIFICATE)


def certificate_orders(office: Office, before: datetime) -> QuerySet[CertificateOrder]:
    # What was issued says it itself; the order is kept as long as the file that was made of it is known.
    return CertificateOrder.objects.filter(office=office, asked_at__lt=before)


RETENTION_CLASSES: tuple[RetentionClass, ...] = (
    RetentionClass("identity", "identity", identities, "identity_index", Applicant.forget_identity),
    RetentionClass("papers", "papers", papers, "came_at", lambda paper: remove_files([paper])),
    RetentionClass("cases", "person", cases, "closed_at", anonymise_case),
    RetentionClass("grievances", "person", grievances, "filed_at", anonymise_grievance),
    RetentionClass("rti_requests", "person", rti_requests, "closed_at", anonymise_request),
    RetentionClass("objections", "person", objections, "made_at", Objection.forget),
    RetentionClass("messages", "messages", messages, "made_at", anonymise_message),
    RetentionClass("answer_drafts", "answer_drafts", answer_drafts, "saved_at", remove_draft),
    RetentionClass("exports", "exports", exports, "asked_at", purge_export),
    RetentionClass("device_lists", "device_lists", device_lists, "brought_at", remove_rows),
    RetentionClass("letter_scans", "letter_scans", letter_scans, "begun_at", remove_scan),
    RetentionClass("letters_kha", "letters_kha", letters_of(File.KHA), "file_id", empty_letter),
    RetentionClass("letters_ga", "letters_ga", letters_of(File.GA), "file_id", empty_letter),
    RetentionClass("letters_unfiled", "letters_ga", unfiled_letters, "entered_at", empty_letter),
    RetentionClass("letters_gha", "letters_gha", letters_of(File.GHA), "file_id", empty_letter),
    RetentionClass("tasks", "tasks", tasks, "ended_at", empty_task),
    RetentionClass("series", "tasks", series, "ended_at", empty_series),
    RetentionClass("charge", "charge", charge_documents, "made_at", empty_charge_document),
    RetentionClass("inspections", "inspections", inspections, "finished_at", empty_inspection),
    RetentionClass("meetings", "meetings", meetings, "ended_at", empty_meeting),
    RetentionClass("rosters", "gatherings", rosters, "last_on", empty_roster),
    RetentionClass("responses", "responses", responses, "submitted_at", empty_response),
    RetentionClass("phone_submissions", "responses", phone_submissions, "came_at", empty_submission),
    RetentionClass("response_drafts", "response_drafts", response_drafts, "saved_on", discard_draft),
    RetentionClass("contacts", "contacts", contacts, "until", Contact.forget),
    RetentionClass("certificates", "certificates", certificates, "issued_at", Certificate.forget),
    RetentionClass("certificate_orders", "exports", certificate_orders, "asked_at", CertificateOrder.delete),
)


def retention_limit(rule: RetentionRule, today: date) -> datetime:
    return datetime.combine(rule.goes_before(today), time(), TZ)


def due_rows(office: Office, now: datetime) -> Iterable[tuple[RetentionClass, QuerySet]]:
    """Each class with what of it is over; nothing is changed."""
    rules, today = rules_of(office.slug), now.astimezone(TZ).date()
    for retention_class in RETENTION_CLASSES:
        rows = retention_class.due(office, retention_limit(rules[retention_class.rule], today))
        yield retention_class, rows.order_by(retention_class.order, *({"pk"} - {retention_class.order}))


def purge_due(office: Office, now: datetime) -> dict[str, int]:
    """Let go of at most MOST of each class; returns how many of which. Begun again after a
    fall, it goes on.
    """
    counts: dict[str, int] = {}
    for retention_class, rows in due_rows(office, now):
        for row in rows[:BATCH_SIZE]:
            with transaction.atomic():
                retention_class.purge(row)
                record_if_written(
                    "retention.purged",
                    subject=("office", office.pk),
                    actor=WORKER,
                    office_id=office.pk,
                    now=now,
                    what=retention_class.what,
                )
            counts[retention_class.what] = counts.get(retention_class.what, 0) + 1
    if counts:
        with transaction.atomic():
            record(
                "retention.let_go",
                subject=("office", office.pk),
                actor=WORKER,
                office_id=office.pk,
                now=now,
                **cast(EntryFacts, counts),  # how many of each class of rows
            )
    return counts


def purge_and_count(office: Office, now: datetime) -> int:
    return sum(purge_due(office, now).values())


def purge_sign_ins(now: datetime) -> int:
    """Of the people who work in any office: the oldest addresses and browsers. Returns how many."""
    with transaction.atomic():
        oldest = list(expired_sign_ins(now).values_list("pk", flat=True)[:BATCH_SIZE])
        count, _ = SignIn.objects.filter(pk__in=oldest).delete()
        if count:
            record(
                "retention.let_go",
                subject=("sign_ins", 0),
                actor=WORKER,
                office_id=None,
                now=now,
                sign_ins=count,
            )
    return count


# The day on which this process has done it to the end; and each office's, while it is at it.
_done_on: date | None = None
_emptied_on: dict[int, date] = {}
# Seconds after which a round goes on to the clocks and messages of all offices; the next one begins with the
# office after.
TURN = 1.0


def purge_daily(now: datetime) -> int:
    """The worker's share: until nothing is left, then not before the next day. Returns how
    many were purged.
    """
    global _done_on
    today = now.astimezone(TZ).date()
    if _done_on == today:
        return 0
    count, until = 0, time_module.monotonic() + TURN
    for office in Office.objects.order_by("pk"):
        if _emptied_on.get(office.pk) == today:
            continue
        purged = run_isolated(f"retention of {office.slug}", purge_and_count, office, now)
        count += purged
        if not purged:
            _emptied_on[office.pk] = today
        if time_module.monotonic() > until:
            return count
    count += purge_sign_ins(now)
    if not count:
        Session.objects.filter(expire_date__lt=now).delete()
        Attempt.purge(now)
        Press.purge(now)
        _done_on = today
        _emptied_on.clear()
    return count
