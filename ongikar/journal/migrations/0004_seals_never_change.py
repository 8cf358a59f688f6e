"""The database itself refuses to change, delete or replace a seal, and to replace an entry."""

from django.db import migrations

# SQLite's INSERT OR REPLACE takes a row away without asking the trigger against deleting.
SQLITE = [
    *(
        f"""CREATE TRIGGER journal_seal_no_{verb.lower()} BEFORE {verb} ON journal_seal
            BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END"""
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
    """CREATE FUNCTION journal_seal_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'a seal is never changed'; END $$""",
    """CREATE TRIGGER journal_seal_no_change BEFORE UPDATE OR DELETE ON journal_seal
       FOR EACH ROW EXECUTE FUNCTION journal_seal_refuse()""",
    """CREATE TRIGGER journal_seal_no_truncate BEFORE TRUNCATE ON journal_seal
       FOR EACH STATEMENT EXECUTE FUNCTION journal_seal_refuse()""",
]


def refuse(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_seals")]
    operations = [migrations.RunPython(refuse, migrations.RunPython.noop)]
