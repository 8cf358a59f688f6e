"""What the papers of a case are called in the page's language: they are kept under the charter's Bangla words."""

from collections.abc import Iterable

from ongikar.charter.models import Service
from ongikar.charter.terms import paper_names
from ongikar.papers.models import Paper


def titled(papers: Iterable[Paper], row: Service) -> list[tuple[Paper, str]]:
    """Each paper with its title; one that the charter does not list keeps the words it came with."""
    names = paper_names(row)
    return [(paper, names.get(paper.title, paper.title)) for paper in papers]
