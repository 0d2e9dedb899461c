"""The validator never crashes: 5,000 files, each a mutation of a good one, give a definition or faults that help.

The seed is printed; with it in the environment as SEED the same files come again.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable

import pytest

from instruments.catalogue import instruments
from instruments.definition.loading import review_bytes
from tests.instruments.sample import SAMPLE
from tests.instruments.worked_examples import worked_examples

pytestmark = pytest.mark.proof

MUTATIONS = 5_000
AT_ONCE = (1, 1, 1, 2, 4)
MIXED_SORTS = 50
"""Fewest files that must be refused, and that must still be read: else the mutations prove little."""

WRONG = (
    b"null", b"true", b"12", b"1.5", b"[]", b"{}", b"[1, [2]]", b"{a: {b: c}}", b'""', b"'{'", b"\xe2\x80\xae", b"~",
    b"999999999999999999999", b"-1", b"2026-13-45", b"&a b", b"*a", b"!!int x", b"|", b">", b"? x", b"a: b: c", b"\x00",
)  # fmt: skip

Dice = random.Random


def flip(content: bytes, dice: Dice) -> bytes:
    """Change bits of one byte."""
    place = dice.randrange(len(content))
    return content[:place] + bytes([content[place] ^ dice.randrange(1, 256)]) + content[place + 1 :]


def swap(content: bytes, dice: Dice) -> bytes:
    """Swap two lines."""
    lines = content.splitlines(keepends=True)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def delete(content: bytes, dice: Dice) -> bytes:
    """Take out up to six lines."""
    lines = content.splitlines(keepends=True)
    start = dice.randrange(len(lines))
    return b"".join(lines[:start] + lines[start + dice.randrange(1, 7) :])


def duplicate(content: bytes, dice: Dice) -> bytes:
    """Write a block of lines again, somewhere."""
    lines = content.splitlines(keepends=True)
    start, there = dice.randrange(len(lines)), dice.randrange(len(lines))
    return b"".join(lines[:there] + lines[start : start + dice.randrange(1, 20)] + lines[there:])


def retype(content: bytes, dice: Dice) -> bytes:
    """Put a value of another type after one of the keys."""
    lines = content.splitlines(keepends=True)
    chosen = dice.choice([place for place, line in enumerate(lines) if b": " in line] or [0])
    key = lines[chosen].partition(b": ")[0]
    lines[chosen] = key + b": " + dice.choice(WRONG) + b"\n"
    return b"".join(lines)


def rename(content: bytes, dice: Dice) -> bytes:
    """Put one word of the file in the place of another: keys, codes and types that exist, where they do not belong."""
    words = content.split()
    return content.replace(dice.choice(words), dice.choice(words), dice.choice([1, -1]))


def truncate(content: bytes, dice: Dice) -> bytes:
    """Break the file off."""
    return content[: dice.randrange(len(content))]


def insert(content: bytes, dice: Dice) -> bytes:
    """Put something between two bytes."""
    place = dice.randrange(len(content))
    return content[:place] + dice.choice(WRONG) + content[place:]


SORTS: tuple[Callable[[bytes, Dice], bytes], ...] = (
    flip, swap, delete, duplicate, retype, rename, truncate, insert,
)  # fmt: skip


def mutated(content: bytes, dice: Dice) -> bytes:
    """Give the content after one to four mutations, of which a file that was emptied gets no more."""
    for sort in dice.choices(SORTS, k=dice.choice(AT_ONCE)):
        content = sort(content, dice) if content.strip() else b"key: a\n"
    return content


def good_files() -> list[bytes]:
    """Give every built-in instrument, the worked examples and the small sample."""
    built_in = [instrument.path.read_bytes() for instrument in instruments()]
    return [*built_in, *(example.encode() for example in worked_examples().values()), SAMPLE.encode()]


def test_five_thousand_mutated_files_give_a_definition_or_faults_that_help() -> None:
    seed = int(os.environ.get("SEED", time.time_ns()))
    print(f"seed {seed}")
    dice, originals, outcomes = random.Random(seed), good_files(), Counter[str]()
    for number in range(MUTATIONS):
        content = mutated(dice.choice(originals), dice)
        review = review_bytes(content, file="vreemd.yaml")
        lines = len(content.decode(errors="replace").splitlines()) + 1
        outcomes["refused" if review.faults else "read"] += 1
        assert review.faults or review.definition is not None, (seed, number)
        for fault in [*review.faults, *review.warnings]:
            assert fault.file == "vreemd.yaml", (seed, number, fault)
            assert 1 <= fault.line <= lines, (seed, number, fault)
            assert fault.message.strip(), (seed, number, fault)
            assert fault.fix.strip(), (seed, number, fault)
    print(dict(outcomes))
    assert min(outcomes["refused"], outcomes["read"]) >= MIXED_SORTS
