"""Promises by the day on which they ended: what the home page counts of today."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clock", "0001_initial")]
    operations = [
        migrations.AddIndex(
            "clock",
            models.Index(
                fields=["office", "topic", "stopped_at"],
                name="clocks_by_stop",
                condition=models.Q(stopped_at__isnull=False),
            ),
        )
    ]
