"""SQLite looks for a seal that would be replaced by each of its two keys: asked for either in one condition, it
walked through the whole table wherever its statistics were of a day on which there were few seals.
"""

from django.db import migrations

DROP = "DROP TRIGGER IF EXISTS journal_seal_no_replace"
# As 0002: by this name the doctor knows what should be there.
SQLITE = [
    """CREATE TRIGGER journal_seal_no_replace BEFORE INSERT ON journal_seal
    WHEN EXISTS (SELECT 1 FROM journal_seal WHERE entry_id = NEW.entry_id)
    OR EXISTS (SELECT 1 FROM journal_seal WHERE chain = NEW.chain AND number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'UNIQUE: what is written down is never replaced'); END"""
]


def replace_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(DROP)
        for statement in SQLITE:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0006_macs")]
    operations = [migrations.RunPython(replace_trigger, migrations.RunPython.noop)]
