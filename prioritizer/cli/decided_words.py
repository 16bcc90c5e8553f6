"""What the screen says of a plan that somebody else decided (convention §21)."""

DECIDED_WORDS: dict[str, tuple[str, str]] = {
    "and": ("och", "and"),
    "decided_plan": (
        "Den beslutade planen: {n} förslag, {granted} beviljas, värd {worth}.",
        "The decided plan: {n} proposals, {granted} granted, worth {worth}.",
    ),
    "decided_barred": (
        "{name} avvisas i urvalet, eftersom ett ska-krav inte är uppfyllt, och räknas inte med.",
        "{name} is barred, since a must criterion is not met, and is not counted.",
    ),
    "decided_returned": (
        "{name} återlämnas för komplettering och räknas inte med.",
        "{name} is returned for what is missing, and is not counted.",
    ),
    "decided_refused": (
        "{name} kan inte beviljas i den versionen och räknas inte med.",
        "{name} cannot be granted in that version, and is not counted.",
    ),
    "decided_breaks": ("Den håller inte dessa villkor: {limits}.", "It does not keep to these limits: {limits}."),
    "decided_less": (
        "Den bästa planen inom villkoren är värd {best}. Den beslutade är värd {amount} mindre.",
        "The best plan within the limits is worth {best}. The decided one is worth {amount} less.",
    ),
    "decided_less_open": (
        "Den bästa plan inom villkoren som hittats är värd {best}. Den beslutade är värd minst {amount} mindre.",
        "The best plan found within the limits is worth {best}. The decided one is worth at least {amount} less.",
    ),
    "decided_priority": (
        "För att den beslutade planen ska vara den bästa måste varje beviljad krona räknas som värd mer än kalkylen "
        "säger: {parts}.",
        "For the decided plan to be the best, each granted krona must count as worth more than the appraisal says: "
        "{parts}.",
    ),
    "decided_part": ("{more} mer om den går till {of}", "{more} more if it goes to {of}"),
    "decided_more": (
        "Den bästa planen inom villkoren är värd {best}. Den beslutade är värd {amount} mer.",
        "The best plan within the limits is worth {best}. The decided one is worth {amount} more.",
    ),
    "decided_same": (
        "Ingen plan inom villkoren är värd mer.",
        "No plan within the limits is worth more.",
    ),
    "decided_enters": ("I den bästa planen ingår också: {names}.", "The best plan also has: {names}."),
    "decided_leaves": ("I den ingår inte: {names}.", "It does not have: {names}."),
    "decided_changed": ("I annan version eller start: {names}.", "In another version or start: {names}."),
    "decided_least": (
        "Mindre räcker inte: av alla tillägg på {field} som gör den beslutade planen bäst är summan av dessa lägst.",
        "Less is not enough: of all additions on {field} that make the decided plan the best, these add up to the "
        "least.",
    ),
    "decided_none": (
        "Inget tillägg på {field} gör den beslutade planen bäst.",
        "No addition on {field} makes the decided plan the best.",
    ),
    "decided_none_best": (
        "Den bästa planen är värd mer hur tilläggen än sätts: den ger minst lika mycket till allt de kan sättas på.",
        "The best plan is worth more whatever the additions are: it gives at least as much to all that they can be on.",
    ),
    "decided_none_other": (
        "En plan är värd mer hur tilläggen än sätts. I den kommer detta in: {enters}; och detta utgår: {leaves}.",
        "One plan is worth more whatever the additions are. In it these come in: {enters}; and these leave: {leaves}.",
    ),
    "decided_none_several": (
        "Det som lyfter den över en plan lyfter en annan över den.",
        "What lifts it above one plan lifts another above it.",
    ),
    "decided_needless": (
        "Det behövs inget tillägg på {field} för att den ska vara den bästa.",
        "No addition on {field} is needed for it to be the best.",
    ),
    "decided_unsettled": (
        "Vilka tillägg på {field} som hade gjort den bäst hann inte avgöras.",
        "Which additions on {field} would have made it the best was not settled in the time.",
    ),
    "decided_without_limits": (
        "Det gäller om villkoren som den inte håller inte fanns.",
        "That is so if the limits that it does not keep to were not there.",
    ),
}
