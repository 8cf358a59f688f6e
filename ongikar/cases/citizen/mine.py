"""Whose mobile this browser has proved: a signed cookie names the code that was entered, and the row says if it still holds."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from ongikar.frame.cookies import Cookie
from ongikar.frame.models import Attempt
from ongikar.journal.actions import ANYONE, record
from ongikar.offices.models import Office

from ..mobile_codes import GOOD_FOR, STAYS_IN
from ..models import Case, MobileCode

ASKED, IN = "asked", "in"
LASTS = {ASKED: int(GOOD_FOR.total_seconds()), IN: int(STAYS_IN.total_seconds())}
COOKIE = Cookie("mine", salt="ongikar.cases.citizen.mine", lasts=LASTS[IN])
# Codes asked for in an hour: for one mobile, and from one address, which a whole centre may share.
OF_MOBILE, FROM_ADDRESS = 4, 30
# Wrong codes from one address in an hour, over all mobiles.
WRONG_FROM_ADDRESS = 30
SHOWN = 50
A_MINUTE = timedelta(minutes=1)


def too_many(mobile: str, address: str, now: datetime) -> bool:
    """Counts this asking, too; the same whether anybody is known by the mobile or not."""
    keys = [f"mine {mobile[:20]}", f"mine from {address}"]
    if Attempt.spent(keys[:1], limit=OF_MOBILE, now=now) or Attempt.spent(
        keys[1:], limit=FROM_ADDRESS, now=now
    ):
        return True
    Attempt.count_failure(keys, now=now)
    return False


def is_on_its_way(request: HttpRequest, mobile: str, now: datetime) -> bool:
    """Pressed twice is one SMS: this browser asked for this mobile less than a minute ago."""
    asked = code_of(request, ASKED)
    return (
        asked is not None
        and asked.mobile == mobile
        and asked.is_good(now)
        and now < asked.asked_at + A_MINUTE
    )


@transaction.atomic
def ask_for_code(office: Office, mobile: str, now: datetime) -> MobileCode:
    """The same rows for every mobile. Whether an SMS goes is decided after the answer, by the worker."""
    code = MobileCode.objects.create(office=office, mobile=mobile, salt=secrets.token_hex(16), asked_at=now)
    record("mobile_code.asked", subject=code.reference, actor=ANYONE, office_id=office.pk, now=now)
    return code


def is_spent(address: str, now: datetime) -> bool:
    return Attempt.spent([f"mine wrong from {address}"], limit=WRONG_FROM_ADDRESS, now=now)


def count_wrong(address: str, now: datetime) -> None:
    Attempt.count_failure([f"mine wrong from {address}"], now=now)


def remember(
    response: HttpResponse, code: MobileCode, stage: str, then: tuple[str, str] | None = None
) -> HttpResponse:
    """`stage`: ASKED while the code is awaited, IN once it was entered. A cookie of the one never serves as the other.

    `then`: the number that the code is to prove, and the word of the page it leads on to (applicant_proof.THEN).
    """
    COOKIE.give(response, [stage, code.pk, *(then or ())], lasts=LASTS[stage])
    return response


def leads_on(request: HttpRequest) -> tuple[str, str] | None:
    """What the awaited code is to prove, and where it leads; None where it opens the list of all."""
    told = COOKIE.told(request, lasts=LASTS[ASKED])
    return (told[2], told[3]) if isinstance(told, list) and told[:1] == [ASKED] and len(told) == 4 else None


def code_of(request: HttpRequest, stage: str) -> MobileCode | None:
    """The code that this browser's cookie names, of this office; a forged or old cookie names none."""
    told = COOKIE.told(request, lasts=LASTS[stage])
    if not isinstance(told, list) or told[:1] != [stage]:
        return None
    return MobileCode.objects.filter(pk=told[1], office=request.office).first()


def proved(request: HttpRequest, now: datetime) -> MobileCode | None:
    """The code by which this browser is in, if it still is."""
    code = code_of(request, IN)
    return code if code and code.is_in(now) else None


def cases_of(code: MobileCode) -> QuerySet[Case]:
    """Every request of the mobile in this office, the newest first."""
    # The office of the applicant is that of the case: said twice, the mobile is found by its index.
    found = Case.objects.filter(
        office=code.office_id, applicant__office=code.office_id, applicant__mobile=code.mobile
    )
    return found.select_related("applicant", "clock").order_by("-id")
