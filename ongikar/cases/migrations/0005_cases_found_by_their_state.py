"""Cases are found by office and something more. No text is looked for by how a key begins, for which PostgreSQL keeps another index."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_brought_and_mobile_codes'),
        ('offices', '0006_serials_found_by_their_book'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='offices.office'),
        ),
        migrations.AlterField(
            model_name='draft',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='offices.office'),
        ),
        *(
            migrations.RunSQL(f"DROP INDEX IF EXISTS {name}", migrations.RunSQL.noop)
            for name in (
                "cases_case_number_980c9551_like", "cases_case_submission_4c7d6e07_like", "cases_draft_token_9f95f07e_like",
            )
        ),
    ]
