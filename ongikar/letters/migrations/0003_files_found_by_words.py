"""Files of the index found by words among all of them, as letters are (core/db/word_index.py)."""

from django.db import migrations

from ongikar.letters.letter_search import FILE_WORDS


def make(apps, schema_editor):
    FILE_WORDS.make(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_found_by_words")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
