"""Files from anybody: refused quickly, kindly, and without ever reading what a definition does not need."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instruments.definition.faults import DefinitionError, Fault
from instruments.definition.loading import MAX_FAULTS, load_bytes
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


def told(content: bytes) -> list[Fault]:
    with pytest.raises(DefinitionError) as refused:
        load_bytes(content, file="vreemd.yaml")
    return refused.value.faults


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_quickly_and_kindly(name: str) -> None:
    content, words = HOSTILE[name]
    started = time.process_time()
    faults = told(content)
    assert time.process_time() - started < 2
    assert any(words in str(fault) for fault in faults), faults[:3]
    assert len(faults) <= MAX_FAULTS
    assert all(fault.fix and len(str(fault)) < 1_000 for fault in faults)


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
