"""What is said at an inspection: answers, photos, and devices seen; each taken once by its UUID, kept also
where two phones differ.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile

from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import Reference
from ongikar.papers.actions import check_upload
from ongikar.papers.check import Clean, PaperFault
from ongikar.people.models import User
from ongikar.places.models import Device
from ongikar.records.actions import act_on, note, perform
from ongikar.rules.bangla.text import nfc
from ongikar.rules.questionnaire.answers import read_answer
from ongikar.rules.questionnaire.definition import Question
from ongikar.rules.typed_days import TypedFault

from .checklist import is_item, text_of
from .merged_answers import merge_answers
from .models import Answer, DeviceSighting, Inspection, InspectionPhoto
from .models.answers import require_here

MOST_NOTE, MOST_VALUE = 2_000, 500
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
    after the visit was ended is kept and marked as late. Raises ActFault for an item that this
    checklist does not have, and a value that cannot be its answer.
    """
    given = GivenAnswer(item, value, note, device, uuid, over)
    return record_answers(inspection, [given], said_at=said_at, by=by, now=now, source=source)[0]


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
    with act_on(inspection):
        inspection.require_lives()
        given, made, new = list(given), [], 0
        brought = [each.uuid for each in given if each.uuid]
        known = {row.uuid: row for row in Answer.objects.filter(uuid__in=brought)} if brought else {}
        for each in given:
            uuid = each.uuid or uuid4()
            if uuid in known:
                made.append(known[uuid].require_of(inspection))
                continue
            question = question_of(inspection, each.item)
            require_here(inspection, each.device)
            known[uuid] = Answer(
                inspection=inspection,
                item=each.item,
                value=read_value(inspection, question, each.value),
                note=read_note(each.note),
                device=each.device,
                uuid=uuid,
                source=source[:40],
                over=[str(UUID(str(key))) for key in each.over],
                said_at=said_at,
            )
            known[uuid].enter_who(actor_of(by), now)
            known[uuid].save(force_insert=True)
            made.append(known[uuid])
            new += 1
        if new:
            note(inspection, "answered", actor_of(by), now, count=new)
    return made


def actor_of(by: User) -> Reference:
    return ("user", by.pk)


def question_of(inspection: Inspection, item: str) -> Question:
    question = inspection.version.questions.by_name.get(item)
    if (
        question is None
        or not is_item(question)
        or (inspection.only_items and item not in inspection.only_items)
    ):
        raise ActFault(
            "item",
            "এই পরিদর্শনের তালিকায় এমন কোনো প্রশ্ন নেই।",
            "The checklist of this inspection has no such item.",
        )
    return question


def read_value(inspection: Inspection, question: Question, value: str) -> str:
    """An answer as it is kept; "" takes back what was said."""
    offered = [choice.name for choice in inspection.version.questions.choices_of(question)]
    typed = value.split() if question.type == "select_multiple" else [value]
    try:
        kept = text_of(read_answer(question, typed, offered))
    except TypedFault as fault:
        raise ActFault(question.name, fault.bn, fault.en) from fault
    require(
        len(kept) <= MOST_VALUE,
        question.name,
        "উত্তরটি ৫০০ অক্ষরের মধ্যে রাখুন।",
        "Keep the answer within 500 characters.",
    )
    return kept


def read_note(note: str) -> str:
    said = nfc(note).replace("\0", "").strip()
    is_short = len(said) <= MOST_NOTE
    require(is_short, "note", "লেখাটি ২,০০০ অক্ষরের মধ্যে রাখুন।", "Keep this within 2,000 characters.")
    return said


def choose_answer(inspection: Inspection, *, item: str, answer: Answer, by: User, now: datetime) -> Answer:
    """Of two answers that differ the officer takes one: it is said again, in the place of all that stand.

    Chosen again, nothing more happens. Raises ActFault for an answer that no longer stands.
    """
    with act_on(inspection):
        inspection.require_lives()
        standing = merge_answers(inspection).rows_of(item)
        if len(standing) < 2 and standing and standing[0].value == answer.value:
            return standing[0]
        require(
            answer.pk in [each.pk for each in standing],
            item,
            "এই উত্তরটি আর নেই। পাতাটি আবার খুলে দেখুন।",
            "This answer stands no more. Open the page again.",
        )
        made = Answer(
            inspection=inspection,
            item=item,
            value=answer.value,
            note=answer.note,
            device=answer.device,
            uuid=uuid4(),
            # Over every answer there is to the item, those that say the same among them.
            over=[str(each.uuid) for each in inspection.answers.in_time().filter(item=item)],
            said_at=now,
        )
        made.enter_who(actor_of(by), now)
        made.save(force_insert=True)
        note(inspection, "answer_chosen", actor_of(by), now)
    return made


def record_sighting(
    inspection: Inspection,
    *,
    device: Device,
    state: str,
    note: str = "",
    uuid: UUID,
    said_at: datetime,
    by: User,
    now: datetime,
) -> DeviceSighting:
    """How one device was found; brought again under its UUID it is the one that is known. Of several the one
    said last counts. Raises ActFault for a device of another office.
    """
    words = " ".join(note.split())[:300]
    row = DeviceSighting(
        inspection=inspection, device=device, state=state, note=words, uuid=uuid, said_at=said_at
    )
    return perform(inspection, row, actor=actor_of(by), now=now)


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
    ActFault.
    """
    point = read_point(latitude, longitude)
    is_wrong = not now - PHONE_MAY_WAIT <= taken_at <= now + CLOCK_MAY_RUN_AHEAD
    row = InspectionPhoto(
        inspection=inspection,
        item=item,
        uuid=uuid,
        taken_at=now if is_wrong else taken_at,
        is_clock_wrong=is_wrong,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        accuracy_m=read_accuracy(accuracy_m) if point else None,
        position_source=InspectionPhoto.BROWSER if point else InspectionPhoto.NONE,
    )
    known: InspectionPhoto | None = row.find_known()
    if known is not None:
        return known
    question_of(inspection, item)
    row.sha256 = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    require(
        not sha256 or sha256.lower() == row.sha256,
        "photo",
        "ছবিটি পথে কেটে গেছে, পুরোটা আসেনি। আবার পাঠান।",
        "The photo was cut on the way and did not arrive whole. Send it again.",
    )
    # Before the inspection is locked: a picture takes a second to be drawn anew.
    content = picture_of(file)
    return perform(inspection, row, actor=actor_of(by), now=now, content=content)


def picture_of(file: UploadedFile) -> Clean:
    try:
        content = check_upload(file)
    except PaperFault as fault:
        raise ActFault("photo", fault.bn, fault.en) from fault
    require(content.media_type.startswith("image/"), "photo", "ছবি দিন, PDF নয়।", "Send a picture, no PDF.")
    return content


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
