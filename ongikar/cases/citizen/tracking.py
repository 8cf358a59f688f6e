"""Who may follow what: a number and four digits open it, and a signed cookie remembers that for a day.

They open the page of a case and not the papers that lie with it: a number stands on a receipt that passes through many hands,
and a copy of an identity card is worth more than four digits. Papers are opened by whoever sent the request in, or has shown
by a code that the mobile is theirs.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from ongikar.frame.cookies import Cookie
from ongikar.frame.models import Attempt
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.papers.readers import reader_of
from ongikar.people.desk import desk_of
from ongikar.rules.numbers import normal_tracking_number

from ..models import Case
from ..rights import may_read

COOKIE = Cookie("following", salt="ongikar.cases.citizen.tracking", lasts=24 * 3600)
# A cookie holds so many; the oldest gives way.
MOST = 40
# In an hour, from one address: at one number, and at any.
WRONG_TRIES = 5
WRONG_TRIES_OF_AN_ADDRESS = 20
# In a day, at one number, from everywhere: then the last four figures are not enough.
WRONG_TRIES_OF_ALL = 60


class Found(NamedTuple):
    """What a number and four digits opened: whose key to remember, and where to go."""

    reference: Reference
    address: str


Finder = Callable[[str, str, Office], Found | None]


def find_case(number: str, last_four: str, office: Office) -> Found | None:
    """The case with this number, if the mobile given with it ends so."""
    case = (
        Case.objects.filter(number=number, office=office, applicant__mobile__endswith=last_four)
        .only("pk")
        .first()
    )
    return case and Found(case.reference, reverse("track_case", args=[number]))


# Rooms above add their own: what has a number and can be followed.
FINDERS: list[Finder] = [find_case]


def find(number: str, last_four: str, office: Office) -> Found | None:
    """Ask every finder. An unknown number and wrong digits look the same from here on."""
    if not (number and len(last_four) == 4):
        return None
    return next(filter(None, (finder(number, last_four, office) for finder in FINDERS)), None)


def own_key(number: str, address: str) -> str:
    """What wrong tries at one number from one place are counted against: nobody elsewhere shuts the door by trying."""
    return f"track {number[:24]} from {address}"


def is_spent(number: str, address: str, now: datetime) -> bool:
    """Whether no more tries are taken from this address: at this number, or at all.

    Many people share an address (of a mobile network, of a digital centre), so that it has more tries than one number.
    """
    return Attempt.spent([own_key(number, address)], limit=WRONG_TRIES, now=now) or Attempt.spent(
        [f"track from {address}"], limit=WRONG_TRIES_OF_AN_ADDRESS, now=now
    )


def needs_code(number: str, now: datetime) -> bool:
    """Whether so many wrong tries came for one number from everywhere that four figures open it no more today.

    Only who has the whole number, check part and all, can bring that about. A code sent to the mobile opens it meanwhile.
    """
    return Attempt.spent(
        [f"track {number[:24]}"], limit=WRONG_TRIES_OF_ALL, now=now, within=timedelta(days=1)
    )


def count_wrong(number: str, address: str, now: datetime) -> None:
    Attempt.count_failure(
        [own_key(number, address), f"track from {address}", f"track {number[:24]}"], now=now
    )


def followed(request: HttpRequest) -> list[str]:
    """What this browser has shown it may follow, the newest last. A forged or old cookie is an empty one."""
    if "_followed" not in request.__dict__:
        request._followed = COOKIE.told(request) or []
    return request._followed


def may_see(request: HttpRequest, thing) -> bool:
    """Whether this browser may see a case, or anything else with a `reference`."""
    return key_of(thing.reference) in followed(request)


def door_for(number: str) -> HttpResponseRedirect:
    """To the door, with the number filled in: the same for one that is unknown and one that is another's."""
    return HttpResponseRedirect(f"{reverse('track')}?number={normal_tracking_number(number)}")


def may_open_papers(request: HttpRequest, case_id: int) -> bool:
    """Whether this browser may open the papers of a case, beside seeing that they are there."""
    return key_of(papers_of(case_id)) in followed(request)


def papers_of(case_id: int) -> Reference:
    return ("papers", case_id)


def remember(request: HttpRequest, response: HttpResponse, *references: Reference) -> HttpResponse:
    """Let this browser see the things for a day."""
    keys = [key_of(reference) for reference in references]
    kept = [*(known for known in followed(request) if known not in keys), *keys][-MOST:]
    COOKIE.give(response, kept)
    return response


def key_of(reference: Reference) -> str:
    return f"{reference[0]}:{reference[1]}"


@reader_of("case")
def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """The papers of a case: for the browser of whoever proved to be its applicant, and for those who handle the cases."""
    if may_open_papers(request, paper.subject_id):
        return True
    return request.user.is_authenticated and may_read(
        desk_of(request.user, timezone.localdate()), paper.office_id
    )
