"""Whatever happened to the office: each acknowledged application is there once, whole, and each applicant was
told once.
"""

import time
from collections.abc import Callable

from tests.started import BUSY

Count = Callable[[str], int]
Change = Callable[[str], object]
# What is owed now: a message made in quiet hours is owed at their end, whatever hour it is while the tests
# run.
LEFT_IN_OUTBOX = """
    SELECT count(*) FROM journal_outboxentry WHERE done_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM journal_entry entry JOIN notices_message message ON message.id = entry.subject_id
        WHERE entry.id = journal_outboxentry.entry_id AND entry.verb = 'message.made'
        AND message.status = 'made' AND message.not_before IS NOT NULL
    )
"""

FORWARD = "UPDATE journal_outboxentry SET next_try = '2000-01-01 00:00:00' WHERE done_at IS NULL"


def wait_until_outbox_is_empty(count: Count, change: Change, seconds: float = 60) -> None:
    """Until nothing is owed. What was in hand when it failed comes back with its lease, what failed after
    its pause; neither is waited for. `seconds`: of a quiet machine.
    """
    seconds *= BUSY
    end = time.monotonic() + seconds
    while left := count(LEFT_IN_OUTBOX):
        assert time.monotonic() < end, f"{left} to-dos are left after {seconds} seconds"
        change(FORWARD)
        time.sleep(1)


def assert_each_application_is_there_once(count: Count, applications: int) -> None:
    """`count` answers a question to the database with one number."""
    # Beside them stands at most what the office owes by itself: the month's meeting.
    planned = count("SELECT count(*) FROM cases_case WHERE channel = 'planned'")
    cases = applications + planned
    assert planned <= 1
    assert count("SELECT count(*) FROM cases_case") == cases
    assert count("SELECT count(DISTINCT submission) FROM cases_case") == cases
    assert count("SELECT count(DISTINCT book_serial) FROM cases_case") == cases
    assert count("SELECT max(book_serial) FROM cases_case") == cases, "the register has a gap"
    # Whole or not at all: every case has its clock with its first fact, its first act and its entry.
    assert count("SELECT count(*) FROM clock_clock") == cases
    assert count("SELECT count(*) FROM clock_fact") == cases
    assert count("SELECT count(*) FROM cases_act") == cases
    assert count("SELECT count(*) FROM journal_entry WHERE verb = 'case.received'") == cases
    notified = "SELECT count(*) FROM notices_message WHERE channel = 'sms' AND person LIKE 'applicant%'"
    assert count(notified) == applications
    assert count(LEFT_IN_OUTBOX) == 0
