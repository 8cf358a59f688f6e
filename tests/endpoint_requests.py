"""How an address is requested: which thing of the scene it leads to, what is sent, and what the answer is
called.
"""

import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, resolve, reverse

from ongikar.appointments.free_times import value_of_time
from ongikar.certificates.template_files import template_files
from ongikar.delivery.report.items import open_items
from ongikar.grievances.models import Hearing
from ongikar.knowledge.models import Note
from ongikar.offices.models import EMBLEM_DIGITS
from ongikar.packs.actions import pack_token
from ongikar.papers.responses import paper_link
from ongikar.people import passwords
from ongikar.people.models import User
from ongikar.visits.voice import wav_of

from .access_matrix import ACCESS_MATRIX
from .of_desks import ADDRESSES, FORMS_OF_DESKS
from .scene import (
    CONTACT,
    NOW,
    QUESTIONS,
    OfficeThings,
    line_of,
    make_picture,
    officer_of,
    sheet_of_devices,
)

YEAR = 2026


def free_slot(has: OfficeThings) -> str:
    """The same time of the next day, which nobody has."""
    booking = has.small.booking
    return value_of_time(booking.post_id, booking.starts_at + timedelta(days=1))


def record_of(grievance) -> int:
    """The key of the hearing that was held."""
    return Hearing.objects.get(stage__grievance=grievance, recorded_at__isnull=False).pk


