"""Papers that the office attaches to what it writes to the applicant: kept with the case, and named by the
act they came with; and what each paper of a case is called.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Act, Case
from ongikar.charter.models import Service
from ongikar.charter.terms import paper_names
from ongikar.core.forms.fields import UploadField
from ongikar.core.i18n.say import override_language, say
from ongikar.papers.actions import MOST_TITLE, keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper, stored_name
from ongikar.rules import case_transitions

from .act_log import lock_for_act, with_act_data

# In order: the title and content of a new paper, or one that lay with the draft of what is written now.
Papers = Sequence[tuple[str, Clean] | Paper]
OFFICE = "office"
# With an act that is told inside alone: its papers are too.
INSIDE = "inside"
# In an act's data: the papers that came with it, by their keys.
PAPERS = "papers"
# Under which the photograph of the slip that a citizen signed at a digital centre lies with the case.
SLIP_TITLE = "সম্মতির স্লিপ (স্বাক্ষর করা)"
# The acts that are told inside alone.
INSIDE_ACTS = frozenset(
    {"note", case_transitions.HAND_OVER, case_transitions.ASK_DROP, case_transitions.FILL_IN}
)
# The acts that give something, to whose papers the page of the case leads first.
ACTS_WITH_PAPERS = frozenset(
    {"keep", case_transitions.KEEP_PART, case_transitions.INFORM, "refuse", "redirect"}
)


@contextmanager
def store_attachments(case: Case, act: str, papers: Papers, *, now: datetime) -> Iterator[dict[str, Any]]:
    """Keep the papers for an act that is entered within; gives what its data must say of them.

    Nothing is stored for an act that may not follow, such as one on a case closed meanwhile: raises
    MoveFault. Where the act fails for another reason the files go again, as the rows do with the
    transaction.
    """
    if not papers:
        yield {}
        return
    lock_for_act(case, act)
    by = INSIDE if act in INSIDE_ACTS else OFFICE
    attached_now: list[int] = []
    kept: list[Paper] = []
    try:
        for each in papers:
            if isinstance(each, Paper):
                move_draft_paper(each, case, now, by)
            else:
                title, content = each
                each = keep_paper(
                    office=case.office,
                    subject=case.reference,
                    title=title,
                    content=content,
                    now=now,
                    brought_by=by,
                )
                kept.append(each)
            attached_now.append(each.pk)
        yield {PAPERS: attached_now}
    except BaseException:
        for paper in kept:
            paper.file.storage.delete(stored_name(paper))
        raise
    case.__dict__.pop("papers", None)


class NothingEntered(Exception):
    """The act was entered before, by the same press: its papers are not kept once more."""


@contextmanager
def enclose_papers(case: Case, act: str, papers: Papers, *, now: datetime) -> Iterator[None]:
    """Whichever act of the office is entered within has these papers: told where the act is told.

    Raises MoveFault as `store_attachments`, and NothingEntered where no act was.
    """
    with store_attachments(case, act, papers, now=now) as data, with_act_data(data) as waiting:
        yield
        if waiting:
            raise NothingEntered


def move_draft_paper(paper: Paper, case: Case, now: datetime, by: str) -> None:
    """A paper of a draft is the case's from now on: it came when it was sent, not when it was put aside."""
    paper.subject_type, paper.subject_id, paper.came_at, paper.brought_by = *case.reference, now, by
    paper.save(update_fields=["subject_type", "subject_id", "came_at", "brought_by"])


def attached_papers(act: Act, case: Case) -> list[Paper]:
    """The papers that the office attached to an act; of most acts nothing is asked."""
    wanted = act.data.get(PAPERS)
    return [paper for paper in papers_from_office(case) if paper.pk in wanted] if wanted else []


def papers_from_applicant(case: Case) -> list[Paper]:
    return [paper for paper in case.papers if paper.brought_by not in (OFFICE, INSIDE)]


def papers_from_office(case: Case) -> list[Paper]:
    return [paper for paper in case.papers if paper.brought_by in (OFFICE, INSIDE)]


def papers_shown_to_applicant(case: Case) -> list[Paper]:
    """All but what the office keeps inside."""
    return [paper for paper in case.papers if paper.brought_by != INSIDE]


def paper_titles(row: Service) -> dict[str, str]:
    """What a paper is stored as, and what it is called: those that the charter lists, the files that its
    kind asks for, and the slip with which a citizen agreed.

    A file of before is stored under the question in the language in which it was answered.
    """
    asked = [
        field.label
        for field in kind_of(row).intake_form(service=row).fields.values()
        if isinstance(field, UploadField)
    ]
    called: dict[str, str] = {}
    for tongue in ("bn", "en"):
        with override_language(tongue):
            stored = [str(label)[:MOST_TITLE] for label in asked]
        called |= dict(zip(stored, map(str, asked), strict=True))
    return called | paper_names(row) | {SLIP_TITLE: say(SLIP_TITLE, "Slip of consent (signed)")}


def papers_with_titles(papers: Iterable[Paper], row: Service) -> list[tuple[Paper, str]]:
    """Each paper with its title; one that nobody asked for keeps the words it came with."""
    papers = list(papers)
    # The form of the kind is made to read them.
    names = paper_titles(row) if papers else {}
    return [(paper, names.get(paper.title, paper.title)) for paper in papers]
