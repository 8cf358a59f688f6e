"""Photographs of a paper: each drawn straight where its sheet is plainly seen, and those of several pages
joined into one PDF.
"""

from collections.abc import Sequence
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from . import straighten_sandbox
from .actions import check_upload
from .check import MOST_BYTES, Clean, PaperFault, run_sandboxed
from .scans import join_pages

SANDBOX = Path(straighten_sandbox.__file__)
JPEG = b"\xff\xd8\xff"
# Of one paper at once.
MOST_AT_ONCE = 10
TOO_MANY = ("একবারে সর্বোচ্চ ১০টি ছবি দেওয়া যায়।", "At most 10 pictures can be sent at once.")
TOO_LARGE = (
    "সব পাতা মিলে ৫ MB-এর চেয়ে বড় হয়। কম পাতায় দিন।",
    "All pages together are larger than 5 MB. Send fewer pages.",
)


def is_picture(media_type: str) -> bool:
    return media_type.startswith("image/")


def straighten(content: Clean) -> Clean:
    """The sheet alone; the picture as it is where none is plainly seen, or nobody has the time to look."""
    if not is_picture(content.media_type):
        return content
    try:
        ran = run_sandboxed(SANDBOX, content.content, seconds=2 * straighten_sandbox.SECONDS)
    except PaperFault:
        return content
    is_drawn = ran is not None and ran.returncode == 0 and ran.stdout.startswith(JPEG)
    if ran is None or not is_drawn or len(ran.stdout) > MOST_BYTES:
        return content
    return Clean(ran.stdout, "image/jpeg", ".jpg")


def check_photograph(upload: UploadedFile) -> Clean:
    """An upload made safe and straight; raises PaperFault."""
    return straighten(check_upload(upload))


def check_pages(uploads: Sequence[UploadedFile]) -> Clean:
    """One paper of several photographs or PDFs, in their order; raises PaperFault, which names the file where
    there are several.
    """
    if len(uploads) > MOST_AT_ONCE:
        raise PaperFault(*TOO_MANY)
    pages = []
    for upload in uploads:
        try:
            pages.append(check_photograph(upload))
        except PaperFault as fault:
            if len(uploads) == 1:
                raise
            raise PaperFault(*(f"{upload.name}: {words}" for words in (fault.bn, fault.en))) from None
    return pages[0] if len(pages) == 1 else join_photographs([each.content for each in pages])


def join_photographs(contents: Sequence[bytes]) -> Clean:
    """One PDF of photographs, in their order; raises PaperFault. Of a PDF among them its first page alone
    would be taken, so none is.
    """
    if any(content.startswith(b"%PDF-") for content in contents):
        raise PaperFault(
            "ছবির সঙ্গে PDF মেশানো যায় না। শুধু ছবি, নাহয় একটি PDF দিন।",
            "Pictures and a PDF cannot be mixed. Send pictures alone, or one PDF.",
        )
    joined = join_pages(contents, [(place, 0, 0) for place in range(len(contents))])
    if len(joined.content) > MOST_BYTES:
        raise PaperFault(*TOO_LARGE)
    return joined
