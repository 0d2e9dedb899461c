"""Faults between the questions of a definition: scales, words, pictures, versions, permission, reach.

Each bends a worked example of the documentation, which is right as it stands.
"""

import pytest

from tests.instruments.blaming import assert_told

FURTHER = """\
  - key: verder
    type: text
    texts: {nl: Wat nog?, en: What else?}
    show_when: [{question: voorbeeld, operator: exists, answer: true}]
"""
ANSWERED = "{question: groep, operator: exists, answer: true}"
COMPARED = 'huis-afspraak, operator: "=", answer: ik'

# kind of the example, what to replace, by what, the path that is blamed, words of the message or the mend
FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    # scales
    "scales that share codes": ("questionnaire", "{code: 31,", "{code: 3,", "questions[0].other_scales[0]", "codes 3"),
    "a scale instead of itself": (
        "questionnaire",
        "other_scales: [oordeel-3]",
        "other_scales: [oordeel-5]",
        "questions[0].other_scales[0]",
        "share the codes",
    ),
    "a scale of as many points": (
        "questionnaire",
        "      - {code: 4, labels: {nl: Goed, en: Good}}\n      - {code: 5, labels: {nl: Heel goed, en: Very good}}\n",
        "",
        "questions[0].other_scales[0]",
        "as many points",
    ),
    "another scale that is not there": (
        "questionnaire",
        "other_scales: [oordeel-3]",
        "other_scales: [oordeel-9]",
        "questions[0].other_scales[0]",
        "no scale 'oordeel-9'",
    ),
    "another scale without a scale": (
        "questionnaire",
        "    permission: ja\n",
        "    permission: ja\n    other_scales: [oordeel-3]\n",
        "questions[4].other_scales[0]",
        "without a scale",
    ),
    "ends that overlap": (
        "questionnaire",
        "  - key: oordeel-3\n",
        "  - key: oordeel-3\n    top: 2\n    bottom: 2\n",
        "scales[1].top",
        "overlap",
    ),
    "order over several scales": (
        "questionnaire",
        '{question: samen-anders, operator: "=", answer: change}',
        '{question: luisteren, operator: ">=", answer: 3}',
        "questions[3].show_when[0].answer",
        "no order together",
    ),
    # words and pictures
    "an unknown place": (
        "observation",
        "Wat zag en hoorde u?",
        "'Wat zag {naam}?'",
        "questions[0].texts.nl",
        "'{naam}' is not known",
    ),
    "a place with a capital": (
        "observation",
        "Wat zag en hoorde u?",
        "'Wat zag {Name}?'",
        "questions[0].texts.nl",
        "{name}",
    ),
    "a brace alone": ("observation", "Wat zag en hoorde u?", "'Wat zag {name?'", "questions[0].texts.nl", "alone"),
    "a picture of a question": (
        "questionnaire",
        "key: luisteren\n      alt",
        "key: oor\n      alt",
        "*",
        "picture 'oor'",
    ),
    "a picture of a domain": ("conversation", "picture: huis\n  - key", "picture: kasteel\n  - key", "*", "kasteel"),
    "a picture of an option": (
        "conversation",
        "en: My home}, picture: huis}",
        "en: My home}, picture: kasteel}",
        "questions[0].options[0].picture",
        "upload",
    ),
    "another wording that is missing": (
        "paired",
        "        en: What does {name} think of choosing for themselves?\n",
        "",
        "questions[0].texts_for.support-worker.en",
        "'en' is missing",
    ),
    "a prompt that is missing": (
        "conversation",
        "{nl: Wat is fijn?, en: What is nice?}",
        "{nl: Wat is fijn?}",
        "questions[1].prompts[0].en",
        "'en' is missing",
    ),
    "an unchecked text that is empty": (
        "pulse",
        "nl: Hoe is het nu?, en: How is it now?}\n  - key: woord",
        "nl: Hoe is het nu?, en: {unchecked: ''}}\n  - key: woord",
        "questions[0].texts.en.unchecked",
        "at least 1 character",
    ),
    # versions
    "a mapping to no question": (
        "questionnaire",
        "{luisteren: goed-luisteren",
        "{horen: goed-luisteren",
        "continues[0].questions.horen",
        "no question 'horen'",
    ),
    "a mapping from one question twice": (
        "questionnaire",
        "samen-anders: samen-anders}",
        "samen-anders: goed-luisteren}",
        "continues[0].questions.samen-anders",
        "both as",
    ),
    "a mapping from a later version": (
        "questionnaire",
        '  - version: "1.0"',
        '  - version: "1.2"',
        "continues[0].version",
        "does not come before",
    ),
    "a mapping from one version twice": (
        "questionnaire",
        "continues:\n",
        'continues:\n  - {version: "1.0", questions: {}}\n',
        "continues[1].version",
        "stands here twice",
    ),
    # reach
    "a loop": (
        "conversation",
        "  - key: waarover\n",
        "  - key: waarover\n    show_when: [{question: huis-afspraak, operator: exists, answer: true}]\n",
        "questions[0].show_when[0].question",
        "waarover → huis-afspraak → huis-anders → waarover",
    ),
    "a comparison with an agreement": (
        "conversation",
        "  - key: dag-vertel\n",
        f"{FURTHER.replace('voorbeeld, operator: exists, answer: true', COMPARED)}  - key: dag-vertel\n",
        "questions[4].show_when[0].answer",
        "cannot be compared",
    ),
    "two answers at once": (
        "questionnaire",
        "      - {question: mag-het, operator",
        '      - {question: mag-het, operator: "=", answer: nee}\n      - {question: mag-het, operator',
        "questions[5].show_when",
        "No answers lead",
    ),
    "an answer to a question that is then hidden": (
        "conversation",
        "    show_when:\n      - {question: huis-anders",
        '    show_when:\n      - {question: waarover, operator: "!=", answer: huis}\n      - {question: huis-anders',
        "questions[3].show_when",
        "No answers lead",
    ),
    "what goes with no other, with another": (
        "conversation",
        "    show_when:\n      - {question: huis-anders",
        '    show_when:\n      - {question: waarover, operator: "=", answer: geen}\n      - {question: huis-anders',
        "questions[3].show_when",
        "No answers lead",
    ),
    "a question that waits for what only others are asked": (
        "paired",
        "  - key: alles-verteld\n",
        f"{FURTHER}  - key: alles-verteld\n",
        "questions[2].show_when",
        "No answers lead 'client'",
    ),
    "a question that waits for what only another variant asks": (
        "questionnaire",
        "    type: change\n    domain: samen\n",
        f"    type: change\n    domain: samen\n    only_for: {{plek: [gezinshuis]}}\n    show_when: [{ANSWERED}]\n",
        "questions[2].show_when",
        "No answers lead",
    ),
    "an intimate question that comes by itself": (
        "questionnaire",
        '    show_when:\n      - {question: mag-het, operator: "=", answer: ja}\n',
        "",
        "questions[5].intimate",
        "before anybody gave permission",
    ),
    "an intimate question after no": (
        "questionnaire",
        '{question: mag-het, operator: "=", answer: ja}',
        '{question: mag-het, operator: "=", answer: nee}',
        "questions[5].intimate",
        "before anybody gave permission",
    ),
    "an intimate question that nobody asks permission for": (
        "questionnaire",
        "    permission: ja\n",
        "",
        "questions[5].intimate",
        "permission:",
    ),
    "a permission that is no answer": (
        "questionnaire",
        "permission: ja",
        "permission: goed",
        "questions[4].permission",
        "ja, nee",
    ),
    "a permission that is intimate": (
        "questionnaire",
        "permission: ja",
        "permission: ja\n    intimate: true",
        "questions[4].intimate",
        "question of its own",
    ),
    "a wish after a low score": (
        "questionnaire",
        '{question: samen-anders, operator: "=", answer: change}',
        '{question: luisteren, operator: "=", answer: 2}',
        "questions[3].show_when[0]",
        "low score",
    ),
    "a wish after a low score on the other scale": (
        "questionnaire",
        '{question: samen-anders, operator: "=", answer: change}',
        '{question: luisteren, operator: "=", answer: 31}',
        "questions[3].show_when[0]",
        "low score",
    ),
    "a wish unless the score is high": (
        "questionnaire",
        '{question: samen-anders, operator: "=", answer: change}',
        '{question: luisteren, operator: "!=", answer: 5}',
        "questions[3].show_when[0]",
        "low score",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_it_tells_the_fault_its_place_and_the_mend(name: str) -> None:
    assert_told(*FAULTS[name])
