import django.db.models.deletion
import ongikar.core.crypto.encrypted_field
import ongikar.core.i18n.say
import ongikar.questionnaires.models.answers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0002_places_open_and_close'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(db_index=False, max_length=60)),
                ('purpose', models.CharField(max_length=12)),
                ('title_bn', models.CharField(max_length=200)),
                ('title_en', models.CharField(blank=True, max_length=200)),
                ('services', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questionnaires', to='offices.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'slug'), name='one_questionnaire_a_slug'), models.UniqueConstraint(condition=models.Q(('office__isnull', True)), fields=('slug',), name='one_shared_questionnaire_a_slug')],
            },
            bases=(ongikar.core.i18n.say.InTwoLanguages, models.Model),
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(default='draft', max_length=10)),
                ('sheet', models.JSONField(default=dict)),
                ('definition', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('xform', models.TextField(blank=True)),
                ('findings', models.JSONField(default=list)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='questionnaires.questionnaire')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'number'), name='one_version_a_number'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('questionnaire',), name='one_draft_a_questionnaire'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('published_at__isnull', False), _connector='XOR'), name='a_published_version_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.PositiveBigIntegerField(null=True)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(null=True)),
                ('respondents', models.CharField(default='link', max_length=10)),
                ('anonymous', models.BooleanField(default=False)),
                ('once', models.BooleanField(default=True)),
                ('minutes', models.PositiveSmallIntegerField(null=True)),
                ('pass_percent', models.PositiveSmallIntegerField(null=True)),
                ('token', models.CharField(max_length=24, unique=True)),
                ('made_at', models.DateTimeField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='offices.office')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='questionnaires.questionnaire')),
                ('version', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='questionnaires.version')),
            ],
            options={
                'indexes': [models.Index(fields=['office', '-id'], name='rounds_newest'), models.Index(fields=['subject_type', 'subject_id', 'id'], name='rounds_of_a_subject'), models.Index(fields=['office', 'closes_at'], name='rounds_by_closing')],
                'constraints': [models.CheckConstraint(condition=models.Q(('subject_type', ''), ('subject_id__isnull', False), _connector='XOR'), name='a_subject_of_a_round_is_whole'), models.CheckConstraint(condition=models.Q(('closes_at__isnull', True), ('closes_at__gte', models.F('opens_at')), _connector='OR'), name='a_round_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('anonymous', False), ('minutes__isnull', True), _connector='OR'), name='an_anonymous_round_counts_no_minutes')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('respondent_type', models.CharField(max_length=30)),
                ('respondent_id', models.PositiveBigIntegerField()),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='questionnaires.round')),
            ],
            options={
                'indexes': [models.Index(fields=['respondent_id', 'respondent_type'], name='invitations_of_respondents')],
                'constraints': [models.UniqueConstraint(fields=('round', 'respondent_type', 'respondent_id'), name='one_address_a_respondent')],
            },
        ),
        migrations.CreateModel(
            name='Answered',
            fields=[
                ('id', models.PositiveBigIntegerField(default=ongikar.questionnaires.models.answers.random_key, primary_key=True, serialize=False)),
                ('respondent_type', models.CharField(max_length=30)),
                ('respondent_id', models.PositiveBigIntegerField()),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answered', to='questionnaires.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'respondent_type', 'respondent_id'), name='answered_once')],
            },
        ),
        migrations.CreateModel(
            name='ResponseDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('respondent_type', models.CharField(blank=True, max_length=30)),
                ('respondent_id', models.PositiveBigIntegerField(null=True)),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('answers', models.JSONField(default=dict)),
                ('sealed_answers', ongikar.core.crypto.encrypted_field.EncryptedTextField(blank=True, default='')),
                ('begun_at', models.DateTimeField(null=True)),
                ('saved_on', models.DateField()),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='questionnaires.round')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.version')),
                ('ends_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['saved_on'], name='response_drafts_by_day'), models.Index(fields=['round', 'respondent_type', 'respondent_id'], name='drafts_of_respondents'), models.Index(condition=models.Q(('ends_at__isnull', False)), fields=['ends_at'], name='timed_drafts')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('respondent_type', ''), _negated=True), fields=('round', 'respondent_type', 'respondent_id'), name='one_draft_a_respondent')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(default=dict)),
                ('score', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('score_of', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('via', models.CharField(default='web', max_length=8)),
                ('respondent_type', models.CharField(blank=True, max_length=30)),
                ('respondent_id', models.PositiveBigIntegerField(null=True)),
                ('state', models.CharField(default='submitted', max_length=10)),
                ('sealed_answers', ongikar.core.crypto.encrypted_field.EncryptedTextField(blank=True, default='')),
                ('instance_id', models.CharField(max_length=80, unique=True)),
                ('begun_at', models.DateTimeField(null=True)),
                ('submitted_at', models.DateTimeField()),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('emptied_at', models.DateTimeField(null=True)),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='questionnaires.round')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.version')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'id'], name='responses_of_a_round'), models.Index(condition=models.Q(('emptied_at__isnull', True)), fields=['submitted_at'], name='responses_to_empty'), models.Index(fields=['respondent_id', 'respondent_type', 'round'], name='responses_of_respondents')],
                'constraints': [models.CheckConstraint(condition=models.Q(('respondent_type', ''), ('respondent_id__isnull', False), _connector='XOR'), name='a_respondent_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='AnonymousResponse',
            fields=[
                ('answers', models.JSONField(default=dict)),
                ('score', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('score_of', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('via', models.CharField(default='web', max_length=8)),
                ('id', models.PositiveBigIntegerField(default=ongikar.questionnaires.models.answers.random_key, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='anonymous_responses', to='questionnaires.round')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.version')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'id'], name='anonymous_responses')],
            },
        ),
    ]
