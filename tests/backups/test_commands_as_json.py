"""What a program may read of a command it reads as JSON: one text on standard output, nothing else there."""

import json
import os
from pathlib import Path

import pytest

from conftest import ROOT
from ongikar.commands.catalogue import ALL

from .homes import OFFICE, ON_POSTGRESQL, Home, copy_home, drop_all

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CHARTER = ROOT / "offices" / OFFICE / "charter.txt"
PAIRS = ROOT / "ongikar/rules/tests/charters"
# Which need none, and why.
WITHOUT = {
    "start": "serves until it is stopped; its log is JSON by ONGIKAR_LOG",
    "web": "serves until it is stopped; its log is JSON by ONGIKAR_LOG",
    "worker": "serves until it is stopped; its log is JSON by ONGIKAR_LOG",
    "prepare": "an act; whether all is in order afterwards says `doctor --json`",
    "upgrade": "an act; whether all is in order afterwards says `doctor --json`",
    "install": "writes files, and has them reviewed by a person; `settings --json` tells what is in force",
    "office new": "writes a folder of TOML, which is for programs by itself",
    "office add": "an act; its status tells whether the office is there",
    "office load": "an act; its status tells whether the office is as its files say",
    "office export": "writes a folder of TOML, which is for programs by itself",
    "person add": "a link for one person, to be handed over by a person",
    "person reset": "a link for one person, to be handed over by a person",
    "person hold": "an act; who holds what says `person list --json`",
    "person leave": "an act; who holds what says `person list --json`",
    "clock accept": "an act; the state says `clock show --json`",
    "ledger accept": "an act; the state says `ledger verify --json`",
    "keys accept": "an act; the state says `keys show --json`",
    "keys rotate": "an act; the state says `keys show --json`",
    "keys retire": "an act; the state says `keys show --json`",
    "exports make": "begun by the worker; nobody types it",
    "manage": "Django's own commands, with words of their own",
}
SIGNED = """
from pathlib import Path
from django.utils import timezone
from ongikar.cases.citizen.pdfs import receipt_address
from ongikar.cases.models import Case
from ongikar.cases.case_promise import display_promise
from ongikar.certificates.actions import issue_certificate
from ongikar.offices.models import Office
from ongikar.people.models import User

case = Case.objects.order_by("pk").first()
print(receipt_address(case, display_promise(case.clocks[0], case.received_at, as_begun=True)))
names = "name mother course time attendance test".split()
certificate = issue_certificate(
    office=Office.objects.get(), template_key="course", statement={name: ("ক", "K") for name in names},
    subject=("case", case.pk), holder=None, actor=("user", User.objects.first().pk), now=timezone.now(),
    submission="",
)
print(certificate.proof)
print(case.number)
"""


@pytest.fixture(scope="module")
def filled(pattern, tmp_path_factory):
    """A home with a backup, and the codes of a receipt and of a certificate."""
    name = f"filled_{os.getpid()}"
    home = copy_home(pattern, tmp_path_factory.mktemp("filled") / "home", name)
    home.backup()
    receipt, proof, number = home.shell(SIGNED).split()[-3:]
    home.more |= {"RECEIPT": receipt, "PROOF": proof, "NUMBER": number}
    yield home
    if ON_POSTGRESQL:
        drop_all(name)


def words_of(name: str, home: Home) -> list[str]:
    """With what each is asked, beside its name."""
    return {
        "charter read": [str(CHARTER)],
        "charter lint": [str(CHARTER)],
        "charter score": [str(PAIRS)],
        "charter compare": [str(CHARTER), str(CHARTER)],
        "promise explain": ["--case", home.more["NUMBER"]],
        "promise rehearse": ["--days", "20"],
        "promise replay": ["--service", "citizen-1", "--promise", "3 working days", "--since", "2026-01-01"],
        "retention": ["--dry-run"],
        "receipt check": [home.more["RECEIPT"]],
        "certificate check": [home.more["PROOF"]],
        "restore": ["newest", "--check"],
    }.get(name, [])


def test_each_command_takes_json_or_tells_why_it_needs_none():
    assert {each.name for each in ALL if not each.json} == WITHOUT.keys()


@pytest.mark.parametrize("each", [each for each in ALL if each.json], ids=lambda c: c.name)
def test_json_is_all_that_stands_on_standard_output(filled, each):
    ran = filled.run(*each.words, *words_of(each.name, filled), "--json", timeout=300)

    # 1 where something is not in order, 4 where it cannot be judged; that is told all the same.
    assert ran.status in (0, 1, 4), ran.words
    assert json.loads(ran.out) is not None, ran.words
    assert "Traceback" not in ran.err


def test_what_is_refused_leaves_standard_output_empty(filled):
    ran = filled.run("promise", "explain", "--case", "8549-26-9-99999-00000", "--json", timeout=300)

    assert (ran.status, ran.out) == (1, "")
    assert "no case with this number" in ran.err


def test_the_other_forms_of_a_command_are_json_too(filled):
    listed = json.loads(filled.run("backup", "--list", "--json", timeout=300).out)
    keys = json.loads(filled.run("keys", "show", "certificates", "--json", timeout=300).out)

    assert Path(listed[-1]["path"]) == filled.archives()[0]
    assert [key["signs"] for key in keys] == [True]
    assert filled.run("restore", "newest", "--json", timeout=300).status == 2


def test_what_is_found_reads_in_both_languages(filled):
    verified = json.loads(filled.run("ledger", "verify", "--json", timeout=300).out)

    assert verified["outcome"] in ("sound", "faulty", "unjudged")
    assert verified["seals"] > 100
    assert len(verified["found"]) == verified["faults"]
    for said in [verified["words"], *verified["found"], *verified["remarks"]]:
        assert said.keys() == {"bn", "en"}
        assert all(said.values())
    assert "seals" in verified["words"]["en"]
