"""What changed between versions, and the columns of all of them: name and type together are a question's
identity, so that no answer is ever read as one to another question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .definition import NOTE, Choice, Definition, Question


@dataclass(frozen=True, slots=True)
class Change:
    """`what`: added, removed, renamed, retyped, relabelled, or choices; `name` as it is called now."""

    what: str
    name: str
    before: str = ""


def changes(old: Definition, new: Definition) -> list[Change]:
    """In the order of the sheets: what is new or other than before, then what is gone."""
    changes_so_far: list[Change] = []
    renamed = {question.renamed_from for question in new.questions if question.renamed_from}
    for question in new.questions:
        before = old.by_name.get(question.name) or old.by_name.get(question.renamed_from)
        if before is None:
            changes_so_far.append(Change("added", question.name))
        else:
            changes_so_far += changes_of(before, question, old, new)
    gone = [name for name in old.by_name if name not in new.by_name and name not in renamed]
    return changes_so_far + [Change("removed", name) for name in gone]


def changes_of(before: Question, now: Question, old: Definition, new: Definition) -> Iterator[Change]:
    if before.type != now.type:
        yield Change("retyped", now.name, before.type)
    elif before.name != now.name:
        yield Change("renamed", now.name, before.name)
    if dict(before.label) != dict(now.label):
        yield Change("relabelled", now.name)
    if [choice.name for choice in old.choices_of(before)] != [c.name for c in new.choices_of(now)]:
        yield Change("choices", now.name)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export: a question over all versions. `names`: how it was called in any of them;
    `question`: as the newest version that has it asks it; `choices`: of all versions, the newest words first.
    """

    question: Question
    repeat: str
    names: tuple[str, ...]
    choices: tuple[Choice, ...]

    def name_in(self, definition: Definition) -> str:
        """What a version calls it; "" where that asks no such question, or another under the same name."""
        for name in self.names:
            asked = definition.by_name.get(name)
            if asked is not None and asked.type == self.question.type:
                return name
        return ""


def columns_of(versions: Iterable[Definition]) -> list[Column]:
    """Of all versions, oldest first: the columns of the newest in its order, then what is no more asked."""
    columns: dict[tuple[str, str], Column] = {}
    for definition in versions:
        known = columns
        columns = {}
        for question in definition.questions:
            if question.type == NOTE:
                continue
            before = known.pop((question.name, question.type), None) or known.pop(
                (question.renamed_from, question.type), None
            )
            columns[question.name, question.type] = join_column(before, question, definition)
        columns |= known
    return list(columns.values())


def join_column(before: Column | None, question: Question, definition: Definition) -> Column:
    choices = {choice.name: choice for choice in definition.choices_of(question)}
    repeat = definition.repeat_of[question.name]
    if before is None:
        return Column(question, repeat, (question.name,), tuple(choices.values()))
    # A choice that was taken out keeps its words: whoever chose it, chose it.
    gone = [choice for choice in before.choices if choice.name not in choices]
    names = (question.name, *(name for name in before.names if name != question.name))
    return Column(question, repeat, names, (*choices.values(), *gone))
