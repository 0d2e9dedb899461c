"""“Wie ziet wat?”: the same rules in plain Dutch (B1) on one page, for clients' councils and staff.

The page is Dutch by itself, like a letter; what each role may do is read from the rules of the addresses.
"""

from collections.abc import Iterable, Mapping

from clientvoice.access_rules.rules import Address
from organisations.choices import Role

HEADING = """# Wie ziet wat?

Deze bladzijde is voor cliëntenraden en medewerkers. Het programma maakt hem zelf, uit de regels waar het mee
werkt (`clientvoice access docs`). Zo klopt hij altijd.

Eerst drie dingen die voor iedereen gelden:

- Een medewerker ziet alleen iets van de eigen plek: het eigen team, de eigen locatie of de eigen zorgaanbieder.
  Iets van een andere plek bestaat voor die medewerker niet. Alleen in nood kan het anders: dan moet er een
  reden bij.
- Kijkt een medewerker naar een cliënt? Dan staat dat in een logboek. De cliënt kan zien wie er keek.
- Anoniem antwoorden kan nog niet. Dat heet hier pas zo als niemand meer kan terugvinden wie wat zei, ook het
  programma niet. Wat vertrouwelijk is gezegd, telt alleen mee in een groep.
"""
ROLES = {
    Role.SUPPORT_WORKER: ("Een begeleider", "Begeleiders zien alleen cliënten van hun eigen plek."),
    Role.TEAM_LEADER: ("Een teamleider", "Teamleiders zien alleen cliënten van hun eigen plek."),
    Role.QUALITY: ("Een kwaliteitsmedewerker", "Kwaliteitsmedewerkers zien groepen, geen personen."),
    Role.ADMINISTRATOR: (
        "Een beheerder",
        """Beheerders regelen het programma. Antwoorden zien zij niet. Vraagt een cliënt om de eigen gegevens? Dan maakt
een beheerder het bestand. Dat staat in het logboek.""",
    ),
    Role.COUNCIL: ("Een lid van de cliëntenraad", "De raad ziet groepen, geen personen."),
    Role.LOG_KEEPER: ("De bewaarder van het logboek", "De bewaarder ziet wie er keek, maar niet wat er staat."),
}
KINDS: dict[str, tuple[str, ...]] = {
    "de namen van de cliënten zien, en hoe zij het liefst antwoorden": (
        "supportplans:client-list",
        "supportplans:client-detail",
        "profiles:answering",
    ),
    "zien wat een cliënt op naam heeft gezegd, ook met een foto of met geluid": (
        "supportplans:client-feedback",
        "surveys:given-media",
    ),
    "wensen, afspraken en doelen van een cliënt zien en opschrijven": (
        "supportplans:agreement-create",
        "supportplans:goal-create",
        "supportplans:wish-agreement",
    ),
    "zien wie er naast een cliënt staat, en wat die mag zien": ("organisations:relative-list",),
    "zien wie er naar een cliënt heeft gekeken": ("organisations:who-looked",),
    "in nood een cliënt van een ander team openen; daar moet een reden bij": ("organisations:emergency-open",),
    "opschrijven waarom iemand niet meedeed": ("surveys:invitation-outcome",),
    "doorgeven dat een cliënt verhuist, weggaat of is overleden": (
        "organisations:life-move",
        "organisations:life-left",
        "organisations:life-died",
    ),
    "zien hoe een ronde loopt: hoeveel mensen zijn gevraagd en hoeveel er meededen": (
        "surveys:round-list",
        "surveys:round-detail",
    ),
    "een ronde maken, openen en sluiten": ("surveys:round-create", "surveys:round-open", "surveys:round-close"),
    "de uitkomsten zien van een groep, nooit van één persoon": ("reports:result-list", "reports:result-detail"),
    "vragenlijsten bekijken": ("surveys:instrument-list", "surveys:instrument-detail"),
    "een eigen vragenlijst voorstellen": ("surveys:proposal-create",),
    "een advies over een eigen vragenlijst opschrijven": ("surveys:proposal-advice",),
    "medewerkers uitnodigen en hun rollen veranderen": ("organisations:staff-add", "organisations:role-end"),
    "teams en locaties toevoegen en veranderen": ("organisations:unit-add", "organisations:unit-change"),
    "een ander programma toegang geven tot cijfers": ("organisations:token-add",),
    "gegevens van een cliënt verbeteren, meegeven of verwijderen": (
        "organisations:correction",
        "organisations:person-export",
        "organisations:erasure-ask",
    ),
    "in het logboek zoeken wie wat heeft bekeken": ("organisations:trace-list", "organisations:trace-download"),
}
"""What people speak of, and the addresses at which it is to be had: who opens all of them may do it."""

NEXT_TO_STAFF = """## De cliënt zelf

Een cliënt ziet op een tablet van het team de eigen antwoorden, wat we daarmee doen, en wie er keek. De cliënt
komt binnen met eigen plaatjes, of krijgt de tablet van een begeleider. Na tien minuten niets doen gaat de
bladzijde dicht.

## Een naaste

Een naaste komt binnen met een link uit een mail en een code uit een brief. Een naaste ziet alleen wat is
afgesproken over de persoon naast wie hij of zij staat. Stopt dat, of wil de cliënt het niet meer? Dan ziet de
naaste vanaf dat moment niets meer.

## Wie een vragenlijst invult

Met de code uit de brief opent iemand alleen de eigen vragenlijst. Wat een ander zei, staat daar niet.
"""


def easy(found: Iterable[Address]) -> str:
    """Return the whole page, in Markdown."""
    roles = {address.name: address.rule.roles for address in found}
    return "\n".join([HEADING, *(_role(role, roles) for role in Role), NEXT_TO_STAFF])


def _role(role: Role, roles: Mapping[str, frozenset[Role]]) -> str:
    who, words = ROLES[role]
    may = [kind for kind, names in KINDS.items() if all(role in roles[name] for name in names)]
    said = "\n".join(f"- {kind}" for kind in may)
    return f"## {who}\n\n{words}\n\n{who} kan:\n\n{said}\n"
