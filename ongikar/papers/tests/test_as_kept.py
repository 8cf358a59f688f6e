"""A paper is on the disk before anybody is told that it was kept, and is handed out only as it was kept."""

import os
import stat
from pathlib import Path

import pytest
from django.test import Client

from ongikar.cases.models import MobileCode
from ongikar.core.i18n.say import override_language
from ongikar.journal.models import Entry
from ongikar.operations.doctor import check_paper_fingerprints
from ongikar.papers import models
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.integrity import NOT_AS_KEPT, check_papers

pytestmark = pytest.mark.django_db
CONTENT = Clean(b"\xff\xd8\xff a picture", "image/jpeg", ".jpg")


@pytest.fixture
def case(receive):
    return receive("citizen-1")


@pytest.fixture
def paper(office, case, now):
    return keep_paper(office=office, subject=case.reference, title="পরিচয়পত্র", content=CONTENT, now=now)


@pytest.fixture
def follower(case):
    browser = Client()
    browser.post("/mine/", {"mobile": case.applicant.mobile})
    browser.post("/mine/code/", {"code": MobileCode.objects.latest("pk").figures})
    browser.get(f"/mine/{case.number}/")
    return browser


def test_file_and_folders_are_synced_before_the_row_is_written(office, case, now, monkeypatch):
    seen = []

    def note(descriptor):
        # Still under the name of what is half there: whoever meets the other name finds the whole.
        name = Path(os.readlink(f"/proc/self/fd/{descriptor}")).name
        seen.append(name if stat.S_ISDIR(os.fstat(descriptor).st_mode) else Path(name).suffix)

    monkeypatch.setattr(models.os, "fsync", note)
    monkeypatch.setattr("ongikar.papers.models.Paper.save", lambda self: seen.append("row"))
    keep_paper(office=office, subject=case.reference, title="কপি", content=CONTENT, now=now)
    # Folders made on the way are known to those above them, then the file, then its name in its folder,
    # then the row.
    assert seen[-4:] == ["2026", ".part", "11", "row"]
    assert "papers" in seen[:-4]


def test_what_could_not_be_synced_was_not_kept(office, case, now, monkeypatch, settings):
    def refuse(descriptor):
        raise OSError(5, "Input/output error")

    keep_paper(office=office, subject=case.reference, title="কপি", content=CONTENT, now=now)
    monkeypatch.setattr(models.os, "fsync", refuse)
    with pytest.raises(OSError, match="Input/output"):
        keep_paper(office=office, subject=case.reference, title="কপি", content=CONTENT, now=now)
    assert len([each for each in settings.ONGIKAR_PAPERS.rglob("*") if each.is_file()]) == 1


def test_nothing_is_written_over(tmp_path):
    path = tmp_path / "a" / "b.jpg"
    models.write_durably(path, [b"one"], file_mode=0o600, folder_mode=0o700)
    with pytest.raises(FileExistsError):
        models.write_durably(path, [b"two"], file_mode=0o600, folder_mode=0o700)
    assert path.read_bytes() == b"one"
    assert [each.name for each in path.parent.iterdir()] == ["b.jpg"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def change(paper):
    Path(paper.file.path).write_bytes(b"\xff\xd8\xff another picture")


def lose(paper):
    Path(paper.file.path).unlink()


@pytest.mark.parametrize(
    ("harm", "bn", "en", "fault"),
    [
        (change, "ফাইলটি পরে বদলে গেছে", "was changed afterwards", "changed"),
        (lose, "তার জায়গায় নেই", "not in its place", "lost"),
    ],
)
def test_a_paper_that_is_not_as_it_was_kept_is_not_handed_out_and_that_is_entered(
    paper, follower, harm, bn, en, fault
):
    address = follower.get(f"/papers/{paper.pk}/")["Location"]
    assert follower.get(address).content == CONTENT.content
    harm(paper)
    for root, words in (("", bn), ("/en", en), ("", bn)):
        address = follower.get(f"{root}/papers/{paper.pk}/")["Location"]
        answer = follower.get(address)
        assert answer.status_code == 409
        assert words in answer.content.decode()
        assert b"another picture" not in answer.content
        assert "no-store" in answer["Cache-Control"]
    # Once, however often it is asked for.
    entries = Entry.objects.filter(subject_type="paper", subject_id=paper.pk, verb=NOT_AS_KEPT)
    assert [entry.facts["fault"] for entry in entries] == [fault]


def test_the_doctor_names_papers_that_are_lost_or_changed(paper, office, case, now):
    other = keep_paper(office=office, subject=case.reference, title="কপি", content=CONTENT, now=now)
    with override_language("en"):
        assert check_paper_fingerprints() == (True, "document checksums: all match (2 of 2 checked)")
    change(paper)
    lose(other)
    fine, line = check_paper_fingerprints()
    assert not fine
    assert f"{paper.pk} বদলানো" in line
    assert f"{other.pk} নেই" in line


def test_the_doctor_does_not_make_anybody_wait_and_says_how_far_it_came(paper, monkeypatch):
    assert list(check_papers(seconds=None)) == [None]
    monkeypatch.setattr("ongikar.operations.doctor.PAPER_CHECK_SECONDS", -1.0)
    with override_language("en"):
        assert check_paper_fingerprints() == (True, "document checksums: all match (0 of 1 checked)")
