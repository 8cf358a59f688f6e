"""The few among many, read off indexes of their own: acts by which somebody asked that work be dropped, and
ended cases that retention has yet to make forget whose they were.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_found_by_words")]
    operations = [
        migrations.AddIndex(
            "act",
            models.Index(fields=["case"], name="drops_asked", condition=models.Q(name="ask_drop")),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["office", "closed_at"], name="cases_to_forget", condition=~models.Q(search="•••")
            ),
        ),
    ]
