"""What the screen says of a plan beyond margins: prices, money, errors, other orders, and what it covers."""

EXPLAINED_WORDS: dict[str, tuple[str, str]] = {
    "coverage_of": ("Planen efter", "The plan by"),
    "coverage_key": ("Del", "Part"),
    "coverage_plan": ("I planen", "In the plan"),
    "coverage_granted": ("Beviljas", "Granted"),
    "coverage_share": ("Andel", "Share"),
    "coverage_round": ("I omgången", "In the round"),
    "coverage_unknown": ("inte angivet", "not stated"),
    "coverage_none": ("inget", "none"),
    "coverage_level_unknown": ("{level}: svar saknas", "{level}: not answered"),
    "faults_count": (
        "{n} av {all} förslag pekar på ett fel i systemet:",
        "{n} of {all} proposals point at a fault of the system:",
    ),
    "faults_area": ("  {area}: {n}, varav {chosen} i planen", "  {area}: {n}, of which {chosen} in the plan"),
    "faults_unknown": ("  svar saknas: {n}", "  not answered: {n}"),
    "orders_order": ("Ordning", "Order"),
    "orders_less": (
        "Hade pengarna gått {order} hade planen gett {amount} mindre.",
        "Had the money gone {order}, the plan would have given {amount} less.",
    ),
    "orders_more": (
        "Hade pengarna gått {order} hade planen gett {amount} mer.",
        "Had the money gone {order}, the plan would have given {amount} more.",
    ),
    "orders_same": (
        "Hade pengarna gått {order} hade planen gett lika mycket.",
        "Had the money gone {order}, the plan would have given as much.",
    ),
    "orders_random_less": (
        "Hade de gått i slumpad ordning hade planen i genomsnitt gett {amount} mindre.",
        "Had it gone in random order, the plan would on average have given {amount} less.",
    ),
    "orders_random_more": (
        "Hade de gått i slumpad ordning hade planen i genomsnitt gett {amount} mer.",
        "Had it gone in random order, the plan would on average have given {amount} more.",
    ),
    "orders_spread": (
        "Nio av tio av {count} slumpade ordningar ger mellan {low} och {high}. Standardavvikelsen är {deviation}, och "
        "{plans} klarar alla villkor.",
        "Nine of ten of {count} random orders give between {low} and {high}. The standard deviation is {deviation}, "
        "and {plans} keep to all limits.",
    ),
    "orders_missing": (
        "Ordningen {order} är inte med: uppgift om {field} saknas för {names}.",
        "The order {order} is left out: {field} is not stated for {names}.",
    ),
    "orders_unreadable": (
        "Ordningen {order} är inte med: uppgiften om {field} går inte att ordna för {names}.",
        "The order {order} is left out: what is stated as {field} cannot be ordered for {names}.",
    ),
    "orders_time": (
        "Ordningen {order} är inte med: den hann inte fyllas.",
        "The order {order} is left out: it was not filled in the time.",
    ),
    "order_ratio": ("nettonuvärdeskvot (NNK-i)", "the net-present-value ratio (NNK-i)"),
    "order_received": ("inlämningsdag", "the date received"),
    "order_nnk": ("efter nettonuvärdeskvot (NNK-i)", "by net-present-value ratio (NNK-i)"),
    "order_advocacy": ("efter angiven prioritet", "by stated priority"),
    "order_signatures": ("efter antal underskrifter", "by number of signatures"),
    "order_first_come": ("efter inlämningsdag", "by date received"),
    "order_smallest_first": ("efter belopp med det minsta först", "by amount with the smallest first"),
    "order_equal_share": ("i lika delar till nämnderna", "in equal parts to the boards"),
    "ledger_head": (
        "Beslut utanför valet: vem som bestämt vad, varför, och vad det kostar",
        "Decisions outside the choice: who decided what, why, and what it costs",
    ),
    "ledger_in": (
        "«{title}» ska vara med. Beslutat av: {by}. Skäl: {why}",
        "'{title}' must be in. Decided by: {by}. Reason: {why}",
    ),
    "ledger_out": (
        "«{title}» ska inte vara med. Beslutat av: {by}. Skäl: {why}",
        "'{title}' must not be in. Decided by: {by}. Reason: {why}",
    ),
    "ledger_unsaid": ("inte angivet", "not stated"),
    "ledger_duty": ("En skyldighet i lag ({duty}), utan pris.", "A duty in law ({duty}), without a price."),
    "ledger_price": (
        "Utan beslutet vore planen värd {amount} mer.",
        "Without the decision the plan would be worth {amount} more.",
    ),
    "ledger_price_between": (
        "Utan beslutet vore planen värd mellan {low} och {high} mer; det hann inte avgöras.",
        "Without the decision the plan would be worth between {low} and {high} more; not settled in time.",
    ),
    "ledger_price_open": (
        "Vad beslutet kostar hann inte avgöras.",
        "What the decision costs was not settled in time.",
    ),
    "ledger_price_free": (
        "Det kostar ingenting: planen vore värd lika mycket utan beslutet.",
        "It costs nothing: the plan would be worth as much without the decision.",
    ),
    "ledger_together_free": (
        "Tillsammans kostar besluten ingenting.",
        "Together the decisions cost nothing.",
    ),
    "ledger_together": (
        "Utan alla dessa beslut på en gång vore planen värd {amount} mer.",
        "Without all of these decisions at once the plan would be worth {amount} more.",
    ),
    "ledger_together_between": (
        "Utan alla dessa beslut på en gång vore planen värd mellan {low} och {high} mer; det hann inte avgöras.",
        "Without all of these decisions at once the plan would be worth between {low} and {high} more; not settled in "
        "time.",
    ),
    "ledger_together_open": (
        "Vad alla dessa beslut kostar på en gång hann inte avgöras.",
        "What all of these decisions cost at once was not settled in time.",
    ),
    "prices_head": (
        "Vad villkoren kostar: så mycket mer vore planen värd utan dem",
        "What the conditions cost: so much more would the plan be worth without them",
    ),
    "price_of": ("{what}: {amount}.", "{what}: {amount}."),
    "price_enters": ("Då skulle detta komma in: {names}.", "Then these would come in: {names}."),
    "price_leaves": ("Då skulle detta utgå: {names}.", "Then these would leave: {names}."),
    "price_next": (
        "Nästa steg, {what} från {before} till {after}: {amount} mer.",
        "The next step, {what} from {before} to {after}: {amount} more.",
    ),
    "price_next_loses": (
        "Nästa steg, {what} från {before} till {after}: {amount} mindre, eftersom ett golv följer med.",
        "The next step, {what} from {before} to {after}: {amount} less, since a floor follows it.",
    ),
    "price_others": ("{n} villkor till kostar något.", "{n} more conditions cost something."),
    "price_others_maybe": ("{n} villkor till kan kosta något.", "{n} more conditions may cost something."),
    "price_free": ("Kostar ingenting: {names}.", "Cost nothing: {names}."),
    "price_pair": (
        "Var för sig fria, tillsammans {amount}: {names}.",
        "Free one by one, together {amount}: {names}.",
    ),
    "price_duties": ("Skyldigheter i lag, utan pris: {names}.", "Duties in law, without a price: {names}."),
    "price_sum": (
        "Priserna kan inte läggas ihop: två villkor tillsammans kan kosta mer eller mindre än vart och ett.",
        "The prices cannot be added up: two conditions together can cost more or less than each.",
    ),
    "price_unknown": ("hann inte räknas", "not computed in the time"),
    "money_head": ("Om pengarna vore fler eller färre", "If there were more or less money"),
    "money_last": (
        "De sista {kronor} gav planen {amount} i värde.",
        "The last {kronor} gave the plan {amount} in value.",
    ),
    "money_next": (
        "{kronor} till, fördelade som medlen är i dag, skulle ge {amount} mer.",
        "{kronor} more, divided as the funds are today, would give {amount} more.",
    ),
    "money_last_none": (
        "Med {kronor} mindre finns ingen plan som håller villkoren.",
        "With {kronor} less there is no plan that meets the conditions.",
    ),
    "money_next_none": (
        "Med {kronor} till finns ingen plan som håller villkoren, eftersom ett golv följer med.",
        "With {kronor} more there is no plan that meets the conditions, since a floor follows it.",
    ),
    "money_at": (
        "Med {share} av medlen är bästa planen värd {amount}.",
        "With {share} of the funds the best plan is worth {amount}.",
    ),
    "money_turns": (
        "Mer pengar ger mindre där detta golv växer med dem: {names}.",
        "More money gives less where this floor grows with it: {names}.",
    ),
    "curve_no_money": ("Det finns inga medel att räkna om.", "There is no money to change."),
    "curve_strict_share_of_envelope": (
        "Räknas inte, eftersom ett villkor säger över eller under en andel av alla medel.",
        "Not computed, since a condition says above or below a share of all funds.",
    ),
    "wrong_head": ("Om siffrorna är fel", "If the figures are wrong"),
    "wrong_read": (
        "Andel av {n} utfall där förslaget hade valts om utfallet varit känt:",
        "Share of {n} outcomes in which the proposal would have been chosen, had the outcome been known:",
    ),
    "wrong_regret": (
        "Planen ger i medeltal {mean} mindre än facit, och i 5 procent av utfallen minst {high} mindre.",
        "On average the plan gives {mean} less than hindsight, and in 5 per cent of the outcomes at least {high} less.",
    ),
    "wrong_fixed": (
        "Säger inget om sin osäkerhet och räknas lika i alla utfall: {names}.",
        "Say nothing of their uncertainty and count alike in all outcomes: {names}.",
    ),
    "short_verdict": ("Beslut", "Verdict"),
    "short_selected": ("ingår", "in"),
    "short_not_selected": ("ingår inte", "out"),
    "short_barred": ("avvisas", "barred"),
    "short_returned": ("återlämnas", "returned"),
    "short_margin": ("Marginal", "Margin"),
    "short_success": ("Vänder vid effekt", "Turns at effect"),
    "short_cost": ("Vänder vid kostnad", "Turns at cost"),
    "short_share": ("Andel av utfallen", "Share of outcomes"),
    "short_kept_selected": ("måste ingå", "must be in"),
    "short_kept_not_selected": ("kan inte ingå", "cannot be in"),
    "short_from": ("minst {low}", "at least {low}"),
    "short_between": ("{low} till {high}", "{low} to {high}"),
    "read_margin": (
        "Marginal: så mycket mindre vore planen värd utan det som ingår, eller med det som inte ingår.",
        "Margin: so much less would the plan be worth without what is in, or with what is out.",
    ),
    "read_turning": (
        "Vänder: vid den delen av väntad effekt, eller av angiven kostnad, kommer förslaget in eller utgår.",
        "Turns: at that part of the expected effect, or of the stated cost, the proposal comes in or leaves.",
    ),
    "read_share": (
        "Andel av utfallen: där hade förslaget valts om utfallet varit känt.",
        "Share of outcomes: there the proposal would have been chosen, had the outcome been known.",
    ),
    "short_near": ("Andra planer som är nästan lika mycket värda", "Other plans that are worth almost as much"),
    "short_orders": ("Om pengarna gått i en annan ordning", "If the money had gone in another order"),
    "short_parties": ("Vem som betalar", "Who pays"),
    "short_fairness": (
        "Om någon gynnas av hur ett förslag lämnas in",
        "Whether anybody gains by how a proposal is handed in",
    ),
    "short_flags": ("Att titta på i {n} av {all} prov: {names}.", "To look at in {n} of {all} checks: {names}."),
    "short_no_flags": ("Inget att titta på i {all} prov.", "Nothing to look at in {all} checks."),
    "quick": (
        "Ett snabbt svar: marginaler och priser är intervall som det exakta svaret ligger i. Utelämnat: {names}. "
        "Utan --quick kommer allt, exakt.",
        "A quick answer: margins and prices are intervals that hold the exact answer. Left out: {names}. "
        "Without --quick there is all of it, exactly.",
    ),
    "left_out_near_best": ("andra planer", "other plans"),
    "left_out_overrides": ("beslut utanför valet", "decisions outside the choice"),
    "left_out_frontier": ("mer och mindre pengar", "more and less money"),
    "left_out_robustness": ("om siffrorna är fel", "if the figures are wrong"),
    "left_out_knowing": ("vad det är värt att veta mer", "what it is worth to know more"),
    "left_out_own_terms": ("vad som skulle ändra besluten", "what would turn the verdicts"),
    "left_out_orders": ("andra ordningar", "other orders"),
    "left_out_fairness": ("prov mot att någon gynnas", "checks that nobody gains"),
    "more_answers": (
        "Det här är svaren i korthet. Med --all kommer alla i sin helhet, med ett förslags id allt om det.",
        "These are the answers in short. With --all there are all in full, with the id of a proposal all about it.",
    ),
    "knowing_head": (
        "Vad det är värt att veta mer före beslutet: ingen utredning av uppgiften kan vara värd mer än så här",
        "What it is worth to know more before the decision: no study of the figure can be worth more than this",
    ),
    "knowing_of": (
        "Högst {amount} (felmarginal {error}): {input}.",
        "At most {amount} (margin of error {error}): {input}.",
    ),
    "knowing_more": (
        "{n} uppgifter till är värda något, men mindre; --all visar dem.",
        "{n} more figures are worth something, but less; --all shows them.",
    ),
    "knowing_nothing": (
        "För övriga osäkra uppgifter, {n} till antalet, är värdet noll eller mindre än felmarginalen.",
        "For the other uncertain figures, {n} of them, the value is zero or less than the margin of error.",
    ),
    "knowing_none": (
        "För alla osäkra uppgifter, {n} till antalet, är värdet noll eller mindre än felmarginalen.",
        "For all uncertain figures, {n} of them, the value is zero or less than the margin of error.",
    ),
    "turn_below": (
        "Ligger talet under {edge}, som i {share} av utfallen, ändras planen.",
        "If the number is below {edge}, as in {share} of the outcomes, the plan changes.",
    ),
    "turn_above": (
        "Ligger talet över {edge}, som i {share} av utfallen, ändras planen.",
        "If the number is above {edge}, as in {share} of the outcomes, the plan changes.",
    ),
    "turn_enters": ("In kommer: {names}.", "In comes: {names}."),
    "turn_leaves": ("Ut går: {names}.", "Out goes: {names}."),
    "turn_versions": (
        "Samma förslag ingår, i annan version eller start.",
        "The same proposals are in, in another version or start.",
    ),
    "times": ("{times} gånger den angivna", "{times} times what is stated"),
    "times_price": ("{times} gånger prislistan ({price})", "{times} times the price list ({price})"),
    "input_in": ("{input} i «{title}»", "{input} in '{title}'"),
    "input_participants": ("antalet deltagare ({of})", "the number of participants ({of})"),
    "input_risk_without": (
        "andelen med utfallet utan insatsen ({of})",
        "the share with the outcome without the measure ({of})",
    ),
    "input_risk_with": (
        "andelen med utfallet med insatsen ({of})",
        "the share with the outcome with the measure ({of})",
    ),
    "input_change": ("effektens storlek ({of})", "the effect size ({of})"),
    "input_units_per_case": ("enheter per fall ({of})", "units per case ({of})"),
    "input_success": ("den del av effekten som nås", "the part of the effect that is reached"),
    "input_cost": ("kostnaden {of}", "the cost {of}"),
    "input_stated": ("nettonuvärdet", "the net present value"),
    "input_price_spread": ("priset på {of}", "the price of {of}"),
    "input_factor": ("faktorn {of}", "the factor {of}"),
    "fairness_head": (
        "Prov mot att någon gynnas av hur ett förslag lämnas in",
        "Checks that nobody gains by how a proposal is handed in",
    ),
    "fairness_read": (
        "! är något att titta på, inte en anmärkning mot den som lämnat in förslaget.",
        "! is something to look at, not a remark on whoever handed in the proposal.",
    ),
    "and": ("och", "and"),
    "parties_head": (
        "Vem planen gäller: vad var och en betalar och får, nuvärden i {unit}, {year} års priser",
        "Whose plan: what each pays and gets, present values in {unit}, {year} prices",
    ),
    "parties_actor": ("Aktör", "Actor"),
    "parties_cost": ("Betalar", "Pays"),
    "parties_gain": ("Får", "Gets"),
    "parties_money": ("varav pengar", "of it money"),
    "parties_nnv": ("Netto", "Net"),
    "parties_share_of_gain": ("Vid delning", "If shared"),
    "parties_unknown": ("okänt", "unknown"),
    "with_boards": ("{purse} med nämnder", "{purse} with its boards"),
    "actor_individ": ("Personerna själva", "The persons themselves"),
    "actor_ej_fordelat": ("Ej fördelat", "Not allocated"),
    "actor_skattekostnad": ("Skattefinansieringens kostnad", "The cost of tax financing"),
    "co_gain": (
        "Kostnaden, {cost}, kan delas så att ingen betalande förlorar: var och en betalar {share} av det den får. "
        "{shares}.",
        "The cost, {cost}, can be shared so that nobody who pays loses: each pays {share} of what it gets. {shares}.",
    ),
    "co_gain_gains_below_cost": (
        "Kostnaden, {cost}, kan inte delas så att ingen förlorar: det som fås är {lacking} för lite.",
        "The cost, {cost}, cannot be shared so that nobody loses: what is got is {lacking} too little.",
    ),
    "co_gain_nobody_gains": (
        "Kostnaden, {cost}, kan inte delas så att ingen förlorar: ingen som kan medfinansiera får något.",
        "The cost, {cost}, cannot be shared so that nobody loses: nobody who can co-finance gets anything.",
    ),
    "co_gain_nothing_to_share": (
        "Ingen som kan medfinansiera betalar något, så det finns ingen kostnad att dela.",
        "Nobody who can co-finance pays anything, so there is no cost to share.",
    ),
    "co_gain_gains_unknown": (
        "Om kostnaden, {cost}, kan delas så att ingen betalande förlorar är okänt.",
        "Whether the cost, {cost}, can be shared so that nobody who pays loses is unknown.",
    ),
    "co_money": (
        "Det går också räknat i pengar som kan tas hem: {share} av dem. {shares}.",
        "So it can in money that can be taken home: {share} of it. {shares}.",
    ),
    "co_money_gains_below_cost": (
        "Räknat i pengar som kan tas hem går det inte: de är {lacking} för lite.",
        "In money that can be taken home it cannot: that is {lacking} too little.",
    ),
    "co_money_nobody_gains": (
        "Räknat i pengar som kan tas hem går det inte: ingen som kan medfinansiera får några.",
        "In money that can be taken home it cannot: nobody who can co-finance gets any.",
    ),
    "co_money_nothing_to_share": ("Inget att dela i pengar.", "Nothing to share in money."),
    "co_money_gains_unknown": (
        "Om det går räknat i pengar som kan tas hem är okänt.",
        "Whether it can in money that can be taken home is unknown.",
    ),
    "co_losers": ("Utan delning förlorar {names}.", "Without sharing these lose: {names}."),
    "co_no_losers": ("Utan delning förlorar ingen.", "Without sharing nobody loses."),
}
