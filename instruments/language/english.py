"""What an English text should not say: the rules of the Dutch texts that do not hang on Dutch."""

from instruments.language.rules import PLACE_FIRST, Rule, any_of, pattern

RULES: tuple[Rule, ...] = (
    PLACE_FIRST,
    Rule(
        "frequency",
        any_of("how often", "how many times", "usually", "how regularly"),
        "'{found}' asks for counting back, which many people cannot do.",
        "Ask how it is now: 'How do you like …?'.",
        asked=True,
    ),
    Rule(
        "comparison",
        any_of("compared (?:to|with)", r"(?:better|worse|more|less) than", r"last (?:year|month|week|time)"),
        "'{found}' asks to compare, which takes remembering two things.",
        "Ask how it is now, and whether it stays like this.",
        asked=True,
    ),
    Rule(
        "agree",
        any_of("agree or disagree", "do you agree", "to what extent", "i am satisfied", "i am happy"),
        "'{found}' asks to agree; people then tend to say yes.",
        "Make it a question with both ends shown: 'How do you like …?'.",
        asked=True,
    ),
    Rule(
        "yes_no",
        pattern(
            r"^(?:are|do|does|is) (?:you|it|they) (?:like\b|.*\b(?:satisfied|happy|enjoy|pleased|safe|good)\b).*\?$"
        ),
        "The question asks for a judgement with a bare yes or no; people then tend to say yes.",
        "Show both ends: 'How do you like …?'.",
        asked=True,
        unless=any_of("or"),
    ),
)
