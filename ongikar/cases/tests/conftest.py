"""Rahima's request, and her browser, for the tests of following."""

import pytest

from tests.applicants import show_proof


@pytest.fixture
def at(time_machine):
    return lambda moment: time_machine.move_to(moment, tick=False)


@pytest.fixture
def case(receive, now, at):
    at(now)
    return receive(now=now)


@pytest.fixture
def inside(client, case):
    """Rahima's browser, in which she has shown the number and her four digits."""
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    return client


@pytest.fixture
def rahimas_browser(client, case):
    """Rahima's browser, from which she sent it in: what is done from it is done by her."""
    return show_proof(client, case)
