"""What a publication counts: the frozen tree of a round and the answers in it, without any person."""

from collections.abc import Iterator
from uuid import UUID

from surveys.choices import IN_RESULTS, Audience, Helped, Informant
from surveys.data import CountedSubmission, TreeNode
from surveys.models import Invitation, RoundUnit


def round_tree(round_id: UUID) -> tuple[TreeNode, ...]:
    """Return the round's own copy of the unit tree, parents before children."""
    return tuple(map(node_of, RoundUnit.objects.filter(round_id=round_id).order_by("path")))


def node_of(unit: RoundUnit) -> TreeNode:
    """Return a row of the frozen tree as a value."""
    return TreeNode(
        id=unit.id,
        parent_id=unit.parent_id,
        unit_id=unit.unit_id,
        path=unit.path,
        name=unit.name,
        level=unit.level,
        is_provider=unit.is_provider,
    )


def counted_submissions(round_id: UUID) -> Iterator[CountedSubmission]:
    """Give every submission that counts in results, in an order that says nothing about when it came or from whom.

    What support workers and observers said is about one client and stays with that client. The words in the answers
    stay sealed: what is counted are codes.
    """
    counting = Invitation.objects.filter(
        frame_member__round_id=round_id, counted__isnull=False, audience__in=IN_RESULTS
    )
    rows = counting.order_by("counted_id").values_list(
        *("counted_id", "frame_member__round_unit_id", "audience", "informant", "counted__helped", "counted__answers")
    )
    for pk, unit_id, audience, informant, helped, answers in rows.iterator(chunk_size=2000):
        yield CountedSubmission(
            submission_id=pk,
            round_unit_id=unit_id,
            audience=Audience(audience),
            informant=Informant(informant),
            helped=Helped(helped),
            answers=answers,
        )
