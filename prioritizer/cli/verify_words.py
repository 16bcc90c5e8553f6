"""The sentences of `verify`, by code of a finding; those of a refused certificate are `refused_` and its code."""

import re
from decimal import Decimal

from prioritizer.model.rules import Language
from prioritizer.register.check_certificate import SENTENCES

_REFUSED: dict[str, str] = {
    "not_json": "Filen är inte JSON som kan vara ett certifikat: {reason}",
    "format": "Certifikatet har formatet {found}; väntade {expected}. Gör om det, eller använd en äldre version.",
    "form": "{where}: väntade {expected}, fann {found}.",
    "hash": "Programmet har hashen {found}, men certifikatet säger {expected}.",
    "plan": "{where} ger raden {row} värdet {found}, men dess gränser är {low} och {high}.",
    "sign": "{where}: multiplikatorn för raden {row} är {found}; väntade ett annat tecken, för där saknar raden gräns.",
    "open": "{where}: ingenting avslutar delen och ingen gren följer; utrymmet är {found}, väntade mindre än 0.",
    "missing": "{where}: en gren leder hit, men trädet har bara {found} delar.",
    "left_over": "{where}: ingen gren leder hit.",
}

_KRONOR = re.compile(r"\{(\w+)\} kr\b")
HARD_SPACE, MINUS = "\u00a0", "\u2212"
_PLACES = {"node ": "del ", "row ": "rad ", "cut ": "snitt "}
"""Where the checker found something, as its messages begin."""

