"""The index of what is open and urgent holds that alone: of one that holds all that is open, SQLite with
statistics thinks no better than of all cases.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_few_of_many")]
    operations = [
        migrations.RemoveIndex("case", "open_urgent"),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["office", "id"],
                name="open_urgent_cases",
                condition=models.Q(("closed_at__isnull", True), models.Q(("urgent", ""), _negated=True)),
            ),
        ),
    ]
