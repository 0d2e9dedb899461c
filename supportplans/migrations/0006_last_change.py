from django.db import migrations, models

TABLES = ("agreement", "feedback", "wish")


class Migration(migrations.Migration):
    """The care file is kept from its last change on; the database notes when that was, whoever changes what.

    Its texts count with the state that changes with them: sealing them anew under another key is no change.
    """

    dependencies = [("supportplans", "0005_life_events")]

    operations = [
        *(
            migrations.AddField(
                model_name=table,
                name="changed_at",
                field=models.DateTimeField(editable=False, help_text="Set by the database itself.", null=True),
            )
            for table in TABLES
        ),
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION supportplans_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE
                    besides text[] := ARRAY['changed_at', 'what', 'who', 'reason', 'text', 'words'];
                BEGIN
                    NEW.changed_at := CASE
                        WHEN to_jsonb(NEW) - besides IS DISTINCT FROM to_jsonb(OLD) - besides THEN now()
                        ELSE OLD.changed_at
                    END;
                    RETURN NEW;
                END $$;
            """
            + "".join(
                f"""
                CREATE TRIGGER {table}_notes_change BEFORE UPDATE ON supportplans_{table}
                FOR EACH ROW EXECUTE FUNCTION supportplans_note_change();
                """
                for table in TABLES
            ),
            reverse_sql="".join(f"DROP TRIGGER {table}_notes_change ON supportplans_{table};" for table in TABLES)
            + "DROP FUNCTION supportplans_note_change();",
        ),
    ]
