"""Files asked for in a form, each taken or named as a fault of its field, and what the papers of a case are
called.
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ongikar.charter.models import Service
from ongikar.charter.terms import paper_names
from ongikar.core.forms.fields import NAMELESS, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import override_language, say
from ongikar.papers.actions import check_upload
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.models import Paper

from .kinds import kind_of


def paper_titles(row: Service) -> dict[str, str]:
    """What a paper is stored as, and what it is called: those that the charter lists, and the files that its
    kind asks for.

    A file of before is stored under the question in the language in which it was answered.
    """
    asked = [
        field.label
        for field in kind_of(row).intake_form(service=row).fields.values()
        if isinstance(field, UploadField)
    ]
    called = {}
    for tongue in ("bn", "en"):
        with override_language(tongue):
            stored = [str(label)[:MOST_TITLE] for label in asked]
        called |= dict(zip(stored, map(str, asked), strict=True))
    return called | paper_names(row)


def papers_with_titles(papers: Iterable[Paper], row: Service) -> list[tuple[Paper, str]]:
    """Each paper with its title; one that nobody asked for keeps the words it came with."""
    names = paper_titles(row)
    return [(paper, names.get(paper.title, paper.title)) for paper in papers]


MOST_TITLE = Paper._meta.get_field("title").max_length


def answer_files(form: Form) -> Iterable[tuple[str, str, UploadedFile]]:
    """Each file that came with the answers: its field, the title it is kept under, which is Bangla, and
    itself.
    """
    for name, field in form.fields.items():
        if isinstance(field, UploadField) and (upload := form.cleaned_data.get(name)):
            with override_language("bn"):
                title = str(field.label)[:MOST_TITLE]
            yield name, title, upload


def take_files[Taken](
    form: Form, files: Iterable[tuple[str, str, UploadedFile]], take: Callable[[str, UploadedFile], Taken]
) -> list[Taken] | None:
    """What `take` makes of each file, from its title and itself; None where it raised PaperFault and the form
    is at fault.
    """
    taken = []
    for name, title, upload in files:
        try:
            taken.append(take(title, upload))
        except PaperFault as fault:
            form.add_error(name, ValidationError(say(fault.bn, fault.en), NAMELESS))
    return None if form.errors else taken


def checked_with_title(title: str, upload: UploadedFile) -> tuple[str, Clean]:
    """What `take_files` makes of each file where the case does not stand yet: its title, and its checked
    content.
    """
    return title, check_upload(upload)
