"""Handing out a paper: by an address signed for one person and ten minutes, and every reading entered."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ongikar.cases import actions
from ongikar.cases.models import MobileCode
from ongikar.core.crypto.key_ring import key_ring
from ongikar.core.models import Attempt
from ongikar.journal.models import Entry
from ongikar.papers import quota
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import PaperFault, clean_file
from ongikar.papers.models import Paper, PrivateFolder, private_storage

from .hostile import picture

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as moved:
        yield moved


@pytest.fixture
def case(receive, clock, now):
    return receive("citizen-1", now=now)


@pytest.fixture
def paper(office, case, now):
    return keep_paper(
        office=office, subject=case.reference, title="পরিচয়পত্র", content=clean_file(picture()), now=now
    )


@pytest.fixture
def follower(case):
    browser = Client()
    browser.post("/mine/", {"mobile": case.applicant.mobile})
    browser.post("/mine/code/", {"code": MobileCode.objects.latest("pk").figures})
    browser.get(f"/mine/{case.number}/")
    return browser


def link(browser, paper) -> str:
    answer = browser.get(f"/papers/{paper.pk}/")
    assert answer.status_code == 302
    assert "no-store" in answer["Cache-Control"]
    return answer["Location"]


def readings():
    return Entry.objects.filter(verb="paper.read")


def test_the_address_is_good_for_ten_minutes_and_then_leads_to_a_new_one(follower, paper, clock, now):
    address = link(follower, paper)
    assert follower.get(address).status_code == 200
    clock.move_to(now + 9 * MINUTE)
    assert follower.get(address).status_code == 200
    clock.move_to(now + 11 * MINUTE)
    answer = follower.get(address)
    assert answer.status_code == 302
    assert answer["Location"] != address
    assert follower.get(answer["Location"]).status_code == 200


def test_an_address_handed_on_opens_nothing_for_another(signed_in, karim, salma, follower, paper):
    desk = signed_in(karim)
    address = link(desk, paper)
    assert desk.get(address).status_code == 200
    assert Client().get(address).status_code == 404
    assert follower.get(address).status_code == 302, (
        "who may read it anyway is sent to an address of their own"
    )
    assert signed_in(salma).get(address).status_code == 404


@pytest.mark.parametrize("key", ["x", "1:2", ":", "1uXyZ:", "%00", "..%2F..%2Fetc", "ক", "x" * 3000])
def test_a_key_of_ones_own_making_opens_nothing(key, follower, paper):
    answer = follower.get(f"/papers/{paper.pk}/{key}/")
    assert answer.status_code in (302, 404)
    assert not readings().exists()


def test_the_key_of_one_paper_does_not_open_another(follower, paper, office, case, now):
    other = keep_paper(
        office=office, subject=case.reference, title="ছবি", content=clean_file(picture()), now=now
    )
    key = link(follower, paper).rstrip("/").rsplit("/", 1)[1]
    assert follower.get(f"/papers/{other.pk}/{key}/").status_code == 302


@pytest.mark.fast
def test_every_reading_is_entered_with_who_and_when_once_a_minute(
    signed_in, karim, follower, paper, clock, now
):
    follower.get(link(follower, paper))
    desk = signed_in(karim)
    for _ in range(3):
        desk.get(link(desk, paper))
    assert [(entry.actor_type, entry.actor_id, entry.subject_id) for entry in readings()] == [
        ("citizen", None, paper.pk),
        ("user", karim.pk, paper.pk),
    ]
    clock.move_to(now + MINUTE)
    desk.get(link(desk, paper))
    assert readings().count() == 3
    found = [str(entry.facts) for entry in readings()]
    assert not [facts for facts in found if paper.title in facts]


def test_asking_for_the_address_is_no_reading_yet(follower, paper):
    link(follower, paper)
    assert not readings().exists()


def test_a_paper_lies_where_only_its_owner_reads(paper, settings):
    lying = Path(paper.file.path)
    assert stat.S_IMODE(lying.stat().st_mode) == 0o600
    folder = lying.parent
    while folder != Path(settings.ONGIKAR_PAPERS).parent:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder = folder.parent


def test_papers_lie_in_the_storage_the_settings_name(settings):
    assert isinstance(private_storage(), PrivateFolder)
    settings.STORAGES = settings.STORAGES | {
        "papers": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }
    assert isinstance(private_storage(), InMemoryStorage)


def admit(now, subject=("case", 1), size=1000, address="10.0.0.1", mobile="+8801700000001"):
    quota.count_paper(subject=subject, size=size, address=address, mobile=mobile, now=now)


def test_one_request_takes_so_many_papers_and_bytes_and_no_more(office, now, monkeypatch):
    monkeypatch.setattr(quota, "MOST_PAPERS_A_SUBJECT", 2)
    for _ in range(2):
        admit(now)
        keep_paper(office=office, subject=("case", 1), title="ক", content=clean_file(picture()), now=now)
    with pytest.raises(PaperFault, match="no room for more"):
        admit(now)
    admit(now, subject=("case", 2))
    with pytest.raises(PaperFault, match="no room for more"):
        admit(now, subject=("case", 2), size=quota.MOST_BYTES_A_SUBJECT + 1)


@pytest.mark.parametrize(
    ("limit", "same"),
    [
        ("MOST_A_MOBILE_AND_DAY", {"mobile": "+8801700000001"}),
        ("MOST_AN_ADDRESS_AND_DAY", {"address": "10.0.0.1"}),
    ],
)
def test_one_mobile_and_one_address_bring_so_many_a_day(limit, same, office, now, monkeypatch):
    monkeypatch.setattr(quota, limit, 3)
    other = iter(range(100))

    def bring(at):
        number = next(other)
        admit(
            at,
            subject=("case", number),
            **({"mobile": f"+88018{number:08d}", "address": f"10.1.0.{number}"} | same),
        )

    for _ in range(3):
        bring(now)
    with pytest.raises(PaperFault, match="tomorrow"):
        bring(now + timedelta(hours=20))
    bring(now + timedelta(hours=25))


def test_the_count_of_a_day_holds_no_mobile_in_the_open(office, now):
    admit(now)
    assert not Attempt.objects.filter(key__contains="1700000001").exists()
    assert Attempt.objects.filter(key__contains=key_ring().blind_index("+8801700000001", "quota")).exists()


def test_what_is_refused_for_being_too_much_leaves_no_file(follower, case, office, monkeypatch, now):
    monkeypatch.setattr(quota, "MOST_AN_ADDRESS_AND_DAY", 1)
    admit(now, address="127.0.0.1")
    actions.ask_for_papers(case, missing=["ছবি"], words="", actor=("user", 1), now=now)
    upload = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    answer = follower.post(f"/track/{case.number}/answer/", {"paper-0": upload})
    assert answer.status_code == 422
    assert "কাল আবার দিন" in answer.content.decode()
    assert not Paper.objects.exists()
