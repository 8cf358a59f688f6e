"""In which order questions are known: each after all that it depends on, so that one pass always ends."""

from collections.abc import Iterator

from .definition import Definition, Group, Question
from .expression import names_in

Thing = Question | Group


class CycleFault(ValueError):
    """Questions that depend on each other in a circle; `names`: one after another, the first again last."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(" → ".join(names))
        self.names = names


def depends_on(definition: Definition, thing: Thing) -> set[str]:
    """The questions and groups that must be known before it is; of a repeat also for its count."""
    expressions = {thing.relevant, thing.calculation if isinstance(thing, Question) else thing.count} - {""}
    names = {name for text in expressions for name in names_in(text)}
    return names | {group.name for group in definition.groups_around(thing)}


def in_order(definition: Definition) -> list[Thing]:
    """Groups and questions, each after whatever it depends on, else as in the sheet. Raises CycleFault.

    A name that nobody bears is passed over: check.py tells of it.
    """
    things: dict[str, Thing] = {**definition.group_by_name, **definition.by_name}
    done: dict[str, Thing] = {}
    for start in things:
        visit(start, things, definition, done)
    return list(done.values())


def visit(start: str, things: dict[str, Thing], definition: Definition, done: dict[str, Thing]) -> None:
    """Put a thing behind all that it depends on. With a path of its own: a sheet is deeper than Python."""
    if start in done:
        return
    path: list[tuple[str, Iterator[str]]] = [(start, iter(sorted(depends_on(definition, things[start]))))]
    while path:
        name, rest = path[-1]
        wanted = next((each for each in rest if each in things and each not in done), None)
        if wanted is None:
            path.pop()
            done[name] = things[name]
            continue
        names = [each for each, _ in path]
        if wanted in names:
            raise CycleFault([*names[names.index(wanted) :], wanted])
        path.append((wanted, iter(sorted(depends_on(definition, things[wanted])))))
