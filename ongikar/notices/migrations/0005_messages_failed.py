from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0007_seal_trigger_by_keys'),
        ('notices', '0004_messages_made'),
        ('offices', '0005_a_demonstration_is_being_made'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='message',
            index=models.Index(
                condition=models.Q(('status', 'failed')), fields=['id'], name='messages_failed'
            ),
        ),
    ]
