"""The restore drill: 20 random moments of a busy office, each backed up while 200 submissions a minute are
written, each restored on an empty machine: `python -m benchmarks.restore_drill [--database postgresql]`.

Of each is asked: is every application there that was acknowledged before the backup began, are the papers
what was kept, is the ledger whole with its rows, does an encrypted number of each key open.
"""

import argparse
import io
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from PIL import Image

from tests.faults.postgres import Postgres
from tests.faults.programs import ROOT, Program, Site, free_port, make_office, wait

MOMENTS, A_MINUTE, SECONDS = 20, 200, 180
# Of the papers that the form asks for one is sent, and the others are shown at the office.
SHOWN_LATER = [("show-1", "on"), ("show-2", "on")]
SEALED = """
from django.utils import timezone
from ongikar.cases.actions import Person, receive_case
from ongikar.charter.models import Service

in_force = Service.objects.select_related("version__office", "responsible", "superior")
for n in range(5):
    receive_case(
        service=in_force.get(version__effective_to=None, code="citizen-1"),
        person=Person(name="রহিমা", mobile="+8801700000001", address="রংপুর", identity=f"199012345{n}"),
        answers={"question": "কয়টি?"},
        channel="online",
        submission=f"sealed-{n}",
        now=timezone.now(),
    )
"""


