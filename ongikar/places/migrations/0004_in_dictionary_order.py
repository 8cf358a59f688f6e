import ongikar.core.db.sort_keys
from django.db import migrations, models


def order_parts(apps, schema_editor):
    ongikar.core.db.sort_keys.fill_sort_keys(apps.get_model("places", "Part"))


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0009_in_dictionary_order'),
        ('places', '0003_devices_counted_at_a_place'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='part',
            name='parts_by_name',
        ),
        migrations.RemoveIndex(
            model_name='part',
            name='parts_that_run_low',
        ),
        migrations.AddField(
            model_name='part',
            name='sort_key',
            field=ongikar.core.db.sort_keys.SortKeyField(of=('name_bn',)),
        ),
        migrations.RunPython(order_parts, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='part',
            index=models.Index(fields=['office', 'sort_key', 'id'], name='parts_by_name'),
        ),
        migrations.AddIndex(
            model_name='part',
            index=models.Index(condition=models.Q(('balance__lt', models.F('least')), ('ended_on__isnull', True)), fields=['office', 'sort_key', 'id'], name='parts_that_run_low'),
        ),
    ]
