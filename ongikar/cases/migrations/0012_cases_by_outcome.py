"""The service register is narrowed by what became of a case and by the month it came in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('cases', '0011_open_cases_of_a_desk')]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['office', 'fiscal_year', 'state', 'received_at'], name='cases_by_outcome'),
        ),
    ]
