"""Keeping a paper: checked, stored under a name that tells nothing, entered with its owner."""

import secrets
from datetime import datetime

from django.core.files.base import ContentFile

from ongikar.journal.actions import Reference
from ongikar.offices.models import Office

from .check import MOST_BYTES, Clean, PaperFault, clean
from .models import Paper


def checked(upload) -> Clean:
    """An upload made safe; raises PaperFault. Too large a file is refused before it is read."""
    if upload.size > MOST_BYTES:
        raise PaperFault(
            "ফাইলটি ৫ MB-এর চেয়ে বড়। ছোট করে বা কম পাতায় দিন।",
            "The file is larger than 5 MB. Make it smaller or send fewer pages.",
        )
    return clean(upload.read())


def keep_paper(
    *,
    office: Office,
    subject: Reference,
    title: str,
    content: Clean,
    now: datetime,
    brought_by: str = "citizen",
) -> Paper:
    paper = Paper(
        office=office, subject_type=subject[0], subject_id=subject[1], title=title, media_type=content.media_type,
        size=len(content.content), sha256=content.sha256, came_at=now, brought_by=brought_by,
    )  # fmt: skip
    name = f"{now:%Y/%m}/{secrets.token_hex(16)}{content.suffix}"
    try:
        paper.file.save(name, ContentFile(content.content), save=False)
        paper.save()
    except BaseException:
        # A disk that filled up on the way leaves half a file, which no row would ever name.
        paper.file.storage.delete(name)
        raise
    return paper


def papers_of(subject: Reference):
    return Paper.objects.filter(subject_type=subject[0], subject_id=subject[1]).order_by("id")
