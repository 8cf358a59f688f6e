"""Where a paper lies: in the folder the settings name, whole or not at all."""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as real
from django.db import IntegrityError, transaction

from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from tests.started import SECONDS

# Says the same on either database.
pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
CONTENT = Clean(b"%PDF-1.7 a paper", "application/pdf", ".pdf")


@pytest.fixture
def keep(office, now):
    def do(**more):
        return keep_paper(office=office, subject=("case", 1), title="কপি", content=CONTENT, now=now, **more)

    return do


def files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def test_papers_of_a_test_lie_in_the_tests_own_folder_and_never_among_the_offices(keep, tmp_path):
    before = files(real.VAR / "papers")
    kept = keep()
    assert [Path(kept.file.path)] == files(tmp_path)
    assert kept.file.read() == CONTENT.content
    assert files(real.VAR / "papers") == before


def test_the_folder_is_asked_for_at_each_use(keep, tmp_path, settings):
    first = keep()
    settings.ONGIKAR_PAPERS = tmp_path / "elsewhere"
    second = keep()
    assert Path(second.file.path).is_relative_to(tmp_path / "elsewhere")
    assert not Path(first.file.path).exists()


def test_a_paper_whose_row_cannot_be_written_leaves_no_file(keep, tmp_path):
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(brought_by=None)
    assert files(tmp_path) == []


def test_half_a_paper_is_taken_away(keep, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(CONTENT.content) - 5, hard))
    try:
        with pytest.raises(OSError, match="large") as fault:
            keep()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert fault.value.errno == errno.EFBIG
    assert files(tmp_path) == []
    assert not Paper.objects.exists()


def test_whatever_the_office_has_set_no_paper_of_a_test_lands_in_its_folder(tmp_path):
    """Proved from without: the tests above are run by somebody whose office lies in this folder."""
    office = tmp_path / "office"
    words = ["-m", "pytest", __file__, "-p", "no:cacheprovider", "-k", "own_folder or leaves_no_file"]
    environment = os.environ | {"ONGIKAR_VAR": str(office), "ONGIKAR_SMS_URL": "http://127.0.0.1:9/sendsms"}
    environment.pop("ONGIKAR_DATABASE", None)
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert ran.returncode == 0, ran.stdout
    assert "2 passed" in ran.stdout
    assert not (office / "papers").exists()
