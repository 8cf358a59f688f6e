from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0005_turns'),
        ('notices', '0003_messages_held'),
        ('offices', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('status', 'made')), fields=['id'], name='messages_made'),
        ),
    ]
