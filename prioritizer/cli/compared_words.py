"""What the screen says of two plans beside each other."""

COMPARED_WORDS: dict[str, tuple[str, str]] = {
    "before": ("Före", "Before"),
    "after": ("Efter", "After"),
    "side": (
        "{which}, «{title}»: {n} förslag, {granted} beviljas, värd {worth}.",
        "{which}, '{title}': {n} proposals, {granted} granted, worth {worth}.",
    ),
    "side_without": (
        "{which}, «{title}»: ingen plan klarar villkoren.",
        "{which}, '{title}': no plan meets the limits.",
    ),
    "side_unknown": (
        "{which}, «{title}»: ingen plan hann hittas.",
        "{which}, '{title}': no plan was found in the time.",
    ),
    "more": ("Planen efter är värd {amount} mer.", "The plan after is worth {amount} more."),
    "less": ("Planen efter är värd {amount} mindre.", "The plan after is worth {amount} less."),
    "same": ("Planerna är lika mycket värda.", "The plans are worth as much."),
    "other_prices": (
        "Värdena står i olika års priser, {before} och {after}, och kan inte jämföras rakt av.",
        "The values are in prices of different years, {before} and {after}, and cannot be compared as they stand.",
    ),
    "enters": ("Kommer in: {names}.", "Come in: {names}."),
    "leaves": ("Utgår: {names}.", "Leave: {names}."),
    "changed": ("I annan version eller start: {names}.", "In another version or start: {names}."),
    "same_plan": ("Samma förslag i samma versioner.", "The same proposals in the same versions."),
    "nothing": ("Inget som kan påverka valet skiljer sig.", "Nothing that can move the choice differs."),
    "caused": (
        "Vad som är ändrat, och vad det gör med planens värde:",
        "What is changed, and what it does to the value:",
    ),
    "only_inputs": ("Vad som är ändrat:", "What is changed:"),
    "part": ("{kronor}  {what}", "{kronor}  {what}"),
    "unknown_part": ("okänt", "unknown"),
    "alone": ("Ensamt: {what}", "Alone: {what}"),
    "alone_without": (
        "Ensamt: då klarar ingen plan villkoren.",
        "Alone: no plan then meets the limits.",
    ),
    "alone_unanswered": (
        "Ensamt: kan inte avgöras, eftersom en regel då frågar efter något som inte finns.",
        "Alone: cannot be decided, since a rule then asks for what is not there.",
    ),
    "alone_nothing": ("Ensamt: samma plan.", "Alone: the same plan."),
    "way_shapley": (
        "Delarna är vad varje ändring i genomsnitt tillför över alla ordningar som de kan göras i (Shapley); de "
        "summerar till skillnaden.",
        "The parts are what each change adds on average over all orders in which they can be made (Shapley); they add "
        "up to the difference.",
    ),
    "way_alone": (
        "Ändringarna är fler än alla ordningar kan räknas för. Delarna är var och en för sig och behöver inte summera "
        "till skillnaden.",
        "There are more changes than all orders can be counted for. The parts are each alone and need not add up to "
        "the difference.",
    ),
    "without_plan": (
        "{n} av uppsättningarna av ändringar har ingen plan. De är inte värderade, och ordningar genom dem "
        "räknas inte.",
        "{n} of the sets of changes have no plan. They are not valued, and orders through them do not count.",
    ),
    "unproved": (
        "Alla val på vägen är inte bevisade, så delarna kan vara något fel.",
        "Not every choice on the way is proved, so that parts may be a little off.",
    ),
    "unexplained": (
        "Ej förklarat av det som står ovan: {amount}.",
        "Not explained by what stands above: {amount}.",
    ),
    "undecided": (
        "Vad ändringarna gör kan inte räknas: en regel frågar efter något som inte finns.",
        "What the changes do cannot be computed: a rule asks for what is not there.",
    ),
    "values_of_record": (
        "Värdena är tagna som de står i posten; vilket pris eller vilken regel som flyttat dem syns bara när två "
        "portföljer jämförs.",
        "Values are taken as they stand in the record; which price or rule moved them is seen only where two "
        "portfolios are compared.",
    ),
    "from_to": (", från {before} till {after}", ", from {before} to {after}"),
    "and": ("och", "and"),
    "new": ("förslaget {name} är nytt och söker {after}", "the proposal {name} is new and asks for {after}"),
    "gone": (
        "förslaget {name}, som sökte {before}, finns inte kvar",
        "the proposal {name}, which asked for {before}, is gone",
    ),
    "proposal": ("uppgifter i förslaget {name}{change}", "figures of the proposal {name}{change}"),
    "values": ("vad {name} är värt{change}", "what {name} is worth{change}"),
    "criterion": ("kriteriet {name}", "the criterion {name}"),
    "limit": ("gränsen {name}{change}", "the limit {name}{change}"),
    "parameter": ("parametern {name}{change}", "the parameter {name}{change}"),
    "price": ("priset {name}{change}", "the price {name}{change}"),
    "objective": (
        "lägsta godtagna avkastning{change}",
        "the reserve price{change}",
    ),
    "field": ("uppgiften {name} i ordlistan", "the field {name} of the vocabulary"),
    "fund": ("medlen i {name}{change}", "the money in {name}{change}"),
    "resource": ("tillgången på {name}{change}", "the capacity of {name}{change}"),
    "duty": (
        "vad som måste ingå eller inte får ingå, eller förutsätter annat",
        "what must be in or out, or requires another",
    ),
    "shared": ("samverkan {name}{change}", "the synergy {name}{change}"),
    "shared_together": ("vad förslag är värda tillsammans", "what proposals are worth together"),
    "previous": ("den tidigare planen", "the earlier plan"),
    "setting_years": (
        "planår, priser och dagar, med medlen när planåren flyttas",
        "plan years, prices and days, with the money where plan years move",
    ),
    "setting_horizon": ("kalkylperioden", "the horizon"),
    "setting_own_actor": ("vems kassa som är den egna", "whose purse is the own one"),
    "setting_haircuts": ("försiktighetsavdrag på eller av", "haircuts on or off"),
    "setting_shrinkage": ("justering mot erfarenhet på eller av", "adjustment towards experience on or off"),
    "setting_tax_factor": ("skattefaktorn på eller av", "the tax factor on or off"),
    "setting_production_value": ("produktionsvärde på eller av", "production value on or off"),
    "setting_actors": ("aktörerna", "the actors"),
    "setting_goals": ("målen", "the goals"),
    "setting_common_factors": ("gemensamma faktorer", "common factors"),
}
