from django.db import migrations


class Migration(migrations.Migration):
    """What somebody said never changes: the database itself refuses, whoever asks. Only the follow-up may be noted."""

    dependencies = [("surveys", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION surveys_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'a submission never changes' USING ERRCODE = 'integrity_constraint_violation';
                END $$;

                CREATE TRIGGER submission_never_changes BEFORE UPDATE ON surveys_submission
                FOR EACH ROW
                WHEN (to_jsonb(OLD) - 'followed_up_at' IS DISTINCT FROM to_jsonb(NEW) - 'followed_up_at')
                EXECUTE FUNCTION surveys_refuse_change();
            """,
            reverse_sql="""
                DROP TRIGGER submission_never_changes ON surveys_submission;
                DROP FUNCTION surveys_refuse_change();
            """,
        )
    ]
