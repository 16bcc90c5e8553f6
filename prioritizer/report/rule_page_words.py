"""The words of the pages about rules, in both languages."""

from prioritizer.model.rules import Language
from prioritizer.reading.rules import ALWAYS

WORDS: dict[str, tuple[str, str]] = {
    "criterion": ("Kriterium", "Criterion"),
    "criterion_of_set": ("Kriterium i uppsättningen «{set}»", "Criterion of the set '{set}'"),
    "criterion_always": ("Kriterium som ingår i alla uppsättningar", "Criterion of every set"),
    "limit": ("Gräns för planen", "Limit on the plan"),
    "parameter": ("Parameter", "Parameter"),
    "price": ("Pris", "Price"),
    "demands": ("Vad som krävs", "What it demands"),
    "why": ("Varför", "Why"),
    "no_why": ("Ingen motivering är skriven.", "No reason is written."),
    "strength": ("Styrka", "Strength"),
    "must": (
        "Ska. Ett förslag som inte uppfyller kriteriet avvisas. Går det inte att avgöra återlämnas förslaget för "
        "komplettering.",
        "Must. A proposal that does not meet the criterion is barred. Where that cannot be decided, the proposal is "
        "returned for completion.",
    ),
    "should": (
        "Bör. Svaret står i dokumenten men stoppar inget förslag.",
        "Should. The answer is in the documents but bars no proposal.",
    ),
    "typical": (
        "I regel. Svaret står i dokumenten men stoppar inget förslag.",
        "Typically. The answer is in the documents but bars no proposal.",
    ),
    "must.short": ("ska", "must"),
    "should.short": ("bör", "should"),
    "typical.short": ("i regel", "typically"),
    "strength_of_limit": (
        "Gränsen binder planen: ingen plan som bryter den väljs.",
        "The limit binds the plan: no plan that breaks it is chosen.",
    ),
    "source": ("Källa", "Source"),
    "since": ("Gäller från", "In force since"),
    "from": ("Från {since}.", "From {since}."),
    "from_to": ("Från {since} till och med {to}.", "From {since} to {to}, that day included."),
    "until_only": ("Till och med {to}.", "To {to}, that day included."),
    "always": (
        "Ingen dag är angiven. Regeln gäller tills den ändras.",
        "No day is given. It holds until it is changed.",
    ),
    "checked": ("Senast kontrollerad", "Last checked"),
    "checked_by": ("{day} av {by}.", "{day} by {by}."),
    "not_checked": ("Ingen kontroll är antecknad.", "No check is noted."),
    "holds": ("Ett exempel som uppfyller", "An example that meets it"),
    "fails": ("Ett exempel som inte uppfyller", "An example that fails it"),
    "unknown": ("Ett exempel som inte går att avgöra", "An example that cannot be decided"),
    "no_example": ("Inget prov visar detta.", "No test shows this."),
    "fact": ("{field}: {value}", "{field}: {value}"),
    "missing": ("uppgift om {field} saknas", "{field} is not stated"),
    "empty_plan": ("en plan utan förslag", "a plan without proposals"),
    "chosen": ("ett valt förslag", "a chosen proposal"),
    "chosen_named": ("det valda förslaget {id}", "the chosen proposal {id}"),
    "granted": ("beviljat {amount}", "{amount} granted"),
    "in_year": (" år {year}", " in {year}"),
    "from_fund": (" ur {fund}", " from {fund}"),
    "unknown_amount": ("inte känt", "not known"),
    "uses": ("använder {amount} av {resource}", "uses {amount} of {resource}"),
    "outcomes": ("i utfallen {amounts} kr", "in the outcomes {amounts} SEK"),
    "returns": ("resultat för kassan {purse}: {amount}", "result of the purse {purse}: {amount}"),
    "envelope": ("ramen är {amount}", "the envelope is {amount}"),
    "numbers": ("Tal som används", "Numbers it uses"),
    "values": ("Värden", "Values"),
    "number_for": ("ett tal för varje år {years}", "one number for each year {years}"),
    "since_day": ("från {day}", "from {day}"),
    "to": ("till och med {day}", "to {day}, that day included"),
    "in_force": ("Gäller {day}", "In force on {day}"),
    "none_in_force": ("Inget värde gäller den dagen.", "No value is in force that day."),
    "no_values": ("Inget värde är skrivet.", "No value is written."),
    "what": ("Vad det är", "What it is"),
    "unit": ("Enhet: {unit}.", "Unit: {unit}."),
    "each": ("{amount} per {unit}", "{amount} per {unit}"),
    "graded": ("Ett tal för varje {field}.", "One number for each {field}."),
    "series": ("En serie: ett tal för varje år.", "A series: one number for each year."),
    "used_by": ("Används av", "Used by"),
    "used_by_none": (
        "Ingen regel nämner talet. Det är till för beräkningen.",
        "No rule names it. It is there for the appraisal.",
    ),
    "overlays": ("Ersätts i uppsättningarna", "Replaced in the overlays"),
    "per_unit": ("Per {unit}", "Per {unit}"),
    "price_year": ("I {year} års priser.", "In {year} prices."),
    "take_home": ("Hemtagbar andel: {share}.", "Share that can be taken home: {share}."),
    "no_take_home": ("Hemtagbar andel är inte angiven.", "The share that can be taken home is not stated."),
    "average": ("Bygger på genomsnittskostnad.", "Rests on average cost."),
    "marginal": ("Bygger på marginalkostnad.", "Rests on marginal cost."),
    "transfer": ("En transferering: vinst och förlust tar ut varandra.", "A transfer: gain and loss cancel out."),
    "spread": (
        "Osäkerhet: priset gånger {low} till {high}.",
        "Uncertainty: the price times {low} to {high}.",
    ),
    "mark": ("Märkning: {mark}.", "Mark: {mark}."),
    "S": ("läst i källan", "read in the source"),
    "2nd": ("källan återger någon annan", "the source quotes another"),
    "M": ("ur minnet, obekräftat", "from memory, unconfirmed"),
    "D": ("härlett med räkning", "derived by calculation"),
    "assumption": ("antagande", "assumption"),
    "partly": ("delvis antagande", "part assumption"),
    "assumption_of": ("Antagande. {told}", "Assumption. {told}"),
    "assumed_parts": (
        "Priset har en källa, men detta är antaganden: {parts}.",
        "The price has a source, but this is assumed: {parts}.",
    ),
    "part.take_home": ("hemtagbar andel", "the share that can be taken home"),
    "part.spread": ("osäkerhet", "the uncertainty"),
    "assumed": ("{told} (antagande)", "{told} (assumption)"),
    "is_assumed": (
        "Antagande. Minst ett tal här har ingen bekräftad källa och ska beslutas lokalt.",
        "Assumption. At least one number here has no confirmed source and is to be decided locally.",
    ),
    "file": ("Regeln står i {file}.", "The rule is in {file}."),
    "file_and_tests": ("Regeln står i {file} och proven i {tests}.", "The rule is in {file}, its tests in {tests}."),
    "index": ("Reglerna", "The rules"),
    "index_lead": (
        "En sida per regel, gjord ur regelfilerna med prioritizer rules pages. Ändra filerna, inte sidorna.",
        "One page for each rule, made from the rule files by prioritizer rules pages. Change the files, not the pages.",
    ),
    "criteria_of_set": ("Kriterier: {set}", "Criteria: {set}"),
    "criteria_always": ("Kriterier som ingår i alla uppsättningar", "Criteria of every set"),
    "limits": ("Gränser för planen", "Limits on the plan"),
    "parameters": ("Parametrar", "Parameters"),
    "prices": ("Priser", "Prices"),
    "actor.kommun": ("kommunen", "the municipality"),
    "actor.region": ("regionen", "the region"),
    "actor.staten": ("staten", "the state"),
    "actor.individ": ("personerna själva", "the persons themselves"),
    "actor.arbetsgivare": ("arbetsgivare", "employers"),
    "actor.forsakringskassan": ("Försäkringskassan", "the Social Insurance Agency"),
    "actor.arbetsformedlingen": ("Arbetsförmedlingen", "the Public Employment Service"),
    "actor.rattsvasendet": ("rättsväsendet", "the justice system"),
    "actor.ej_fordelat": ("ej fördelat", "not allocated"),
    "no_source": ("Ingen källa är angiven.", "No source is given."),
}


def word(name: str, language: Language, **values: object) -> str:
    """A word or sentence of a page, its gaps filled."""
    sv, en = WORDS[name]
    return (sv if language == "sv" else en).format(**values)


def criteria_heading(name: str, language: Language) -> str:
    """The heading over the criteria of a set, or over those that every set has."""
    return word("criteria_always" if name == ALWAYS else "criteria_of_set", language, set=name)
