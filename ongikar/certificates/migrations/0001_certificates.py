import django.db.models.deletion
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
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_id', models.CharField(max_length=16, unique=True)),
                ('public', models.CharField(max_length=43)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='CertificateTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=30)),
                ('version', models.PositiveIntegerField()),
                ('mark', models.CharField(max_length=1)),
                ('title_bn', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
                ('fields', models.JSONField()),
                ('source', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='certificate_templates', to='offices.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'key', 'version'), name='one_template_a_version')],
            },
        ),
        migrations.CreateModel(
            name='CertificateOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template_key', models.CharField(max_length=30)),
                ('subject_type', models.CharField(max_length=30)),
                ('subject_id', models.PositiveBigIntegerField()),
                ('lines', models.JSONField(default=list)),
                ('total', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', 'id'], name='orders_of_a_subject'), models.Index(fields=['office', 'asked_at'], name='certificate_orders_to_delete')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.CharField(max_length=24, unique=True)),
                ('mark', models.CharField(max_length=1)),
                ('fiscal_year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('check_code', models.CharField(max_length=8)),
                ('subject_type', models.CharField(max_length=30)),
                ('subject_id', models.PositiveBigIntegerField()),
                ('holder_type', models.CharField(blank=True, max_length=30)),
                ('holder_id', models.PositiveBigIntegerField(null=True)),
                ('proof', models.TextField(blank=True)),
                ('search', models.TextField(blank=True)),
                ('status_index', models.PositiveIntegerField()),
                ('state', models.CharField(default='issued', max_length=8)),
                ('issued_at', models.DateTimeField()),
                ('submission', models.CharField(max_length=120, unique=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='offices.office')),
                ('replaces', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='certificates.certificate')),
                ('template', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='certificates.certificatetemplate')),
                ('key', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certificates.signingkey')),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', 'id'], name='certificates_of_a_subject'), models.Index(fields=['office', 'mark', '-id'], name='certificates_newest'), models.Index(fields=['office', 'mark', 'fiscal_year', 'number'], name='certificates_of_a_register'), models.Index(condition=models.Q(('search', '•••'), _negated=True), fields=['office', 'issued_at'], name='certificates_to_empty'), models.Index(condition=models.Q(('state', 'issued'), _negated=True), fields=['office', 'fiscal_year'], name='certificates_that_ended'), models.Index(condition=models.Q(('state', 'issued'), _negated=True), fields=['office', 'mark', '-id'], name='certificates_ended_of_office'), models.Index(condition=models.Q(('holder_id__isnull', False)), fields=['holder_type', 'holder_id', 'id'], name='certificates_of_a_holder')],
                'constraints': [models.UniqueConstraint(fields=('fiscal_year', 'status_index'), name='one_certificate_a_status_place'), models.CheckConstraint(condition=models.Q(('state__in', ('issued', 'replaced', 'revoked'))), name='a_certificate_has_a_state'), models.CheckConstraint(condition=models.Q(('holder_type', ''), ('holder_id__isnull', False), _connector='XOR'), name='a_holder_of_a_certificate_is_whole'), models.UniqueConstraint(condition=models.Q(('replaces__isnull', False)), fields=('replaces',), name='one_certificate_in_the_place_of_one')],
            },
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=8)),
                ('at', models.DateTimeField()),
                ('by_type', models.CharField(max_length=20)),
                ('by_id', models.PositiveBigIntegerField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='certificates.certificate')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='CertificatePrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copy', models.PositiveSmallIntegerField()),
                ('language', models.CharField(max_length=2)),
                ('receiver', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prints', to='certificates.certificate')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('certificate', 'copy'), name='one_print_a_copy')],
            },
        ),
    ]
