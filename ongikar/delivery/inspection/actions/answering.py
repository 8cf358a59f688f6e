"""Answers and photos of an inspection: each taken once by its UUID, kept also where two phones differ."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ongikar.papers.actions import check_upload, keep_paper
from ongikar.papers.check import PaperFault
from ongikar.people.models import User
from ongikar.places.models import Device
from ongikar.rules.bangla.text import nfc
from ongikar.rules.questionnaire.answers import AnswerFault, read_answer
from ongikar.rules.questionnaire.definition import Question

from ..act_log import lock_inspection, record_inspection
from ..checklist import is_item, text_of
from ..merged_answers import merge_answers
from ..models import Answer, Inspection, InspectionPhoto
from ..transitions import CANCELLED, InspectionFault

MOST_NOTE, MOST_VALUE = 2_000, 500
PHOTO_TITLE = "পরিদর্শনের ছবি"
# A photo says when it was taken; further from when it came than this, the phone's clock is wrong.
PHONE_MAY_WAIT, CLOCK_MAY_RUN_AHEAD = timedelta(days=60), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer as it is brought. `over`: the UUIDs of the answers that were shown beside it."""

    item: str
    value: str
    note: str = ""
    device: Device | None = None
    uuid: UUID | None = None
    over: Sequence[str] = ()


def record_answer(
    inspection: Inspection,
    *,
    item: str,
    value: str,
    note: str = "",
    device: Device | None = None,
    uuid: UUID,
    said_at: datetime,
    by: User,
    now: datetime,
    source: str = "",
    over: Sequence[str] = (),
) -> Answer:
    """Take one answer; brought again under its UUID it is the one that is known.

    `source`: the phone or pack it came from. `over`: the answers it was given in knowledge of. One that comes
    after the visit was ended is kept and marked as late. Raises InspectionFault for an item that this
    checklist does not have, and a value that cannot be its answer.
    """
    given = GivenAnswer(item, value, note, device, uuid, over)
    return record_answers(inspection, [given], said_at=said_at, by=by, now=now, source=source)[0]


@transaction.atomic
def record_answers(
    inspection: Inspection,
    given: Iterable[GivenAnswer],
    *,
    said_at: datetime,
    by: User,
    now: datetime,
    source: str = "",
) -> list[Answer]:
    """The answers of one page, all or none, with one entry for those that are new."""
    lock_inspection(inspection)
    require_lives(inspection)
    given, made, new = list(given), [], 0
    brought = [each.uuid for each in given if each.uuid]
    known = {answer.uuid: answer for answer in Answer.objects.filter(uuid__in=brought)} if brought else {}
    for each in given:
        uuid = each.uuid or uuid4()
        if uuid in known:
            made.append(same_inspection(known[uuid], inspection))
            continue
        question = question_of(inspection, each.item)
        known[uuid] = Answer.objects.create(
            inspection=inspection,
            item=each.item,
            value=read_value(inspection, question, each.value),
            note=read_note(each.note),
            device=device_here(inspection, each.device),
            uuid=uuid,
            source=source[:40],
            over=[str(UUID(str(key))) for key in each.over],
            said_at=min(said_at, now),
            kept_at=now,
            by=by,
            is_late=not inspection.is_under_way,
        )
        made.append(known[uuid])
        new += 1
    if new:
        record_inspection("answered", inspection, actor=("user", by.pk), now=now, count=new)
    return made


def require_lives(inspection: Inspection) -> None:
    if inspection.state == CANCELLED:
        raise InspectionFault("", "এই পরিদর্শন বাতিল হয়েছে।", "This inspection was cancelled.")


def same_inspection(known: Any, inspection: Inspection) -> Any:
    """What is known under a UUID; raises InspectionFault where it belongs to another inspection."""
    if known.inspection_id != inspection.pk:
        raise InspectionFault("uuid", "এটি অন্য একটি পরিদর্শনের।", "This belongs to another inspection.")
    return known


def question_of(inspection: Inspection, item: str) -> Question:
    found = inspection.version.questions.by_name.get(item)
    if found is None or not is_item(found) or (inspection.only_items and item not in inspection.only_items):
        raise InspectionFault(
            "item",
            "এই পরিদর্শনের তালিকায় এমন কোনো প্রশ্ন নেই।",
            "The checklist of this inspection has no such item.",
        )
    return found


def read_value(inspection: Inspection, question: Question, value: str) -> str:
    """An answer as it is kept; "" takes back what was said."""
    offered = [choice.name for choice in inspection.version.questions.choices_of(question)]
    typed = value.split() if question.type == "select_multiple" else [value]
    try:
        kept = text_of(read_answer(question, typed, offered))
    except AnswerFault as fault:
        raise InspectionFault(question.name, fault.bn, fault.en) from fault
    if len(kept) > MOST_VALUE:
        raise InspectionFault(
            question.name, "উত্তরটি ৫০০ অক্ষরের মধ্যে রাখুন।", "Keep the answer within 500 characters."
        )
    return kept


