from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rti", "0001_requests")]

    operations = [
        migrations.AddIndex(
            model_name="informationrequest",
            index=models.Index(fields=["office", "state", "-id"], name="rti_by_state"),
        ),
    ]
