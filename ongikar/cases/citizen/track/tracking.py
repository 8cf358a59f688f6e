"""Who may follow what: a number and four digits open it, a signed cookie remembers that for a day, and a
square code leads a phone's camera there.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ongikar.cases.models import Case, proofs
from ongikar.core.http.cookies import SignedCookie
from ongikar.core.models import Attempt
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.rules.numbers import normal_tracking_number

COOKIE = SignedCookie("following", salt="ongikar.cases.citizen.track.tracking", lasts=24 * 3600)
# A cookie holds this many; the oldest gives way.
MOST = 40
# In an hour, from one address: at one number, and at any.
WRONG_TRIES = 5
WRONG_TRIES_OF_AN_ADDRESS = 20
# In a day, at one number, from everywhere: then the last 4 digits are not enough.
WRONG_TRIES_OF_ALL = 60
# The page of each sort of thing that can be followed.
PAGES = {"case": "track_case"}


class HasReference(Protocol):
    """A case, or what a room above lets people follow."""

    @property
    def reference(self) -> SubjectReference: ...


class TrackedSubject(NamedTuple):
    """What a number and four digits opened: whose key to remember, and where to go."""

    reference: SubjectReference
    address: str


Finder = Callable[[str, str, Office], TrackedSubject | None]


def find_case(number: str, last_four: str, office: Office) -> TrackedSubject | None:
    """The case with this number, if the mobile given with it ends so."""
    case = (
        Case.objects.filter(number=number, office=office, applicant__mobile__endswith=last_four)
        .only("pk")
        .first()
    )
    return TrackedSubject(case.reference, reverse("track_case", args=[number])) if case else None


# Rooms above add their own: what has a number and can be followed.
FINDERS: list[Finder] = [find_case]


def find_case_by_number(number: str, office: Office) -> Case | None:
    return Case.objects.filter(number=number, office=office).only("pk", "number").first()


# What a key on paper may open, by its number alone: what it is, not whether anybody may read it.
KEYED: list[Callable[[str, Office], HasReference | None]] = [find_case_by_number]


def find_by_key(number: str, typed: str, office: Office) -> TrackedSubject | None:
    """The thing with this number, if the figures are the key on its paper; an unknown number takes as long to
    refuse.
    """
    thing = next(filter(None, (find(number, office) for find in KEYED)), None)
    if not proofs.is_paper_key(thing.reference if thing else None, typed) or thing is None:
        return None
    return TrackedSubject(thing.reference, reverse(PAGES[thing.reference[0]], args=[number]))


def find_subject(number: str, last_four: str, office: Office) -> TrackedSubject | None:
    """Ask every finder. An unknown number and wrong digits look the same from here on."""
    if not (number and len(last_four) == 4):
        return None
    return next(filter(None, (finder(number, last_four, office) for finder in FINDERS)), None)


def tries_key(number: str, address: str) -> str:
    """What wrong tries at one number from one place are counted against: nobody elsewhere locks it by
    trying.
    """
    return f"track {number[:24]} from {address}"


def has_too_many_tries(number: str, address: str, now: datetime) -> bool:
    """Whether no more tries are taken from this address: at this number, or at all.

    Many people share an address (of a mobile network, of a digital centre), so that it has more tries than
    one number.
    """
    return Attempt.is_spent([tries_key(number, address)], limit=WRONG_TRIES, now=now) or Attempt.is_spent(
        [f"track from {address}"], limit=WRONG_TRIES_OF_AN_ADDRESS, now=now
    )


def needs_code(number: str, now: datetime) -> bool:
    """Whether so many wrong tries came for one number from everywhere that four figures open it no more
    today.

    Only who has the whole number, check part and all, can bring that about. A code sent to the mobile opens
    it meanwhile.
    """
    return Attempt.is_spent(
        [f"track {number[:24]}"], limit=WRONG_TRIES_OF_ALL, now=now, within=timedelta(days=1)
    )


def count_wrong_try(number: str, address: str, now: datetime) -> None:
    Attempt.count_failure(
        [tries_key(number, address), f"track from {address}", f"track {number[:24]}"], now=now
    )


def tracked_keys(request: HttpRequest) -> list[str]:
    """What this browser has shown it may follow, the newest last. A forged or old cookie is an empty one."""
    read = vars(request)
    if "_followed" not in read:
        read["_followed"] = COOKIE.read(request) or []
    followed: list[str] = read["_followed"]
    return followed


def may_track(request: HttpRequest, thing: HasReference) -> bool:
    """Whether this browser may see a case, or anything else with a `reference`."""
    return tracked_key(thing.reference) in tracked_keys(request)


def redirect_to_tracking_login(number: str) -> HttpResponseRedirect:
    """To the tracking login, with the number filled in: the same for one that is unknown and one that is
    another's.
    """
    return HttpResponseRedirect(f"{reverse('track')}?number={normal_tracking_number(number)}")


def remember_tracked(
    request: HttpRequest, response: HttpResponse, *references: SubjectReference
) -> HttpResponse:
    """Let this browser see the things for a day."""
    keys = [tracked_key(reference) for reference in references]
    kept = [*(known for known in tracked_keys(request) if known not in keys), *keys][-MOST:]
    vars(request)["_followed"] = kept
    COOKIE.set(response, kept)
    return response


def tracked_key(reference: SubjectReference) -> str:
    return f"{reference[0]}:{reference[1]}"


# Of the eight patterns laid over a code, any can be read. To weigh them against each other is four fifths
# of the work, while somebody waits for a receipt; and what is signed looks like chance under each.
MASK = 3


class QrDrawing(NamedTuple):
    """A QR code as one path on a field of `size` by `size`."""

    size: int
    path: str


def track_address(case: Case) -> str:
    """The full address of the case's page; the tracking login is in front of it."""
    return site_of(case.office) + reverse("track_case", args=[case.number])


def draw_qr(address: str) -> QrDrawing:
    # It takes memory, and a process that draws no code does without.
    import segno

    rows = [list(row) for row in segno.make(address, error="m", boost_error=False, mask=MASK).matrix]
    return QrDrawing(len(rows), "".join(run for y, row in enumerate(rows) for run in dark_runs(row, y)))


def dark_runs(row: list[int], y: int) -> list[str]:
    """The dark stretches of one row: fewer and shorter than a square each."""
    drawn, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            drawn.append(f"M{start} {y}h{x - start}v1H{start}z")
        x += 1
    return drawn