def read_note(note: str) -> str:
    said = nfc(note).replace("\0", "").strip()
    if len(said) > MOST_NOTE:
        raise InspectionFault("note", "লেখাটি ২,০০০ অক্ষরের মধ্যে রাখুন।", "Keep this within 2,000 characters.")
    return said


def device_here(inspection: Inspection, device: Device | None) -> Device | None:
    if device is not None and device.office_id != inspection.office_id:
        raise InspectionFault("device", "যন্ত্রটি এই কার্যালয়ের নয়।", "The device is not of this office.")
    return device


@transaction.atomic
def choose_answer(inspection: Inspection, *, item: str, answer: Answer, by: User, now: datetime) -> Answer:
    """Of two answers that differ the officer takes one: it is said again, in the place of all that stand.

    Chosen again, nothing more happens. Raises InspectionFault for an answer that no longer stands.
    """
    lock_inspection(inspection)
    require_lives(inspection)
    found = merge_answers(inspection)
    standing = found.rows_of(item)
    if len(standing) < 2 and standing and standing[0].value == answer.value:
        return standing[0]
    if answer.pk not in [each.pk for each in standing]:
        raise InspectionFault(
            item,
            "এই উত্তরটি আর নেই। পাতাটি আবার খুলে দেখুন।",
            "This answer stands no more. Open the page again.",
        )
    made = Answer.objects.create(
        inspection=inspection,
        item=item,
        value=answer.value,
        note=answer.note,
        device=answer.device,
        uuid=uuid4(),
        # Over every answer there is to the item, those that say the same among them.
        over=[str(each.uuid) for each in inspection.answers.in_time().filter(item=item)],
        said_at=now,
        kept_at=now,
        by=by,
        is_late=not inspection.is_under_way,
    )
    record_inspection("answer_chosen", inspection, actor=("user", by.pk), now=now)
    return made


def record_photo(
    inspection: Inspection,
    *,
    item: str,
    uuid: UUID,
    sha256: str,
    file: UploadedFile,
    taken_at: datetime,
    latitude: float | None = None,
    longitude: float | None = None,
    accuracy_m: float | None = None,
    by: User,
    now: datetime,
) -> InspectionPhoto:
    """Keep one photo; brought again under its UUID it is the one that is known.

    `sha256`: of the file as it left the phone, "" where nobody reckoned it: one that was cut on the way is
    refused, and the phone keeps it. Where the position cannot be, or is 0, 0, it is kept without one. Raises
    InspectionFault.
    """
    known = InspectionPhoto.objects.filter(uuid=uuid).first()
    if known is not None:
        return same_inspection(known, inspection)
    question_of(inspection, item)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    if sha256 and sha256.lower() != digest:
        raise InspectionFault(
            "photo",
            "ছবিটি পথে কেটে গেছে, পুরোটা আসেনি। আবার পাঠান।",
            "The photo was cut on the way and did not arrive whole. Send it again.",
        )
    try:
        # Before the inspection is locked: a picture takes a second to be drawn anew.
        clean = check_upload(file)
    except PaperFault as fault:
        raise InspectionFault("photo", fault.bn, fault.en) from fault
    if not clean.media_type.startswith("image/"):
        raise InspectionFault("photo", "ছবি দিন, PDF নয়।", "Send a picture, no PDF.")
    point = read_point(latitude, longitude)
    is_wrong = not now - PHONE_MAY_WAIT <= taken_at <= now + CLOCK_MAY_RUN_AHEAD
    with transaction.atomic():
        lock_inspection(inspection)
        require_lives(inspection)
        known = InspectionPhoto.objects.filter(uuid=uuid).first()
        if known is not None:
            return same_inspection(known, inspection)
        paper = keep_paper(
            office=inspection.office,
            subject=inspection.reference,
            title=PHOTO_TITLE,
            content=clean,
            now=now,
            brought_by="office",
        )
        photo = InspectionPhoto.objects.create(
            inspection=inspection,
            item=item,
            uuid=uuid,
            sha256=digest,
            paper=paper,
            taken_at=now if is_wrong else taken_at,
            is_clock_wrong=is_wrong,
            latitude=point[0] if point else None,
            longitude=point[1] if point else None,
            accuracy_m=read_accuracy(accuracy_m) if point else None,
            position_source=InspectionPhoto.BROWSER if point else InspectionPhoto.NONE,
            by=by,
            kept_at=now,
        )
        record_inspection(
            "photo_kept", inspection, actor=("user", by.pk), now=now, of="paper", of_id=paper.pk
        )
    return photo


def read_point(latitude: float | None, longitude: float | None) -> tuple[Decimal, Decimal] | None:
    """A position that can be; None for none, for one off the globe, and for 0, 0, which phones say when they
    know nothing.
    """
    if latitude is None or longitude is None:
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or (
        abs(latitude) < 0.01 and abs(longitude) < 0.01
    ):
        return None
    return Decimal(f"{latitude:.5f}"), Decimal(f"{longitude:.5f}")


def read_accuracy(metres: float | None) -> int | None:
    return min(round(metres), 1_000_000) if metres is not None and 0 <= metres < float("inf") else None
