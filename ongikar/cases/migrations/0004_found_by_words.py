"""Cases found by words of who asks, wherever in a word they stand; on PostgreSQL again by the beginning of
their numbers.

SQLite keeps the words a second time, in a table that its own triggers keep in step with the cases
(cases/word_index.py); PostgreSQL lays an index over the column, for which it needs two extensions of its own.
"""

from django.db import migrations

from ongikar.cases.word_index import make_word_index
from ongikar.core.db.postgresql.extensions import NeededExtension


# By the order of bytes, in which a number is looked for without its check part (core/number_formats.py): 0003
# took this index away, and each such look-up read all cases through.
BY_NUMBER = "CREATE INDEX IF NOT EXISTS cases_by_number ON cases_case (number varchar_pattern_ops)"


def make(apps, schema_editor):
    make_word_index(schema_editor.connection)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BY_NUMBER)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_drop_pattern_indexes")]
    operations = [
        NeededExtension("pg_trgm"),
        NeededExtension("btree_gin"),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
