"""The acts of a grievance. Each is one transaction: the act, the clock's fact, the journal entry and its
outbox entries, or nothing.
"""

from .citizen.filing import SameComplaint, file_appeal, file_complaint, file_offer
from .citizen.party_acts import add_evidence, answer_correction, ask_correction, withdraw_complaint
from .handling.deciding import add_note, answer_complaint, decide
from .handling.screening import accept, do_not_accept, redirect_complaint
from .hearing.actions import PartyEntry, call_hearing, call_off_hearing, put_off_hearing, record_hearing
from .inquiry.actions import (
    ask,
    end_due_questions,
    end_inquiry,
    enter_reply,
    enter_report,
    extend,
    go_on_without,
    order_inquiry,
    reply,
    report_inquiry,
)
from .ladder.escalation import StuckStages, move_stuck_stages
from .reading import record_reading, record_readings
from .remedy.actions import RemedyEntry, rate_decision, recommend
from .remedy.handing_checks import move_stuck_checks

__all__ = [
    "PartyEntry",
    "RemedyEntry",
    "SameComplaint",
    "StuckStages",
    "accept",
    "add_evidence",
    "add_note",
    "answer_complaint",
    "answer_correction",
    "ask",
    "ask_correction",
    "call_hearing",
    "call_off_hearing",
    "decide",
    "do_not_accept",
    "end_due_questions",
    "end_inquiry",
    "enter_reply",
    "enter_report",
    "extend",
    "file_appeal",
    "file_complaint",
    "file_offer",
    "go_on_without",
    "move_stuck_checks",
    "move_stuck_stages",
    "order_inquiry",
    "put_off_hearing",
    "rate_decision",
    "recommend",
    "record_hearing",
    "record_reading",
    "record_readings",
    "redirect_complaint",
    "reply",
    "report_inquiry",
    "withdraw_complaint",
]
