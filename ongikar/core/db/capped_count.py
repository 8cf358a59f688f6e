"""A count that stops where nobody reads on.

A heading or a menu says "99+"; to say more the database would read every open row of a table at each page.
"""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

# A page says how many up to this; beyond it says "99+".
COUNTED_UP_TO = 100


class CappedCount(Subquery):
    """The number of rows of a query up to `most`: it stops counting there.

    In the order of its index: a planner that believes the rows to lie evenly in the table would read that
    instead, and what is open lies at its end.
    """

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field: Any = IntegerField()

    def __init__(self, rows: QuerySet, most: int = COUNTED_UP_TO) -> None:
        super().__init__(rows.values("pk")[:most])
