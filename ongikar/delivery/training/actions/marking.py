"""Marks of test and viva: two people mark, and neither sees the other's mark until both have given theirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Mark
from ongikar.delivery.training.models.call import rule_of
from ongikar.journal.actions import Reference
from ongikar.people.models import User
from ongikar.records.actions import perform
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection.points import mark_of_two

# Who sat and is marked: those who may take part, until the list is frozen.
MARKED = frozenset({states.ELIGIBLE, states.TESTED, states.ABSENT})


@dataclass(frozen=True, slots=True)
class PartMarks:
    """What stands of one part of one application: the newest mark of each of the two markers."""

    marks: tuple[Mark, ...]

    @property
    def is_open(self) -> bool:
        """Whether both have marked, so that both marks may be seen."""
        return len(self.marks) == 2

    @property
    def value(self) -> int | None:
        """The mark of both; None where the person was not there, or it is still sealed."""
        values = [mark.value for mark in self.marks]
        if not self.is_open or values[0] is None or values[1] is None:
            return None
        return mark_of_two(values[0], values[1])

    @property
    def disagrees(self) -> bool:
        """Whether one marker says that the person came and the other that they did not."""
        return self.is_open and len({mark.value is None for mark in self.marks}) == 2

    def seen_by(self, user_id: int) -> tuple[Mark, ...]:
        """All of them once both have marked; before, one's own."""
        return self.marks if self.is_open else tuple(m for m in self.marks if m.marker_id == user_id)


def marks_of(applications: Iterable[int]) -> dict[tuple[int, str], PartMarks]:
    """The marks that stand, `{(application, part): marks of both markers}`, in one statement."""
    newest: dict[tuple[int, str], dict[int, Mark]] = defaultdict(dict)
    for mark in Mark.objects.filter(application__in=list(applications)).order_by("version", "id"):
        newest[mark.application_id, mark.part][mark.place] = mark
    return {
        key: PartMarks(tuple(by_place[place] for place in sorted(by_place)))
        for key, by_place in newest.items()
    }


@transaction.atomic
def enter_mark(
    application: Application,
    *,
    part: str,
    value: int | None,
    user: User,
    actor: Reference,
    now: datetime,
    reason: str = "",
) -> Mark:
    """One marker's mark; None: the person was not there. A second mark of the same marker corrects the first
    with a reason. Raises ActFault for a third marker, and for a mark beyond the most.
    """
    batch = application.call.batch
    batch.lock()
    application.lock()
    most = rule_of(application.call).most.get(part)
    if most is None:
        raise ValueError(f"the rule counts no {part}")
    if batch.state not in (states.CALLED, states.CLOSED):
        raise ActFault("", "তালিকা চূড়ান্ত হয়ে গেছে।", "The list is frozen.")
    if value is not None and not 0 <= value <= most:
        raise ActFault(
            f"mark-{application.roll}",
            "নম্বর ০ থেকে {most}-এর মধ্যে হতে হবে।",
            "The mark must lie between 0 and {most}.",
            most=digits(most, language()),
        )
    if application.state not in MARKED:
        raise ActFault(
            f"mark-{application.roll}",
            "আগে ঠিক করুন, রোল {roll} অংশ নিতে পারেন কি না।",
            "First settle whether roll {roll} may take part.",
            roll=digits(application.roll, language()),
        )
    standing = marks_of([application.pk]).get((application.pk, part), PartMarks(()))
    own = next((mark for mark in standing.marks if mark.marker_id == user.pk), None)
    if own and own.value == value:
        return own
    if own and standing.is_open and not reason.strip():
        raise ActFault(
            f"mark-{application.roll}",
            "দুজনের নম্বর খোলা হয়ে গেছে। এখন বদলাতে হলে কারণ লিখুন।",
            "Both marks are open. Changing one now needs a reason.",
        )
    if own is None and standing.is_open:
        raise ActFault(
            f"mark-{application.roll}",
            "রোল {roll}-এর নম্বর দুজন দিয়ে ফেলেছেন।",
            "Two people have marked roll {roll} already.",
            roll=digits(application.roll, language()),
        )
    taken = {mark.place for mark in standing.marks}
    mark = Mark(
        application=application,
        part=part,
        place=own.place if own else min({1, 2} - taken),
        marker=user,
        value=value,
        version=own.version + 1 if own else 1,
        reason=reason.strip(),
    )

    def follow(mark: Mark) -> None:
        settle_presence(application, actor=actor, now=now)

    return perform(application, mark, actor=actor, now=now, follow=follow)


def settle_presence(application: Application, *, actor: Reference, now: datetime) -> None:
    """Whoever sat every part is tested, whoever missed one is absent, once both markers say so."""
    most = rule_of(application.call).most
    marks = marks_of([application.pk])
    parts = [marks.get((application.pk, part)) for part in most]
    if not all(part and part.is_open and not part.disagrees for part in parts):
        return
    is_there = all(part and part.value is not None for part in parts)
    name = states.SIT if is_there else states.MISS
    if states.APPLICATION.may_follow(application.state, name):
        perform(application, application.act(name), actor=actor, now=now)
