"""The words of the screen; those of the documents stand in `reports/words/`."""

from prioritizer.cli.explained_words import EXPLAINED_WORDS
from prioritizer.cli.margin_words import MARGIN_WORDS
from prioritizer.model.rules import Language

WORDS: dict[str, tuple[str, str]] = {
    **MARGIN_WORDS,
    **EXPLAINED_WORDS,
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
    "unvalued": ("Uppgift om värde saknas.", "No value is stated."),
    "missing": ("uppgift om {field} saknas", "{field} is missing"),
    "stated": ("{field}: {value}", "{field}: {value}"),
    "change": ("«{title}» till {version}, start {start}", "'{title}' to {version}, start {start}"),
    "head": ("huvudversionen", "the head version"),
    "between": ("mellan {low} och {high}", "between {low} and {high}"),
    "fund": ("medlen i {title}", "the money in {title}"),
    "resource": ("tillgången på {title}", "the capacity of {title}"),
    "continues": ("åtagandet från den förra planen om «{title}»", "the commitment of the earlier plan to '{title}'"),
    "roll_continues": (
        "Åtaganden från den förra planen, {n}: {names}.",
        "Commitments from the earlier plan, {n}: {names}.",
    ),
    "commitments": ("{n} åtaganden från den förra planen", "{n} commitments of the earlier plan"),
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
    "mandatory": ("beslutet att «{title}» ska vara med", "the decision that '{title}' must be in"),
    "excluded": ("beslutet att «{title}» inte ska vara med", "the decision that '{title}' must not be in"),
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
        "Villkoret {limit} håller i valet men bryts när planen prövas på {draws} nya utfall. Se «Planen i siffror».",
        "The limit {limit} holds in the choice but is broken when the plan is tried on {draws} fresh outcomes. "
        "See 'The plan in figures'.",
    ),
    "not_fresh": (
        "Håller på de {draws} utfall som valet gjordes på: {limits}. Nya utfall har inte prövats; det gör prioritizer "
        "plan.",
        "Met on the {draws} outcomes that the choice was made on: {limits}. Fresh outcomes were not tried; prioritizer "
        "plan does that.",
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
    "certificate_misbehaved": (
        "Inget certifikat: HiGHS, som söker beviset, svarade något som ingen lösare ska svara ({reason}).",
        "No certificate: HiGHS, which searches for the proof, answered what no solver should answer ({reason}).",
    ),
    "certificate_unfinished": (
        "Inget certifikat: tiden tog slut efter {nodes} delar av trädet.",
        "No certificate: the time ran out after {nodes} parts of the tree.",
    ),
    "certificate.json": ("beviset; pröva det med verify", "the proof; check it with verify"),
    "optimal": ("Planen är optimal enligt {solver}.", "The plan is optimal according to {solver}."),
    "feasible": (
        "Planen är inte bevisad: högst {gap} mer kan vara möjligt. Också siffrorna är prognoser.",
        "The plan is not proved: at most {gap} more may be possible. The figures, too, are forecasts.",
    ),
    "proof": (
        "Beviset gäller valet givet siffrorna. Siffrorna är prognoser.",
        "The proof concerns the choice given the figures. The figures are forecasts.",
    ),
    "proof_draws": (
        "Beviset gäller valet givet siffrorna och de {draws} utfallen. Siffrorna är prognoser.",
        "The proof concerns the choice given the figures and the {draws} outcomes. The figures are forecasts.",
    ),
    "proof_unconfirmed": (
        "Valet gäller givet siffrorna. Siffrorna är prognoser.",
        "The choice holds given the figures. The figures are forecasts.",
    ),
    "proof_open": (
        "Ingenting är bevisat. Också siffrorna är prognoser.",
        "Nothing is proved. The figures, too, are forecasts.",
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
        "Inget förslag både ryms inom villkoren och lönar sig. «prioritizer explain» säger varför för vart och ett.",
        "No proposal both fits within the limits and is worth it. 'prioritizer explain' tells why for each of them.",
    ),
    "total": (
        "{n} av {all} förslag, {granted} beviljas, nettonuvärde {nnv} ({year} års priser).",
        "{n} of {all} proposals, {granted} granted, net present value {nnv} ({year} prices).",
    ),
    "total_after": (
        "{n} av {all} förslag, {granted} beviljas, nettonuvärde {nnv}; efter lägsta godtagna avkastning ({reserve} per "
        "beviljad krona) {value} ({year} års priser).",
        "{n} of {all} proposals, {granted} granted, net present value {nnv}; less the reserve price ({reserve} per "
        "granted krona) {value} ({year} prices).",
    ),
    "better_found_later": (
        "En plan som är värd mer än den först valda hittades efteråt, och det är den som föreslås.",
        "A plan worth more than the one first chosen was found afterwards, and that is the one proposed.",
    ),
    "infeasible": (
        "Ingen plan klarar villkoren. De här går inte ihop: {conflict}.",
        "No plan meets the limits. These clash: {conflict}.",
    ),
    "infeasible_unsettled": (
        "Ingen plan klarar villkoren. Vilka som inte går ihop hann inte avgöras.",
        "No plan meets the limits. Which of them clash was not settled in the time.",
    ),
    "clash_found": (
        "De kan vara fler än som behövs: att utelämna vart och ett hann inte prövas.",
        "There may be more of them than are needed: there was no time to leave each of them out.",
    ),
    "infeasible_one": (
        "Ingen plan klarar villkoren. Det här kan inte hållas ens ensamt: {conflict}.",
        "No plan meets the limits. This one cannot be met even alone: {conflict}.",
    ),
    "infeasible_confirmed": (
        "Att ingen plan finns är bekräftat av en andra lösare.",
        "That there is no plan is confirmed by a second solver.",
    ),
    "for_goal": ("för målet {title}", "for the goal {title}"),
    "for_goals": ("för målen {title}", "for the goals {title}"),
    "versions": ("att högst en version av «{title}» väljs", "that at most one version of '{title}' is taken"),
    "lowest_spending": ("den lägsta satsningen, {amount}", "the lowest spending, {amount}"),
    "for_key": ("för {title}", "for {title}"),
    "fund_until": (
        "medlen i {title} till och med {year} ({amount})",
        "the money in {title} up to and including {year} ({amount})",
    ),
    "fund_of": ("medlen i {title} {year} ({amount})", "the money in {title} {year} ({amount})"),
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
    "change_none": (
        "Ingen ändring av något av detta räcker ensam: {what}.",
        "No change of any of these is enough alone: {what}.",
    ),
    "change_open": ("Hann inte avgöras: {what}.", "Not settled in the time: {what}."),
    "change_steps": (
        "Ett steg mindre räcker inte: en hundradels procent, ett förslag, en krona eller en sista decimal.",
        "One step less is not enough: a hundredth of a per cent, one proposal, one krona or one last decimal.",
    ),
    "together_least": (
        "Ingen ändring räcker ensam. Minsta sammanlagda ändring som gör en plan möjlig:",
        "No change is enough alone. The least total change that makes a plan possible:",
    ),
    "counts_as": ("{told} (räknas som {share})", "{told} (counts as {share})"),
    "together_sum": (
        "Sammanlagt räknas det som {share}: varje ändring som andel av sitt tal, det som tas bort som 100 %.",
        "In all it counts as {share}: each change as a share of its number, what is dropped as 100%.",
    ),
    "together": (
        "Ingen ändring räcker ensam. Ändringar som tillsammans gör en plan möjlig; mindre kan räcka:",
        "No change is enough alone. Changes that together make a plan possible; less may be enough:",
    ),
    "together_none": (
        "Ingen ändring räcker ensam, och ändringar av dem tillsammans som räcker hittades inte.",
        "No change is enough alone, and no changes of them were found that together are enough.",
    ),
    "one_proposal": ("{n} förslag", "{n} proposal"),
    "proposals": ("{n} förslag", "{n} proposals"),
    "ids": ("  id: {ids}", "  ids: {ids}"),
    "unknown": (
        "Ingen plan hann hittas. Det kan finnas planer: ge mer tid med --time-limit.",
        "No plan was found in the time. There may be plans: give more with --time-limit.",
    ),
    "solvers_differ": (
        "Lösarna gav olika svar; det bättre, prövat i hela kronor, gäller.",
        "The solvers gave different answers; the better one, checked in whole kronor, stands.",
    ),
    "plan_cut_off": (
        "En lösares plan bröt ett villkor med en avrundning och förkastades.",
        "A solver's plan broke a limit by a rounding and was discarded.",
    ),
    "no_plan": ("ingen plan", "no plan"),
    "better_taken_over": (
        "En lösare hade fel: {said} kallades det högsta, men en plan inom alla villkor är värd {better}. Den gäller.",
        "A solver was wrong: {said} was called the most, but a plan within all limits is worth {better}. It stands.",
    ),
    "solver_overruled": (
        "En lösare svarade med en sämre plan, eller ingen, fast en bättre fanns; den gäller där, utan bevis.",
        "A solver answered with a worse plan, or none, where a better one was at hand; that stands there, not proved.",
    ),
    "cbc_unavailable": ("CBC kunde inte startas; HiGHS användes.", "CBC could not be started; HiGHS was used."),
    "cbc_misbehaved": (
        "CBC svarade något som ingen lösare ska svara; HiGHS användes.",
        "CBC answered what no solver should answer; HiGHS was used.",
    ),
    "highs_misbehaved": (
        "HiGHS svarade något som ingen lösare ska svara; CBC användes.",
        "HiGHS answered what no solver should answer; CBC was used.",
    ),
    "highs_unavailable": ("HiGHS kunde inte startas; CBC användes.", "HiGHS could not be started; CBC was used."),
    "selected": ("ingår i planen", "in the plan"),
    "not_selected": ("ingår inte", "not in the plan"),
    "admitted": ("går vidare", "goes on"),
    "barred": ("avvisas", "barred"),
    "returned": ("återlämnas", "returned"),
    "written_aside": (
        "Det som inte kunde skrivas ligger i stället i {folder}. Flytta det därifrån.",
        "What could not be written is in {folder} instead. Move it from there.",
    ),
    "written": ("Dokumenten finns i {folder}:", "The documents are in {folder}:"),
    "earlier": (
        "Det som stod i mappen förut finns kvar i {folder}.",
        "What the folder held before is kept in {folder}.",
    ),
    "in_both": (
        "Dokumenten finns i {folder}, på svenska (.sv) och engelska (.en). Det som slutar på .html öppnas i en "
        "webbläsare:",
        "The documents are in {folder}, in Swedish (.sv) and English (.en). What ends in .html opens in a browser:",
    ),
    "tjansteskrivelse": ("tjänsteskrivelse om hela planen", "memo on the whole plan"),
    "tjansteskrivelse-*": ("tjänsteskrivelser till nämnder: {n}", "memos to boards: {n}"),
    "plan": (
        "beslutsunderlaget, med en sida för varje förslag",
        "the decision document, with a page for every proposal",
    ),
    "allmanheten": ("en sida för allmänheten", "a page for the public"),
    "svar/*": ("svar till förslagsställare: {n}", "answers to proposers: {n}"),
    "also_as": ("; även {forms}", "; also {forms}"),
    "document_refused": ("{document} skrevs inte.", "{document} was not written."),
    "documents_refused": ("{document} och {more} till skrevs inte.", "{document} and {more} more were not written."),
    "no_documents": ("Inga dokument skrevs, bara data.", "No documents were written, only data."),
    "record.json": ("allt underlag, för granskning", "everything behind the plan, for audit"),
    "select.json": ("valet, för andra program", "the choice, for other programs"),
    "explain.json": ("skälen, för andra program", "the reasons, for other programs"),
    "run.json": ("tid, dator och versioner för körningen", "time, machine and versions of the run"),
}


def word(name: str, language: Language, **values: object) -> str:
    """A word or sentence of the screen, its gaps filled."""
    sv, en = WORDS[name]
    return (sv if language == "sv" else en).format(**values)
