import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grievances", "0008_files_of_dossiers_are_there")]

    # The column keeps its name and what stands in it.
    operations = [
        migrations.AlterField(
            "dossier", "paper_id", models.PositiveBigIntegerField(null=True, db_column="paper_id")
        ),
        migrations.RenameField("dossier", "paper_id", "paper"),
        migrations.AlterField(
            "dossier",
            "paper",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="papers.paper",
            ),
        ),
    ]
