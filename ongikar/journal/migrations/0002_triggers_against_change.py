"""The database itself refuses to change, delete or replace a journal entry and a seal."""

from django.db import migrations

# SQLite's INSERT OR REPLACE takes a row away without asking the trigger against deleting.
SQLITE = [
    *(
        f"""CREATE TRIGGER journal_{table}_no_{verb.lower()} BEFORE {verb} ON journal_{table}
            BEGIN SELECT RAISE(ABORT, '{what} is never changed'); END"""
        for table, what in (("entry", "a journal entry"), ("seal", "a seal"))
        for verb in ("UPDATE", "DELETE")
    ),
    *(
        f"""CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
            BEGIN SELECT RAISE(ABORT, 'UNIQUE: what is written down is never replaced'); END"""
        for table, same in (
            ("journal_entry", "id = NEW.id"),
            ("journal_seal", "entry_id = NEW.entry_id OR (chain = NEW.chain AND number = NEW.number)"),
        )
    ),
]
POSTGRESQL = [
    statement
    for table, what in (("entry", "a journal entry"), ("seal", "a seal"))
    for statement in (
        f"""CREATE FUNCTION journal_{table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION '{what} is never changed'; END $$""",
        f"""CREATE TRIGGER journal_{table}_no_change BEFORE UPDATE OR DELETE ON journal_{table}
           FOR EACH ROW EXECUTE FUNCTION journal_{table}_refuse()""",
        f"""CREATE TRIGGER journal_{table}_no_truncate BEFORE TRUNCATE ON journal_{table}
           FOR EACH STATEMENT EXECUTE FUNCTION journal_{table}_refuse()""",
    )
]


def create_triggers(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, migrations.RunPython.noop)]
