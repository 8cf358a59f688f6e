"""What an expression comes to, given the answers."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from .expression import Call, Column, Literal, Negation, Node, Operation, Own, Reference, parse, walk
from .functions import FUNCTIONS
from .values import Value, compare, to_boolean, to_number, to_text


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an expression stands in. `answer`: the value of a question by its name. `own`: the answer that is
    checked. `position`: which instance of its repeat it stands in, from 1; 0 outside. `columns`: in a choice
    filter the columns of the choice's own row. `moment`: the day with its hour as text, "" where only the day
    may be known. `key`: what uuid() comes to here, "" where nothing is kept. `choice_words`: what a choice of
    a question says; `instance_answer`: the answer in one instance of a repeat, from 1.
    """

    answer: Callable[[str], Value]
    today: date
    own: Value = ""
    position: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    moment: str = ""
    key: str = ""
    choice_words: Callable[[str, str], str] = lambda question, name: name
    instance_answer: Callable[[str, int], Value] = lambda question, instance: ""


def evaluate(text: str, around: Surroundings) -> Value:
    """Raises ExpressionFault where it was never checked; a checked one always comes to something."""
    return value_of(parse(text, columns=bool(around.columns)), around)


def is_true(text: str, around: Surroundings) -> bool:
    return to_boolean(evaluate(text, around))


def value_of(node: Node, around: Surroundings) -> Value:
    match node:
        case Literal(value):
            return value
        case Reference(name):
            return around.answer(name)
        case Column(name):
            return around.columns.get(name, "")
        case Own():
            return around.own
        case Negation(inner):
            return -to_number(value_of(inner, around))
        case Operation(sign, left, right):
            return run_operation(sign, left, right, around)
        case Call(function, arguments):
            return run_call(function, arguments, around)
    return ""


def run_operation(sign: str, left: Node, right: Node, around: Surroundings) -> Value:
    if sign == "or":
        return to_boolean(value_of(left, around)) or to_boolean(value_of(right, around))
    if sign == "and":
        return to_boolean(value_of(left, around)) and to_boolean(value_of(right, around))
    one, other = value_of(left, around), value_of(right, around)
    if sign in ("=", "!=", "<", "<=", ">", ">="):
        return compare(sign, one, other)
    return reckon(sign, to_number(one), to_number(other))


def reckon(sign: str, one: float, other: float) -> float:
    """As IEEE 754 has it, where Python would raise."""
    match sign:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case "div":
            if other:
                return one / other
            return math.nan if not one or math.isnan(one) else math.copysign(math.inf, one)
    if not other or math.isinf(one) or math.isnan(one) or math.isnan(other):
        return math.nan
    return math.fmod(one, other)


def run_call(function: str, arguments: tuple[Node, ...], around: Surroundings) -> Value:
    match function:
        case "if":
            chosen = arguments[1] if to_boolean(value_of(arguments[0], around)) else arguments[2]
            return value_of(chosen, around)
        case "today":
            return around.today
        case "now":
            return around.moment or around.today
        case "uuid":
            return around.key
        case "once":
            return value_of(arguments[0], around)
        case "position":
            return float(around.position)
        case "jr:choice-name":
            said = to_text(value_of(arguments[0], around))
            return around.choice_words(reference_name(arguments[0]), said) if said else ""
        case "indexed-repeat":
            number, name = to_number(value_of(arguments[2], around)), reference_name(arguments[0])
            return around.instance_answer(name, int(number)) if math.isfinite(number) else ""
    return FUNCTIONS[function].run(*(value_of(argument, around) for argument in arguments))


def reference_name(node: Node) -> str:
    return node.name if isinstance(node, Reference) else ""


@lru_cache(maxsize=4096)
def is_known_once(text: str) -> bool:
    """Whether it comes to what is known once for each filling: a phone's own value is then kept, for here it
    would come out otherwise.
    """
    return any(isinstance(node, Call) and node.function in ("once", "uuid") for node in walk(parse(text)))
