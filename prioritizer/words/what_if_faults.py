"""Sentences for what `what-if` is asked and cannot answer."""

WHAT_IF_FAULTS: dict[str, tuple[str, str]] = {
    "what_if_equals": (
        "Skriv vad som ska ändras, ett likhetstecken och det nya talet.",
        "Write what is to change, an equals sign and the new number.",
    ),
    "what_if_twice": (
        "Samma tal ändras redan av {first}. Ge det ett enda nytt värde.",
        "The same number is changed by {first} already. Give it one new value.",
    ),
    "what_if_no_funds": (
        "Portföljen har inga medel att ändra. De står under funds i portfolio.yaml.",
        "The portfolio has no money to change. It stands under funds in portfolio.yaml.",
    ),
    "what_if_year": (
        "«{key}» är inget år i planen. Åren är {choices}.",
        "'{key}' is no year of the plan. The years are {choices}.",
    ),
    "what_if_no_allocation": (
        "Här finns inga kronor att dela efter. Säg vilket år det gäller, till exempel {at}.",
        "There are no kronor here to divide by. Say which year it is about, such as {at}.",
    ),
    "what_if_below_zero": (
        "Så mycket finns inte att ta bort: tilldelat är {before} kr.",
        "There is not so much to take away: SEK {before} is allocated.",
    ),
    "what_if_no_limit": (
        "Ingen gräns i portföljen heter «{key}». De som finns är {choices}.",
        "No limit of the portfolio is called '{key}'. Those that exist are {choices}.",
    ),
    "what_if_fund": (
        "Medel ändras med --budget, inte med --limit.",
        "Money is changed with --budget, not with --limit.",
    ),
    "what_if_no_number": (
        "Gränsen «{key}» har inget tal att ändra. Den kan utelämnas.",
        "The limit '{key}' has no number to change. It can be left out.",
    ),
    "what_if_capacity": (
        "Så går tillgången «{key}» inte att ändra. Åren är {choices}; none utelämnar den för alla år.",
        "The capacity '{key}' cannot be changed like that. The years are {choices}; none leaves it out for all years.",
    ),
    "what_if_series": (
        "Parametern «{key}» har ett tal för varje år. En serie ändras i sin fil.",
        "The parameter '{key}' has a number for each year. A series is changed in its file.",
    ),
    "what_if_graded": (
        "Parametern «{key}» har ett tal för varje val, så valet måste sägas inom hakparentes.",
        "The parameter '{key}' has a number for each choice, so the choice must be said in brackets.",
    ),
    "what_if_not_graded": (
        "Parametern «{key}» har ett enda tal, utan hakparentes.",
        "The parameter '{key}' has one number, without brackets.",
    ),
    "what_if_not_in_force": (
        "Parametern «{key}» har inget värde som gäller {day}, så det finns inget att ändra.",
        "The parameter '{key}' has no value in force on {day}, so there is nothing to change.",
    ),
}
