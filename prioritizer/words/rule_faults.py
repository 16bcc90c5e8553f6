"""What is wrong in the rules: units, periods, grades, bands, limits and tests, in Swedish and English.

Each sentence says what is wrong and then what was expected; the nearest right thing is added where it is printed.
"""

RULE_FAULTS: dict[str, tuple[str, str]] = {
    "advocacy_is_advocacy": (
        "«{key}» säger vem som bett om förslaget eller hur, och måste vara av slaget advocacy. Annars kunde en regel "
        "styra efter det (konvention §24).",
        "'{key}' says who asked for the proposal or how, and must be of kind advocacy. Otherwise a rule could steer by "
        "it (convention §24).",
    ),
    "words_of_two_fields": (
        "Orden «{words}» används redan för «{other}». Ge «{key}» andra ord, så att en rubrik eller en mening bara kan "
        "betyda en sak.",
        "The words '{words}' are already those of '{other}'. Give '{key}' other words, so that a header or a sentence "
        "can mean one thing only.",
    ),
    "two_conditions": (
        "count_where har redan ett villkor, så where skulle bli ett till. Skriv ett villkor med all i count_where.",
        "count_where already has a condition, so where would be another. Write one condition with all in count_where.",
    ),
    "over_of_share_only": (
        "over säger vad en andel tas av och hör bara till share_of. Ta bort over.",
        "over says what a share is taken of and belongs to share_of only. Remove over.",
    ),
    "no_values": (
        "Här står inget värde. Skriv minst ett, med dagen från vilken det gäller.",
        "There is no value here. Write at least one, with the day from which it holds.",
    ),
    # Units
    "missing_units": (
        "Filen rules/units.yaml finns inte. Lägg till den, med en rad för varje enhet som regler och priser använder, "
        "till exempel «kr: {{kind: amount, words: {{sv: kr, en: SEK}}}}».",
        "The file rules/units.yaml does not exist. Add it, with a line for each unit that rules and prices use, such "
        "as 'kr: {{kind: amount, words: {{sv: kr, en: SEK}}}}'.",
    ),
    "other_currency_than_rules": (
        "Portföljen är i {key}, men priser och belopp i rules/ är i {own} (rules/objective.yaml), och inget räknas om. "
        "Skriv currency: {own}, eller använd regler i {key}.",
        "The portfolio is in {key}, but prices and amounts in rules/ are in {own} (rules/objective.yaml), and nothing "
        "is converted. Write currency: {own}, or use rules in {key}.",
    ),
    "unknown_unit": (
        "Enheten «{key}» finns inte i rules/units.yaml. Skriv en som finns, eller lägg till den där.",
        "There is no unit '{key}' in rules/units.yaml. Write one that exists, or add it there.",
    ),
    "field_of_other_unit": (
        "«{field}» är av slaget {kind}, men enheten {unit} är av slaget {given}. Välj en enhet av slaget {kind}.",
        "'{field}' is of the kind {kind}, but the unit {unit} is of the kind {given}. Choose a unit of the kind "
        "{kind}.",
    ),
    "other_kind_of_unit": (
        "«{of}» är av slaget {kind}, men parametern {parameter} anges i {other}, som är av slaget {given}. De går inte "
        "att jämföra. Välj en parameter av slaget {kind}.",
        "'{of}' is of the kind {kind}, but the parameter {parameter} is given in {other}, which is of the kind "
        "{given}. They cannot be compared. Choose a parameter of the kind {kind}.",
    ),
    "other_unit": (
        "«{of}» anges i {unit}, men parametern {parameter} i {other}. De går inte att jämföra. Välj en parameter i "
        "{unit}.",
        "'{of}' is given in {unit}, but the parameter {parameter} in {other}. They cannot be compared. Choose a "
        "parameter in {unit}.",
    ),
    "per_cent_of_no_share": (
        "Här står procent, men «{of}» är ingen andel. Skriv ett tal utan %, eller välj något som är en andel.",
        "This is in per cent, but '{of}' is not a share. Write a number without %, or choose something that is one.",
    ),
    # Parameters and their periods
    "parameter_gap": (
        "Parametern «{key}» har inget värde som gäller {day}; det senaste gällde till och med {ended}. Lägg till ett "
        "värde för tiden därefter i {file}, som är den fil som gäller, eller ändra as_of.",
        "The parameter '{key}' has no value in force on {day}; the latest held until {ended}. Add a value for the time "
        "after that in {file}, which is the file in force, or change as_of.",
    ),
    "until_before_from": (
        "Värdet gäller från {since} men bara till och med {until}. Skriv en slutdag som inte ligger före den första.",
        "The value holds from {since} but only until {until}. Write a last day that is not before the first.",
    ),
    "periods_overlap": (
        "Värdet gäller till och med {until}, men nästa börjar redan {after}. Låt det ena sluta innan det andra börjar.",
        "The value holds until {until}, but the next begins already on {after}. Let the one end before the other "
        "begins.",
    ),
    "until_in_series": (
        "En serie har ett värde för varje år, så until har ingen mening här. Ta bort until.",
        "A series has one value for each year, so until means nothing here. Remove until.",
    ),
    "graded_by_choice": (
        "«{key}» har inga bestämda svar att gradera efter. Skriv ett fält av slaget choice efter by.",
        "'{key}' has no fixed answers to grade by. Write a field of the kind choice after by.",
    ),
    "graded_series": (
        "En parameter kan inte både ha ett värde för varje år (series) och vara graderad (by). Ta bort det ena.",
        "A parameter cannot both have a value for each year (series) and be graded (by). Remove one of them.",
    ),
    "table_without_by": (
        "Här står en tabell, men parametern säger inte vad den graderas efter. Lägg till by, till exempel "
        "«by: evidence.grade», eller skriv value i stället.",
        "A table stands here, but the parameter does not say what grades it. Add by, such as 'by: evidence.grade', or "
        "write value instead.",
    ),
    "value_of_graded": (
        "Parametern graderas efter {by} och har ett tal för varje svar. Skriv table i stället för value.",
        "The parameter is graded by {by} and has a number for each answer. Write table instead of value.",
    ),
    "missing_grade": (
        "Tabellen saknar {grades}. Skriv ett tal för varje svar som {by} kan ha; det som saknas räknas aldrig som "
        "noll.",
        "The table lacks {grades}. Write a number for each answer that {by} can have; what is missing is never counted "
        "as zero.",
    ),
    "graded_in_rule": (
        "Parametern «{key}» har ett tal för varje {by}, så regeln vet inte vilket som gäller. Skriv en parameter med "
        "ett enda tal.",
        "The parameter '{key}' has a number for each {by}, so the rule does not know which one holds. Write a "
        "parameter with a single number.",
    ),
    "series_in_rule": (
        "Parametern «{key}» har ett tal för varje år, så regeln vet inte vilket som gäller. Skriv en parameter med ett "
        "enda tal.",
        "The parameter '{key}' has a number for each year, so the rule does not know which one holds. Write a "
        "parameter with a single number.",
    ),
    "missing_overlay": (
        "Portföljen säger inte vilka parametrar som gäller. Lägg till parameters med en av {choices}, till exempel "
        "«parameters: {first}».",
        "The portfolio does not say which parameters hold. Add parameters with one of {choices}, such as "
        "'parameters: {first}'.",
    ),
    # Conditions
    "appraised_in_criterion": (
        "«{key}» räknas ut först när förslaget har värderats, och kriterierna prövas före det. Skriv en gräns i "
        "rules/limits/ i stället.",
        "'{key}' is computed only when the proposal has been appraised, and criteria are applied before that. Write a "
        "limit in rules/limits/ instead.",
    ),
    "unknown_appraised": (
        "Värderingen räknar inte ut något som heter «{key}». Det som kan stå med by: appraisal är {choices}.",
        "Appraisal computes nothing called '{key}'. What can stand with by: appraisal is {choices}.",
    ),
    "unknown_measure": (
        "Programmet har inget mått som heter «{key}». Mått som finns: {choices}.",
        "The program has no measure called '{key}'. Measures that exist: {choices}.",
    ),
    "measure_of_other_name": (
        "Måttet {measure} fyller bara i fältet med samma namn, inte «{key}». Låt fältet heta {measure}.",
        "The measure {measure} fills in only the field of the same name, not '{key}'. Let the field be called "
        "{measure}.",
    ),
    "measure_of_other_unit": (
        "Måttet {measure} räknas i {unit}, men «{key}» anges i {given}. Låt fältet ha måttets enhet.",
        "The measure {measure} is counted in {unit}, but '{key}' is given in {given}. Let the field have the unit of "
        "the measure.",
    ),
    "measure_of_other_kind": (
        "Måttet {measure} är av slaget {kind}, men «{key}» är av slaget {given}. Låt fältet ha måttets slag.",
        "The measure {measure} is of the kind {kind}, but '{key}' is of the kind {given}. Let the field have the kind "
        "of the measure.",
    ),
    "advocacy_in_measure": (
        "Måttet {measure} bygger på «{key}», som säger vem som bett om förslaget eller hur. Det får inte styra något "
        "val (konvention §24). Ta bort måttet.",
        "The measure {measure} rests on '{key}', which says who asked for the proposal or how. It may not steer any "
        "choice (convention §24). Remove the measure.",
    ),
    "is_given_alone": (
        "Med is_given frågas bara om «{field}» är ifyllt, så {key} har ingen mening här. Ta bort {key}, eller skriv en "
        "annan jämförelse, till exempel equals.",
        "With is_given a rule only asks whether '{field}' is stated, so {key} means nothing here. Remove {key}, or "
        "write another comparison, such as equals.",
    ),
    "list_of_words": (
        "{op} jämför med en lista av ord, men «{field}» är inget ord. Skriv equals, eller any med flera equals.",
        "{op} compares with a list of words, but '{field}' is not a word. Write equals, or any with several equals.",
    ),
    "expected_bands": (
        "bands behöver field och rows.",
        "bands needs field and rows.",
    ),
    "expected_band": (
        "En rad i bands har from, below eller båda, och alltid then. Något annat kan inte stå här.",
        "A row of bands has from, below or both, and always then. Nothing else can stand here.",
    ),
    "bands_of_words": (
        "«{field}» har ingen storleksordning, så det går inte att dela in i rader. Skriv if_then i stället.",
        "'{field}' has no order of size, so it cannot be divided into rows. Write if_then instead.",
    ),
    "band_open_below": (
        "Första raden börjar på {edge}, så inget gäller därunder. Ta bort from i första raden.",
        "The first row begins at {edge}, so nothing holds below it. Remove from in the first row.",
    ),
    "band_open_above": (
        "Sista raden slutar före {edge}, så inget gäller därifrån. Ta bort below i sista raden.",
        "The last row ends before {edge}, so nothing holds from there. Remove below in the last row.",
    ),
    "band_edge_missing": (
        "Raden saknar {key}. Bara första raden saknar from, och bara den sista saknar below.",
        "The row lacks {key}. Only the first row has no from, and only the last one has no below.",
    ),
    "band_gap": (
        "Raden börjar på {first}, men den förra slutade före {last}. Inget gäller däremellan. Låt dem mötas.",
        "The row begins at {first}, but the one before ended before {last}. Nothing holds between them. Let them meet.",
    ),
    "band_overlap": (
        "Raden börjar på {first}, men den förra slutar först före {last}. Två rader gäller däremellan. Låt dem mötas.",
        "The row begins at {first}, but the one before ends only before {last}. Two rows hold between them. Let them "
        "meet.",
    ),
    "band_backwards": (
        "Raden börjar på {first} men slutar före {last}, så den gäller inget tal. Låt below vara större än from.",
        "The row begins at {first} but ends before {last}, so it holds for no number. Let below be larger than from.",
    ),
    # Limits
    "nothing_share_of": (
        "Här står inte vad andelen tas av. Skriv «share_of: granted».",
        "Nothing says what the share is taken of. Write 'share_of: granted'.",
    ),
    "risk_of_value_only": (
        "En gräns för utfallen gäller planens nettonuvärde (net_present_value), inte «{key}».",
        "A limit on outcomes concerns the plan's net present value (net_present_value), not '{key}'.",
    ),
    "worst_of_nothing": (
        "De sämsta 0 procenten av utfallen har inget medeltal. Skriv en andel över noll, till exempel «5 %».",
        "The worst 0 per cent of outcomes have no mean. Write a share above zero, such as '5 %'.",
    ),
    "share_of_itself": (
        "En andel av allt som beviljas är alltid 100 %. Skriv med where vilka förslag andelen gäller, dela upp med by, "
        "eller ta andelen av ramen med «over: envelope».",
        "A share of everything granted is always 100%. Write with where which proposals the share is of, divide with "
        "by, or take the share of the envelope with 'over: envelope'.",
    ),
    "sum_of_share": (
        "«{key}» är av slaget {kind} och kan inte läggas ihop över förslag. Summera kronor eller antal, eller räkna "
        "förslag med count_where.",
        "'{key}' is of the kind {kind} and cannot be added up over proposals. Sum kronor or numbers, or count "
        "proposals with count_where.",
    ),
    "nothing_sum_of": (
        "Här står inte vad som summeras. Skriv till exempel «sum_of: granted».",
        "Nothing says what is summed. Write for instance 'sum_of: granted'.",
    ),
    "nothing_count_where": (
        "Här står inte vilka förslag som räknas. Skriv ett villkor: {{field, op, value}}.",
        "Nothing says which proposals are counted. Write a condition: {{field, op, value}}.",
    ),
    "share_of_no_money": (
        "Gränsen {limit} är en andel av ramen, men ingen fond har några pengar. Skriv vad som finns under funds, eller "
        "ta bort «over: envelope».",
        "The limit {limit} is a share of the envelope, but no fund has any money. Write what there is under funds, or "
        "remove 'over: envelope'.",
    ),
    "purse_return_by_payer": (
        "Vad en kassa får tillbaka räknas kassa för kassa. Skriv «sum_of: purse_return» och «by: payer» tillsammans, "
        "och inte var för sig.",
        "What a purse gets back is counted purse by purse. Write 'sum_of: purse_return' and 'by: payer' together, and "
        "not one without the other.",
    ),
    "keys_without_by": (
        "Provet räknar upp keys, men gränsen {limit} delar inte upp planen med by. Ta bort keys, eller pröva en gräns "
        "med by.",
        "The test lists keys, but the limit {limit} does not divide the plan with by. Remove keys, or test a limit "
        "with by.",
    ),
    # Rules together
    "criteria_contradict": (
        "Kriteriet {other} kräver av «{field}» det som {rule} ({at}) inte tillåter, så inget förslag kan uppfylla "
        "båda. Ändra det ena.",
        "The criterion {other} demands of '{field}' what {rule} ({at}) does not allow, so no proposal can meet "
        "both. Change one of them.",
    ),
    "limits_contradict": (
        "Golvet {floor} är {least} men taket {ceiling} är {most} för samma sak, så bara en tom plan kan uppfylla båda, "
        "om ens den. Den andra gränsen står i {at}. Ändra den ena.",
        "The floor {floor} is {least} but the ceiling {ceiling} is {most} for the same thing, so only an empty plan "
        "can meet both, if even that. The other limit stands at {at}. Change one of them.",
    ),
    "all_stopped": (
        "Inget förslag går vidare. Kriteriet {criterion} stoppar flest, {n} av {all}: {fails} uppfyller det inte, och "
        "för {unknown} saknas uppgifter. Se om kriteriet är rätt skrivet.",
        "No proposal goes on. The criterion {criterion} stops most, {n} of {all}: {fails} do not meet it, and for "
        "{unknown} facts are missing. See whether the criterion is rightly written.",
    ),
    "nothing_to_weigh": (
        "Inget förslag går vidare, eftersom inget av dem har någon effekt att väga mot kostnaden. Beskriv effekterna "
        "under effects eller qualitative.",
        "No proposal goes on, since none of them has an effect to weigh against its cost. Describe the effects under "
        "effects or qualitative.",
    ),
    "fund_for_nobody": (
        "Inget av förslagen uppfyller det som fonden {fund} kräver, så ingen får använda den. Se om villkoret i "
        "eligible är rätt skrivet.",
        "No proposal meets what the fund {fund} demands, so nobody may use it. See whether the condition "
        "in eligible is rightly written.",
    ),
    "limit_without_proposals": (
        "Villkoret i gränsen {limit} gäller inget av förslagen, så gränsen har ingen verkan. Se om villkoret är rätt "
        "skrivet.",
        "The condition in the limit {limit} holds for none of the proposals, so the limit does nothing. See whether "
        "the condition is rightly written.",
    ),
    "floor_of_empty_plan": (
        "Villkoret i golvet {limit} gäller inget av förslagen, så bara en plan utan beviljade kronor kan uppfylla det. "
        "Se om villkoret är rätt skrivet.",
        "The condition in the floor {limit} holds for none of the proposals, so only a plan without granted kronor can "
        "meet it. See whether the condition is rightly written.",
    ),
    "floor_without_proposals": (
        "Villkoret i golvet {limit} gäller inget av förslagen, så ett golv över noll kan inte nås av någon plan. Se om "
        "villkoret är rätt skrivet.",
        "The condition in the floor {limit} holds for none of the proposals, so no plan can reach a floor above zero. "
        "See whether the condition is rightly written.",
    ),
    # Procedure
    "nobody_sets": (
        "Inget steg säger vem som sätter {fields}. Lägg till fältet under sets i det steg där granskaren sätter det.",
        "No step says who sets {fields}. Add the field under sets in the step where the reviewer sets it.",
    ),
    # Files
    "file_not_read": (
        "Filen läses inte. Här heter varje fil NAMN.yaml eller, om den är en regels prov, NAMN.test.yaml. Byt namn på "
        "den, eller flytta den härifrån.",
        "The file is not read. Here each file is called NAME.yaml or, where it is the tests of a rule, NAME.test.yaml. "
        "Rename it, or move it away from here.",
    ),
    "file_too_deep": (
        "Filen läses inte, eftersom den ligger i en mapp där inga regler läses. Flytta den till {folder}.",
        "The file is not read, since it is in a folder where no rules are read. Move it to {folder}.",
    ),
    "copied_file": (
        "Filen är en kopia av {of} och har kvar dess id «{key}». Ge filen ett eget namn och skriv samma namn efter id, "
        "eller ta bort filen.",
        "The file is a copy of {of} and still has its id '{key}'. Give the file a name of its own and write the same "
        "name after id, or remove the file.",
    ),
    # What is maximised
    "level_of_one_thing": (
        "En nivå är antingen sum_of, count_where eller expected_value: yes. Skriv precis ett av dem.",
        "A level is either sum_of, count_where or expected_value: yes. Write exactly one of them.",
    ),
    "give_up_outside": (
        "Det som får ges upp är noll eller mer, en andel högst 100 %, och skrivs antingen som give_up eller som "
        "give_up_share.",
        "What may be given up is zero or more, a share at most 100%, and is written either as give_up or as "
        "give_up_share.",
    ),
    "scenario_changes_nothing": (
        "Ett scenario ändrar minst ett av discount_rate, displacement, costs_times och effects_times, och inget av dem "
        "är under noll.",
        "A scenario changes at least one of discount_rate, displacement, costs_times and effects_times, and none of "
        "them is below zero.",
    ),
    "scenario_of_stated": (
        "Scenarier går inte att räkna på resultat beräknade på annat håll: {proposals}. Ange kostnader och effekter "
        "för dem, eller pröva ett annat mål.",
        "Scenarios cannot be run on results computed elsewhere: {proposals}. Enter costs and effects for them, or try "
        "another objective.",
    ),
    "regret_with_draws": (
        "Minsta största förlust över scenarier går inte ihop med villkor på utfallen, som gäller siffrorna som de är. "
        "Ta bort de villkoren ur limits, eller pröva ett annat mål.",
        "The smallest largest regret over scenarios does not go with limits on the outcomes, which are of the figures "
        "as they are. Leave those limits out of limits, or try another objective.",
    ),
    "objective_lacks": (
        "Målet {maximise} behöver {key}, som inte är angivet i rules/objective.yaml. Lägg till det.",
        "The objective {maximise} needs {key}, which rules/objective.yaml does not declare. Add it.",
    ),
    "lowest_spending_zero": (
        "Parametern {key} är {value}. Värde per beviljad krona behöver en lägsta satsning över noll; annars kan ett "
        "enda litet förslag väljas.",
        "The parameter {key} is {value}. Value per granted krona needs a lowest spending above zero; else one small "
        "proposal may be picked.",
    ),
    "share_above_zero": (
        "Parametern {key} är {value}. {of} är en andel över 0 och högst 1 (100 %).",
        "The parameter {key} is {value}. {of} is a share above 0 and at most 1 (100 %).",
    ),
    "level_field_missing": (
        "Nivå {level} går inte att räkna, eftersom en uppgift den bygger på ({fields}) saknas för {proposals}. Fyll i "
        "den; det som saknas räknas aldrig som noll.",
        "Level {level} cannot be counted, since a fact it rests on ({fields}) is missing for {proposals}. Fill it in; "
        "what is missing is never counted as zero.",
    ),
    "objective_without_draws": (
        "Målet mean_cvar väger in de sämsta utfallen, men utfallen är okända för {proposals}. Ange hur osäkra de är, "
        "till exempel med en sannolikhet eller ett intervall, eller pröva ett annat mål.",
        "The objective mean_cvar weighs in the worst outcomes, but the outcomes are unknown for {proposals}. State how "
        "uncertain they are, such as a chance or an interval, or try another objective.",
    ),
    # Tests beside the rules
    "untested_rule": (
        "Regeln saknar prov. Lägg fall i {file} bredvid: minst ett som uppfyller den och ett som inte gör det.",
        "The rule has no test. Put cases in {file} beside it: at least one that meets it and one that does not.",
    ),
    "one_sided_tests": (
        "Alla prov i {file} väntar {verdict}. Lägg till minst ett fall som väntar {lacking}, så att proven kan "
        "misslyckas.",
        "All tests in {file} expect {verdict}. Add at least one case that expects {lacking}, so that the tests can "
        "fail.",
    ),
    "tests_without_rule": (
        "Här står prov, men regeln {file} finns inte. Ge filen samma namn som regeln, eller ta bort den.",
        "Tests stand here, but there is no rule {file}. Give the file the same name as the rule, or remove it.",
    ),
    "rule_test_failed": (
        "Provet «{case}» av {rule} gav {got}; väntat var {expected}.",
        "The test '{case}' of {rule} gave {got}; expected was {expected}.",
    ),
    "rule_test_margin": (
        "Provet «{case}» av {rule} gav {got} med marginalen {found}; väntat var {expected} med marginalen {margin}.",
        "The test '{case}' of {rule} gave {got} with the margin {found}; expected was {expected} with the margin "
        "{margin}.",
    ),
}
"""Fault code to the sentence in Swedish and in English; gaps in braces are filled from `Fault.values`."""
