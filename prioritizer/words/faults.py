"""Faults and warnings as sentences: what is wrong, what was expected, the nearest right thing."""

import re

from prioritizer.model.fault import Fault
from prioritizer.model.rules import Language
from prioritizer.words.decided_faults import DECIDED_FAULTS
from prioritizer.words.document_faults import DOCUMENT_FAULTS
from prioritizer.words.form_faults import FORM_FAULTS
from prioritizer.words.fund_faults import FUND_FAULTS
from prioritizer.words.library_faults import LIBRARY_FAULTS
from prioritizer.words.rule_faults import RULE_FAULTS
from prioritizer.words.table_faults import TABLE_FAULTS
from prioritizer.words.uncertain_faults import UNCERTAIN_FAULTS
from prioritizer.words.what_if_faults import WHAT_IF_FAULTS
from prioritizer.words.yaml_faults import YAML_FAULTS

FAULTS: dict[str, tuple[str, str]] = {
    **TABLE_FAULTS,
    **YAML_FAULTS,
    **RULE_FAULTS,
    **FORM_FAULTS,
    **FUND_FAULTS,
    **DECIDED_FAULTS,
    **LIBRARY_FAULTS,
    **UNCERTAIN_FAULTS,
    **DOCUMENT_FAULTS,
    **WHAT_IF_FAULTS,
    # Names and links
    "unknown_outcome": (
        "Det finns inget pris för utfallet «{key}» i rules/prices/.",
        "There is no price for the outcome '{key}' in rules/prices/.",
    ),
    "duplicate_alternative": (
        "Alternativet «{key}» står två gånger. Ge vart och ett ett eget id.",
        "The alternative '{key}' stands twice. Give each one an id of its own.",
    ),
    "duplicate_name": (
        "Id «{key}» används två gånger, första gången i {first}. Ge var och en ett eget id.",
        "The id '{key}' is used twice, first at {first}. Give each one an id of its own.",
    ),
    "parent_has_parent": (
        "«{key}» hör till «{parent}», som själv hör till en annan aktör. En nämnd ska höra direkt till sin kommun "
        "eller "
        "region.",
        "'{key}' belongs to '{parent}', which itself belongs to another actor. A board must belong directly to its "
        "municipality or region.",
    ),
    "parents_in_circle": (
        "«{key}» hör till «{parent}», som hör till «{key}». Ta bort parent på den som är egen kassa.",
        "'{key}' belongs to '{parent}', which belongs to '{key}'. Remove parent from the one that is a purse of its "
        "own.",
    ),
    "parent_of_no_purse": (
        "«{key}» är ingen offentlig kassa. Som del av «{parent}» skulle dess pengar räknas in i den kassan. Ta bort "
        "parent (konvention §4).",
        "'{key}' is no public purse. As a part of '{parent}' its money would be counted in that purse. Remove parent "
        "(convention §4).",
    ),
    "person_as_parent": (
        "«{parent}» är ingen kassa som «{key}» kan höra till. Skriv en kommun, region eller annan kassa, eller ta bort "
        "parent.",
        "'{parent}' is no purse that '{key}' can belong to. Write a municipality, a region or another purse, or remove "
        "parent.",
    ),
    "base_year_not_first": (
        "Diskonteringsåret base_year är {year}, men det är alltid planens första år, {first} (konvention §1). Ändra "
        "det, eller ta bort uppgiften.",
        "The base_year is {year}, but it is always the first plan year, {first} (convention §1). Change it, or leave "
        "it out.",
    ),
    "own_parent": (
        "Aktören «{key}» står som parent till sig själv. Ta bort parent, eller skriv den aktör som «{key}» hör till.",
        "The actor '{key}' stands as its own parent. Remove parent, or write the actor that '{key}' belongs to.",
    ),
    "cycle": (
        "Kraven går i cirkel: {cycle}. Ta bort ett av kraven. Ska förslagen väljas tillsammans, skriv en gräns med "
        "together.",
        "The requirements go in a circle: {cycle}. Remove one of them. If the proposals are to be chosen together, "
        "write "
        "a limit with together.",
    ),
    "years_backwards": (
        "Planens första år {first} ligger efter det sista {last}. Byt plats på dem.",
        "The plan's first year {first} comes after its last {last}. Let them change places.",
    ),
    "missing_previous": (
        "Det finns ingen fil {file}. Skriv vägen från portföljens mapp till den tidigare planens record.json eller "
        "select.json.",
        "There is no file {file}. Write the path from the portfolio's folder to the record.json or select.json of the "
        "earlier plan.",
    ),
    "previous_unreadable": (
        "Filen {file} går inte att läsa som en plan. Ange record.json eller select.json från en tidigare körning.",
        "The file {file} cannot be read as a plan. Give the record.json or select.json of an earlier run.",
    ),
    "previous_twice": (
        "Planen i {file} har {proposals} mer än en gång. Ange record.json eller select.json från en tidigare körning.",
        "The plan in {file} has {proposals} more than once. Give the record.json or select.json of an earlier run.",
    ),
    "previous_without_plan": (
        "Det finns ingen plan i {file}: inget förslag valdes. Ta bort previous_plan, eller ange en annan plan.",
        "There is no plan in {file}: no proposal was chosen. Remove previous_plan, or give another plan.",
    ),
    "synergy_of_two": (
        "En samverkan gäller två olika förslag. Skriv två id i of; fler par skrivs var för sig.",
        "A synergy is of two different proposals. Write two ids in of; further pairs are written one by one.",
    ),
    "synergy_twice": (
        "Samverkan mellan de två förslagen står redan på {first}. Ta bort den ena.",
        "The synergy of the two proposals stands at {first} already. Remove one of them.",
    ),
    "commitments_exceed_fund": (
        "Åtagandena från tidigare planer är större än vad fonden {fund} har: {year} fattas {lacks} kr. Rätta "
        "åtagandena eller fondens medel.",
        "The commitments from earlier plans are larger than what the fund {fund} has: in {year} {lacks} kr are "
        "lacking. Correct the commitments or the money of the fund.",
    ),
    # Rules
    "unknown_overlay": (
        "Det finns ingen parameteruppsättning «{key}» i rules/parameters/overlays/. De som finns är {choices}.",
        "There is no parameter overlay '{key}' in rules/parameters/overlays/. Those that exist are {choices}.",
    ),
    "unknown_set": (
        "Det finns ingen kriterieuppsättning «{key}» i rules/criteria/. De som finns är {choices}.",
        "There is no criteria set '{key}' in rules/criteria/. Those that exist are {choices}.",
    ),
    "unknown_criteria": (
        "Kriteriet «{key}» finns inte i rules/criteria/.",
        "There is no criterion '{key}' in rules/criteria/.",
    ),
    "unknown_limits": ("Gränsen «{key}» finns inte i rules/limits/.", "There is no limit '{key}' in rules/limits/."),
    "unknown_parameter": (
        "Det finns ingen parameter «{key}» i rules/parameters/.",
        "There is no parameter '{key}' in rules/parameters/.",
    ),
    "parameter_not_yet": (
        "Parametern «{key}» har inget värde som gäller {day}; det första gäller från {first}. Lägg till ett tidigare "
        "värde i {file}, som är den fil som gäller, eller ändra as_of.",
        "The parameter '{key}' has no value in force on {day}; the first holds from {first}. Add an earlier value in "
        "{file}, which is the file in force, or change as_of.",
    ),
    "expected_criteria": (
        "criteria är namnet på en uppsättning, en lista av id eller none.",
        "criteria is the name of a set, a list of ids, or none.",
    ),
    "expected_condition": (
        "Här väntades ett villkor: {{field, op, value}} eller all, any, not, if_then, bands.",
        "A condition was expected here: {{field, op, value}} or all, any, not, if_then, bands.",
    ),
    "expected_if_then": ("if_then behöver if och then.", "if_then needs if and then."),
    "unknown_op": (
        "«{key}» är ingen känd jämförelse. Här kan stå {choices}.",
        "'{key}' is not a known comparison. What can stand here is {choices}.",
    ),
    "parameter_is_a_number": (
        "«{field}» är inget tal, så det går inte att jämföra med parametern {parameter}. Skriv value i stället.",
        "'{field}' is not a number, so it cannot be compared with the parameter {parameter}. Write value instead.",
    ),
    "not_ordered": (
        "«{field}» är varken ett tal eller ett datum, så {op} går inte att använda. Skriv equals eller one_of.",
        "'{field}' is neither a number nor a date, so {op} cannot be used. Write equals or one_of.",
    ),
    "advocacy_in_rule": (
        "«{key}» säger vem som bett om förslaget eller hur. Det får inte styra något val (konvention §24).",
        "'{key}' says who asked for the proposal or how. It may not steer any choice (convention §24).",
    ),
    "id_is_not_file": (
        "Id är «{key}» men filen heter något annat. Låt dem vara lika.",
        "The id is '{key}' but the file has another name. Let them be the same.",
    ),
    "stale_check": (
        "Regeln kontrollerades senast {day}, för mer än ett år sedan. Se om den ännu gäller.",
        "The rule was last checked on {day}, more than a year ago. See whether it still holds.",
    ),
    "transfer_not_zero": (
        "En transferering ska summera till noll över aktörerna; den här summerar till {sum}.",
        "A transfer must sum to zero over the actors; this one sums to {sum}.",
    ),
    "expected_limit": (
        "Här väntades en gräns: share_of, sum_of, count_where, worst_mean, chance_below, together, exclusive, "
        "requires eller at_most_one_of.",
        "A limit was expected here: share_of, sum_of, count_where, worst_mean, chance_below, together, exclusive, "
        "requires or at_most_one_of.",
    ),
    "one_form_of_limit": (
        "En gräns gäller en sak, men här står {forms}. Gör en gräns av var och en.",
        "A limit concerns one thing, but here stand {forms}. Make a limit of each.",
    ),
    "expected_two_ids": ("Här väntades en lista med minst två id.", "A list of at least two ids was expected here."),
    "same_id_twice": (
        "«{key}» står två gånger i listan. Skriv varje förslag en gång.",
        "'{key}' stands twice in the list. Write each proposal once.",
    ),
    "unknown_sum": (
        "«{key}» går inte att summera. Skriv granted eller ett fält som är ett tal.",
        "'{key}' cannot be summed. Write granted or a field that is a number.",
    ),
    "share_of_granted_only": (
        "En andel tas av beviljade kronor (granted), inte av «{key}».",
        "A share is taken of granted kronor (granted), not of '{key}'.",
    ),
    "unknown_by": (
        "«{key}» går inte att dela upp på. Skriv plan, fund, year, payer eller ett fält med ord.",
        "'{key}' cannot be split by. Write plan, fund, year, payer or a field of words.",
    ),
    "value_or_parameter": ("Skriv antingen value eller parameter.", "Write either value or parameter."),
    # Screening and appraisal
    "mandatory_barred": (
        "Förslaget är obligatoriskt men stoppas av kriteriet {criterion}. Ändra beslutet eller förslaget.",
        "The proposal is mandatory but barred by the criterion {criterion}. Change the decision or the proposal.",
    ),
    "mandatory_returned": (
        "Förslaget är obligatoriskt men saknar uppgifter som {criterion} kräver. Komplettera det.",
        "The proposal is mandatory but lacks facts that {criterion} requires. Complete it.",
    ),
    "override_twice": (
        "Det är redan beslutat om «{key}», i {first}. Ett förslag kan vara med eller utanför på ett enda beslut; ta "
        "bort det ena.",
        "There is already a decision on '{key}', in {first}. A proposal is in or out by one decision; remove one of "
        "them.",
    ),
    "limit_field_missing": (
        "Gränsen {limit} går inte att räkna, eftersom en uppgift den bygger på ({fields}) saknas för {proposals}. Fyll "
        "i den; det som saknas räknas aldrig som noll.",
        "The limit {limit} cannot be counted, since a fact it rests on ({fields}) is missing for {proposals}. Fill it "
        "in; what is missing is never counted as zero.",
    ),
    "row_too_large": (
        "Talen i villkoret {row} går inte att räkna ihop exakt: störst är det för {largest} och minst för {smallest}, "
        "och skillnaden är för stor. Se om ett belopp eller en enhet är fel skriven.",
        "The numbers of the limit {row} cannot be added up exactly: the largest is that of {largest} and the smallest "
        "that of {smallest}, and the difference is too large. See whether an amount or a unit is wrongly written.",
    ),
    "no_discount_rate": (
        "Kalkylräntan har inget värde som gäller {day}. Lägg till ett i {file}, som är den fil som gäller.",
        "The discount rate has no value in force on {day}. Add one in {file}, which is the file in force.",
    ),
    "discount_rate_too_low": (
        "Kalkylräntan är {value}. Den måste vara över −1 (−100 procent), annars finns det inget att dividera ett års "
        "kronor med. Skriv en andel per år, till exempel 0.035 för 3,5 procent.",
        "The discount rate is {value}. It must be above −1 (−100 per cent), or there is nothing to divide the kronor "
        "of a year by. Write a share per year, such as 0.035 for 3.5 per cent.",
    ),
    "no_price_on": (
        "Utfallet «{outcome}» har inget pris som gäller {day}. Lägg till ett i rules/prices/{outcome}.yaml.",
        "The outcome '{outcome}' has no price in force on {day}. Add one in rules/prices/{outcome}.yaml.",
    ),
    "no_index": (
        "price_index saknar värde för {year}, så beloppet går inte att räkna om. Lägg till året i "
        "rules/parameters/price_index.yaml.",
        "price_index has no value for {year}, so the amount cannot be converted. Add the year in "
        "rules/parameters/price_index.yaml.",
    ),
    "start_not_valued": (
        "«{version}» med start {start} värderas inte: kostnaderna hamnar i år utan tilldelning i fonden, så den kan "
        "inte väljas, och price_index saknar värde för {years}. De andra starterna räknas som vanligt.",
        "'{version}' with the start {start} is not valued: its costs fall in years without an allocation in the fund, "
        "so the start cannot be chosen, and price_index has no value for {years}. The other starts count as ever.",
    ),
    "no_index_of_price_year": (
        "Portföljen räknas i {year} års priser, men price_index saknar värde för det året, så belopp i andra priser "
        "går inte att räkna om. Lägg till året i rules/parameters/price_index.yaml, eller skriv ett annat price_year.",
        "The portfolio is counted in prices of {year}, but price_index has no value for that year, so amounts in other "
        "prices cannot be converted. Add the year in rules/parameters/price_index.yaml, or write another price_year.",
    ),
    "small_target_group": (
        "Målgruppen är {size}, färre än {least}. Så få kan gå att känna igen; skriv inget om enskilda.",
        "The target group is {size}, fewer than {least}. So few can be recognised; write nothing about individuals.",
    ),
    "identity_number": (
        "Texten liknar ett personnummer. Ta bort det; förslag bär aldrig personuppgifter.",
        "The text looks like a personal identity number. Remove it; proposals never carry personal data.",
    ),
    # Writing
    "cannot_write": (
        "Det gick inte att skriva hit: {reason}. Inget har ändrats.",
        "Could not write here: {reason}. Nothing has changed.",
    ),
    "cannot_write_here": (
        "Det gick inte att skriva hit: mappen finns inte, eller så står något annat i vägen. Inget har ändrats.",
        "Could not write here: there is no such folder, or something else is in the way. Nothing has changed.",
    ),
    "name_too_long": (
        "Namnet är längre än vad datorn tillåter. Välj ett kortare.",
        "The name is longer than the computer allows. Choose a shorter one.",
    ),
    "may_not_write": (
        "Det gick inte att skriva hit: det tillåts inte. Inget har ändrats. Stäng filen om den är öppen i ett annat "
        "program.",
        "Could not write here: that is not allowed. Nothing has changed. Close the file if it is open in another "
        "program.",
    ),
    "folder_not_empty": (
        "Mappen finns redan och är inte tom. Välj ett nytt namn.",
        "The folder exists already and is not empty. Choose a new name.",
    ),
    "unknown_start": (
        "Förslaget «{key}» har ingen start «{start}». De som finns är {choices}.",
        "The proposal '{key}' has no start '{start}'. Those that exist are {choices}.",
    ),
    "unknown_proposal_id": ("Det finns inget förslag «{key}».", "There is no proposal '{key}'."),
    "owner_gets_nothing": (
        "Effektens ägare «{owner}» får ingen del av priset «{outcome}».",
        "The effect's owner '{owner}' gets no part of the price '{outcome}'.",
    ),
    # Accounts
    "take_home_above_one": (
        "Hemtagbar andel över 100 %: «{value}». Mer än det som frigörs kan inte tas hem. Skriv ett tal från 0 till 1, "
        "eller högst 100 %.",
        "Share that can be taken home above 100 %: '{value}'. More than what is freed cannot be taken home. Write a "
        "number from 0 to 1, or at most 100 %.",
    ),
    "production_and_transfer": (
        "Priset står både som production och transfer. En transferering skapar inget värde; ta bort det ena.",
        "The price stands as both production and transfer. A transfer creates no value; remove one of them.",
    ),
    "equalised_without_production": (
        "Inkomstutjämning gäller skatt på produktionsvärde. Skriv production: yes, eller ta bort equalised och "
        "equaliser.",
        "Income equalisation concerns tax on production value. Write production: yes, or remove equalised and "
        "equaliser.",
    ),
    "equaliser_missing": (
        "Här står bara det ena av equalised (vars skatt utjämnas) och equaliser (på vem skillnaden faller). Skriv båda "
        "eller ingen.",
        "Only one of equalised (whose tax is equalised) and equaliser (on whom the difference falls) stands here. "
        "Write both or neither.",
    ),
    "equalised_not_in_split": (
        "«{key}» står under equalised men får ingen del i split, så det finns ingen skatt att utjämna.",
        "'{key}' stands under equalised but gets no part in split, so there is no tax to equalise.",
    ),
    "unknown_equaliser": (
        "Inkomstutjämningen ska falla på «{key}», som inte är en aktör i portföljen. Lägg till aktören under actors, "
        "eller ändra equaliser.",
        "Income equalisation is to fall on '{key}', which is no actor of the portfolio. Add the actor under actors, or "
        "change equaliser.",
    ),
    "no_parameter_for_production": (
        "Produktionsvärdet står brutto, men parametern {parameter} har inget gällande värde. Lägg till det i "
        "{file}, eller skriv production_value: no i portfolio.yaml.",
        "The production value is written gross, but the parameter {parameter} has no value in force. Add it "
        "in {file}, or write production_value: no in portfolio.yaml.",
    ),
    "no_tax_factor": (
        "Skattefaktorn ska räknas med (tax_factor) men har inget värde som gäller {day}. Lägg till ett i "
        "{file}, eller skriv tax_factor: no i portfolio.yaml.",
        "The tax factor is to be counted (tax_factor) but has no value in force on {day}. Add one in "
        "{file}, or write tax_factor: no in portfolio.yaml.",
    ),
    "tax_factor_below_one": (
        "Skattefaktorn är {value}. En skattekrona kostar minst en krona, så den ska vara minst 1.",
        "The tax factor is {value}. A krona of tax costs at least a krona, so it must be at least 1.",
    ),
    "reserved_actor": (
        "«{key}» är namnet på raden för skattefinansieringens kostnad. Ge aktören ett annat id.",
        "'{key}' is the name of the row for the cost of tax financing. Give the actor another id.",
    ),
    "person_public": (
        "«{key}» är ingen offentlig kassa. Ta bort public.",
        "'{key}' is no public purse. Remove public.",
    ),
    "person_pays": (
        "«{key}» kan inte medfinansiera: personer betalar inte för insatser som gäller dem. Ta bort can_co_finance.",
        "'{key}' cannot co-finance: persons do not pay for measures that concern them. Remove can_co_finance.",
    ),
}

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that would steer the terminal, or hide, in a line that names what somebody wrote."""

_NEAR = {"sv": "Menades «{near}»?", "en": "Did you mean '{near}'?"}
_WARNING = {"sv": "varning", "en": "warning"}


def sentence(fault: Fault, language: Language) -> str:
    """What is wrong, what was expected, and the nearest right thing."""
    sv, en = FAULTS[fault.code]
    told = (sv if language == "sv" else en).format(**dict(fault.values))
    return f"{told} {_NEAR[language].format(near=fault.near)}" if fault.near else told


def line(fault: Fault, language: Language) -> str:
    """One line for a person: place, path, sentence."""
    head = f"{fault.place}: {fault.path}: " if fault.path else f"{fault.place}: "
    mark = f"{_WARNING[language]}: " if fault.severity == "warning" else ""
    return _UNPRINTABLE.sub(lambda sign: f"<U+{ord(sign.group()):04X}>", f"{head}{mark}{sentence(fault, language)}")
