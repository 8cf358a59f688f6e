"""The expressions of a sheet: the part of XPath 1.0 that XLSForm uses, as a tree.

`${age} >= 18 and selected(${skills}, 'repair')`. Nothing here runs anything: evaluate.py does, and
check.py says what is wrong before a version is published.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_LETTERS = 2_000
MOST_DEPTH = 40


class ExpressionFault(ValueError):
    """What is wrong with an expression, in both languages; `at`: the place of the letter, from 0."""

    def __init__(self, at: int, bn: str, en: str) -> None:
        super().__init__(en)
        self.at, self.bn, self.en = at, bn, en


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: the answer to another question."""

    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """In a choice filter: a column of the choice's own row."""

    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """`.`: the answer that is being checked."""


@dataclass(frozen=True, slots=True)
class Around:
    """`..`: the repeat it stands in, which only position() takes."""


@dataclass(frozen=True, slots=True)
class Negation:
    of: "Node"


@dataclass(frozen=True, slots=True)
class Operation:
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


Node = Literal | Reference | Column | Own | Around | Negation | Operation | Call

TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
      | (?P<text>"[^"]*"|'[^']*')
      | \$\{\s*(?P<name>[^}\s]*)\s*\}
      | (?P<word>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)
      | (?P<sign>\.\.|<=|>=|!=|[-+*=<>(),.])
    )""",
    re.VERBOSE | re.ASCII,
)
# Weakest first: each binds less than the ones after it.
LEVELS = (("or",), ("and",), ("=", "!="), ("<=", "<", ">=", ">"), ("+", "-"), ("*", "div", "mod"))
TYPED_QUOTES = "“”‘’„`´"


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # number, text, name, word, sign, or end
    text: str
    at: int


@lru_cache(maxsize=4096)
def parse(text: str, *, columns: bool = False) -> Node:
    """The tree of an expression; `columns`: it is a choice filter, in which a bare name is a column.

    Raises ExpressionFault.
    """
    if len(text) > MOST_LETTERS:
        raise ExpressionFault(
            MOST_LETTERS,
            "সূত্রটি ২,০০০ অক্ষরের বেশি লম্বা।",
            "The expression is longer than 2,000 characters.",
        )
    return Parser(list(tokens(text)), columns).whole()


def tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            raise unknown_sign(text, at + len(text[at:]) - len(text[at:].lstrip()))
        kind = match.lastgroup or ""
        yield Token(kind, match[kind], match.start(kind))
        at = match.end()
    yield Token("end", "", len(text))


def unknown_sign(text: str, at: int) -> ExpressionFault:
    sign = text[at]
    if sign in TYPED_QUOTES:
        return ExpressionFault(
            at,
            f"“{sign}” বাঁকা উদ্ধৃতিচিহ্ন। সোজা চিহ্ন ' বা \" দিন।",
            f"{sign} is a curly quotation mark. Use a straight one: ' or \".",
        )
    if sign in "'\"":
        return ExpressionFault(at, "উদ্ধৃতিচিহ্নটি বন্ধ করা হয়নি।", "This quotation mark is not closed.")
    if sign == "$":
        return ExpressionFault(
            at, "প্রশ্নের নাম এভাবে লিখুন: ${name}", "Write the name of a question like this: ${name}"
        )
    return ExpressionFault(at, f"“{sign}” এখানে চলে না।", f"“{sign}” cannot stand here.")


class Parser:
    """Descends level by level; deeper than MOST_DEPTH it refuses, before Python would."""

    def __init__(self, tokens_read: list[Token], columns: bool) -> None:
        self.tokens, self.place, self.depth = tokens_read, 0, 0
        self.columns = columns

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.next
        self.place += 1
        return token

    def whole(self) -> Node:
        if self.next.kind == "end":
            raise ExpressionFault(0, "সূত্রটি খালি।", "The expression is empty.")
        tree = self.level(0)
        if self.next.kind != "end":
            if self.next.text == ")":
                raise ExpressionFault(
                    self.next.at, "এই বন্ধনীটি কোথাও খোলা হয়নি।", "This bracket was never opened."
                )
            raise self.unexpected_token()
        return tree

    def level(self, number: int) -> Node:
        if number == len(LEVELS):
            return self.unary()
        left = self.level(number + 1)
        while self.next.kind in ("word", "sign") and self.next.text in LEVELS[number]:
            sign = self.take().text
            left = Operation(sign, left, self.level(number + 1))
        return left

    def unary(self) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise ExpressionFault(
                self.next.at, "সূত্রটি খুব জটিল। ভাগ করে লিখুন।", "The expression is nested too deeply. Divide it."
            )
        try:
            if self.next.text == "-" and self.next.kind == "sign":
                self.take()
                return Negation(self.unary())
            return self.primary()
        finally:
            self.depth -= 1

    def primary(self) -> Node:
        token = self.take()
        match token.kind:
            case "number":
                return Literal(float(token.text))
            case "text":
                return Literal(token.text[1:-1])
            case "name":
                return Reference(token.text)
            case "word" if self.next.text == "(" and self.next.kind == "sign":
                return self.call(token)
            case "word" if self.columns:
                return Column(token.text)
            case "sign" if token.text == ".":
                return Own()
            case "sign" if token.text == "..":
                return Around()
            case "sign" if token.text == "(":
                inner = self.level(0)
                self.close(token)
                return inner
        self.place -= 1
        raise self.unexpected_token()

    def call(self, name: Token) -> Call:
        opened = self.take()
        arguments: list[Node] = []
        while self.next.text != ")" or self.next.kind != "sign":
            if arguments:
                self.comma(opened)
            arguments.append(self.level(0))
        self.take()
        return Call(name.text, tuple(arguments))

    def comma(self, opened: Token) -> None:
        if self.next.kind == "end":
            raise self.not_closed(opened)
        if self.next.text != "," or self.next.kind != "sign":
            raise self.unexpected_token()
        self.take()

    def close(self, opened: Token) -> None:
        if self.next.kind == "end":
            raise self.not_closed(opened)
        if self.next.text != ")" or self.next.kind != "sign":
            raise self.unexpected_token()
        self.take()

    def not_closed(self, opened: Token) -> ExpressionFault:
        return ExpressionFault(opened.at, "বন্ধনীটি বন্ধ করা হয়নি।", "This bracket is not closed.")

    def unexpected_token(self) -> ExpressionFault:
        token = self.next
        if token.kind == "end":
            return ExpressionFault(
                token.at,
                "সূত্রটি শেষ হয়নি: আরও কিছু বাকি।",
                "The expression ends too soon: something is missing.",
            )
        if token.kind == "word":
            return ExpressionFault(
                token.at,
                f"“{token.text}” কী, বোঝা যায় না। লেখা হলে উদ্ধৃতিচিহ্নে দিন, প্রশ্ন হলে ${{…}}-এ।",
                f"“{token.text}” means nothing here. Put a text in quotation marks, a question in ${{…}}.",
            )
        return ExpressionFault(token.at, f"“{token.text}” এখানে চলে না।", f"“{token.text}” cannot stand here.")


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    match node:
        case Negation(inner):
            yield from walk(inner)
        case Operation(_, left, right):
            yield from walk(left)
            yield from walk(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from walk(argument)


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """The questions that an expression reads."""
    return frozenset(node.name for node in walk(parse(text, columns=True)) if isinstance(node, Reference))
