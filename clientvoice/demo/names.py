"""Words for the fictional cooperative. No real person or provider is meant."""

FIRST_NAMES = (  # noqa: SIM905 -- a hundred names read better as prose
    "Sanne Daan Fleur Bram Lotte Thijs Eva Ruben Iris Jesse Noa Stijn Femke Lars Maud Sem Roos Gijs Julia Tim Anouk "
    "Pim Yara Mees Lieke Koen Bo Teun Elin Joris Amira Youssef Fatima Bilal Samira Omar Leyla Emre Zeynep Can Ayse "
    "Murat Agnieszka Piotr Kasia Marek Oksana Taras Olena Andrij Shanti Rishi Priya Dewi Ratna Kofi Ama Joy Marlon "
    "Shanice Rivaldo Greet Henk Truus Wim Riet Kees Annie Gerrit Corrie Piet Willy Arie Nel Bertus Sjaan Hendrik Ria "
    "Joop Tiny Ab Gerda Klaas Dirkje Freek Marijke Ton Els Hans Ineke Rob Petra Marcel Wendy Dennis Kim Patrick Bianca"
).split()
LAST_NAMES = (  # noqa: SIM905 -- the same
    "de Boer;Jansen;Visser;Bakker;Smit;Mulder;de Groot;Bos;Vos;Peters;Hendriks;Dekker;van Dijk;van Leeuwen;Kok;Brouwer;"
    "de Wit;Dijkstra;Koster;Prins;Blom;Huisman;Postma;Kuipers;Veenstra;Kramer;van den Berg;Scholten;Willems;Hoekstra;"
    "Yilmaz;Kaya;El Idrissi;Bouazza;Nowak;Kowalski;Kovalenko;Shevchenko;Ramdin;Sewpersad;Pinas;Mensah;Tan;Lopes;Haddad"
).split(";")
PROVIDERS = ("Stichting De Hof", "Kompaan Jeugd en Gezin", "Zorgboerderijen Het Klavertje")
LOCATIONS = (
    ("Bosweg", "Het Plein", "Molenstraat", "De Werf", "Zonnehoek", "Parkzicht", "Oude Haven"),
    ("Noorderlicht", "De Brug", "Kompas", "Thuis"),
    ("Erve Kamphuis", "De Wilgenhoeve", "Hoeve Zuid"),
)
TEAMS = (
    (
        ("De Linde", "De Eik", "De Beuk"),
        ("Plein Noord", "Plein Zuid", "Ambulant Centrum"),
        ("Molen 1", "Molen 2", "Molen 3"),
        ("Werkplaats", "Kas en Tuin", "De Winkel"),
        ("Zonnebloem", "Lavendel"),
        ("De Vijver", "De Lanen", "Het Paviljoen"),
        ("Kade 1", "Kade 2", "Kade 3"),
    ),
    (
        ("Poolster", "Morgenster", "Avondster"),
        ("Brug Oost", "Brug West", "Dagbehandeling"),
        ("Gezinshuis Kompas", "Kamertraining", "Pleegzorg"),
        ("Ambulant Noord", "Ambulant Zuid", "Ambulant Stad"),
    ),
    (("Kamphuis Stal", "Kamphuis Kas"), ("Wilgen Wonen", "Wilgen Dag"), ("Zuid Groen", "Zuid Dieren")),
)
BIG_TEAMS = frozenset({"Ambulant Centrum", "Werkplaats", "Ambulant Stad", "Het Paviljoen"})
"""Four teams have 16 to 24 clients, the others 3 to 14."""

GOOD_THINGS = (
    "De begeleiders zijn altijd vriendelijk.",
    "Mijn kind voelt zich er thuis.",
    "Er is veel aandacht voor wat zij zelf wil.",
    "Goed contact, ze bellen op tijd.",
    "De sfeer in huis is fijn.",
)
TIPS = (
    "Laat het even weten als de begeleiding wisselt.",
    "Iets vaker een foto of berichtje.",
    "Graag eerder horen wat er in het plan staat.",
    "Meer naar buiten met elkaar.",
)
WANTS = {
    "wonen": (
        "Ik wil een grotere kamer.",
        "Het is 's avonds te druk op de gang.",
        "Ik wil een andere kleur op de muur.",
    ),
    "dag": ("Ik wil met dieren werken.", "Ik wil een dag naar de Efteling.", "Ik wil leren koken."),
    "mensen": ("Ik wil mijn zus meer zien.", "Ik wil een maatje.", "Ik wil op een sportclub."),
    "hulp": ("Ik wil minder andere begeleiders.", "Ik wil dat ze eerst kloppen.", "Ik wil zelf mijn geld doen."),
}
AGREED = {
    "wonen": "We kiezen samen een rustige plek in huis.",
    "dag": "We gaan een dag kijken op de boerderij.",
    "mensen": "We bellen samen en maken een plan.",
    "hulp": "We praten er in het team over en vertellen het je.",
}
GOALS = ("Ik leer zelf koken.", "Ik ga alleen met de bus.")
"""What Sam and Noor want to reach."""
SEEN = (
    "Ging rechtop zitten, keek naar het raam en werd stil.",
    "Lachte hardop en sloeg met beide handen op de tafel.",
    "Draaide het hoofd weg en kneep de ogen dicht.",
    "Pakte mijn hand en hield die een tijd vast.",
    "Maakte zachte geluiden en wiegde heen en weer.",
)
MEANT = (
    "Ik denk dat het hier fijn en rustig was.",
    "Ik denk dat het te druk werd.",
    "Ik denk dat dit om meer vraagt: nog een keer.",
    "Misschien was er ergens pijn.",
)
NEEDED = ("Vaker samen naar buiten.", "Een rustige plek na het eten.", "Iets meer tijd bij het opstaan.")
"""What people see who look along, what they make of it, and what they think is needed."""
CLOSING_REMARK = "Het eten op vrijdag is het lekkerst."
