"""How the code base stands, in figures: `python -m scripts.house`. Nothing is changed.

Counts modules outside tests and migrations, lines, long modules, mutual imports between sibling
modules, long lines and formatter exceptions, words of the former vocabulary, functions that are called by a
participle alone, and the files that two walks cross (see docs/flow.md).
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from . import dialects, template_lines

ROOT = Path(__file__).parent.parent
CODE = ROOT / "ongikar"
# A module tells one story: in one file, if it can be read in one go.
LONGEST, LINE = 500, 110
# What docs/glossary.md gives another name to: whole words of code that must not come back.
FORMER = """
frame gate pace tongues out_of_order say_later leaving joined_templates written_together Awaited many_rows
ready_rows SealedText sealed_field Keeper let_go asked_files one_case earlier_cases ToDo todos followed
track_door remark carrying reproject foreseen shreds loose taking_in looking inheriting Taken pdf_runs
spoken_text pdf_room
known_browser sight told heard gave together standing
raise_due foresight moved_days standing_rows taking_views
few_trips held acting brought emptying stamp what_is_held
""".split()  # noqa: SIM905 -- a table of words

# What a function may not be called alone: it says what was done, but not to what. A function is a verb and
# its object, a property a noun. Regular ones are told by their ending.
PARTICIPLES = """
begun broken brought chosen done drawn found frozen gave given gone heard held hidden kept known left lost
made met owed paid proven said seen sent shown spent spoken taken thought together told written
""".split()  # noqa: SIM905 -- a table of words
ENDING_ALIKE = {"embed", "exceed", "feed", "need", "proceed", "seed", "shed", "speed"}
# The columns of the monthly report and of the public account, by the names that these have for them; a
# queryset's condition is an adjective in Django itself.
PARTICIPLES_OF_A_FORM = {
    *(("ongikar.grievances.rules.disposal", name) for name in ("received", "settled", "ended", "left")),
    ("ongikar.rules.account", "promised"),
    ("ongikar.exports.models", "unfinished"),
}


def modules() -> dict[str, Path]:
    """Every module of the application outside tests and migrations, by its dotted name."""
    found = {}
    for path in sorted(CODE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if not {"tests", "migrations"} & set(parts) and path.name != "conftest.py":
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


def is_marker(path: Path) -> bool:
    """A package's own file that holds nothing but its sentence."""
    return path.name == "__init__.py" and len(ast.parse(path.read_text()).body) <= 1


