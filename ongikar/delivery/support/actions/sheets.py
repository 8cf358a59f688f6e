"""The sheet is written, and signed for the institution: on the screen, or on paper whose picture is kept."""

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.delivery.support.models import Job, Sheet, Signature
from ongikar.delivery.support.sheet_text import sheet_data
from ongikar.delivery.support.transitions import SIGN, WRITE, JobFault
from ongikar.journal.actions import Reference
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.rules.signature_strokes import HEIGHT, WIDTH, Stroke

from .act_log import add_act, is_done, lock_job
from .devices import note_first_look
from .work import require_day

# The picture is drawn finer than the board, so that it is smooth on paper.
SCALE, PEN = 2, 6
TITLES = {
    Signature.DRAWN: "কাজের বিবরণীর স্বাক্ষর",
    Signature.ON_PAPER: "স্বাক্ষরিত কাজের বিবরণী",
}


@transaction.atomic
def write_sheet(
    job: Job,
    *,
    way: str,
    looked_on: date,
    found: str,
    done: str,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> Sheet:
    """The next version of the sheet, with the devices and parts as they are now. A signature under an earlier
    version is not one under this.
    """
    lock_job(job)
    if is_done(submission) and (known := job.sheets.last()):
        return known
    require_day(job, looked_on, now, "looked_on")
    job.way = way
    version = job.sheets.count() + 1
    data = sheet_data(job)
    text = {"way": way, "looked_on": looked_on.isoformat(), "found": found.strip(), "done": done.strip()}
    add_act(
        job,
        WRITE,
        actor=actor,
        now=now,
        data={"version": version},
        submission=submission,
        changed=("way", *note_first_look(job, now)),
    )
    return Sheet.objects.create(
        job=job,
        version=version,
        way=way,
        looked_on=looked_on,
        found=text["found"],
        done=text["done"],
        data=data,
        sha256=digest_of(text, data),
        written_at=now,
        by_id=actor[1],
    )


def digest_of(text: Mapping[str, str], data: Mapping[str, Any]) -> str:
    """Of all that stands on a sheet."""
    plain = json.dumps([text, data], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


@transaction.atomic
def sign_sheet(
    job: Job,
    *,
    sheet: Sheet,
    how: str,
    content: Clean,
    name: str,
    post: str = "",
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> Signature:
    """Somebody of the institution signed this version. Raises JobFault where another was written meanwhile:
    nobody signs unawares.
    """
    lock_job(job)
    known = Signature.objects.filter(sheet=sheet).first()
    if known:
        return known
    newest = job.sheets.order_by("-version").first()
    if newest is None or newest.pk != sheet.pk:
        raise JobFault(
            "",
            "এর মধ্যে বিবরণীটি নতুন করে লেখা হয়েছে। নতুনটি দেখিয়ে স্বাক্ষর নিন।",
            "The sheet was written anew meanwhile. Show the new one and have that signed.",
        )
    add_act(
        job,
        SIGN,
        actor=actor,
        now=now,
        data={"version": sheet.version, "how": how},
        submission=submission,
    )
    paper = keep_paper(
        office=job.office,
        subject=job.reference,
        title=TITLES[how],
        content=content,
        now=now,
        brought_by="office",
    )
    return Signature.objects.create(
        sheet=sheet, how=how, name=name, post=post, paper=paper, at=now, by_id=actor[1]
    )


def draw_signature(strokes: list[Stroke]) -> Clean:
    """The picture of a drawn signature: made by us from checked points, so nothing else can be in it."""
    # It takes 4 MB, and few processes ever draw.
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), 255)
    pen = ImageDraw.Draw(sheet)
    for stroke in strokes:
        points = [(x * SCALE, y * SCALE) for x, y in stroke]
        pen.line(points * (2 if len(points) == 1 else 1), fill=0, width=PEN, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - PEN // 2, y - PEN // 2, x + PEN // 2, y + PEN // 2), fill=0)
    drawn = io.BytesIO()
    sheet.quantize(8).save(drawn, "PNG", optimize=True)
    return Clean(drawn.getvalue(), "image/png", ".png")
