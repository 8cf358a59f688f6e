"""Today's tally: how many promises were kept in time, and how many were broken."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from ongikar.clock.models import Clock
from ongikar.offices.models import Office
from ongikar.rules import moves

# So many stitches fit side by side; beyond that each stands for several.
MOST_STITCHES = 24
# Of a stitch's place, so much is drawn.
DRAWN = 0.74


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of promises on one day."""

    kept: int
    late: int

    @property
    def stitches(self) -> list[tuple[str, str, bool]]:
        """(x, width, is_late) of each stitch in per cent, the kept ones first; a late one is never rounded away."""
        total = self.kept + self.late
        count = min(total, MOST_STITCHES)
        late = max(round(self.late * count / total), 1) if self.late else 0
        step = 100 / max(count, 16)
        return [
            (f"{place * step:.2f}%", f"{step * DRAWN:.2f}%", place >= count - late) for place in range(count)
        ]


def tally_of(office: Office, now: datetime) -> Tally:
    """Kept: delivered today, in time. Late: delivered today after its day, or fell due today and is still owed."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    until = day + timedelta(days=1)
    cases = Clock.objects.filter(office=office, topic="case")
    delivered = cases.filter(stopped_at__gte=day, stopped_at__lt=until, outcome=moves.KEPT)
    kept = delivered.filter(stopped_at__lte=F("due_at"), broke_before=False).count()
    late = delivered.filter(Q(stopped_at__gt=F("due_at")) | Q(broke_before=True)).count()
    # While it waits for the citizen a promise does not break.
    owed = cases.filter(stopped_at__isnull=True, case__state__in=moves.OPEN - {moves.WAITING})
    broken = owed.filter(due_at__gte=day, due_at__lt=now).count()
    return Tally(kept, late + broken)
