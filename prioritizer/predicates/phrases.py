"""The phrases that conditions and limits are made of, in Swedish and English."""

from collections.abc import Mapping

from prioritizer.model.rules import Op

Phrase = tuple[str, str]
"""The same phrase in Swedish and in English."""

YES: Phrase = ("ja", "yes")
NO: Phrase = ("nej", "no")
MISSING: Phrase = ("saknas", "missing")
EMPTY: Phrase = ("inget", "none")
AND: Phrase = ("och", "and")
OR: Phrase = ("eller", "or")
NOR: Phrase = ("eller", "nor")
ALWAYS: Phrase = ("alltid", "always")
NEVER: Phrase = ("aldrig", "never")
NO_NUMBER: Phrase = ("[{title}: inget värde gäller]", "[{title}: no value in force]")

IS_GIVEN: Phrase = ("uppgift om {field} finns", "{field} is stated")
OPS: Mapping[Op, Phrase] = {
    Op.AT_MOST: ("{field} är högst {value}", "{field} is at most {value}"),
    Op.AT_LEAST: ("{field} är minst {value}", "{field} is at least {value}"),
    Op.ABOVE: ("{field} är över {value}", "{field} is above {value}"),
    Op.BELOW: ("{field} är under {value}", "{field} is below {value}"),
    Op.EQUALS: ("{field} är {value}", "{field} is {value}"),
    Op.DIFFERS: ("{field} är något annat än {value}", "{field} is other than {value}"),
    Op.ONE_OF: ("{field} är bland {value}", "{field} is among {value}"),
    Op.NONE_OF: ("{field} är inte bland {value}", "{field} is not among {value}"),
}
ANSWERS: Mapping[Op, Phrase] = {
    Op.EQUALS: ("svaret på {field} är {value}", "the answer to {field} is {value}"),
    Op.DIFFERS: ("svaret på {field} är inte {value}", "the answer to {field} is not {value}"),
}
LISTS: Mapping[Op, Phrase] = {
    Op.EQUALS: ("bland {field} finns {value}", "{field} include {value}"),
    Op.DIFFERS: ("bland {field} finns inte {value}", "{field} do not include {value}"),
}
MEMBERS: Mapping[tuple[Op, str], Phrase] = {
    (Op.ONE_OF, "none"): ("{field} är ett av noll godtagna svar", "{field} is one of no accepted answers"),
    (Op.ONE_OF, "one"): ("{field} är {value} och inget annat", "{field} is {value} and nothing else"),
    (Op.ONE_OF, "several"): ("{field} är antingen {value}", "{field} is either {value}"),
    (Op.NONE_OF, "none"): ("{field} är vad som helst", "{field} is anything at all"),
    (Op.NONE_OF, "one"): ("{field} är inte {value}", "{field} is not {value}"),
    (Op.NONE_OF, "several"): ("{field} är varken {value}", "{field} is neither {value}"),
}
MEMBERS_OF_LISTS: Mapping[tuple[Op, str], Phrase] = {
    (Op.ONE_OF, "none"): (
        "bland {field} finns ett av noll godtagna svar",
        "{field} include one of no accepted answers",
    ),
    (Op.ONE_OF, "one"): ("bland {field} finns åtminstone {value}", "{field} include at least {value}"),
    (Op.ONE_OF, "several"): ("bland {field} finns {value}", "{field} include {value}"),
    (Op.NONE_OF, "none"): ("bland {field} finns vad som helst", "{field} include anything at all"),
    (Op.NONE_OF, "one"): ("bland {field} saknas {value}", "{field} leave out {value}"),
    (Op.NONE_OF, "several"): ("bland {field} finns varken {value}", "{field} include neither {value}"),
}
NOT: Phrase = ("det stämmer inte att {part}", "it is not so that {part}")
IF_THEN: Phrase = ("om {condition} gäller att {then}", "if {condition} then {then}")

ALL_OF_THIS: Phrase = ("Allt detta gäller:", "All of this holds:")
SOME_OF_THIS: Phrase = ("Minst ett av detta gäller:", "At least one of these holds:")
NOT_THIS: Phrase = ("Detta gäller inte:", "This does not hold:")
IF_THIS: Phrase = ("Om detta gäller:", "If this holds:")
THEN_THIS: Phrase = ("så gäller också detta:", "then this holds as well:")

RELATIONS: Mapping[str, Phrase] = {
    "together": ("Alla eller inget av {names} väljs.", "All or none of {names} are chosen."),
    "exclusive": ("{names} utesluter varandra.", "{names} exclude each other."),
    "at_most_one_of": ("Högst ett av {names} väljs.", "At most one of {names} is chosen."),
    "requires": ("{first} väljs bara om {others} väljs.", "{first} is chosen only if {others} is chosen."),
}
REQUIRES_SEVERAL: Phrase = (
    "{first} väljs bara om {others} alla väljs.",
    "{first} is chosen only if {others} are all chosen.",
)

