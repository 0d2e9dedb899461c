"""Every fault of a definition is told with its line, its path and the mend."""

import json
from pathlib import Path

import pytest

from instruments import validate_file
from instruments.definition.faults import DefinitionError, Fault
from instruments.definition.loading import load_bytes
from tests.instruments.sample import SAMPLE

ELEVEN = "".join(
    f"  - {{key: kern-{number}, type: mark, core: true, texts: {{nl: Welk cijfer?, en: Which mark?}}}}\n"
    for number in range(9)
)

# what to replace, by what, the path that is blamed, and words of the message or the mend
FAULTS = {
    "unknown key": ("owner:", "ownr:", "ownr", "Did you mean 'owner'?"),
    "unknown key without a likeness": ("owner: De", "zzz: 1\nowner: De", "zzz", "Known here: key, version"),
    "unknown key in a question": ("    hint:", "    hnt:", "questions[0].hnt", "Did you mean 'hint'?"),
    "missing key": ("licence: CC-BY-4.0\n", "", "licence", "'licence' is missing"),
    "version without quotes": ('version: "1.0"', "version: 1.0", "version", 'in quotes, such as "1.0"'),
    "version in words": ('version: "1.0"', "version: eerste", "version", "right form"),
    "unknown kind": ("kind: questionnaire", "kind: test", "kind", "'questionnaire'"),
    "unknown audience": ("[client, relative]", "[client, klant]", "audiences[1]", "client, relative"),
    "a word for a list": ("[client, relative]", "client", "audiences", "a list"),
    "a number for a text": ("nl: Blijft het zo?", "nl: 12", "questions[1].texts.nl", "should be text"),
    "an empty text": ("nl: Blijft het zo?", 'nl: "  "', "questions[1].texts.nl", "right form"),
    "a word for true": ("core: true", "core: ja", "questions[0].core", "true or false"),
    "a badly written key": ("key: wens", "key: Mijn wens", "questions[2].key", "small letters"),
    "a badly written language": ("{nl: Wonen, en", "{NL: Wonen, en", "domains[0].labels.NL", "language tag"),
    "no date": ("from: 2026-01-01", "from: januari", "recognition.from", "date"),
    "a share above one": ("share: 0.8", "share: 80", "complete_when.share", "less than or equal to 1"),
    "two informants": ("recommended", "informants_needed: 2\nrecommended", "informants_needed", "kind: observation"),
    "duplicate question key": ("key: wens", "key: kamer", "questions[2].key", "'kamer' stands twice"),
    "duplicate language": ("[nl, en]", "[nl, en, nl]", "languages[2]", "twice"),
    "unknown question type": ("type: mark", "type: slider", "questions[3].type", "scale, text"),
    "unknown domain": ("domain: wonen\n    core", "domain: dag\n    core", "questions[0].domain", "no domain 'dag'"),
    "unknown scale": ("scale: drie", "scale: vier", "questions[0].scale", "no scale 'vier'"),
    "scale question without a scale": ("    scale: drie\n", "", "questions[0].scale", "needs a scale"),
    "scale on another type": ("type: mark", "type: mark\n    scale: drie", "questions[3].scale", "has no 'scale'"),
    "scale point without a code": ("{code: 2, labels", "{labels", "scales[0].points[1].code", "never changes"),
    "scale with a code twice": ("{code: 2, labels", "{code: 1, labels", "scales[0].points", "do not rise"),
    "scale with falling codes": ("{code: 3, labels", "{code: 0, labels", "scales[0].points", "do not rise"),
    "domain without a frame": ("    frame: schalock:material-wellbeing\n", "", "domains[0].frame", "is missing"),
    "unknown frame": ("schalock:material-wellbeing", "schalock:wonen", "domains[0].frame", "schalock:rights"),
    "change question without a domain": (
        "type: change\n    domain: wonen",
        "type: change",
        "questions[1]",
        "needs a domain",
    ),
    "change question twice for a domain": ("type: text\n    domain", "type: change\n    domain", "*", "two change"),
    "change question without labels": (
        "change:\n  keep: {nl: Het blijft zo, en: It stays}\n  change: {nl: Ik wil iets anders, en: Something else}\n",
        "",
        "questions[1]",
        "needs labels",
    ),
    "choice without a choice": (
        '      - {code: nee, labels: {nl: Nee, en: "No"}}\n',
        "",
        "questions[4].options",
        "two options or more",
    ),
    "choice with a code twice": ("code: nee", "code: ja", "questions[4].options[1].code", "twice"),
    "show_when on an unknown question": (
        "question: kamer",
        "question: bad",
        "questions[3].show_when[0].question",
        "no",
    ),
    "show_when on a later question": (
        "question: kamer",
        "question: alles-verteld",
        "questions[3].show_when[0].question",
        "comes later",
    ),
    "show_when on itself": ("question: kamer", "question: cijfer", "questions[3].show_when[0].question", "its own"),
    "show_when with an answer that does not exist": (
        "answer: change",
        "answer: anders",
        "questions[2].show_when[0].answer",
        "keep, change",
    ),
    "show_when with a number as text": (
        "answer: 2",
        'answer: "2"',
        "questions[3].show_when[0].answer",
        "without quotes",
    ),
    "show_when with a number off the scale": ("answer: 2", "answer: 9", "questions[3].show_when[0].answer", "1, 2, 3"),
    "show_when with true for one": (
        'operator: ">=", answer: 2',
        'operator: "=", answer: true',
        "questions[3].show_when[0].answer",
        "1, 2, 3",
    ),
    "exists with a code": ("exists, answer: true", "exists, answer: keep", "questions[3].show_when[1].answer", "true"),
    "unknown operator": ('operator: ">="', "operator: is", "questions[3].show_when[0].operator", "exists, ="),
    "missing text in a promised language": (
        "{nl: Blijft het zo?, en: Does it stay?}",
        "{nl: Blijft het zo?}",
        "questions[1].texts.en",
        "'en' is missing",
    ),
    "missing label in a promised language": ("{nl: Gaat wel, en: Okay}", "{nl: Gaat wel}", "*", "'en' is missing"),
    "missing alternative text": ("{nl: Een kamer, en: A room}", "{en: A room}", "questions[0].picture.alt.nl", "nl"),
    "more than ten core questions": (
        "  - key: alles",
        ELEVEN + "  - key: alles",
        "questions[12].core",
        "10 is the most",
    ),
    "closing question that is not there": ("question: alles-verteld\n", "question: einde\n", "closing.question", "no"),
    "status without a list": ("list: Waaier", "list: null", "recognition.status", "without a list"),
    "not a mapping": (SAMPLE, "- een\n- twee\n", "", "the keys key, version"),
}


