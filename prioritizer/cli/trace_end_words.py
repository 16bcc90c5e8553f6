"""The words of the end of `appraise --trace`: distributions, indicators, money by year, stated results."""

END_WORDS: dict[str, tuple[str, str]] = {
    # Uncertain numbers
    "spread_of": (
        "Osäkert, {label}: {told}; medel {formula} = {mean}",
        "Uncertain, {label}: {told}; mean {formula} = {mean}",
    ),
    "spread_cut": (
        ", {mean} när det som hamnar utanför gränserna flyttas till dem",
        ", {mean} once what falls outside the bounds is moved to them",
    ),
    "spread_drawn": (", av dragningarna {mean}", ", over the draws {mean}"),
    "shape.triangle": ("triangel {low} – {likely} – {high}", "triangle {low} – {likely} – {high}"),
    "shape.pert": ("PERT {low} – {likely} – {high}", "PERT {low} – {likely} – {high}"),
    "shape.normal": ("normal, {share} mellan {low} och {high}", "normal, {share} between {low} and {high}"),
    "shape.lognormal": ("lognormal, {share} mellan {low} och {high}", "lognormal, {share} between {low} and {high}"),
    "shape.beta": ("beta, {successes} av {trials}", "beta, {successes} of {trials}"),
    "shape.discrete": ("ett av {outcomes}", "one of {outcomes}"),
    "outcome": ("{value} (chans {chance})", "{value} (chance {chance})"),
    "lognormal_mean": (
        "e^(m + s²/2) med m = {middle} och s = {deviation}",
        "e^(m + s²/2) with m = {middle} and s = {deviation}",
    ),
    "declared.participants": ("deltagare", "participants"),
    "declared.risk_without": ("risk utan", "risk without"),
    "declared.risk_with": ("risk med", "risk with"),
    "declared.change": ("effektstorlek", "effect size"),
    "declared.units_per_case": ("enheter per fall", "units per case"),
    "declared.success": ("graderat utfall", "graded success"),
    "declared.cost": ("kostnaden i förhållande till den angivna", "the cost relative to the one stated"),
    "declared.price": ("priset i förhållande till prislistan", "the price relative to the price list"),
    "declared.factor": ("gemensam faktor «{title}»", "common factor '{title}'"),
    # Years that do not count
    "weights_folded": (
        "Åren {years} ändrar inte summans visade siffror.",
        "The years {years} do not change the digits shown of the sum.",
    ),
    "local_price": (
        "Priset är förslagets eget, i stället för prislistans {split} ({year} års priser).",
        "The price is the proposal's own, in place of {split} of the price list (prices of {year}).",
    ),
    # Money in hand
    "take_home": (
        "Hemtagbar andel: {share}, {when}. Pengar i kassan ett år = enheter × (× index) × {figure} × vikten{moved}; "
        "resten är frigjorda resurser.",
        "Share that can be taken home: {share}, {when}. Money in hand in a year = units × (× index) × {figure} × the "
        "weight{moved}; the rest is freed capacity.",
    ),
    "take_home_same": ("samma år som det frigörs", "in the year in which it is freed"),
    "take_home_later": ("{n} år efter att det frigörs", "{n} years after it is freed"),
    "take_home_moved": (" {n} år tidigare", " {n} years earlier"),
    "take_home_unknown": (
        "Hemtagbar andel: ingen har sagt hur stor, så vad kassan får i pengar är okänt.",
        "Share that can be taken home: nobody has said, so what the purse gets in money is unknown.",
    ),
    # Without a price
    "unpriced": ("Utan pris, och därför inte i någon summa: {titles}.", "Without a price, and so in no sum: {titles}."),
    "no_nnv": (
        "Nettonuvärdet kan inte beräknas: ingen effekt har ett pris. Kostnadens nuvärde är {costs}. Vad "
        "effekterna är "
        "värda är okänt, inte noll; i valet räknas bara kostnaden, {nnv}.",
        "The net present value cannot be computed: no effect has a price. The present cost is {costs}. What the "
        "effects "
        "are worth is unknown, not zero; the choice counts the cost alone, {nnv}.",
    ),
    "cost_raw": ("Kostnaden utan försiktighetsavdrag: {costs}", "The cost without haircuts: {costs}"),
    "own_cost": (
        "Egna kassan ({actors}) betalar {costs}. Vad den får är okänt.",
        "The own purse ({actors}) pays {costs}. What it gets is unknown.",
    ),
    # Adjustment that is not made
    "shrink_off": (
        "Justering mot erfarenhet görs inte: portföljen har slagit av den (shrinkage: no).",
        "There is no adjustment towards experience: the portfolio has turned it off (shrinkage: no).",
    ),
    "shrink_none": (
        "Justering mot erfarenhet görs inte: det finns ingen erfarenhet av sådana förslag i rules/parameters/ "
        "(prior_return och prior_spread) som gäller {day}.",
        "There is no adjustment towards experience: rules/parameters/ has no experience of such proposals "
        "(prior_return and prior_spread) in force on {day}.",
    ),
    "shrink_other": (
        "Justering mot erfarenhet görs inte: något annat förslag i omgången saknar erfarenhet, och då justeras inget.",
        "There is no adjustment towards experience: another proposal of the round has no experience, and then "
        "nothing "
        "is moved.",
    ),
    "shrink_no_cost": (
        "Justering mot erfarenhet görs inte: utan kostnad finns det inget värde per krona.",
        "There is no adjustment towards experience: without a cost there is no value per krona.",
    ),
    # Indicators
    "measures": ("MÅTT", "INDICATORS"),
    "even_society": ("Brytpunkt, samhället", "Break-even, society"),
    "even_own": (
        "Brytpunkt, egna kassan (frigjorda resurser räknas fullt ut)",
        "Break-even, the own purse (freed capacity counts in full)",
    ),
    "even": (
        "{label}: kostnader / effekter = {costs} / {effects} = {scale}. Så stor del av de väntade effekterna behövs.",
        "{label}: costs / effects = {costs} / {effects} = {scale}. That part of the expected effects is needed.",
    ),
    "even_joint": (
        "{label}: effekterna gånger s, där de som når samma personer ger mindre tillsammans. −{costs} + {terms} = 0 "
        "vid s = {scale}, det minsta. Så stor del av de väntade effekterna behövs.",
        "{label}: the effects times s, where those that reach the same people give less together. −{costs} + {terms} = "
        "0 at s = {scale}, the least. That part of the expected effects is needed.",
    ),
    "even_term": ("({kronor}) × s{power}", "({kronor}) × s{power}"),
    "plus": (" + ", " + "),
    "even_no_effects_joint": (
        "{label}: kan inte nås, −{costs} + {terms} blir inte noll för något s.",
        "{label}: cannot be reached, −{costs} + {terms} is not zero for any s.",
    ),
    "even_falls_back": (
        "Med mer av effekterna än så blir summan under noll igen, innan alla de väntade är nådda.",
        "With more of the effects than that the sum is below zero again, before all that are expected are reached.",
    ),
    "even_no_costs": ("{label}: inga kostnader att täcka.", "{label}: no costs to cover."),
    "even_no_effects": (
        "{label}: kan inte nås, effekterna är värda {effects}.",
        "{label}: cannot be reached, the effects are worth {effects}.",
    ),
    "even_beyond": (
        "Kan inte nås: något utfall skulle behöva ändras för fler än det som mest kan ändras för.",
        "Cannot be reached: some outcome would have to turn for more than it can at most.",
    ),
    "effect_number": ("Andel av deltagarna", "Share of participants"),
    "even_expected": ("Väntad", "Expected"),
    "even_needed": ("Behövs", "Needed"),
    "even_needed_own": ("För kassan", "For the purse"),
    "even_most": ("Som mest", "At most"),
    "even_rule": (
        "Behövs = väntad × brytpunkten. Väntad är skillnaden efter andel som får insatsen, del av effekten som "
        "nås och "
        "försiktighetsavdrag; som mest är alla som annars hade haft utfallet.",
        "Needed = expected × break-even. Expected is the difference after the share who get it, the part reached and "
        "the haircut; at most is all who would otherwise have had the outcome.",
    ),
    "nnk_i": (
        "NNK-i = nettonuvärde / investeringsraderna{tax} = {nnv} / {invested} = {ratio}",
        "NNK-i = net present value / investment rows{tax} = {nnv} / {invested} = {ratio}",
    ),
    "with_tax": (" med skattefinansieringens kostnad", " with the cost of tax financing"),
    "nnk_idu": (
        "NNK-idu = nettonuvärde / alla kostnader = {nnv} / {costs} = {ratio}",
        "NNK-idu = net present value / all costs = {nnv} / {costs} = {ratio}",
    ),
    "no_kinds": (
        "NNK-i och NNK-idu: okända, någon kostnadsrad säger inte om den är investering eller drift.",
        "NNK-i and NNK-idu: unknown, some cost row does not say whether it is investment or operation.",
    ),
    "no_investment": ("NNK-i: ingen kostnadsrad är investering.", "NNK-i: no cost row is an investment."),
    "bcr": (
        "Nyttokostnadskvot = effekter / kostnader = {effects} / {costs} = {ratio}",
        "Benefit-cost ratio = effects / costs = {effects} / {costs} = {ratio}",
    ),
    "expected_loss": (
        "Väntad förlust, medelvärdet av max(0, −nettonuvärdet) över dragningarna: {loss}",
        "Expected loss, the mean of max(0, −net present value) over the draws: {loss}",
    ),
    # Money by year
    "by_year": (
        "PER AKTÖR OCH ÅR, effekter − kostnader, inte diskonterat",
        "BY ACTOR AND YEAR, effects − costs, not discounted",
    ),
    "all_actors": ("Alla", "All"),
    "society_by_year": ("SAMHÄLLET PER ÅR, inte diskonterat", "SOCIETY BY YEAR, not discounted"),
    "own_by_year": (
        "EGNA KASSAN PER ÅR, pengar i kassan, inte diskonterat",
        "THE OWN PURSE BY YEAR, money in hand, not discounted",
    ),
    "paid": ("Betalar", "Pays"),
    "had": ("Får", "Gets"),
    "home": ("Tar hem", "Takes home"),
    "cumulative": ("Sammanlagt", "Cumulative"),
    "own_flow_unknown": (
        "Kan inte sägas: ingen har sagt hur stor andel som kan tas hem av {titles}.",
        "Cannot be said: nobody has said which share of {titles} can be taken home.",
    ),
    "payback_society": ("Återbetalning, samhället", "Payback, society"),
    "payback_own": ("Återbetalning, egna kassan", "Payback, the own purse"),
    "payback": (
        "{label}: {year}, första året från vilket det sammanlagda stannar på noll eller mer.",
        "{label}: {year}, the first year from which the cumulative sum stays at zero or above.",
    ),
    "payback_none": (
        "{label}: nås inte, det sammanlagda är under noll ännu {last}.",
        "{label}: not reached, the cumulative sum is still below zero in {last}.",
    ),
    "payback_no_flow": ("{label}: inga pengar in eller ut.", "{label}: no money in or out."),
    "hump": (
        "Investeringspuckel, det lägsta sammanlagda: {depth}, år {year}; {back}.",
        "Hump, the lowest cumulative sum: {depth}, in {year}; {back}.",
    ),
    "hump_back": ("tillbaka på noll {year}", "back at zero in {year}"),
    "hump_not_back": ("aldrig tillbaka på noll", "never back at zero"),
    "no_hump": (
        "Investeringspuckel: ingen, det sammanlagda är aldrig under noll.",
        "Hump: none, the cumulative sum is never below zero.",
    ),
    # Results computed elsewhere
    "stated_chance": (
        "Angiven chans {chance}: normal med medelvärde {expected} och standardavvikelse {expected} / Φ⁻¹(chansen) = "
        "{scale}.",
        "Stated chance {chance}: normal with mean {expected} and standard deviation {expected} / Φ⁻¹(the chance) = "
        "{scale}.",
    ),
    "stated_interval": (
        "Angivet intervall {ends} ({share}): förskjuten lognormal med medelvärde {expected}, s = {scale} och böjning "
        "b = {bend} (0 är normal).",
        "Stated interval {ends} ({share}): shifted lognormal with mean {expected}, s = {scale} and bend b = "
        "{bend} (0 "
        "is normal).",
    ),
    "stated_no_interval": (
        "Angivet intervall {ends} ({share}): ingen fördelning passar.",
        "Stated interval {ends} ({share}): no distribution fits.",
    ),
    "stated_no_spread": ("Spridningen är okänd.", "The spread is unknown."),
    "stated_unsaid": (
        "Resultatet säger inte, och det är därför okänt: {terms}.",
        "The result does not say, and so it is unknown: {terms}.",
    ),
    "term.price_year": ("prisår", "price year"),
    "term.discount_rate": ("kalkylränta", "discount rate"),
    "term.start_year": ("startår", "start year"),
    "term.tax_cost": ("om skattefinansieringens kostnad är med", "whether the cost of tax financing is in it"),
    "term.costs": ("om kostnaderna är med", "whether the costs are in it"),
    "shrink_with_tax": (
        "{costs} är kostnaderna med skattefinansieringens kostnad på dem.",
        "{costs} are the costs with the cost of tax financing on them.",
    ),
    "stated_nnv": ("Nettonuvärde = {nnv}", "Net present value = {nnv}"),
    "stated_gross": (
        "Effekter brutto = angivet + kostnader = {worth} + {paid} = {gross}",
        "Gross effects = as stated + costs = {worth} + {paid} = {gross}",
    ),
    "stated_cut_effects": (
        "Effekter efter försiktighetsavdrag = {gross} × (1 − {effect}) × {later} = {left}   ({later} är "
        "diskonteringen {n} år senare)",
        "Effects after the haircut = {gross} × (1 − {effect}) × {later} = {left}   ({later} is the discount of "
        "effects {n} "
        "years later)",
    ),
    "stated_cut_costs": (
        "Kostnader efter försiktighetsavdrag = {paid} × (1 + {cost}) = {costs}",
        "Costs after the haircut = {paid} × (1 + {cost}) = {costs}",
    ),
    "stated_cut_alone": (
        "Nettonuvärde = {worth} × {kept} = {nnv}. Inga kostnader är angivna, så avdraget (1 − {effect}) × "
        "{later} görs på "
        "värdet självt: det är för litet.",
        "Net present value = {worth} × {kept} = {nnv}. No costs are stated, so the haircut (1 − {effect}) × "
        "{later} is "
        "taken of the value itself: that is too little.",
    ),
    "stated_spared": (
        "Effekterna väntas inte ge samhället något. Försiktighetsavdraget görs inte på dem: en förlust blir aldrig "
        "mindre.",
        "The effects are not expected to gain society anything. No haircut is taken off them: a loss never becomes "
        "smaller.",
    ),
    "stated_tax": (
        "Skattefinansieringens kostnad = ({factor} − 1) × (offentliga effekter − offentliga kostnader) = "
        "({factor} − 1) × "
        "({gets} − {pays}) = {loss}",
        "Cost of tax financing = ({factor} − 1) × (public effects − public costs) = ({factor} − 1) × ({gets} − "
        "{pays}) = "
        "{loss}",
    ),
    "stated_nnv_tax": (
        "Nettonuvärde = {effects} − {costs} + ({loss}) = {nnv}",
        "Net present value = {effects} − {costs} + ({loss}) = {nnv}",
    ),
}
