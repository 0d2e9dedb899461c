from django.db import migrations


class Migration(migrations.Migration):
    """A flag points at its submission together with the mode, so that only an answer by name can ever have one."""

    dependencies = [("supportplans", "0001_initial"), ("surveys", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE supportplans_changeflag
                ADD CONSTRAINT flag_of_a_named_submission
                FOREIGN KEY (submission_id, mode) REFERENCES surveys_submission (id, mode)
            """,
            reverse_sql="ALTER TABLE supportplans_changeflag DROP CONSTRAINT flag_of_a_named_submission",
        )
    ]