def faults(content: str | bytes) -> list[Fault]:
    """Give the faults of a file's content; the test fails when there are none."""
    with pytest.raises(DefinitionError) as refused:
        load_bytes(content if isinstance(content, bytes) else content.encode(), file="proef.yaml")
    return refused.value.faults


@pytest.mark.parametrize("name", FAULTS)
def test_it_tells_the_fault_its_place_and_the_mend(name: str) -> None:
    old, new, path, words = FAULTS[name]
    assert old in SAMPLE
    found = faults(SAMPLE.replace(old, new, 1))
    blamed = [fault for fault in found if path in {"*", fault.path}]
    assert any(words in f"{fault.message} {fault.fix}" for fault in blamed), found
    assert all(fault.file == "proef.yaml" and fault.line >= 1 and fault.message and fault.fix for fault in found)


def test_a_fault_names_the_line_in_which_it_stands() -> None:
    content = SAMPLE.replace("scale: drie", "scale: vier")
    line = content.splitlines().index("    scale: vier") + 1
    assert [(fault.line, fault.path) for fault in faults(content)] == [(line, "questions[0].scale")]


def test_a_missing_key_is_told_at_the_part_that_lacks_it() -> None:
    content = SAMPLE.replace("    frame: schalock:material-wellbeing\n", "")
    assert faults(content)[0].line == content.splitlines().index("  - key: wonen") + 1


def test_all_faults_are_told_at_once() -> None:
    content = SAMPLE.replace("scale: drie", "scale: vier").replace("question: kamer", "question: bad")
    assert {fault.path for fault in faults(content)} == {"questions[0].scale", "questions[3].show_when[0].question"}


def test_one_part_is_blamed_once() -> None:
    found = faults(SAMPLE.replace("answer: change", "answer: [change]"))
    assert [fault.path for fault in found] == ["questions[2].show_when[0].answer"]


def test_a_list_is_not_also_called_too_short_for_what_is_wrong_in_it() -> None:
    content = SAMPLE.replace("{code: 1, labels", "{labels").replace("{code: 2, labels", "{labels")
    assert [fault.path for fault in faults(content)] == ["scales[0].points[0].code", "scales[0].points[1].code"]


def test_a_language_may_be_left_out_where_a_reading_level_falls_back() -> None:
    content = SAMPLE.replace("[nl, en]", "[nl, nl-x-eenvoudig, en]")
    found = {fault.path for fault in faults(content)}
    assert "questions[0].texts.nl-x-eenvoudig" in found, "a respondent's text is promised in each level"
    assert "questions[0].picture.alt.nl-x-eenvoudig" not in found, "a label is the same at every level"


def test_a_file_without_scales_is_told_that_there_are_none_yet() -> None:
    scales = SAMPLE[SAMPLE.index("scales:") : SAMPLE.index("change:")]
    assert "none yet" in next(fault.fix for fault in faults(SAMPLE.replace(scales, "")) if "scale" in fault.path)


def test_the_sample_itself_is_right(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(SAMPLE, "utf-8")
    assert validate_file(file) == []


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    assert "cannot be opened" in validate_file(tmp_path / "nergens.yaml")[0].message
    assert "cannot be opened" in validate_file(tmp_path)[0].message


def test_a_fault_is_written_in_json_as_promised() -> None:
    fault = faults(SAMPLE.replace("owner:", "ownr:"))[0]
    assert list(json.loads(json.dumps(fault.as_dict()))) == ["level", "file", "line", "path", "message", "fix"]
