"""Publishing the results of a round: counted once, through the gate, frozen."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from instruments.definition.model import Audience as Asked
from instruments.definition.model import Definition
from instruments.projection import Situation, project
from reports.data import Answered, Group, Place
from reports.models import Publication, PublishedGroup
from reports.rules.counting import people, tables
from reports.rules.gate import through_the_gate
from reports.rules.thresholds import Thresholds
from reports.rules.tree import Tree
from reports.rules.wording import Words, words_of
from surveys.choices import IN_RESULTS, Audience, Helped, Informant, RoundStatus
from surveys.data import TreeNode
from surveys.definitions import definition_of
from surveys.models import Release, Round, RoundRelease
from surveys.operations.snapshots import take_snapshot
from surveys.queries import counted_submissions, earlier_versions, round_tree

FIRST = 1
USUAL_INFORMANT = {Audience.CLIENT: Informant.SELF, Audience.RELATIVE: Informant.RELATIVE}
Answers = dict[tuple[Audience, Informant], list[Answered]]


class RoundNotClosedError(Exception):
    """A round is published when it is closed: until then every new answer would show as a difference."""


@transaction.atomic
def publish_round(*, round_id: UUID, at: datetime, thresholds: Thresholds | None = None) -> Publication:
    """Publish what a closed round counted. Publishing it again gives the same publication and changes nothing.

    Raises Round.DoesNotExist and RoundNotClosedError.
    """
    closed = Round.objects.select_for_update(of=("self",)).select_related("owner").get(pk=round_id)
    if published := Publication.objects.filter(round=closed, increment=FIRST).first():
        return published
    if closed.status != RoundStatus.CLOSED:
        raise RoundNotClosedError
    take_snapshot(round_id=round_id)
    return _freeze(closed, at, thresholds or Thresholds())


def _freeze(closed: Round, at: datetime, thresholds: Thresholds) -> Publication:
    nodes = round_tree(closed.id)
    places = [_place(node, {other.id: other for other in nodes}) for node in nodes]
    definitions = _definitions(closed)
    answers = _answers(closed.id, {node.id: node.public_id for node in nodes}, definitions)
    publication = Publication.objects.create(
        round=closed,
        increment=FIRST,
        published_at=at,
        thresholds=thresholds.as_dict(),
        tree=[_tree_entry(place) for place in places],
        texts=_texts(closed, definitions),
    )
    groups = _groups(Tree(places), answers, definitions, thresholds)
    PublishedGroup.objects.bulk_create(_row(publication, group) for group in groups)
    return publication


def _definitions(closed: Round) -> dict[Audience, Definition]:
    """What each audience was asked whose answers are added up: nothing is that somebody said who looked along."""
    releases = RoundRelease.objects.filter(round=closed, audience__in=IN_RESULTS)
    rows = releases.select_related("release").defer("release__definition").order_by("audience")
    return {Audience(row.audience): _asked_of(row.release, Audience(row.audience)) for row in rows}


def _asked_of(release: Release, audience: Audience) -> Definition:
    """The definition with the questions and words of one audience."""
    return project(definition_of(release), Situation(audience=Asked(audience)))


def _texts(closed: Round, definitions: Mapping[Audience, Definition]) -> dict[str, Words]:
    """The words of each audience, with what cannot be compared with the version that was asked before."""
    earlier = earlier_versions(closed)
    before = {audience: _asked_of(earlier[audience], audience) for audience in definitions if audience in earlier}
    return {audience.value: words_of(definition, before.get(audience)) for audience, definition in definitions.items()}


def _answers(round_id: UUID, units: dict[UUID, UUID], definitions: dict[Audience, Definition]) -> Answers:
    """What was answered, clients and relatives apart; also an empty list for who did not answer at all."""
    found: Answers = defaultdict(list)
    for audience in definitions:
        found[audience, USUAL_INFORMANT[audience]] = []
    for one in counted_submissions(round_id):
        answered = Answered(units[one.round_unit_id], one.answers, helped=one.helped != Helped.ALONE)
        found[one.audience, one.informant].append(answered)
    return found


def _groups(
    tree: Tree, answers: Answers, definitions: dict[Audience, Definition], thresholds: Thresholds
) -> list[Group]:
    return [
        group
        for (audience, informant), answered in answers.items()
        for group in through_the_gate(
            tree,
            people(answered),
            tables(definitions[audience], answered, with_help=audience == Audience.CLIENT),
            thresholds,
            audience=audience.value,
            informant=informant.value,
        )
    ]


def _place(node: TreeNode, nodes: dict[UUID, TreeNode]) -> Place:
    parent = nodes.get(node.parent_id) if node.parent_id else None
    return Place(
        unit=node.public_id,
        parent=parent.public_id if parent else None,
        name=node.name,
        level=node.level,
        path=node.path,
        is_provider=node.is_provider,
    )


def _tree_entry(place: Place) -> dict[str, object]:
    return asdict(place) | {"unit": str(place.unit), "parent": str(place.parent) if place.parent else None}


def _row(publication: Publication, group: Group) -> PublishedGroup:
    return PublishedGroup(
        publication=publication,
        unit_id=group.unit,
        audience=group.audience,
        informant=group.informant,
        n=group.n,
        withheld=group.withheld,
        results=group.results,
    )
