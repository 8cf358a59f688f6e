"""Choosing among applicants by a rule that was published before: points, ties, a lot that anyone recomputes,
seats for groups, and the reasons in words.

Same list, same rule, same values: the same ranking to the byte, whatever order the rows came in.
"""

from .lots import Candidate, draw_lot, list_text, make_seed, parse_list, rank
from .reserve import OPEN_SEAT, Selection, select
from .rule import GROUPS, Quota, Rule, RuleFault

__all__ = [
    "GROUPS",
    "OPEN_SEAT",
    "Candidate",
    "Quota",
    "Rule",
    "RuleFault",
    "Selection",
    "draw_lot",
    "list_text",
    "make_seed",
    "parse_list",
    "rank",
    "select",
]
