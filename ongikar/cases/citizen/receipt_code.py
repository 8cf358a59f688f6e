"""The square code on a receipt: the address of the case's page, and behind its # the promise, signed.

What follows a # is never sent to a server: the address leads where it always led, and the promise can be read
from the
code with the server gone.
"""

from django.conf import settings
from django.utils import timezone

from ongikar.cases.case_promise import PromiseDisplay, promised_step_words
from ongikar.cases.models import Case
from ongikar.clock.day_moves import calendar_number_at_start
from ongikar.papers.receipt_key import sign_promise
from ongikar.rules.promise import receipt_code
from ongikar.rules.promise.receipt_code import ReceiptPromise

from .track.tracking import track_address


def receipt_address(case: Case, promise: PromiseDisplay) -> str:
    """The address with the promise as the receipt tells it."""
    line = sign_promise(receipt_code_of(case, promise), settings.ONGIKAR_RECEIPT_KEY)
    return f"{track_address(case)}#{line}" if line else track_address(case)


def receipt_code_of(case: Case, promise: PromiseDisplay) -> ReceiptPromise:
    due = timezone.localtime(promise.due)
    return ReceiptPromise(
        number=case.number,
        service=case.row.code,
        charter_version=case.row.version.number,
        calendar_version=calendar_number_at_start(case.clocks[0]),
        what=promised_kind(promise),
        due=due.date(),
        at=due.time() if promise.is_timed else None,
    )


def promised_kind(promise: PromiseDisplay) -> str:
    """What is to have come by the day: while the service itself has no day yet, the step that has."""
    if promised_step_words(promise):
        return receipt_code.STEP
    return receipt_code.ACCEPT if promise.explanation.promise.unit == "accept" else receipt_code.GIVE
