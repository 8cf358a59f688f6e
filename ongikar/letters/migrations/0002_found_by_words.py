"""Letters found by words among all of them, wherever in a word they stand (core/db/word_index.py)."""

from django.db import migrations

from ongikar.core.db.postgresql.extensions import NeededExtension
from ongikar.letters.letter_search import LETTER_WORDS


def make(apps, schema_editor):
    LETTER_WORDS.make(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_letters_and_files")]
    operations = [
        NeededExtension("pg_trgm"),
        NeededExtension("btree_gin"),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
