"""The figures of the code base that must hold (`python -m scripts.house`): for whoever looks for a module."""

from scripts import house


def proper_lengths() -> dict[str, int]:
    """The lines of each module that is more than a package's sentence."""
    return {
        name: path.read_text().count("\n")
        for name, path in house.modules().items()
        if not house.is_marker(path)
    }


def test_no_two_modules_of_a_package_import_each_other():
    assert house.mutual_imports(house.modules()) == []


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
