"""How much one case, one mobile and one address may bring: enough for anybody's papers, too little to fill
the disk.
"""

from datetime import datetime, timedelta

from django.db.models import Q, Sum

from ongikar.core.crypto.key_ring import key_ring
from ongikar.core.models import Attempt
from ongikar.journal.actions import SubjectReference

from .check import PaperFault
from .models import Paper

MB = 1024 * 1024
MOST_BYTES_A_SUBJECT = 60 * MB
MOST_PAPERS_A_SUBJECT = 40
# Of one person, and of one line: a digital centre files for many people a day over one.
MOST_A_MOBILE_AND_DAY = 60
MOST_AN_ADDRESS_AND_DAY = 400
DAY = timedelta(days=1)

FULL = (
    "এই আবেদনে আর ফাইল রাখার জায়গা নেই। বাকি কাগজ কার্যালয়ে এসে দেখান।",
    "There is no room for more files with this application. Show the other documents at the office.",
)
TOO_MANY = (
    "আজ এখান থেকে অনেক ফাইল দেওয়া হয়েছে। কাল আবার দিন, অথবা কার্যালয়ে এসে দেখান।",
    "Many files came from here today. Send the rest tomorrow, or show them at the office.",
)


def count_paper(
    *,
    subject: SubjectReference,
    size: int,
    address: str,
    mobile: str = "",
    now: datetime,
    beside: SubjectReference | None = None,
) -> None:
    """Count one more file in; raises PaperFault, and counts nothing, where there have been enough.

    `beside`: what else will lie with the subject one day, such as the files of a draft of its answer.
    """
    where = Q(subject_type=subject[0], subject_id=subject[1])
    if beside:
        where |= Q(subject_type=beside[0], subject_id=beside[1])
    kept = Paper.objects.filter(where)
    held = kept.aggregate(bytes=Sum("size"))["bytes"] or 0
    if held + size > MOST_BYTES_A_SUBJECT or kept.count() >= MOST_PAPERS_A_SUBJECT:
        raise PaperFault(*FULL)
    keys = {f"paper from {address}"[:120]: MOST_AN_ADDRESS_AND_DAY}
    if mobile:
        # The count of a day needs no mobile in the open.
        keys[f"paper of {key_ring().blind_index(mobile, 'quota')}"] = MOST_A_MOBILE_AND_DAY
    if any(Attempt.is_spent([key], limit=limit, now=now, within=DAY) for key, limit in keys.items()):
        raise PaperFault(*TOO_MANY)
    Attempt.count_failure(list(keys), now=now)
