"""What is wrong with the texts that people write in documents, and with a workspace's own templates and words."""

DOCUMENT_FAULTS: dict[str, tuple[str, str]] = {
    # Texts
    "text_not_yaml": (
        "Filen läses inte. Texter till dokumenten skrivs i YAML: en fil med section, author, date och sv eller en.",
        "The file is not read. Texts for the documents are written in YAML: a file with section, author, date and sv "
        "or en.",
    ),
    "text_twice": (
        "Texten till samma avsnitt i samma dokument står redan i {other}. Ta bort en av dem, eller ange board i den "
        "ena.",
        "The text for the same section of the same document already stands in {other}. Remove one of them, or state "
        "board in one.",
    ),
    "text_in_no_language": (
        "Det finns ingen text. Skriv den under sv, en eller båda.",
        "There is no text. Write it under sv, en or both.",
    ),
    # Templates and words of a workspace
    "template_broken": (
        "Mallen går inte att använda: {said}. Rätta den, eller ta bort filen så används den medföljande.",
        "The template cannot be used: {said}. Correct it, or remove the file and the shipped one is used.",
    ),
    "package_imported": (
        "Mallen hämtar paketet {package}. Inga paket används: ingenting hämtas från nätet. Skriv det som behövs i "
        "mallen själv, eller ta bort filen så används den medföljande.",
        "The template imports the package {package}. No packages are used: nothing is fetched from the network. Write "
        "what is needed in the template itself, or remove the file and the shipped one is used.",
    ),
    "typesetter_slow": (
        "Typsättaren är inte färdig efter {limit} sekunders arbete, gränsen för ett dokument av den här storleken, och "
        "avbröts. Den medföljande mallen behöver en trettiondel. Leta i mallen efter en slinga som aldrig tar slut "
        "(#for, #while), eller ta bort filen så används den medföljande. Fler PDF-filer görs inte med mallen.",
        "The typesetter is not done after {limit} seconds of work, the limit for a document of this size, and was "
        "stopped. The shipped template needs a thirtieth. Look in the template for a loop that never ends (#for, "
        "#while), or remove the file and the shipped one is used. No more PDFs are made with the template.",
    ),
    "typesetter_large": (
        "Typsättaren tog mer minne än {limit} MB, gränsen för ett dokument av den här storleken, och avbröts. Leta i "
        "mallen efter något som växer utan slut, eller ta bort filen så används den medföljande.",
        "The typesetter took more memory than {limit} MB, the limit for a document of this size, and was stopped. Look "
        "in the template for something that grows without end, or remove the file and the shipped one is used.",
    ),
    "typesetter_ended": (
        "Typsättaren stannade utan att säga varför. Mallen kan ha lager i varandra utan slut, eller så räckte datorns "
        "minne inte. Ta bort filen så används den medföljande; hjälper inte det, stäng andra program och försök igen.",
        "The typesetter stopped without saying why. The template may have layers inside each other without end, or the "
        "computer ran out of memory. Remove the file and the shipped one is used; if that does not help, close other "
        "programs and try again.",
    ),
    "charts_undrawn": (
        "Diagrammen till Worddokumentet blev inte ritade: typsättaren stannade. Stäng andra program och försök igen, "
        "eller välj en annan form.",
        "The charts of the Word document were not drawn: the typesetter stopped. Close other programs and try again, "
        "or choose another form.",
    ),
    "template_endless": (
        "Mallen räknar ut något som är för stort, eller tar aldrig slut. Rätta den, eller ta bort filen så används den "
        "medföljande.",
        "The template makes something too large, or never ends. Correct it, or remove the file and the shipped one is "
        "used.",
    ),
    "template_missing": (
        "Mallen finns inte, men en annan mall hänvisar till den.",
        "The template does not exist, but another template refers to it.",
    ),
    "words_not_yaml": (
        "Filen med ord går inte att läsa som YAML: {said}. En mening som innehåller kolon eller börjar med en "
        "lucka skrivs inom citattecken.",
        "The file of words cannot be read as YAML: {said}. A sentence with a colon in it, or one that begins with a "
        "gap, is written in quotation marks.",
    ),
    "not_sentences": (
        "Här väntades en mening för varje nyckel: nyckel, kolon och text.",
        "One sentence for each key was expected here: key, colon and text.",
    ),
    "unknown_sentence": (
        "Ingenting använder meningen «{key}», så den skulle aldrig skrivas ut.",
        "Nothing uses the sentence '{key}', so it would never be printed.",
    ),
    "invisible_sentence": (
        "Meningen «{key}» har ingen text som syns. Skriv något, eller ta bort raden så används den medföljande.",
        "The sentence '{key}' has no text that is seen. Write something, or remove the line and the shipped one is "
        "used.",
    ),
    "sheet_name_sign": (
        "Ett blad kan inte heta «{name}», för Excel tillåter inte {sign} där.",
        "A sheet cannot be called '{name}', for Excel does not allow {sign} there.",
    ),
    "sheet_name_long": (
        "Ett blad kan inte heta «{name}», för det är {n} tecken och Excel tillåter {most}.",
        "A sheet cannot be called '{name}', for that is {n} characters and Excel allows {most}.",
    ),
    "sheet_name_reserved": (
        "Ett blad kan inte heta «{name}», för det namnet behåller Excel för sig självt.",
        "A sheet cannot be called '{name}', for Excel keeps that name for itself.",
    ),
    "sheet_name_taken": (
        "Två blad kan inte heta «{name}», vare sig med stora eller små bokstäver: {other} heter så.",
        "Two sheets cannot be called '{name}', in capitals or not: {other} is called that.",
    ),
    "unknown_gap": (
        "Meningen «{key}» har luckan {gap}, som aldrig fylls. Luckor som fylls där: {gaps}.",
        "The sentence '{key}' has the gap {gap}, which is never filled. Gaps that are filled there: {gaps}.",
    ),
    "one_language": (
        "Egna meningar som saknas i {other}: {n}. Den första är «{key}». Där står de medföljande kvar, så dokumenten "
        "säger inte detsamma på båda språken.",
        "Own sentences that are missing in {other}: {n}. The first is '{key}'. The shipped ones still stand there, so "
        "that the documents do not say the same in both languages.",
    ),
    "sentence_missing": (
        "Orden saknar en mening eller en lucka: {key}.",
        "The words lack a sentence or a gap: {key}.",
    ),
}
