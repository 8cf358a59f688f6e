"""What a case still owes on the officer's page: questions not asked, papers not seen, papers that will be shown."""

from collections.abc import Collection
from typing import NamedTuple

from ongikar.charter.terms import document_name, paper_names
from ongikar.rules import moves

from ..kinds import kind_of
from ..models import Case
from ..seen_papers import papers_to_show, seen_titles, unseen_documents


class StillOwed(NamedTuple):
    """`seen`: the papers seen at receipt; None where nobody looked for papers. The rest names what is missing."""

    debts: list[str]
    can_fill_in: bool
    unseen: list[str]
    can_ask: bool
    seen: list[str] | None
    to_show: list[str]


def still_owed(case: Case, open_acts: Collection[str]) -> StillOwed:
    """`open_acts`: what this officer may do now."""
    seen, names = seen_titles(case), paper_names(case.row)
    # What was asked for in writing is told by the request itself.
    unseen = [] if case.state == moves.WAITING else [document_name(each) for each in unseen_documents(case)]
    return StillOwed(
        [question for _, question in kind_of(case.row).debts(case)], moves.FILL_IN in open_acts, unseen,
        "ask_for_papers" in open_acts, None if seen is None else [names.get(title, title) for title in seen],
        papers_to_show(case),
    )  # fmt: skip
