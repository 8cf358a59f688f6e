"""The files an officer chooses for what is written to the applicant: checked and counted as a citizen's are, titled by their names."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from ongikar.frame.addresses import address_of
from ongikar.frame.fields import INVISIBLE, Upload
from ongikar.frame.forms import Form
from ongikar.frame.say import say, say_later
from ongikar.papers.actions import checked
from ongikar.papers.check import Clean
from ongikar.papers.quota import admit
from ongikar.rules.bangla import nfc

from ..asked_files import MOST_TITLE, take_files
from ..attachments import Papers
from ..models import Case

FILES = "files"
MOST_AT_ONCE = 5
TOO_MANY = ("একবারে সর্বোচ্চ ৫টি ফাইল দেওয়া যায়।", "At most 5 files can be sent at once.")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Uploads(Upload):
    """Several photos or PDFs, chosen at once."""

    def __init__(self, *args, **kwargs):
        accept = Upload.widget.attrs["accept"]
        kwargs.setdefault("widget", SeveralFiles(attrs={"accept": accept}))
        super().__init__(*args, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [one for each in given if (one := super(Uploads, self).clean(each, initial))]


def files_field() -> Uploads:
    return Uploads(
        label=say_later("সঙ্গে যাবে: ফাইল বা ছবি", "Enclosed: files or photos"),
        help_text=say_later(
            "আবেদনকারী এগুলো নিজের পাতায় খুলতে পারবেন। ফাইলের নামই কাগজের নাম হবে। JPG, PNG বা PDF, প্রতিটি সর্বোচ্চ ৫ MB, একবারে ৫টি।",
            "The applicant can open these on their page. The name of the file becomes the name of the paper. JPG, PNG or PDF, at most 5 MB each, 5 at once.",
        ),
        required=False,
        optional_mark=False,
    )


def files_of(form: Form) -> Iterable[tuple[str, str, UploadedFile]]:
    """(field, title, file) of each file that came with the form."""
    for upload in form.cleaned_data.get(FILES) or ():
        yield FILES, title_of(upload.name), upload


def title_of(name: str) -> str:
    """What a paper is called by the name of its file: without its ending, its underlines and what nobody sees."""
    stem = nfc(PurePath(name).stem).translate(INVISIBLE).replace("_", " ")
    return " ".join(stem.split())[:MOST_TITLE] or say("কার্যালয়ের কাগজ", "Paper of the office")


def take_attachments(form: Form, case: Case, request: HttpRequest, now: datetime) -> Papers | None:
    """The files of a valid form, checked and counted in; None where one of them is refused and the form says why."""

    def take(title: str, upload: UploadedFile) -> tuple[str, Clean]:
        admit(subject=case.reference, size=upload.size, address=address_of(request), now=now)
        return title, checked(upload)

    chosen = list(files_of(form))
    if len(chosen) > MOST_AT_ONCE:
        form.add_error(FILES, say(*TOO_MANY))
        return None
    return take_files(form, chosen, take)
