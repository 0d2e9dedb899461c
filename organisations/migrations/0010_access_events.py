import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """The access log. The database itself refuses to change it, whoever asks, and to remove anything within five years.

    What is older goes through one door: a transaction that says `clientvoice.removes_old_traces`.
    """

    dependencies = [
        ('organisations', '0009_invitations_and_mail'),
    ]

    operations = [
        migrations.AlterField(
            model_name='roleassignment',
            name='role',
            field=models.CharField(choices=[('support_worker', 'support worker'), ('team_leader', 'team leader'), ('quality', 'quality staff'), ('administrator', 'administrator'), ('council', "clients' council"), ('log_keeper', 'keeper of the access log')], max_length=20, verbose_name='role'),
        ),
        migrations.CreateModel(
            name='AccessEvent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('provider_id', models.UUIDField(help_text='The provider that keeps this event; for what concerns no provider, the unit at the top.')),
                ('actor_kind', models.CharField(choices=[('staff', 'member of staff'), ('client', 'client'), ('relative', 'relative'), ('token', 'connected system'), ('system', 'clientvoice itself'), ('unknown', 'unknown')], max_length=10)),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('support_worker', 'support worker'), ('team_leader', 'team leader'), ('quality', 'quality staff'), ('administrator', 'administrator'), ('council', "clients' council"), ('log_keeper', 'keeper of the access log')], max_length=20), default=list, size=None)),
                ('on_behalf_of', models.UUIDField(help_text='The member of staff for whom it was done, if another one.', null=True)),
                ('source', models.CharField(help_text='Refers to a sign-in or tablet; it cannot be used as one.', max_length=60)),
                ('action', models.CharField(choices=[('view', 'looked at'), ('list', 'looked at a list'), ('export', 'took out'), ('create', 'added something'), ('change', 'changed something'), ('remove', 'removed something'), ('correct', 'put something right'), ('erase', 'erased'), ('merge', 'merged two clients'), ('move', 'moved'), ('import', 'imported people'), ('print_letter', 'printed a letter'), ('hand_over', 'gave the tablet'), ('emergency', 'opened in an emergency'), ('emergency_seen', 'noted an emergency'), ('sign_in', 'signed in'), ('sign_in_failed', 'failed to sign in'), ('sign_out', 'signed out'), ('invite', 'invited to sign in'), ('role_given', 'gave a role'), ('role_ended', 'ended a role'), ('password_renewed', 'renewed a password'), ('factor_reset', 'reset a second factor'), ('token_made', 'made an API token'), ('token_revoked', 'revoked an API token'), ('log_removed', 'removed old entries of the log'), ('backup', 'made a backup'), ('restore', 'put a backup back')], max_length=20)),
                ('client_id', models.UUIDField(null=True)),
                ('page', models.CharField(help_text='The name of the page, without what it was about.', max_length=80)),
                ('thing', models.CharField(help_text='The kind of what it was, and its id; never what it says.', max_length=120)),
                ('reason', models.CharField(max_length=400)),
            ],
            options={
                'indexes': [models.Index(fields=['client_id', '-at'], name='access_event_by_client'), models.Index(fields=['provider_id', '-at'], name='access_event_by_provider'), models.Index(fields=['actor_id', '-at'], name='access_event_by_actor'), django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='access_event_by_time')],
            },
        ),
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION organisations_refuse_traces_to_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'DELETE'
                       AND current_setting('clientvoice.removes_old_traces', true) = 'yes'
                       AND OLD.at < now() - interval '5 years' THEN
                        RETURN OLD;
                    END IF;
                    RAISE EXCEPTION 'the access log only grows' USING ERRCODE = 'integrity_constraint_violation';
                END $$;

                CREATE TRIGGER access_event_never_changes BEFORE UPDATE OR DELETE ON organisations_accessevent
                FOR EACH ROW EXECUTE FUNCTION organisations_refuse_traces_to_change();
            """,
            reverse_sql="""
                DROP TRIGGER access_event_never_changes ON organisations_accessevent;
                DROP FUNCTION organisations_refuse_traces_to_change();
            """,
        ),
    ]
