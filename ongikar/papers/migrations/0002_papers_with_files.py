"""The papers whose file retention has yet to take away, in the order in which they came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [
        migrations.AddIndex(
            "paper",
            models.Index(
                fields=["office", "came_at"], name="papers_with_files", condition=~models.Q(file="")
            ),
        )
    ]