def citizens_key(paper) -> str:
    """What the address of a paper is signed with for somebody who is not signed in."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return paper_link(request, paper).rstrip("/").rsplit("/", 1)[1]


SHORT_FORM = {
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "address": "হরিদেবপুর",
    "institution": "",
    "asked": "কয়টি ল্যাব চালু আছে?",
}
INFLUENCE = {
    "source": "other",
    "inside": "",
    "who": "মতিন সরদার",
    "way": "call",
    "day": "06/12/2026",
    "case": "",
    "words": "কাজটি আগে করে দিতে বললেন।",
    "submission": "pressed-once",
}
# One condition, as the page of an item writes it.
RTI_FORM = {
    "text": "ল্যাবের বরাদ্দের হিসাব",
    "wanted_as": "copy",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "address": "হরিদেবপুর",
}
CLAUSES = {
    "bn-0": "মেমোরি",
    "en-0": "Memory",
    "operator-0": "at_least",
    "value-0": "16",
    "unit-0": "GB",
    "is_mandatory-0": "on",
}

# For each address that leads to a thing: which thing of an office's.
THINGS = {
    "service": lambda has: {"code": "citizen-1"},
    "account_month": lambda has: {"year": YEAR, "month": 11},
    **dict.fromkeys(("calendar_year", "calendar_json", "calendar_csv"), lambda has: {"year": YEAR}),
    "open_data_schema": lambda has: {"name": "charter"},
    "face_css": lambda has: {"colour": "006a4e"},
    "emblem": lambda has: {"digest": has.office.emblem[:EMBLEM_DIGITS]},
    "board_call": lambda has: {"pk": has.small.called.calls.get().pk},
    "board_voice_clip": lambda has: {"slug": "token"},
    "apply": lambda has: {"code": "citizen-1"},
    "apply_step": lambda has: {"token": has.draft.token, "name": "check"},
    "receipt": lambda has: {"token": has.received.submission},
    "receipt_paper": lambda has: {"token": has.received.submission},
    "track_case": lambda has: {"number": has.received.number},
    "track_days": lambda has: {"number": has.received.number},
    "track_answer": lambda has: {"number": has.waiting.number},
    "track_rate": lambda has: {"number": has.kept.number},
    "track_withdraw": lambda has: {"number": has.received.number},
    "track_disown": lambda has: {"number": has.brought.number},
    "track_enough": lambda has: {"number": has.parted.number},
    "track_day": lambda has: {"number": has.requested.number},
    **dict.fromkeys(
        (
            "track_appointment",
            "track_appointment_confirm",
            "track_appointment_cancel",
            "track_appointment_ics",
        ),
        lambda has: {"number": has.received.number},
    ),
    "filters": lambda has: {"names": "queue"},
    "agreement_paper": lambda has: {"pk": has.small.agreement.pk, "which": "plan"},
    "filter_remove": lambda has: {"names": "queue", "pk": has.small.saved.pk},
    "track_lecture": lambda has: {"number": has.lecture.case.number},
    "performance_reading": lambda has: {
        "pk": has.small.plan.pk,
        "row": has.small.plan.indicators.get(number=2).pk,
    },
    "upkeep_of_case": lambda has: {"number": has.small.upkeep.number},
    **dict.fromkeys(("track_job_sheet", "track_again"), lambda has: {"number": has.jobs.signed.case.number}),
    **dict.fromkeys(("job_earlier", "job_sheet_pdf"), lambda has: {"pk": has.jobs.written.pk}),
    "track_event_report": lambda has: {"number": has.reported_event.case.number},
    **dict.fromkeys(("event_report", "event_certify"), lambda has: {"event_id": has.reported_event.pk}),
    "event_payment": lambda has: {"event_id": has.reported_event.pk, "code": "participant", "form": "pdf"},
    "event_programme_pdf": lambda has: {"event_id": has.event.pk},
    "event_observe": lambda has: {"day": "martyred-intellectuals"},
    "event_from_case": lambda has: {"number": has.advised.number},
    "purchase_line": lambda has: {
        "purchase_id": has.purchases.specified.pk,
        "line_id": has.purchases.specified.lines.first().pk,
    },
    "purchase_specification_pdf": lambda has: {"purchase_id": has.purchases.specified.pk},
    **dict.fromkeys(
        ("purchase_comparison", "purchase_comparison_pdf", "purchase_letter"),
        lambda has: {"purchase_id": has.purchases.compared.pk},
    ),
    **dict.fromkeys(("specification", "specification_write"), lambda has: {"item": "laptop"}),
    "track_attendance": lambda has: {"number": has.trainings.seated.case.number},
    "track_objection": lambda has: {"number": has.trainings.objection.application.case.number},
    **dict.fromkeys(
        ("training_objection", "batch_objections"),
        lambda has: {"batch_number": has.trainings.objected.number},
    ),
    "batch_correct": lambda has: {"pk": has.trainings.objected.number},
    "batch_objection": lambda has: {
        "pk": has.trainings.objected.number,
        "row": has.trainings.objection.pk,
    },
    "track_seat": lambda has: {"number": has.trainings.seated.case.number},
    **dict.fromkeys(
        (*("batch_settle", "training_call", "training_poster", "training_result"),),
        lambda has: {"batch_number": has.trainings.offering.number},
    ),
    **dict.fromkeys(
        (
            *("batch", "batch_close", "batch_freeze", "batch_publish_result", "batch_offer"),
            *("batch_close_waiting", "batch_move", "batch_cancel"),
        ),
        lambda has: {"pk": has.trainings.offering.number},
    ),
    "batch_answer": lambda has: {
        "pk": has.trainings.offering.number,
        "row": has.trainings.seated.roll,
    },
    **dict.fromkeys(("batch_call", "batch_change"), lambda has: {"pk": has.trainings.planned.number}),
    "batch_marks": lambda has: {"batch_number": has.trainings.called.number, "part": "test"},
    "training_nominate": lambda has: {"batch_number": has.trainings.called.number},
    "batch_nominate": lambda has: {"pk": has.trainings.called.number},
    "batch_replace": lambda has: {
        "pk": has.trainings.called.number,
        "row": has.trainings.called.call.applications.get().roll,
    },
    "batch_name": lambda has: {
        "pk": has.trainings.offering.number,
        "row": has.trainings.seated.roll,
    },
    **dict.fromkeys(("batch_draw", "batch_reopen"), lambda has: {"pk": has.trainings.frozen.number}),
    **dict.fromkeys(
        (
            *("batch_classes", "batch_attendance", "batch_begin", "batch_finish", "batch_certify"),
            *("batch_pre", "batch_post", "batch_feedback"),
        ),
        lambda has: {"pk": has.trainings.offering.number},
    ),
    "batch_payment": lambda has: {
        "pk": has.trainings.offering.number,
        "code": "participant",
        "form": "pdf",
    },
    "track_follow_up": lambda has: {"number": has.trainings.seated.case.number},
    "batch_told": lambda has: {
        "pk": has.trainings.offering.number,
        "row": has.trainings.follow_up.pk,
    },
    "track_school": lambda has: {"number": has.trainings.school.case.number},
    "training_file": lambda has: {"batch_number": has.trainings.offering.number, "name": "list-1.txt"},
    "desk_drop": lambda has: {"number": has.asked.number},
    "track_result": lambda has: {"number": has.kept.number},
    "track_receipt": lambda has: {"number": has.received.number},
    "one_use": lambda has: {"token": has.once},
    "fill": lambda has: {"token": has.asked_of_many.round.token},
    "fill_own": lambda has: {"token": has.asked_of_many.round.token, "key": has.asked_of_many.key},
    **dict.fromkeys(("odk_list", "odk_submission"), lambda has: {"token": has.asked_of_many.phone_token}),
    **dict.fromkeys(
        ("odk_form", "odk_manifest"),
        lambda has: {
            "token": has.asked_of_many.phone_token,
            "pk": has.asked_of_many.round.pk,
            "number": 1,
        },
    ),
    "odk_book": lambda has: {"token": has.asked_of_many.phone_token, "slug": "places"},
    **dict.fromkeys(("phone_code", "phone_revoke"), lambda has: {"pk": has.asked_of_many.phone.pk}),
    **dict.fromkeys(
        ("phone_submission", "phone_submission_take", "phone_submission_drop"),
        lambda has: {"pk": has.asked_of_many.sent.pk},
    ),
    **{
        name: lambda has: {"pk": has.asked_of_many.test.pk}
        for name in (
            "questionnaire",
            "questionnaire_edit",
            "question_new",
            "questionnaire_preview",
            "questionnaire_upload",
            "questionnaire_sheet",
            "questionnaire_publish",
            "questionnaire_retire",
            "round_new",
        )
    },
    "questionnaire_services": lambda has: {"pk": has.asked_of_many.intake.pk},
    "question_edit": lambda has: {"pk": has.asked_of_many.test.pk, "name": "knows"},
    **dict.fromkeys(
        ("round", "round_close", "round_responses", "round_answers"),
        lambda has: {"pk": has.asked_of_many.round.pk},
    ),
    **dict.fromkeys(
        ("response", "response_sealed", "response_void"),
        lambda has: {"pk": has.asked_of_many.response.pk},
    ),
    **dict.fromkeys(
        ("help_note", "note_helped", "help_note_thanks", "note_answered", "note_served"),
        lambda has: {"pk": has.small.note.pk},
    ),
    "task_link": lambda has: {"token": has.work.link},
    "task_feed": lambda has: {"token": has.work.feed},
    "certificate_print": lambda has: {"serial": has.certificate.serial},
    "certificate_template": lambda has: {"name": "course"},
    "certificate_state": lambda has: {"serial": has.certificate.serial},
    **dict.fromkeys(
        ("certificate_check", "certificate_badge"),
        lambda has: {"serial": has.certificate.serial, "secret": has.certificate.check_code},
    ),
    "certificate_key": lambda has: {"digest": has.certificate.key.key_id},
    "certificate_status_list": lambda has: {"year": YEAR},
    "task": lambda has: {"number": has.work.task.number},
    "task_act": lambda has: {"number": has.work.task.number, "act": "note"},
    "task_link_new": lambda has: {"number": has.work.outside.number},
    "gathering": lambda has: {"pk": has.work.gathering.pk},
    "gathering_list": lambda has: {"pk": has.work.gathering.pk},
    "gathering_door": lambda has: {"pk": has.work.gathering.pk},
    "gathering_wall": lambda has: {"pk": has.work.gathering.pk},
    "gathering_sheet": lambda has: {"pk": has.work.gathering.pk},
    "gathering_signed": lambda has: {"pk": has.work.gathering.pk},
    "gathering_photo": lambda has: {"pk": has.work.gathering.pk},
    "gathering_letter": lambda has: {"pk": has.work.gathering.pk},
    "gathering_here": lambda has: {"pk": has.work.gathering.pk},
    "gathering_act": lambda has: {"pk": has.work.gathering.pk, "act": "cancel"},
    "member_reply": lambda has: {"pk": has.work.gathering.pk, "member": has.work.member.pk},
    "roster": lambda has: {"pk": has.work.member.roster_id},
    "roster_tickets": lambda has: {"pk": has.work.member.roster_id},
    "roster_member": lambda has: {"pk": has.work.member.pk},
    "ticket": lambda has: {"token": has.work.member.read_ticket()},
    "ticket_calendar": lambda has: {"token": has.work.member.read_ticket()},
    "task_feed_change": lambda has: {"pk": has.work.task.given_by_id},
    "prove": lambda has: {"number": has.received.number},
    "grievance_receipt": lambda has: {"number": has.complained.number},
    **dict.fromkeys(("blank_form", "short_form"), lambda has: {"code": "citizen-1"}),
    # Of somebody else's: there is nothing here.
    "apply_page": lambda has: {"token": has.draft.token, "pk": has.paper.pk},
    "grievance_about": lambda has: {"number": has.broken.number},
    "grievance": lambda has: {"number": has.complained.number},
    "grievance_evidence": lambda has: {"number": has.complained.number},
    "grievance_withdraw": lambda has: {"number": has.complained.number},
    **dict.fromkeys(
        ("rti", "rti_form", "rti_withdraw", "mine_rti"),
        lambda has: {"number": has.rti.waiting.number},
    ),
    **dict.fromkeys(("rti_notice", "rti_appeal"), lambda has: {"number": has.rti.refused.number}),
    "rti_appeal_form": lambda has: {"number": has.rti.appealed.number},
    "desk_rti_form": lambda has: {"number": has.rti.waiting.number, "which": "a"},
    "offer": lambda has: {"offer_id": has.offer.pk},
    "offer_file": lambda has: {"offer_id": has.offer.pk},
    "offer_paper": lambda has: {"offer_id": has.offer.pk},
    "paper": lambda has: {"paper_id": has.paper.pk},
    "paper:complained": lambda has: {"paper_id": has.complained_paper.pk},
    "paper_file": lambda has: {"paper_id": has.paper.pk, "key": citizens_key(has.paper)},
    "paper_file:complained": lambda has: {
        "paper_id": has.complained_paper.pk,
        "key": citizens_key(has.complained_paper),
    },
    **dict.fromkeys(
        ("person", "person_join", "person_part"), lambda has: {"number": has.small.rollout.case.number}
    ),
    "begin_own": lambda has: {"code": "internal-3"},
    "track_held": lambda has: {"number": has.received.number},
    "case_identity": lambda has: {"number": has.received.number},
    "case_note_new": lambda has: {"number": has.kept.number},
    "case_note_take": lambda has: {"number": has.received.number},
    "case_same": lambda has: {"number": has.received.number},
    "case_apart": lambda has: {"number": has.small.doubles[1].number},
    "write_reply": lambda has: {"number": has.reported.number},
    **dict.fromkeys(("meeting_notice", "begin_sitting"), lambda has: {"pk": has.meetings.called.pk}),
    **dict.fromkeys(("sitting", "meeting_attendance_pdf"), lambda has: {"pk": has.meetings.sitting.pk}),
    "meeting_issue": lambda has: {"pk": has.meetings.held.pk},
    "meeting_link": lambda has: {"pk": has.meetings.circulated.pk},
    "minutes_link": lambda has: {"token": has.meetings.link},
    "call_for_case": lambda has: {"number": has.meetings.case.number},
    "end_seat": lambda has: {"seat_id": has.meetings.seat.pk},
    **dict.fromkeys(
        ("field", "field_answer", "field_photo"), lambda has: {"token": pack_token(has.inspections.pack)}
    ),
    **dict.fromkeys(
        ("job_field", "job_field_line", "job_field_sheet"), lambda has: {"token": pack_token(has.jobs.pack)}
    ),
    **dict.fromkeys(
        ("intake_field", "intake_file", "intake_code"), lambda has: {"token": pack_token(has.intake_pack)}
    ),
    "intake_call_back": lambda has: {"pack_id": has.intake_pack.pk},
    "job_take": lambda has: {"pk": has.jobs.written.pk},
    "job_call_back": lambda has: {"pk": has.jobs.written.pk, "pack_id": has.jobs.pack.pk},
    "field_call_back": lambda has: {
        "pk": has.inspections.under_way.pk,
        "pack_id": has.inspections.pack.pk,
    },
    "acknowledge_link": lambda has: {"token": has.inspections.link},
    "begin_inspection": lambda has: {"number": has.inspections.case.number},
    "inspect_place": lambda has: {"place_id": has.inspections.place.pk},
    "inspection_part": lambda has: {"pk": has.inspections.under_way.pk, "number": 1},
    **dict.fromkeys(
        (
            "inspection_devices",
            "field_take",
            "field_by_app",
            "choose_answer",
            "inspection_checklist_pdf",
        ),
        lambda has: {"pk": has.inspections.under_way.pk},
    ),
    **dict.fromkeys(
        ("inspection_make_link",),
        lambda has: {"pk": has.inspections.visited.pk},
    ),
    "task_line": lambda has: {"number": has.inspected.number, "digest": line_of(has.inspected)},
    "case": lambda has: {"number": has.received.number},
    "case_days": lambda has: {"number": has.received.number},
    "case_result": lambda has: {"number": has.kept.number},
    "case_receipt": lambda has: {"number": has.received.number},
    "case_act": lambda has: {"number": has.received.number, "act": "accept"},
    "influence": lambda has: {"code": has.small.influence.code},
    "case_contact": lambda has: {"number": has.received.number},
    "slips_pdf": lambda has: {"pk": has.slips.pk},
    "visit": lambda has: {"pk": has.small.called.pk},
    "visit_slip": lambda has: {"pk": has.small.waiting.pk, "form": "58"},
    "help_page": lambda has: {"name": "officer"},
    "settings_group": lambda has: {"name": "messages"},
    "book": lambda has: {"slug": "services", "fiscal_year": YEAR},
    "book_sheet": lambda has: {"slug": "services", "fiscal_year": YEAR},
    "book_pdf": lambda has: {"slug": "services", "fiscal_year": YEAR},
    **dict.fromkeys(
        (
            *("letter_out", "letter_versions", "letter_pdf", "letter_docx", "letter_edit"),
            *("letter_initial", "letter_return", "letter_sign", "letter_scan", "letter_issue"),
            *("letter_cancel", "letter_remind"),
        ),
        lambda has: {"letter_id": has.letter_out.pk},
    ),
    **dict.fromkeys(
        ("letter_prove", "letter_withhold"), lambda has: {"letter_id": has.sent.recipient.letter_id}
    ),
    **dict.fromkeys(
        ("letter_dispatch", "letter_label"),
        lambda has: {"letter_id": has.sent.recipient.letter_id, "recipient_id": has.sent.recipient_id},
    ),
    "dispatch_result": lambda has: {"dispatch_id": has.sent.pk},
    "scanned_page": lambda has: {"scan_id": has.scan.pk, "place": 0},
    "letter": lambda has: {"letter_id": has.letter.pk},
    "letter_act": lambda has: {"letter_id": has.letter.pk, "act": "place"},
    "desk_letter_complaint": lambda has: {"letter_id": has.letter.pk},
    **dict.fromkeys(
        ("letter_file", "letter_file_close", "letter_note", "letter_notes_pdf"),
        lambda has: {"file_id": has.file.pk},
    ),
    "export": lambda has: {"export_id": has.export.pk},
    "export_file": lambda has: {"export_id": has.export.pk},
    **dict.fromkeys(
        (
            "desk_account",
            "desk_account_change",
            "desk_account_reset",
            "desk_account_close",
            "desk_account_reopen",
        ),
        lambda has: {"user_id": officer_of(has.office).pk},
    ),
    "desk_people_end": lambda has: {"holding_id": has.cover.pk},
    "agent_appointment": lambda has: {"number": has.brought.number},
    "agent_case": lambda has: {"number": has.brought.number},
    "agent_receipt": lambda has: {"number": has.brought.number},
    "mine_case": lambda has: {"number": has.received.number},
    "mine_grievance": lambda has: {"number": has.complained.number},
    "mfa_remove_webauthn": lambda has: {"pk": 1},
    "end_sign_in": lambda has: {"sign_in_id": 1},
    "new_password": lambda has: password_link_args(officer_of(has.office)),
    "charter_review": lambda has: {"upload_id": has.upload.pk},
    "charter_document": lambda has: {"upload_id": has.upload.pk},
    "charter_file": lambda has: {"upload_id": has.upload.pk},
    "charter_record": lambda has: {"upload_id": has.upload.pk},
    "charter_add_row": lambda has: {"upload_id": has.upload.pk},
    "charter_leave_out": lambda has: {"upload_id": has.upload.pk, "code": "citizen-1"},
    "charter_add_before": lambda has: {"upload_id": has.upload.pk, "code": "citizen-7"},
    "charter_bring_back": lambda has: {"upload_id": has.upload.pk, "code": "citizen-1"},
    "charter_publish": lambda has: {"upload_id": has.upload.pk},
    "charter_as_before": lambda has: {"upload_id": has.upload.pk},
    "charter_drop": lambda has: {"upload_id": has.upload.pk},
    "charter_part": lambda has: {"upload_id": has.upload.pk, "code": "citizen-1"},
    "desk_grievance": lambda has: {"number": has.complained.number},
    "desk_grievance_act": lambda has: {"number": has.complained.number, "name": "note"},
    "desk_decision_letter": lambda has: {"number": has.complained.number},
    "desk_grievance_report": lambda has: {"period": "2026-11"},
    "desk_grievance_report_sheet": lambda has: {"period": "2026-11"},
    "desk_grievance_report_pdf": lambda has: {"period": "2026-11"},
    "desk_complaint": lambda has: {"number": has.complained.number},
    "desk_complaint_appeal": lambda has: {"number": has.decided.number},
    **dict.fromkeys(
        ("grievance_paper", "desk_grievance_paper", "desk_complaint_paper"),
        lambda has: {"number": has.decided.number, "what": "record", "place": record_of(has.decided)},
    ),
    "grievance_held": lambda has: {"number": has.grievances.named.number},
    "grievance_rate": lambda has: {"number": has.decided.number},
    "desk_complaint_evidence": lambda has: {"number": has.complained.number},
    "desk_inquiry": lambda has: {"inquiry_id": has.grievances.inquiry.pk},
    "grievance_reply": lambda has: {
        "number": has.grievances.looked_into.number,
        "question_id": has.grievances.asked.pk,
    },
    "desk_complaint_reply": lambda has: {
        "number": has.grievances.looked_into.number,
        "question_id": has.grievances.asked_officer.pk,
    },
    **dict.fromkeys(
        ("charge", "charge_make", "charge_pass"),
        lambda has: {"post_id": has.office.posts.get(role="assistant").pk},
    ),
    **dict.fromkeys(
        ("charge_document", "charge_document_pdf", "charge_sign", "charge_sheet"),
        lambda has: {"document_id": has.charge.pk},
    ),
    **dict.fromkeys(
        ("contact", "contact_held", "contact_change", "contact_end", "contact_reopen", "contact_merge"),
        lambda has: {"contact_id": has.contact.pk},
    ),
    **dict.fromkeys(
        (
            *("place", "place_change", "place_close", "place_reopen"),
            *("place_labels", "place_fault", "device_add", "stocktake_begin"),
        ),
        lambda has: {"place_id": has.place.pk},
    ),
    "lab_card": lambda has: {"slug": has.place.slug},
    **dict.fromkeys(("device", "device_change", "device_label"), lambda has: {"number": has.device.number}),
    # The same for every number, of whichever office.
    "device_card": lambda has: {"label": has.device.number},
    "device_act": lambda has: {"number": has.device.number, "act": "fault"},
    **dict.fromkeys(
        ("stocktake", "stocktake_count", "stocktake_unknown", "stocktake_close"),
        lambda has: {"pk": has.stocktake.pk},
    ),
    **dict.fromkeys(
        ("device_list", "device_list_take", "device_list_places", "device_list_apply"),
        lambda has: {"pk": has.device_list.pk},
    ),
    "stocktake_line": lambda has: {"pk": has.stocktake.pk, "number": has.device.number},
}
# What a desk declares leads to what it says itself.
THINGS = {name: each.keys for name, each in ADDRESSES.items() if each.has_key} | THINGS

CONTACT_FACTS = {"organisation": "রংপুর নমুনা কলেজ", "post": "অধ্যক্ষ", "language": "bn"}
COMMITTEE_FACTS = {
    "name_bn": "অংশীজন",
    "name_en": "Stakeholders",
    "share": "1/2",
    "least": "2",
    "notice_days": "3",
}
CALLED_FOR = {
    "day": "2026-12-20",
    "time": "11:00",
    "place": "সভাকক্ষ",
    "items": "ল্যাব",
    "haste": "জরুরি",
    "token": "pressed-to-call",
}
# What is sent is right, so that only the person can be the reason of a refusal.
SENT = {
    "apply": lambda has: QUESTIONS,
    "track": lambda has: {"number": has.received.number, "last_four": "0001"},
    "track_answer": lambda has: {"words": "কপি নিয়ে এসেছি।"},
    "track_rate": lambda has: {"stars": "5"},
    "track_withdraw": lambda has: {"sure": "on"},
    "track_disown": lambda has: {"sure": "on"},
    "track_enough": lambda has: {"sure": "on"},
    "track_again": lambda has: {"words": "আবার ছবি আসে না"},
    **dict.fromkeys(
        ("track_appointment", "track_appointment_confirm", "agent_appointment"),
        lambda has: {"slot": free_slot(has)},
    ),
    "track_day": lambda has: {"answer": "other", "day": "2026-12-23", "at": "10:00"},
    "desk_drop": lambda has: {"ruling": "refuse", "reason": "বরাদ্দ ছাড়াই করা যাবে, কাজটি করুন।"},
    "track_held": lambda has: {"field": "name", "new": "রহিমা বেগম"},
    "case_contact": lambda has: {"way": "call"},
    "influence_new": lambda has: INFLUENCE,
    "short_form": lambda has: SHORT_FORM,
    "case_identity": lambda has: {"why": "compare"},
    "write_reply": lambda has: {
        "items": [str(task.pk) for task in open_items(has.reported)],
        "language": "bn",
    },
    "track_lecture": lambda has: {"clear": "5", "useful": "4", "again": "yes"},
    "upkeep_of_case": lambda has: {
        "owner": f"post-{has.small.rollout.case.post_id}",
        "how_often": "monthly",
    },
    "triage_table": lambda has: {
        "since": "2026-12-20",
        "token": "a token long enough 8",
        **{
            f"{urgency}-{effect}": "2"
            for urgency in ("stopped", "partly", "can_wait")
            for effect in ("many", "some", "one")
        },
    },
    "specification_write": lambda has: CLAUSES,
    "specification_new": lambda has: CLAUSES | {"name_bn": "টোনার", "name_en": "Toner"},
    "event_from_case": lambda has: {
        "topic": "আইডি নিরাপদ রাখা",
        "on": "2026-12-10",
        "at": "10:00",
        "place": "নমুনা কলেজ",
        "audience": "60",
        "token": "a token long enough 3",
    },
    "call_for_case": lambda has: CALLED_FOR,
    "begin_inspection": lambda has: {
        "place": has.inspections.place.pk,
        "version": has.inspections.under_way.version_id,
    },
    "inspection_part": lambda has: {"v-wires": "yes"},
    "choose_answer": lambda has: {
        "answer": has.inspections.under_way.answers.filter(item="earth").first().pk
    },
    "field_photo": lambda has: {
        "uuid": "0f0e0d0c-0b0a-4908-8706-050403020100",
        "item": "wires",
        "said_at": NOW.isoformat(),
        "sent_at": NOW.isoformat(),
        "sha256": hashlib.sha256(make_picture()).hexdigest(),
        "photo": SimpleUploadedFile("photo.jpg", make_picture(), "image/jpeg"),
    },
    "acknowledge_link": lambda has: {"name": "রহিমা সুলতানা"},
    "batch_begin": lambda has: {"weekdays": ["6", "0"], "begins_at": "10:00", "minutes": "120"},
    "track_follow_up": lambda has: {"answer": "own"},
    "batch_told": lambda has: {"answer": "own", "via": "phone"},
    "track_school": lambda has: {"clear": "5", "useful": "4", "again": "yes"},
    "training_objection": lambda has: {
        "name": "রহিমা সুলতানা",
        "mobile": "01712000999",
        "about": "other",
        "words": "একজন বাদ পড়েছেন",
        "token": "a token long enough 7",
    },
    "track_objection": lambda has: {
        "about": "points",
        "words": "নম্বর ভুল",
        "token": "a token long enough 8",
    },
    "batch_objection": lambda has: {"decision": "refuse", "reason": "নম্বর ঠিক আছে"},
    "batch_correct": lambda has: {"draw_on": "2026-12-10"},
    "batch_settle": lambda has: {"act": "admit_all"},
    "batch_answer": lambda has: {"answer": "accept", "via": "phone"},
    "batch_name": lambda has: {"name_en": "Rahima Begum"},
    "batch_draw": lambda has: {"value_1": "7a" * 32},
    "batch_reopen": lambda has: {"reason": "নম্বর ভুল", "draw_on": "2026-12-08"},
    "fill": lambda has: {"do": "begin"},
    "fill_own": lambda has: {"do": "begin"},
    "odk_submission": lambda has: {
        "xml_submission_file": f'<data id="round-{has.asked_of_many.round.pk}" version="1">'
        "<knows>yes</knows></data>"
    },
    "phones": lambda has: {"name": "শিরীনের ফোন"},
    "phone_submission_drop": lambda has: {"reason": "ভুল করে পাঠানো"},
    "questionnaire_new": lambda has: {"title_bn": "মতামত", "purpose": "feedback"},
    "questionnaire_edit": lambda has: {"do": "up pay", "revision": "1"},
    "question_new": lambda has: {"label_bn": "কেন?", "type": "text", "revision": "1"},
    "question_edit": lambda has: {
        "label_bn": "জানেন?",
        "type": "select_one",
        "choices": "হ্যাঁ | Yes | 1\nনা | No",
        "revision": "1",
    },
    "round_new": lambda has: {"respondents": "officer", "opens_on": "2099-01-01"},
    "questionnaire_services": lambda has: {"services": ["citizen-2"]},
    "response_void": lambda has: {"reason": "ভুল মানুষ"},
    "task_link": lambda has: {"do": "report", "words": "আর্থিং বসানো হয়েছে।"},
    "task_act": lambda has: {"words": "ফোনে কথা হয়েছে।"},
    "task_new": lambda has: {
        "title": "রাউটার বদলানো",
        "owner": f"post-{has.work.task.owner_post_id}",
        "due": "2026-12-20",
        "check": str(has.work.task.given_by_id),
    },
    "tasks_transfer": lambda has: {
        "record": str(has.work.task.pk),
        "owner": f"post-{has.work.task.owner_post_id}",
        "reason": "বদলি",
    },
    "task_line": lambda has: {"do": "leave", "reason": "কাজটি মেরামতের দিনই হয়ে গেছে।"},
    "grievance_new": lambda has: {
        "about": "unlawful",
        "respondent": "not_known",
        "text": "টাকা চাওয়া হয়েছে।",
        "kind": "citizen",
        "who": "anonymous",
    },
    "grievance_about": lambda has: {"about": "delay", "text": "উত্তর পাইনি।"},
    "rti_new": lambda has: RTI_FORM,
    "rti_appeal": lambda has: {"grounds": "নথি আছে।", "relief": "কপি চাই।"},
    "desk_rti_new": lambda has: RTI_FORM | {"channel": "letter", "received": "2026-12-01"},
    "desk_rti_request_decide": lambda has: {"outcome": "dismiss", "words": "নথিটি নেই।"},
    "offer": lambda has: {"text": "উত্তর পাইনি।"},
    "offer_file": lambda has: {"text": "উত্তর পাইনি।"},
    "desk_grievance_new": lambda has: {
        "channel": "letter",
        "about": "unlawful",
        "respondent": "not_known",
        "text": "টাকা চাওয়া হয়েছে।",
        "kind": "citizen",
        "who": "anonymous",
    },
    "several": lambda has: {"record": has.received.pk, "act": "note", "words": "দেখা হলো।"},
    "filters": lambda has: {"tab": "waiting", "filter_name": "কাগজের অপেক্ষায়"},
    "accept_several": lambda has: {"record": has.received.pk},
    "counter": lambda has: {
        # Nobody of the scene is called so, or the counter would ask whether it is the same.
        "name": "শাহানা পারভীন",
        "mobile": "০১৭০০০০০০৭৭",
        "channel": "counter",
        "service": "citizen-1",
        "asked": "বন্যার পরে কোন কোন ল্যাব খোলা থাকবে?",
        "outcome": "taken",
        "token": "pressed-at-the-counter",
        "asked_of": "citizen-1",
    },
    "certificate_print": lambda has: {"language": "bn", "receiver": "নিজে"},
    "certificate_new": lambda has: {
        "subject": has.received.number,
        "name_bn": "রহিমা খাতুন",
        "course_bn": "আউটসোর্সিং প্রশিক্ষণ",
        "time_bn": "৫০ ঘণ্টা",
    },
    "certificate_template": lambda has: {
        "title_bn": "প্রশিক্ষণ সনদ",
        "title_en": "Certificate of training",
        "source": template_files()["course"].source,
    },
    "certificates_check": lambda has: {
        "number": has.certificate.serial,
        "code": has.certificate.check_code,
    },
    "letter_return": lambda has: {"reason": "তারিখ ভুল।"},
    "letter_cancel": lambda has: {"reason": "আর লাগবে না।"},
    "letter_withhold": lambda has: {"reason": "আর লাগবে না।"},
    "letter_dispatch": lambda has: (
        {"channel": "post", "reference": "RL 1", "token": "pressed-to-send"} | {"seen": "1"}
    ),
    "dispatch_result": lambda has: {"result": "delivered"},
    "diarise": lambda has: {
        "sender": "উপজেলা শিক্ষা অফিস",
        "contact": "name",
        "received_on": "2026-12-06",
        "channel": "hand",
        "subject_line": "ল্যাবের তালিকা",
        "what": "new",
        "token": "pressed-for-a-letter",
    },
    "letter_act": lambda has: {"file": has.file.number, "token": "pressed-for-an-act"},
    "desk_letter_complaint": lambda has: {"to": has.office.posts.get(role="gro").pk},
    "desk_unopened_letter": lambda has: {
        "to": has.office.posts.get(role="gro").pk,
        "channel": "hand",
        "received_on": "2026-12-01",
        "token": "pressed-for-an-envelope",
    },
    "agent_complaint": lambda has: {
        "about": "unlawful",
        "respondent": "not_known",
        "text": "টাকা চাওয়া হয়েছে।",
        "kind": "citizen",
        "who": "anonymous",
        "consent": "on",
    },
    "desk_own_motion": lambda has: {
        "source": "দৈনিক যুগের আলো, পাতা ৩",
        "source_day": "2026-12-01",
        "respondent": "upazila-ict-officer",
        "about": "unlawful",
        "text": "প্রশিক্ষণে টাকা নেওয়া হয়।",
        "evidence": SimpleUploadedFile("clipping.jpg", make_picture(), "image/jpeg"),
    },
    "letter_file_open": lambda has: {
        "number": "05.55.8549.000.000.16.0003.26",
        "title": "প্রশিক্ষণ",
        "retention": "ga",
        "opened_on": "2026-12-06",
    },
    "letter_note": lambda has: {"words": "দেখা হলো।"},
    "case_note_take": lambda has: {
        "note": Note.objects.get(submission=f"note internal {has.office.slug}").pk,
        "words": "আসসালামু আলাইকুম।",
    },
    "note_helped": lambda has: {"helped": "yes"},
    "visit_queue": lambda has: {"do": f"begin {has.small.called.pk}"},
    "board_voice": lambda has: {
        "sound": SimpleUploadedFile("clip.wav", wav_of([b"\0\1" * 800]), "audio/wav")
    },
    "printed_tokens": lambda has: {
        "r1-number": "0612-7",
        "r1-at": "00:00",
        "r1-state": "served",
    },
    "visit_token": lambda has: {"priority": "aged", "purpose": ""},
    "person_join": lambda has: {"other": has.brought.number, "why": "দুটি মোবাইলই তাঁর"},
    "case_same": lambda has: {"other": has.small.doubles[0].number, "why": "ফোনে জানিয়েছেন"},
    "person_part": lambda has: {"pair": has.small.pair.pk},
    "slips": lambda has: {"count": "4", "token": "pressed-for-slips"},
    "slip_cancel": lambda has: {
        "number": has.slips.slips.first().number,
        "reason": "বৃষ্টিতে ভিজে নষ্ট হয়েছে",
    },
    "begin_own": lambda has: {
        "title": "ল্যাবে নম্বর",
        "problem": "বারবার ফোন করতে হয়।",
        "idea": "প্রতিটি ল্যাবে একটি নম্বর।",
        "owner": "মো. আব্দুল করিম",
        "token": "pressed-for-own-work",
    },
    "desk_grievance_act": lambda has: {"words": "নথি চেয়েছি।"},
    "desk_stakeholder_meeting": lambda has: {"day": "22/12/2026", "begins": "11:00", "place": "সভাকক্ষ"},
    "desk_complaint": lambda has: {"words": "কাগজ আসতে দেরি হয়েছে।"},
    "desk_complaint_appeal": lambda has: {"words": "সিদ্ধান্তটি আবার দেখুন।"},
    "desk_complaint_evidence": lambda has: {
        "evidence": SimpleUploadedFile("photo.jpg", make_picture(), "image/jpeg")
    },
    "grievance_evidence": lambda has: {
        "evidence": SimpleUploadedFile("photo.jpg", make_picture(), "image/jpeg")
    },
    "desk_inquiry": lambda has: {"report": "খাতায় লেখা নেই।"},
    "grievance_reply": lambda has: {"words": "রবিবার সকালে।"},
    "desk_complaint_reply": lambda has: {"words": "সোমবার এসেছিলেন।"},
    "grievance_held": lambda has: {"field": "name", "new": "রহিমা বেগম"},
    "grievance_withdraw": lambda has: {"sure": "on", "words": "মিটে গেছে।"},
    "desk_people_give": lambda has: {
        "post": has.office.posts.get(role="assistant").pk,
        "person": User.objects.get(username="former").pk,
        "charge": "cover",
        "since": "2026-12-07",
        "until": "2026-12-08",
    },
    "desk_people_end": lambda has: {"last_day": "2026-12-31", "vacant": "on"},
    "desk_account_add": lambda has: {
        "username": "reshma",
        "name_bn": "রেশমা আক্তার",
        "name_en": "Reshma Akter",
    },
    "desk_account_change": lambda has: {"name_bn": "মো. আব্দুল করিম", "name_en": "Md. Abdul Karim"},
    "desk_account_close": lambda has: {"vacant": "on"},
    "settings_group": lambda has: {
        "citizens_from": "09:00",
        "citizens_to": "19:00",
        "officers": "office_hours",
        "since": "2026-12-31",
        "reason": "বদলির মাসে",
    },
    "charge_pass": lambda has: {
        "way": "post",
        "post": has.office.posts.get(role="officer").pk,
        "reason": "বদলির আদেশে দায়িত্ব হস্তান্তর।",
    },
    "charge_sign": lambda has: {"side": "take"},
    "charge_sheet": lambda has: {"scan": SimpleUploadedFile("sheet.jpg", make_picture(), "image/jpeg")},
    "contact_add": lambda has: CONTACT_FACTS | {"since": "2026-11-01"},
    "contact_change": lambda has: CONTACT_FACTS,
    "contact_end": lambda has: {"last_day": "2026-11-30"},
    "contact_merge": lambda has: {"into": has.contact.pk - 1},
    "place_add": lambda has: {"kind": "lab", "name_bn": "নতুন ল্যাব"},
    "place_change": lambda has: {"kind": "lab", "name_bn": "নতুন নামের ল্যাব"},
    "place_close": lambda has: {"last_day": "2026-11-30"},
    "device_add": lambda has: {"kind": "desktop", "on": "2026-01-05", "token": "pressed-to-register"},
    "device_change": lambda has: {"kind": "desktop", "maker": "Walton"},
    "device_act": lambda has: {"on": "2026-11-20", "words": "চালু হয় না", "token": "pressed-to-say"},
    "device_lists": lambda has: {"on": "2026-11-20", "file": sheet_of_devices()},
    "device_list_take": lambda has: {"take": str(has.device_list.rows.get().pk)},
    "place_fault": lambda has: {
        "device": str(has.device.number),
        "on": "2026-11-20",
        "words": "চালু হয় না",
        "token": "pressed-to-report",
    },
    "stocktake_count": lambda has: {"number": has.device.number},
    "stocktake_unknown": lambda has: {"words": "একটি পুরোনো মনিটর"},
    "stocktake_line": lambda has: {"result": "missing"},
    "stocktake_close": lambda has: {"missing": str(has.device.number)},
    "agent_new": lambda has: {
        "mobile": "01700000001",
        "name": CONTACT["name"],
        "service": "citizen-1",
        "ask-question": "কয়টি ল্যাব?",
        "ask-form_wanted": "written",
        "ask-receive_by": "collect",
        "token": "pressed-at-the-centre",
        "asked_of": "citizen-1",
        "show-1": "on",
    },
    "mine": lambda has: {"mobile": "01700000001"},
    "charter_add_row": lambda has: {
        "group": "citizen",
        "named": "ল্যাব ব্যবহার",
        "reason": "পড়ায় বাদ পড়েছে",
    },
    "charter_leave_out": lambda has: {"reason": "এটি শিরোনাম"},
    "account_login": lambda has: {"login": "karim", "password": "ongikar-demo"},
}
SENT = {name: each.right for name, each in FORMS_OF_DESKS.items()} | SENT

# What is known by its key alone: whoever has the key has the thing, and no key opens another office's.
BY_OBJECT = {"token", "number", "paper_id", "offer_id", "holding_id", "upload_id", "user_id", "export_id"} | {
    "letter_id",
    "dispatch_id",
    "contact_id",
    "place_id",
    "post_id",
    "seat_id",
    "serial",
}


def password_link_args(user: User) -> dict[str, str]:
    """What stands in the link to a new password."""
    return resolve(urlsplit(passwords.password_link(user)).path).kwargs


def url_patterns(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from url_patterns(entry)
        # A former address has no name, and shows nothing of its own (tests/test_former_addresses.py).
        elif entry.name:
            yield entry


def address_of(name: str, has: OfficeThings) -> str:
    return reverse(url_name_of_row(name), kwargs=THINGS[name](has) if name in THINGS else {})


def url_name_of_row(row: str) -> str:
    """The address of a row: "paper:complained" is "paper", leading to another thing."""
    return row.partition(":")[0]


def send_request(client, name: str, how: str, has: OfficeThings, *, is_kept: bool = False) -> HttpResponse:
    """Send the request, and leave everything as it was; `is_kept`: leave what was written, if anything."""
    with transaction.atomic():
        sent = SENT[name](has) if how == "POST" and name in SENT else {}
        response = getattr(client, how.lower())(address_of(name, has), sent)
        transaction.set_rollback(not is_kept)
    return response


REFUSALS = {401: "sign", 403: "shut", 404: "none", 405: "405"}


def answer_name(response: HttpResponse, how: str) -> str:
    """The answer as the table names it; an answer it has no name for is told by its figure."""
    if response.status_code == 302:
        target = response["Location"].removeprefix("/en")
        if target.startswith("/sign-in/"):
            return "sign"
        if target.startswith("/track/?number="):
            return "track"
        return "open" if how == "POST" else "away"
    # A program is told that what it sent was taken (201), or is kept (202).
    if response.status_code in (200, 201, 202, 422):
        return "open"
    return REFUSALS.get(response.status_code, str(response.status_code))


def endpoints_of_objects():
    """The addresses that lead to one thing, by its number or its key."""
    names = {pattern.name for pattern in url_patterns() if BY_OBJECT & set(pattern.pattern.converters)}
    return [(name, how) for name, how in ACCESS_MATRIX if url_name_of_row(name) in names]
