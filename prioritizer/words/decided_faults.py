"""Sentences for files that name plans: one that somebody else decided, and two that are compared."""

DECIDED_FAULTS: dict[str, tuple[str, str]] = {
    "decided_empty": (
        "Filen nämner inget förslag. Skriv ett id på varje rad, med /alternativ och @startår där det behövs.",
        "The file names no proposal. Write one id on each line, with /ALTERNATIVE and @START where needed.",
    ),
    "decided_twice": (
        "Förslaget «{key}» står två gånger. Stryk det ena.",
        "The proposal '{key}' stands twice. Strike one of them.",
    ),
    "decided_unreadable": (
        "Filen {file} går inte att läsa som en plan. Ange record.json, select.json eller en lista med ett id på varje "
        "rad.",
        "The file {file} cannot be read as a plan. Give record.json, select.json or a list with one id on each line.",
    ),
    "unknown_version": (
        "Förslaget «{key}» har ingen version «{version}». De som finns är {choices}.",
        "The proposal '{key}' has no version '{version}'. Those that exist are {choices}.",
    ),
    "compared_unreadable": (
        "Filen {file} går inte att läsa som en plan. Ange en portfölj, eller record.json från en tidigare körning.",
        "The file {file} cannot be read as a plan. Give a portfolio, or the record.json of an earlier run.",
    ),
    "compared_currencies": (
        "Planerna räknar i olika valutor, {first} och {second}, och kan inte jämföras.",
        "The plans count in different currencies, {first} and {second}, and cannot be compared.",
    ),
    "not_counted_by": (
        "Extra värde kan inte räknas på «{key}». Välj ett av {choices}.",
        "Extra value cannot be counted on '{key}'. Choose one of {choices}.",
    ),
}
