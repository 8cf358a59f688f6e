"""The demonstration's stories of systems, plans of performance, initiatives and of what stays fresh, lived
through by the real acts at past moments, between those of the cases.
"""

from datetime import datetime
from typing import Any

from ongikar.clock.watch import watch_clocks
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office

from .known import Known
from .stories import Stories

FILE = "demo_small.toml"
Row = dict[str, Any]


class DemoSmall(Stories):
    """What stands in the office's file; `live_until(moment)` does what was done by then."""

    head = "stories"

    def __init__(self, files: OfficeFiles, now: datetime, known: Known | None = None) -> None:
        super().__init__(before_each=watch_clocks, after_each=run_due_entries)
        self.now, path, self.known = now, files.folder / FILE, known or Known()
        self.office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
        if self.office is None or not path.exists():
            return
        if not self.known.has_begun and UpkeepItem.objects.filter(office=self.office).exists():
            return
        data: Row = read_toml(path)
        self.add_stories(files, path, self.office, data.get("stories", []), now)

    def submission_of(self, office: Office, number: int) -> str:
        return f"demo-small-{office.slug}-story-{number}"

    def name_of(self, number: int) -> str:
        return f"small {number}"
