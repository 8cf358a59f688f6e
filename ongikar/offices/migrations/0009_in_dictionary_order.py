import ongikar.core.db.sort_keys
from django.db import migrations, models


def order_places(apps, schema_editor):
    ongikar.core.db.sort_keys.fill_sort_keys(apps.get_model("offices", "Place"))


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0008_settings_of_files'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='place',
            name='places_by_name',
        ),
        migrations.AddField(
            model_name='place',
            name='sort_key_bn',
            field=ongikar.core.db.sort_keys.SortKeyField(of=('name_bn',)),
        ),
        migrations.AddField(
            model_name='place',
            name='sort_key_en',
            field=ongikar.core.db.sort_keys.SortKeyField(of=('name_en',)),
        ),
        migrations.RunPython(order_places, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['office', 'kind', 'sort_key_bn', 'id'], name='places_by_name'),
        ),
    ]
