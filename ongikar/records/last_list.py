"""The list from which a record was opened: its back link leads to the filter, the words and the page that
stood there.

Kept in a signed cookie of the person, so that it needs no script, no address of a record changes, and nothing
is asked of the database. It holds but what follows the `?` of the list's own address: nothing in it leads
elsewhere.
"""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ongikar.core.http.cookies import SignedCookie

# A working day.
LAST_LIST = SignedCookie("list", salt="ongikar.records.last_list", lasts=12 * 3600)
# A longer one is of no hand, and browsers keep short cookies alone.
MOST_LETTERS = 600


def remember_list(
    request: HttpRequest, response: HttpResponse, names: str, *, beside: Collection[str] = ()
) -> None:
    """`names`: of its address. A list that stands whole is come back to as it is. `beside`: other lists from
    which the same records are opened: after one of them a whole one is told apart, too.
    """
    asked, known = request.GET.urlencode(), LAST_LIST.read(request)
    wanted = [request.user.pk, names, asked]
    is_last = bool(asked) or bool(known and known[0] == request.user.pk and known[1] in beside)
    if is_last and len(asked) <= MOST_LETTERS:
        if known != wanted:
            LAST_LIST.set(response, wanted)
    elif known and known[:2] == wanted[:2]:
        LAST_LIST.delete(response)


def list_address(request: HttpRequest, *names: str) -> str:
    """The list as the person left it; whole, where another was opened since. Of several from which a record
    is opened the one that was opened last, else the first.
    """
    known = LAST_LIST.read(request)
    if not known or known[0] != request.user.pk or known[1] not in names:
        return reverse(names[0])
    return reverse(known[1]) + (f"?{known[2]}" if known[2] else "")
