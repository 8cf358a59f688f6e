"""What is owed in the outbox says whose it is and how soon, so that every office has its turn."""

from django.db import migrations, models

ORDINARY = 1
# Of what is still owed; what is done is never asked again.
WHOSE = """
    UPDATE journal_outboxentry SET office_id = (
        SELECT coalesce(journal_entry.office_id, 0) FROM journal_entry
        WHERE journal_entry.id = journal_outboxentry.entry_id
    ) WHERE next_try IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_entries_that_failed")]
    operations = [
        migrations.AddField(
            "outboxentry", "office_id", models.PositiveBigIntegerField(default=0, db_default=0)
        ),
        migrations.AddField(
            "outboxentry",
            "turn",
            models.PositiveSmallIntegerField(default=ORDINARY, db_default=ORDINARY),
        ),
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.AddIndex(
            "outboxentry",
            models.Index(
                fields=["office_id", "turn", "next_try", "id"],
                name="outbox_entries_by_turn",
                condition=models.Q(next_try__isnull=False),
            ),
        ),
    ]
