"""Files that come with an act: checked, counted, and kept among the papers of the grievance under a title
that tells nothing of whoever brought them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ongikar.core.forms.fields import UploadsField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.papers.actions import check_upload, keep_paper, take_files
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.models import Paper
from ongikar.papers.quota import count_paper
from ongikar.rules.bangla.text import digits

from ..models import Grievance

FILES = "files"
MOST_AT_ONCE = 5
FILES_LABEL = say_lazy("ফাইল বা ছবি", "Files or photos")


def files_field(label: Any = FILES_LABEL) -> UploadsField:
    return UploadsField(
        label=label,
        help_text=say_lazy(
            "JPG, PNG বা PDF, প্রতিটি সর্বোচ্চ ৫ MB, একবারে ৫টি।",
            "JPG, PNG or PDF, at most 5 MB each, 5 at once.",
        ),
        required=False,
        optional_mark=False,
    )


def take_papers(form: Form, grievance: Grievance, *, ip: str, now: datetime) -> list[Clean]:
    """The files of a form, checked and counted; where one is refused, the form says why."""
    chosen = form.cleaned_data.get(FILES) or []
    if len(chosen) > MOST_AT_ONCE:
        form.add_error(FILES, say("একবারে সর্বোচ্চ ৫টি ফাইল দেওয়া যায়।", "At most 5 files can be sent at once."))
        return []

    def take(title: str, upload: Any) -> Clean:
        try:
            clean = check_upload(upload)
            count_paper(subject=grievance.reference, size=len(clean.content), address=ip, now=now)
        except PaperFault as fault:
            if len(chosen) == 1:
                raise
            # Of several the name says which one is meant.
            raise PaperFault(*(f"{upload.name}: {words}" for words in (fault.bn, fault.en))) from None
        return clean

    return take_files(form, [(FILES, "", upload) for upload in chosen], take) or []


def keep_papers(
    grievance: Grievance, title: str, files: Sequence[Clean], *, brought_by: str, now: datetime
) -> list[Paper]:
    """Keep checked files under a Bangla title, of several with their place."""
    count = len(files)
    return [
        keep_paper(
            office=grievance.office,
            subject=grievance.reference,
            title=f"{title} ({digits(place)}/{digits(count)})" if count > 1 else title,
            content=clean,
            now=now,
            brought_by=brought_by,
        )
        for place, clean in enumerate(files, 1)
    ]
