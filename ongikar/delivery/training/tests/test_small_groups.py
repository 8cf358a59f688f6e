"""A group of fewer than five on a published list is told to nobody but its applicant and the auditor."""

import re
import subprocess
import sys
from html import unescape

import pytest
from django.test import Client

from ongikar.delivery.training import actions, states
from ongikar.delivery.training.models import Application, Draw, Freeze
from ongikar.delivery.training.public.views import PROGRAM
from ongikar.rules.selection import parse_list
from tests.applicants import show_proof

from .batches import RULE, actor_of, admit_all, apply, at, auditor_of, called_batch, draw, mark_all

pytestmark = pytest.mark.django_db
FILES, RESULT = "/training/T-2026-01/files/", "/training/T-2026-01/result/"
WOMEN, ETHNIC = range(5), (6, 8)


@pytest.fixture
def call(office, now, time_machine):
    """Ten on the list: five women, and two of an ethnic group; drawn and published."""
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, rule=RULE)
    for place in range(10):
        said = {"group_ethnic": True} if place in ETHNIC else {}
        apply(call, place, now, gender="female" if place in WOMEN else "male", **said)
    admit_all(call, now)
    actions.close_call(call.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    mark_all(call, at("2026-11-29"), lambda application: 10 if application.roll > 1005 else 40)
    call.refresh_from_db()
    draw(call)
    actions.publish_result(call.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00"))
    time_machine.move_to(at("2026-12-02", "12:00"), tick=False)
    return call


def read(name, browser=None):
    answer = (browser or Client()).get(f"{FILES}{name}")
    assert answer.status_code == 200
    return answer.content.decode()


def groups_in(listed):
    lines = [line for line in listed.splitlines() if not line.startswith("#")]
    return [[group for group in line.split("|")[3].split(",") if group[:1] != "~"] for line in lines]


def run(line, folder):
    command = line if isinstance(line, list) else ["sh", "-c", line]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_the_published_list_names_the_large_group_and_not_the_small(call):
    freeze, listed = Freeze.objects.get(), read("list-1.txt")
    assert "ethnic" in freeze.list_text
    assert "ethnic" not in listed
    assert [groups for groups in groups_in(listed) if groups] == [["women"]] * 5
    # Every line has a code, so that none tells by having one; no two are alike.
    codes = re.findall(r"~([0-9a-f]{16})$", listed, re.MULTILINE)
    assert len(set(codes)) == len(codes) == 10
    assert listed.splitlines()[0] == f"#{freeze.list_sha256}"


@pytest.mark.parametrize("root", ["", "/en"])
def test_no_page_and_no_file_tells_who_is_of_the_small_group(call, root):
    made = Draw.objects.get()
    assert made.standings.filter(seat_sort="set_aside:ethnic").count() == 1
    page = Client().get(f"{root}{RESULT}?all").content.decode()
    # The rule, which was published before anybody applied, and no line.
    assert page.count("ক্ষুদ্র নৃগোষ্ঠী") + page.count("ethnic") == 1
    assert ("Groups of fewer than five are covered" if root else "পাঁচজনের কম এমন দল") in page
    for roll in Application.objects.values_list("roll", flat=True):
        asked = Client().get(f"{root}{RESULT}?roll={roll}").content.decode()
        assert asked.count("ক্ষুদ্র নৃগোষ্ঠী") + asked.count("ethnic") == 1, roll
    assert "ethnic" not in read("result.csv")


def test_the_auditor_reads_the_whole_list_as_it_was_hashed(call, office):
    auditor = Client()
    auditor.force_login(auditor_of(office))
    assert read("list-1.txt", auditor) == Freeze.objects.get().list_text
    assert "নিরীক্ষক, তাই পুরো তালিকা" in auditor.get(RESULT).content.decode()
    answer = auditor.get(f"{FILES}list-1.txt")
    assert "no-store" in answer["Cache-Control"]


def test_the_applicant_opens_the_code_of_their_own_line_with_a_proof_alone(call, tmp_path):
    listed = read("list-1.txt")
    for roll, group in ((1007, "ক্ষুদ্র নৃগোষ্ঠী"), (1008, "")):
        case = Application.objects.get(roll=roll).case
        reader = Client()
        reader.post("/track/", {"number": case.number, "last_four": case.applicant.mobile[-4:]})
        shown = reader.get(f"/track/{case.number}/").content.decode()
        assert "কোডের লাইন" not in shown
        assert "ক্ষুদ্র নৃগোষ্ঠী" not in shown
        shown = show_proof(Client(), case).get(f"/track/{case.number}/").content.decode()
        code = re.search(rf"^{roll}\|.*~([0-9a-f]{{16}})$", listed, re.MULTILINE)[1]
        assert f"~{code}</code>" in shown
        assert (f"<b>{group}</b>" if group else "কোনো দল ঢাকা নেই") in shown
        shell = unescape(re.search(r"printf &#x27;%s\|%s\|%s&#x27;[^<]*", shown)[0])
        assert run(shell, tmp_path) == code


def test_anybody_recomputes_the_ranking_and_the_auditor_the_seats(call, office, tmp_path):
    made = Draw.objects.get()
    (tmp_path / "recompute.py").write_text(PROGRAM, "utf-8")
    (tmp_path / "rule.json").write_text(read("rule.json"), "utf-8")
    command = [sys.executable, "recompute.py", "list.txt", "rule.json", *made.values]
    told = [row.split(",") for row in read("result.csv").split()[1:]]
    (tmp_path / "list.txt").write_text(read("list-1.txt"), "utf-8")
    assert run(command, tmp_path).splitlines() == [f"{place} {roll} ranked" for place, roll, *_ in told]
    auditor = Client()
    auditor.force_login(auditor_of(office))
    (tmp_path / "list.txt").write_text(read("list-1.txt", auditor), "utf-8")
    assert run(command, tmp_path).splitlines() == [
        f"{place} {roll} {result}" for place, roll, _, _, result in told
    ]


def test_a_group_that_shrinks_below_five_after_publication_is_covered_from_then_on(call):
    before = read("list-1.txt")
    assert "women" in before
    page = Client().get(f"{RESULT}?all").content.decode()
    leaving = next(
        each
        for each in Application.objects.filter(call=call, state=states.WAITING).select_related("call__batch")
        if each.roll <= 1005
    )
    actions.withdraw_application(leaving, now=at("2026-12-02", "12:00"))
    after = read("list-1.txt")
    assert groups_in(after) == [[]] * 10
    # Neither does the line of whoever left tell that they did.
    assert len(parse_list(Freeze.objects.get().list_text)) == after.count("\n") - 1
    asked = Client().get(f"{RESULT}?all").content.decode()
    assert "নির্বাচিত (নারী)" not in asked
    assert page.count("নির্বাচিত") >= asked.count("নির্বাচিত")
