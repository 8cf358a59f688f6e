"""Each line of Today leads to a page that opens, and on which what the line names can be done, whoever's day
it is and whatever has become late meanwhile.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urljoin

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.clock.watch import watch_clocks
from ongikar.delivery.training.models import Batch
from ongikar.journal.outbox import run_due_entries
from ongikar.offices.models import Office
from ongikar.people.today_lines import TODAY_SOURCES, TodayQuestion, TodayShare, TodaySource
from ongikar.places.actions import add_part
from ongikar.rules import case_transitions

from .scene import NOW, officer_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Those who have a Today, by the names of the access matrix.
PEOPLE = ("officer", "assist", "gro", "appeal", "cell", "chair")
# The day of the scene, weeks of neglect, and the spring of a year without a complaint.
AFTER = (timedelta(), timedelta(days=9), timedelta(days=60), timedelta(days=530))
# So many times an address may lead on.
MOST_STEPS = 5


def follow(client: Client, url: str):
    """The answer at the end of an address, and where that is."""
    for _ in range(MOST_STEPS):
        answer = client.get(url)
        if answer.status_code not in (301, 302):
            return answer, url
        url = urljoin(url, answer.url)
    raise AssertionError(f"{url} leads round in a circle")


def open_page(client: Client, url: str) -> tuple[HTMLParser | None, str]:
    """The page of an address, and what is wrong with it: it does not open, or it says that it cannot be."""
    answer, at = follow(client, url)
    if answer.status_code != 200:
        return None, f"{url} → {at}: {answer.status_code}"
    page = HTMLParser(answer.content.decode())
    refused = [each.text(strip=True) for each in page.css("[role=alert]")]
    return page, f"{url} → {at}: {refused}" if refused else ""


def has_form(page: HTMLParser) -> bool:
    return page.css_first("main form[method=post]") is not None


def fault_of_act(client: Client, url: str, steps: int = 2) -> str:
    """Why nothing can be done at the end of an act's address; "" where there is a form, or a button or a line
    that leads to one in so many steps: the page of a batch leads to its objections, and each to its answer.
    """
    page, fault = open_page(client, url)
    if fault or page is None or has_form(page):
        return fault
    found = [each.attributes.get("href") or "" for each in page.css("main a.btn, main a.who")]
    links = [urljoin(url, each) for each in found]
    if steps and any(not fault_of_act(client, link, steps - 1) for link in links):
        return ""
    return f"{url}: no form, and no button that leads to one: {links}"


def faults_of_day(client: Client, known: set[str]) -> Iterator[str]:
    """What is wrong with the links of a Today. What is in `known` was followed for the same person before."""
    page, fault = open_page(client, "/desk/today/")
    assert page is not None, fault
    lines = [link for line in page.css("main ul.rows li") for link in line.css("a")]
    for link in [*lines, *page.css("main aside li a")]:
        url = urljoin("/desk/today/", link.attributes.get("href") or "")
        if url in known:
            continue
        known.add(url)
        is_act = "btn" in (link.attributes.get("class") or "").split()
        if fault := fault_of_act(client, url) if is_act else open_page(client, url)[1]:
            yield f"{link.text(strip=True)[:60]}: {fault}"


def accept_all(office: Office) -> None:
    for case in Case.objects.with_related().filter(office=office, state=case_transitions.RECEIVED):
        with suppress(case_transitions.TransitionFault), transaction.atomic():
            actions.accept(case, actor=("user", officer_of(office).pk), now=timezone.now())


@pytest.fixture
def shown(monkeypatch) -> set[str]:
    """The sources that had something on somebody's day."""
    found: set[str] = set()

    def watched(name: str, source: TodaySource) -> TodaySource:
        def ask(question: TodayQuestion) -> TodayShare:
            share = source(question)
            if any(each.lines for each in share.sections) or share.in_office or share.for_others:
                found.add(name)
            return share

        return ask

    for name, (order, source, roles) in list(TODAY_SOURCES.items()):
        monkeypatch.setitem(TODAY_SOURCES, name, (order, watched(name, source), roles))
    return found


def test_every_line_of_everybodys_today_leads_to_a_page_where_it_can_be_done(scene, shown):
    office = scene.ours.office
    add_part(
        office=office,
        name_bn="টোনার",
        least=2,
        actor=("user", officer_of(office).pk),
        now=NOW,
    )
    # What a class struck from the book leaves behind is tried where it is made (test_class_book.py).
    Batch.objects.filter(pk=scene.ours.trainings.offering.pk).update(overstated_since=NOW)
    faults = []
    for after in AFTER:
        now = NOW + after
        with time_machine.travel(now, tick=False):
            watch_clocks(now)
            while run_due_entries(now):
                pass
            for person in PEOPLE:
                told = faults_of_day(scene.browser(person), set())
                faults += [f"after {after.days} days, {person}: {each}" for each in told]
            # From now on what was to be accepted is to be done.
            accept_all(office)
    assert faults == []
    # Every app that puts anything on Today was asked when it had something. The scene's committee is presided
    # over by somebody outside: what a post finds that presides stands in test_chair_today.py.
    assert shown == set(TODAY_SOURCES) - {"chair"}


def test_a_line_that_leads_nowhere_is_found(scene, monkeypatch):
    """The check itself: an act that is refused, and a page on which nothing can be done."""
    with time_machine.travel(NOW, tick=False):
        desk = scene.browser("officer")
        kept = scene.ours.kept
        assert "এখন আর এটি করা যায় না" in fault_of_act(desk, reverse("case_act", args=[kept.number, "accept"]))
        assert "404" in fault_of_act(desk, "/desk/cases/0000-26-00001-00000/")
        assert "no form" in fault_of_act(desk, reverse("books"))
