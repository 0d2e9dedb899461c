"""How a version goes on from earlier ones."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Continues, Definition
from instruments.definition.versions import version_order


def problems(definition: Definition) -> Iterator[Problem]:
    """Give mappings to questions that do not exist, and versions that cannot come before this one."""
    told = set()
    for place, continues in enumerate(definition.continues):
        path = ("continues", place)
        if version_order(continues.version) >= version_order(definition.version):
            message = f"Version {continues.version} does not come before {definition.version}."
            yield Problem((*path, "version"), message, "Name an earlier version.")
        if continues.version in told:
            yield Problem((*path, "version"), f"Version {continues.version} stands here twice.", "Keep one of them.")
        told.add(continues.version)
        for problem in _mapping(definition, continues):
            yield Problem((*path, "questions", *problem.path), problem.message, problem.fix)


def _mapping(definition: Definition, continues: Continues) -> Iterator[Problem]:
    used: dict[str, str] = {}
    for new, old in continues.questions.items():
        if new not in definition.question_keys:
            fix = "Write the key that the question has in this file before the colon."
            yield Problem((new,), f"There is no question '{new}'.", fix)
        if old in used:
            message = f"'{old}' goes on both as '{used[old]}' and as '{new}'."
            yield Problem((new,), message, "Keep the one that asks the same; the other starts anew.")
        used[old] = new
