"""No text of a case is looked for by how it begins: the second index that PostgreSQL keeps for that is dropped."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_relations")]
    operations = [
        migrations.RunSQL(f"DROP INDEX IF EXISTS {name}", migrations.RunSQL.noop)
        for name in (
            "cases_case_number_980c9551_like",
            "cases_case_submission_4c7d6e07_like",
            "cases_draft_token_9f95f07e_like",
        )
    ]
