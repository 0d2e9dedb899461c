"""Files from anybody: refused quickly, kindly, and without ever reading what a definition does not need."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from instruments.definition import loading
from instruments.definition.faults import DefinitionError, Fault
from instruments.definition.loading import MAX_FAULTS, load_bytes, load_file, review_bytes
from tests.instruments.sample import SAMPLE

BOMB = "a: &a [lol, lol]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
LONG = 1_000_001

# content, and words of what is said about it
HOSTILE: dict[str, tuple[bytes, str]] = {
    "aliases": (BOMB.encode(), "aliases"),
    "an alias alone": (b"a: *b", "aliases"),
    "an anchor on a key": (b"&a key: 1", "aliases"),
    "merge keys": (b"a: &x {k: 1}\nb:\n  <<: *x\n", "aliases"),
    "tags": (b"a: !!python/object/apply:os.system [ls]", "Tags"),
    "a harmless tag": (b"a: !!str 1", "Tags"),
    "a tag on a group": (b"!!map {a: 1}", "Tags"),
    "more than a megabyte": (b"a" * LONG, "larger"),
    "fifty megabytes": (b"key: aaaaaaaaaa\n" * 3_125_000, "larger"),
    "deep lists": (b"[" * 500_000, "nested deeper"),
    "deep groups": (b"{a: " * 200_000, "nested deeper"),
    "deep hyphens": (b"- " * 400_000, "nested deeper"),
    "deep keys": (b"? " * 400_000, "key must be a word"),
    "very many parts": (b"- a\n" * 249_000, "parts"),
    "a key twice": (b"key: a\nkey: b\n", "twice"),
    "a key twice further down": (
        SAMPLE.replace("    core: true\n", "    core: true\n    core: false\n").encode(),
        "twice",
    ),
    "a list as a key": (b"[a, b]: 1", "key must be a word"),
    "two documents": (SAMPLE.encode() + b"---\nkey: b\n", "more than one document"),
    "nothing": (b"", "empty"),
    "only a remark": (b"# niets\n", "empty"),
    "not YAML": (b"key: [a\nb: c", "not YAML"),
    "a tab for indentation": (b"a:\n\t- b", "not YAML"),
    "UTF-16": (SAMPLE.encode("utf-16"), "UTF-8"),
    "latin-1": ("title: caf\u00e9".encode("latin-1"), "UTF-8"),
    "a NUL": (b"key: a\x00b", "character"),
    "an escaped NUL": (b'key: "a\\0b"', "cannot be stored"),
    "an escaped NUL in a key": (b'"a\\0b": 1', "cannot be stored"),
    "an escaped surrogate": (b'key: "a\\ud800"', "not YAML"),
    "a bell": (b"key: \x07", "character"),
    "an endless number": (b"version: " + b"9" * 400_000, "version"),
    "not a number": (SAMPLE.replace("share: 0.8", "share: .nan").encode(), "share"),
    "endless": (SAMPLE.replace("share: 0.8", "share: .inf").encode(), "share"),
    "ten thousand unknown keys": ("".join(f"k{n}: 1\n" for n in range(10_000)).encode(), "not known here"),
    "ten thousand bad questions": (b"questions:\n" + b"  - {a: 1}\n" * 10_000, "questions"),
    "a bidirectional riddle": ("key: \u202eevil".encode(), "right form"),
}


PARTS = 250_000
SLOWER = 12
"""How many times longer a refusal may take than the bare parser needs for a plain file of the largest size."""


def seconds(action: Callable[[], object]) -> float:
    """Processor time, which other programs on the machine do not lengthen."""
    started = time.process_time()
    action()
    return time.process_time() - started


@cache
def bearable() -> float:
    plain = "- a\n" * PARTS
    return SLOWER * seconds(lambda: [None for _ in yaml.parse(plain, Loader=loading.yaml_tree.LOADER)])


def told(content: bytes) -> list[Fault]:
    with pytest.raises(DefinitionError) as refused:
        load_bytes(content, file="vreemd.yaml")
    return refused.value.faults


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_quickly_and_kindly(name: str) -> None:
    content, words = HOSTILE[name]
    faults = told(content)
    assert seconds(lambda: review_bytes(content, file="vreemd.yaml")) < bearable()
    assert any(words in str(fault) for fault in faults), faults[:3]
    assert len(faults) <= MAX_FAULTS
    assert all(fault.fix and len(str(fault)) < 1_000 for fault in faults)


HEAD = (
    SAMPLE[: SAMPLE.index("questions:")].replace("[client, relative]", "[client, relative, observer]") + "questions:\n"
)
TAIL = "complete_when: {share: 0.8}\nclosing: {question: q0, thanks: {nl: Dag, en: Bye}}\n"
TEXTS = "texts: {nl: A, en: A}"
CHOICE = (
    f"type: choice, {TEXTS}, options: [{{code: a, labels: {{nl: A, en: A}}}}, {{code: b, labels: {{nl: B, en: B}}}}]"
)
MANY = 200


def definition_of(*questions: str) -> bytes:
    lines = (f"  - {{key: q{number}, {question}}}\n" for number, question in enumerate(questions))
    return f"{HEAD}{''.join(lines)}{TAIL}".encode()


def waits(*conditions: tuple[int, str], joined: str = "any") -> str:
    said = ", ".join(f'{{question: q{number}, operator: "=", answer: {code}}}' for number, code in conditions)
    return f"{CHOICE}, enable_behavior: {joined}, show_when: [{said}]"


def of_many_ways() -> bytes:
    """Two hundred questions, each after any answer to any of the ten before it, and none of them ever reached."""
    never = waits((0, "a"), (0, "b"), joined="all")
    before = (range(max(1, number - 10), number) for number in range(2, MANY))
    return definition_of(CHOICE, never, *(waits(*((n, code) for n in near for code in "ab")) for near in before))


WELL_FORMED = {
    "conditions with a great many ways": of_many_ways,
    "a chain of two hundred": lambda: definition_of(CHOICE, *(waits((number, "a")) for number in range(MANY - 1))),
    "everything waits for everything": lambda: definition_of(
        *(waits(*(((n + k) % MANY, "a") for k in range(1, 21))) for n in range(MANY))
    ),
    **{
        f"texts of {words!r}": lambda words=words: definition_of(
            *([f"{CHOICE.replace('nl: A,', 'nl: ' + repr((words * 1_990)[:1_990]) + ',', 1)}"] * MANY)
        )
        for words in ("wordt ", "niet ", "afge", "ben goed ", "{", "hoe en de ", "a.")
    },
}


@pytest.mark.parametrize("name", WELL_FORMED)
def test_a_well_formed_file_that_asks_too_much_work_is_judged_quickly_too(name: str) -> None:
    content = WELL_FORMED[name]()
    review = review_bytes(content, file="vreemd.yaml")
    assert review.definition is not None, review.faults[0]
    assert seconds(lambda: review_bytes(content, file="vreemd.yaml")) < bearable()
    assert len(review.faults) <= MAX_FAULTS
    assert len(review.warnings) <= MAX_FAULTS


def test_of_a_large_file_no_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    large = tmp_path / "groot.yaml"
    with large.open("wb") as file:
        file.truncate(50_000_000_000)  # a sparse file: reading it whole would need more memory than there is
    with pytest.raises(DefinitionError, match="larger than"):
        load_file(large)


def test_the_line_of_the_trick_is_told() -> None:
    assert told(SAMPLE.encode() + b"extra: *x\n")[0].line == len(SAMPLE.splitlines()) + 1
    assert told(SAMPLE.encode() + b"caf\xe9: 1\n")[0].line == len(SAMPLE.splitlines()) + 1


def test_plain_words_mean_what_they_look_like() -> None:
    content = SAMPLE.replace("code: nee", "code: no").replace("code: ja", "code: yes")
    definition = load_bytes(content.encode(), file="proef.yaml")
    assert [option.code for option in definition.question("alles-verteld").options] == ["yes", "no"]


def test_a_byte_order_mark_and_foreign_line_ends_are_no_fault() -> None:
    plain = load_bytes(SAMPLE.encode(), file="proef.yaml")
    assert load_bytes(SAMPLE.encode("utf-8-sig"), file="proef.yaml") == plain
    assert load_bytes(SAMPLE.replace("\n", "\r\n").encode(), file="proef.yaml") == plain


@settings(max_examples=300)
@given(st.data())
def test_a_mutated_file_is_read_or_refused_but_never_crashes(data: st.DataObject) -> None:
    content = SAMPLE.encode()
    place = data.draw(st.integers(0, len(content) - 1))
    length = data.draw(st.integers(0, 40))
    pieces = [b"", b"*a", b"&a ", b"!x ", b"- ", b": ", b"{", b"]", b"'", b"\x00", b"\xff", b"\n", b"null", b"9" * 30]
    mutated = content[:place] + data.draw(st.sampled_from(pieces)) + content[place + length :]
    with suppress(DefinitionError):
        load_bytes(mutated, file="proef.yaml")
