"""What a page that was shown or sent means for the access log."""

from http import HTTPStatus

from organisations.choices import Action

SENT = {"create": Action.CREATE, "add": Action.CREATE, "remove": Action.REMOVE, "let-look": Action.HAND_OVER}
"""What sending a form did, by the page's name or its last word; any other one changed something."""
SHOWN = {"letter": Action.PRINT_LETTER}
"""What a page that comes as the answer to a form means, by the last word of its name; any other one was looked at."""
READING = frozenset({"GET", "HEAD"})


def action_of(*, page: str, method: str, status: int, lists: bool) -> Action | None:
    """Return what somebody did with a page that was answered so; None when they got to see and to do nothing.

    page: its name, such as `supportplans:goal-create`. lists: it is about no single client. A form that is sent and
    accepted answers with a redirect; one with a mistake in it shows the page again.
    """
    name = page.rpartition(":")[2]
    verb = name if name in SENT else name.rpartition("-")[2]
    sent = method not in READING
    if status == HTTPStatus.NOT_FOUND or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return SENT.get(verb, Action.CHANGE) if sent else None
    if lists:
        return Action.LIST
    return SHOWN.get(verb, Action.VIEW) if sent else Action.VIEW
