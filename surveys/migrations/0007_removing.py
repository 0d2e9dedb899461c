import uuid

import django.db.models.deletion
from django.db import migrations, models

from surveys.choices import Audience, FrameEvent, Outcome


class Migration(migrations.Migration):
    """Answers never change, and go only where somebody is erased: the operation says so to the database first."""

    dependencies = [("surveys", "0006_cases"), ("organisations", "0011_removing")]

    operations = [
        migrations.AlterField(
            model_name="snapshotitem",
            name="submission",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="surveys.submission",
            ),
        ),
        migrations.CreateModel(
            name="AnswerNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question", models.CharField(max_length=60, verbose_name="question")),
                ("words", models.TextField(max_length=1000, verbose_name="what it should be")),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("client", "the client"),
                            ("representative", "the representative"),
                            ("organisation", "the organisation itself"),
                        ],
                        max_length=20,
                        verbose_name="who says so",
                    ),
                ),
                ("noted_at", models.DateTimeField(verbose_name="when")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.staff",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="surveys.submission"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ErasedFigure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("audience", models.CharField(blank=True, choices=Audience.choices, max_length=20)),
                ("outcome", models.CharField(blank=True, choices=Outcome.choices, max_length=30)),
                ("happened", models.CharField(blank=True, choices=FrameEvent.choices, max_length=10)),
                ("people", models.PositiveIntegerField()),
                (
                    "round_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="erased", to="surveys.roundunit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round_unit", "audience", "outcome", "happened"), name="erased_figure_once_per_place"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION surveys_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF current_setting('clientvoice.erasing', true) IS DISTINCT FROM 'on' THEN
                        RAISE EXCEPTION 'a submission goes only where somebody is erased'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN OLD;
                END $$;

                CREATE TRIGGER submission_goes_by_erasure_only BEFORE DELETE ON surveys_submission
                FOR EACH ROW EXECUTE FUNCTION surveys_refuse_removal();
            """,
            reverse_sql="""
                DROP TRIGGER submission_goes_by_erasure_only ON surveys_submission;
                DROP FUNCTION surveys_refuse_removal();
            """,
        ),
    ]