def imports_of(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """The modules that this one imports anywhere, also inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.ImportFrom):
            continue
        package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
        base = package[: len(package) - node.level + 1] if node.level else []
        source = ".".join([*base, *([node.module] if node.module else [])])
        names = {f"{source}.{each.name}" for each in node.names}
        found |= (names & known.keys()) | ({source} & known.keys() if names - known.keys() else set())
    return found - {name}


def mutual_imports(known: dict[str, Path]) -> list[tuple[str, str]]:
    """Pairs of modules of one package that import each other."""
    graph = {name: imports_of(name, path, known) for name, path in known.items()}
    return [
        (one, other)
        for one, targets in graph.items()
        for other in targets
        if one < other and one in graph[other] and one.rpartition(".")[0] == other.rpartition(".")[0]
    ]


def files(ending: str) -> Iterator[Path]:
    return (path for path in sorted(CODE.rglob(f"*.{ending}")) if "migrations" not in path.parts)


def long_lines() -> int:
    """Lines of Python wider than LINE; addresses do not count."""
    return sum(
        template_lines.width(line) > LINE for path in files("py") for line in path.read_text().splitlines()
    )


def former_words() -> list[str]:
    """Modules, classes and functions, also of tests, that are called by a word of the former vocabulary, as
    `path:name`.
    """
    places = []
    for path in files("py"):
        names = [path.stem]
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.append(node.name)
        places += [f"{path.relative_to(ROOT)}:{name}" for name in names if name in FORMER]
    return places


def bare_participles() -> list[str]:
    """Functions and properties outside tests that are called by a participle alone, as `module.name`."""
    found = []
    for module, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.FunctionDef) or (module, node.name) in PARTICIPLES_OF_A_FORM:
                continue
            word = node.name.lstrip("_")
            if word in PARTICIPLES or (re.fullmatch("[a-z]+ed", word) and word not in ENDING_ALIKE):
                found.append(f"{module}.{node.name}")
    return found


def walks() -> dict[str, list[str]]:
    """The files that each walk of docs/flow.md names, in its order."""
    found: dict[str, list[str]] = {}
    title = ""
    for line in (ROOT / "docs/flow.md").read_text().splitlines():
        if line.startswith("### Walk: "):
            title = line.removeprefix("### Walk: ")
            found[title] = []
        elif line.startswith("#"):
            title = ""
        elif title and (named := re.match(r"\d+\. `([^`]+)`", line)):
            found[title].append(named[1])
    return found


def print_dialects(known: dict[str, Path]) -> None:
    """What is done by hand though the layer of records does it."""
    locks, writes = dialects.row_locks(known), dialects.journal_writes(known)
    graph = {name: imports_of(name, path, known) for name, path in known.items()}
    circles = dialects.circles(graph)
    of_kinds = [each for each in circles if all(dialects.KIND.match(name) for name in each)]
    forms = dialects.one_form_templates(CODE)
    pagers, tables = dialects.pagers(known), dialects.tables_of_acts(known)
    print(f"row locks                   {locks.total()} outside records; {dialects.by_kind(locks)}")
    print(
        f"journal writes              {writes.total()} outside records, of kinds {dialects.by_kind(writes)}"
    )
    kinds_forms = sum(each.startswith("delivery/") for each in forms)
    print(f"templates of one form       {len(forms)}, of kinds {kinds_forms}")
    print(f"pagers                      {len(pagers)}")
    print(f"private tables of acts      {len(tables)} {', '.join(tables)}")
    print(f"predicates that act         {len(dialects.acts_in_predicates(known))}")
    print(f"modules with one importer   {len(dialects.single_importers(graph))}")
    print(f"answers of 422 by hand      {dialects.refusals(known).total()}")
    print(f"missing=                    {dialects.keywords(known, 'missing').total()}")
    print(f"columns with choices        {dialects.columns_with_choices(known)}")
    print(f"apps with ready()           {len(dialects.apps_made_ready(known))}")
    writing = dialects.predicates_that_write(known)
    print(f"predicates that write       {len(writing)} {', '.join(writing)}")
    print(f"circles                     {len(circles)}, among kinds {len(of_kinds)}")


def main() -> int:
    known = modules()
    lengths = {name: path.read_text().count("\n") for name, path in known.items()}
    proper = {name: length for name, length in lengths.items() if not is_marker(known[name])}
    longest = max(lengths, key=lengths.__getitem__)
    pairs = mutual_imports(known)
    skips = sum(path.read_text().count("# fmt: " + "skip") for path in files("py"))
    former = former_words()
    print(f"modules                     {len(proper)} and {len(known) - len(proper)} package markers")
    print(
        f"lines                       {sum(lengths.values())}, median {median(proper.values()):.0f} a module"
    )
    print(f"longest module              {longest}: {lengths[longest]} (at most {LONGEST})")
    print(f"mutual imports of siblings  {len(pairs)} {pairs or ''}")
    print(f"Python lines over {LINE}       {long_lines()}")
    print(f"template lines over {template_lines.MOST}     {len(list(template_lines.wide_lines()))}")
    print(f"formatter skips             {skips}")
    print(f"former words in names       {len(former)} {', '.join(former)}")
    bare = bare_participles()
    print(f"participles as names        {len(bare)} {', '.join(bare)}")
    print_dialects(known)
    for title, crossed in walks().items():
        missing = [each for each in crossed if not (CODE / each).exists()]
        print(
            f"walk “{title}”: {len(crossed)} files {'; not there: ' + ', '.join(missing) if missing else ''}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
