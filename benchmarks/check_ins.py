"""A thousand people at the door with four telephones: each ticket opened by the camera and "Present" pressed,
and the presses alone. `python -m benchmarks check_ins`, in a demonstration that it prepares for itself.
"""

import http.client
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from .filled import in_new_demonstration
from .served import Served, ours

PEOPLE, PHONES = 1_000, 4
TOKEN = "a" * 32
USERS = ("karim", "shirin")


def fill_hall(people: int) -> tuple[int, list[str]]:
    """A gathering that is open now and the tickets of its roster: its key and the tickets."""
    from datetime import timedelta

    from django.utils import timezone

    from ongikar.gatherings.actions import add_member, open_roster, plan_gathering
    from ongikar.gatherings.models import Gathering
    from ongikar.offices.models import Office

    office, now = Office.objects.get(is_default=True), timezone.now()
    who: dict[str, Any] = {"actor": ("command", None), "now": now}
    roster = open_roster(office=office, subject=None, title="Hall", **who)
    members = [add_member(roster, name=f"{number}", **who) for number in range(people)]
    begins = now - timedelta(minutes=5)
    gathering = plan_gathering(
        office=office,
        sort=Gathering.EVENT,
        title="Hall",
        place="Hall",
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
        roster=roster,
        **who,
    )
    return gathering.pk, [member.read_ticket() or "" for member in members]


def sign_in(username: str) -> str:
    """The cookies of somebody who is signed in."""
    from django.conf import settings
    from django.test import Client

    from ongikar.people.models import User

    client = Client()
    client.force_login(User.objects.get(username=username), backend="ongikar.people.sign_in.StaffBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}"


def check_in_all(site: Served, methods: tuple[str, ...], cookies: str, tickets: list[str]) -> int:
    """One telephone: each ticket opened as by its camera, and pressed; how many were taken."""
    phone, taken = http.client.HTTPConnection("127.0.0.1", site.port), 0
    for ticket in tickets:
        path = f"/ticket/{ticket}/"
        for method in methods:
            form = {"csrfmiddlewaretoken": TOKEN, "do": "present", "submission": ticket}
            body = urlencode(form) if method == "POST" else None
            headers = {"Cookie": cookies, "Host": f"127.0.0.1:{site.port}"}
            if body:
                headers |= {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Origin": f"http://127.0.0.1:{site.port}",
                }
            phone.request(method, path, body, headers)
            answer = phone.getresponse()
            answer.read()
        taken += answer.status == 302
    phone.close()
    return taken


# In the database at hand: how it calls itself.
AT_HAND = "--at-hand"


def main(words: list[str]) -> None:
    if AT_HAND not in words:
        print(in_new_demonstration("benchmarks", "check_ins", AT_HAND), end="")
        return
    from ongikar.gatherings.models import Mark

    cookies = [sign_in(USERS[phone % len(USERS)]) for phone in range(PHONES)]
    with ours({"ONGIKAR_VAR": os.environ["ONGIKAR_VAR"]}) as site, ThreadPoolExecutor(PHONES) as threads:
        for methods in (("GET", "POST"), ("POST",)):
            gathering, tickets = fill_hall(PEOPLE)
            check_in_all(site, methods, cookies[0], ["0" * 16])
            began = time.perf_counter()
            phones = [
                threads.submit(check_in_all, site, methods, cookies[phone], tickets[phone::PHONES])
                for phone in range(PHONES)
            ]
            taken = sum(phone.result() for phone in phones)
            seconds = time.perf_counter() - began
            marks = Mark.objects.filter(gathering=gathering).count()
            print(
                f"{' + '.join(methods)}: {taken} of {PEOPLE} taken, {marks} marks, {seconds:.1f} s (goal 20)"
            )
