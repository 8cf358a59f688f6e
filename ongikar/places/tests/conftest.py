"""A lab and a centre of the shared office, with devices registered on the Sunday of the shared cast."""

from datetime import date, datetime

import pytest

from ongikar.offices.models import Place
from ongikar.people.place_actions import add_place
from ongikar.places.actions import record_device_fact, register_device

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
TODAY = SUNDAY.date()


def new_place(office, kind, name_bn, name_en, **facts):
    facts = {"kind": kind, "name_bn": name_bn, "name_en": name_en, "union": "চন্দনপাট", "eiin": ""} | facts
    return add_place(office=office, facts=facts, actor=("user", 1), now=SUNDAY)


@pytest.fixture
def lab(office) -> Place:
    return new_place(office, "lab", "নমুনা বালিকা বিদ্যালয়, ডিজিটাল ল্যাব", "Sample Girls School, digital lab")


@pytest.fixture
def centre(office) -> Place:
    return new_place(office, "udc", "চন্দনপাট ডিজিটাল সেন্টার", "Chandanpat digital centre")


@pytest.fixture
def device_at(office):
    def register(place, kind="desktop", **details):
        details = {"actor": ("user", 1), "now": SUNDAY, "on": date(2026, 1, 5)} | details
        return register_device(office=office, place=place, kind=kind, **details)

    return register


@pytest.fixture
def say_of():
    """say_of(device, "fault", 19, words="…"): a fact of a day of November."""

    def say(device, fact, day, **facts):
        facts = {"actor": ("user", 1), "now": SUNDAY} | facts
        return record_device_fact(device, fact=fact, on=date(2026, 11, day), **facts)

    return say
