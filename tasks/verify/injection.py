"""Text that gives orders to a model. Documents are data: such text changes nothing, and quotes beside it are not taken.

Patterns of orders in Dutch and English, kept narrow: administrative prose speaks of instructions and models too.
"""

from __future__ import annotations

import re

_ORDERS = (
    # forget what you were told
    r"\b(?:negeer|vergeet|sla)\s+(?:(?!niet\b|nooit\b)\w+\s+){0,4}"
    r"(?:instructies?|opdracht(?:en)?|aanwijzingen|regels|prompt)\b",
    r"\b(?:negeer|vergeet)\s+(?:het\s+(?:voorgaande|voorafgaande|bovenstaande)|"
    r"alles\s+(?:\w+\s+){0,3}(?:hierboven|hiervoor|hiervóór))\b",
    r"(?<!not )(?<!n't )(?<!n’t )(?<!never )\b(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,4}"
    r"(?:instructions?|prompts?|rules|guidelines|above)\b",
    # you are a model
    r"\b(?:jij|je|u)\s+bent\s+(?:nu\s+)?een\s+(?:ai|taalmodel|assistent|classificatiemodel|chatbot)\b",
    r"\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+)?(?:ai|llm|language\s+model|assistant|classifier|chatbot)\b",
    r"\b(?:aan|voor)\s+(?:het|de|elk|ieder)\s+(?:ai|taalmodel|ai-model|ai-assistent|llm)(?![-\w])",
    r"\b(?:note|message|attention)\s+(?:to|for)\s+(?:the\s+)?(?:ai|llm|model|language\s+model|assistant)\b",
    r"\bals\s+(?:ai|taalmodel|ai-model|llm)\s+(?:moet|dien|hoor)",
    # judge it so
    r"\b(?:beoordeel|classificeer|label|markeer|scoor|waardeer)\s+(?:\w+\s+){0,6}(?:als|met)\s+['\"‘“]?"
    r"(?:hoog|midden|laag|uitvoering|beproefd|bewijs|evidence|true)\b",
    r"\b(?:geef|ken)\s+(?:\w+\s+){0,6}(?:score|niveau|label|oordeel)\s+(?:\w+\s+){0,2}['\"‘“]?(?:hoog|beproefd|uitvoering)\b",
    r"\b(?:classify|label|rate|score|mark|judge)\s+(?:\w+\s+){0,6}as\s+['\"‘“]?"
    r"(?:high|hoog|evidence|implemented|uitvoering|beproefd|true)\b",
    r"\b(?:return|answer|respond|output)\s+(?:\w+\s+){0,3}(?:only|with)\s+.{0,20}(?:json|\{|evidence|hoog|beproefd)",
    r"\bantwoord\s+(?:(?:altijd|dan|nu|hier)\s+)?(?:alleen|uitsluitend|enkel|met)\s+(?:(?:met|in|de|het)\s+){0,2}"
    r"['\"‘“]?(?:json|\{|evidence|hoog|beproefd|uitvoering)(?!\w)",
    # the marks of a conversation
    r"<\s*/?\s*(?:system|assistant|user|im_start|im_end|instructions?)\s*\|?>|<\|\w+\|>|\[/?INST\]",
    r"\b(?:system|systeem)[\s-]?prompt\b",
)
_ORDER = re.compile("|".join(_ORDERS), re.IGNORECASE)


def gives_orders(text: str) -> bool:
    """Whether the text orders a model about, anywhere in it."""
    return _ORDER.search(" ".join(text.split())) is not None