def make_picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (number % 256, number // 256 % 256, 90)).save(out, "JPEG")
    return out.getvalue()


@dataclass
class Writing:
    """Citizens who send an application each 0.3 seconds, every twelfth with a picture. `acknowledged`: which
    application was answered with a receipt, and when.
    """

    site: Site
    acknowledged: dict[int, float] = field(default_factory=dict)
    times: list[tuple[float, float]] = field(default_factory=list)
    refused: int = 0
    pictures: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def go_on(self, last: int) -> None:
        due = time.monotonic()
        for number in range(last):
            if self.over.wait(max(0.0, due - time.monotonic())):
                return
            due += 60 / A_MINUTE
            if number % 12 == 0:
                picture = [("paper-0", make_picture(number))]
                sent = self.site.post(f"/apply/bench-{number:06d}/papers/", SHOWN_LATER, picture)
                self.pictures += bool(sent.location)
            began = time.monotonic()
            if self.site.send(number).location:
                self.acknowledged[number] = time.time()
                self.times.append((began, time.monotonic() - began))
            else:
                self.refused += 1


@dataclass
class Moment:
    began: float
    archive: Path
    seconds: float
    missing: int = 0
    restoring: float = 0.0
    faults: list[str] = field(default_factory=list)


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ongikar", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def back_up(environment: dict[str, str], kept: Path) -> Moment:
    began, clock = time.time(), time.monotonic()
    made = run(environment, "backup")
    assert made.returncode == 0, made.stderr
    backups = Path(environment["ONGIKAR_BACKUPS"])
    newest = max(backups.glob("ongikar-*.tar"))
    # The rotation keeps one a day: the others are put by.
    os.link(newest, kept / newest.name)
    return Moment(began, kept / newest.name, time.monotonic() - clock)


def ask(url: str, question: str) -> list[tuple]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return database.execute(question).fetchall()
    with psycopg.connect(url) as database:
        return database.execute(question).fetchall()


def restore(moment: Moment, keys: Path, home: Path, url: str, writing: Writing) -> None:
    home.mkdir()
    environment = os.environ | {"ONGIKAR_VAR": str(home), "ONGIKAR_DATABASE": url}
    clock = time.monotonic()
    restored = run(environment, "restore", str(moment.archive), "--keys", str(keys), "--language", "en")
    moment.restoring = time.monotonic() - clock
    if restored.returncode:
        moment.faults.append(restored.stderr.strip()[-300:])
        return
    known = {number for (number,) in ask(url, "SELECT submission FROM cases_case")}
    moment.missing = sum(
        at < moment.began and f"bench-{number:06d}" not in known
        for number, at in writing.acknowledged.items()
    )
    verified = run(environment, "ledger", "verify", "--language", "en")
    if verified.returncode != 3:
        moment.faults.append(verified.stdout.strip()[-300:])
    doctor = run(environment, "doctor", "--language", "en").stdout
    if "identity numbers: one per key was decrypted" not in doctor:
        moment.faults.append("a sealed number does not open")
    [(papers,)] = ask(url, "SELECT count(*) FROM papers_paper WHERE file <> ''")
    files = sum(path.is_file() for path in (home / "papers").rglob("*"))
    if f"document checksums: all match ({papers} of {papers} checked)" not in doctor:
        moment.faults.append(" ".join(line for line in doctor.splitlines() if "document" in line))
    if files != papers:
        moment.faults.append(f"{papers} papers, {files} files")


def in_url(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def drill(work: Path, server: Postgres | None) -> dict[str, object]:
    backups, kept = work / "backups", work / "kept"
    kept.mkdir()
    (kept / "papers").symlink_to(backups / "papers")
    if server:
        with psycopg.connect(server.url, autocommit=True) as database:
            database.execute("CREATE DATABASE ongikar")
    url = in_url(server.url, "ongikar") if server else f"sqlite:///{work / 'office' / 'ongikar.sqlite3'}"
    (work / "office").mkdir()
    last = SECONDS * A_MINUTE // 60
    office = make_office(work / "office", drafts=last, database=url, ONGIKAR_BACKUPS=str(backups))
    office |= {"ONGIKAR_FORMS_A_MINUTE": "0"}
    assert run(office, "manage", "shell", "--no-imports", "-c", SEALED).returncode == 0
    port = free_port()
    programs = [Program(office, "web", "--port", str(port)), Program(office, "worker")]
    writing, dice, moments = Writing(Site(port)), random.Random(2026), []
    try:
        wait(lambda: writing.site.get("/track/").status == 200, "the site answers", 60)
        citizens = threading.Thread(target=writing.go_on, args=(last,))
        citizens.start()
        begin, spread = time.monotonic(), sorted(dice.uniform(2, SECONDS - 10) for _ in range(MOMENTS))
        for at in spread:
            time.sleep(max(0.0, begin + at - time.monotonic()))
            moments.append(back_up(office, kept))
        took = time.monotonic() - begin
        writing.over.set()
        citizens.join()
    finally:
        for program in programs:
            program.kill()
    for n, moment in enumerate(moments):
        name = f"restored_{n}"
        if server:
            with psycopg.connect(server.url, autocommit=True) as database:
                database.execute(f"CREATE DATABASE {name}")
        home = work / name
        here = in_url(server.url, name) if server else f"sqlite:///{home / 'ongikar.sqlite3'}"
        restore(moment, work / "office" / "keys.json", home, here, writing)
        print(f"  {n + 1}: {moment.missing} missing, {moment.faults or 'all in order'}", flush=True)
    each = sorted(seconds for _, seconds in writing.times)
    return {
        "database": "PostgreSQL" if server else "SQLite",
        "moments": len(moments),
        "papers": writing.pictures,
        "acknowledged": len(writing.acknowledged),
        "a minute": round(len(writing.acknowledged) / took * 60),
        "refused": writing.refused,
        "acknowledged before the moment and missing": sum(moment.missing for moment in moments),
        "faults": [fault for moment in moments for fault in moment.faults],
        "a backup takes, median s": round(statistics.median(each.seconds for each in moments), 1),
        "a restore takes, median s": round(statistics.median(each.restoring for each in moments), 1),
        "a submission, median ms": round(1000 * each[len(each) // 2]),
        "a submission, 95 of 100 under ms": round(1000 * each[int(len(each) * 0.95)]),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.restore_drill")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    server = Postgres() if parser.parse_args().database == "postgresql" else None
    with tempfile.TemporaryDirectory(prefix="ongikar-drill-") as work:
        try:
            found = drill(Path(work), server)
        finally:
            if server:
                server.away()
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 1 if found["faults"] or found["acknowledged before the moment and missing"] else 0


if __name__ == "__main__":
    sys.exit(main())
