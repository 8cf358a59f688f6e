"""Walking the whole site as the access matrix has it: every address, by every person, as the attacks need
it.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from django.test import Client
from django.urls import reverse

from tests.access_matrix import ACCESS_MATRIX
from tests.endpoint_requests import SENT, address_of
from tests.page_checks import LOOKS_AT_ALL
from tests.scene import Scene

PERSONS = ("nobody", "citizen", "assist", "officer", "gro")


def doors(how: str, persons: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(person, name of address) of all that opens so for one of these people: for the first of them each, and
    with ./test --all for each of them.
    """
    seen: set[str] = set()
    for person, ((name, asked), answers) in product(persons, ACCESS_MATRIX.items()):
        if asked == how and answers[person] == "open" and name not in seen:
            if not LOOKS_AT_ALL:
                seen.add(name)
            yield person, name


def every_address(scene: Scene, persons: Sequence[str] = PERSONS) -> Iterator[tuple[str, str, Client]]:
    """(address, person, browser) of every page that opens for one of these people."""
    browsers = {person: scene.browser(person) for person in persons}
    for person, name in doors("GET", persons):
        yield address_of(name, scene.ours), person, browsers[person]


def every_page(scene: Scene, persons: Sequence[str] = PERSONS) -> Iterator[tuple[str, str, Client, object]]:
    """The same, with what is answered there."""
    for address, person, client in every_address(scene, persons):
        yield address, person, client, client.get(address)


def every_form(scene: Scene, persons: Sequence[str] = PERSONS) -> Iterator[tuple[str, str, Client, dict]]:
    """(name of address, address, browser, what is rightly sent) of every form that is open to one of these
    people.
    """
    for person, name in doors("POST", persons):
        sent = SENT[name](scene.ours) if name in SENT else {}
        yield name, address_of(name, scene.ours), scene.browser(person), sent


def named(name: str, *args) -> str:
    return reverse(name, args=args)
