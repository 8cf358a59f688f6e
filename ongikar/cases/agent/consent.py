"""How a citizen says yes to what an agent files for them: by a code that comes to their own mobile and covers
one sitting, or by a slip that they signed, one for each application.

A tick of the agent's own proves nothing of the citizen.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpResponse

from ongikar.cases.models import AgentConsent, MobileCode
from ongikar.cases.models.proofs import GOOD_FOR, TRIES
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.cookies import SignedCookie
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import digits, time_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import masked_mobile

from .forms import AgentFilingForm

# How long the yes of one mobile holds at one centre: several applications of one person take no longer.
SITTING = timedelta(minutes=30)
# Of five wrong codes the next may be asked for after this long.
WAIT_AFTER_WRONG = timedelta(minutes=15)
# Codes asked for in an hour: for one mobile, and from one line, behind which a whole centre sits.
OF_MOBILE, FROM_ADDRESS = 4, 60
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
COOKIE = SignedCookie(
    "sitting", salt="ongikar.cases.agent.consent", lasts=int((GOOD_FOR + SITTING).total_seconds())
)

NEITHER = (
    "নাগরিকের মোবাইলে যাওয়া কোড লিখুন, অথবা তাঁর সই করা স্লিপের ছবি দিন। এর একটি ছাড়া আবেদন নেওয়া যায় না।",
    "Enter the code that was sent to the citizen’s mobile, or add a photograph of the slip they signed."
    " Without one of them nothing is filed.",
)
NOT_ASKED = (
    "এই মোবাইলে কোনো কোড পাঠানো হয়নি, অথবা কোডের সময় শেষ। আগে “কোড পাঠান” চাপুন।",
    "No code was sent to this mobile, or its time is over. Press “Send the code” first.",
)
WRONG = (
    "কোডটি ঠিক নয়। নাগরিকের SMS দেখে আবার লিখুন; আর {n} বার লেখা যায়।",
    "The code is not right. Look at the citizen’s SMS and enter it again; {n} [try is|tries are] left.",
)
OVER = (
    "কোডের ৫ মিনিট শেষ। নতুন কোড চান। যা লিখেছেন, সব আছে।",
    "The 5 minutes of this code are over. Ask for a new one. What you wrote is still here.",
)
ENDED = (
    "কোডটি পাঁচবার ভুল হয়েছে, তাই এটি আর চলবে না। {time}-এর পর নতুন কোড চাইতে পারেন, অথবা সই করা স্লিপের ছবি দিন। যা"
    " লিখেছেন, সব আছে।",
    "The code was wrong five times and is good no more. Ask for a new one after {time}, or add a photograph"
    " of the signed slip. What you wrote is still here.",
)
TOO_MANY = (
    "এই মোবাইলে অনেকবার কোড চাওয়া হয়েছে। এক ঘণ্টা পরে আবার চান, অথবা সই করা স্লিপের ছবি দিন। যা লিখেছেন, সব আছে।",
    "Too many codes were asked for. Ask again in an hour, or add a photograph of the signed slip. What you"
    " wrote is still here.",
)
SERVICE_FIRST = (
    "ছবিটি রাখা যায়নি: আগে সেবা বেছে নিন, তারপর ছবি আবার দিন।",
    "The photograph could not be kept: choose the service first, then add it again.",
)


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """What stands on the case of it."""

    way: str
    at: datetime


def code_of_sitting(request: OfficeRequest, post: Post) -> MobileCode | None:
    """The code that this browser asked for last, for this post; a forged or old cookie names none."""
    data = COOKIE.read(request)
    if not isinstance(data, list) or len(data) != 2 or data[0] != post.pk:
        return None
    return MobileCode.objects.filter(pk=data[1], office=request.office).first()


def holds_for(code: MobileCode | None, mobile: str, now: datetime) -> bool:
    """Whether the citizen with this mobile has said yes in this sitting."""
    return (
        code is not None
        and code.mobile == mobile
        and code.used_at is not None
        and now < code.used_at + SITTING
    )


def ended_key(office: Office, mobile: str) -> str:
    return f"consent ended {office.pk} {mobile[:20]}"


def is_waiting_after_wrong(office: Office, mobile: str, now: datetime) -> bool:
    return Attempt.is_spent([ended_key(office, mobile)], limit=1, now=now, within=WAIT_AFTER_WRONG)


def ended_words(code: MobileCode | None, now: datetime) -> str:
    again = (code.asked_at if code else now) + GOOD_FOR + WAIT_AFTER_WRONG
    return say(*ENDED, time=time_words(again.astimezone(TZ), language()))


def ask_for_consent(
    request: OfficeRequest, form: AgentFilingForm, post: Post, now: datetime
) -> MobileCode | None:
    """A code on its way to the mobile of the form; None where none goes, which is a fault of the form."""
    office, mobile = request.office, form.cleaned_data.get("mobile", "")
    if not mobile:
        return None
    asked = code_of_sitting(request, post)
    if asked and asked.mobile == mobile and asked.is_good(now) and now < asked.asked_at + A_MINUTE:
        return asked
    if fault := count_code_request(office, mobile, client_ip(request), now):
        form.add_error("code", fault)
        return None
    return make_consent_code(office, mobile, post, actor=("user", request.user.pk), now=now)


def count_code_request(office: Office, mobile: str, address: str, now: datetime) -> str:
    """Count one more code asked for; why none is given, or "" where one is."""
    if is_waiting_after_wrong(office, mobile, now):
        last = MobileCode.objects.filter(office=office, mobile=mobile, asked_at__gt=now - A_DAY)
        return ended_words(last.order_by("-id").first(), now)
    keys = {f"consent {mobile[:20]}": OF_MOBILE, f"consent from {address}"[:120]: FROM_ADDRESS}
    if any(Attempt.is_spent([key], limit=limit, now=now) for key, limit in keys.items()):
        return say(*TOO_MANY)
    Attempt.count_failure([*keys], now=now)
    return ""


@transaction.atomic
def make_consent_code(
    office: Office, mobile: str, post: Post, *, actor: Reference, now: datetime
) -> MobileCode:
    code = MobileCode.objects.create(office=office, mobile=mobile, salt=secrets.token_hex(16), asked_at=now)
    record(
        "mobile_code.consent_asked",
        subject=code.reference,
        actor=actor,
        office_id=office.pk,
        now=now,
        post=post.pk,
    )
    return code


def remember_sitting(response: HttpResponse, post: Post, code: MobileCode) -> HttpResponse:
    COOKIE.set(response, [post.pk, code.pk])
    return response


def read_consent(
    request: OfficeRequest, form: AgentFilingForm, post: Post, now: datetime
) -> GivenConsent | None:
    """How the citizen agrees to this application; None where they do not yet: a fault of the form."""
    mobile, typed = form.cleaned_data.get("mobile", ""), form.cleaned_data.get("code", "")
    code = code_of_sitting(request, post)
    if code and holds_for(code, mobile, now):
        return GivenConsent(AgentConsent.CODE, not_none(code.used_at))
    if typed and mobile:
        if fault := try_code(code if code and code.mobile == mobile else None, typed, now):
            form.add_error("code", fault)
            return None
        return GivenConsent(AgentConsent.CODE, now)
    if form.slips:
        return GivenConsent(AgentConsent.SLIP, now)
    if mobile and not (form.has_error("code") or form.has_error("signed_slip")):
        form.add_error("code", say(*NEITHER))
    return None


def try_code(code: MobileCode | None, typed: str, now: datetime) -> str:
    """One try; why the code that was typed is none, or "" where it is the one that was sent."""
    if code is None:
        return say(*NOT_ASKED)
    if code.try_with(typed, now):
        return ""
    code.refresh_from_db()
    if code.used_at is not None and secrets.compare_digest(typed.encode(), code.figures.encode()):
        # The same press came twice at once, and the other one was counted.
        return "" if holds_for(code, code.mobile, now) else say(*OVER)
    if code.tries >= TRIES:
        Attempt.count_failure([ended_key(code.office, code.mobile)], now=now)
        return ended_words(code, now)
    if now >= code.asked_at + GOOD_FOR:
        return say(*OVER)
    return say(*WRONG, n=digits(str(TRIES - code.tries), language()))


def sitting_words(code: MobileCode) -> str:
    """Until when the citizen's yes holds, and whose."""
    return say(
        "{mobile} নম্বরের নাগরিক কোড দিয়ে সম্মতি দিয়েছেন। {time} পর্যন্ত তাঁর আরও আবেদন করা যায়।",
        "The citizen with {mobile} agreed by their code. More can be filed for them until {time}.",
        mobile=digits(masked_mobile(code.mobile), language()),
        time=time_words((not_none(code.used_at) + SITTING).astimezone(TZ), language()),
    )
