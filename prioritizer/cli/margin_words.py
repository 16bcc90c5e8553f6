"""What the screen says of margins, of versions that cannot be chosen, and of plans near the one proposed."""

MARGIN_WORDS: dict[str, tuple[str, str]] = {
    "margin_selected": ("Utan förslaget blir {worth} lägre med {margin}", "Without it {worth} is lower by {margin}"),
    "margin_not_selected": ("Med förslaget blir {worth} lägre med {margin}", "With it {worth} is lower by {margin}"),
    "margin_at_most": (
        "högst {high}; att det blir mindre är inte uteslutet",
        "at most {high}; that it is less is not ruled out",
    ),
    "margin_at_least": ("minst {low}", "at least {low}"),
    "margin_open_selected": (
        "Hur mycket lägre {worth} blir utan förslaget hann inte beräknas",
        "How much lower {worth} is without it was not computed in the time",
    ),
    "margin_open_not_selected": (
        "Hur mycket lägre {worth} blir med förslaget hann inte beräknas",
        "How much lower {worth} is with it was not computed in the time",
    ),
    "margin_better_selected": (
        "En plan utan förslaget är funnen och är värd {better} mer än den föreslagna, som inte är bevisad",
        "A plan without it was found and is worth {better} more than the one proposed, which is not proved",
    ),
    "margin_better_not_selected": (
        "En plan med förslaget är funnen och är värd {better} mer än den föreslagna, som inte är bevisad",
        "A plan with it was found and is worth {better} more than the one proposed, which is not proved",
    ),
    "worth": ("planens värde", "the plan's value"),
    "worth_after": (
        "planens värde efter lägsta godtagna avkastning",
        "the plan's value less the reserve price",
    ),
    "conflict_selected": ("Måste ingå; utan det går inte ihop", "Must be in; without it these clash"),
    "conflict_not_selected": ("Kan inte ingå; med det går inte ihop", "Cannot be in; with it these clash"),
    "displaces": ("Utgår då", "Leave then"),
    "replaced_by": ("Kommer in då", "Come in then"),
    "changed": ("Ändras då", "Change then"),
    "limits": ("Villkor som hindrar", "Limits in the way"),
    "left_over": (
        "Den planen lämnar {left} mer kvar; pengar som blir kvar räknas som värda noll",
        "That plan leaves {left} more; money that is left counts as worth nothing",
    ),
    "left_over_worth": (
        "Den planen lämnar {left} mer kvar; varje krona som blir kvar räknas som värd {reserve}",
        "That plan leaves {left} more; each krona that is left counts as worth {reserve}",
    ),
    "passed_over_one": (
        "NNK-i {ratio} är högre än för «{title}» ({lowest}), som ingår.",
        "NNK-i {ratio} is higher than that of '{title}' ({lowest}), which is in.",
    ),
    "passed_over": (
        "NNK-i {ratio} är högre än för {n} förslag som ingår, lägst av dem «{title}» ({lowest}).",
        "NNK-i {ratio} is higher than that of {n} proposals that are in, the lowest of them '{title}' ({lowest}).",
    ),
    "swap_breaks": ("Ett byte mot det hindras av: {limits}.", "A swap for it is hindered by: {limits}."),
    "swap_loses": (
        "Ett byte mot det gör {worth} lägre med {loss}.",
        "A swap for it makes {worth} lower by {loss}.",
    ),
    "own_success_not_selected": (
        "Kommer in om effekten blir minst {number} av den väntade",
        "Comes in if the effect is at least {number} of what is expected",
    ),
    "own_success_selected": (
        "Utgår om effekten blir högst {number} av den väntade",
        "Leaves if the effect is at most {number} of what is expected",
    ),
    "own_people": (
        ": för {n} personer i stället för {now} ({outcome})",
        ": for {n} persons instead of {now} ({outcome})",
    ),
    "own_duration_not_selected": (
        "Kommer in om den längsta effekten varar minst {number} år i stället för {now}, övriga i proportion",
        "Comes in if the longest effect lasts at least {number} years instead of {now}, the others in proportion",
    ),
    "own_duration_selected": (
        "Utgår om den längsta effekten varar högst {number} år i stället för {now}, övriga i proportion",
        "Leaves if the longest effect lasts at most {number} years instead of {now}, the others in proportion",
    ),
    "own_cost_not_selected": (
        "Kommer in om kostnaden är {number} av den angivna",
        "Comes in if the cost is {number} of what is stated",
    ),
    "own_cost_selected": (
        "Utgår om kostnaden är {number} av den angivna",
        "Leaves if the cost is {number} of what is stated",
    ),
    "own_granted": (": {n} söks i stället för {now}", ": {n} is asked for instead of {now}"),
    "own_between": ("någonstans mellan {least} och {sure}", "somewhere between {least} and {sure}"),
    "own_beyond": (
        "(minst {least}, mer än så är inte bevisat)",
        "(no nearer than {least}; more than that is not proved)",
    ),
    "own_success_never": (
        "Ingen ändring av effekten räcker, upp till tio gånger den väntade",
        "No change of the effect is enough, up to ten times what is expected",
    ),
    "own_duration_never": (
        "Ingen ändring av hur länge effekten varar räcker inom kalkylperioden",
        "No change of how long the effect lasts is enough within the horizon",
    ),
    "own_cost_never": (
        "Ingen ändring av kostnaden räcker, från ingen alls till tio gånger den angivna",
        "No change of the cost is enough, from none at all to ten times what is stated",
    ),
    "own_success_unsettled": (
        "Hur mycket effekten skulle behöva ändras hann inte räknas",
        "How much the effect would have to change was not computed in the time",
    ),
    "own_duration_unsettled": (
        "Hur länge effekten skulle behöva vara hann inte räknas",
        "How long the effect would have to last was not computed in the time",
    ),
    "own_cost_unsettled": (
        "Hur mycket kostnaden skulle behöva ändras hann inte räknas",
        "How much the cost would have to change was not computed in the time",
    ),
    "own_stated": (
        "Hur mycket effekten skulle behöva ändras går inte att säga: den är inte beskriven",
        "How much the effect would have to change cannot be said: it is not described",
    ),
    "own_shared": (
        "Hur mycket effekten skulle behöva ändras räknas inte, eftersom den når samma personer som andra förslag",
        "How much the effect would have to change is not computed, since it reaches the same people as others",
    ),
    "own_never_selected": (
        "Ingen ändring av effekten, av hur länge den varar eller av kostnaden får det att utgå",
        "No change of the effect, of how long it lasts or of the cost makes it leave",
    ),
    "own_never_not_selected": (
        "Ingen ändring av effekten, av hur länge den varar eller av kostnaden räcker för att det ska komma in",
        "No change of the effect, of how long it lasts or of the cost is enough for it to come in",
    ),
    "no_version": ("Ingen version kan prövas mot planen", "No version can be tried against the plan"),
    "nothing_to_compare": ("Det finns ingen plan att jämföra med.", "There is no plan to compare with."),
    "cannot_be_granted": ("Kan inte beviljas: {why}", "Cannot be granted: {why}"),
    "cannot_be_chosen": ("Kan inte väljas: {why}", "Cannot be chosen: {why}"),
    "cannot_be_granted_of": ("{title} kan inte beviljas: {why}.", "{title} cannot be granted: {why}."),
    "cannot_be_chosen_of": ("{title} kan inte väljas: {why}.", "{title} cannot be chosen: {why}."),
    "granted_outside_allocation": (
        "fonden {fund} har ingen tilldelning {years}",
        "the fund {fund} has no allocation in {years}",
    ),
    "use_outside_capacity": (
        "resursen {resource} har ingen angiven kapacitet {years}",
        "the resource {resource} has no stated capacity in {years}",
    ),
    "not_for_fund": ("fonden {fund} är för det som uppfyller: {says}", "the fund {fund} is for what meets: {says}"),
    "unknown_for_fund": (
        "fonden {fund} är för det som uppfyller: {says}; uppgift om {fields} saknas",
        "the fund {fund} is for what meets: {says}; {fields} is not stated",
    ),
    "criterion_failed": ("versionen uppfyller inte {criteria}", "the version does not meet {criteria}"),
    "near_alone": (
        "Inget annat urval av förslag ligger inom {share} av {worth}.",
        "No other set of proposals lies within {share} of {worth}.",
    ),
    "near_count": (
        "{n} urval av förslag ligger inom {share} av {worth}, planens eget medräknat.",
        "{n} sets of proposals lie within {share} of {worth}, its own included.",
    ),
    "near_more": (
        "Fler än {n} urval av förslag ligger inom {share} av {worth}.",
        "More than {n} sets of proposals lie within {share} of {worth}.",
    ),
    "near_at_least": (
        "Minst {n} urval av förslag ligger inom {share} av {worth}, planens eget medräknat; tiden tog slut.",
        "At least {n} sets of proposals lie within {share} of {worth}, its own included; the time was out.",
    ),
    "near_not_searched": (
        "Att andra urval av förslag ligger inom {share} av {worth} är inte uteslutet; tiden tog slut.",
        "That other sets of proposals lie within {share} of {worth} is not ruled out; the time was out.",
    ),
    "near_between": ("Valet står mellan", "The choice stands between"),
    "near_between_one": ("Valet gäller", "The choice is about"),
    "near_choice": (
        "{between}: {names}. Planens övriga förslag, {n} till antalet, ingår i alla.",
        "{between}: {names}. The plan's other proposals, {n} of them, are in all.",
    ),
    "near_choice_found": (
        "{between}, av det som är funnet: {names}. Planens övriga förslag, {n} till antalet, ingår i alla funna.",
        "{between}, of what was found: {names}. The plan's other proposals, {n} of them, are in all found.",
    ),
    "near_shared": ("Alla har gemensamt: {names}.", "All share: {names}."),
    "near_shared_found": ("De funna har gemensamt: {names}.", "Those found share: {names}."),
    "near_none_shared": ("Inget förslag finns med i alla.", "No proposal is in all of them."),
    "near_different": (
        "Mest skiljer sig det där detta kommer in: {enters}, och detta utgår: {leaves}. Det är värt {less} mindre.",
        "Most different is the one where these come in: {enters}, and these leave: {leaves}. It is worth {less} less.",
    ),
    "near_different_found": (
        "Av de funna skiljer sig mest det där detta kommer in: {enters}, och detta utgår: {leaves}. "
        "Det är värt {less} mindre.",
        "Of those found, most different is the one where these come in: {enters}, and these leave: {leaves}. "
        "It is worth {less} less.",
    ),
    "near_left_out": (
        "Funna men inte uppräknade: {n} urval till. Alla finns med --json.",
        "Found but not listed: {n} more sets. --json has all.",
    ),
    "near_value": ("Värde", "Value"),
    "near_value_after": ("Värde efter lägsta godtagna avkastning", "Value less the reserve price"),
    "near_less": ("Mindre än planen", "Less than the plan"),
    "near_enters": ("Kommer in", "Come in"),
    "near_leaves": ("Utgår", "Leave"),
}
