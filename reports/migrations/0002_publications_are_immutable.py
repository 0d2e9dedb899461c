from django.db import migrations


class Migration(migrations.Migration):
    """What was published never changes: the database itself refuses, whoever asks."""

    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'a publication never changes' USING ERRCODE = 'integrity_constraint_violation';
                END $$;

                CREATE TRIGGER publication_never_changes BEFORE UPDATE OR DELETE ON reports_publication
                FOR EACH ROW EXECUTE FUNCTION reports_refuse_change();

                CREATE TRIGGER published_group_never_changes BEFORE UPDATE OR DELETE ON reports_publishedgroup
                FOR EACH ROW EXECUTE FUNCTION reports_refuse_change();
            """,
            reverse_sql="""
                DROP TRIGGER published_group_never_changes ON reports_publishedgroup;
                DROP TRIGGER publication_never_changes ON reports_publication;
                DROP FUNCTION reports_refuse_change();
            """,
        )
    ]
