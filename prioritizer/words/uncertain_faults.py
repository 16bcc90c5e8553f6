"""What is wrong in an uncertain number, an effect size or what is shared, in Swedish and English."""

UNCERTAIN_FAULTS: dict[str, tuple[str, str]] = {
    # Distributions
    "spread_lacks": (
        "«{key}» saknas. Fördelningen {shape} skrivs med {keys}.",
        "'{key}' is missing. The distribution {shape} is written with {keys}.",
    ),
    "spread_other_key": (
        "«{key}» hör inte till fördelningen {shape}, som skrivs med {keys}. Ta bort uppgiften, eller ändra shape.",
        "'{key}' does not belong to the distribution {shape}, which is written with {keys}. Remove it, or change "
        "shape.",
    ),
    "ends_backwards": (
        "low är {low} och high {high}. Byt plats på dem.",
        "low is {low} and high {high}. Let them change places.",
    ),
    "interval_outside": (
        "{interval} går inte som interval, den del av chansen som ligger mellan low och high. Skriv 50 till 99,9 %, "
        "till exempel 95 %.",
        "{interval} cannot be an interval, the part of the chance that lies between low and high. Write 50 to 99.9 %, "
        "such as 95 %.",
    ),
    "lognormal_mean_above": (
        "Från {low} till {high} är för brett för {interval} av en lognormal: dess medelvärde ligger ovanför high. "
        "Skriv ett större interval, en mindre skillnad mellan low och high, eller {{low, likely, high}}.",
        "From {low} to {high} is too wide for {interval} of a lognormal: its mean lies above high. Write a larger "
        "interval, a smaller difference between low and high, or {{low, likely, high}}.",
    ),
    "multiple_outside": (
        "«{value}» är ingen rimlig multipel. Här skrivs hur många gånger det angivna, från 0 till {most}; 1 är som "
        "angivet, 1.2 är 20 % mer.",
        "'{value}' is no plausible multiple. Multiples of what is stated are written here, from 0 to {most}; 1 is as "
        "stated, 1.2 is 20 % more.",
    ),
    "lognormal_from_zero": (
        "En lognormal fördelning har bara tal över noll, men low är {low}. Höj low, eller skriv shape: normal.",
        "A lognormal distribution has only numbers above zero, but low is {low}. Raise low, or write shape: normal.",
    ),
    "interval_leaves_share": (
        "{value} är ingen andel, så intervallet i fördelningen {shape} når utanför 0–100 %. Skriv {{successes, of}} om "
        "andelen är uppmätt, annars {{low, likely, high}}.",
        "{value} is no share, so the interval of the {shape} distribution reaches outside 0–100 %. Write "
        "{{successes, of}} if the share was measured, else {{low, likely, high}}.",
    ),
    "successes_above": (
        "{successes} av {trials} är fler än alla. Kontrollera successes och of.",
        "{successes} of {trials} is more than all. Check successes and of.",
    ),
    "successes_none_or_all": (
        "{successes} av {trials} säger inte hur osäker andelen är: det som inte har setts kan ändå hända. Skriv "
        "{{low, likely, high}} i stället.",
        "{successes} of {trials} does not say how uncertain the share is: what has not been seen can still happen. "
        "Write {{low, likely, high}} instead.",
    ),
    "successes_of_no_share": (
        "Med successes och of anges en andel, men här väntades ett tal av annat slag. Skriv {{low, likely, high}}.",
        "With successes and of a share is given, but another kind of number was expected here. Write "
        "{{low, likely, high}}.",
    ),
    "chances_not_one": (
        "Chanserna blir tillsammans {sum}. De ska bli precis 100 %.",
        "The chances add up to {sum}. They must add up to exactly 100 %.",
    ),
    # Sizes
    "discount_rate_outside": (
        "Kalkylräntan i {file}, som är den fil som gäller, är {value}. Det är en real årlig ränta; skriv en från −50 "
        "till 100 %.",
        "The discount rate in {file}, which is the file in force, is {value}. It is a real yearly rate; write one from "
        "−50 to 100 %.",
    ),
    "sum_too_large": (
        "Med det här kan förslagets belopp över alla år nå en miljon miljarder kronor, mer än vad som kan räknas på "
        "kronan. Kontrollera siffran och vad den multipliceras med: personer, enheter, pris, år och kalkylränta.",
        "With this the amounts of the proposal can reach a million billion kronor over all years, more than can be "
        "counted to the krona. Check the figure and what it is multiplied by: people, units, price, years and discount "
        "rate.",
    ),
    # Effect sizes
    "no_effect_size": (
        "Effekten saknar storlek. Skriv en av {choices}.",
        "The effect has no size. Write one of {choices}.",
    ),
    "two_effect_sizes": (
        "Effektens storlek är redan angiven som {first}. Ha kvar den ena av {first} och {second}.",
        "The size of the effect is already stated as {first}. Keep one of {first} and {second}.",
    ),
    "risk_with_mean_difference": (
        "Med mean_difference räknas enheter per deltagare, utan andelar. Ta bort risk_without, eller skriv "
        "risk_difference.",
        "With mean_difference units per participant are counted, without shares. Remove risk_without, or write "
        "risk_difference.",
    ),
    "effect_without_comparison": (
        "Effekten är inte jämförd med något. Skriv i förslagets comparison vad som händer utan insatsen, till exempel "
        "«comparison: dagens öppenvård» (konvention §6).",
        "The effect is not compared with anything. Write in the proposal's comparison what happens without the "
        "measure, such as 'comparison: present outpatient care' (convention §6).",
    ),
    "risk_above_one": (
        "Med risk_without {without} och {name} {value} får {risk} utfallet med insatsen, mer än alla. Rätta en av dem.",
        "With risk_without {without} and {name} {value}, {risk} have the outcome with the measure, more than all. "
        "Correct one of them.",
    ),
    "risk_below_zero": (
        "Med risk_without {without} och {name} {value} får {risk} utfallet med insatsen, färre än ingen. Mer än "
        "risk_without kan inte minskas. Rätta en av dem.",
        "With risk_without {without} and {name} {value}, {risk} have the outcome with the measure, fewer than none. No "
        "more than risk_without can be taken away. Correct one of them.",
    ),
    "treated_only": (
        "{key} hör bara till storlekar bland dem som får insatsen, men här står intention_to_treat, där det redan är "
        "med. Ta bort {key}, eller skriv size: among_treated (konvention §6).",
        "{key} belongs only to sizes among those who get the measure, but this is intention_to_treat, which has it in "
        "already. Remove {key}, or write size: among_treated (convention §6).",
    ),
    "take_up_not_stated": (
        "Storleken gäller dem som får insatsen, men take_up står inte här. Det räknas som att alla deltagare tar emot "
        "den. Skriv take_up, 100 % om det är så (konvention §6).",
        "The size is among those who get the measure, but take_up is not stated. It is counted as if all participants "
        "take it up. Write take_up, 100 % if that is so (convention §6).",
    ),
    "delay_after_horizon": (
        "Effekten börjar efter {delay} år, men bara {horizon} år från starten räknas. Ingenting av den är med "
        "(konvention §7).",
        "The effect begins after {delay} years, but only {horizon} years from the start count. Nothing of it is in "
        "(convention §7).",
    ),
    "participants_above_group": (
        "Effekten räknar {participants} deltagare, men målgruppen är {size}. Flera årskullar räknas bara om deras "
        "kostnader också står här. Är det så, skriv i målgruppens storlek alla som nås; annars sänk participants "
        "(konvention §6).",
        "The effect counts {participants} participants, but the target group is {size}. Later cohorts count only if "
        "their costs are entered too. If they are, write all who are reached as the size of the target group; else "
        "lower participants (convention §6).",
    ),
    # Costs
    "cost_after_horizon": (
        "Kostnaden {year} räknas inte: det sista år som räknas från den tidigaste starten är {last} (horisont "
        "{horizon} år, konvention §7).",
        "The cost in {year} does not count: the last year that counts from the earliest start is {last} (horizon "
        "{horizon} years, convention §7).",
    ),
    "costs_missing": (
        "Här står inga kostnader. Det som saknas räknas aldrig som noll. Skriv costs, eller «costs: []» om det "
        "verkligen inte kostar något (konvention §25).",
        "No costs stand here. What is missing is never counted as zero. Write costs, or 'costs: []' if it really costs "
        "nothing (convention §25).",
    ),
    "cost_without_year": (
        "Kostnaden har inget år. Skriv «per_year: {{2027: 100_000}}» med rätt år och belopp, eller ta bort raden.",
        "The cost has no year. Write 'per_year: {{2027: 100_000}}' with the right year and amount, or remove the row.",
    ),
    # Weak evidence
    "no_harm_weak": (
        "Evidensgraden är {grade}, men ingen dragning av effekten «{outcome}» är sämre än utan insatsen. Så svagt "
        "underlag utesluter sällan skada: vidga osäkerheten, eller höj graden om det finns bättre underlag "
        "(konvention §6).",
        "The evidence grade is {grade}, but no draw of the effect '{outcome}' is worse than without the measure. "
        "Evidence so weak seldom rules out harm: widen the spread, or raise the grade if there is better evidence "
        "(convention §6).",
    ),
    "no_harm_unconfirmed": (
        "Ingen granskare har bekräftat evidensgraden, så den räknas som {grade}, men ingen dragning av effekten "
        "«{outcome}» är sämre än utan insatsen. Vidga osäkerheten så att den rymmer skada, eller låt en namngiven "
        "granskare sätta graden i evidence.set_by (konvention §6).",
        "No screener has confirmed the evidence grade, so it counts as {grade}, but no draw of the effect "
        "'{outcome}' is worse than without the measure. Widen the spread so that it has room for harm, or let a named "
        "screener set the grade in evidence.set_by (convention §6).",
    ),
    "no_harm_missing": (
        "Ingen evidensgrad är angiven, så den räknas som {grade}, men ingen dragning av effekten «{outcome}» är sämre "
        "än utan insatsen. Vidga osäkerheten så att den rymmer skada, eller ange evidence.grade och evidence.set_by "
        "(konvention §6).",
        "No evidence grade is stated, so it counts as {grade}, but no draw of the effect '{outcome}' is worse than "
        "without the measure. Widen the spread so that it has room for harm, or state evidence.grade and "
        "evidence.set_by (convention §6).",
    ),
    "more_without_harm": (
        "Ytterligare {count} effekter med svag evidens har ingen dragning som är till skada, {total} i allt.",
        "Another {count} effects with weak evidence have no draw that does harm, {total} in all.",
    ),
    # Common factors
    "factor_of_nothing": (
        "Inget förslag uppfyller villkoret i where, så faktorn «{key}» gäller ingenting. Kontrollera ordet eller "
        "värdet.",
        "No proposal meets the condition in where, so the factor '{key}' concerns nothing. Check the word or the "
        "value.",
    ),
    "factor_of_appraised": (
        "«{key}» är känt först när förslagen är värderade, och en gemensam faktor behövs för att värdera dem. Välj ett "
        "fält som förslagen själva anger.",
        "'{key}' is known only when the proposals are appraised, and a common factor is needed to appraise them. "
        "Choose a field that the proposals state themselves.",
    ),
    # Overlap groups
    "unknown_overlap_group": (
        "Överlappsgruppen «{key}» finns inte i portföljens overlap_groups. Lägg till den där, eller rätta namnet.",
        "The overlap group '{key}' is not in the portfolio's overlap_groups. Add it there, or correct the name.",
    ),
    "overlap_alone": (
        "Ingen annan effekt i överlappsgruppen «{group}» kan väljas samtidigt och gäller samma utfall, så inget räknas "
        "av. Ge alla effekter som når samma personer samma overlap_group, eller ta bort den.",
        "No other effect in the overlap group '{group}' can be chosen at the same time and concerns the same outcome, "
        "so nothing is counted off. Give all effects that reach the same people the same overlap_group, or remove it.",
    ),
    "overlap_of_mean_difference": (
        "Överlapp räknas på andelar, men effekten är en mean_difference som inte säger hur mycket som finns att minska."
        " Skriv den som risk_difference med risk_without, eller ta bort overlap_group: {group}.",
        "Overlap is counted on shares, but the effect is a mean_difference, which does not say how much there is to "
        "reduce. Write it as risk_difference with risk_without, or remove overlap_group: {group}.",
    ),
    "overlap_more_than_exist": (
        "Effekten gör anspråk på {claimed} personer i överlappsgruppen «{group}», men det finns {existing}. Sänk "
        "participants, eller rätta gruppens storlek.",
        "The effect claims {claimed} people of the overlap group '{group}', but there are {existing}. Lower "
        "participants, or correct the size of the group.",
    ),
    "overlap_reached_twice": (
        "Förslagen i överlappsgruppen «{group}» gör tillsammans anspråk på {claimed} personer, men det finns "
        "{existing}. Minst {twice} måste nås av mer än ett förslag; de räknas en gång. Kontrollera participants.",
        "The proposals in the overlap group '{group}' together claim {claimed} people, but there are {existing}. At "
        "least {twice} must be reached by more than one; they are counted once. Check participants.",
    ),
    "overlap_group_too_large": (
        "Överlappsgruppen «{group}» har {count} förslag, men högst {most} kan räknas tillsammans. Dela gruppen, eller "
        "slå ihop förslag som alternativ till varandra.",
        "The overlap group '{group}' has {count} proposals, but at most {most} can be counted together. Divide the "
        "group, or make proposals alternatives of each other.",
    ),
    "overlap_too_many_sets": (
        "Överlappsgrupperna ger {count} kombinationer av versioner och startår, flest i «{group}», men högst {most} kan"
        " räknas. Ta bort alternativ eller startår, eller dela gruppen.",
        "The overlap groups give {count} combinations of versions and starts, most in '{group}', but at most {most} "
        "can be counted. Remove alternatives or starts, or divide the group.",
    ),
}
"""Fault code to the sentence in Swedish and in English; gaps in braces are filled from `Fault.values`."""
