"""RESULTS.md is what its figures say: one table of today, each figure with its goal, command and meaning."""

import re
from importlib.util import find_spec

from benchmarks import results


def test_the_page_is_the_one_its_figures_make():
    assert results.RESULTS.read_text() == results.results_page(), "python -m benchmarks.results writes it"


def test_each_figure_is_stated_once_and_only_stated_ones_are_kept():
    stated = [each["what"] for each in results.stated_figures()]
    assert len(stated) == len(set(stated))
    assert set(results.measured_figures()) <= set(stated)


def test_each_command_names_a_program_that_is_there():
    for each in results.stated_figures():
        command = each["command"]
        if found := re.match(r"python -m benchmarks[. ]([\w.]+)", command):
            assert find_spec(f"benchmarks.{found[1]}"), command
        elif found := re.match(r"benchmarks/run(?: --only (\w+))?$", command):
            from benchmarks.measure import PARTS

            assert found[1] is None or found[1] in PARTS, command
        else:
            assert command.startswith(("ongikar ", "scripts/", "tests/", "./test", "./run")), command


def test_a_figure_that_misses_its_goal_is_seen():
    assert results.misses("≥ 0.05", 0.049)
    assert not results.misses("≥ 0.05", 0.05)
    assert results.misses("≤ 150 ms", 151)
    assert results.misses("0", 1)
    assert not results.misses("baseline", 1)
