"""What an office undertakes for one application: a promise from receipt, and steps that begin with later
events.

No application ticks for nobody: from receipt, and again whenever the next step's event has not come,
`promise` runs. It is the office's ceiling; where none is set, accepting (naming a day) is itself the
promise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from ongikar.rules.bangla.text import digits

from .terms import UNITS, WORKING_DAYS, Promise, PromiseData, PromiseFault

AT_RECEIPT, STAGE_END, LAST_CLASS = "receipt", "stage_end", "last_class"
# An event that the charter alone names; trainings of earlier versions waited for their last class by it.
EVENT = "event"
# The events a step can begin with, and how a page names them.
TRIGGERS = {
    AT_RECEIPT: ("আবেদন পাওয়া", "receipt of the application"),
    "complete_application": ("পূর্ণাঙ্গ আবেদন পাওয়া", "receipt of the complete application"),
    "other_office": ("অন্য কার্যালয়ের কাগজ পাওয়া", "receipt of the other office’s document"),
    "allocation": ("বরাদ্দ পাওয়া", "receipt of the allocation"),
    "meeting": ("সভা অনুষ্ঠিত হওয়া", "the meeting"),
    EVENT: ("চার্টারে লেখা ঘটনা", "the event named in the charter"),
    LAST_CLASS: ("শেষ ক্লাস", "the last class"),
    STAGE_END: ("আগের ধাপ শেষ হওয়া", "the end of the step before"),
}
# An application counts from its receipt, whichever of the two words the charter prints.
SAME_TRIGGER = {"application": AT_RECEIPT}


class StageData(TypedDict):
    """A step as JSON."""

    trigger: str
    promise: PromiseData
    name_bn: NotRequired[str]
    name_en: NotRequired[str]


class UndertakingData(TypedDict):
    """An undertaking as JSON, as the first fact of a clock keeps it."""

    promise: PromiseData
    stages: NotRequired[list[StageData]]
    may_extend: NotRequired[int]
    reopens: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: the event it begins with, its own limit from then, and its name in both languages."""

    trigger: str
    promise: Promise
    name_bn: str = ""
    name_en: str = ""

    def __post_init__(self) -> None:
        if self.trigger not in TRIGGERS:
            raise PromiseFault(
                f"“{self.trigger}” থেকে কোনো ধাপ শুরু হয় না",
                f"“{self.trigger}” is nothing a step begins with",
            )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Stage":
        trigger = data.get("trigger", "")
        return cls(
            SAME_TRIGGER.get(trigger, trigger),
            Promise.from_data(data["promise"]),
            data.get("name_bn", ""),
            data.get("name_en", ""),
        )

    def as_data(self) -> StageData:
        data: StageData = {"trigger": self.trigger, "promise": self.promise.as_data()}
        if self.name_bn:
            data["name_bn"] = self.name_bn
        if self.name_en:
            data["name_en"] = self.name_en
        return data


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What a clock starts with; raises PromiseFault where it makes no sense.

    `may_extend`: by how many working days at most it may once be extended. `reopens`: the clock that a
    reopened case ran under before; that one stays stopped, and late if it was.
    """

    promise: Promise
    stages: tuple[Stage, ...] = ()
    may_extend: int = 0
    reopens: str = ""

    def __post_init__(self) -> None:
        most = UNITS[WORKING_DAYS].most
        if type(self.may_extend) is not int or not 0 <= self.may_extend <= most:
            raise PromiseFault(
                f"সময় বাড়ানোর সীমা “{digits(self.may_extend)}” চলবে না",
                f"“{self.may_extend}” is no limit for an extension",
            )
        for place, stage in enumerate(self.stages):
            if (place and stage.trigger == AT_RECEIPT) or (not place and stage.trigger == STAGE_END):
                raise PromiseFault(
                    "কেবল প্রথম ধাপ আবেদন পাওয়া থেকে শুরু হয়, আর আগের ধাপের শেষ থেকে কেবল পরেরগুলো",
                    "only the first step begins at receipt, and only a later one at the end of the step"
                    " before",
                )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Undertaking":
        """The inverse of `as_data`; other keys, which a fact may hold besides, are left alone."""
        return cls(
            Promise.from_data(data["promise"]),
            tuple(Stage.from_data(stage) for stage in data.get("stages", ())),
            data.get("may_extend", 0),
            data.get("reopens", ""),
        )

    def as_data(self) -> UndertakingData:
        """Plain data for JSON, without what is left at its default."""
        data: UndertakingData = {"promise": self.promise.as_data()}
        if self.stages:
            data["stages"] = [stage.as_data() for stage in self.stages]
        if self.may_extend:
            data["may_extend"] = self.may_extend
        if self.reopens:
            data["reopens"] = self.reopens
        return data
