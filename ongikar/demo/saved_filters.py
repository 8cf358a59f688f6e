"""The filters that posts of the demonstration have saved for their lists, by the real act."""

from datetime import datetime
from functools import partial

from ongikar.records.models import SavedFilter
from ongikar.records.registry import LISTS
from ongikar.records.saved_filters import save_filter

from .chapters import Chapter, Row


class DemoSavedFilters(Chapter):
    """The filters of the file."""

    file = "demo_filters.toml"

    def has_come(self, data: Row) -> bool:
        return SavedFilter.objects.filter(office=self.office).exists()

    def plan(self, data: Row) -> None:
        self.many = len(data["filters"])
        for row in data["filters"]:
            self.plan_act(row, partial(self.save, row))

    def save(self, row: Row, at: datetime) -> None:
        save_filter(LISTS[row["list"]], self.posts[row["post"]], name=row["name"], words=row["words"], now=at)
