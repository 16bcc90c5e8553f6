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
    "file_open": (
        "Filen är öppen i {program}. Stäng den där och försök igen; den är oförändrad. Är den inte öppen någonstans "
        "tar man bort {mark} bredvid den.",
        "The file is open in {program}. Close it there and try again; it is unchanged. If it is open nowhere, remove "
        "{mark} beside it.",
    ),
    "template_broken": (
        "Mallen går inte att använda: {reason}. Inget dokument har gjorts av den. Rätta mallen, eller ta bort den så "
        "används den som följer med programmet.",
        "The template cannot be used: {reason}. No document was made from it. Mend the template, or remove it and the "
        "one that comes with the program is used.",
    ),
    "words_missing": (
        "Dokumentets meningar räcker inte: {reason}. Jämför med den fil som följer med programmet.",
        "The sentences of the document are not enough: {reason}. Compare with the file that comes with the program.",
    ),
}