BOUNDS: Mapping[Op, Phrase] = {
    Op.AT_MOST: ("högst {value}", "at most {value}"),
    Op.AT_LEAST: ("minst {value}", "at least {value}"),
    Op.ABOVE: ("mer än {value}", "more than {value}"),
    Op.BELOW: ("mindre än {value}", "less than {value}"),
    Op.EQUALS: ("exakt {value}", "exactly {value}"),
}
COUNTS: Mapping[Op, Phrase] = {
    **BOUNDS,
    Op.ABOVE: ("fler än {value}", "more than {value}"),
    Op.BELOW: ("färre än {value}", "fewer than {value}"),
}
ONE_PROPOSAL: Phrase = ("{value} förslag", "{value} proposal")
PROPOSALS: Phrase = ("{value} förslag", "{value} proposals")
WHERE: Phrase = (" där {where}", " where {where}")
COUNTED: Phrase = (", räknat på förslag där {where}", ", counting proposals where {where}")

# A share: of the plan's kronor, of a key's own kronor, or of the envelope.
SHARE: Phrase = (
    "Av de beviljade kronorna går {bound} till förslag{where}.",
    "Of the granted kronor, {bound} go to proposals{where}.",
)
SHARE_WITHIN: Phrase = (
    "Av de beviljade kronorna {by} går {bound} till förslag{where}.",
    "Of the granted kronor {by}, {bound} go to proposals{where}.",
)
SHARE_PART: Mapping[str, Phrase] = {
    "fund": (
        "Av alla beviljade kronor kommer {bound} ur varje fond.",
        "Of all granted kronor, {bound} come from each fund.",
    ),
    "year": (
        "Av alla beviljade kronor faller {bound} på varje år.",
        "Of all granted kronor, {bound} fall in each year.",
    ),
    "payer": (
        "Av alla beviljade kronor går {bound} till det som varje kassa är med och betalar.",
        "Of all granted kronor, {bound} go to what each purse helps to pay for.",
    ),
    "goals": (
        "Av alla beviljade kronor går {bound} till varje mål.",
        "Of all granted kronor, {bound} go to each goal.",
    ),
    "levels_reached": (
        "Av alla beviljade kronor går {bound} till varje nivå av effekter.",
        "Of all granted kronor, {bound} go to each level of effects.",
    ),
}
SHARE_PART_OF_FIELD: Phrase = (
    "Av alla beviljade kronor går {bound} till varje {field}.",
    "Of all granted kronor, {bound} go to each {field}.",
)
SHARE_ENVELOPE: Phrase = (
    "Av hela ramen går {bound} till förslag{where}.",
    "Of the whole envelope, {bound} go to proposals{where}.",
)
SHARE_ENVELOPE_BY: Phrase = (
    "{by} går {bound} av hela ramen till förslag{where}.",
    "{by}, {bound} of the whole envelope go to proposals{where}.",
)
COUNT: Phrase = ("Planen har {bound}{where}.", "The plan has {bound}{where}.")
COUNT_BY: Phrase = ("{by} har planen {bound}{where}.", "{by}, the plan has {bound}{where}.")
COUNT_BY_FUND: Phrase = (
    "Varje fond är med och betalar {bound}{where}.",
    "Each fund helps to pay for {bound}{where}.",
)
GRANTED: Phrase = ("Planen beviljar {bound}{to}.", "The plan grants {bound}{to}.")
GRANTED_BY: Phrase = ("{by} beviljar planen {bound}{to}.", "{by}, the plan grants {bound}{to}.")
TO: Phrase = (" till förslag där {where}", " to proposals where {where}")
SUM: Phrase = ("I hela planen är {subject} {bound}{counted}.", "In the whole plan, {subject} is {bound}{counted}.")
SUM_BY: Phrase = ("{by} är {subject} {bound}{counted}.", "{by}, {subject} is {bound}{counted}.")

WORST_MEAN: Phrase = (
    "I de sämsta {edge} av utfallen är planens nettonuvärde i medeltal {bound}.",
    "In the worst {edge} of outcomes, the plan's net present value is on average {bound}.",
)
CHANCE_BELOW: Phrase = (
    "Sannolikheten att planens nettonuvärde är under {edge} är {bound}.",
    "The chance that the plan's net present value is below {edge} is {bound}.",
)

SUM_OF: Phrase = ("summan av {what}", "the sum of {what}")
SUBJECTS: Mapping[str, Phrase] = {
    "own_return": (
        "den egna kassans resultat i hemtagna pengar",
        "the own purse's result in money taken home",
    ),
    "purse_return": (
        "kassans resultat i hemtagna pengar, på det den är med och betalar,",
        "that purse's result in money taken home, on what it helps to pay for,",
    ),
    "net_present_value": ("det sammanlagda nettonuvärdet", "the total net present value"),
}
BY: Mapping[str, Phrase] = {
    "fund": ("ur varje fond", "from each fund"),
    "year": ("under varje år", "in each year"),
    "payer": ("för varje kassa som betalar något", "for each purse that pays something"),
    "goals": ("för varje mål", "for each goal"),
    "levels_reached": ("för varje nivå av effekter", "for each level of effects"),
}
FOR_EACH_FUND: Phrase = ("för varje fond", "for each fund")
BY_FIELD: Phrase = ("för varje {field}", "for each {field}")
