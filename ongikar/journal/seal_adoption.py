"""What stood in the database before its columns were sealed: taken over as it is, once, by entries that say
so.

Done before an installation serves for the first time with a longer list of sealed columns. From the day of
such an entry on nothing is changed unseen; of the days before it nothing can be said, and `ongikar ledger
verify` tells the day.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.db import transaction

from ongikar.rules.row_seals import NEW, is_empty, rows_as_text

from .actions import WORKER, SubjectReference, write_entry
from .models import Entry
from .raw_reads import current_rows, sealed_models
from .sealed_columns import sealed_tables

VERB = "rows.adopted"
SUBJECT: SubjectReference = ("seals", 0)
PAGE = 1_000


def adopted_columns() -> dict[str, list[str]]:
    """Table → the columns that are sealed in this database since some day; nothing before
    the first adoption.
    """
    known: dict[str, list[str]] = {}
    entries = Entry.objects.filter(subject_type=SUBJECT[0], subject_id=SUBJECT[1], verb=VERB).order_by("id")
    for facts in entries.values_list("facts", flat=True):
        for table, columns in facts.get("columns", {}).items():
            known[table] = [*known.get(table, []), *columns]
    return known


def wanted_columns() -> dict[str, list[str]]:
    return {table.name: [column.name for column in table.columns] for table in sealed_models()}


@transaction.atomic
def adopt_columns(now: datetime) -> int:
    """Seal what stands in columns that were not sealed before; how many rows that were. All of it, or
    nothing.
    """
    known = adopted_columns()
    new = {
        table: [column for column in columns if column not in known.get(table, ())]
        for table, columns in wanted_columns().items()
    }
    new = {table: columns for table, columns in new.items() if columns}
    if not new:
        return 0
    # The digests of a new installation need their key before anything else does.
    count = 0
    for table, columns in new.items():
        for page in batched(adopted_rows(table, columns, is_new=table not in known), PAGE):
            count += len(page)
            write_entry(
                VERB,
                subject=SUBJECT,
                actor=WORKER,
                office_id=None,
                now=now,
                facts={"table": table, "rows": len(page)},
                rows=rows_as_text({table: dict(page)}),
            )
    write_entry(
        VERB, subject=SUBJECT, actor=WORKER, office_id=None, now=now, facts={"columns": new}, rows=None
    )
    return count


def adopted_rows(table: str, columns: list[str], *, is_new: bool) -> Iterator[tuple[str, dict]]:
    for key, values in current_rows(sealed_tables()[table]):
        kept = {
            column: None if is_empty(values[column]) else values[column]
            for column in columns
            if not (is_new and is_empty(values[column]))
        }
        yield key, ({NEW: 1} if is_new else {}) | kept
