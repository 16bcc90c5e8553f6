"""The sentences of `what-if`, in both languages."""

from prioritizer.model.rules import Language

WORDS: dict[str, tuple[str, str]] = {
    "now": (
        "Planen som den är: {worth}, och {granted} beviljas.",
        "The plan as it stands: {worth}, and {granted} is granted.",
    ),
    "now_none": ("Som det är går ingen plan ihop.", "As it stands no plan is possible."),
    "together": ("Alla ändringar tillsammans", "All changes together"),
    "all_funds": ("medlen i alla fonder", "the money of all funds"),
    "of_fund": ("medlen i «{name}»", "the money in '{name}'"),
    "changed_number": ("{name}{year}: {after} i stället för {before}", "{name}{year}: {after} instead of {before}"),
    "dropped": ("utan {name}", "without {name}"),
    "resource": ("tillgången på «{name}»", "the capacity of '{name}'"),
    "in": ("«{name}» ska vara med", "'{name}' must be in"),
    "out": ("«{name}» ska inte vara med", "'{name}' must not be in"),
    "more": ("Planen blir värd {amount} mer: {worth}.", "The plan is worth {amount} more: {worth}."),
    "less": ("Planen blir värd {amount} mindre: {worth}.", "The plan is worth {amount} less: {worth}."),
    "same": ("Planen blir värd lika mycket: {worth}.", "The plan is worth as much: {worth}."),
    "between": (
        "Planens värde ändras med mellan {low} och {high}; den bästa som hittades är värd {worth}. Det "
        "hann inte avgöras.",
        "The plan's value changes by between {low} and {high}; the best found is worth {worth}. There was no time to "
        "settle it.",
    ),
    "worth": ("Då går en plan ihop, värd {worth}.", "Then a plan is possible, worth {worth}."),
    "unchanged": ("Samma förslag väljs.", "The same proposals are chosen."),
    "enters": ("Kommer in", "Come in"),
    "leaves": ("Utgår", "Leave"),
    "changes": ("Ändras", "Change"),
    "granted_more": ("{amount} mer beviljas.", "{amount} more is granted."),
    "granted_less": ("{amount} mindre beviljas.", "{amount} less is granted."),
    "carried": ("Vem som får och bär skillnaden", "Who gains and who carries the difference"),
    "experience": ("justering mot erfarenhet", "adjustment towards experience"),
    "reserve": ("lägsta godtagna avkastning på det som beviljas", "the lowest accepted return on what is granted"),
    "same_plan": (
        "Dagens plan vore då värd {worth}.",
        "The plan as it stands would then be worth {worth}.",
    ),
    "lost": ("Kan då inte längre väljas så som i dag", "Can then no longer be chosen as it is today"),
    "closed": ("Det här bryter dagens plan då mot", "This the plan as it stands would then break"),
    "blocked": ("Villkor som hindrar i dag", "Limits in the way today"),
    "no_plan": ("Ingen plan går ihop med: {limits}.", "No plan is possible with: {limits}."),
    "no_plan_why": ("Ingen plan går ihop.", "No plan is possible."),
    "unknown": ("Hann inte avgöras; ge mer tid med --time-limit.", "Not settled in time; give more with --time-limit."),
    "inadmissible": (
        "«{name}» kan inte vara med: prövningen stoppar det ({criteria}).",
        "'{name}' cannot be in: it does not pass screening ({criteria}).",
    ),
    "singles": (
        "Var för sig ger ändringarna tillsammans {singles}, men på samma gång {together}: de påverkar varandra.",
        "One by one the changes give {singles} in all, but at the same time {together}: they affect each other.",
    ),
}


def told(code: str, language: Language, **values: object) -> str:
    """A sentence in a language."""
    return WORDS[code][0 if language == "sv" else 1].format(**values)
