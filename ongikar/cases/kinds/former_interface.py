"""A kind written for an earlier plugin interface: named with what changed and what to write instead, before a
request meets it.
"""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# What a kind declares or calls, under its former name: what it is called now.
FORMER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "adopt": "make_rows(case, *, now)",
        "forget": "anonymise(case)",
        "gave": "outcome_from_text(words, row, *, asked, channel)",
        "heard": "answers_from_text(words, row)",
        "raise_due": "open_due_cases(*, now)",
        "reopened": "reopen(case, *, now)",
        "told": "answered_questions(form, answers, row)",
    }
)
# What it imports, by the beginning of a module's name: where that is now.
FORMER_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "ongikar.cases.questions": "ongikar.cases.kinds.intake_forms",
        "ongikar.cases.intake_part": "ongikar.cases.kinds.intake_part",
        "ongikar.cases.outcome_rules": "ongikar.cases.kinds.outcome_rules",
        "ongikar.cases.sorts": "ongikar.charter.service_presets, whose Sort is called Preset",
        "ongikar.frame": "ongikar.core",
    }
)
HINT = "Correct {where}; ongikar/cases/kinds/kind.py is the interface, and tests/demo_kind shows all of it."


class FormerInterface(ImproperlyConfigured):
    """A kind that cannot be plugged in. `hint`: what to do about it."""

    def __init__(self, word: str, faults: Sequence[str], where: str) -> None:
        self.hint = HINT.format(where=where)
        super().__init__(
            f"The kind “{word}” is written for an earlier interface: {'; '.join(faults)}. {self.hint}"
        )


def require_interface(word: str, kind: Any, base: type) -> None:
    """Raises FormerInterface. `base`: the interface as it is now."""
    faults = [*declared_names(type(kind), base), *called_names(type(kind), base), *refused_calls(kind, base)]
    if faults:
        raise FormerInterface(word, faults, f"{type(kind).__module__}.{type(kind).__qualname__}")


def require_module(word: str, fault: ImportError) -> None:
    """Raises FormerInterface where what a kind imports has another place now."""
    for former, now in FORMER_MODULES.items():
        if fault.name and f"{fault.name}.".startswith(f"{former}."):
            raise FormerInterface(
                word, [f"{former} is now {now}"], f"the imports of ongikar.delivery.{word}"
            ) from fault


def own_members(kind: type, base: type) -> Iterator[tuple[str, Any]]:
    """What the classes of a kind declare below the interface."""
    for each in kind.__mro__[: kind.__mro__.index(base)] if base in kind.__mro__ else kind.__mro__[:-1]:
        yield from vars(each).items()


def declared_names(kind: type, base: type) -> Iterator[str]:
    declared = dict(own_members(kind, base))
    for former, now in FORMER_NAMES.items():
        if former in declared and not hasattr(base, former):
            yield f"{former} is now {now}"


def called_names(kind: type, base: type) -> Iterator[str]:
    """Calls of `super()` by a former name."""
    for name, member in own_members(kind, base):
        if inspect.isfunction(member) and "super" in member.__code__.co_names:
            for former in sorted(FORMER_NAMES.keys() & set(member.__code__.co_names)):
                yield f"super().{former}, called in {name}, is now {FORMER_NAMES[former]}"


def refused_calls(kind: Any, base: type) -> Iterator[str]:
    """Methods that do not take what the program hands them."""
    for name, method in vars(base).items():
        own = getattr(type(kind), name, None)
        if not inspect.isfunction(method) or name.startswith("_") or not inspect.isfunction(own):
            continue
        asked = inspect.signature(method)
        by_name = [each.name for each in asked.parameters.values() if each.kind is each.KEYWORD_ONLY]
        by_place = len(asked.parameters) - len(by_name)
        try:
            inspect.signature(own).bind(*[None] * by_place, **dict.fromkeys(by_name))
        except TypeError:
            yield f"{name} is now called as {name}{asked}".replace("(self, ", "(").replace("(self)", "()")
