"""`kill -9` of a worker, or of the program that makes a file, in the middle of it: the file is made whole in
the end, what was done of it is not done again, and everything else goes on.
"""

import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.started import SECONDS

from .conftest import SQLite
from .disk_limits import SmallDisk
from .postgres import Postgres
from .programs import ROOT, Site, free_port, make_office, run, wait

LINES = 1_300
# What a killed worker held comes back when its lease ends; time is not waited for, the lease is shortened.
UNLEASE = "UPDATE exports_export SET leased_until = {ago} WHERE leased_until IS NOT NULL"
UNFINISHED = "SELECT count(*) FROM exports_export WHERE ready_at IS NULL AND failed_at IS NULL"
READY = "SELECT count(*) FROM exports_export WHERE ready_at IS NOT NULL"
MESSAGES = "SELECT count(*) FROM notices_message"
COLUMN = "SELECT {column} FROM exports_export WHERE id = {key}"


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=[pytest.mark.needs("postgresql"), pytest.mark.slow])]
)
def database(request, tmp_path):
    """(database, how it says a minute ago)."""
    made = SQLite(tmp_path / "ongikar.sqlite3") if request.param == "sqlite" else Postgres()
    yield made, "datetime('now', '-1 minute')" if request.param == "sqlite" else "now() - interval '1 minute'"
    made.away()


def order(office: dict[str, str], form: str) -> int:
    command = [sys.executable, "-m", "benchmarks", "export_orders", form]
    done = subprocess.run(
        command, cwd=ROOT, env=office, check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS
    )
    return int(done.stdout)


def makers_of(worker) -> list[int]:
    """The programs below a worker that make an export or set its pages."""
    found = []
    for process in worker.processes:
        with suppress(OSError):
            words = Path(f"/proc/{process}/cmdline").read_bytes()
            if b"exports\0make" in words or b"typesetter" in words:
                found.append(process)
    return found


def serials_in(bundle: Path) -> list[str]:
    """The figures in the first column of each page of all volumes, in their order."""
    found = []
    with zipfile.ZipFile(bundle) as parts:
        for name in sorted(parts.namelist())[1:]:
            for page in pypdfium2.PdfDocument(parts.read(name)):
                text = page.get_textpage().get_text_range()
                found += re.findall("৮৫৪৯-২০-০*([০-৯]+)", text)
    return found


def test_killed_again_and_again_a_register_is_whole_in_the_end(database, start, tmp_path):
    asked, ago = database
    office = make_office(tmp_path, drafts=0, database=asked.url)
    run(office, "benchmarks", "fill", "--cases", str(LINES))
    key, exports = order(office, "pdf"), tmp_path / "exports"
    worker = start(office, "worker")

    def column(name: str) -> int | str:
        return asked.count(COLUMN.format(column=name, key=key))

    def volumes() -> list[Path]:
        return sorted(exports.glob(f"{key}.work/*.pdf"))

    # The program that makes it falls alone: the worker begins it again by itself.
    wait(volumes, "a volume is there", 90)
    first = volumes()[0]
    written = first.stat().st_mtime
    for process in makers_of(worker):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    wait(lambda: column("falls") == 1, "it was begun again", 60)
    assert worker.process.poll() is None

    # The worker falls: its program ends with it, and the next worker goes on.
    wait(lambda: len(volumes()) >= 2, "a second volume is there", 90)
    makers = makers_of(worker)
    os.kill(worker.process.pid, signal.SIGKILL)
    wait(lambda: not any(Path(f"/proc/{each}").exists() for each in makers), "nothing is left of it")
    asked.change(UNLEASE.format(ago=ago))
    worker.kill()
    worker.start()

    wait(lambda: asked.count(UNFINISHED) == 0, "it is made", 120)
    name = column("stored_name")
    assert [column(each) for each in ("lines_done", "falls", "fault")] == [LINES, 2, ""]
    assert serials_in(exports / name) == [
        str(number).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) for number in range(1, LINES + 1)
    ]
    # What was set before the falls was taken as it was, and now nothing is left beside the bundle.
    with zipfile.ZipFile(exports / name) as parts:
        assert len(parts.namelist()) == LINES // 500 + 2
        kept = time.mktime((*parts.infolist()[1].date_time, 0, 0, -1))
    assert abs(kept - written) <= 2
    assert [path.name for path in exports.iterdir()] == [name]
    entries = "SELECT count(*) FROM journal_entry WHERE verb = 'export.ready'"
    assert asked.count(entries) == 1


@pytest.mark.slow
def test_a_message_does_not_wait_for_a_long_register(start, tmp_path):
    asked, site = SQLite(tmp_path / "ongikar.sqlite3"), Site(free_port())
    office = make_office(tmp_path, drafts=1)
    run(office, "benchmarks", "fill", "--cases", str(LINES))
    start(office, "web", "--port", str(site.port))
    wait(lambda: site.get("/track/").status == 200, "the site answers", 60)
    order(office, "pdf")
    worker = start(office, "worker")
    wait(lambda: makers_of(worker), "it is being made", 60)
    assert site.send(0).status == 302
    wait(lambda: asked.count(MESSAGES) > 0, "the message is made", 60)
    assert asked.count(UNFINISHED) == 1, "the register was made too soon to tell"


@pytest.fixture
def small_disk(tmp_path):
    disk = SmallDisk(tmp_path / "small")
    if not disk.is_there:
        pytest.skip("only root may mount a small disk; books/tests/test_register_files.py tells the program")
    yield disk
    disk.away()


@pytest.mark.slow
def test_without_room_on_the_disk_it_is_told_and_nothing_of_it_stays(small_disk, start, tmp_path):
    asked = SQLite(tmp_path / "ongikar.sqlite3")
    office = make_office(tmp_path, drafts=0, ONGIKAR_EXPORTS=str(small_disk.folder))
    run(office, "benchmarks", "fill", "--cases", str(LINES))
    for form in ("xlsx", "pdf"):
        key = order(office, form)
        small_disk.fill_up([])
        worker = start(office, "worker")
        wait(lambda: asked.count(UNFINISHED) == 0, "it is given up", 120)
        assert asked.count(COLUMN.format(column="fault", key=key)) == "room", form
        assert [path.name for path in small_disk.folder.iterdir()] == ["ballast"]
        worker.kill()
        small_disk.make_room([])
    start(office, "worker")
    order(office, "xlsx")
    wait(lambda: asked.count(READY) == 1, "the next has room", 120)
    (made,) = small_disk.folder.iterdir()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(made.read_bytes())).get_sheet_by_index(0).to_python()
    assert [row[0] for row in sheet[2 : LINES + 2]] == list(range(1, LINES + 1))
