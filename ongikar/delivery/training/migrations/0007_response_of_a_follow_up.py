import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0006_replaced_nominees_and_names_in_english"),
        ("questionnaires", "0004_rounds_of_answers_are_sealed"),
    ]

    # The column keeps its name and what stands in it; answers are never deleted.
    operations = [
        migrations.AlterField(
            "followup", "response_id", models.PositiveBigIntegerField(null=True, db_column="response_id")
        ),
        migrations.RenameField("followup", "response_id", "response"),
        migrations.AlterField(
            "followup",
            "response",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="questionnaires.response",
            ),
        ),
    ]
