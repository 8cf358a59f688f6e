"""Applicants are found by office and mobile: an index of the office alone is one more to write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0006_serials_found_by_their_book'),
        ('people', '0003_sign_ins'),
    ]

    operations = [
        migrations.AlterField(
            model_name='applicant',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='applicants', to='offices.office'),
        ),
    ]
