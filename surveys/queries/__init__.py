"""The reads of this room, for other rooms and for views."""

from surveys.queries.cases import cases_of
from surveys.queries.counting import counted_submissions, round_tree
from surveys.queries.earlier import earlier_versions
from surveys.queries.follow_up import submission_for_follow_up, submissions_to_follow_up
from surveys.queries.given_answers import given_answers
from surveys.queries.invitations import open_invitations
from surveys.queries.recognised import last_recognised
from surveys.queries.response import response

__all__ = [
    "cases_of",
    "counted_submissions",
    "earlier_versions",
    "given_answers",
    "last_recognised",
    "open_invitations",
    "response",
    "round_tree",
    "submission_for_follow_up",
    "submissions_to_follow_up",
]
