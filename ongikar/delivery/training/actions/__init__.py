"""Everything that is done to courses, batches and applications up to the seats; each is one transaction."""

from .applying import enter_application, find_open_call, nominate
from .calling import cancel_batch, close_call, extend_call, move_result, open_cases_of, publish_call
from .drawing import correct_list, move_draw, reopen_list, type_value
from .freezing import freeze_list
from .marking import enter_mark
from .objecting import answer_objection, object_to_list
from .offering import accept_offer, answer_for, decline_offer, expire_offers, give_back_seat, offer_free_seats
from .publishing import change_plan, close_waiting_list, make_course, plan_batch, publish_result
from .replacing import replace_nominee
from .settling import (
    admit,
    clear_double,
    decide_claim,
    put_right,
    reconsider,
    restore_double,
    set_aside_double,
    turn_down,
    withdraw_application,
)

__all__ = [
    "accept_offer",
    "admit",
    "answer_for",
    "answer_objection",
    "cancel_batch",
    "change_plan",
    "clear_double",
    "close_call",
    "close_waiting_list",
    "correct_list",
    "decide_claim",
    "decline_offer",
    "enter_application",
    "enter_mark",
    "expire_offers",
    "extend_call",
    "find_open_call",
    "freeze_list",
    "give_back_seat",
    "make_course",
    "move_draw",
    "move_result",
    "nominate",
    "object_to_list",
    "offer_free_seats",
    "open_cases_of",
    "plan_batch",
    "publish_call",
    "publish_result",
    "put_right",
    "reconsider",
    "reopen_list",
    "replace_nominee",
    "restore_double",
    "set_aside_double",
    "turn_down",
    "type_value",
    "withdraw_application",
]
