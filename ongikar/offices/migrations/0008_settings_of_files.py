from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0007_settings_of_an_office")]

    operations = [
        migrations.AddField(
            model_name="office",
            name="settings_of_files",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
