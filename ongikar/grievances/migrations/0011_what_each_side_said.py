from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grievances", "0010_drafts_of_decisions")]

    operations = [
        migrations.AddField(
            model_name="hearing",
            name="said_by_others",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="hearingparty",
            name="said",
            field=models.TextField(blank=True),
        ),
    ]
