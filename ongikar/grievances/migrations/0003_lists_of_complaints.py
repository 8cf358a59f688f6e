"""What the lists of complaints are read off: what waits before a post, what it settled last, what is unanswered;
and what retention has yet to purge.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grievances", "0002_relations")]
    operations = [
        migrations.AddIndex(
            "stage",
            models.Index(
                fields=["post", "clock"],
                name="open_stages_of_a_post",
                condition=models.Q(closed_at__isnull=True),
            ),
        ),
        migrations.AddIndex(
            "stage",
            models.Index(
                fields=["post", "-closed_at"],
                name="settled_stages",
                condition=models.Q(closed_at__isnull=False),
            ),
        ),
        migrations.AddIndex(
            "grievance", models.Index(fields=["respondent", "state", "id"], name="grievances_to_answer")
        ),
        migrations.AddIndex(
            "grievance",
            models.Index(
                fields=["office", "filed_at"], name="grievances_to_forget", condition=~models.Q(text="•••")
            ),
        ),
    ]
