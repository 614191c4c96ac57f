"""Words that say that something is decided or being made: judging counts them, verification looks for one."""

PLANNED = (
    r"\b(?:gaan|gaat|zal|zullen|wordt|worden) (?:\w+ ){0,6}(?:opgesteld|uitgewerkt|ingericht|aangeschaft|ontwikkeld|"
    r"gemaakt|vastgesteld|uitgevoerd|geplaatst|aangewezen|onderzocht)\b",
    r"\b(?:in ontwikkeling|in voorbereiding|plan van aanpak|pilot|proef loopt|projectplan|planning|komend jaar|"
    r"volgend jaar|kwartaal|budget|krediet|reserveren|beschikbaar gesteld|opdracht verleend|werkgroep)\b",
)
