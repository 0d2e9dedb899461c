import organisations.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0013_emergency_access'),
    ]

    operations = [
        migrations.AlterField(
            model_name='accessevent',
            name='action',
            field=models.CharField(choices=[('view', 'looked at'), ('list', 'looked at a list'), ('export', 'took out'), ('create', 'added something'), ('change', 'changed something'), ('remove', 'removed something'), ('correct', 'put something right'), ('erase', 'erased'), ('merge', 'merged two clients'), ('move', 'moved'), ('import', 'imported people'), ('print_letter', 'printed a letter'), ('hand_over', 'gave the tablet'), ('emergency', 'opened in an emergency'), ('emergency_ended', 'closed after an emergency'), ('emergency_seen', 'noted an emergency'), ('sign_in', 'signed in'), ('sign_in_failed', 'failed to sign in'), ('sign_out', 'signed out'), ('invite', 'invited to sign in'), ('role_given', 'gave a role'), ('role_ended', 'ended a role'), ('password_renewed', 'renewed a password'), ('factor_reset', 'reset a second factor'), ('token_made', 'made an API token'), ('token_revoked', 'revoked an API token'), ('log_removed', 'removed old entries of the log'), ('backup', 'made a backup'), ('restore', 'put a backup back')], max_length=20),
        ),
        migrations.AlterField(
            model_name='emergencyaccess',
            name='words',
            field=organisations.sealing.fields.SealedTextField(max_length=300, seal_as='organisations.emergency.words', verbose_name='in your own words'),
        ),
    ]
