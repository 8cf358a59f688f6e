"""A kind that was written for an earlier plugin interface is named at start, with what changed."""

import sys
from types import ModuleType

import pytest
from django.core.checks.registry import registry

from ongikar.cases.kinds import Kind, kinds
from ongikar.cases.kinds.former_interface import FORMER_NAMES, FormerInterface
from ongikar.cases.kinds.kind import check_kinds, load_kind

WORD = "counselling"
PLACE = f"ongikar.delivery.{WORD}"


def made_by(body: str) -> type[Kind]:
    """A kind whose class is written so."""
    space = {"Kind": Kind, "__name__": f"{PLACE}.kind"}
    exec(f"class Counselling(Kind):\n    {body}", space)
    return space["Counselling"]


@pytest.fixture
def plug_in(monkeypatch, settings):
    def plug(kind: type[Kind]) -> None:
        for name in (PLACE, f"{PLACE}.kind"):
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        sys.modules[f"{PLACE}.kind"].KIND = kind()
        settings.DELIVERY_KINDS = [*settings.DELIVERY_KINDS, WORD]
        kinds.cache_clear()

    yield plug
    kinds.cache_clear()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("def forget(self, case): ...", "forget is now anonymise(case)"),
        ("def heard(self, words, row): ...", "heard is now answers_from_text(words, row)"),
        ("gave = None", "gave is now outcome_from_text"),
        (
            "def begin(self, case, *, now): super().adopt(case, now=now)",
            "super().adopt, called in begin, is now make_rows",
        ),
        ("def missing(self, case, outcome): ...", "missing is now called as missing(case"),
        ("def watch(self): ...", "watch is now called as watch(*, now"),
    ],
)
def test_a_kind_of_before_is_refused_with_what_changed_and_what_to_do(plug_in, body, says):
    plug_in(made_by(body))

    with pytest.raises(FormerInterface) as refused:
        kinds()

    assert f"The kind “{WORD}” is written for an earlier interface" in str(refused.value)
    assert says in str(refused.value)
    assert f"Correct {PLACE}.kind.Counselling" in str(refused.value)


def test_the_check_at_start_names_each_such_kind_and_no_other(plug_in):
    plug_in(made_by("def forget(self, case): ..."))

    (error,) = check_kinds(None)

    assert "forget is now anonymise(case)" in error.msg
    assert error.id == "cases.E001"
    assert check_kinds in registry.get_checks()
    assert error.hint.startswith(f"Correct {PLACE}.kind.Counselling")


def test_what_a_kind_imports_from_a_former_place_is_named(monkeypatch):
    monkeypatch.setattr(
        "ongikar.cases.kinds.kind.import_string",
        lambda path: __import__("ongikar.cases.questions"),
    )

    with pytest.raises(FormerInterface, match=r"ongikar\.cases\.questions is now .*intake_forms"):
        load_kind(WORD)


def test_another_import_that_fails_stays_what_it_is(settings):
    with pytest.raises(ModuleNotFoundError):
        load_kind("not_there")


def test_a_kind_with_methods_of_its_own_beside_the_interface_is_plugged_in(plug_in):
    plug_in(made_by("def hours(self): return 2"))

    assert kinds()[WORD].hours() == 2
    assert check_kinds(None) == []


def test_no_former_name_has_come_back():
    assert not [name for name in FORMER_NAMES if hasattr(Kind, name)]
