"""The complaints about a post are found in their order by the index alone, also where a post has none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grievances", "0004_handling")]

    operations = [
        migrations.RemoveIndex(model_name="grievance", name="grievances_of_a_post"),
        migrations.AddIndex(
            model_name="grievance",
            index=models.Index(fields=["office", "respondent", "-id"], name="grievances_of_a_post"),
        ),
    ]
