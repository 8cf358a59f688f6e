"""Proof that a browser is the applicant's: the one notion of it, which every act done in a citizen's name
asks for.

A number and four figures of the mobile stand on papers that pass through many hands, so they open a page to
be read and no more. There are four proofs: the browser that sent it in, a code by SMS, a one-use address
sent to that mobile, and the key printed on the paper receipt. A signed cookie remembers each with its way
and moment; none of them opens anything but the one request or complaint that it was given for.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.cases.actions.attachments import INSIDE
from ongikar.cases.case_queries import case_by_number
from ongikar.cases.models import Case
from ongikar.cases.models.proofs import STAYS_IN, MobileCode
from ongikar.cases.rights import may_read
from ongikar.core.forms.forms import Form
from ongikar.core.http.cookies import SignedCookie
from ongikar.core.i18n.say import say
from ongikar.journal.actions import SubjectReference
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant
from ongikar.people.post_holders import holder_of

from . import tracking

BROWSER, CODE, ADDRESS, PAPER = "browser", "code", "address", "paper"
# These came to the mobile itself: no paper of the office's making, and no browser lent at a counter, shows
# as much.
MOBILE_WAYS = frozenset({CODE, ADDRESS})
A_DAY = timedelta(days=1)
LASTS = {BROWSER: A_DAY, CODE: STAYS_IN, ADDRESS: A_DAY, PAPER: A_DAY}
COOKIE = SignedCookie(
    "proof", salt="ongikar.cases.citizen.track.applicant_proof", lasts=int(A_DAY.total_seconds())
)
# A cookie holds this many; the oldest gives way.
MOST = 30


class Subject(Protocol):
    """What somebody may be the applicant of: a case, or a complaint."""

    number: str
    office_id: int

    @property
    def reference(self) -> SubjectReference: ...

    @property
    def person(self) -> Applicant | None: ...


class Proof(NamedTuple):
    """How it was shown, and when. False where nothing was shown."""

    way: str = ""
    at: datetime = datetime.min.replace(tzinfo=UTC)

    def __bool__(self) -> bool:
        return bool(self.way)

    @property
    def is_of_mobile(self) -> bool:
        return self.way in MOBILE_WAYS

    @property
    def mark(self) -> str:
        """This showing and no other: what is pressed twice with the same one is done once."""
        return f"{self.way}-{int(self.at.timestamp())}" if self else ""


NO_PROOF = Proof()


def proof_of(request: HttpRequest, reference: SubjectReference, now: datetime) -> Proof:
    """The proof that this browser has for a case or a complaint; NONE for one that is old, forged, or of
    another's.
    """
    way, seconds = proofs_in_cookie(request).get(tracking.tracked_key(reference), ("", 0))
    at = datetime.fromtimestamp(seconds, UTC)
    return Proof(way, at) if way in LASTS and at <= now < at + LASTS[way] else NO_PROOF


def proofs_in_cookie(request: HttpRequest) -> dict[str, tuple[str, int]]:
    """What the cookie says, the oldest first. A forged cookie is an empty one."""
    read = vars(request)
    if "_shown" not in read:
        data = COOKIE.read(request)
        read["_shown"] = data if isinstance(data, dict) else {}
    shown: dict[str, tuple[str, int]] = read["_shown"]
    return shown


def remember_proof(
    request: HttpRequest, response: HttpResponse, reference: SubjectReference, way: str, now: datetime
) -> HttpResponse:
    """Let this browser act for the applicant, and read, for as long as the way of its proof lasts.

    A proof by the mobile is not given up for a weaker one.
    """
    key, before = tracking.tracked_key(reference), proof_of(request, reference, now)
    if before.is_of_mobile and way not in MOBILE_WAYS:
        return tracking.remember_tracked(request, response, reference)
    kept = {known: value for known, value in proofs_in_cookie(request).items() if known != key}
    # A cookie says whole seconds: a proof is never from the time to come.
    kept[key] = (way, int(now.timestamp()))
    vars(request)["_shown"] = shown = dict(list(kept.items())[-MOST:])
    COOKIE.set(response, shown)
    return tracking.remember_tracked(request, response, reference)


def prove_by_code(
    request: OfficeRequest, code: MobileCode, meant: tuple[str, str] | None, now: datetime
) -> HttpResponse | None:
    """The answer to a right code that was asked for one number: that is proved, and leads on. None where it
    does not fit.
    """
    subject = readable_subject(request, meant[0]) if meant else None
    if meant is None or subject is None or subject.person is None or subject.person.mobile != code.mobile:
        return None
    response = HttpResponseRedirect(address_after(subject, meant[1]))
    return remember_proof(request, response, subject.reference, CODE, now)


def forget_proofs(response: HttpResponse) -> None:
    COOKIE.delete(response)


# What may be proved, by number: each finder answers for what this browser may read already. Rooms above add
# their own.
Finder = Callable[[OfficeRequest, str], Subject | None]


def readable_case(request: OfficeRequest, number: str) -> Subject | None:
    case = case_by_number(request.office, number)
    return case if case and case.applicant and tracking.may_track(request, case) else None


FINDERS: list[Finder] = [readable_case]
# Where a proof leads on to: a word in the address of the page that asks for it, and the page it means.
PAGES_AFTER_PROOF = {
    "track": "track_case",
    "withdraw": "track_withdraw",
    "disown": "track_disown",
    "held": "track_held",
    "enough": "track_enough",
    "day": "track_day",
    "appointment": "track_appointment",
    "result": "track_result",
}


def readable_subject(request: OfficeRequest, number: str) -> Subject | None:
    return next(filter(None, (finder(request, number) for finder in FINDERS)), None)


# What a reference names, by its sort: apps above add theirs.
THINGS: dict[str, Callable[[int], Subject | None]] = {
    "case": lambda pk: Case.objects.with_related().filter(pk=pk).first()
}


def subject_of(reference: SubjectReference) -> Subject | None:
    sort, pk = reference
    return THINGS[sort](pk) if sort in THINGS else None


def address_after(subject: Subject, then: str) -> str:
    """Where a proof leads: only to pages of ours, about the very thing that was proved."""
    return reverse(PAGES_AFTER_PROOF.get(then) or tracking.PAGES[subject.reference[0]], args=[subject.number])


def prove_address(number: str, then: str) -> str:
    """The page that asks for a proof and leads on to `then`, a word of THEN."""
    return f"{reverse('prove', args=[number])}?then={then}"


def ask_for_proof(number: str, then: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(prove_address(number, then))


def require_proof(form: Form, proof: Proof, number: str, then: str) -> bool:
    """Whether there is a proof; without one it is a fault of the form, which stays filled in as it was sent.

    Whoever wrote for longer than a proof lasts shows it anew in another tab, and sends what they wrote.
    """
    if not proof:
        form.add_error(
            None,
            format_html(
                '{} <a href="{}" target="_blank" rel="noopener">{}</a>',
                say(
                    "আপনার হয়ে আর কেউ যেন কিছু করতে না পারেন, তাই আগে জানা দরকার এটি আপনি। যা লিখেছেন,"
                    " এখানেই আছে: আগে প্রমাণ দিন, তারপর আবার পাঠান।",
                    "So that nobody acts in your name, we first need to know that it is you. What you wrote"
                    " is still here: show that it is you, then send it again.",
                ),
                prove_address(number, then),
                say("প্রমাণ দিন", "Show that it is you"),
            ),
        )
    return bool(proof)


@register_reader("case")
def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """The papers of a case: for the browser of whoever proved to be its applicant, and for those who handle
    the cases.

    A copy of an identity card is worth more than four figures.
    """
    now = timezone.now()
    if paper.brought_by != INSIDE and proof_of(request, ("case", paper.subject_id), now):
        return True
    return request.user.is_authenticated and may_read(
        holder_of(request.user, timezone.localdate(now)), paper.office_id
    )
