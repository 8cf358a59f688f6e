"""What the code does by hand though `ongikar/records` does it: counted by what stands in it, not by names, so
that a new name changes no figure. `python -m scripts.house` prints it.
"""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

# Where a row is locked and the journal written for everybody, and what stands beneath that.
LAYER = ("ongikar.records", "ongikar.journal", "ongikar.core", "ongikar.clock", "ongikar.offices")
KIND = re.compile(r"ongikar\.delivery\.(\w+)")
JOURNAL = {"record", "record_each", "record_if_written", "write_entry"}


def trees(modules: Mapping[str, Path]) -> Iterator[tuple[str, ast.Module]]:
    for name, path in modules.items():
        if not name.startswith(LAYER):
            yield name, ast.parse(path.read_text())


def row_locks(modules: Mapping[str, Path]) -> Counter[str]:
    """Calls of `select_for_update` by module."""
    return Counter(
        name
        for name, tree in trees(modules)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update"
    )


def journal_writes(modules: Mapping[str, Path]) -> Counter[str]:
    """Calls of what writes an entry, under whichever name it was imported."""
    count: Counter[str] = Counter()
    for name, tree in trees(modules):
        own = {
            each.asname or each.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("journal.actions")
            for each in node.names
            if each.name in JOURNAL
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own:
                count[name] += 1
    return count


def is_one_more(node: ast.expr | None) -> bool:
    """`PAGE + 1`: one row more than a page shows, to know whether another follows."""
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add)
        and isinstance(node.right, ast.Constant)
        and node.right.value == 1
    )


def pagers(modules: Mapping[str, Path]) -> list[str]:
    """Slices of a page and one row more."""
    return [
        name
        for name, tree in trees(modules)
        for node in ast.walk(tree)
        if isinstance(node, ast.Slice) and node.lower is None and is_one_more(node.upper)
    ]


def acts_in_predicates(modules: Mapping[str, Path]) -> list[str]:
    """Functions that are called as if they asked (`is_…`) and call what they are given; of records, too."""
    records = {name: path for name, path in modules.items() if name.startswith(f"{LAYER[0]}.")}
    found = []
    for name, tree in (
        *trees(modules),
        *((name, ast.parse(path.read_text())) for name, path in records.items()),
    ):
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef) or not node.name.startswith(("is_", "has_")):
                continue
            given = {each.arg for each in node.args.args}
            calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
            if any(isinstance(each, ast.Name) and each.id in given for each in calls):
                found.append(f"{name}.{node.name}")
    return found


def tables_of_acts(modules: Mapping[str, Path]) -> list[str]:
    """Tables of a module by whose words an address finds a form and what it does: values with a form and
    something to call.
    """
    found = []
    for name, tree in trees(modules):
        for node in tree.body:
            table = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            if isinstance(table, ast.Dict) and table.values and all(map(is_form_and_act, table.values)):
                found.append(name)
    return found


def is_form_and_act(value: ast.expr) -> bool:
    parts = value.elts if isinstance(value, ast.Tuple) else []
    names = [each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in parts]
    return len(parts) >= 2 and any(name.endswith("Form") for name in names)


def one_form_templates(folder: Path) -> list[str]:
    """Templates that are one form which is posted and drawn as a whole, and the head above it; those of core
    are what all others stand on.
    """
    found = []
    for path in sorted(folder.rglob("*.html")):
        if path.is_relative_to(folder / "core"):
            continue
        text = path.read_text()
        if len(re.findall(r"<form\b", text)) == 1 and 'method="post"' in text and "{{ form }}" in text:
            found.append(str(path.relative_to(folder)))
    return found


