"""What the applicant sent with a request for a repair, as the pages of its job show it."""

from typing import NamedTuple

from ongikar.cases.actions.attachments import papers_from_applicant, papers_with_titles
from ongikar.cases.models import Case
from ongikar.papers.models import Paper
from ongikar.papers.responses import SHOWN


class ApplicantPaper(NamedTuple):
    """`is_picture`: whether it can be looked at in its place."""

    paper: Paper
    title: str
    is_picture: bool


def papers_on_job(case: Case) -> list[ApplicantPaper]:
    """What is there still, in the order in which it came."""
    there = [paper for paper in papers_from_applicant(case) if paper.file]
    return [
        ApplicantPaper(paper, title, paper.media_type in SHOWN)
        for paper, title in papers_with_titles(there, case.row)
    ]
