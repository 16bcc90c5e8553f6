"""Sentences for what is asked of the rules of a workspace: rules that are not there, pages that are not current."""

LIBRARY_FAULTS: dict[str, tuple[str, str]] = {
    "unknown_rule": (
        "Det finns ingen regel «{key}» i arbetsytan. Kommandot rules list visar alla.",
        "There is no rule '{key}' in the workspace. The command rules list shows them all.",
    ),
    "rule_in_several_sets": (
        "«{key}» finns i flera kriterieuppsättningar. Skriv en av {choices}.",
        "'{key}' is in several sets of criteria. Write one of {choices}.",
    ),
    "unknown_side": (
        "«{key}» är varken en mapp med regler, en portfölj, en kriterieuppsättning eller en parameteruppsättning. "
        "Uppsättningarna är {choices}.",
        "'{key}' is neither a folder with rules, a portfolio, a set of criteria nor an overlay of parameters. The sets "
        "and overlays are {choices}.",
    ),
    "no_workspace": (
        "Här finns ingen mapp med rules/, och inte heller i någon mapp ovanför. Gå till arbetsytan, eller gör en med "
        "prioritizer init.",
        "There is no folder with rules/ here, nor in any folder above. Go to the workspace, or make one with "
        "prioritizer init.",
    ),
    "page_not_current": (
        "Filen stämmer inte längre med reglerna. Kör prioritizer rules pages.",
        "The file no longer agrees with the rules. Run prioritizer rules pages.",
    ),
    "page_missing": ("Filen saknas. Kör prioritizer rules pages.", "The file is missing. Run prioritizer rules pages."),
    "page_left_over": (
        "Filen hör till en regel som inte finns längre. Kör prioritizer rules pages, som tar bort den.",
        "The file belongs to a rule that is gone. Run prioritizer rules pages, which removes it.",
    ),
}
