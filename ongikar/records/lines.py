"""The rows of a list as markup: who or what, the cells of its columns, and the one act that usually comes
next. Drawn here and not by a template, which takes several times as long for a page of them.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

# Of each that is ticked, the name under which its key is sent.
TICKED = "record"


# The look of a column that has none of its own.
PLAIN = "plain"


class NextAct(NamedTuple):
    """What usually comes next with a record. `is_pressed`: its button does it, in the list."""

    url: str
    words: str
    is_pressed: bool = False


class LineCell(NamedTuple):
    label: str
    shown: Any
    look: str = ""


class Line(NamedTuple):
    """One row: the record, its title and what stands below it, the cells of its columns, and its act.

    `url`: "" of one of which whoever reads may know no more than stands here.
    `tick`: the value of its box, where several are ticked and done together; "" of one that is not among
    them.
    `subtitle_look`: "muted" of what is read less often than the title.
    """

    url: str
    title: Any
    subtitle: Any
    cells: list[LineCell]
    act: NextAct | None = None
    tick: str = ""
    subtitle_look: str = "muted"


class Head(NamedTuple):
    """`url`: the same list in the other order, and `order` the one in which it stands; "" where it has one
    alone.
    """

    label: str
    look: str = ""
    url: str = ""
    order: str = ""

    @property
    def arrow(self) -> str:
        return "down" if self.order == "descending" else "up"


class Ticks(NamedTuple):
    """What is done with all rows that are ticked: where their keys are sent (TICKED), and the button."""

    url: str
    words: str


class Table(NamedTuple):
    """`ticks`: None of a list where nothing is ticked. `is_pressed`: whether a row has a button."""

    heads: list[Head]
    rows: SafeString
    has_acts: bool
    ticks: Ticks | None = None
    is_pressed: bool = False


def table_of(heads: list[Head], lines: list[Line]) -> Table:
    """With a column of acts where any row has one."""
    has_acts = any(line.act for line in lines)
    rows = mark_safe(draw_lines(lines, has_acts=has_acts))  # noqa: S308 -- escaped parts
    return Table(heads, rows, has_acts, is_pressed=any(line.act and line.act.is_pressed for line in lines))


def draw_lines(lines: Iterable[Line], *, has_acts: bool, has_ticks: bool = False) -> str:
    return "\n".join(draw_line(line, has_acts=has_acts, has_ticks=has_ticks) for line in lines)


def draw_line(line: Line, *, has_acts: bool, has_ticks: bool = False) -> str:
    title, url = conditional_escape(line.title), escape(line.url)
    key = f' id="who-{line.tick}"' if line.tick else ""
    who = f'<a class="who"{key} href="{url}">{title}</a>' if url else f'<span class="who">{title}</span>'
    below = (
        f'<p class="what small {line.subtitle_look}">{conditional_escape(line.subtitle)}</p>'
        if line.subtitle
        else ""
    )
    return (
        f"<tr>{draw_tick(line) if has_ticks else ''}"
        f'<td class="first">{who}{below}</td>'
        f"{''.join(map(draw_cell, line.cells))}{draw_act(line) if has_acts else ''}</tr>"
    )


def draw_tick(line: Line) -> str:
    if not line.tick:
        return '<td class="tick"></td>'
    pk = escape(line.tick)
    box = f'<input type="checkbox" name="{TICKED}" value="{pk}" aria-labelledby="who-{pk}">'
    return f'<td class="tick">{box}</td>'


def draw_cell(cell: LineCell) -> str:
    shown: str = conditional_escape(cell.shown)
    if not cell.look:
        return f'<td class="small full" data-of="{escape(cell.label)}"><div class="two">{shown}</div></td>'
    shown = f'<div class="two">{shown}</div>' if cell.look == "own" else shown
    return f'<td class="{cell.look} small">{shown}</td>'


def draw_act(line: Line) -> str:
    if line.act is None:
        return '<td class="act"></td>'
    url = escape(line.act.url)
    words = f'{escape(line.act.words)}<span class="vh">: {conditional_escape(line.title)}</span>'
    if line.act.is_pressed:
        return f'<td class="act"><button class="btn btn-2 btn-s" formaction="{url}">{words}</button></td>'
    return f'<td class="act"><a class="btn btn-2 btn-s" href="{url}">{words}</a></td>'