def single_importers(graph: Mapping[str, set[str]]) -> list[str]:
    """Modules that one other module alone imports."""
    count = Counter(target for targets in graph.values() for target in targets)
    return sorted(name for name in graph if count[name] == 1)


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of modules each of which leads to every other: circles of any length (Tarjan)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []
    for root in graph:
        if root in order:
            continue
        work = [(root, iter(sorted(graph[root])))]
        order[root] = low[root] = len(order)
        stack.append(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in order:
                    order[target] = low[target] = len(order)
                    stack.append(target)
                    work.append((target, iter(sorted(graph[target]))))
                    break
                if target in stack:
                    low[node] = min(low[node], order[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    group = stack[stack.index(node) :]
                    del stack[stack.index(node) :]
                    if len(group) > 1:
                        found.append(sorted(group))
    return found


def by_kind(names: Counter[str]) -> dict[str, int]:
    """Of the kinds of delivery how many each has, the most first."""
    count: dict[str, int] = defaultdict(int)
    for name, times in names.items():
        if kind := KIND.match(name):
            count[kind[1]] += times
    return dict(sorted(count.items(), key=lambda pair: -pair[1]))


# Names of functions that ask; what they are called by says that nothing is other after them.
ASKS = ("is_", "has_", "may_", "can_", "needs_")
# Django's own: a form cleans itself where it is asked.
CLEANS = {"is_valid"}
WRITES = {
    "save", "create", "bulk_create", "update", "delete", "get_or_create", "update_or_create", "bulk_update",
    "add_error", "add", "append", "extend", "remove", "clear", "setdefault", "discard", "insert", "write",
}  # fmt: skip
MESSAGES = {"success", "error", "warning", "info"}


def predicates_that_write(modules: Mapping[str, Path]) -> list[str]:
    """Functions that are called as if they asked, and change what is not their own: a row, a form, an
    argument, the messages of a page. What an object remembers of its answers changes nothing.
    """
    found = []
    for name, path in modules.items():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and is_asked(node.name) and writes(node):
                found.append(f"{name}.{node.name}")
    return found


def is_asked(name: str) -> bool:
    return name.startswith(ASKS) and name not in CLEANS


def writes(function: ast.FunctionDef) -> bool:
    own = {
        each.id
        for each in ast.walk(function)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
    remembered = memories(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if ast.unparse(node.func.value) in remembered:
                continue
            root = root_of(node.func.value)
            of_page = root == "messages" and node.func.attr in MESSAGES
            if (node.func.attr in WRITES and root not in own) or of_page:
                return True
        is_store = isinstance(node, ast.Attribute | ast.Subscript) and isinstance(
            node.ctx, ast.Store | ast.Del
        )
        if is_store and root_of(node) not in own and ast.unparse(node).partition("[")[0] not in remembered:
            return True
    return False


def memories(function: ast.FunctionDef) -> set[str]:
    """Attributes of the object itself that the function asks for what it answered: `key in self.known`."""
    asked = {
        ast.unparse(right)
        for node in ast.walk(function)
        if isinstance(node, ast.Compare)
        for sign, right in zip(node.ops, node.comparators, strict=True)
        if isinstance(sign, ast.In | ast.NotIn)
    }
    return {each for each in asked if re.fullmatch(r"self\.\w+", each)}


def root_of(node: ast.expr) -> str:
    """The name that a chain of attributes, calls and subscripts begins with; "" where it is none."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def keywords(modules: Mapping[str, Path], word: str) -> Counter[str]:
    """How often a call is given this keyword, by module."""
    return Counter(
        name
        for name, path in modules.items()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and any(each.arg == word for each in node.keywords)
    )


def refusals(modules: Mapping[str, Path]) -> Counter[str]:
    """Answers of status 422 that a view makes by hand (core/forms/pages.py makes them)."""
    return Counter(
        name
        for name, path in modules.items()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for each in node.keywords
        if each.arg == "status"
        and any(isinstance(part, ast.Constant) and part.value == 422 for part in ast.walk(each.value))
    )


def columns_with_choices(modules: Mapping[str, Path]) -> int:
    """Columns of models that say which values they take."""
    count = 0
    for path in modules.values():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("models."):
                count += any(each.arg == "choices" for each in node.keywords)
    return count


def apps_made_ready(modules: Mapping[str, Path]) -> list[str]:
    """Apps that register something by hand when Django is ready."""
    return [
        name for name, path in modules.items() if name.endswith(".apps") and "def ready(" in path.read_text()
    ]
