"""A new office begins with its posts and its hours; its charter comes to the desk as a document, and is
published there.
"""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.utils import timezone

from ongikar.charter.tests import reviewing
from ongikar.charter.tests.sample_documents import charter_blocks, docx
from ongikar.office_files import importing, reading
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.rules.bangla.text import digits

from .conftest import ROOT, at_home_in
from .office_folders import FOLDERS, copy_folder

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def new_office(no_office, tmp_path):
    """An office whose folder says all but its charter, and has never had one."""
    folder = copy_folder(FOLDERS[0], tmp_path, "new-office")
    for name in ("charter.toml", "charter.txt", "demo.toml"):
        (folder / name).unlink()
    importing.load_office(reading.read_office(folder, with_demo=False), now=timezone.now())
    return Office.objects.get(slug="new-office")


@pytest.fixture
def officer(new_office, client):
    user = User.objects.create(username="officer", name_bn="কর্মকর্তা", name_en="Officer", is_demo=True)
    post = Post.objects.get(office=new_office, role=Post.OFFICER)
    Office.objects.filter(pk=new_office.pk).update(is_demo=True)
    Holding.objects.create(user=user, post=post, since=date(2020, 1, 1))
    client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
    return client


def test_an_office_can_be_loaded_before_anything_was_ever_served(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "ongikar", "office", "load", str(FOLDERS[0])],
        cwd=ROOT,
        env=os.environ | at_home_in(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    # On standard error stands how far it has come, where it takes long, and nothing else.
    assert "Traceback" not in ran.stderr
    assert f"{FOLDERS[0].name}: created" in ran.stdout


def test_its_folder_needs_no_charter(new_office):
    assert not new_office.charters.exists()
    assert new_office.posts.exists()


def test_loaded_again_it_keeps_the_charter_that_was_published_on_its_desk(new_office, officer, tmp_path):
    upload = reviewing.bring(officer, docx(charter_blocks(2)), "charter.docx")
    reviewing.settle(officer, upload)
    reviewing.publish(officer, upload, timezone.localdate().isoformat())
    importing.load_office(reading.read_office(tmp_path / "new-office", with_demo=False), now=timezone.now())
    assert new_office.charters.get().services.count() == 2


@pytest.mark.parametrize(
    ("tongue", "words"),
    [("", "চার্টার এখনো এখানে প্রকাশিত হয়নি"), ("/en", "has not published its charter here yet")],
)
def test_its_public_pages_say_that_no_charter_is_published_yet(new_office, client, tongue, words):
    for address in ("/", "/charter/"):
        text = client.get(f"{tongue}{address}").content.decode()
        assert words in text
        assert "০টি সেবা" not in text
        assert "0 services" not in text
    answer = client.get(f"{tongue}/charter/official/")
    assert (answer.status_code, answer["Location"]) == (302, f"{tongue}/charter/")


def test_its_first_charter_is_in_force_the_day_it_is_published_unless_a_later_day_is_given(officer):
    upload = reviewing.bring(officer, docx(charter_blocks(2)), "charter.docx")
    reviewing.settle(officer, upload)
    page = officer.get(f"/desk/charter/{upload.pk}/publish/").content.decode()
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert reviewing.filled(page)["begins"] == digits(today, "bn")
    # Nothing is in force that could hold until the day before, and nobody's request runs under it.
    assert "এখনকার সংস্করণ" not in page
    assert "চলতি আবেদনগুলো" not in page
    reviewing.publish(officer, upload, today)
    assert officer.get("/services/citizen-1/apply/").status_code == 200


def test_the_home_page_gives_an_example_of_what_this_office_does(officer):
    upload = reviewing.bring(officer, docx(charter_blocks(2)), "charter.docx")
    reviewing.settle(officer, upload)
    reviewing.publish(officer, upload, timezone.localdate().isoformat())
    text = officer.get("/").content.decode()
    assert "যেমন: “সনদ প্রদান" in text
    assert "ল্যাবের কম্পিউটার" not in text


def test_its_citizens_can_complain_also_where_its_first_charter_prints_no_steps(new_office, officer):
    upload = reviewing.bring(officer, docx(charter_blocks(2)), "charter.docx")
    reviewing.settle(officer, upload)
    page = officer.get(f"/desk/charter/{upload.pk}/publish/").content.decode()
    assert "প্রচলিত ধাপগুলো প্রকাশিত হবে" in page
    assert "জেলা আইসিটি অফিসার: ৩০ কার্যদিবসের মধ্যে" in page.replace("\u00a0", " ")
    reviewing.publish(officer, upload, timezone.localdate().isoformat())
    steps = new_office.charters.get().tiers.all()
    assert [(step.number, step.post.role, step.promise.amount) for step in steps] == [
        (1, "gro", 30),
        (2, "appeal", 20),
        (3, "cell", 60),
    ]
    # What no document says is said to be nobody's print.
    assert "চার্টারে অভিযোগের ধাপ ছাপা নেই" in officer.get("/charter/").content.decode()
    assert "prints no steps for complaints" in officer.get("/en/charter/official/").content.decode()


def test_an_office_in_which_nobody_hears_complaints_is_told_before_it_publishes(new_office, officer):
    Post.objects.update(superior=None)
    Post.objects.filter(role__in=[Post.GRO, Post.APPEAL, Post.CELL]).delete()
    upload = reviewing.bring(officer, docx(charter_blocks(2)), "charter.docx")
    reviewing.settle(officer, upload)
    page = officer.get(f"/desk/charter/{upload.pk}/publish/").content.decode()
    assert "অভিযোগ শোনার কোনো পদও নেই" in page


def test_a_charter_that_prints_no_steps_keeps_those_in_force(officer):
    """The sheet before is not the document's to end, and the page says which steps go on."""
    first = reviewing.bring(officer, docx(charter_blocks(2)), "charter.docx")
    reviewing.settle(officer, first)
    reviewing.publish(officer, first, timezone.localdate().isoformat())
    again = reviewing.bring(officer, docx(charter_blocks(3)), "charter.docx")
    reviewing.settle(officer, again)
    page = officer.get(f"/desk/charter/{again.pk}/publish/").content.decode()
    assert "সংস্করণ ১-এর ধাপগুলোই চলবে" in page
