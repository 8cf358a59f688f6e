"""Today asks which plans wait for their report, however many were reported."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_open_cases_of_a_service'),
        ('letters', '0004_open_files'),
        ('offices', '0003_places_have_a_position'),
        ('performance', '0001_plans_indicators_and_readings'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(condition=models.Q(('issued_at__isnull', True)), fields=['office', 'id'], name='plans_without_a_report'),
        ),
    ]