WORDS: dict[str, tuple[str, str]] = {
    "proves_only": (
        "Certifikatet håller: planen klarar varje rad och är värd {value} kr, och ingen annan plan är värd så mycket "
        "({parts}).",
        "The certificate holds: the plan keeps every row and is worth {value} kr, and no other plan is worth as much "
        "({parts}).",
    ),
    "proves_ties": (
        "Certifikatet håller: {plans} planer klarar varje rad och är värda {value} kr, och ingen annan plan är värd så "
        "mycket ({parts}).",
        "The certificate holds: {plans} plans keep every row and are worth {value} kr, and no other plan is worth as "
        "much ({parts}).",
    ),
    "proves_best": (
        "Certifikatet håller: planen klarar varje rad och är värd {value} kr, och ingen plan är värd mer ({parts}).",
        "The certificate holds: the plan keeps every row and is worth {value} kr, and no plan is worth more ({parts}).",
    ),
    "proves_infeasible": (
        "Certifikatet håller: ingen plan klarar alla rader ({parts}).",
        "The certificate holds: no plan keeps every row ({parts}).",
    ),
    "record_hash": ("Protokollets hash stämmer.", "The record's hash is right."),
    "record_hash_differs": (
        "Protokollets hash stämmer inte: filen är ändrad efter att den skrevs.",
        "The record's hash is wrong: the file was changed after it was written.",
    ),
    "record_unreadable": (
        "Protokollet kan inte räknas om: något i delen {part} är inte vad ett protokoll har där. Det är ändrat, eller "
        "skrivet av en annan version.",
        "The record cannot be computed again: something in the part {part} is not what a record has there. It was "
        "changed, or written by another version.",
    ),
    "record_lacks": (
        "Protokollet kan inte räknas om: delen {part} saknar «{key}». Det är ändrat, eller skrivet av en annan "
        "version.",
        "The record cannot be computed again: the part {part} lacks '{key}'. It was changed, or written by another "
        "version.",
    ),
    "program_hash": (
        "Programmet, skrivet om från protokollet, är detsamma: {hash}.",
        "The program, written again from the record, is the same: {hash}.",
    ),
    "program_hash_differs": (
        "Programmet, skrivet om från protokollet, är ett annat: {found}. Protokollet säger {expected}.",
        "The program, written again from the record, is another: {found}. The record says {expected}.",
    ),
    "rows_kept": ("Planen klarar alla {rows} rader, i hela tal.", "The plan keeps all {rows} rows, in whole numbers."),
    "draws_kept": (
        "Planen klarar villkoren på utfallen, räknade om ur protokollets utfall: {limits}.",
        "The plan keeps the limits on the outcomes, computed again from the record's outcomes: {limits}.",
    ),
    "rows_broken": ("Planen bryter {rows}.", "The plan breaks {rows}."),
    "plan_value": (
        "Planen är värd {found} kr, som protokollet säger.",
        "The plan is worth {found} kr, as the record says.",
    ),
    "plan_value_differs": (
        "Planen är värd {found} kr, men protokollet säger {expected} kr.",
        "The plan is worth {found} kr, but the record says {expected} kr.",
    ),
    "plan_granted": (
        "Planen beviljar {found} kr, som protokollet säger.",
        "The plan grants {found} kr, as the record says.",
    ),
    "plan_granted_differs": (
        "Planen beviljar {found} kr, men protokollet säger {expected} kr.",
        "The plan grants {found} kr, but the record says {expected} kr.",
    ),
    "plan_tables": (
        "Vad varje vald version och varje år av fonderna får är som protokollet säger.",
        "What each selected version and each year of the funds get is as the record says.",
    ),
    "plan_tables_differ": (
        "Vad valda versioner eller fondernas år får är, räknat om, ett annat än i protokollets del {parts}.",
        "What selected versions or the funds' years get is, computed again, other than in the record's part {parts}.",
    ),
    "plan_unknown": (
        "Planen väljer {versions}, som protokollets underlag inte har: det är ändrat.",
        "The plan selects {versions}, which the record's inputs do not have: it was changed.",
    ),
    "plan_twice": (
        "Planen väljer {versions} mer än en gång: protokollet är ändrat.",
        "The plan selects {versions} more than once: the record was changed.",
    ),
    "claim_unknown": (
        "Protokollet säger om planen «{found}», som inte finns: det är ändrat.",
        "The record says '{found}' of the plan, which there is not: it was changed.",
    ),
    "claim_confirmed": (
        "Protokollet säger att planen är bekräftad ({confirmed}) men inte bevisad ({status}).",
        "The record says that the plan is confirmed ({confirmed}) but not proved ({status}).",
    ),
    "claim_bound": (
        "Det här går inte ihop i protokollet: planen är värd {value} kr, ingen kan vara värd mer än {bound} kr, "
        "skillnaden är {gap} kr, och valet är «{status}».",
        "This does not add up in the record: the plan is worth {value} kr, none can be worth more than {bound} kr, the "
        "difference is {gap} kr, and the choice is '{status}'.",
    ),
    "claim_bound_holds": (
        "Gräns, skillnad och utfall av valet går ihop: ingen plan kan vara värd mer än {bound} kr.",
        "Bound, gap and status agree: no plan can be worth more than {bound} kr.",
    ),
    "ties_differ": (
        "Antalet planer med samma värde, räknat om, är {found}, men protokollet säger {expected}.",
        "The number of plans of the same value, counted again, is {found}, but the record says {expected}.",
    ),
    "ties_hold": (
        "Antalet planer med samma värde, räknat om, är {n}, som protokollet säger.",
        "The number of plans of the same value, counted again, is {n}, as the record says.",
    ),
    "confirmed_again": (
        "Valet, gjort om, är bekräftat av en andra lösare, som protokollet säger.",
        "The choice, made again, is confirmed by a second solver, as the record says.",
    ),
    "not_confirmed_again": (
        "Protokollet säger att en andra lösare bekräftade valet; det hanns inte med, eller gick inte, nu.",
        "The record says that a second solver confirmed the choice; there was no time for that, or it failed, now.",
    ),
    "confirmed_now": (
        "Protokollet säger att valet inte är bekräftat; gjort om är det bekräftat.",
        "The record says that the choice is not confirmed; made again, it is.",
    ),
    "chosen_again": ("Valet, gjort om, ger samma plan.", "The choice, made again, gives the same plan."),
    "chosen_tie": (
        "Valet, gjort om, ger en annan plan med samma värde, {found} kr.",
        "The choice, made again, gives another plan of the same value, {found} kr.",
    ),
    "chosen_otherwise": (
        "Valet, gjort om, ger {found} kr, men protokollet säger {expected} kr.",
        "The choice, made again, gives {found} kr, but the record says {expected} kr.",
    ),
    "chosen_as_good": (
        "Valet, gjort om, ger en annan plan med samma värde, {found} kr. Vilken som ska gälla är inte bevisat.",
        "The choice, made again, gives another plan of the same value, {found} kr. Which is to be taken is not proved.",
    ),
    "chosen_within_gap": (
        "Protokollet säger att upp till {more} kr mer kunde vara möjligt; en ny sökning fann {found} kr. Det motsäger "
        "inte protokollet.",
        "The record says that up to {more} kr more might be possible; a new search found {found} kr. That does not "
        "contradict the record.",
    ),
    "chosen_less_in_time": (
        "Valet hann göras om bara till {found} kr; protokollets plan är värd {expected} kr. Det motsäger inte "
        "protokollet.",
        "The choice was made again only as far as {found} kr in the time; the record's plan is worth {expected} kr. "
        "That does not contradict the record.",
    ),
    "chosen_open": (
        "Valet, gjort om, ger en annan plan, med {found} kr i förväntat värde mot protokollets {expected} kr. Det ena "
        "eller båda valen är inte bevisade, så det motsäger inte protokollet.",
        "The choice, made again, gives another plan, with {found} kr in expected value against the record's {expected} "
        "kr. One of the choices or both are not proved, so that does not contradict the record.",
    ),
    "found_now": (
        "Protokollet hann inte finna någon plan; en ny sökning fann en värd {found} kr. Det motsäger inte protokollet.",
        "The record found no plan in its time; a new search found one worth {found} kr. That does not contradict the "
        "record.",
    ),
    "infeasible_now": (
        "Protokollet hann inte finna någon plan; en ny sökning visar att ingen finns. Det motsäger inte protokollet.",
        "The record found no plan in its time; a new search shows that there is none. That does not contradict the "
        "record.",
    ),
    "infeasible_again": (
        "Valet, gjort om, finner inte heller någon plan.",
        "The choice, made again, finds no plan either.",
    ),
    "not_chosen_again": (
        "Valet hann inte göras om i tid.",
        "The choice could not be made again in the time.",
    ),
    "no_certificate": (
        "Det finns inget certifikat bredvid protokollet. Kör prioritizer plan med --certify för att få ett.",
        "There is no certificate beside the record. Run prioritizer plan with --certify to get one.",
    ),
    "no_certificate_of_chance": (
        "Det finns inget certifikat, och inget kan skrivas: {limits} gäller en sannolikhet över utfallen.",
        "There is no certificate, and none can be written: {limits} concern a chance over the outcomes.",
    ),
    "no_certificate_of_objective": (
        "Det finns inget certifikat, och inget kan skrivas: planen är vald för något annat än högst förväntat värde.",
        "There is no certificate, and none can be written: the plan is chosen for something else than the highest "
        "expected value.",
    ),
    "no_certificate_of_unproved": (
        "Det finns inget certifikat: valet är inte bevisat.",
        "There is no certificate: the choice is not proved.",
    ),
    "neither": (
        "{file} är inget certifikat och inget protokoll. Pröva certificate.json eller record.json.",
        "{file} is no certificate and no record. Check certificate.json or record.json.",
    ),
    "certificate_missing": (
        "Protokollet säger att ett certifikat bekräftar planen, men certificate.json finns inte bredvid.",
        "The record says that a certificate confirms the plan, but there is no certificate.json beside it.",
    ),
    "certificate_program": (
        "Certifikatet gäller ett annat program: {found}. Protokollets är {expected}.",
        "The certificate is of another program: {found}. The record's is {expected}.",
    ),
    "certificate_claim": (
        "Av certifikatet och protokollet säger det ena att det finns en plan och det andra att ingen finns.",
        "Of the certificate and the record one says that there is a plan and the other that there is none.",
    ),
    "certificate_value": (
        "Certifikatets plan är värd {found} kr, men protokollet säger {expected} kr.",
        "The certificate's plan is worth {found} kr, but the record says {expected} kr.",
    ),
    "certificate_plan": (
        "Certifikatets plan är en annan: {found}.",
        "The certificate's plan is another: {found}.",
    ),
    "certificate_agrees": (
        "Certifikatet gäller protokollets program och plan.",
        "The certificate is of the record's program and plan.",
    ),
    "values_taken": (
        "Prövningens utslag, varje versions värde och vad dokumenten i övrigt visar är tagna ur protokollet, inte "
        "räknade om.",
        "Verdicts of screening, the value of each version and what else documents show are taken from the record, not "
        "computed again.",
    ),
    "holds": ("Allt som prövades stämmer.", "Everything that was checked agrees."),
    "differs": ("Det stämmer inte: {n} av {all} prövningar.", "It does not agree: {n} of {all} checks."),
    **{
        f"refused_{code}": (
            f"Certifikatet godtas inte. {_REFUSED[code]}",
            f"The certificate is refused. {SENTENCES[code]}",
        )
        for code in SENTENCES
    },
}


def told(code: str, language: Language, **values: object) -> str:
    """A finding in words."""
    sentence = WORDS[code][0 if language == "sv" else 1]
    filled = {name: str(value) for name, value in values.items()}
    for name in _KRONOR.findall(sentence):
        filled[name] = _grouped(filled[name], language)
    if "nodes" in filled:
        one, many = ("del", "delar") if language == "sv" else ("node", "nodes")
        filled["parts"] = f"{filled['nodes']} {one if filled['nodes'] == '1' else many}"
    if language == "sv" and "where" in filled:
        for english, swedish in _PLACES.items():
            filled["where"] = filled["where"].replace(english, swedish)
    return sentence.format(**filled)


def _grouped(amount: str, language: Language) -> str:
    """An exact amount as its language writes it: two that differ by an öre are told apart."""
    try:
        text = f"{Decimal(amount):,f}"
    except ArithmeticError:
        return amount
    return text.replace(",", HARD_SPACE).replace(".", ",").replace("-", MINUS) if language == "sv" else text
