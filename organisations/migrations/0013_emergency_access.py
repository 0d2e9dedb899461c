import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0012_data_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmergencyAccess',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ground', models.CharField(choices=[('crisis', 'a crisis or an accident'), ('danger', 'somebody may be in danger'), ('standing_in', 'I stand in for a colleague at this moment'), ('nobody_there', "nobody of the client's own team can be reached"), ('other', 'something else')], max_length=20, verbose_name='what is the matter')),
                ('words', models.TextField(max_length=300, verbose_name='in your own words')),
                ('opened_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='emergency_accesses', to='organisations.client')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.staff')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='emergency_accesses', to='organisations.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['staff', 'ends_at'], name='emergency_access_that_holds')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('opened_at'))), name='emergency_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='TraceExport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('selection', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(db_index=True)),
                ('file', models.CharField(blank=True, max_length=100)),
                ('events', models.PositiveIntegerField(default=0)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trace_exports', to='organisations.staff')),
            ],
        ),
    ]
