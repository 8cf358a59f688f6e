"""Settings of an office as a file holds them: each version with its name, its day and what it says."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

# What a version says, by the group of its setting: of each word of which type it is. None: nothing may be
# said there, and a file then leaves it out.
Shape = Mapping[str, tuple[type | None, ...]]
HOURS = (list, str)
SHAPES: Mapping[str, Shape] = {
    "messages": {"citizens": HOURS, "officers": HOURS},
    "self_filing": {"days": (int,)},
    "rates": {
        "bn": (str,),
        "en": (str,),
        "unit": (str,),
        "taka": (int, None),
        "deducted": (int,),
        "source": (str,),
        "sample": (bool,),
    },
    "limits": {
        "most": (int, None),
        "most_a_year": (int, None),
        "least_quotations": (int,),
        "source": (str,),
    },
    # What a digital centre is paid for one application; None: they are only counted.
    "agent_fee": {"taka": (int, None)},
    "texts": {"bn": (str,), "en": (str,)},
    # What is left out holds as the product has it (ongikar/visits/rules/queue.toml), where the rest is read.
    "queue": {
        "groups": (list, None),
        "appointment_head_start": (int, None),
        "appointment_grace": (int, None),
        "calls": (int, None),
        "service_minutes": (int, None),
    },
    # What the visitor book offers as purposes (ongikar/visitors/purposes.py).
    "visitor_purposes": {"purposes": (list,)},
    # What is ticked in advice on cyber security (ongikar/delivery/advice/safety_steps.py).
    "safety_steps": {"steps": (list,)},
}
# Said in files only: no page of the screen asks for it.
OF_FILES = frozenset({"queue", "visitor_purposes"})
# Those that have several lines, each of which is a setting of its own.
OF_ITEMS = frozenset({"rates", "limits", "texts"})
Versions = dict[str, list[list[Any]]]


class SettingFileFault(ValueError):
    """What is wrong with a version, in both languages, and at which of its words."""

    def __init__(self, key: str, bn: str, en: str) -> None:
        super().__init__(en)
        self.key, self.bn, self.en = key, bn, en


def rows_of_settings(settings: Mapping[str, Iterable[Any]]) -> list[dict[str, Any]]:
    """The rows of a file, from the versions of each setting in the order in which they were entered."""
    return [
        {"name": name, "since": date.fromisoformat(since), "says": dict(sorted(data.items()))}
        for name, versions in sorted(settings.items())
        for since, data in versions
    ]


def read_setting(row: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The name of a setting and one version of it. Raises SettingFileFault."""
    name, since, says = row.get("name"), row.get("since"), row.get("says")
    group, _, item = name.partition(".") if isinstance(name, str) else ("", "", "")
    if group not in SHAPES or bool(item) != (group in OF_ITEMS):
        raise SettingFileFault("name", f"“{name}” নামে কোনো সেটিং নেই", f"there is no setting “{name}”")
    if type(since) is not date:
        raise SettingFileFault("since", "“since” তারিখ হতে হবে", "“since” must be a date")
    if not isinstance(says, Mapping):
        raise SettingFileFault("name", "“says” লেখা নেই", "it has no “says”")
    return str(name), [since.isoformat(), read_says(SHAPES[group], says)]


def read_says(shape: Shape, says: Mapping[str, Any]) -> dict[str, Any]:
    for key in says:
        if key not in shape:
            raise SettingFileFault(key, f"“{key}” এখানে চলে না", f"“{key}” has no place here")
    for key, types in shape.items():
        value = says.get(key)
        is_left_out = value is None and None in types
        # What is true or false is no number.
        if not is_left_out and type(value) not in types:
            raise SettingFileFault(key, f"“{key}” নেই বা ঠিক নয়", f"“{key}” is missing or not right")
    return {key: says.get(key) for key in shape}
