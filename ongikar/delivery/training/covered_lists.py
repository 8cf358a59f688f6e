"""What of a frozen list everybody reads, what its applicant is shown of their own line, and what the auditor
reads whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ongikar.core.i18n.say import language
from ongikar.offices.models import Post
from ongikar.people.post_holders import holder_of
from ongikar.rules.selection import parse_list
from ongikar.rules.selection.explain import group_words
from ongikar.rules.selection.published_lists import MARK, code_of, cover_list, covered_groups, small_groups

from . import states
from .models import Application, Call, Freeze

# On the list, and applicants no more.
LEFT = frozenset({states.WITHDRAWN, states.REPLACED, states.DOUBLE, states.INELIGIBLE})
SALT = "ongikar.delivery.training.covered_lists"


def small_groups_of(call: Call, freezes: Iterable[Freeze]) -> frozenset[str]:
    """As it is now: a group that shrinks after its list was published is covered from then on."""
    texts = [each.list_text for each in freezes]
    # No list of a rule without groups names any.
    if not any(parse_list_has_groups(text) for text in texts):
        return frozenset()
    left = Application.objects.filter(call=call, state__in=LEFT).values_list("roll", flat=True)
    return small_groups(texts, left)


def parse_list_has_groups(text: str) -> bool:
    return any(each.groups for each in parse_list(text))


def nonce_of(freeze: Freeze, roll: int) -> str:
    """What opens one line: known to the office's key alone, and the same whenever it is asked for."""
    return salted_hmac(SALT, f"{freeze.pk} {roll}", algorithm="sha256").hexdigest()[:32]


def public_list(freeze: Freeze, small: frozenset[str]) -> str:
    return cover_list(freeze.list_text, small, lambda roll: nonce_of(freeze, roll))


def reads_whole_lists(request: HttpRequest, office_id: int) -> bool:
    """The auditor of the office, who recomputes what others cannot."""
    if not request.user.is_authenticated:
        return False
    return holder_of(request.user, timezone.localdate()).has(office_id, {Post.AUDITOR})


@dataclass(frozen=True, slots=True)
class OwnListLine:
    """What the code of somebody's own line stands for, and the line of shell that checks it."""

    name: str
    code: str
    groups: str
    shell: str


def own_lines(application: Application) -> Sequence[OwnListLine]:
    """Of each list of the batch on which the applicant stands, while any group of it is covered."""
    freezes = list(Freeze.objects.filter(batch=application.call.batch_id).order_by("ordinal"))
    small = small_groups_of(application.call, freezes)
    if not small:
        return ()
    lines = []
    for freeze in freezes:
        mine = next((each for each in parse_list(freeze.list_text) if each.roll == application.roll), None)
        if mine is None:
            continue
        nonce, covered = nonce_of(freeze, mine.roll), covered_groups(mine, small)
        lines.append(
            OwnListLine(
                freeze.list_name,
                f"{MARK}{code_of(mine, small, nonce)}",
                ", ".join(group_words(group, language()) for group in covered.split(",") if group),
                f"printf '%s|%s|%s' {nonce} {mine.roll} '{covered}' | sha256sum | cut -c1-16",
            )
        )
    return lines
