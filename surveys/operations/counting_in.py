"""The two statements by which a submission comes in. Written out, because this is the call that many make at once.

Everything that taking in means happens in one statement or not at all, and costs one round trip.
"""

from django.db import connection
from psycopg.types.json import Jsonb

from surveys.choices import Outcome, RoundStatus
from surveys.models import Submission

LOCK = """
    SELECT asking.status, invitation.outcome
      FROM surveys_invitation invitation
      JOIN surveys_framemember member ON member.id = invitation.frame_member_id
      JOIN surveys_round asking ON asking.id = member.round_id
     WHERE invitation.id = %s
       FOR UPDATE OF invitation FOR SHARE OF asking
"""

COLUMNS = (
    *("id", "provider_id", "session_id", "part", "mode", "informant", "helped", "style", "language"),
    *("order_shown", "answers", "content_hash", "received_at"),
)

TAKE_IN = f"""
    WITH taken AS (
        INSERT INTO surveys_submission ({", ".join(COLUMNS)})
        VALUES ({", ".join(f"%({column})s" for column in COLUMNS)})
        ON CONFLICT DO NOTHING RETURNING id
    ), counted AS (
        UPDATE surveys_invitation SET outcome = %(outcome)s, counted_id = taken.id
          FROM taken WHERE surveys_invitation.id = %(invitation_id)s
    ), used AS (
        UPDATE surveys_accesscode SET used_at = %(received_at)s
          FROM taken WHERE invitation_id = %(invitation_id)s AND used_at IS NULL
    ), ended AS (
        UPDATE surveys_answeringsession SET ended_at = %(received_at)s
          FROM taken WHERE invitation_id = %(invitation_id)s AND ended_at IS NULL
    ), forgotten AS (
        DELETE FROM surveys_draft USING taken WHERE session_id = %(session_id)s
    )
    SELECT count(*) FROM taken
"""  # noqa: S608 -- the names are the constants above


def hold(row: Submission) -> tuple[RoundStatus, Outcome]:
    """Lock the invitation alone and the round together with others, so that neither changes before the commit."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [row.session.invitation_id])
        status, outcome = cursor.fetchone()
    return RoundStatus(status), Outcome(outcome)


def take_in(row: Submission, outcome: Outcome) -> bool:
    """Store a submission, count it, use up the codes, end the sessions of its invitation and drop the draft.

    Returns False, with nothing done, when a submission of this id is there already.
    """
    given = {column: getattr(row, column) for column in COLUMNS}
    given |= {"answers": Jsonb(row.answers), "order_shown": Jsonb(row.order_shown)}
    given |= {"outcome": outcome.value, "invitation_id": row.session.invitation_id}
    with connection.cursor() as cursor:
        cursor.execute(TAKE_IN, given)
        (taken,) = cursor.fetchone()
    return bool(taken)
