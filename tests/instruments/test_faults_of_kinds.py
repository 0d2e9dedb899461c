"""Faults that only show when a definition is seen as a whole: its kind, and the people who are asked.

Each bends a worked example of the documentation, which is right as it stands.
"""

import pytest

from instruments.definition.loading import review_bytes
from tests.instruments.blaming import assert_told
from tests.instruments.worked_examples import worked_examples

TWELVE = "".join(
    f"  - {{key: kern-{number}, type: text, core: true, texts: &T}}\n".replace(
        "&T", "{nl: Wat is er?, nl-x-eenvoudig: Wat is er?, en: What is it?}"
    )
    for number in range(12)
)
FURTHER = "  - key: verder\n    type: text\n    texts: {nl: Wat nog?, nl-x-eenvoudig: Wat nog?, en: What else?}\n"
INTIMATE = """\
  - key: mag-het
    type: choice
    audiences: [client]
    permission: ja
    texts: {nl: Mag ik hier iets over vragen?, en: May I ask about this?}
    options: [{code: ja, labels: {nl: Ja, en: "Yes"}}, {code: nee, labels: {nl: Nee, en: "No"}}]
  - key: verliefd
    type: text
    intimate: true
    texts: {nl: Met wie praat je hierover?, en: Whom do you talk to?}
    show_when:
      - {question: mag-het, operator: "=", answer: ja}
      - {question: voorbeeld, operator: exists, answer: true}
    enable_behavior: any
"""
# kind of the example, what to replace, by what, the path that is blamed, words of the message or the mend
FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    # kinds
    "an observation by one": (
        "observation",
        "informants_needed: 2",
        "informants_needed: 1",
        "informants_needed",
        "One person alone",
    ),
    "an observation from one side": (
        "observation",
        "relations: [family, team]",
        "relations: [family]",
        "relations",
        "as many sides",
    ),
    "an observation twice from one side": (
        "observation",
        "relations: [family, team]",
        "relations: [family, family]",
        "relations",
        "twice",
    ),
    "family in the place of family": (
        "observation",
        "without_family: outside-team",
        "without_family: team",
        "without_family",
        "cannot look",
    ),
    "an observation without observers": (
        "observation",
        "audiences: [observer]",
        "audiences: [relative]",
        "audiences",
        "Add 'observer'",
    ),
    "a mark in an observation": (
        "observation",
        "    type: text\n    domain: contact\n    core: true\n    stance: fact",
        "    type: mark\n    domain: contact\n    core: true\n    stance: fact",
        "questions[0].type",
        "no mark and no scale",
    ),
    "several informants for a list": (
        "questionnaire",
        "audiences: [client]\n",
        "audiences: [client]\ninformants_needed: 2\n",
        "informants_needed",
        "Only an observation",
    ),
    "relations outside an observation": (
        "pulse",
        "audiences: [client]\n",
        "audiences: [client]\nrelations: [family]\n",
        "relations",
        "Only an observation",
    ),
    "a stance outside an observation": (
        "pulse",
        "    core: true\n",
        "    core: true\n    stance: fact\n",
        "questions[0].stance",
        "Only an observation",
    ),
    "a paired list for one": (
        "paired",
        "audiences: [client, support-worker]",
        "audiences: [support-worker]",
        "audiences",
        "client, support-worker",
    ),
    "a pulse of two questions": (
        "pulse",
        "  - key: woord\n",
        "  - key: woord\n    core: true\n",
        "questions[1].core",
        "one question",
    ),
    "a pulse of none": ("pulse", "    core: true\n", "", "questions", "one question"),
    # complete_when, recognition, scoring
    "a share and themes": ("conversation", "{themes: 1}", "{themes: 1, share: 0.5}", "complete_when", "either"),
    "neither share nor themes": ("conversation", "{themes: 1}", "{}", "complete_when", "either"),
    "more themes than domains": ("conversation", "{themes: 1}", "{themes: 3}", "complete_when.themes", "2 domains"),
    "a recognition that ends first": (
        "pulse",
        "{list: null}",
        "{list: Waaier, from: 2026-01-01, until: 2025-01-01}",
        "recognition.until",
        "before it begins",
    ),
    "more answers needed than asked": (
        "questionnaire",
        "minimum_answered: 1",
        "minimum_answered: 2",
        "scoring.minimum_answered",
        "the most is 1",
    ),
    "no such answer style": ("questionnaire", "style: faces", "style: smileys", "style", "faces"),
    "a closing question that some never see": (
        "pulse",
        "    core: true\n",
        "    core: true\n    show_when: [{question: woord, operator: exists, answer: true}]\n",
        "closing.question",
        "keeps it from some",
    ),
    # people
    "a question for who is not asked": (
        "paired",
        "    audiences: [support-worker]",
        "    audiences: [relative]",
        "questions[1].audiences[0]",
        "'relative' does not answer",
    ),
    "a wording for who is not asked": (
        "paired",
        "      support-worker:\n",
        "      relative:\n",
        "questions[0].texts_for.relative",
        "not asked",
    ),
    "a variant that is not there": (
        "questionnaire",
        "only_for: {plek: ",
        "only_for: {land: ",
        "questions[1].only_for.land",
        "no variant 'land'",
    ),
    "a value of a variant that is not there": (
        "questionnaire",
        "only_for: {plek: [groep]}",
        "only_for: {plek: [groep, thuis]}",
        "questions[1].only_for.plek[1]",
        "groep, gezinshuis",
    ),
    "a question for no value": (
        "questionnaire",
        "only_for: {plek: [groep]}",
        "only_for: {plek: []}",
        "questions[1].only_for.plek",
        "nobody",
    ),
    "a value of a variant twice": (
        "questionnaire",
        "- key: gezinshuis",
        "- key: groep",
        "variants[0].values[1].key",
        "twice",
    ),
    "a word that one value lacks": (
        "questionnaire",
        "        words: {leiding: {nl: je gezinshuisouders, en: your carers}}\n",
        "",
        "variants[0].values[1].words",
        "'{leiding}'",
    ),
    "a word that is filled already": (
        "questionnaire",
        "words: {leiding: {nl: je gezinshuisouders, en: your carers}}",
        "words: {worker: {nl: je ouders, en: your carers}}",
        "variants[0].values[1].words.worker",
        "filled already",
    ),
    "ages the wrong way round": (
        "questionnaire",
        "{from: 8, until: 18}",
        "{from: 18, until: 8}",
        "suits.ages",
        "No age",
    ),
    "more than ten core questions for one person": (
        "questionnaire",
        "  - key: samen-anders",
        TWELVE + "  - key: samen-anders",
        "questions[10].core",
        "14 core questions in sitting 1",
    ),
    "core questions that name no sitting after a second has begun": (
        "questionnaire",
        "  - key: alles-verteld",
        TWELVE + "  - key: alles-verteld",
        "*",
        "12 core questions in sitting 2",
    ),
    "a closing question that is not for all who answer": (
        "paired",
        "  - key: alles-verteld\n",
        "  - key: alles-verteld\n    audiences: [client]\n",
        "closing.question",
        "not everybody who answers",
    ),
    "a closing question for who has goals": (
        "paired",
        "  - key: alles-verteld\n    type: choice",
        "  - key: alles-verteld\n    type: goals",
        "closing.question",
        "not everybody can answer",
    ),
    "an audience that stands here twice": (
        "questionnaire",
        "audiences: [client]",
        "audiences: [client, client]",
        "audiences[1]",
        "twice",
    ),
    "a place in the word that fills another": (
        "questionnaire",
        "nl: de groepsleiding",
        'nl: "{worker}"',
        "variants[0].values[0].words.leiding.nl",
        "nothing is filled in here",
    ),
    "a place in a title": (
        "questionnaire",
        "title: {nl: Hoe is het in de groep?",
        'title: {nl: "Hoe is het in {house}?"',
        "title.nl",
        "nothing is filled in here",
    ),
    "a question for the codes of one scale of several": (
        "questionnaire",
        "  - key: alles-verteld",
        FURTHER + "    show_when: [{question: luisteren, operator: '=', answer: 5}]\n  - key: alles-verteld",
        "*",
        "Who gets 3 answers to choose from never comes",
    ),
    "an intimate question to which one of two audiences comes without leave": (
        "paired",
        "  - key: alles-verteld\n",
        INTIMATE + "  - key: alles-verteld\n",
        "*",
        "before anybody gave permission",
    ),
    "a sitting left out": (
        "questionnaire",
        "sitting: 2\n    permission",
        "sitting: 3\n    permission",
        "questions[4].sitting",
        "There is no sitting 2",
    ),
    "a sitting that goes on after the next": (
        "questionnaire",
        "sitting: 2\n    intimate",
        "sitting: 1\n    intimate",
        "questions[5].sitting",
        "goes on",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_it_tells_the_fault_its_place_and_the_mend(name: str) -> None:
    assert_told(*FAULTS[name])


BOTH_SCALES = """\
    enable_behavior: any
    show_when:
      - {question: luisteren, operator: "=", answer: 5}
      - {question: luisteren, operator: "=", answer: 33}
"""
AGAIN = """\
  - key: uitleg
    type: scale
    scale: oordeel-5
    domain: hulp
    texts: {nl: Hoe is de uitleg?, nl-x-eenvoudig: Hoe is de uitleg?, en: How is the explanation?}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - key: alles-verteld\n", f"{FURTHER}{BOTH_SCALES}  - key: alles-verteld\n"),
        ("minimum_answered: 1", "minimum_answered: 2"),
    ],
    ids=["a question for a code of each scale", "a minimum that one of the domains has"],
)
def test_what_is_right_is_not_refused(old: str, new: str) -> None:
    content = worked_examples()["questionnaire"].replace("  - key: samen-anders\n", f"{AGAIN}  - key: samen-anders\n")
    assert old in content
    assert review_bytes(content.replace(old, new, 1).encode(), file="proef.yaml").faults == []
