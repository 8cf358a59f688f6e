"""The newest messages to one person or post, and those that retention has yet to empty."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        migrations.AddIndex(
            "message", models.Index(fields=["office", "person", "-id"], name="messages_of_a_person")
        ),
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["office", "made_at"],
                name="messages_to_empty",
                condition=~models.Q(body="", address=""),
            ),
        ),
    ]
