"""The sentences of the checks of fairness (convention §24, §29).

A flag is something to look at. No sentence says why a proposal was handed in as it was.
"""

WORDS: dict[str, tuple[str, str]] = {
    "result_pass": ("inget att titta på", "nothing to look at"),
    "result_flag": ("att titta på", "to look at"),
    "result_unknown": ("inte avgjort", "not settled"),
    "title_looks": ("Namn, ordning och avsändare", "Names, order and sender"),
    "title_doubled": ("Samma sak två gånger", "The same thing twice"),
    "title_split": ("Delat i flera", "Divided into several"),
    "title_bundled": ("Hopslaget med annat", "Joined with another"),
    "title_estimates": ("Kalkyler långt från andra", "Estimates far from others"),
    "title_thresholds": ("Värden strax innanför en gräns", "Values just inside a threshold"),
    "title_mandated": ("Beslutat i förväg", "Decided beforehand"),
    "looks": (
        "Valet gjordes om med andra namn, omvänd ordning och utan uppgift om vem som bett om förslagen.",
        "The choice was made again with other names, the order reversed and nothing said of who asked for the "
        "proposals.",
    ),
    "looks_same": (
        "Samma utslag för {proposals} förslag, samma värde för {versions} versioner och samma plan.",
        "The same verdicts on {proposals} proposals, the same values of {versions} versions, and the same plan.",
    ),
    "looks_open": (
        "Samma utslag för {proposals} förslag och samma värde för {versions} versioner. Planen är inte bevisad och "
        "jämförs inte.",
        "The same verdicts on {proposals} proposals and the same values of {versions} versions. The plan is not proved "
        "and is not compared.",
    ),
    "looks_without": (
        "Samma utslag för {proposals} förslag och samma värde för {versions} versioner, och inte heller då någon plan.",
        "The same verdicts on {proposals} proposals and the same values of {versions} versions, and no plan then "
        "either.",
    ),
    "looks_moved": (
        "Något blev annorlunda: {what}. Det är ett fel i programmet.",
        "Something changed: {what}. That is a defect of the program.",
    ),
    "moved_verdicts": ("utslagen", "the verdicts"),
    "moved_values": ("värdena", "the values"),
    "moved_plan": ("planen", "the plan"),
    "twins_none": ("Inga två förslag har samma siffror.", "No two proposals have the same figures."),
    "twins": (
        "{names} har samma siffror och söker tillsammans {granted}.",
        "{names} have the same figures and ask for {granted} together.",
    ),
    "parts_none": (
        "Inga förslag skiljer sig bara i storlek.",
        "No proposals differ in size alone.",
    ),
    "parts": (
        "{names} skiljer sig bara i storlek, som {shares} av en helhet, och söker tillsammans {granted}.",
        "{names} differ in size alone, as {shares} of one whole, and ask for {granted} together.",
    ),
    "alike_chosen": ("Av dem ingår {names} i planen.", "Of these {names} are in the plan."),
    "alike_breaks": (
        "Var för sig uppfyller de {criteria}, men inte som ett förslag.",
        "Each of them meets {criteria}, but not as one proposal.",
    ),
    "copies_none": (
        "Inget av {tried} förslag utanför planen kommer in av att lämnas in en gång till under annat namn.",
        "None of {tried} proposals outside the plan gets in by being handed in once more by another name.",
    ),
    "copies_one": (
        "{name} hade kommit in om det lämnats in två gånger; planen hade då räknats som värd {gain} mer.",
        "{name} would have come in if handed in twice; the plan would then have counted as worth {gain} more.",
    ),
    "copies_more": ("Ytterligare {n} hade också kommit in så.", "Another {n} would also have come in that way."),
    "twice": (
        "Av {in_plan} i planen hade minst {n} beviljats två gånger om ingen märkt att det är samma sak. Därför jämförs "
        "alla förslag par för par.",
        "Of {in_plan} in the plan at least {n} would have been granted twice if nobody had noticed that it is the same "
        "thing. That is why all proposals are compared pair by pair.",
    ),
    "escapes": (
        "{name} uppfyller inte {criteria}, men två halvor av det hade gjort det.",
        "{name} does not meet {criteria}, but two halves of it would have.",
    ),
    "halves_none": (
        "Inget av {tried} förslag utanför planen kommer in till hälften.",
        "None of {tried} proposals outside the plan gets in by half.",
    ),
    "halves_one": (
        "Halva {name} hade kommit in; planen hade då varit värd {gain} mer.",
        "Half of {name} would have come in; the plan would then have been worth {gain} more.",
    ),
    "halves_more": (
        "Ytterligare {n} hade också kommit in till hälften.",
        "Another {n} would also have come in by half.",
    ),
    "rides_none": (
        "Inget av {tried} förslag utanför planen hade kommit med av att vara ett förslag tillsammans med något i den.",
        "None of {tried} proposals outside the plan would have come in by being one proposal with some in it.",
    ),
    "rides_one": (
        "{name} hade kommit med om det varit ett förslag tillsammans med {carrier}; planen hade då varit värd {loss} "
        "mindre.",
        "{name} would have come in as one proposal with {carrier}; the plan would then have been worth {loss} less.",
    ),
    "rides_more": (
        "Sammanlagt gäller det {n} av {tried} utanför planen.",
        "In all this goes for {n} of {tried} outside the plan.",
    ),
    "at_least": ("minst {amount}", "at least {amount}"),
    "at_most": ("högst {amount}", "at most {amount}"),
    "left_out": (
        "{n} prövades inte: de måste ingå, hör ihop med andra eller säger själva vilka de når.",
        "{n} were not tried: they must be in, belong together with others, or say themselves whom they reach.",
    ),
    "unsettled": ("Hann inte avgöras: {names}.", "Not settled in the time: {names}."),
    "only_proved": (
        "Prövas bara på en plan som är bevisad och vald för förväntat värde.",
        "Tried only on a plan that is proved and chosen for expected value.",
    ),
    "estimates_round": (
        "Nettonuvärdet per {krona} av kostnaden jämförs med omgångens median, {centre}.",
        "Net present value per {krona} of cost is compared with the median of the round, {centre}.",
    ),
    "estimates_experience": (
        "Nettonuvärdet per {krona} av kostnaden jämförs med erfarenheten av varje slags förslag.",
        "Net present value per {krona} of cost is compared with the experience of each kind of proposal.",
    ),
    "estimates_none": (
        "Inget av {compared} ligger {limit} standardavvikelser eller mer därifrån.",
        "None of {compared} is {limit} standard deviations or more away.",
    ),
    "estimates_far_above": (
        "{name}: {each}, som är {distance} standardavvikelser över {centre}.",
        "{name}: {each}, which is {distance} standard deviations above {centre}.",
    ),
    "estimates_far_below": (
        "{name}: {each}, som är {distance} standardavvikelser under {centre}.",
        "{name}: {each}, which is {distance} standard deviations below {centre}.",
    ),
    "estimates_few": (
        "Kalkylerna är för få eller för lika för att något ska sticka ut, och ingen erfarenhet är angiven: {compared} "
        "har både kostnad och pris på effekter.",
        "The estimates are too few or too alike for any to stand out, and no experience is stated: {compared} have "
        "both a cost and a price of effects.",
    ),
    "no_limit": (
        "Vad som är långt, nära eller mycket är inte beslutat.",
        "What is far, near or much has not been decided.",
    ),
    "near_none": (
        "Av {compared} jämförda värden ligger inget inom {share} på rätt sida om sin gräns.",
        "Of {compared} values compared none lies within {share} on the right side of its threshold.",
    ),
    "near_one": (
        "{name}: {field} är {value} och gränsen {threshold} ({criterion}).",
        "{name}: {field} is {value} and the threshold {threshold} ({criterion}).",
    ),
    "near_beyond": (
        "Lika nära på fel sida ligger {beyond}.",
        "As near on the wrong side: {beyond}.",
    ),
    "mandated_none": ("Inget i planen är beslutat i förväg.", "Nothing in the plan is decided beforehand."),
    "mandated": (
        "{names} måste ingå: {granted} av planens {whole}, {share}.",
        "{names} must be in: {granted} of the plan's {whole}, {share}.",
    ),
    "mandated_bare": (
        "{names} måste ingå.",
        "{names} must be in.",
    ),
    "mandated_limit": ("Mycket är {limit} eller mer.", "Much is {limit} or more."),
    "no_plan": ("Det finns ingen plan.", "There is no plan."),
    "and": (" och ", " and "),
    "more": ("{names} och {n} till", "{names} and {n} more"),
    "per_krona": ("{x} per {krona}", "{x} per {krona}"),
}
