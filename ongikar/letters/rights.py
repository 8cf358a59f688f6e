"""Who may do what with the letters of an office: by the posts they hold there today."""

from collections.abc import Collection, Iterable

from ongikar.offices.models import Post
from ongikar.people.post_holders import STAFF_ROLES, PostHolder, for_roles
from ongikar.people.subjects import load_subjects

from .models import Letter

# An auditor reads what comes and goes, and changes nothing.
READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
for_keepers = for_roles(*STAFF_ROLES)
# What speaks for the office: a signature, and the proof of it.
for_signers = for_roles(Post.OFFICER)
for_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)


def officer_post(holder: PostHolder, office_id: int) -> Post | None:
    """The post for which the person marks letters; None for whoever only keeps the diary."""
    return next(
        (post for post in holder.posts if post.office_id == office_id and post.role == Post.OFFICER), None
    )


def may_read(holder: PostHolder, office_id: int) -> bool:
    return holder.has(office_id, READER_ROLES)


def restricted_letters(holder: PostHolder, letters: Iterable[Letter]) -> Collection[int]:
    """The keys of those whose subject the person may not know: nothing of them is shown but the number."""
    about = {letter.pk: letter.subject for letter in letters if letter.subject}
    if not about:
        return ()
    lines = load_subjects(set(about.values()), holder)
    return {pk for pk, subject in about.items() if subject in lines and lines[subject].is_restricted}
