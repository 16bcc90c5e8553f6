"""The words of the screen; those of the documents stand in `reports/words/`."""

from prioritizer.model.rules import Language

WORDS: dict[str, tuple[str, str]] = {
    "proposal": ("Förslag", "Proposal"),
    "version": ("Version", "Version"),
    "start": ("Start", "Start"),
    "granted": ("Beviljas", "Granted"),
    "nnv": ("Nettonuvärde", "Net present value"),
    "own": ("Egen kassa", "Own purse"),
    "break_even": ("Brytpunkt", "Break-even"),
    "not_reached": ("nås inte", "not reached"),
    "caption": (
        "Belopp i {unit}, {prices} års priser, nuvärden till {base}, {corrected}.",
        "Amounts in {unit}, {prices} prices, present values of {base}, {corrected}.",
    ),
    "after_haircut": ("efter försiktighetsavdrag", "after haircuts"),
    "after_both": (
        "efter försiktighetsavdrag och justering mot erfarenhet",
        "after haircuts and adjustment towards experience",
    ),
    "moved": (
        "utan försiktighetsavdrag, efter justering mot erfarenhet",
        "without haircuts, after adjustment towards experience",
    ),
    "raw": ("utan försiktighetsavdrag", "without haircuts"),
    "break_even_is": (
        "Brytpunkt: så stor del av de väntade effekterna behövs för att nettonuvärdet ska bli noll.",
        "Break-even: the part of the expected effects that is needed for a net present value of zero.",
    ),
    "falls_back_is": (
        "{mark} Med mer av effekterna än så blir värdet under noll igen, innan alla de väntade är nådda.",
        "{mark} With more of the effects than that the value is below zero again, before all that are expected are "
        "reached.",
    ),
    "not_reached_is": (
        "Nås inte: något utfall skulle behöva ändras för fler än det kan, eller så är effekterna inget värda.",
        "Not reached: some outcome would have to turn for more than it can, or the effects are worth nothing.",
    ),
    "unpriced_is": (
        "{mark} Ingen effekt har ett pris: nettonuvärdet kan inte beräknas, och talet är kostnaden.",
        "{mark} No effect has a price: the net present value cannot be computed, and the figure is the cost.",
    ),
    "left_out": (
        "Får inte plats här: {names}. Allt finns med --json.",
        "No room here for {names}. --json has all.",
    ),
    "chance": ("Chans > 0", "Chance > 0"),
    "interval": ("5–95 %", "5–95%"),
    "outcome": ("Utfall", "Outcome"),
    "margin_selected": ("Utan förslaget blir planens värde lägre med", "Without it the plan's value is lower by"),
    "margin_not_selected": ("Med förslaget blir planens värde lägre med", "With it the plan's value is lower by"),
    "conflict_selected": ("Kan inte utgå; utan det går inte ihop", "Cannot leave; without it these clash"),
    "conflict_not_selected": ("Kan inte ingå; med det går inte ihop", "Cannot be in; with it these clash"),
    "displaces": ("Utgår då", "Leave then"),
    "replaced_by": ("Kommer in då", "Come in then"),
    "changed": ("Ändras då", "Change then"),
    "limits": ("Villkor som hindrar", "Limits in the way"),
    "no_version": ("Ingen version kan prövas mot planen.", "No version can be tried against the plan."),
    "unvalued": ("Uppgift om värde saknas.", "No value is stated."),
    "missing": ("uppgift om {field} saknas", "{field} is missing"),
    "stated": ("{field}: {value}", "{field}: {value}"),
    "change": ("«{title}» till {version}, start {start}", "'{title}' to {version}, start {start}"),
    "head": ("huvudversionen", "the head version"),
    "between": ("mellan {low} och {high}", "between {low} and {high}"),
    "fund": ("medlen i {title}", "the money in {title}"),
    "resource": ("tillgången på {title}", "the capacity of {title}"),
    "continues": ("åtagandet från den förra planen om «{title}»", "the commitment of the earlier plan to '{title}'"),
    "roll_continues": ("Fortsätter från den förra planen: {names}.", "Continues from the earlier plan: {names}."),
    "roll_changed": ("Väljs igen i en annan version: {names}.", "Chosen again in another version: {names}."),
    "roll_new": ("Nytt i planen: {names}.", "New in the plan: {names}."),
    "roll_dropped": ("Utgår: {names}.", "Dropped: {names}."),
    "roll_not_in_portfolio": ("finns inte i portföljen", "not in the portfolio"),
    "roll_version_missing": ("versionen finns inte längre", "the version is no longer there"),
    "roll_barred": ("avvisas", "barred"),
    "roll_returned": ("återlämnas", "returned"),
    "roll_refused": ("versionen kan inte beviljas", "the version cannot be granted"),
    "roll_gain": (
        "Ett urval utan åtagandena hade varit värt {gain} mer.",
        "A choice without the commitments would have been worth {gain} more.",
    ),
    "roll_no_gain": (
        "Ett urval utan åtagandena hade inte varit värt mer.",
        "A choice without the commitments would not have been worth more.",
    ),
    "roll_gain_unknown": (
        "Vad ett urval utan åtagandena hade varit värt mer är inte bevisat.",
        "What a choice without the commitments would have been worth more is not proved.",
    ),
    "roll_only_freely": (
        "Utan åtagandena från den förra planen finns en plan, värd {freely}.",
        "Without the commitments of the earlier plan there is a plan, worth {freely}.",
    ),
    "roll_changes": (
        "Då hade detta kommit in: {enters}; och detta utgått: {leaves}.",
        "Then these would have come in: {enters}; and these left: {leaves}.",
    ),
    "mandatory": ("beslutet om «{title}»", "the decision on '{title}'"),
    "requires": ("«{first}» förutsätter «{second}»", "'{first}' requires '{second}'"),
    "optimal_confirmed": (
        "Planen är optimal, bekräftat av en andra lösare.",
        "The plan is optimal, confirmed by a second solver.",
    ),
    "optimal_certified": (
        "Planen är bevisat optimal: certifikatet är prövat i hela tal, utan lösare.",
        "The plan is proved optimal: the certificate was checked in whole numbers, without a solver.",
    ),
    "infeasible_certified": (
        "Att ingen plan finns är bevisat: certifikatet är prövat i hela tal, utan lösare.",
        "That there is no plan is proved: the certificate was checked in whole numbers, without a solver.",
    ),
    "fresh_breach": (
        "Gränsen {limit} håller i valet men bryts när planen prövas på {draws} nya utfall. Se «Hur säkert är det?».",
        "The limit {limit} holds in the choice but is broken when the plan is tried on {draws} fresh outcomes. "
        "See 'How sure is it?'.",
    ),
    "certificate_of_chance": (
        "Inget certifikat: {limits} gäller en risk över utfallen, och då blir beviset för stort.",
        "No certificate: {limits} concern a chance over the outcomes, and the proof is then too large.",
    ),
    "certificate_not_proved": (
        "Inget certifikat: valet är inte bevisat.",
        "No certificate: the choice is not proved.",
    ),
    "certificate_unavailable": (
        "Inget certifikat: HiGHS, som söker beviset, kunde inte startas ({reason}).",
        "No certificate: HiGHS, which searches for the proof, could not be started ({reason}).",
    ),
    "certificate_unfinished": (
        "Inget certifikat: tiden tog slut efter {nodes} delar av trädet.",
        "No certificate: the time ran out after {nodes} parts of the tree.",
    ),
    "certificate.json": ("beviset; pröva det med verify", "the proof; check it with verify"),
    "optimal": ("Planen är optimal enligt {solver}.", "The plan is optimal according to {solver}."),
    "feasible": (
        "Planen är inte bevisad: högst {gap} mer kan vara möjligt.",
        "The plan is not proved: at most {gap} more may be possible.",
    ),
    "proof": (
        "Beviset gäller valet givet siffrorna. Siffrorna är prognoser.",
        "The proof concerns the choice given the figures. The figures are forecasts.",
    ),
    "overlap": ("Samma personer nås av flera förslag: {group}", "Several proposals reach the same people: {group}"),
    "synergy": ("Samverkan: {first} och {second}", "Synergy: {first} and {second}"),
    "empty_refused": (
        "Ingen version av något förslag kan väljas. «prioritizer explain» säger varför för var och en.",
        "No version of any proposal can be chosen. 'prioritizer explain' tells why for each of them.",
    ),
    "empty_negative": (
        "Inget förslag som kan väljas är värt mer än det kostar, så planen är tom och pengarna står kvar.",
        "No proposal that can be chosen is worth more than it costs, so the plan is empty and the money stays.",
    ),
    "empty_plan": (
        "Inget förslag både ryms inom gränserna och lönar sig. «prioritizer explain» säger varför för vart och ett.",
        "No proposal both fits within the limits and is worth it. 'prioritizer explain' tells why for each of them.",
    ),
    "total": (
        "{n} av {all} förslag, {granted} beviljas, nettonuvärde {value} ({year} års priser).",
        "{n} of {all} proposals, {granted} granted, net present value {value} ({year} prices).",
    ),
    "use_outside_capacity": (
        "{key} kan inte väljas: resursen {resource} har ingen angiven kapacitet {years}.",
        "{key} cannot be chosen: the resource {resource} has no stated capacity in {years}.",
    ),
    "not_for_fund": (
        "{key} kan inte beviljas: fonden {fund} är inte för den; det som avgör är {fields}.",
        "{key} cannot be granted: the fund {fund} is not for it; what decides is {fields}.",
    ),
    "unknown_for_fund": (
        "{key} kan inte beviljas: om fonden {fund} är för den går inte att säga, uppgift saknas om {fields}.",
        "{key} cannot be granted: whether the fund {fund} is for it cannot be said, {fields} is not stated.",
    ),
    "criterion_failed": (
        "{key} kan inte väljas: versionen uppfyller inte {criteria}.",
        "{key} cannot be chosen: the version does not meet {criteria}.",
    ),
    "infeasible": (
        "Ingen plan klarar gränserna. De här går inte ihop: {conflict}.",
        "No plan meets the limits. These clash: {conflict}.",
    ),
    "infeasible_unsettled": (
        "Ingen plan klarar gränserna. Vilka som inte går ihop hann inte avgöras.",
        "No plan meets the limits. Which of them clash was not settled in the time.",
    ),
    "clash_found": (
        "De kan vara fler än som behövs: att utelämna vart och ett hann inte prövas.",
        "There may be more of them than are needed: there was no time to leave each of them out.",
    ),
    "clash_smallest": (
        "Färre villkor än så krockar inte; inget av dem kan utelämnas.",
        "No fewer limits clash; none of these can be left out.",
    ),
    "clash_minimal": (
        "Inget av dem kan utelämnas. Om färre andra villkor krockar är inte avgjort.",
        "None of these can be left out. Whether fewer other limits clash is not settled.",
    ),
    "clash_further": ("Inte heller dessa går ihop: {conflict}.", "Nor do these go together: {conflict}."),
    "clash_more": ("Det finns fler som krockar.", "There are more that clash."),
    "clash_unknown": (
        "Om det finns fler som krockar hann inte avgöras.",
        "Whether there are more that clash was not settled in the time.",
    ),
    "changes_alone": (
        "Minsta ändring som ensam gör en plan möjlig:",
        "The least change that alone makes a plan possible:",
    ),
    "change_number": ("{what}: från {before} till {after}", "{what}: from {before} to {after}"),
    "change_maybe": (
        "{what}: från {before} till {after}; att mindre inte räcker hann inte bevisas",
        "{what}: from {before} to {after}; that less is not enough was not proved in the time",
    ),
    "change_drop": ("{what}: tas bort", "{what}: is dropped"),
    "change_none": ("{what}: ingen ändring av det ensamt räcker", "{what}: no change of it alone is enough"),
    "change_open": ("{what}: hann inte avgöras", "{what}: not settled in the time"),
    "change_steps": (
        "Ett steg mindre räcker inte: en hundradels procent, ett förslag, en krona eller en sista decimal.",
        "One step less is not enough: a hundredth of a per cent, one proposal, one krona or one last decimal.",
    ),
    "together_least": (
        "Minsta sammanlagda ändring som gör en plan möjlig, räknad som andel av talen som de står:",
        "The least total change that makes a plan possible, as a share of the numbers as they stand:",
    ),
    "together": (
        "Ändringar som tillsammans gör en plan möjlig; mindre kan räcka:",
        "Changes that together make a plan possible; less may be enough:",
    ),
    "together_none": (
        "Ändringar av dem tillsammans som räcker hittades inte heller.",
        "Nor were changes of them found that together are enough.",
    ),
    "one_proposal": ("{n} förslag", "{n} proposal"),
    "proposals": ("{n} förslag", "{n} proposals"),
    "near_alone": (
        "Inget annat urval av förslag ligger inom {share} av planens värde.",
        "No other set of proposals lies within {share} of the plan's value.",
    ),
    "near_count": (
        "{n} urval av förslag ligger inom {share} av planens värde, planens eget medräknat.",
        "{n} sets of proposals lie within {share} of the plan's value, its own included.",
    ),
    "near_more": (
        "Fler än {n} urval av förslag ligger inom {share} av planens värde.",
        "More than {n} sets of proposals lie within {share} of the plan's value.",
    ),
    "near_at_least": (
        "Minst {n} urval av förslag ligger inom {share} av planens värde, planens eget medräknat; tiden tog slut.",
        "At least {n} sets of proposals lie within {share} of the plan's value, its own included; the time was out.",
    ),
    "near_shared": ("Alla har gemensamt: {names}.", "All share: {names}."),
    "near_shared_found": ("De funna har gemensamt: {names}.", "Those found share: {names}."),
    "near_none_shared": ("Inget förslag finns med i alla.", "No proposal is in all of them."),
    "near_different": (
        "Mest skiljer sig det där detta kommer in: {enters}, och detta utgår: {leaves}. Det är värt {less} mindre.",
        "Most different is the one where these come in: {enters}, and these leave: {leaves}. It is worth {less} less.",
    ),
    "near_different_found": (
        "Av de funna skiljer sig mest det där detta kommer in: {enters}, och detta utgår: {leaves}. "
        "Det är värt {less} mindre.",
        "Of those found, most different is the one where these come in: {enters}, and these leave: {leaves}. "
        "It is worth {less} less.",
    ),
    "near_value": ("Värde", "Value"),
    "near_less": ("Mindre än planen", "Less than the plan"),
    "near_enters": ("Kommer in", "Come in"),
    "near_leaves": ("Utgår", "Leave"),
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
    "ids": ("  id: {ids}", "  ids: {ids}"),
    "unknown": ("Ingen plan hittades i tid.", "No plan was found in the time."),
    "granted_outside_allocation": (
        "{key} kan inte beviljas: fonden {fund} har ingen tilldelning {years}.",
        "{key} cannot be granted: the fund {fund} has no allocation in {years}.",
    ),
    "solvers_differ": (
        "Lösarna gav olika svar; det bättre, prövat i hela kronor, gäller.",
        "The solvers gave different answers; the better one, checked in whole kronor, stands.",
    ),
    "plan_cut_off": (
        "En lösares plan bröt en gräns med en avrundning och förkastades.",
        "A solver's plan broke a limit by a rounding and was discarded.",
    ),
    "no_plan": ("ingen plan", "no plan"),
    "better_taken_over": (
        "En lösare hade fel: {said} kallades det högsta, men en plan inom alla gränser är värd {better}. Den gäller.",
        "A solver was wrong: {said} was called the most, but a plan within all limits is worth {better}. It stands.",
    ),
    "solver_overruled": (
        "En lösare svarade med en sämre plan, eller ingen, fast en bättre fanns; den gäller där, utan bevis.",
        "A solver answered with a worse plan, or none, where a better one was at hand; that stands there, not proved.",
    ),
    "cbc_unavailable": ("CBC kunde inte startas; HiGHS användes.", "CBC could not be started; HiGHS was used."),
    "highs_unavailable": ("HiGHS kunde inte startas; CBC användes.", "HiGHS could not be started; CBC was used."),
    "selected": ("ingår i planen", "in the plan"),
    "not_selected": ("ingår inte", "not in the plan"),
    "admitted": ("går vidare", "goes on"),
    "barred": ("avvisas", "barred"),
    "returned": ("återlämnas", "returned"),
    "written": ("Dokumenten finns i {folder}:", "The documents are in {folder}:"),
    "earlier": ("Den tidigare planen finns kvar i {folder}.", "The earlier plan is kept in {folder}."),
    "plan.sv.html": ("planen på svenska; öppna den i en webbläsare", "the plan in Swedish; open it in a browser"),
    "plan.en.html": ("planen på engelska", "the plan in English"),
    "record.json": ("allt underlag, för granskning", "everything behind the plan, for audit"),
    "select.json": ("valet, för andra program", "the choice, for other programs"),
    "explain.json": ("skälen, för andra program", "the reasons, for other programs"),
    "run.json": ("tid, dator och versioner för körningen", "time, machine and versions of the run"),
}


def word(name: str, language: Language, **values: object) -> str:
    """A word or sentence of the screen, its gaps filled."""
    sv, en = WORDS[name]
    return (sv if language == "sv" else en).format(**values)
