"""`ongikar ledger verify` names papers whose file was swapped, changed or removed, in both languages."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, storages

from ongikar.commands.ledger import verify_ledger
from ongikar.journal.actions import WORKER, record, seal_rest
from ongikar.papers import integrity
from ongikar.papers.actions import keep_paper, remove_files
from ongikar.papers.check import Clean
from ongikar.papers.integrity import find_faulty_papers
from ongikar.papers.models import Paper
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(receive):
    return receive("citizen-1")


@pytest.fixture
def papers(office, case, now):
    contents = [Clean(b"\xff\xd8\xff picture %d" % n, "image/jpeg", ".jpg") for n in range(4)]
    return [
        keep_paper(office=office, subject=case.reference, title="পরিচয়পত্র", content=each, now=now)
        for each in contents
    ]


def said(capsys, *words):
    seal_rest()
    status = verify_ledger([*words])
    return status, capsys.readouterr().out.splitlines()


def test_papers_swapped_or_deleted_on_disk_are_faults_with_whose_they_are(capsys, case, papers):
    assert said(capsys, "--language", "en")[0] == 0
    one, other, gone, _ = papers
    first, second = Path(one.file.path), Path(other.file.path)
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)
    Path(gone.file.path).unlink()
    status, lines = said(capsys, "--language", "en")
    assert status == 1
    assert lines[:3] == [
        f"{case.number}: document {one.pk}: its file is another than was kept",
        f"{case.number}: document {other.pk}: its file is another than was kept",
        f"{case.number}: document {gone.pk}: its file is not in its place",
    ]
    assert lines[-1].endswith("faults: 3")
    status, lines = said(capsys)
    assert status == 1
    assert lines[2] == f"{digits(case.number)}: কাগজ {digits(gone.pk)}: ফাইলটি তার জায়গায় নেই"
    assert "গরমিল ৩টি" in lines[-1]


def test_what_retention_took_away_is_no_fault(capsys, papers, office, now):
    remove_files(papers[:2])
    record("retention.purged", subject=("office", office.pk), actor=WORKER, office_id=office.pk, now=now)
    assert said(capsys)[0] == 0


def test_a_file_that_nobody_may_read_is_told_and_keeps_no_other_from_being_compared(capsys, case, papers):
    path = Path(papers[0].file.path)
    path.unlink()
    path.mkdir()
    Path(papers[1].file.path).unlink()
    _, lines = said(capsys, "--language", "en")
    told = "its file cannot be read, so it was not compared"
    assert lines[0] == f"{case.number}: document {papers[0].pk}: {told}"
    assert lines[1] == f"{case.number}: document {papers[1].pk}: its file is not in its place"


def test_they_are_read_a_page_at_a_time(papers, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(integrity, "PAGE", 2)
    Path(papers[3].file.path).unlink()
    # Two pages, the end, and the row of the one at fault once more.
    with django_assert_num_queries(4):
        assert [fault.paper.pk for fault in find_faulty_papers()] == [papers[3].pk]


def test_papers_in_object_storage_are_compared_as_those_in_the_folder(capsys, case, papers, monkeypatch):
    bucket = InMemoryStorage()
    for paper in papers[1:]:
        bucket.save(paper.file.name, ContentFile(Path(paper.file.path).read_bytes()))
    bucket.delete(papers[1].file.name)
    bucket.save(papers[1].file.name, ContentFile(b"another"))
    monkeypatch.setattr(Paper._meta.get_field("file"), "storage", bucket)
    assert storages["default"] is not bucket
    status, lines = said(capsys, "--language", "en")
    assert status == 1
    assert lines[:2] == [
        f"{case.number}: document {papers[0].pk}: its file is not in its place",
        f"{case.number}: document {papers[1].pk}: its file is another than was kept",
    ]


@pytest.mark.parametrize(
    ("language", "says"), [("bn", "কাগজের ফাইল মেলানো হয়নি"), ("en", "the files of papers were not compared")]
)
def test_left_out_they_are_said_to_be(capsys, papers, language, says):
    Path(papers[0].file.path).unlink()
    status, lines = said(capsys, "--language", language, "--without-papers")
    assert status == 0
    assert lines[-2].startswith(says)
