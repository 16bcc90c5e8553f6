"""What is wrong in a YAML file: how it is written, opened and shaped, in Swedish and English.

Each sentence says what is wrong and then what was expected; the nearest right thing is added where it is printed.
"""

YAML_FAULTS: dict[str, tuple[str, str]] = {
    # YAML itself
    "yaml_syntax": (
        "Filen går inte att läsa härifrån. Kontrollera indrag, klamrar och citattecken på raden och raden före. En "
        "text "
        "som innehåller kolon ska stå inom citattecken.",
        "The file cannot be read from here on. Check indentation, brackets and quotes on this line and the line "
        "before. "
        "A text that contains a colon must stand within quotes.",
    ),
    "yaml_tab": (
        "Raden är indragen med tabb. Dra in den med mellanslag i stället.",
        "The line is indented with a tab. Indent it with spaces instead.",
    ),
    "yaml_empty": (
        "Filen är tom. Skriv minst en uppgift, till exempel «title: …».",
        "The file is empty. Write at least one entry, such as 'title: …'.",
    ),
    "yaml_too_long": (
        "Filen är större än {most} megabyte. Dela upp den, eller lägg förslagen i en tabell.",
        "The file is larger than {most} megabytes. Split it, or put the proposals in a table.",
    ),
    "yaml_character": (
        "Här står ett osynligt styrtecken ({sign}) som filen inte kan läsas med. Ta bort det.",
        "There is an invisible control character here ({sign}) with which the file cannot be read. Remove it.",
    ),
    "yaml_alias": (
        "Ett värde får inte börja med & eller *, som här skulle hänvisa till ett annat ställe i filen. Sätt texten "
        "inom "
        "citattecken, eller skriv ut värdet.",
        "A value may not begin with & or *, which would point to another part of the file. Put the text within quotes, "
        "or write the value out.",
    ),
    "yaml_tag": (
        "Ett värde får inte börja med !. Sätt texten inom citattecken, eller ta bort tecknet.",
        "A value may not begin with !. Put the text within quotes, or remove the sign.",
    ),
    "yaml_depth": (
        "Filen har fler än {limit} nivåer inuti varandra. Ingen portfölj behöver så många; ta bort nivåer.",
        "The file has more than {limit} levels inside each other. No portfolio needs that many; remove levels.",
    ),
    "yaml_size": (
        "Filen har fler än {limit} värden. Dela upp den, eller lägg förslagen i en tabell.",
        "The file has more than {limit} values. Split it, or put the proposals in a table.",
    ),
    "yaml_two_documents": (
        "Raden --- delar filen i två. Ta bort den, eller gör två filer.",
        "The line --- divides the file into two. Remove it, or make two files.",
    ),
    "yaml_key": (
        "Före kolonet ska det stå ett enda ord, inte en lista eller flera uppgifter.",
        "A single word must stand before the colon, not a list or several entries.",
    ),
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
    "comma_and_unit_in_braces": (
        "«{before},{after}» läses här som två saker, eftersom kommatecken skiljer poster inom klammer, och belopp "
        "skrivs i kronor.",
        "'{before},{after}' is read as two things here, since commas separate entries within braces, and amounts are "
        "written in kronor.",
    ),
    # Files
    "missing_file": (
        "Filen {file} finns inte. Kontrollera mappens och filens namn.",
        "The file {file} does not exist. Check the names of the folder and the file.",
    ),
    "missing_proposals": (
        "Här finns varken en mapp eller en tabell som heter «{file}». Skriv namnet på mappen med förslag, eller på en "
        "csv "
        "eller xlsx, bredvid portfolio.yaml.",
        "There is neither a folder nor a table named '{file}' here. Write the name of the folder with proposals, or "
        "of a "
        "csv or xlsx, beside portfolio.yaml.",
    ),
    "not_a_folder": (
        "Det här är en fil. Ange mappen där portfolio.yaml ligger.",
        "This is a file. Give the folder that holds portfolio.yaml.",
    ),
    "neither_file_nor_folder": (
        "«{file}» är varken en fil eller en mapp, utan en enhet eller liknande som inte kan läsas in. Ange en fil "
        "eller en mapp.",
        "'{file}' is neither a file nor a folder but a device or the like, which cannot be read. Give a file or a "
        "folder.",
    ),
    "is_a_folder": ("Det här är en mapp. En fil väntades.", "This is a folder. A file was expected."),
    "not_utf8": (
        "Filen är inte sparad i UTF-8; här står det första tecknet som inte går att läsa. Spara om filen och välj "
        "kodningen UTF-8.",
        "The file is not saved in UTF-8; here is the first character that cannot be read. Save the file again and "
        "choose "
        "the encoding UTF-8.",
    ),
    "no_proposals_in": (
        "Mappen «{file}» har inga förslag. Lägg dit minst en fil som slutar på .yaml.",
        "The folder '{file}' has no proposals. Put at least one file there that ends in .yaml.",
    ),
    # Shape
    "missing_key": (
        "Uppgiften «{key}» saknas här. Lägg till den.",
        "The entry '{key}' is missing here. Add it.",
    ),
    "unknown_key": (
        "«{key}» känns inte igen här. Kontrollera stavningen.",
        "'{key}' is not recognised here. Check the spelling.",
    ),
    "unknown_key_of": (
        "«{key}» känns inte igen. Här kan stå {choices}.",
        "'{key}' is not recognised. What can stand here is {choices}.",
    ),
    "unknown_part": (
        "«{key}» är varken en del av ett förslag eller ett ord i ordlistan rules/fields.yaml. Kontrollera stavningen.",
        "'{key}' is neither a part of a proposal nor a word in the vocabulary rules/fields.yaml. Check the spelling.",
    ),
    "computed_fact": (
        "«{key}» räknas ut av programmet. Ta bort uppgiften.",
        "'{key}' is computed by the program. Remove the entry.",
    ),
    "unknown_field": (
        "«{key}» finns inte i ordlistan rules/fields.yaml.",
        "'{key}' is not in the vocabulary rules/fields.yaml.",
    ),
    "expected_mapping": (
        "Här väntades uppgifter skrivna som «namn: värde».",
        "Entries written as 'name: value' were expected here.",
    ),
    "expected_list": (
        "Här väntades en lista: [a, b], eller en rad för varje sak med streck framför.",
        "A list was expected here: [a, b], or a line for each item with a dash before it.",
    ),
    "expected_texts": (
        "Listan ska bara ha enkla värden: [a, b].",
        "The list must have only simple values: [a, b].",
    ),
    "expected_mandate": (
        "Skriv ja eller nej, eller vem som har beslutat att förslaget ska genomföras.",
        "Write yes or no, or who has decided that the proposal must be carried out.",
    ),
    "expected_text": ("Här väntades en text.", "A text was expected here."),
    "expected_number": ("Här väntades ett tal.", "A number was expected here."),
    "expected_home_share": (
        "Hemtagbar andel är en enda andel av hela priset, till exempel 0.8, och inte en för varje aktör.",
        "The share that can be taken home is one share of the whole price, such as 0.8, and not one for each actor.",
    ),
    "expected_spread": (
        "Här väntades ett tal, eller low, likely och high inom klammer.",
        "A number was expected here, or low, likely and high within braces.",
    ),
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
        "«{value}» ska ha ett enda värde, inte en lista eller flera uppgifter.",
        "'{value}' must have a single value, not a list or several entries.",
    ),
    "not_understood": ("Värdet går inte att tolka.", "The value cannot be understood."),
    "invisible_text": (
        "Texten har bara tecken som inte syns. Skriv något, eller ta bort uppgiften.",
        "The text has only characters that are not seen. Write something, or remove the entry.",
    ),
    "empty_text": (
        "Texten är tom. Skriv något, eller ta bort uppgiften.",
        "The text is empty. Write something, or remove the entry.",
    ),
    "not_one_of": ("«{value}» är inget av {choices}.", "'{value}' is none of {choices}."),
    "negative_amount": (
        "«{value}» är negativt. Kostnader och kapaciteter skrivs som noll eller mer.",
        "'{value}' is negative. Costs and capacities are written as zero or more.",
    ),
    "negative_number": (
        "«{value}» är negativt. Antal och skalor skrivs som noll eller mer.",
        "'{value}' is negative. Numbers of people and scales are written as zero or more.",
    ),
    "not_a_whole_number": (
        "«{value}» är inget helt tal, noll eller mer.",
        "'{value}' is not a whole number, zero or more.",
    ),
    "horizon_outside": (
        "Horisonten «{value}» är inte ett helt antal år från 1 till {most}.",
        "The horizon '{value}' is not a whole number of years from 1 to {most}.",
    ),
    "too_many_years": (
        "«{value}» är för många år. Skriv högst {most}.",
        "'{value}' is too many years. Write at most {most}.",
    ),
    "low_above_high": (
        "low, likely och high ska stå i stigande ordning; här är de {low}, {likely} och {high}.",
        "low, likely and high must be in rising order; here they are {low}, {likely} and {high}.",
    ),
    "ramp_longer_than_years": (
        "ramp har {ramp} år men effekten varar bara {years}. Upptrappningen ryms inom years.",
        "ramp has {ramp} years but the effect lasts only {years}. The ramp is counted inside years.",
    ),
}
"""Fault code to the sentence in Swedish and in English; gaps in braces are filled from `Fault.values`."""
