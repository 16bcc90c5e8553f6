"""What is wrong in a table or in a single value, in Swedish and English.

Each sentence says what is wrong and then what was expected; the nearest right thing is added where it is printed.
"""

TABLE_FAULTS: dict[str, tuple[str, str]] = {
    # A single value (reading/scalars.py)
    "ambiguous_number": (
        "«{value}» kan läsas både som {thousands} och som {fraction}. Skriv {thousands} eller {fraction}.",
        "'{value}' can be read both as {thousands} and as {fraction}. Write {thousands} or {fraction}.",
    ),
    "not_finite": (
        "«{value}» är inget tal att räkna med. Skriv ett vanligt tal, eller lämna tomt om uppgiften saknas.",
        "'{value}' is not a number to reckon with. Write an ordinary number, or leave it empty if it is not known.",
    ),
    "too_large": (
        "«{value}» är för stort. Ett tal får ha högst femton siffror före decimaltecknet.",
        "'{value}' is too large. A number may have at most fifteen digits before the decimal sign.",
    ),
    "not_an_amount": (
        "«{value}» är inget belopp. Skriv ett tal, till exempel 2 600 000 eller 1500,50.",
        "'{value}' is not an amount. Write a number, for example 2 600 000 or 1500.50.",
    ),
    "not_in_kronor": (
        "«{value}» är inte i kronor. Skriv beloppet i kronor.",
        "'{value}' is not in kronor. Write the amount in kronor.",
    ),
    "not_a_number": (
        "«{value}» är inget tal. Skriv ett tal, till exempel 180 eller 0,5.",
        "'{value}' is not a number. Write a number, for example 180 or 0.5.",
    ),
    "too_many_decimals": (
        "«{value}» har fler än {most} decimaler. Avrunda talet.",
        "'{value}' has more than {most} decimals. Round the number.",
    ),
    "not_whole_kronor": (
        "«{value}» är inte hela kronor, som detta räknas i. Avrunda beloppet.",
        "'{value}' is not whole kronor, in which this is counted. Round the amount.",
    ),
    "rounded_to_ore": (
        "Beloppet {value} har fler än två decimaler och läses som {rounded}.",
        "The amount {value} has more than two decimals and is read as {rounded}.",
    ),
    "rounded_number": (
        "Talet {value} har fler än sex decimaler och läses som {rounded}.",
        "The number {value} has more than six decimals and is read as {rounded}.",
    ),
    "not_a_share": (
        "«{value}» är ingen andel. Skriv till exempel 6 %.",
        "'{value}' is not a share. Write for example 6 %.",
    ),
    "share_outside": (
        "Andelen «{value}» ligger inte mellan 0 och 1. Skriv ett tal från 0 till 1, eller procent med procenttecken.",
        "The share '{value}' is not between 0 and 1. Write a number from 0 to 1, or per cent with a per cent sign.",
    ),
    "per_cent_outside": (
        "«{value}» ligger inte mellan 0 och 100 procent. Skriv ett tal från 0 till 100.",
        "'{value}' is not between 0 and 100 per cent. Write a number from 0 to 100.",
    ),
    "share_or_per_cent": (
        "«{value}» kan vara både en andel och ett procenttal. Skriv talet med procenttecken.",
        "'{value}' may be a share or a percentage. Write the number with a per cent sign.",
    ),
    "not_a_year": (
        "«{value}» är inget årtal. Skriv året med fyra siffror, till exempel 2027.",
        "'{value}' is not a year. Write the year with four digits, for example 2027.",
    ),
    "not_a_date": (
        "«{value}» är inget datum. Skriv år, månad och dag, till exempel 2027-08-31.",
        "'{value}' is not a date. Write year, month and day, for example 2027-08-31.",
    ),
    "impossible_date": (
        "Datumet «{value}» finns inte i kalendern. Skriv ett datum som finns.",
        "The date '{value}' is not in the calendar. Write a date that exists.",
    ),
    "not_yes_or_no": (
        "«{value}» är varken ja eller nej. Skriv ja eller nej.",
        "'{value}' is neither yes nor no. Write yes or no.",
    ),
    "not_a_currency": (
        "«{value}» är ingen valutakod. Skriv tre versaler, till exempel SEK.",
        "'{value}' is not a currency code. Write three capital letters, for example SEK.",
    ),
    "kronor_in_other_currency": (
        "«{value}» är skrivet i kronor, men portföljen är i {key}. Inget räknas om. Skriv beloppet i {key}, "
        "utan valuta.",
        "'{value}' is written in kronor, but the portfolio is in {key}. Nothing is converted. Write the amount in "
        "{key}, without a currency.",
    ),
    "not_an_id": (
        "«{value}» kan inte vara ett id. Ett id består av bokstäver, siffror, punkt, bindestreck och understreck, "
        "utan mellanslag.",
        "'{value}' cannot be an id. An id is made of letters, digits, dots, hyphens and underscores, without spaces.",
    ),
    # The file (reading/cells.py, reading/workbook.py)
    "cannot_open": (
        "Filen {file} går inte att öppna. Kontrollera att den finns och inte är låst av ett annat program, "
        "till exempel Excel.",
        "The file {file} cannot be opened. Check that it exists and is not locked by another program, such as Excel.",
    ),
    "not_a_workbook": (
        "Filen {file} går inte att läsa som en Excelfil. Den kan vara skadad, skyddad med lösenord eller sparad i ett "
        "annat format. Spara den som .xlsx utan lösenord.",
        "The file {file} cannot be read as an Excel workbook. It may be damaged, protected by a password or saved in "
        "another format. Save it as .xlsx without a password.",
    ),
    "table_format": (
        "Filen {file} har ett format som inte kan läsas. Spara tabellen som .xlsx eller .csv.",
        "The file {file} has a format that cannot be read. Save the table as .xlsx or .csv.",
    ),
    "table_too_large": (
        "Filen är för stor. En tabell får vara högst {most} megabyte.",
        "The file is too large. A table may be at most {most} megabytes.",
    ),
    "not_text": (
        "Filen {file} är ingen textfil. En tabell ska vara en csv-fil i UTF-8 eller Windows-1252, eller en .xlsx-fil.",
        "The file {file} is not a text file. A table is a csv file in UTF-8 or Windows-1252, or an .xlsx file.",
    ),
    "read_as_windows_1252": (
        "Filen är inte sparad i UTF-8 och lästes som Windows-1252. Kontrollera att å, ä och ö blev rätt.",
        "The file is not saved in UTF-8 and was read as Windows-1252. Check that å, ä and ö came out right.",
    ),
    "empty_file": (
        "Tabellen är tom. Första raden ska ha rubriker, och varje rad därunder ett förslag.",
        "The table is empty. The first row holds the headers, and each row below it a proposal.",
    ),
    "missing_header": (
        "Kolumnen saknar rubrik men innehåller «{value}». Skriv en rubrik eller töm kolumnen.",
        "The column has no header but holds '{value}'. Write a header or empty the column.",
    ),
    "duplicate_header": (
        "Rubriken «{header}» står två gånger, första gången i {first}. Varje rubrik får stå en gång.",
        "The header '{header}' stands twice, first at {first}. Each header may stand once.",
    ),
    "too_many_cells": (
        "Raden har {count} celler men tabellen har {expected} rubriker. Ett belopp med decimalkomma behöver "
        "citattecken i en kommaseparerad fil.",
        "The row has {count} cells but the table has {expected} headers. An amount with a decimal comma needs quotes "
        "in a file separated by commas.",
    ),
    "too_many_rows": (
        "Tabellen har för många rader. En tabell får ha högst {most} rader.",
        "The table has too many rows. A table may have at most {most} rows.",
    ),
    "too_many_columns": (
        "Tabellen har för många kolumner. En tabell får ha högst {most} kolumner.",
        "The table has too many columns. A table may have at most {most} columns.",
    ),
    "quote_not_closed": (
        "Ett citattecken öppnas här men stängs aldrig. Sätt ett citattecken där cellen slutar.",
        "A quote opens here and is never closed. Put a quote where the cell ends.",
    ),
    "text_after_quote": (
        "Det står text efter cellens avslutande citattecken. Skriv citattecken inne i texten dubbelt.",
        "There is text after the closing quote of the cell. Write quotes inside the text twice.",
    ),
    "formula_without_value": (
        "Cell {cell} i bladet {sheet} har en formel utan sparat värde. Öppna filen i Excel, räkna om och spara.",
        "Cell {cell} in the sheet {sheet} has a formula without a stored value. Open the file in Excel, recalculate "
        "and save.",
    ),
    "formula_error": (
        "Cellens formel ger felet {value}. Rätta formeln eller skriv värdet.",
        "The formula of the cell gives the error {value}. Mend the formula or write the value.",
    ),
    "merged_cells": (
        "Cellerna {range} är sammanfogade, så det går inte att se vilken rad värdet gäller. Dela upp dem och skriv "
        "värdet i varje cell.",
        "The cells {range} are merged, so it cannot be told which row the value belongs to. Split them and write the "
        "value in each cell.",
    ),
    "merged_row_skipped": (
        "Raden är en sammanfogad rubrik och läses inte som ett förslag.",
        "The row is a merged heading and is not read as a proposal.",
    ),
    "hidden_row": (
        "Raden är dold i Excel men läses ändå. Ta bort den om den inte ska vara med.",
        "The row is hidden in Excel but is read all the same. Delete it if it should not be there.",
    ),
    # Headers (reading/headers.py)
    "no_id_column": (
        "Tabellen saknar rubriken «id». Varje förslag ska ha ett eget id.",
        "The table has no header 'id'. Each proposal has an id of its own.",
    ),
    "unknown_header": (
        "Rubriken «{header}» är okänd. En rubrik är till exempel id, titel, kostnad, värde, nytta eller ett fält i "
        "rules/fields.yaml.",
        "The header '{header}' is unknown. A header is for example id, title, cost, value, benefit or a field in "
        "rules/fields.yaml.",
    ),
    "same_column_twice": (
        "Rubriken «{header}» betyder detsamma som «{first}». Behåll en av kolumnerna.",
        "The header '{header}' means the same as '{first}'. Keep one of the columns.",
    ),
    "no_brackets_here": (
        "Rubriken «{header}» ska inte ha någon hakparentes. Bara kostnad, fondandel, nytta och användning har det.",
        "The header '{header}' takes no brackets. Only cost, fund_share, benefit and use do.",
    ),
    "computed_field": (
        "«{header}» räknas ut av programmet. Ta bort kolumnen.",
        "'{header}' is computed by the program. Remove the column.",
    ),
    "unknown_fund": (
        "Det finns ingen fond med id «{key}». Fonden ska stå under funds i portföljen.",
        "There is no fund with the id '{key}'. The fund must stand under funds in the portfolio.",
    ),
    "which_fund": (
        "Rubriken «{header}» säger inte vilken fond som betalar, och portföljen har flera: {funds}. Skriv fondens id "
        "inom hakparentes efter ordet.",
        "The header '{header}' does not say which fund pays, and the portfolio has several: {funds}. Write the id of "
        "the fund in brackets after the word.",
    ),
    "unknown_actor": (
        "Det finns ingen aktör med id «{key}». Aktören ska stå under actors i portföljen.",
        "There is no actor with the id '{key}'. The actor must stand under actors in the portfolio.",
    ),
    "unknown_resource": (
        "Det finns ingen resurs med id «{key}». Resursen ska stå under resources i portföljen.",
        "There is no resource with the id '{key}'. The resource must stand under resources in the portfolio.",
    ),
    "which_resource": (
        "Rubriken «{header}» säger inte vilken resurs som används. Skriv resursens id inom hakparentes efter ordet.",
        "The header '{header}' does not say which resource is used. Write the id of the resource in brackets after "
        "the word.",
    ),
    "use_without_year": (
        "Rubriken «{header}» saknar år, men resursen {resource} är angiven år för år. Skriv till exempel "
        "use[{resource}:{year}].",
        "The header '{header}' has no year, but the resource {resource} is given by year. Write for example "
        "use[{resource}:{year}].",
    ),
    "year_outside": (
        "Året {year} ligger utanför planen. Planens år är {first}–{last}.",
        "The year {year} is outside the plan. The years of the plan are {first}–{last}.",
    ),
    "use_outside_capacity": (
        "Resursen {resource} används {year}, men har ingen kapacitet angiven för det året. Ange den under resources i "
        "portföljen.",
        "The resource {resource} is used in {year} but has no capacity stated for that year. State it under resources "
        "in the portfolio.",
    ),
    # Rows (reading/table_rows.py, reading/table.py)
    "no_proposals": (
        "Tabellen har inga förslag. Skriv minst en rad under rubrikerna.",
        "The table has no proposals. Write at least one row below the headers.",
    ),
    "missing_id": (
        "Raden saknar id. Varje förslag ska ha ett eget id.",
        "The row has no id. Each proposal has an id of its own.",
    ),
    "duplicate_id": (
        "Id «{key}» används två gånger, första gången i {first}. Varje förslag ska ha ett eget id.",
        "The id '{key}' is used twice, first at {first}. Each proposal has an id of its own.",
    ),
    "sum_row": (
        "Raden «{value}» ser ut att vara en summa, och skulle läsas som ett förslag. Ta bort raden. Är den ett "
        "förslag, ge det ett annat id.",
        "The row '{value}' looks like a sum, and would be read as a proposal. Remove the row. If it is a proposal, "
        "give it another id.",
    ),
    "negative_cost": (
        "Kostnaden «{value}» är negativ. Skriv kostnader som positiva tal och besparingar som nytta.",
        "The cost '{value}' is negative. Write costs as positive numbers and savings as benefits.",
    ),
    "negative_use": (
        "Användningen «{value}» är negativ. Skriv noll eller ett positivt tal.",
        "The use '{value}' is negative. Write zero or a positive number.",
    ),
    "value_and_benefit": (
        "Här anges både värde och nytta. Värdet är netto efter alla kostnader och nyttan är brutto. Ange ett av dem.",
        "Both a value and a benefit are stated. The value is net of all costs and the benefit is gross. State one "
        "of them.",
    ),
    "value_not_stated": (
        "Varken värde eller nytta är angivet. Uppgiften saknas, vilket inte är detsamma som noll.",
        "Neither a value nor a benefit is stated. The figure is missing, which is not the same as zero.",
    ),
    "interval_half": (
        "Bara den ena gränsen för värdet är angiven. Skriv både den lägsta och den högsta, eller ingen av dem.",
        "Only one end of the value's interval is stated. Write both the lowest and the highest, or neither.",
    ),
    "interval_reversed": (
        "Det lägsta värdet «{low}» är större än det högsta «{high}». Byt plats på dem.",
        "The lowest value '{low}' is greater than the highest '{high}'. Let them change places.",
    ),
    "value_outside_interval": (
        "Värdet «{value}» ligger inte mellan det lägsta «{low}» och det högsta «{high}». Rätta värdet eller "
        "intervallet.",
        "The value '{value}' is not between the lowest '{low}' and the highest '{high}'. Mend the value or the "
        "interval.",
    ),
    "nnv_outside_interval": (
        "Nyttan {benefits} minus kostnadernas nuvärde {costs} är {value}, som inte ligger mellan det lägsta «{low}» "
        "och det högsta «{high}». Intervallet gäller nettonuvärdet, alltså efter kostnader (konvention §26). Rätta "
        "intervallet, nyttan eller kostnaderna.",
        "The benefits {benefits} less the present value of the costs, {costs}, are {value}, which is not between the "
        "lowest '{low}' and the highest '{high}'. The interval is of net present value, after costs (convention §26). "
        "Mend the interval, the benefits or the costs.",
    ),
    "cost_before_start": (
        "Kostnaden {year} ligger före den tidigaste starten {start}. Kostnader skrivs för den tidigaste starten och "
        "flyttas hela med en senare. Flytta kostnaden, eller ange ett tidigare år i start_years.",
        "The cost in {year} comes before the earliest start {start}. Costs are written for the earliest start and "
        "move whole with a later one. Move the cost, or state an earlier year in start_years.",
    ),
    "unknown_goal": (
        "Det finns inget mål med id «{key}». Målet ska stå under goals i portföljen.",
        "There is no goal with the id '{key}'. The goal must stand under goals in the portfolio.",
    ),
    "unknown_head": (
        "Raden är ett alternativ till «{key}», som inte finns. Skriv id för det förslag som raden är ett alternativ "
        "till.",
        "The row is an alternative of '{key}', which does not exist. Write the id of the proposal that the row is an "
        "alternative of.",
    ),
    "alternative_of_itself": (
        "Raden «{key}» är angiven som alternativ till sig själv. Lämna cellen tom för förslagets första version.",
        "The row '{key}' is given as an alternative of itself. Leave the cell empty for a proposal's first version.",
    ),
    "alternative_of_alternative": (
        "«{key}» är själv ett alternativ. Skriv id för förslagets första version.",
        "'{key}' is itself an alternative. Write the id of the proposal's first version.",
    ),
    "only_on_head": (
        "Uppgiften gäller hela förslaget. Skriv den på raden för {head} och lämna cellen tom här.",
        "This holds for the whole proposal. Write it on the row of {head} and leave the cell empty here.",
    ),
    "unknown_proposal": (
        "Det finns inget förslag med id «{key}». Skriv id för ett förslag i portföljen.",
        "There is no proposal with the id '{key}'. Write the id of a proposal in the portfolio.",
    ),
    "requires_itself": (
        "Förslaget «{key}» förutsätter sig självt. Skriv bara andra förslag.",
        "The proposal '{key}' requires itself. Write only other proposals.",
    ),
    "requires_alternative": (
        "«{key}» är ett alternativ och inget eget förslag. Skriv id för förslagets första version.",
        "'{key}' is an alternative and not a proposal of its own. Write the id of the proposal's first version.",
    ),
    # Stated results (reading/stated.py, reading/proposal.py, appraisal/contradictions.py)
    "interval_width": (
        "Intervallets bredd «{value}» ligger inte mellan 50 och 99,9 procent. Skriv hur stor del av utfallen som "
        "ligger i intervallet, till exempel 90 %.",
        "The width of the interval '{value}' is not between 50 and 99.9 per cent. Write what share of the outcomes "
        "lies within the interval, for example 90 %.",
    ),
    "costs_not_in_value": (
        "Här sägs att kostnaderna inte är avdragna, men ett värde är netto efter alla kostnader. Skriv resultatet som "
        "nytta i stället, eller dra av kostnaderna.",
        "It is said here that the costs are not subtracted, but a value is net of all costs. Write the result as a "
        "benefit instead, or subtract the costs.",
    ),
    "costs_in_benefit": (
        "Här sägs att kostnaderna redan är avdragna, men en nytta är brutto och kostnaderna dras av här. Skriv "
        "resultatet som värde i stället, eller nyttan före kostnader.",
        "It is said here that the costs are already subtracted, but a benefit is gross and the costs are subtracted "
        "here. Write the result as a value instead, or the benefit before costs.",
    ),
    "stated_and_effects": (
        "Här står både stated och effekter. Ett resultat som är beräknat på annat håll står i stället för effekterna. "
        "Behåll ett av dem.",
        "Both stated and effects stand here. A result computed elsewhere stands in place of the effects. Keep one of "
        "them.",
    ),
    "alternative_needs_stated": (
        "Alternativet «{key}» säger inte vad det är värt, och ett resultat som är beräknat på annat håll gäller bara "
        "den version det beräknats för. Ge alternativet ett eget stated, eller egna effekter.",
        "The alternative '{key}' does not say what it is worth, and a result computed elsewhere holds only for the "
        "version it was computed for. Give the alternative its own stated, or effects of its own.",
    ),
    "stated_contradicts": (
        "Nettonuvärdet {value} och chansen {chance} procent pekar åt olika håll: chansen ska vara över 50 procent när "
        "värdet är över noll, och under 50 när det är under. Kontrollera båda. De står kvar som de är, och "
        "osäkerheten räknas som okänd.",
        "The net present value {value} and the chance {chance} per cent point in different directions: the chance is "
        "above 50 per cent when the value is above zero, and below 50 when it is below. Check both. They are kept as "
        "they stand, and the uncertainty counts as unknown.",
    ),
    "stated_disagrees": (
        "Chansen {chance} procent stämmer inte med intervallet runt nettonuvärdet {value}. Kontrollera båda. Chansen "
        "står kvar som den är, och utfallen följer intervallet.",
        "The chance {chance} per cent does not agree with the interval around the net present value {value}. Check "
        "both. The chance is kept as it stands, and the outcomes follow the interval.",
    ),
    "more_contradictions": (
        "Ytterligare {count} har ett värde och en chans som inte går ihop, {total} tillsammans.",
        "Another {count} have a value and a chance that do not agree, {total} together.",
    ),
}
"""Fault code to the sentence in Swedish and in English; gaps in braces are filled from `Fault.values`."""
