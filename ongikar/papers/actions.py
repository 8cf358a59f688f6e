"""Keeping a paper: checked, stored under a name that tells nothing, entered with its owner; and the files
of a form, each taken or named as a fault of its field.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ongikar.core.db.bulk_sql import fetch_rows
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.forms.fields import NAMELESS, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import override_language, say
from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.journal.row_seals import collect_rows
from ongikar.offices.models import Office

from .check import MOST_BYTES, Clean, PaperFault, clean_file
from .models import Paper, stored_name
from .scanner import scan

MOST_TITLE = Paper._meta.get_field("title").max_length


def check_upload(upload: UploadedFile) -> Clean:
    """An upload made safe; raises PaperFault. Too large a file is refused before it is read."""
    if not_none(upload.size) > MOST_BYTES:
        raise PaperFault(
            "ফাইলটি ৫ MB-এর চেয়ে বড়। ছোট করে বা কম পাতায় দিন।",
            "The file is larger than 5 MB. Make it smaller or send fewer pages.",
        )
    content = upload.read()
    scan(content)
    return clean_file(content)


def keep_paper(
    *,
    office: Office,
    subject: SubjectReference,
    title: str,
    content: Clean,
    now: datetime,
    brought_by: str = "citizen",
) -> Paper:
    paper = Paper(
        office=office,
        subject_type=subject[0],
        subject_id=subject[1],
        title=title,
        media_type=content.media_type,
        size=len(content.content),
        sha256=content.sha256,
        came_at=now,
        brought_by=brought_by,
    )
    name = f"{now:%Y/%m}/{secrets.token_hex(16)}{content.suffix}"
    try:
        paper.file.save(name, ContentFile(content.content), save=False)
        with transaction.atomic():
            paper.save()
    except BaseException:
        # A disk that filled up on the way leaves half a file, which no row would ever name.
        paper.file.storage.delete(name)
        raise
    return paper


def papers_of(subject: SubjectReference) -> list[Paper]:
    """All papers of one subject, oldest first."""
    return PAPERS(*subject)


PAPERS = CompiledQuery(
    lambda: Paper.objects.filter(
        subject_type=CompiledQuery.parameter(0), subject_id=CompiledQuery.parameter(1)
    ).order_by("id")
)


def delete_papers(papers: Iterable[Paper]) -> None:
    """Remove papers for good, each file before the row that names it: no file is left that
    nothing knows of.
    """
    for paper in papers:
        paper.file.delete(save=False)
        with transaction.atomic():
            paper.delete()


def remove_files(papers: Iterable[Paper]) -> int:
    """Remove the files for good, and leave the rows: that a paper was there stays known. Returns how many
    there were.
    """
    count = 0
    for paper in papers:
        # The file goes first: after a fall in between the row still names it, and it is tried again.
        paper.file.storage.delete(stored_name(paper))
        paper.file, paper.size, paper.sha256 = "", 0, ""
        paper.save(update_fields=["file", "size", "sha256"])
        count += 1
    return count


HAND_OVER = """
    UPDATE papers_paper SET subject_type = %s, subject_id = %s
    WHERE subject_type = %s AND subject_id = %s RETURNING id
"""


def move_papers(subject: SubjectReference, to: SubjectReference) -> None:
    """All papers of one subject lie with another from now on."""
    owner = {"subject_type": to[0], "subject_id": to[1]}
    moved = fetch_rows(HAND_OVER, to[0], to[1], *subject)
    collect_rows(Paper, ((key, owner) for (key,) in moved), new=False)


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
    is at fault. Of several files of one field the name says which one is meant.
    """
    taken, chosen = [], list(files)
    of_field = Counter(name for name, _, _ in chosen)
    for name, title, upload in chosen:
        try:
            taken.append(take(title, upload))
        except PaperFault as fault:
            words = say(fault.bn, fault.en)
            words = f"{upload.name}: {words}" if of_field[name] > 1 else words
            form.add_error(name, ValidationError(words, NAMELESS))
    return None if form.errors else taken


def checked_with_title(title: str, upload: UploadedFile) -> tuple[str, Clean]:
    """What `take_files` makes of each file where the case does not stand yet: its title, and its checked
    content.
    """
    return title, check_upload(upload)
