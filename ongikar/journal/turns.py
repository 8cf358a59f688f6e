"""Whose turn it is in the outbox: what is urgent before what can wait, and every office in its turn, so that
one with ten thousand entries keeps no other waiting.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, zip_longest

from django.db import connection

from .models import OutboxEntry

# As long as no more are due than this, they are simply done, the urgent first.
FEW = 25
# So many offices are looked at, and so many of what each is owed.
MORE = 15
# For each office that is owed anything, what it is owed next. Found by skipping from office to office along
# one index, however much each is owed.
NEXT_OF_EACH = """
    WITH RECURSIVE waiting (office_id) AS (
        SELECT min(office_id) FROM journal_outboxentry WHERE next_try IS NOT NULL
        UNION ALL
        SELECT (
            SELECT min(later.office_id) FROM journal_outboxentry later
            WHERE later.next_try IS NOT NULL AND later.office_id > waiting.office_id
        ) FROM waiting WHERE waiting.office_id IS NOT NULL
    )
    SELECT owed.id, owed.office_id, owed.turn FROM waiting JOIN journal_outboxentry owed ON owed.id = (
        SELECT first.id FROM journal_outboxentry first
        WHERE first.office_id = waiting.office_id AND first.next_try IS NOT NULL AND first.next_try <= %s
        ORDER BY first.turn, first.next_try, first.id LIMIT 1
    )
"""


class Turns:
    """One worker's memory of which office it served last; `next_keys` says what to take in hand next."""

    def __init__(self) -> None:
        self.served: dict[int, int] = {}
        self.count = 0

    def note(self, taken: list[OutboxEntry]) -> None:
        """These are taken in hand: the turn of their offices is over."""
        for outbox_entry in taken:
            self.count += 1
            self.served[outbox_entry.office_id] = self.count

    def next_keys(self, now: datetime, most: int) -> list[int]:
        """The keys of what is due, the next first: `most` of them, and some more in case another worker has
        the first in hand.
        """
        due = OutboxEntry.objects.due(now)
        first = list(due.values_list("pk", "office_id", "turn")[: FEW + 1])
        if len(first) <= FEW:
            return [key for key, _, _ in sorted(first, key=lambda each: each[2])]
        offices = [office_id for office_id, _ in self.offices_in_turn(now)][:MORE]
        keys = list(self.of_offices(offices, now))[: most + MORE]
        # Whatever is urgent elsewhere, what has waited longest is not forgotten.
        oldest = first[0][0]
        if oldest in keys[:most]:
            return keys
        others = [key for key in keys if key != oldest]
        return [*others[: most - 1], oldest, *others[most - 1 :]]

    def offices_in_turn(self, now: datetime) -> list[tuple[int, int]]:
        """(office, turn of what it is owed next): the most urgent first, then who was served longest ago."""
        with connection.cursor() as cursor:
            cursor.execute(NEXT_OF_EACH, [connection.ops.adapt_datetimefield_value(now)])
            found = [(office_id, turn) for _, office_id, turn in cursor.fetchall()]
        return sorted(found, key=lambda each: (each[1], self.served.get(each[0], 0), each[0]))

    def of_offices(self, offices: list[int], now: datetime) -> Iterator[int]:
        """The keys of what some offices are owed, one of each in turn."""
        owed = [
            OutboxEntry.objects.filter(office_id=office_id, next_try__isnull=False, next_try__lte=now)
            .order_by("turn", "next_try", "id")
            .values_list("pk", flat=True)[:MORE]
            for office_id in offices
        ]
        return (key for key in chain.from_iterable(zip_longest(*owed)) if key is not None)
