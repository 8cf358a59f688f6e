"""The files an officer chooses for what is written to the applicant: checked and counted as a citizen's are,
titled by their names.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from ongikar.cases.models import AnswerDraft, Case
from ongikar.core.forms.fields import INVISIBLE, NAMELESS, UploadsField
from ongikar.core.forms.forms import Form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say, say_lazy
from ongikar.papers.actions import MOST_TITLE, check_upload
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.quota import count_paper
from ongikar.rules.bangla.text import nfc

FILES = "files"
MOST_AT_ONCE = 5
MOST_ENCLOSED = 12
TOO_MANY_ENCLOSED = (
    "একটি উত্তরের সঙ্গে সর্বোচ্চ ১২টি ফাইল দেওয়া যায়। একটি বাদ দিয়ে তারপর দিন।",
    "At most 12 files can go with one answer. Remove one first.",
)
TOO_MANY = ("একবারে সর্বোচ্চ ৫টি ফাইল দেওয়া যায়।", "At most 5 files can be sent at once.")


def files_field(*, is_inside: bool = False) -> UploadsField:
    """`is_inside`: of an act that is told in the office alone."""
    if is_inside:
        return UploadsField(
            label=say_lazy("সঙ্গে রাখা হবে: ফাইল বা ছবি", "Kept with it: files or photos"),
            help_text=say_lazy(
                "শুধু কার্যালয়ের ভেতরে দেখা যায়। JPG, PNG বা PDF, প্রতিটি সর্বোচ্চ ৫ MB, একবারে ৫টি।",
                "Seen inside the office alone. JPG, PNG or PDF, at most 5 MB each, 5 at once.",
            ),
            required=False,
            optional_mark=False,
        )
    return UploadsField(
        label=say_lazy("সঙ্গে যাবে: ফাইল বা ছবি", "Enclosed: files or photos"),
        help_text=say_lazy(
            "আবেদনকারী এগুলো নিজের পাতায় খুলতে পারবেন। ফাইলের নামই কাগজের নাম হবে। JPG, PNG বা PDF, প্রতিটি"
            " সর্বোচ্চ ৫ MB, একবারে ৫টি।",
            "The applicant can open these on their page. The name of the file becomes the name of the"
            " document. JPG, PNG or PDF, at most 5 MB each, 5 at once.",
        ),
        required=False,
        optional_mark=False,
    )


def posted_files(form: Form) -> Iterable[tuple[str, str, UploadedFile]]:
    """(field, title, file) of each file that came with the form."""
    for upload in getattr(form, "cleaned_data", {}).get(FILES) or ():
        yield FILES, title_from_filename(upload.name), upload


def title_from_filename(name: str) -> str:
    """What a paper is called by the name of its file: without its ending, its underlines and what nobody
    sees.
    """
    stem = nfc(PurePath(name).stem).translate(INVISIBLE).replace("_", " ")
    return " ".join(stem.split())[:MOST_TITLE] or say("কার্যালয়ের কাগজ", "Document of the office")


def sound_files(
    form: Form, case: Case, request: HttpRequest, now: datetime, draft: AnswerDraft | None = None
) -> list[tuple[str, Clean]]:
    """The files of a form, checked and counted in, without those that are refused: of each of these the form
    says why.
    """
    chosen = list(posted_files(form))
    if len(chosen) > MOST_AT_ONCE:
        form.add_error(FILES, say(*TOO_MANY))
        return []
    if draft and len(chosen) + len(draft.papers) > MOST_ENCLOSED:
        form.add_error(FILES, say(*TOO_MANY_ENCLOSED))
        return []
    sound = []
    for _, title, upload in chosen:
        try:
            count_paper(
                subject=case.reference,
                size=upload.size or 0,
                address=client_ip(request),
                now=now,
                beside=draft.reference if draft else None,
            )
            sound.append((title, check_upload(upload)))
        except PaperFault as fault:
            # Of several files the name says which one is meant.
            words = f"{title}: {say(fault.bn, fault.en)}" if len(chosen) > 1 else say(fault.bn, fault.en)
            form.add_error(FILES, ValidationError(words, NAMELESS))
    return sound
