"""The figures of the code base that must hold (`python -m scripts.house`): for whoever looks for a module."""

import ast

import pytest

from scripts import dialects, house


def proper_lengths() -> dict[str, int]:
    """The lines of each module that is more than a package's sentence."""
    return {
        name: path.read_text().count("\n")
        for name, path in house.modules().items()
        if not house.is_marker(path)
    }


def test_no_two_modules_of_a_package_import_each_other():
    assert house.mutual_imports(house.modules()) == []


def test_no_modules_lead_round_in_a_circle():
    known = house.modules()
    graph = {name: house.imports_of(name, path, known) for name, path in known.items()}
    assert dialects.circles(graph) == []


def test_no_module_is_longer_than_the_limit():
    assert {name: lines for name, lines in proper_lengths().items() if lines > house.LONGEST} == {}


def test_no_module_class_or_function_has_a_former_name():
    assert house.former_words() == [], (
        "another name: see FORMER in scripts/house.py, docs/decisions/README.md"
    )


def test_no_function_is_called_by_a_participle_alone():
    assert house.bare_participles() == []


def test_a_mutual_import_is_noticed_also_inside_a_function(tmp_path):
    known = {}
    for name, text in (
        ("first", "from .second import x\n"),
        ("second", "def f():\n    from .first import y\n"),
    ):
        known[f"box.{name}"] = tmp_path / f"{name}.py"
        known[f"box.{name}"].write_text(text)
    assert house.mutual_imports(known) == [("box.first", "box.second")]


def test_what_is_called_as_if_it_asked_writes_nothing():
    assert dialects.predicates_that_write(house.modules()) == []


@pytest.mark.parametrize(
    ("body", "does_write"),
    [
        ("return row.state == 'open'", False),
        ("row.save()\n    return True", True),
        ("self.last = row\n    return True", True),
        ("form.add_error(None, 'x')\n    return False", True),
        ("found = []\n    found.append(row)\n    return bool(found)", False),
        # What was answered once is remembered.
        ("if row not in self.known:\n        self.known.add(row)\n    return True", False),
        ("if row not in form.files:\n        form.files.add(row)\n    return True", True),
    ],
)
def test_a_predicate_that_writes_is_told_from_one_that_remembers(body, does_write):
    (function,) = ast.parse(f"def is_open(self, form, row):\n    {body}\n").body
    assert dialects.writes(function) is does_write


def test_few_apps_do_anything_when_django_is_ready():
    assert len(dialects.apps_made_ready(house.modules())) <= 12
