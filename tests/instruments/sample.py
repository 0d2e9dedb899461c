"""A small definition that uses every part of the format, for the tests to bend and break."""

from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition

SAMPLE = """\
key: proef
version: "1.0"
kind: questionnaire
title: {nl: Proef, en: Trial}
introduction: {nl: Een paar vragen., en: A few questions.}
owner: De Proefboom
licence: CC-BY-4.0
recognition:
  list: Waaier
  status: erkend
  from: 2026-01-01
  until: 2028-12-31
  criteria: [per-person, wishes]
fit: {nl: Voor iedereen., en: For everyone.}
audiences: [client, relative]
recommended_interval_months: 12
languages: [nl, en]
domains:
  - key: wonen
    frame: schalock:material-wellbeing
    labels: {nl: Wonen, en: Living}
    picture: huis
scales:
  - key: drie
    points:
      - {code: 1, labels: {nl: Slecht, en: Bad}}
      - {code: 2, labels: {nl: Gaat wel, en: Okay}}
      - {code: 3, labels: {nl: Goed, en: Good}, picture: klaar}
change:
  keep: {nl: Het blijft zo, en: It stays}
  change: {nl: Ik wil iets anders, en: Something else}
questions:
  - key: kamer
    type: scale
    scale: drie
    domain: wonen
    core: true
    texts: {nl: Hoe vind je je kamer?, en: How do you like your room?}
    hint: {nl: Kies een antwoord., en: Choose an answer.}
    picture: {key: kamer, alt: {nl: Een kamer, en: A room}}
  - key: anders
    type: change
    domain: wonen
    texts: {nl: Blijft het zo?, en: Does it stay?}
  - key: wens
    type: text
    domain: wonen
    texts: {nl: Wat wil je anders?, en: What else?}
    show_when:
      - {question: anders, operator: "=", answer: change}
  - key: cijfer
    type: mark
    core: true
    texts: {nl: Welk cijfer geef je?, en: Which mark?}
    show_when:
      - {question: kamer, operator: ">=", answer: 2}
      - {question: anders, operator: exists, answer: true}
    enable_behavior: any
  - key: alles-verteld
    type: choice
    texts: {nl: Heb je alles verteld?, en: Did you tell it all?}
    options:
      - {code: ja, labels: {nl: Ja, en: "Yes"}, picture: klaar}
      - {code: nee, labels: {nl: Nee, en: "No"}}
complete_when: {share: 0.8}
closing:
  question: alles-verteld
  thanks: {nl: Dank je wel., en: Thank you.}
"""


def sample() -> Definition:
    """Give the sample as a definition."""
    return load_bytes(SAMPLE.encode(), file="proef.yaml")
