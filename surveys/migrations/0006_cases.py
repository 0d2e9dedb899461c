import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

AUDIENCES = [
    ("client", "clients"),
    ("relative", "parents and relatives"),
    ("support-worker", "support workers"),
    ("observer", "people who look along"),
]
INFORMANTS = [
    ("self", "themselves"),
    ("relative", "relative"),
    ("worker", "support worker"),
    ("observer", "somebody who looks along"),
]
PERSPECTIVES = [
    ("family", "family"),
    ("team", "the team"),
    ("outside-team", "outside the team"),
    ("client", "the client"),
    ("support-worker", "the support worker"),
]


class Migration(migrations.Migration):
    """Cases: several people who answer about one client, each from another side. What is stored stays as it is."""

    dependencies = [
        ("organisations", "0005_pictures_and_profile"),
        ("surveys", "0005_life_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("observation", "observation"), ("paired", "two lists side by side")], max_length=20
                    ),
                ),
                (
                    "needed",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(10),
                        ]
                    ),
                ),
                ("finished", models.PositiveSmallIntegerField(default=0)),
                (
                    "provider",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                (
                    "frame_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cases", to="surveys.framemember"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("frame_member", "kind"), name="one_case_of_a_kind"),
                    models.CheckConstraint(condition=Q(needed__range=(2, 10)), name="a_case_needs_several"),
                ],
            },
        ),
        migrations.AlterField(
            model_name="roundrelease", name="audience", field=models.CharField(choices=AUDIENCES, max_length=20)
        ),
        migrations.AlterField(
            model_name="invitation", name="audience", field=models.CharField(choices=AUDIENCES, max_length=20)
        ),
        migrations.AlterField(
            model_name="invitation", name="informant", field=models.CharField(choices=INFORMANTS, max_length=10)
        ),
        migrations.AlterField(
            model_name="submission", name="informant", field=models.CharField(choices=INFORMANTS, max_length=10)
        ),
        migrations.AddField(
            model_name="invitation",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitations",
                to="organisations.staff",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="surveys.case",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="perspective",
            field=models.CharField(blank=True, choices=PERSPECTIVES, db_default="", default="", max_length=20),
        ),
        migrations.RemoveConstraint(model_name="invitation", name="one_invitation_per_person"),
        migrations.RemoveConstraint(model_name="invitation", name="relatives_answer_as_relatives"),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=Q(case__isnull=True),
                fields=("frame_member", "audience", "informant", "relative"),
                name="one_invitation_per_person",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=Q(case__isnull=False), fields=("case", "perspective"), name="one_invitation_per_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=Q(case__isnull=False), fields=("case", "relative"), name="relative_once_per_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=Q(staff__isnull=False), fields=("staff", "case"), name="staff_once_per_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=Q(audience="client", relative__isnull=True, staff__isnull=True)
                | Q(audience="relative", relative__isnull=False, staff__isnull=True, case__isnull=True)
                | Q(audience="support-worker", relative__isnull=True, case__isnull=False)
                | (Q(audience="observer", case__isnull=False) & (Q(relative__isnull=True) | Q(staff__isnull=True))),
                name="each_answers_as_who_they_are",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=Q(case__isnull=True, perspective="") | (Q(case__isnull=False) & ~Q(perspective="")),
                name="a_side_exactly_in_a_case",
            ),
        ),
    ]
