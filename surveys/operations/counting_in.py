"""The one statement by which a submission comes in. Written out, because this is the call that many make at once.

Everything that taking in means happens in this statement or not at all. It locks the invitation alone, so that of two
devices one waits and then sees what the other did, and the round together with others, so that it cannot close.
"""

from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from surveys.choices import Outcome, RoundStatus
from surveys.data import Answers
from surveys.models import Submission
from surveys.prepared import one_row
from surveys.rules.answering import obstacle

COLUMNS = (
    *("id", "provider_id", "session_id", "part", "mode", "informant", "helped", "style", "language"),
    *("order_shown", "answers", "content_hash", "received_at"),
)

COUNT_IN = f"""
    WITH held AS (
        SELECT asking.status, invitation.id AS invitation_id, invitation.outcome
          FROM surveys_invitation invitation
          JOIN surveys_framemember member ON member.id = invitation.frame_member_id
          JOIN surveys_round asking ON asking.id = member.round_id
         WHERE invitation.id = %(invitation_id)s
           FOR UPDATE OF invitation FOR SHARE OF asking
    ), taken AS (
        INSERT INTO surveys_submission ({", ".join(COLUMNS)})
        SELECT {", ".join(f"%({column})s" for column in COLUMNS)}
          FROM held WHERE status = %(open)s AND outcome = ANY(%(countable)s)
        ON CONFLICT DO NOTHING RETURNING id
    ), counted AS (
        UPDATE surveys_invitation SET outcome = %(counted_as)s, counted_id = taken.id
          FROM taken WHERE surveys_invitation.id = %(invitation_id)s
    ), used AS (
        UPDATE surveys_accesscode SET used_at = %(received_at)s
          FROM taken WHERE invitation_id = %(invitation_id)s AND used_at IS NULL
    ), ended AS (
        UPDATE surveys_answeringsession SET ended_at = %(received_at)s
          FROM taken WHERE invitation_id = %(invitation_id)s AND ended_at IS NULL
    ), forgotten AS (
        DELETE FROM surveys_draft USING taken, surveys_answeringsession session
         WHERE surveys_draft.session_id = session.id AND session.invitation_id = %(invitation_id)s
    )
    SELECT status::text, outcome::text, EXISTS (SELECT FROM taken) FROM held
"""  # noqa: S608 -- the names are the constants above

CASED = """
    , cased AS (
        UPDATE surveys_case SET finished = finished + 1
          FROM taken, surveys_invitation
         WHERE surveys_invitation.id = %(invitation_id)s AND surveys_case.id = surveys_invitation.case_id
    )
"""
_before, _select, _after = COUNT_IN.rpartition("    SELECT status")
COUNT_IN_CASE = f"{_before}{CASED}{_select}{_after}"
"""The same, and the case counts one more. A statement apart, so that what is no case pays nothing for it."""

COUNTABLE = [outcome.value for outcome in Outcome if obstacle(status=RoundStatus.OPEN, outcome=outcome) is None]


@dataclass(frozen=True, slots=True)
class CountedIn:
    """What the statement met: the state of the round, the outcome before, and whether it stored the submission."""

    status: RoundStatus
    before: Outcome
    stored: bool


def count_in(
    row: Submission, *, stored_answers: Answers, invitation_id: Any, outcome: Outcome, in_case: bool = False
) -> CountedIn:
    """Store a submission, count it, use up the codes, end the sessions of its invitation and drop their drafts.

    stored_answers: those of the row, the words in them sealed.
    in_case: whether the invitation is one of several about a client; the case then counts one more.

    Nothing is done when it cannot be counted, or when a submission of this id is there already.
    """
    given = {column: getattr(row, column) for column in COLUMNS}
    given |= {"answers": Jsonb(stored_answers), "order_shown": Jsonb(row.order_shown), "invitation_id": invitation_id}
    given |= {"counted_as": outcome.value, "open": RoundStatus.OPEN.value, "countable": COUNTABLE}
    status, before, stored = one_row(COUNT_IN_CASE if in_case else COUNT_IN, given) or (None, None, False)
    return CountedIn(RoundStatus(status), Outcome(before), stored)
