"""What a Dutch text should not say, and what it can say instead.

The rules on questions follow what people with an intellectual disability can answer: no agreement and no bare yes or no
(Finlay & Lyons, 2002), no frequency, time or comparison (Finlay & Lyons, 2001). The words follow what clients and their
councils asked for.
"""

from instruments.language.levels import A2, Address
from instruments.language.rules import CLIENT, PLACE_FIRST, Rule, any_of, pattern

_GOOD = (
    "tevreden", "blij", "fijn", "leuk", "prettig", "goed", "gelukkig", "veilig", "tof", "mooi", "genoeg", "gezellig",
    "prima", "oké", "slecht", "vervelend", "boos", "bang", "eenzaam",
)  # fmt: skip
# "Wil je" and "Mag ik" ask for a wish or a permission: there yes and no are the answer.
_ASKED_OPENLY = (
    "wie", "wat", "waar", "waarom", "wanneer", "hoe", "hoeveel", "welk", "welke", "waarmee", "waarover", "waarbij",
    "waaraan", "waardoor", "met", "bij", "van", "aan", "over", "voor", "door", "in", "op", "naar", "tegen",
    "wil", "wilt", "willen", "mag", "mogen", "zullen",
)  # fmt: skip
_COMPARED = (
    "beter", "slechter", "fijner", "leuker", "vaker", "liever", "meer", "minder", "eerder", "later", "groter",
    "kleiner", "makkelijker", "moeilijker", "prettiger", "veiliger", "gelukkiger", "blijer", "rustiger", "drukker",
    "langer", "korter", "anders",
)  # fmt: skip
_COUNTED = (
    "hoe vaak", "hoeveel keer", "hoe regelmatig", "vaak", "soms", "altijd", "meestal", "regelmatig", "zelden",
    r"(?:\d+|een paar|elke|iedere|per) keer", r"keer per \w+", "dagelijks", "wekelijks",
)  # fmt: skip
_COMPARING = (
    "vergeleken", "in vergelijking", "vergelijk", "ten opzichte van", "vroeger", r"vorige? (?:jaar|maand|week|keer)",
    rf"(?:{'|'.join(_COMPARED)}) dan", "beter", "slechter",
)  # fmt: skip
# Words that are also said of what one sees ("een boek in de hand") are not among them.
_IDIOMS = (
    "goed in je vel", "lekker in je vel", "goed in zijn vel", "je ei kwijt", "onder de knie", "tussen wal en schip",
    "door de vingers", "weer bovenop", "in de put", "je hart luchten", "uit je dak", "aan de bel trekken",
    "op de hoogte", "voor elkaar krijgen", "op één lijn", "in je kracht", "rekening houden met", "zit je lekker",
    "aan de slag", "eigen regie", "de regie", "uit de voeten", "je draai",
)  # fmt: skip
_PARTICIPLE = r"(?:ge|be|ver|ont|her|(?:af|aan|op|uit|mee|mede)\w{0,4}ge)\w{2,20}(?:d|t|en)"
_NO_PARTICIPLE = (
    "geven", "gezicht", "geluid", "gebied", "gedicht", "gesprekken", "gezinnen", "verhalen", "beneden", "verdriet",
    "vervelend", "bewust", "verband", "bekend",
)  # fmt: skip

NOT = any_of("niet", "geen", "niets", "niks", "nooit", "niemand", "nergens", "zonder", "ontevreden", "onveilig")
# "Wat is niet fijn?" and "… of niet?" cannot be answered the wrong way round.
_PLAIN_NOT = pattern(r"\bof niet\b|^(?:wat|wie|waar)\b.*\bniet (?:zo )?(?:fijn|leuk|goed|prettig)\b")

