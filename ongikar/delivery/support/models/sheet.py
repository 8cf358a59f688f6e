"""The sheet that tells what was done, in versions; who signed it for the institution; and in which order an
office looks.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models

from ongikar.cases.models import Case
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, say_lazy
from ongikar.delivery.support import transitions
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import DIGEST
from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.people.models import GONE
from ongikar.records.actions import SOMEBODY_ELSES, require_transition
from ongikar.records.models import UNSEALED_KEY, PaperEntry, Record, RowOfRecord

from .job import Job, JobAct, add_act, newest_job
from .visit import JobLine, parts_of_lines


class Sheet(RowOfRecord):
    """The sheet that tells what was done, as one version, with the devices and parts as they were then. What
    was signed is never changed: written anew it is another version, to be signed anew.
    """

    PARENT, VERB, IS_KEYED = "job", transitions.WRITE, True
    PERSONAL_DATA, SEALED_AS = {"found": "", "done": ""}, {"data": DIGEST}

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="sheets")
    version = models.PositiveSmallIntegerField()
    way = models.CharField(
        say_lazy("কীভাবে কাজ হলো", "How the work was done"), max_length=10, choices=Job.Way.choices
    )
    looked_on = models.DateField(say_lazy("কোন দিন", "On which day"))
    found = models.TextField(say_lazy("কী পাওয়া গেল", "What was found"))
    done = models.TextField(say_lazy("কী করা হলো", "What was done"))
    # The devices with what became of them, and the parts used, as they stand on it.
    data = models.JSONField(default=dict)
    # Of all that stands on it: the signature is for this text and no other.
    sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    # The key of its form stands with its act.
    submission = ""
    # The lines that it tells (models/visit.py), by their keys; and whether it tells of nothing else: what is
    # signed on a phone without a line is what that phone showed.
    lines: Sequence[JobLine] = ()
    is_of_lines_alone = False

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["job", "version"], name="one_sheet_a_version")]

    def __str__(self) -> str:
        return f"sheet {self.version} of job {self.job_id}"

    def enter_key(self, submission: str) -> None:
        self.submission = submission

    def find_known(self) -> Any:
        act = JobAct.objects.filter(submission=self.submission).first() if self.submission else None
        if act is None:
            return None
        is_same = (act.job_id, act.name) == (self.job_id, transitions.WRITE)
        require(is_same, "", *SOMEBODY_ELSES)
        return Sheet.objects.get(job=self.job, version=act.data["version"])

    def check_act(self, now: datetime) -> None:
        require_transition(self.job, transitions.WRITE)
        self.job.require_day("looked_on", self.looked_on, now)

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.version, self.written_at, self.by_id = self.job.sheets.count() + 1, now, actor[1]
        self.found, self.done = self.found.strip(), self.done.strip()
        self.data = {"devices": self.devices_as_kept(), "parts": self.parts_as_kept()}
        if self.lines:
            self.data["lines"] = [line.submission for line in self.lines]
        self.sha256 = self.digest()

    def devices_as_kept(self) -> list[dict[str, Any]]:
        """Keys and figures, so that either language can be printed from it."""
        devices = self.job.devices.select_related("device")
        if self.is_of_lines_alone:
            devices = devices.filter(device__in=[line.device_id for line in self.lines])
        return [
            {
                "number": each.device.number,
                "kind": each.device.kind,
                "name": each.device.name,
                "make": each.device.make,
                "result": each.result,
                "words": each.words,
            }
            for each in devices
        ]

    def parts_as_kept(self) -> list[dict[str, Any]]:
        if not self.is_of_lines_alone:
            return self.job.parts_used()
        return parts_of_lines(self.lines)

    def digest(self) -> str:
        day = self.looked_on.isoformat()
        text = {"way": str(self.way), "looked_on": day, "found": self.found, "done": self.done}
        plain = json.dumps([text, self.data], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()

    def follow_act(self, actor: Reference, now: datetime) -> None:
        data, key = {"version": self.version}, self.submission
        add_act(self.job, transitions.WRITE, data, actor, now, submission=key, way=self.way)


class Signature(PaperEntry, RowOfRecord):
    """Who signed a sheet for the institution: drawn on the screen, or on the printed sheet, whose picture is
    kept.
    """

    PARENT, VERB = "sheet__job", transitions.SIGN
    PERSONAL_DATA = {"name": GONE, "post": ""}
    DRAWN, ON_PAPER = "drawn", "paper"
    HOW_WORDS = {DRAWN: ("পর্দায়", "On the screen"), ON_PAPER: ("ছাপা কাগজে", "On the printed sheet")}

    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="signature")
    how = models.CharField(max_length=10, choices=choices_of(HOW_WORDS))
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="job_signature")
    # When, of one that was drawn on a phone and came later.
    signed_at: datetime | None = None
    at = models.DateTimeField()
    # In whose presence it was signed.
    by_id = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"signature of sheet {self.sheet_id}"

    @property
    def signer(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name

    @property
    def paper_title(self) -> str:
        return "কাজের বিবরণীর স্বাক্ষর" if self.how == self.DRAWN else "স্বাক্ষরিত কাজের বিবরণী"

    def find_known(self) -> Any:
        return Signature.objects.filter(sheet=self.sheet).first()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at, self.by_id = self.signed_at or now, actor[1]

    def check_act(self, now: datetime) -> None:
        """Nobody signs unawares."""
        newest = self.sheet.job.newest_sheet
        require(
            newest and newest.pk == self.sheet_id,
            "",
            "এর মধ্যে বিবরণীটি নতুন করে লেখা হয়েছে। নতুনটি দেখিয়ে স্বাক্ষর নিন।",
            "The sheet was written anew meanwhile. Show the new one and have that signed.",
        )
        require_transition(self.sheet.job, transitions.SIGN)

    def follow_act(self, actor: Reference, now: datetime) -> None:
        data = {"version": self.sheet.version, "how": self.how}
        add_act(self.sheet.job, transitions.SIGN, data, actor, now)


def standing_signature(case: Case) -> Signature | None:
    """The signature under the newest sheet of the newest job: a sheet written anew is not signed."""
    job = newest_job(case)
    return getattr(job and job.newest_sheet, "signature", None)


class TriageOrder(Record):
    """What an office ordered instead of the usual table of triage, from a day on. Only ever added: of several
    for the same day the newest holds.
    """

    SUBJECT, VERBS_OF, UNSEALED = "triage_order", "job", UNSEALED_KEY

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="triage_orders")
    since = models.DateField()
    # By urgency and effect the working days within which somebody first looks.
    days = models.JSONField()
    made_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # Pressed twice is ordered once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"triage of office {self.office_id} from {self.since}"

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at, self.by_id = now, actor[1]
