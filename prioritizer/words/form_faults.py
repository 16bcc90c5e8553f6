"""Faults of records, forms and templates when a document is printed."""

FORM_FAULTS: dict[str, tuple[str, str]] = {
    "unknown_form": (
        "Ändelsen «{ending}» säger inte vilken form dokumentet ska ha. De som finns är {endings}.",
        "The ending '{ending}' does not say which form the document should have. Those that exist are {endings}.",
    ),
    "form_unavailable": (
        "Dokument som slutar på {form} kan inte skrivas här, för {library} är inte installerat eller går inte att "
        'starta. Installera det med pip install "prioritizer[documents]", eller välj en annan form.',
        "Documents that end in {form} cannot be written here, for {library} is not installed or cannot start. Install "
        'it with pip install "prioritizer[documents]", or choose another form.',
    ),
    "folder_without_record": (
        "Mappen har ingen record.json. Ange en plans mapp, till exempel plans/exempelkommun; prioritizer plan gör en.",
        "The folder has no record.json. Name the folder of a plan, such as plans/exempelkommun; prioritizer plan makes "
        "one.",
    ),
    "record_broken": (
        "Filen är inte hel: den går inte att läsa som JSON. Hämta den igen, eller gör om planen med prioritizer plan.",
        "The file is not whole: it cannot be read as JSON. Fetch it again, or make the plan anew with "
        "prioritizer plan.",
    ),
    "not_a_record": (
        "Filen är inte en plans underlag. Ange record.json i planens mapp.",
        "The file is not the record of a plan. Name record.json in the folder of the plan.",
    ),
    "record_newer": (
        "Underlaget har formatet {format}, men den här versionen av programmet läser till och med {known}. "
        "Använd den version som skrev det, eller en nyare.",
        "The record has the format {format}, but this version of the program reads those up to {known}. Use the "
        "version that wrote it, or a newer one.",
    ),
    "record_changed": (
        "Underlaget har ändrats sedan det skrevs: kontrollsumman stämmer inte. Inget dokument görs av det. Hämta "
        "filen igen, eller gör om planen med prioritizer plan.",
        "The record has been changed since it was written: its checksum does not agree. No document is made of it. "
        "Fetch the file again, or make the plan anew with prioritizer plan.",
    ),
    "record_unreadable": (
        "Den här versionen av programmet kan inte läsa underlaget vid den delen. Gör om planen med prioritizer plan, "
        "eller använd den version som skrev underlaget. Är det den här är felet vårt: rapportera det.",
        "This version of the program cannot read the record at that part. Make the plan anew with prioritizer plan, or "
        "use the version that wrote the record. If that is this one, the defect is ours: please report it.",
    ),
    "file_open": (
        "Filen är öppen i {program}. Stäng den där och försök igen; den är oförändrad. Är den inte öppen någonstans "
        "tar man bort {mark} bredvid den.",
        "The file is open in {program}. Close it there and try again; it is unchanged. If it is open nowhere, remove "
        "{mark} beside it.",
    ),
    "file_of_plan": (
        "{name} hör till en plan och är inget dokument: beslut, uppföljning och granskning vilar på den. Den är "
        "oförändrad. Välj ett annat namn, till exempel dokument{suffix}.",
        "{name} belongs to a plan and is no document: decisions, follow-up and audits rest on it. It is unchanged. "
        "Choose another name, such as document{suffix}.",
    ),
    "no_such_document": (
        "Det finns inget dokument som heter {name}. Av det här underlaget görs {names}.",
        "There is no document called {name}. From this record are made {names}.",
    ),
    "form_of_another": (
        "Filer som slutar på {form} görs bara av hela beslutsunderlaget. {name} kan skrivas som {forms}.",
        "Files that end in {form} are made only of the whole decision document. {name} can be written as {forms}.",
    ),
    "unknown_forms": (
        "Formen «{form}» finns inte. De som finns är {forms}.",
        "There is no form '{form}'. Those that exist are {forms}.",
    ),
    "unknown_tags": (
        "Mallen har fält som inget dokument fyller i: {tags}. Det första står i stycket «{where}». De som finns är "
        "{known}.",
        "The template has tags that no document fills: {tags}. The first stands in the paragraph '{where}'. Those that "
        "exist are {known}.",
    ),
    "body_missing": (
        "Mallen saknar dokumentets innehåll. Skriv {tag} ensamt i ett stycke, där innehållet ska stå.",
        "The template lacks the content of the document. Write {tag} alone in a paragraph, where the content is to "
        "stand.",
    ),
    "body_misplaced": (
        "I stycket «{where}» kan dokumentets innehåll inte stå. Skriv {tag} en enda gång, ensamt i ett stycke utanför "
        "tabeller, textrutor, sidhuvud och sidfot.",
        "The content of the document cannot stand in the paragraph '{where}'. Write {tag} only once, alone in a "
        "paragraph outside tables, text boxes, heads and feet.",
    ),
    "tag_prefixed": (
        "I stycket «{where}» står {tag}, men bara innehållet, body, skrivs med en bokstav efter klamrarna.",
        "In the paragraph '{where}' stands {tag}, but only the content, body, is written with a letter after the "
        "braces.",
    ),
    "tag_unclosed": (
        "I stycket «{where}» saknar {tag} sin andra hälft. Ett fält börjar och slutar i samma stycke.",
        "In the paragraph '{where}' {tag} lacks its other half. A tag begins and ends in the same paragraph.",
    ),
    "tag_broken": (
        "Fältet i stycket «{where}» går inte att använda: {said}. Rätta det i Word.",
        "The tag in the paragraph '{where}' cannot be used: {said}. Correct it in Word.",
    ),
    "word_unreadable": (
        "Filen går inte att läsa som ett Worddokument: {said}. Spara den på nytt från Word som .docx, eller ta bort "
        "den så används den medföljande.",
        "The file cannot be read as a Word document: {said}. Save it again from Word as .docx, or remove it and the "
        "shipped one is used.",
    ),
    "charts_as_tables": (
        "I dokument som slutar på {form} står diagrammen bara som ord och tabeller, för {library} är inte installerat "
        'eller går inte att starta. Installera det med pip install "prioritizer[documents]".',
        "In documents that end in {form} charts stand only as words and tables, for {library} is not installed or "
        'cannot start. Install it with pip install "prioritizer[documents]".',
    ),
    "style_missing": (
        "Mallen saknar formatmallen {style}, som dokumentet behöver. Lägg till den i Word.",
        "The template lacks the style {style}, which the document needs. Add it in Word.",
    ),
}