RULES: tuple[Rule, ...] = (
    PLACE_FIRST,
    Rule(
        "negation",
        NOT,
        "The question holds '{found}'; 'ja' and 'nee' then change places.",
        "Ask what there is: 'Hoe vind je …?'.",
        asked=True,
        readers=CLIENT,
        unless=_PLAIN_NOT,
    ),
    Rule(
        "double_negation",
        pattern(rf"{NOT.pattern}.*{NOT.pattern}"),
        "One sentence denies twice: '{found}'.",
        "Say what is so.",
        unless=any_of("of", "en"),
    ),
    Rule(
        "frequency",
        any_of(*_COUNTED),
        "'{found}' asks for counting back, which many people cannot do.",
        "Ask how it is now: 'Hoe vind je …?'.",
        asked=True,
    ),
    Rule(
        "comparison",
        any_of(*_COMPARING),
        "'{found}' asks to compare, which takes remembering two things.",
        "Ask how it is now, and whether it stays like this.",
        asked=True,
        unless=any_of("kan beter", "kunnen beter", "het beter kan"),
    ),
    Rule(
        "agree",
        any_of("eens of oneens", "mee eens", "oneens", "in hoeverre", "stellingen?", "ik ben tevreden"),
        "'{found}' asks to agree; people then tend to say yes.",
        "Make it a question with both ends shown: 'Hoe vind je …?'.",
        asked=True,
    ),
    Rule(
        "agree",
        pattern(r"^(?:ik|mijn|wij|we|ons|onze)\b[^?]*$"),
        "This is a statement, not a question: people then tend to say yes.",
        "Make it a question with both ends shown: 'Hoe vind je …?'.",
        asked=True,
        whole=True,
    ),
    Rule(
        "yes_no",
        pattern(rf"^(?!(?:{'|'.join(_ASKED_OPENLY)})\b).*\b(?:{'|'.join(_GOOD)})\b.*\?$"),
        "The question asks for a judgement with a bare yes or no; people then tend to say yes.",
        "Show both ends: 'Hoe vind je …?'.",
        asked=True,
        unless=any_of("of"),
    ),
    Rule(
        "two_questions",
        pattern(r"^hoe\b.*\ben (?:de|het|een|je|jouw|uw|mijn|jullie|hoe|wat)\b.*\?$"),
        "Two things are asked in one sentence.",
        "Ask one of them, or make two questions.",
        asked=True,
    ),
    Rule(
        "passive",
        pattern(rf"\b(?:word|wordt|worden|werd|werden)\b(?=.*?\b(?!(?:{'|'.join(_NO_PARTICIPLE)})\b){_PARTICIPLE}\b)"),
        "'{found}' hides who does it.",
        "Say who does it: 'De begeleiding helpt je.'.",
    ),
    Rule(
        "idiom",
        any_of(*_IDIOMS),
        "'{found}' does not mean what it says.",
        "Say it in plain words.",
        levels=frozenset({A2.name}),
    ),
    Rule(
        "address",
        any_of("u", "uw", "uzelf"),
        "The text says 'je', and here '{found}'.",
        "Say 'je' and 'jouw', or give the text the tag '-x-u'.",
        address=Address.JE,
    ),
    Rule(
        "address",
        any_of("je", "jij", "jouw", "jou", "jezelf"),
        "The text says 'u', and here '{found}'.",
        "Say 'u' and 'uw'.",
        address=Address.U,
    ),
    Rule("word", any_of("klant", "klanten"), "'{found}' is not our word.", "Say 'cliënt'; to a client 'je'."),
    Rule(
        "word",
        any_of("afnemen", "afneemt", "afgenomen", "afname"),
        "A talk is not '{found}'.",
        "Say 'praten', 'vragen' or 'een gesprek hebben'.",
    ),
    Rule(
        "word",
        any_of("weigering", "weigeren", "weigert", "geweigerd"),
        "'{found}' blames who makes a choice.",
        "Say 'wilde liever niet'.",
    ),
    Rule(
        "word",
        any_of("niet in staat"),
        "'{found}' blames the person for a form that does not fit.",
        "Say 'geen passende vorm gevonden'.",
    ),
    Rule("word", any_of("onderdrukking", "onderdrukt"), "'{found}' is not our word.", "Say 'afgeschermd'."),
    Rule(
        "word",
        any_of("dagbesteding"),
        "Clients do not call it '{found}'.",
        "Say 'jouw werk' or 'jouw dag'.",
        readers=CLIENT,
    ),
    Rule(
        "word",
        any_of("mentor"),
        "'{found}' is a person of the law to some and the own support worker to others.",
        "Say 'begeleider', or 'wettelijke mentor'.",
        unless=any_of(r"wettelijke? (?:vertegenwoordiger )?\(?mentor"),
    ),
    Rule(
        "better",
        pattern(r"\bkan (?:het )?(?:altijd )?(?:nog )?beter\b|\bkunnen (?:we |wij )?(?:\w+ )?beter\b|\bbeter kan\b"),
        "'{found}' says that it is not good as it is, and drives people away.",
        "Ask: 'Blijft het zo? Of wil je iets anders?'.",
    ),
    Rule(
        "better",
        pattern(r"\bwaarom (?:geen|niet)\b.*(?:\b(?:hoger|lager|meer|minder|tien)\b|\b10\b)"),
        "'{found}' asks to defend an answer.",
        "Ask: 'Wat gaat hier al goed?'.",
    ),
)
