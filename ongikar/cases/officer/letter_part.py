"""On the page of a letter that lies in the office: the promise that it keeps when it leaves, and its last
day.
"""

from datetime import datetime

from ongikar.cases.actions.sent_letters import case_behind, waiting_answer
from ongikar.core.slots import Answer
from ongikar.letters.models import Letter
from ongikar.letters.transitions import ISSUED
from ongikar.people.desk import DeskRequest


def waiting_letter_part(*, request: DeskRequest, letter: Letter, now: datetime) -> Answer | None:
    if letter.state != ISSUED or letter.dispatched_at is not None:
        return None
    case = case_behind(letter)
    waiting = waiting_answer(case) if case is not None and case.is_open else None
    if case is None or waiting is None or waiting.data.get("letter") != letter.pk:
        return None
    return ("cases/officer/waiting_letter.html", {"case": case, "due": case.clock.due(now)})
