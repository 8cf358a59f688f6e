"""Who may review and publish the charter of an office, who may read what is open in it, and which upload
the request is about.
"""

from django.http import Http404

from ongikar.charter.models import Upload
from ongikar.charter.review.actions import Officer
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.people.post_holders import OVERSEERS, STAFF_ROLES, PostHolder, StaffRequest, for_roles

LINT_ROLES = STAFF_ROLES | OVERSEERS

for_lint_readers = for_roles(*STAFF_ROLES, readers=LINT_ROLES)
for_charter_readers = for_roles(*STAFF_ROLES, readers=[Post.AUDITOR])
for_those_who_publish = for_roles(Post.OFFICER)


def may_publish(holder: PostHolder, office_id: int) -> bool:
    """Whether the person answers for the charter of the office."""
    return holder.has(office_id, {Post.OFFICER})


# Who reads how a charter was reviewed: whoever may publish it, and who audits the office.
LOOKING = frozenset({Post.OFFICER, Post.AUDITOR})
for_those_who_look = for_roles(Post.OFFICER, readers=LOOKING)


def officer_of(request: StaffRequest) -> Officer:
    """The person at the screen, acting for the post that runs the office at hand."""
    office, user = request.office, request.holder.user
    post = next(
        post for post in request.holder.posts if post.office_id == office.pk and post.role == Post.OFFICER
    )
    names = {
        tongue: user.in_words("name", tongue) or user.get_full_name() or user.username
        for tongue in ("bn", "en")
    }
    return Officer(request.holder.actor, post, names)


def upload_of(request: OfficeRequest, upload_id: int) -> Upload:
    """An upload of this office; another's is as unknown as one that is not there."""
    upload = (
        Upload.objects.filter(office=request.office, pk=upload_id).select_related("post", "version").first()
    )
    if upload is None:
        raise Http404
    return upload


def whole_number(text: str) -> int:
    """A figure that a form wrote for itself; -1 for one that it never did."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
