"""A definition with an answer of every shape, two sittings and prompts, and the goals that go with it."""

from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition, Goal
from instruments.projection import Situation, project

GOALS = (Goal(id="5b0c1f6e-0000-4000-8000-000000000001", words="Zelf koken"), Goal(id="fietsen", words="Leren fietsen"))

SHAPES = """\
key: vormen
version: "1.0"
kind: questionnaire
title: {nl: Vormen, en: Shapes, ar: {unchecked: أشكال}}
introduction: {nl: Een paar vragen., en: A few questions., ar: {unchecked: بعض الأسئلة.}}
owner: De Proefboom
licence: CC-BY-4.0
recognition: {list: null}
fit: {nl: Voor iedereen., en: For everyone., ar: {unchecked: للجميع.}}
audiences: [client]
recommended_interval_months: 12
languages: [nl, en, ar]
domains:
  - key: plannen
    frame: schalock:self-determination
    labels: {nl: Plannen, en: Plans, ar: {unchecked: خطط}}
    picture: plan
scales:
  - key: oordeel-4
    points:
      - {code: 1, labels: {nl: Heel slecht, en: Very bad, ar: {unchecked: سيئ جدا}}}
      - {code: 2, labels: {nl: Slecht, en: Bad, ar: {unchecked: سيئ}}}
      - {code: 3, labels: {nl: Goed, en: Good, ar: {unchecked: جيد}}}
      - {code: 4, labels: {nl: Heel goed, en: Very good, ar: {unchecked: جيد جدا}}}
  - key: oordeel-3
    points:
      - {code: 31, labels: {nl: Slecht, en: Bad, ar: {unchecked: سيئ}}}
      - {code: 32, labels: {nl: Gaat wel, en: Okay, ar: {unchecked: مقبول}}}
      - {code: 33, labels: {nl: Goed, en: Good, ar: {unchecked: جيد}}}
questions:
  - key: dag
    type: scale
    scale: oordeel-4
    other_scales: [oordeel-3]
    core: true
    texts: {nl: Hoe is je dag?, en: How is your day?, ar: {unchecked: كيف يومك؟}}
    picture: {key: dag, alt: {nl: Een dag, en: A day, ar: {unchecked: يوم}}}
  - key: menu
    type: choices
    texts: {nl: Waar wil je over praten?, en: What do you want to talk about?, ar: {unchecked: عن ماذا تريد أن تتكلم؟}}
    hint: {nl: Je mag meer kiezen., en: You can choose more than one., ar: {unchecked: يمكنك اختيار أكثر من واحد.}}
    picture: {key: kiezen, alt: {nl: Kiezen, en: Choosing, ar: {unchecked: اختيار}}}
    options:
      - {code: werk, labels: {nl: Mijn werk, en: My work, ar: {unchecked: عملي}}, picture: werk}
      - {code: geld, labels: {nl: Mijn geld, en: My money, ar: {unchecked: مالي}}, picture: geld}
      - {code: vrienden, labels: {nl: Mijn vrienden, en: My friends, ar: {unchecked: أصدقائي}}, picture: vrienden}
      - {code: niets, alone: true, labels: {nl: Nergens over, en: None of these, ar: {unchecked: لا شيء}}}
  - key: werk
    type: text
    texts: {nl: Vertel eens over je werk., en: Tell us about your work., ar: {unchecked: حدثنا عن عملك.}}
    prompts:
      - {nl: Wat doe je daar?, en: What do you do there?, ar: {unchecked: ماذا تفعل هناك؟}}
      - {nl: Wat is fijn?, en: What is nice?, ar: {unchecked: ما الجميل؟}}
      - {nl: Wat is niet fijn?, en: What is not nice?, ar: {unchecked: ما غير الجميل؟}}
    show_when:
      - {question: menu, operator: "=", answer: werk}
  - key: doelen
    type: goals
    sitting: 2
    domain: plannen
    core: true
    scale: oordeel-4
    other_scales: [oordeel-3]
    texts: {nl: Hoe gaat het met je doelen?, en: How are your goals going?, ar: {unchecked: كيف تسير أهدافك؟}}
    picture: {key: doel, alt: {nl: Een doel, en: A goal, ar: {unchecked: هدف}}}
  - key: doel-blijft
    type: goals
    sitting: 2
    domain: plannen
    texts: {nl: Is dit nog jouw doel?, en: Is this still your goal?, ar: {unchecked: هل هذا ما زال هدفك؟}}
    options:
      - {code: ja, labels: {nl: Ja, en: "Yes", ar: {unchecked: نعم}}, picture: blijft-zo}
      - {code: nee, labels: {nl: Nee, en: "No", ar: {unchecked: لا}}, picture: iets-anders}
  - key: afspraak
    type: agreement
    sitting: 2
    domain: plannen
    texts: {nl: Wat spreken we af?, en: What do we agree?, ar: {unchecked: على ماذا نتفق؟}}
    picture: {key: afspraak, alt: {nl: Een afspraak, en: An agreement, ar: {unchecked: اتفاق}}}
    options:
      - {code: ik, labels: {nl: Ik zelf, en: Me, ar: {unchecked: أنا}}}
      - {code: begeleider, labels: {nl: "Mijn begeleider", en: My support worker, ar: {unchecked: مرافقي}}}
      - {code: ander, labels: {nl: Iemand anders, en: Somebody else, ar: {unchecked: شخص آخر}}}
  - key: alles-verteld
    type: choice
    sitting: 2
    texts: {nl: Heb je alles verteld?, en: Did you tell it all?, ar: {unchecked: هل قلت كل شيء؟}}
    options:
      - {code: ja, labels: {nl: Ja, en: "Yes", ar: {unchecked: نعم}}, picture: klaar}
      - {code: nee, labels: {nl: Nee, en: "No", ar: {unchecked: لا}}}
complete_when: {share: 0.8}
closing:
  question: alles-verteld
  thanks: {nl: Dank je wel., en: Thank you., ar: {unchecked: شكرا لك.}}
"""


def shapes() -> Definition:
    """Give the definition as the file has it: no goals yet."""
    return load_bytes(SHAPES.encode(), file="vormen.yaml")


def with_goals(definition: Definition) -> Definition:
    """Give a definition as a client with goals is asked it."""
    return project(definition, Situation(goals=GOALS))
