"""Sign-ins for which an identity provider vouches are asked after, so that a leaver is out within minutes."""

import structlog
from celery import shared_task

from organisations.clock import now, today
from organisations.identity import protocol
from organisations.identity.connections import connection
from organisations.identity.errors import AwayError, RefusedError
from organisations.operations.identity_sessions import Due, forget_ended, go_on, stop, take_due
from workers.queue import Job

AT_ONCE = 200
log = structlog.get_logger(__name__)


@shared_task(name=Job.RECHECK_SIGN_INS.value)
def recheck_sign_ins(**_: object) -> None:
    """Ask after every sign-in whose turn it is, a bounded number at a time. No transaction waits for a provider."""
    forget_ended(at=now())
    for _turn in range(AT_ONCE):
        due = take_due(at=now())
        if due is None:
            return
        _ask_after(due)


def _ask_after(due: Due) -> None:
    one = connection(due.connection_key)
    if one is None or not due.refresh_token:  # nobody trusts this provider any more, or nobody can ask it
        stop(session_id=due.session_id)
        return
    try:
        answer = protocol.asked_again(one, due.refresh_token, subject=due.subject, at=now())
    except RefusedError as error:
        log.info("sign_in_ended", connection=one.key, why=error.code)
        stop(session_id=due.session_id)
    except AwayError as error:
        log.warning("identity_away", connection=one.key, why=str(error))
    else:
        go_on(
            session_id=due.session_id,
            connection=one,
            claims=answer.claims,
            refresh_token=answer.refresh_token,
            on=today(),
            at=now(),
        )
