from django.db import migrations


class Migration(migrations.Migration):
    """An agreement out of a submission points at it together with the mode: only an answer by name can ever have one."""

    dependencies = [("supportplans", "0003_goals_and_agreed_answers"), ("surveys", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE supportplans_agreement
                ADD CONSTRAINT agreement_of_a_named_submission
                FOREIGN KEY (submission_id, mode) REFERENCES surveys_submission (id, mode)
            """,
            reverse_sql="ALTER TABLE supportplans_agreement DROP CONSTRAINT agreement_of_a_named_submission",
        )
    ]
