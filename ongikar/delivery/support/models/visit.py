"""What one person wrote of one device at a job, before a sheet tells it: only ever added, so that of two who
write at once nothing is lost.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say_lazy
from ongikar.packs.models import Pack
from ongikar.places.models import Device, Part
from ongikar.records.actions import MOVED_ON
from ongikar.records.models import Entry

from .job import Job, JobDevice, sum_of_parts

NO_DEVICE = ("এই নম্বরের কোনো যন্ত্র নেই।", "No device has this number.")


class JobLine(Entry):
    """What was found at one device, what was done, which parts went in and how it ended. `over` names the
    lines that whoever wrote it had before them; a line that nobody wrote over and that no sheet tells yet
    stands.

    One that comes after the job has ended, from a phone that had no line, is kept as well.
    """

    PARENT, VERB = "job", "line_written"
    PERSONAL_DATA = {"found": "", "done": ""}

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="lines")
    # None: what was reported is about no device of the list.
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    found = models.CharField(say_lazy("কী পাওয়া গেল", "What was found"), max_length=300, blank=True)
    done = models.CharField(say_lazy("কী করা হলো", "What was done"), max_length=200, blank=True)
    result = models.CharField(
        say_lazy("কী হলো", "Outcome"), max_length=10, blank=True, choices=JobDevice.Result.choices
    )
    # Of the stock: [[key of the part, how many], …].
    parts = models.JSONField(default=list)
    over = models.JSONField(default=list)
    # On the phone, by its clock put right; else when it came.
    said_at = models.DateTimeField()

    class Meta(Entry.Meta):
        verbose_name = say_lazy("যন্ত্রের কথা", "line of a device")
        verbose_name_plural = say_lazy("যন্ত্রের কথা", "Lines of devices")

    def __str__(self) -> str:
        return f"line {self.pk} of job {self.job_id}"

    @property
    def words(self) -> tuple[Any, ...]:
        """What it says, to tell two apart."""
        return (self.found, self.done, self.result, self.parts)

    def check_act(self, now: datetime) -> None:
        is_ours = self.device is None or self.device.office_id == self.job.office_id
        require(is_ours, "device", *NO_DEVICE)


def parts_of_lines(lines: Iterable[JobLine]) -> list[dict[str, Any]]:
    """The parts that these lines tell, of each sort how many."""
    told = [(key, quantity) for line in lines for key, quantity in line.parts]
    parts = Part.objects.in_bulk({key for key, _ in told})
    return sum_of_parts((parts[key], quantity) for key, quantity in told if key in parts)


class JobPack(Pack):
    """A job taken along on a phone."""

    PARENT = "job"

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="packs")

    class Meta(Pack.Meta):
        verbose_name = say_lazy("সঙ্গে নেওয়া কাজ", "job taken along")

    def check_act(self, now: datetime) -> None:
        require(self.job.ended_at is None, "", *MOVED_ON)
