"""The program of a choice in words: the formula of each kind of row, and what it says (convention §14–§19)."""

from prioritizer.model.rules import Language, Maximise

FORMULAS: dict[str, tuple[str, str]] = {
    "objective": ("max Σ (v_j − λ · g_j) · x_j + Σ w_S · y_S", "max Σ (v_j − λ · g_j) · x_j + Σ w_S · y_S"),
    "version": ("Σ_{j ∈ p} x_j ≤ 1", "Σ_{j ∈ p} x_j ≤ 1"),
    "fund": (
        "Σ_{t ≤ år} Σ_j (g_jt − r_jt) · x_j ≤ ingående + Σ_{t ≤ år} (tilldelat_t − utlovat_t)",
        "Σ_{t ≤ year} Σ_j (g_jt − r_jt) · x_j ≤ opening + Σ_{t ≤ year} (allocation_t − promised_t)",
    ),
    "resource": ("Σ_j u_j · x_j ≤ tillgång", "Σ_j u_j · x_j ≤ capacity"),
    "mandatory": ("Σ_{j ∈ p} x_j = 1", "Σ_{j ∈ p} x_j = 1"),
    "excluded": ("Σ_{j ∈ p} x_j = 0", "Σ_{j ∈ p} x_j = 0"),
    "continues": ("Σ_{j ∈ p som lovat} x_j = 1", "Σ_{j ∈ p as promised} x_j = 1"),
    "requires": ("Σ_{j ∈ p} x_j ≤ Σ_{j ∈ q} x_j", "Σ_{j ∈ p} x_j ≤ Σ_{j ∈ q} x_j"),
    "limit": ("Σ_j a_j · x_j ≤ b (≥ b, = b)", "Σ_j a_j · x_j ≤ b (≥ b, = b)"),
    "worst_mean": (
        "Σ_{d bland de sämsta} w_d · V_d(x) ≥ golv",
        "Σ_{d in the worst share} w_d · V_d(x) ≥ floor",
    ),
    "chance_below": ("#{d: V_d(x) < golv} ≤ p · dragningar", "#{d: V_d(x) < floor} ≤ p · draws"),
    "product": (
        "Σ_{S ∋ j} y_S ≤ x_j,  Σ_{j ∈ grupp} x_j − 1 ≤ Σ_S (|S| − 1) · y_S",
        "Σ_{S ∋ j} y_S ≤ x_j,  Σ_{j ∈ group} x_j − 1 ≤ Σ_S (|S| − 1) · y_S",
    ),
}
"""The general formula of the objective and of each kind of row that a portfolio gives, in Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "objective": (
        "Störst sammanlagt värde: förväntat nettonuvärde för samhället, minus lägsta godtagna avkastning per beviljad "
        "krona, plus det som förslag är värda tillsammans utöver var för sig.",
        "The highest total value: expected net present value of society, less the least accepted return per granted "
        "krona, plus what proposals are worth together beyond each by itself.",
    ),
    "version": (
        "Av «{title}» väljs högst en version och start.",
        "Of '{title}' at most one version and start is chosen.",
    ),
    "fund": (
        "Ur «{title}» beviljas till och med {year} inte mer än vad som gjorts tillgängligt.",
        "From '{title}' no more is granted up to and including {year} than was made available.",
    ),
    "fund_alone": (
        "Ur «{title}» beviljas {year} inte mer än vad som gjorts tillgängligt det året.",
        "From '{title}' no more is granted in {year} than was made available that year.",
    ),
    "resource": (
        "Planen använder inte mer av «{title}» än som finns.",
        "The plan uses no more of '{title}' than there is.",
    ),
    "resource_year": (
        "Planen använder {year} inte mer av «{title}» än som finns.",
        "In {year} the plan uses no more of '{title}' than there is.",
    ),
    "mandatory": ("«{title}» ska väljas.", "'{title}' must be chosen."),
    "excluded": ("«{title}» ska inte väljas.", "'{title}' must not be chosen."),
    "continues": (
        "«{title}» fortsätter som en tidigare plan har lovat.",
        "'{title}' continues as an earlier plan has promised.",
    ),
    "requires": (
        "«{title}» väljs bara tillsammans med «{other}».",
        "'{title}' is chosen only together with '{other}'.",
    ),
    "limit_key": ("{sentence} Här: {key}.", "{sentence} Here: {key}."),
    "product_member": (
        "{sets} kan vara 1 bara när {member} är vald.",
        "{sets} can be 1 only where {member} is chosen.",
    ),
    "product_members": (
        "Av {sets} kan högst en vara 1, och bara när {member} är vald.",
        "Of {sets} at most one can be 1, and only where {member} is chosen.",
    ),
    "product_pair": (
        "Är både {members} valda är {sets} 1.",
        "Where both {members} are chosen, {sets} is 1.",
    ),
    "product_size": (
        "När två eller fler av {members} är valda är variabeln för just den mängden 1.",
        "Where two or more of {members} are chosen, the variable of just that set is 1.",
    ),
    "unit": ("{sentence} Talen är i enheter om {unit}.", "{sentence} The numbers are in units of {unit}."),
    "and": ("{first} och {last}", "{first} and {last}"),
    "variable": ("{variable}: «{title}»{more}", "{variable}: '{title}'{more}"),
    "set": (
        "{variable} är 1 när just {members} är valda av sin grupp, annars 0; den bär {worth}, vad de är värda "
        "tillsammans utöver var för sig.",
        "{variable} is 1 where just {members} are chosen of their group, else 0; it carries {worth}, what they are "
        "worth together beyond each by itself.",
    ),
    "set_pair": (
        "{variable} är 1 när både {members} är valda, annars 0; den bär {worth}, vad de är värda tillsammans "
        "utöver var för sig.",
        "{variable} is 1 where both {members} are chosen, else 0; it carries {worth}, what they are worth together "
        "beyond each by itself.",
    ),
    "head": (
        "Programmet för valet: {rows} rader, {variables} variabler, som var och en är 0 eller 1. Enheter av "
        "målet på en krona: {scale}. Alla tal är hela; varje rad är delad med sina tals största gemensamma delare, och "
        "högerledet är avrundat inåt. En fond har en rad för varje år då den kan överskridas: år då inget mer kan "
        "beviljas ur den följer av året före.",
        "The program of the choice: {rows} rows, {variables} variables, each of them 0 or 1. Units of the "
        "objective in a krona: {scale}. All numbers are whole; each row is divided by the greatest common divisor of "
        "its numbers, and its bound is rounded inwards. A fund has a row for each year in which it can be overdrawn: a "
        "year in which no more can be granted from it follows from the year before.",
    ),
    "other_objective": (
        "Villkoren för valet. Målet nedan är förväntat värde, inte det som planen väljs för ({goal}).",
        "The limits of the choice. The objective below is expected value, not what the plan is chosen for ({goal}).",
    ),
    "value_per_krona": ("värde per beviljad krona", "value per granted krona"),
    "levels": ("nivåer i tur och ordning", "levels in turn"),
    "least_regret": ("minsta möjliga största förlust", "the least possible largest regret"),
    "hash": ("Programmets SHA-256: {hash}", "SHA-256 of the program: {hash}"),
    "variables": ("Variabler", "Variables"),
}
"""The sentence of each kind of row, in Swedish and English."""


def said(name: str, language: Language, **gaps: object) -> str:
    """A sentence about the program, its gaps filled.

    Example:
        >>> said("mandatory", "en", title="Coaches")
        "'Coaches' must be chosen."
    """
    sv, en = SENTENCES[name]
    return (sv if language == "sv" else en).format(**gaps)


def formula(kind: str, language: Language) -> str:
    """The general formula of the objective or of a kind of row.

    Example:
        >>> formula("resource", "en")
        'Σ_j u_j · x_j ≤ capacity'
    """
    sv, en = FORMULAS[kind]
    return sv if language == "sv" else en


def goal_said(maximise: Maximise, language: Language) -> str:
    """What a plan is chosen for; its code where no words are known."""
    return said(maximise, language) if maximise in SENTENCES else maximise
