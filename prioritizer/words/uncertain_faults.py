"""What is wrong in an uncertain number, an effect size or what is shared, in Swedish and English."""

UNCERTAIN_FAULTS: dict[str, tuple[str, str]] = {
    # Distributions
    "spread_lacks": (
        "«{key}» saknas. Fördelningen {shape} skrivs med {keys}.",
        "'{key}' is missing. The distribution {shape} is written with {keys}.",
    ),
    "spread_other_key": (
        "«{key}» hör inte till fördelningen {shape}, som skrivs med {keys}. Ta bort uppgiften, eller ändra shape.",
        "'{key}' does not belong to the distribution {shape}, which is written with {keys}. Remove it, or change "
        "shape.",
    ),
    "ends_backwards": (
        "low är {low} och high {high}. Byt plats på dem.",
        "low is {low} and high {high}. Let them change places.",
    ),
    "interval_outside": (
        "{interval} går inte som interval, den del av chansen som ligger mellan low och high. Skriv mer än 0 och "
        "mindre än 100 %, till exempel 95 %.",
        "{interval} cannot be an interval, the part of the chance that lies between low and high. Write more than 0 "
        "and less than 100 %, such as 95 %.",
    ),
    "lognormal_from_zero": (
        "En lognormal fördelning har bara tal över noll, men low är {low}. Höj low, eller skriv shape: normal.",
        "A lognormal distribution has only numbers above zero, but low is {low}. Raise low, or write shape: normal.",
    ),
    "interval_leaves_share": (
        "{value} är ingen andel, så intervallet i fördelningen {shape} når utanför 0–100 %. Skriv {{successes, of}} om "
        "andelen är uppmätt, annars {{low, likely, high}}.",
        "{value} is no share, so the interval of the {shape} distribution reaches outside 0–100 %. Write "
        "{{successes, of}} if the share was measured, else {{low, likely, high}}.",
    ),
    "successes_above": (
        "{successes} av {trials} är fler än alla. Kontrollera successes och of.",
        "{successes} of {trials} is more than all. Check successes and of.",
    ),
    "successes_none_or_all": (
        "{successes} av {trials} säger inte hur osäker andelen är: det som inte har setts kan ändå hända. Skriv "
        "{{low, likely, high}} i stället.",
        "{successes} of {trials} does not say how uncertain the share is: what has not been seen can still happen. "
        "Write {{low, likely, high}} instead.",
    ),
    "successes_of_no_share": (
        "Med successes och of anges en andel, men här väntades ett tal av annat slag. Skriv {{low, likely, high}}.",
        "With successes and of a share is given, but another kind of number was expected here. Write "
        "{{low, likely, high}}.",
    ),
    "chances_not_one": (
        "Chanserna blir tillsammans {sum}. De ska bli precis 100 %.",
        "The chances add up to {sum}. They must add up to exactly 100 %.",
    ),
    # Effect sizes
    "no_effect_size": (
        "Effekten saknar storlek. Skriv en av {choices}.",
        "The effect has no size. Write one of {choices}.",
    ),
    "two_effect_sizes": (
        "Effektens storlek är redan angiven som {first}. Ha kvar den ena av {first} och {second}.",
        "The size of the effect is already stated as {first}. Keep one of {first} and {second}.",
    ),
    "risk_with_mean_difference": (
        "Med mean_difference räknas enheter per deltagare, utan andelar. Ta bort risk_without, eller skriv "
        "risk_difference.",
        "With mean_difference units per participant are counted, without shares. Remove risk_without, or write "
        "risk_difference.",
    ),
    "effect_without_comparison": (
        "Effekten är inte jämförd med något. Skriv i förslagets comparison vad som händer utan insatsen, till exempel "
        "«comparison: dagens öppenvård» (konvention §6).",
        "The effect is not compared with anything. Write in the proposal's comparison what happens without the "
        "measure, such as 'comparison: present outpatient care' (convention §6).",
    ),
    # Common factors
    "factor_of_appraised": (
        "«{key}» är känt först när förslagen är värderade, och en gemensam faktor behövs för att värdera dem. Välj ett "
        "fält som förslagen själva anger.",
        "'{key}' is known only when the proposals are appraised, and a common factor is needed to appraise them. "
        "Choose a field that the proposals state themselves.",
    ),
}
"""Fault code to the sentence in Swedish and in English; gaps in braces are filled from `Fault.values`."""
