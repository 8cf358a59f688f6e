"""What the papers of a case are called in the page's language: they are kept under the charter's Bangla words."""

from collections.abc import Iterable

from ongikar.charter.models import Service
from ongikar.charter.terms import paper_names
from ongikar.frame.fields import Upload
from ongikar.frame.say import speaking
from ongikar.papers.models import Paper

from .asked_files import MOST_TITLE
from .kinds import kind_of


def titles_in_words(row: Service) -> dict[str, str]:
    """What a paper is stored as, and what it is called: those that the charter lists, and the files that its kind asks for.

    A file of before is stored under the question in the language in which it was answered.
    """
    asked = [
        field.label
        for field in kind_of(row).intake_form(service=row).fields.values()
        if isinstance(field, Upload)
    ]
    called = {}
    for tongue in ("bn", "en"):
        with speaking(tongue):
            stored = [str(label)[:MOST_TITLE] for label in asked]
        called |= dict(zip(stored, map(str, asked), strict=True))
    return called | paper_names(row)


def titled(papers: Iterable[Paper], row: Service) -> list[tuple[Paper, str]]:
    """Each paper with its title; one that nobody asked for keeps the words it came with."""
    names = titles_in_words(row)
    return [(paper, names.get(paper.title, paper.title)) for paper in papers]
