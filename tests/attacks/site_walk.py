"""Walking the whole site as the access matrix has it: every address, by every person, as the attacks need
it.
"""

from collections.abc import Iterator
from itertools import product

from django.test import Client
from django.urls import reverse

from tests.access_matrix import ACCESS_MATRIX
from tests.endpoint_requests import SENT, address_of
from tests.scene import Scene

PERSONS = ("nobody", "citizen", "assist", "officer", "gro")


def every_address(scene: Scene, persons=PERSONS) -> Iterator[tuple[str, str, Client]]:
    """(address, person, browser) of every page that opens for one of these people."""
    for person in persons:
        client = scene.browser(person)
        for (name, how), answers in ACCESS_MATRIX.items():
            if how == "GET" and answers[person] == "open":
                yield address_of(name, scene.ours), person, client


def every_page(scene: Scene, persons=PERSONS) -> Iterator[tuple[str, str, Client, object]]:
    """The same, with what is answered there."""
    for address, person, client in every_address(scene, persons):
        yield address, person, client, client.get(address)


def every_form(scene: Scene, persons=PERSONS) -> Iterator[tuple[str, str, Client, dict]]:
    """(name of address, address, browser, what is rightly sent) of every form that is open to one of these
    people.
    """
    for person, ((name, how), answers) in product(persons, ACCESS_MATRIX.items()):
        if how == "POST" and answers[person] == "open":
            sent = SENT[name](scene.ours) if name in SENT else {}
            yield name, address_of(name, scene.ours), scene.browser(person), sent


def named(name: str, *args) -> str:
    return reverse(name, args=args)
