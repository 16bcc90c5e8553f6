"""Faults and warnings as sentences: what is wrong, what was expected, the nearest right thing."""

from prioritizer.model.fault import Fault
from prioritizer.model.rules import Language
from prioritizer.words.table_faults import TABLE_FAULTS

FAULTS: dict[str, tuple[str, str]] = {
    **TABLE_FAULTS,
    # YAML itself
    "yaml_syntax": (
        "Här går filen inte att läsa som YAML. Kontrollera indrag, kolon och citattecken på raden och raden före.",
        "The file cannot be read as YAML from here. Check indentation, colons and quotes here and on the line before.",
    ),
    "yaml_character": (
        "Raden har ett styrtecken som inte får stå i YAML. Ta bort det.",
        "The line has a control character that YAML does not allow. Remove it.",
    ),
    "yaml_alias": (
        "Ankare och alias (& och *) tas inte emot. Skriv ut värdet.",
        "Anchors and aliases (& and *) are not accepted. Write the value out.",
    ),
    "yaml_tag": ("Typmärken (!) tas inte emot. Skriv bara värdet.", "Tags (!) are not accepted. Write just the value."),
    "yaml_depth": (
        "Filen är nästlad djupare än {limit} nivåer. Ingen portfölj behöver det.",
        "The file is nested deeper than {limit} levels. No portfolio needs that.",
    ),
    "yaml_size": (
        "Filen har fler än {limit} värden. Dela upp den.",
        "The file has more than {limit} values. Split it.",
    ),
    "yaml_two_documents": (
        "Filen har mer än ett dokument (---). Ha ett per fil.",
        "The file has more than one document (---). Keep one to a file.",
    ),
    "yaml_key": ("Nyckeln ska vara ett ord.", "The key must be a word."),
    "duplicate_key": (
        "«{key}» står två gånger, första gången på rad {line}. Ha kvar en.",
        "'{key}' is given twice, first on line {line}. Keep one.",
    ),
    "comma_in_braces": (
        "«{before},{after}» läses här som två saker, eftersom kommatecken skiljer poster inom klammer. "
        "Skriv {before}.{after}, eller utan kommatecken.",
        "'{before},{after}' is read as two things here, since commas separate entries within braces. "
        "Write {before}.{after}, or leave the comma out.",
    ),
    # Files
    "missing_file": ("Filen finns inte.", "The file does not exist."),
    "is_a_folder": ("Det här är en mapp. En fil väntades.", "This is a folder. A file was expected."),
    "not_utf8": (
        "Filen är inte sparad som UTF-8. Spara om den med teckenkodningen UTF-8.",
        "The file is not saved as UTF-8. Save it again with the encoding UTF-8.",
    ),
    "unknown_table_kind": (
        "«{file}» är varken en mapp med YAML-filer, en csv eller en xlsx.",
        "'{file}' is neither a folder of YAML files, a csv nor an xlsx.",
    ),
    "no_proposals_in": (
        "«{file}» har inga förslag. Minst ett behövs.",
        "'{file}' has no proposals. At least one is needed.",
    ),
    # Shape
    "missing_key": ("«{key}» saknas.", "'{key}' is missing."),
    "unknown_key": ("«{key}» är ingen känd nyckel här.", "'{key}' is not a known key here."),
    "unknown_field": (
        "«{key}» finns inte i ordlistan rules/fields.yaml.",
        "'{key}' is not in the vocabulary rules/fields.yaml.",
    ),
    "expected_mapping": (
        "Här väntades nycklar med värden («nyckel: värde»).",
        "Keys with values ('key: value') were expected here.",
    ),
    "expected_list": (
        "Här väntades en lista: [ … ] eller rader med streck.",
        "A list was expected here: [ … ] or dashes.",
    ),
    "expected_text": ("Här väntades en text.", "A text was expected here."),
    "expected_number": ("Här väntades ett tal.", "A number was expected here."),
    "expected_year": ("Här väntades ett årtal med fyra siffror.", "A year of four digits was expected here."),
    "expected_date": (
        "Här väntades ett datum, till exempel 2026-11-01.",
        "A date was expected here, such as 2026-11-01.",
    ),
    "expected_yes_or_no": ("Här väntades ja eller nej.", "Yes or no was expected here."),
    "expected_id": (
        "Här väntades ett id: bokstäver, siffror och _.",
        "An id was expected here: letters, digits and _.",
    ),
    "expected_two": ("Här väntades två värden, första och sista.", "Two values were expected here, first and last."),
    "expected_one_value": (
        "«{value}» tar ett enda värde, inte en lista eller nycklar.",
        "'{value}' takes a single value, not a list or keys.",
    ),
    "not_understood": ("Värdet går inte att tolka.", "The value cannot be understood."),
    "empty_text": (
        "Texten är tom. Skriv något, eller ta bort nyckeln.",
        "The text is empty. Write something, or remove the key.",
    ),
    "not_one_of": ("«{value}» är inget av {choices}.", "'{value}' is none of {choices}."),
    "negative_amount": (
        "«{value}» är negativt. Kostnader och kapaciteter skrivs som noll eller mer.",
        "'{value}' is negative. Costs and capacities are written as zero or more.",
    ),
    "not_a_whole_number": (
        "«{value}» är inget helt tal, noll eller mer.",
        "'{value}' is not a whole number, zero or more.",
    ),
    "low_above_high": (
        "low, likely och high ska stå i stigande ordning; här är de {low}, {likely} och {high}.",
        "low, likely and high must be in rising order; here they are {low}, {likely} and {high}.",
    ),
    "ramp_longer_than_years": (
        "ramp har {ramp} år men effekten varar bara {years}. Upptrappningen ryms inom years.",
        "ramp has {ramp} years but the effect lasts only {years}. The ramp is counted inside years.",
    ),
    # Names and links
    "unknown_outcome": (
        "Det finns inget pris för utfallet «{key}» i rules/prices/.",
        "There is no price for the outcome '{key}' in rules/prices/.",
    ),
    "duplicate_alternative": ("Alternativet «{key}» finns två gånger.", "The alternative '{key}' stands twice."),
    "cycle": (
        "Kraven går i cirkel: {cycle}. Inget av förslagen kan då väljas först.",
        "The requirements go in a circle: {cycle}. None of the proposals can then come first.",
    ),
    "years_backwards": (
        "Planens första år {first} ligger efter det sista {last}.",
        "The plan's first year {first} comes after its last {last}.",
    ),
    "commitments_not_yet": (
        "Åtaganden från tidigare planer stöds inte ännu. Lämna listan tom.",
        "Commitments from earlier plans are not supported yet. Leave the list empty.",
    ),
    # Rules
    "unknown_overlay": (
        "Det finns ingen parameteruppsättning «{key}» i rules/parameters/overlays/.",
        "There is no parameter overlay '{key}' in rules/parameters/overlays/.",
    ),
    "unknown_set": (
        "Det finns ingen kriterieuppsättning «{key}» i rules/criteria/.",
        "There is no criteria set '{key}' in rules/criteria/.",
    ),
    "unknown_criteria": (
        "Kriteriet «{key}» finns inte i rules/criteria/.",
        "There is no criterion '{key}' in rules/criteria/.",
    ),
    "unknown_limits": ("Gränsen «{key}» finns inte i rules/limits/.", "There is no limit '{key}' in rules/limits/."),
    "unknown_parameter": (
        "Parametern «{key}» har inget gällande värde i rules/parameters/.",
        "The parameter '{key}' has no value in force in rules/parameters/.",
    ),
    "expected_criteria": (
        "criteria är namnet på en uppsättning, en lista av id eller none.",
        "criteria is the name of a set, a list of ids, or none.",
    ),
    "expected_condition": (
        "Här väntades ett villkor: {{field, op, value}} eller all, any, not, if_then.",
        "A condition was expected here: {{field, op, value}} or all, any, not, if_then.",
    ),
    "expected_if_then": ("if_then behöver if och then.", "if_then needs if and then."),
    "unknown_op": ("«{key}» är ingen känd jämförelse (op).", "'{key}' is not a known comparison (op)."),
    "not_ordered": (
        "«{field}» har ingen storleksordning, så {op} går inte att använda.",
        "'{field}' has no order of size, so {op} cannot be used.",
    ),
    "advocacy_in_rule": (
        "«{key}» säger vem som bett om förslaget eller hur. Det får inte styra något val (konvention §24).",
        "'{key}' says who asked for the proposal or how. It may not steer any choice (convention §24).",
    ),
    "id_is_not_file": (
        "id är «{key}» men filen heter något annat.",
        "The id is '{key}' but the file has another name.",
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
        "Här väntades en gräns: share_of, sum_of, count_where, together, exclusive, requires eller at_most_one_of.",
        "A limit was expected here: share_of, sum_of, count_where, together, exclusive, requires or at_most_one_of.",
    ),
    "expected_two_ids": ("Här väntades en lista med minst två id.", "A list of at least two ids was expected here."),
    "unknown_sum": (
        "«{key}» går inte att summera. Skriv granted eller ett fält som är ett tal.",
        "'{key}' cannot be summed. Write granted or a field that is a number.",
    ),
    "share_of_granted_only": (
        "En andel tas av beviljade kronor (granted), inte av «{key}».",
        "A share is taken of granted kronor (granted), not of '{key}'.",
    ),
    "unknown_by": (
        "«{key}» går inte att dela upp på. Skriv plan, fund, year eller ett fält med ord.",
        "'{key}' cannot be split by. Write plan, fund, year or a field of words.",
    ),
    "value_or_parameter": ("Skriv antingen value eller parameter.", "Write either value or parameter."),
    "untested_rule": (
        "Regeln saknar prov. Lägg minst ett fall i {file} bredvid.",
        "The rule has no test. Put at least one case in {file} beside it.",
    ),
    "rule_test_failed": (
        "Provet «{case}» av {rule} gav {got}; väntat var {expected}.",
        "The test '{case}' of {rule} gave {got}; expected was {expected}.",
    ),
    # Screening and appraisal
    "mandatory_barred": (
        "Förslaget är obligatoriskt men stoppas av kriteriet {criterion}. Ändra beslutet eller förslaget.",
        "The proposal is mandatory but barred by the criterion {criterion}. Change the decision or the proposal.",
    ),
    "mandatory_returned": (
        "Förslaget är obligatoriskt men saknar uppgifter som {criterion} kräver. Komplettera det.",
        "The proposal is mandatory but lacks facts that {criterion} requires. Complete it.",
    ),
    "limit_field_missing": (
        "Gränsen {limit} går inte att räkna: {proposals} saknar uppgiften. Fyll i den; den räknas inte som noll.",
        "The limit {limit} cannot be counted: {proposals} lack the fact it needs. Fill it in; it is not counted as zero.",
    ),
    "limit_key_missing": (
        "Gränsen {limit} delar upp på en uppgift som {proposals} saknar.",
        "The limit {limit} splits by a fact that {proposals} lack.",
    ),
    "no_discount_rate": (
        "Kalkylräntan har inget värde som gäller {day}.",
        "The discount rate has no value in force on {day}.",
    ),
    "no_price_on": (
        "Utfallet «{outcome}» har inget pris som gäller {day}.",
        "The outcome '{outcome}' has no price in force on {day}.",
    ),
    "no_index": (
        "price_index saknar värde för {year}, så beloppet går inte att räkna om. Lägg till året i rules/parameters/.",
        "price_index has no value for {year}, so the amount cannot be converted. Add the year in rules/parameters/.",
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
        "Det gick inte att skriva hit: {reason}. Inget har ändrats. Stäng filen om den är öppen i ett annat program.",
        "Could not write here: {reason}. Nothing has changed. Close the file if it is open in another program.",
    ),
    "folder_not_empty": (
        "Mappen finns redan och är inte tom. Välj ett nytt namn.",
        "The folder exists already and is not empty. Choose a new name.",
    ),
    "unknown_proposal_id": ("Det finns inget förslag «{key}».", "There is no proposal '{key}'."),
    "owner_gets_nothing": (
        "Effektens ägare «{owner}» får ingen del av priset «{outcome}».",
        "The effect's owner '{owner}' gets no part of the price '{outcome}'.",
    ),
}

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
    return f"{head}{mark}{sentence(fault, language)}"
