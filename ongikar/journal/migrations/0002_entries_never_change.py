"""The database itself refuses to change or delete a journal entry."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER journal_entry_no_{verb.lower()} BEFORE {verb} ON journal_entry
        BEGIN SELECT RAISE(ABORT, 'a journal entry is never changed'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'a journal entry is never changed'; END $$""",
    """CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry
       FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()""",
    """CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
       FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_refuse()""",
]


def refuse(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(refuse, migrations.RunPython.noop)]
