"""The words of `prioritizer rules`, in both languages."""

from prioritizer.model.rules import Language

WORDS: dict[str, tuple[str, str]] = {
    "at_most": ("högst {value}", "at most {value}"),
    "at_least": ("minst {value}", "at least {value}"),
    "above": ("över {value}", "above {value}"),
    "below": ("under {value}", "below {value}"),
    "marks": ("Märkning: {marks}.", "Marks: {marks}."),
    "no_value": ("inget gällande", "none in force"),
    # Pages
    "current": ("{n} sidor och scheman stämmer med reglerna.", "{n} pages and schemas agree with the rules."),
    "pages_written": (
        "{n} sidor och scheman: {written} skrivna, {removed} borttagna.",
        "{n} pages and schemas: {written} written, {removed} removed.",
    ),
    # What differs
    "same": ("Inget skiljer {a} från {b}.", "Nothing differs between {a} and {b}."),
    "differs": ("Från {a} till {b}", "From {a} to {b}"),
    "unused": ("Skiljer sig också, men används inte av portföljen", "Also differs, but is not used by the portfolio"),
    "criterion": ("Kriteriet «{title}» ({id})", "The criterion '{title}' ({id})"),
    "limit": ("Gränsen «{title}» ({id})", "The limit '{title}' ({id})"),
    "parameter": ("Parametern «{title}» ({id})", "The parameter '{title}' ({id})"),
    "price": ("Priset «{title}» ({id})", "The price '{title}' ({id})"),
    "objective": ("Målet «{title}»", "The objective '{title}'"),
    "field": ("Uppgiften «{title}» ({id}) i ordlistan", "The field '{title}' ({id}) of the vocabulary"),
    "unit": ("Enheten «{title}» ({id})", "The unit '{title}' ({id})"),
    "step": ("Steget «{title}» ({id}) i beslutsgången", "The step '{title}' ({id}) of the procedure"),
    "added": ("{rule} är ny.", "{rule} is new."),
    "added.neuter": ("{rule} är nytt.", "{rule} is new."),
    "removed": ("{rule} tas bort.", "{rule} is removed."),
    "changed": ("{rule} ändras.", "{rule} changes."),
    "demands": ("Kräver: {told}", "Demands: {told}"),
    "strength": ("Styrka: {told}.", "Strength: {told}."),
    "value": ("Värde: {told}.", "Value: {told}."),
    "severity": ("Styrkan ändras från {before} till {after}.", "The strength changes from {before} to {after}."),
    "require.before": ("Krävde: {told}", "Demanded: {told}"),
    "require.after": ("Kräver nu: {told}", "Demands now: {told}"),
    "raised": ("{what} höjs från {before} till {after}.", "{what} is raised from {before} to {after}."),
    "lowered": ("{what} sänks från {before} till {after}.", "{what} is lowered from {before} to {after}."),
    "other": ("{what} ändras från {before} till {after}.", "{what} changes from {before} to {after}."),
    "other.plural": ("{what} ändras från {before} till {after}.", "{what} change from {before} to {after}."),
    "it": ("Den", "It"),
    "value_from": ("{what}, värdet från {since},", "{what}, the value from {since},"),
    "raised_on": (
        "{what} höjs från {before} till {after} den {since}.",
        "{what} is raised from {before} to {after} on {since}.",
    ),
    "lowered_on": (
        "{what} sänks från {before} till {after} den {since}.",
        "{what} is lowered from {before} to {after} on {since}.",
    ),
    "other_on": (
        "{what} ändras från {before} till {after} den {since}.",
        "{what} changes from {before} to {after} on {since}.",
    ),
    "first_on": ("{what} får värdet {after} från {since}.", "{what} gets the value {after} from {since}."),
    "same_on": ("{what} bekräftas till {after} från {since}.", "{what} is confirmed at {after} from {since}."),
    "gone_on": (
        "{what}: värdet {before} från {since} tas bort.",
        "{what}: the value {before} from {since} is removed.",
    ),
    "began": (
        "Värdet gäller från {after}; förut från {before}.",
        "The value holds from {after}; before from {before}.",
    ),
    "gone_then": (
        "{what}: värdet {before} från {since} tas bort; då gäller {after}.",
        "{what}: the value {before} from {since} is removed; then {after} holds.",
    ),
    "actor_added": ("{actor}: förut inget, nu {after}.", "{actor}: before nothing, now {after}."),
    "actor_removed": ("{actor}: förut {before}, nu inget.", "{actor}: before {before}, now nothing."),
    "actor": ("Det som {actor} får", "What {actor} gets"),
    "price_year": ("Prisåret", "The price year"),
    "take_home": ("Den hemtagbara andelen", "The share that can be taken home"),
    "applies_from": ("Första dagen", "The first day"),
    "applies_to": ("Sista dagen", "The last day"),
    "since": ("Värdets första dag", "The first day of the value"),
    "until": ("Värdets sista dag", "The last day of the value"),
    "title": ("Namnet", "The name"),
    "words": ("Benämningen", "The words"),
    "unit_of": ("Enheten", "The unit"),
    "mark": ("Märkningen", "The mark"),
    "assumed": ("Det som är antagande", "What is assumed"),
    "assumes": ("Antagande: {told}", "Assumption: {told}"),
    "source": ("Källan", "The source"),
    "checked": ("Senaste kontroll", "The last check"),
    "kind": ("Slaget", "The kind"),
    "by": ("Den som fyller i", "Who fills it in"),
    "graded_by": ("Uppgiften som graderar talet", "The field that grades the number"),
    "of": ("Valmöjligheterna", "The choices"),
    "choices": ("Valens benämningar", "The words of the choices"),
    "measure": ("Måttet", "The measure"),
    "why": ("Motiveringen är skriven på ett annat sätt.", "The reason is written in another way."),
    "assumption": ("Det som är antaget är skrivet på ett annat sätt.", "What is assumed is written in another way."),
    "average": ("Uppgiften om genomsnittskostnad", "Whether it rests on average cost"),
    "transfer": ("Uppgiften om transferering", "Whether it is a transfer"),
    "spread": ("Osäkerheten", "The uncertainty"),
    "series": ("Uppgiften om serie", "Whether it is a series"),
    "reserve_price": ("Reservpriset", "The reserve price"),
    "maximise": ("Det som söks", "What is maximised"),
    "lowest_spending": ("Den lägsta satsningen", "The lowest spending"),
    "worst_share": (
        "Andelen av utfallen som räknas som de sämsta",
        "The share of the outcomes that count as the worst",
    ),
    "worst_weight": ("Tyngden av de sämsta utfallen", "The weight of the worst outcomes"),
    "levels": ("Det som söks i tur och ordning", "What is maximised in turn"),
    "scenarios": ("Scenarierna", "The scenarios"),
    "production": ("Uppgiften om produktion", "Whether it is production"),
    "equalised": ("De som utjämningen gäller", "Whom equalisation applies to"),
    "equaliser": ("Den som utjämnar", "Who equalises"),
    "currency": ("Valutan", "The currency"),
    "home_delay": ("Antalet år innan pengarna kan tas hem", "The years before the money can be taken home"),
    "who": ("Den som gör steget", "Who takes the step"),
    "when": ("Tiden för steget", "The time of the step"),
    "sets": ("Uppgifterna som steget sätter", "The fields that the step sets"),
    "limit_of": ("Villkoret", "What it demands"),
    "none": ("inget", "nothing"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
    # What it changes
    "effects": ("Följder för «{title}»", "What it changes for '{title}'"),
    "no_effects": (
        "Inget utfall och inget val ändras för «{title}».",
        "No outcome and no choice changes for '{title}'.",
    ),
    "outcome": ("«{title}» {after}; förut: {before}.", "'{title}' is {after}; before: {before}."),
    "in": ("«{title}» kommer in i planen{how}.", "'{title}' comes into the plan{how}."),
    "out": ("«{title}» lämnar planen{how}.", "'{title}' leaves the plan{how}."),
    "version": (
        "«{title}» blir kvar i planen men byter från {before} till {after}.",
        "'{title}' stays in the plan but changes from {before} to {after}.",
    ),
    "head": ("huvudversionen", "the head version"),
    "named": ("versionen {version}", "the version {version}"),
    "start": ("{version} med start {year}", "{version} starting {year}"),
    "how": (" ({version})", " ({version})"),
    "due": ("Beror på {rules}:", "Due to {rules}:"),
    "due_each": ("Beror på {rules}, var och en för sig:", "Due to {rules}, each alone:"),
    "due_several": (
        "Beror på flera ändringar tillsammans; ingen av dem gör det ensam:",
        "Due to several changes together; none of them does it alone:",
    ),
    "idle": ("Ändrar ingenting på egen hand:", "Change nothing on their own:"),
    "undone": (
        "Om bara {rule} ändrades skulle också detta hända:",
        "If only {rule} changed, this too would happen:",
    ),
    "total_before": (
        "Före: {n} förslag, {granted} beviljade, nettonuvärde {value} i {year} års priser.",
        "Before: {n} proposals, {granted} granted, net present value {value} in {year} prices.",
    ),
    "total_after": (
        "Efter: {n} förslag, {granted} beviljade, nettonuvärde {value} i {year} års priser.",
        "After: {n} proposals, {granted} granted, net present value {value} in {year} prices.",
    ),
    "no_plan": ("Ingen plan finns med {side}: {reason}.", "There is no plan with {side}: {reason}."),
    "no_plan_alone": (
        "Ensam ger detta ingen plan: {rule} ({reason}).",
        "Alone this gives no plan: {rule} ({reason}).",
    ),
    "only_outcomes": (
        "Därför jämförs bara utfallen av kriterierna, inte valen.",
        "So only the outcomes of the criteria are compared, not the choices.",
    ),
    "infeasible": ("villkoren går inte ihop", "the limits clash"),
    "unknown": ("ingen hittades i tid", "none was found in the time"),
    "unanswered": (
        "en gräns eller ett pris vilar på en uppgift som saknas",
        "a limit or a price rests on a fact that is missing",
    ),
    "feasible": (
        "Planen med {side} är inte bevisad, så en del av skillnaden kan bero på sökningen.",
        "The plan with {side} is not proved, so part of the difference may come from the search.",
    ),
    "admitted": ("går vidare", "admitted"),
    "barred": ("avvisas", "barred"),
    "returned": ("återlämnas", "returned"),
}

PLURAL = frozenset({"of", "choices", "words", "sets", "home_delay"})
"""Parts of a rule whose English words are plural."""

NEUTER = frozenset({"criterion", "price", "objective", "step"})
"""Kinds of rule whose Swedish word is neuter."""


def word(name: str, language: Language, **values: object) -> str:
    """A word or sentence, its gaps filled."""
    sv, en = WORDS[name]
    return (sv if language == "sv" else en).format(**values)
