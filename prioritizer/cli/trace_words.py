"""The words of `appraise --trace`: a calculation as somebody would write it on paper."""

from prioritizer.cli.trace_end_words import END_WORDS
from prioritizer.model.rules import Language

WORDS: dict[str, tuple[str, str]] = {
    **END_WORDS,
    "head": ("{title}, {version}, start {start}", "{title}, {version}, start {start}"),
    "other_starts": (
        "Andra startår: {years}. De visas med --trace {of}@{first}.",
        "Other starts: {years}. They are shown with --trace {of}@{first}.",
    ),
    "head_version": ("huvudversionen", "the head version"),
    "read": (
        "Belopp i {currency}, {prices} års priser, om inget annat står. Nuvärden är diskonterade till {base}. "
        "Talen är "
        "avrundade när de visas men inte i uträkningen, så sista siffran kan skilja. Ett osäkert tal räknas med "
        "medelvärdet "
        "av {draws} dragningar, som kan skilja lite från fördelningens eget; båda står utskrivna.",
        "Amounts in {currency}, prices of {prices}, unless stated otherwise. Present values are discounted to "
        "{base}. "
        "Figures are rounded when shown but not in the calculation, so the last digit may differ. An uncertain "
        "number counts "
        "by its mean over {draws} draws, which may differ a little from that of its distribution; both are printed.",
    ),
    "costs": ("KOSTNADER", "COSTS"),
    "no_costs": ("Inga kostnader är angivna.", "No costs are stated."),
    "cost": ("{n}. {title}. Betalas av {payer}, {fund}, {kind}.", "{n}. {title}. Paid by {payer}, {fund}, {kind}."),
    "own_frame": ("egen ram", "own frame"),
    "investment": ("investering", "investment"),
    "operation": ("drift", "operation"),
    "no_kind": ("slag inte angivet", "kind not stated"),
    "running": ("Kronor i varje års priser.", "Kronor of each year's prices."),
    "fixed": ("Kronor i {year} års priser.", "Kronor of {year} prices."),
    "factor.spread": (
        "Väntad kostnad i förhållande till den angivna (osäkerhet, gemensamma faktorer)",
        "Expected cost relative to the one stated (uncertainty, common factors)",
    ),
    "factor.haircut_cost": ("Försiktighetsavdrag, kostnader", "Haircut, costs"),
    "year": ("År", "Year"),
    "written": ("Angivet", "As written"),
    "index": ("Index", "Index"),
    "factors": ("Faktorer", "Factors"),
    "amount": ("Belopp", "Amount"),
    "discount": ("Diskontering", "Discount"),
    "present": ("Nuvärde", "Present value"),
    "sum": ("Summa", "Sum"),
    "cost_rule": (
        "Belopp = angivet × index × faktorer. Nuvärde = belopp × diskontering.",
        "Amount = as written × index × factors. Present value = amount × discount.",
    ),
    "effects": ("EFFEKTER", "EFFECTS"),
    "no_effects": ("Inga effekter är prissatta.", "No effects are priced."),
    "effect": ("{n}. {title} ({unit}). Effekt hos {owner}.", "{n}. {title} ({unit}). Effect at {owner}."),
    "per_year": ("Enheter per år vid full effekt", "Units a year at full effect"),
    "factor.participants": ("Deltagare", "Participants"),
    "factor.treated": (
        "Andel som får insatsen: tar del {take_up} × inte avbrott {stay}",
        "Share who get it: take part {take_up} × do not drop out {stay}",
    ),
    "factor.difference": ("Skillnad: {how}", "Difference: {how}"),
    "factor.units_per_case": ("Enheter per fall och år", "Units per case and year"),
    "factor.shared": (
        "Väntad del av effekten som nås (graderat utfall, gemensamma faktorer)",
        "Expected part of the effect reached (graded success, common factors)",
    ),
    "factor.price_spread": ("Väntat pris i förhållande till prislistan", "Expected price relative to the price list"),
    "factor.together": (
        "Att talen dras tillsammans (medel av produkten genom produkten av medel)",
        "That numbers are drawn together (mean of the product over product of the means)",
    ),
    "factor.least_participants": ("Deltagare, det minsta antalet", "Participants, the fewest"),
    "factor.least_units": (
        "Enheter per deltagare som mest kan ändras, det minsta talet",
        "Units per participant that can change at most, the least",
    ),
    "factor.share": ("Andel av dem som effekt {of} ändrar", "Share of them that effect {of} changes"),
    "factor.sign": ("Dras av (−1) eller läggs till (1)", "Taken off (−1) or added (1)"),
    "factor.haircut": ("Försiktighetsavdrag, effekter", "Haircut, effects"),
    "how.risk_with": ("utan {risk_without} − med {risk_with}", "without {risk_without} − with {risk_with}"),
    "how.relative_risk": (
        "utan {risk_without}, relativ risk {change}",
        "without {risk_without}, relative risk {change}",
    ),
    "how.odds_ratio": ("utan {risk_without}, oddskvot {change}", "without {risk_without}, odds ratio {change}"),
    "how.risk_difference": ("{change} färre", "{change} fewer"),
    "how.mean_difference": ("{change} enheter färre var", "{change} units fewer each"),
    "profile": (
        "Fördröjning {delay} år{ramp}, full effekt till och med år {years} efter den, avtar sedan {decay} per år.",
        "Delay {delay} years{ramp}, full effect through year {years} after it, then {decay} less each year.",
    ),
    "profile_ramp": (", upptrappning {ramp}", ", ramp {ramp}"),
    "weights": (
        "Vikt × diskontering, år för år:",
        "Weight × discount, year by year:",
    ),
    "weights_later": (
        "Det som kommer {n} år efter effekten (inkomstutjämning):",
        "What comes {n} years after the effect (income equalisation):",
    ),
    "and": ("och", "and"),
    "overlap": (
        "Effekt {which} når samma personer. Var och en för sig räknar de delvis samma fall; det rättas här.",
        "Effects {which} reach the same people. Each by itself counts some of the same cases; that is corrected here.",
    ),
    "overlap_weights": (
        "Vikten är effekternas vikter gånger varandra.",
        "The weight is the effects' weights times each other.",
    ),
    "haircut_delay": (
        "Försiktighetsavdrag: effekterna räknas {n} år senare.",
        "Haircut: effects are counted {n} years later.",
    ),
    "haircut_spared": (
        "Försiktighetsavdraget görs inte här: effekten väntas inte ge samhället något (en överföring inte de "
        "offentliga kassorna något), så den behåller sin storlek och sin tid.",
        "No haircut is taken here: the effect is not expected to gain society anything (a transfer: the public purses "
        "nothing), so that it keeps its size and its time.",
    ),
    "weight": ("Vikt", "Weight"),
    "product": ("Produkt", "Product"),
    "price": (
        "Vad en enhet ger, i {year} års priser × index {index}. Nuvärde = enheter × värde × summan av vikterna.",
        "What a unit gives, in prices of {year} × index {index}. Present value = units × value × the sum of weights.",
    ),
    "actor": ("Aktör", "Actor"),
    "unit_value": ("Per enhet", "Per unit"),
    "indexed": ("× index", "× index"),
    "delay": ("Senare, år", "Later, years"),
    "weight_sum": ("Summa vikter", "Sum of weights"),
    "gross": (
        "Priset är angivet brutto: {split}. Kvar efter undanträngning: {kept} av det.",
        "The price is written gross: {split}. Left after displacement: {kept} of it.",
    ),
    "equalised": (
        "Inkomstutjämning: {share} av skatten till {actors} flyttas till {equaliser} {n} år senare.",
        "Income equalisation: {share} of the tax to {actors} moves to {equaliser} {n} years later.",
    ),
    "transfer": ("En överföring: noll i summan.", "A transfer: zero in the sum."),
    "source": ("Källa: {source}. {mark}.", "Source: {source}. {mark}."),
    "mark.S": ("Läst i källan", "Read in the source"),
    "mark.2nd": ("I andra hand", "Second hand"),
    "mark.M": ("Obekräftad", "Unconfirmed"),
    "mark.D": ("Härledd", "Derived"),
    "mark.assumption": ("Antagande", "Assumption"),
    "by_actor": ("SUMMA PER AKTÖR, nuvärde", "SUM BY ACTOR, present value"),
    "cost_column": ("Kostnader", "Costs"),
    "effect_column": ("Effekter", "Effects"),
    "net": ("Netto", "Net"),
    "skattekostnad": ("Skattefinansieringens kostnad", "Cost of tax financing"),
    "tax": (
        "Skattefinansieringens kostnad = ({factor} − 1) × nettot för offentliga kassor: {actors}.",
        "Cost of tax financing = ({factor} − 1) × the net of public purses: {actors}.",
    ),
    "individ": ("Individen", "The individual"),
    "ej_fordelat": ("Inte fördelat", "Not allocated"),
    "stated": ("RESULTAT BERÄKNAT PÅ ANNAT HÅLL", "RESULT COMPUTED ELSEWHERE"),
    "stated_value": (
        "Nettonuvärde som angivet: {value}. Kostnaderna är redan avdragna.",
        "Net present value as stated: {value}. Costs are already taken off.",
    ),
    "stated_benefits": (
        "Nyttans nuvärde som angivet: {benefits}. Kostnaderna ovan dras av.",
        "Present value of benefits as stated: {benefits}. The costs above are taken off.",
    ),
    "stated_terms": (
        "Omräkning till {prices} års priser och {base}: × {ratio} = {worth}.",
        "Brought to prices of {prices} and to {base}: × {ratio} = {worth}.",
    ),
    "result": ("RESULTAT", "RESULT"),
    "nnv": ("Nettonuvärde = {effects} − {costs} = {nnv}", "Net present value = {effects} − {costs} = {nnv}"),
    "nnv_raw": (
        "Utan försiktighetsavdrag: {nnv}",
        "Without haircuts: {nnv}",
    ),
    "grade": (
        "Evidensgrad som räknas: {grade} ({basis}). Kostnader × {cost}, effekter × {effect}, år senare: {n}.",
        "Evidence grade that counts: {grade} ({basis}). Costs × {cost}, effects × {effect}, years later: {n}.",
    ),
    "basis.confirmed": ("bekräftad av granskare", "confirmed by a screener"),
    "basis.unconfirmed": ("den lägsta; ingen granskare har bekräftat", "the lowest; no screener has confirmed"),
    "basis.missing": ("den lägsta; ingen är angiven", "the lowest; none is stated"),
    "shrink": ("JUSTERING MOT ERFARENHET", "ADJUSTMENT TOWARDS EXPERIENCE"),
    "shrink_r": ("Värde per krona: r = {nnv} / {costs} = {r}", "Value per krona: r = {nnv} / {costs} = {r}"),
    "shrink_w": (
        "Vikt: w = t² / (t² + s²) = {t}² / ({t}² + {s}²) = {w}   (t erfarenhetens spridning, s förslagets{least})",
        "Weight: w = t² / (t² + s²) = {t}² / ({t}² + {s}²) = {w}   (t spread of experience, s of the proposal{least})",
    ),
    "shrink_least": (", den minsta för evidensgraden", ", the least of its evidence grade"),
    "shrink_m": (
        "Justerat: m + w × (r − m) = {m} + {w} × ({r} − {m}) = {moved}; × {costs} = {nnv}",
        "Adjusted: m + w × (r − m) = {m} + {w} × ({r} − {m}) = {moved}; × {costs} = {nnv}",
    ),
    "shrink_not": (
        "Det är högre än värdet självt, som därför inte höjs: {nnv}",
        "That is above the value itself, which therefore is not raised: {nnv}",
    ),
    "decided": ("Värdet som valet bygger på: {nnv}", "The value the choice rests on: {nnv}"),
    "own": (
        "Egna kassan ({actors}): {own}. Utan inkomstutjämning hade det varit {before}.",
        "The own purse ({actors}): {own}. Without income equalisation it would be {before}.",
    ),
    "own_unknown": ("Egna kassan: okänd.", "The own purse: unknown."),
    "spread": (
        "Nio av tio utfall ligger mellan {low} och {high}. Chans att nettonuvärdet är över noll: {chance}.",
        "Nine outcomes of ten lie between {low} and {high}. Chance that the net present value is above zero: {chance}.",
    ),
    "numbers": ("TAL OCH KÄLLOR", "NUMBERS AND SOURCES"),
    "own_figures": (
        "Kostnader, deltagare, effektstorlek, enheter per fall och effektens år är förslagets egna uppgifter.{basis}",
        "Costs, participants, effect size, units per case and years of effect are stated by the proposal.{basis}",
    ),
    "number": ("{title}: {value}, gäller från {since}.", "{title}: {value}, in force from {since}."),
    "by_grade": ("efter {field}: {values}", "by {field}: {values}"),
    "index_rule": (
        "Index = prisindex för {prices} / prisindex för det år som priserna gäller.",
        "Index = price index of {prices} / price index of the year that the prices are of.",
    ),
    "discount_rule": (
        "Diskontering = 1 / (1 + kalkylräntan) för varje år från {base} fram till året, gånger varandra.",
        "Discount = 1 / (1 + the discount rate) for each year from {base} until the year, times each other.",
    ),
}


def word(name: str, language: Language, **values: object) -> str:
    """A word or sentence, its gaps filled; the name itself where there is none, as of an actor."""
    if name not in WORDS:
        return name
    sv, en = WORDS[name]
    return (sv if language == "sv" else en).format(**values)
