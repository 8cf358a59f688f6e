"""A filled XForm as a phone sends it: from its XML to answers as they are kept (answers.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from ongikar.rules.typed_days import TypedFault

from .answers import read_answer
from .definition import AUDIT, MANY, NOTE, OF_PHONES, UPLOADS, Definition, Question
from .evaluate import is_known_once
from .faults import AnswerProblem
from .flow import MOST_INSTANCES

MOST_DEPTH, MOST_NODES, MOST_SIGNS = 12, 20_000, 1_000_000
# What an app writes that has no number of its own to tell: it is then known by its content alone.
MOST_ID = 80
# Of what a phone says of itself: a moment, a number, a name.
MOST_OF_PHONE = 100


class InstanceFault(ValueError):
    """Why it cannot be read, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


BROKEN = ("ফর্মটি পড়া যায়নি।", "The form could not be read.")


@dataclass(slots=True)
class Node:
    """One element, by its name without the prefix of a namespace."""

    name: str
    said: Mapping[str, str]
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def child(self, name: str) -> "Node | None":
        return next((each for each in self.children if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Instance:
    """`form` and `version`: what was filled, as the form called itself; `number`: what the app calls this
    filling of it.
    """

    form: str
    version: str
    number: str
    root: Node

    @property
    def words(self) -> frozenset[str]:
        """Whatever any element says: a file belongs to it whose name is among them."""
        return frozenset(node.text for node in _all(self.root) if node.text)


def read_instance(content: bytes) -> Instance:
    """Raises InstanceFault. A document type, by which entities could be defined, is refused."""
    root = _Reader().read(content)
    meta = root.child("meta")
    number = meta.child("instanceID") if meta else None
    return Instance(
        form=root.said.get("id", "")[:MOST_ID],
        version=root.said.get("version", "")[:MOST_ID],
        number=(number.text if number else root.said.get("instanceID", ""))[:MOST_ID],
        root=root,
    )


class _Reader:
    """Builds the tree within bounds, so that no form of a megabyte fills the memory."""

    def __init__(self) -> None:
        self.open: list[Node] = []
        self.root: Node | None = None
        self.nodes = 0

    def read(self, content: bytes) -> Node:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.refuse
        if len(content) > MOST_SIGNS:
            raise InstanceFault("ফর্মটি অনেক বড়।", "The form is far too large.")
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            raise InstanceFault(*BROKEN) from fault
        if self.root is None:
            raise InstanceFault(*BROKEN)
        return self.root

    def refuse(self, *_: object) -> None:
        raise InstanceFault(*BROKEN)

    def start(self, tag: str, said: dict[str, str]) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES or len(self.open) >= MOST_DEPTH:
            raise InstanceFault(*BROKEN)
        node = Node(_local(tag), {_local(name): value for name, value in said.items()})
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, _: str) -> None:
        node = self.open.pop()
        # White space between elements says nothing; in an answer it is trimmed as on the pages.
        node.text = node.text.strip() if not node.children else ""

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1].text += text


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _all(node: Node) -> list[Node]:
    return [node, *(descendant for child in node.children for descendant in _all(child))]


Answers = dict[str, Any]


def answers_in(instance: Instance, definition: Definition) -> tuple[Answers, list[AnswerProblem]]:
    """The answers as they are kept, and what could not be read; a file stands as {"name": …}.

    `definition`: with the lines of the office's books. What was computed on the phone is left out: it is
    computed here, but for what is known once for each filling. What the form does not ask is left out, too.
    The file in which a phone writes the order of its pages is named among what it says of itself.
    """
    answers: Answers = {}
    problems: list[AnswerProblem] = []

    def take(node: Node, repeat: str, row: Answers, number: int) -> None:
        for child in node.children:
            group = definition.group_by_name.get(child.name)
            question = definition.by_name.get(child.name)
            if group and group.repeat:
                rows = answers.setdefault(group.name, [])
                if not repeat and len(rows) < MOST_INSTANCES and "template" not in child.said:
                    rows.append({})
                    take(child, group.name, rows[-1], len(rows))
            elif group:
                take(child, repeat, row, number)
            elif question and definition.repeat_of[question.name] == repeat:
                try:
                    answer = read_text(question, child.text, definition)
                except TypedFault as fault:
                    problems.append(AnswerProblem(question.name, number, fault.bn, fault.en))
                    continue
                if answer != "":
                    row[question.name] = answer

    take(instance.root, "", answers, 0)
    meta = instance.root.child("meta")
    written = meta.child(AUDIT) if meta else None
    for question in definition.questions:
        if question.type == AUDIT and written is not None and written.text:
            answers[question.name] = {"name": written.text[:100]}
    return answers, problems


def read_text(question: Question, text: str, definition: Definition) -> Any:
    """One answer, "" of none. Raises TypedFault."""
    if question.calculation and is_known_once(question.calculation):
        return text[:MOST_OF_PHONE]
    if not text or question.type == NOTE or question.calculation or question.read_only:
        return ""
    if question.type in OF_PHONES:
        return text[:MOST_OF_PHONE]
    if question.type in UPLOADS:
        return {"name": text[:100]}
    typed = text.split() if question.type == MANY else [text]
    return read_answer(question, typed, [choice.name for choice in definition.choices_of(question)])
