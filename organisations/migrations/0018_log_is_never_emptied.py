from django.db import migrations


class Migration(migrations.Migration):
    """The access log cannot be emptied at once either."""

    dependencies = [
        ("organisations", "0017_what_a_client_said_when"),
    ]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE TRIGGER access_event_never_emptied BEFORE TRUNCATE ON organisations_accessevent
                FOR EACH STATEMENT EXECUTE FUNCTION organisations_refuse_traces_to_change();
            """,
            reverse_sql="DROP TRIGGER access_event_never_emptied ON organisations_accessevent;",
        ),
    ]
