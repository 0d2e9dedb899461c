import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0008_identity_and_tokens'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffInvitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('nonce', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('asked_at', models.DateTimeField(verbose_name='sent')),
                ('ends_at', models.DateTimeField(verbose_name='valid until')),
                ('accepted_at', models.DateTimeField(null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.staff')),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invitation', to='organisations.staff')),
            ],
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('invitation', 'invitation'), ('password_reset', 'new password'), ('password_changed', 'password changed'), ('email_confirm', 'confirm an address'), ('email_changed', 'address changed'), ('factor_added', 'second step added'), ('factor_removed', 'second step removed'), ('factor_reset', 'second step reset')], max_length=30)),
                ('address', models.EmailField(blank=True, help_text='Empty: the address of the account when it is sent.', max_length=254)),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], max_length=10)),
                ('asked_at', models.DateTimeField(db_index=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='one_account_per_email'),
        ),
    ]
