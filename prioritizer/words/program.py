"""The program of a choice in words: the formula of each kind of row, and what it says (convention §14–§19)."""

from prioritizer.model.rules import Language

FORMULAS: dict[str, str] = {
    "objective": "max Σ (v_j − λ · g_j) · x_j + Σ w_S · y_S",
    "version": "Σ_{j ∈ p} x_j ≤ 1",
    "fund": "Σ_{t ≤ year} Σ_j (g_jt − r_jt) · x_j ≤ opening + Σ_{t ≤ year} (allocation_t − promised_t)",
    "resource": "Σ_j u_j · x_j ≤ capacity",
    "mandatory": "Σ_{j ∈ p} x_j = 1",
    "continues": "Σ_{j ∈ p as promised} x_j = 1",
    "requires": "Σ_{j ∈ p} x_j ≤ Σ_{j ∈ q} x_j",
    "limit": "Σ_j a_j · x_j ≤ b (≥ b, = b)",
    "worst_mean": "Σ_{d in the worst share} w_d · V_d(x) ≥ floor",
    "chance_below": "#{d: V_d(x) < floor} ≤ p · draws",
    "product": "Σ_{S ∋ j} y_S ≤ x_j,  Σ_{j ∈ group} x_j − 1 ≤ Σ_S (|S| − 1) · y_S",
}
"""The general formula of the objective and of each kind of row that a portfolio gives."""

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
    "continues": (
        "«{title}» fortsätter som en tidigare plan har lovat.",
        "'{title}' continues as an earlier plan has promised.",
    ),
    "requires": (
        "«{title}» väljs bara tillsammans med «{other}».",
        "'{title}' is chosen only together with '{other}'.",
    ),
    "limit_key": ("{sentence} Här: {key}.", "{sentence} Here: {key}."),
    "product": (
        "Av förslag som är värda något annat tillsammans är en variabel ett precis när just den mängden är vald.",
        "Of proposals worth something else together a variable is one exactly when that set is the one chosen.",
    ),
    "variable": ("{variable}: «{title}»{more}", "{variable}: '{title}'{more}"),
    "set": ("{variable}: mängden av {members}", "{variable}: the set of {members}"),
    "head": (
        "Programmet för valet: {rows} rader, {variables} variabler, som var och en är 0 eller 1. Enheter av "
        "målet på en krona: {scale}. Alla tal är hela; varje rad är delad med sina tals största gemensamma delare, och "
        "gränsen är avrundad inåt.",
        "The program of the choice: {rows} rows, {variables} variables, each of them 0 or 1. Units of the "
        "objective in a krona: {scale}. All numbers are whole; each row is divided by the greatest common divisor of "
        "its numbers, and its bound is rounded inwards.",
    ),
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
