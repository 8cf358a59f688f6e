import ongikar.core.db.sort_keys
from django.db import migrations, models


def order_contacts(apps, schema_editor):
    ongikar.core.db.sort_keys.fill_sort_keys(apps.get_model("people", "Contact"))


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0009_in_dictionary_order'),
        ('people', '0007_contacts_found_by_sound'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='contact',
            name='contacts_by_organisation',
        ),
        migrations.AddField(
            model_name='contact',
            name='sort_key',
            field=ongikar.core.db.sort_keys.SortKeyField(of=('organisation', 'post')),
        ),
        migrations.RunPython(order_contacts, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['office', 'sort_key', 'id'], name='contacts_by_organisation'),
        ),
    ]
