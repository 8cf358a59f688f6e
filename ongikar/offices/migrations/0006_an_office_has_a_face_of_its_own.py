"""An office has a face of its own: emblem, colour, head and foot of its letters; its emblems are kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0005_a_demonstration_is_being_made'),
    ]

    operations = [
        migrations.AddField(
            model_name='office',
            name='colour',
            field=models.CharField(default='', max_length=7),
        ),
        migrations.AddField(
            model_name='office',
            name='emblem',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AddField(
            model_name='office',
            name='foot_bn',
            field=models.CharField(default='', max_length=200),
        ),
        migrations.AddField(
            model_name='office',
            name='foot_en',
            field=models.CharField(default='', max_length=200),
        ),
        migrations.AddField(
            model_name='office',
            name='has_face_of_screen',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='office',
            name='head_bn',
            field=models.CharField(default='', max_length=200),
        ),
        migrations.AddField(
            model_name='office',
            name='head_en',
            field=models.CharField(default='', max_length=200),
        ),
        migrations.CreateModel(
            name='Emblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64)),
                ('media_type', models.CharField(max_length=20)),
                ('content', models.BinaryField()),
                ('since', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emblems', to='offices.office')),
            ],
        ),
    ]
