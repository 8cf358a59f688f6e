"""A database of before: as if no column, or these alone, had not been sealed yet."""

import json

from ongikar.journal.actions import WORKER, write_entry
from ongikar.journal.models import Entry
from ongikar.journal.seal_adoption import SUBJECT, VERB, wanted_columns
from ongikar.journal.tests.intruder import broken_in


def forget_all_seals():
    broken_in()("UPDATE journal_entry SET rows = NULL")


def forget_seals_of(forgotten, *, now):
    """By table the columns of which no entry speaks; it is said since when all others are sealed."""
    do = broken_in()
    for key, text in list(Entry.objects.filter(rows__isnull=False).values_list("id", "rows")):
        written = json.loads(text)
        for table in written.keys() & forgotten.keys():
            for values in written[table].values():
                for column in forgotten[table]:
                    values.pop(column, None)
        do("UPDATE journal_entry SET rows = %s WHERE id = %s", [json.dumps(written), key])
    others = {
        table: [column for column in columns if column not in forgotten.get(table, ())]
        for table, columns in wanted_columns().items()
    }
    write_entry(
        VERB, subject=SUBJECT, actor=WORKER, office_id=None, now=now, facts={"columns": others}, rows=None
    )
