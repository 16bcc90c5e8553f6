"""The sentences of a choice for something else than expected value, on a screen."""

from prioritizer.model.rules import Language

_TOLD: dict[str, tuple[str, str]] = {
    "value_per_krona": (
        "Planen är vald för högst värde per beviljad krona, inte för högst värde inom ramen.",
        "The plan is chosen for the highest value per granted krona, not for the highest value within the envelope.",
    ),
    "ratio": (
        "Kvoten är {ratio} {unit} per beviljad krona; planen med högst värde har {default}. Ingen plan som "
        "beviljar minst {lowest} har en kvot som är en miljondel högre.",
        "The ratio is {ratio} {unit} per granted krona; the plan of the highest value has {default}. No plan "
        "that grants at least {lowest} has a ratio a millionth higher.",
    ),
    "ratio_open": (
        "Kvoten är {ratio} {unit} per beviljad krona; planen med högst värde har {default}. Den söks bland planer som "
        "beviljar minst {lowest}.",
        "The ratio is {ratio} {unit} per granted krona; the plan of the highest value has {default}. It is sought "
        "among plans that grant at least {lowest}.",
    ),
    "mean_cvar": (
        "Planen är vald för förväntat värde och medlet av de sämsta {share} av utfallen, sammanvägda {rest} mot "
        "{weight}, inte för högst förväntat värde.",
        "The plan is chosen for expected value and the mean of the worst {share} of outcomes, weighed {rest} against "
        "{weight}, not for the highest expected value.",
    ),
    "worst": (
        "Medlet av de sämsta {share} är {worst}; planen med högst värde har {default}.",
        "The mean of the worst {share} is {worst}; the plan of the highest value has {default}.",
    ),
    "weighed": (
        "Sammanvägt har planen {worth}; planen med högst värde har {default}. Ingen plan har en krona mer.",
        "Weighed together the plan has {worth}; the plan of the highest value has {default}. No plan has a krona more.",
    ),
    "weighed_open": (
        "Sammanvägt har planen {worth}; planen med högst värde har {default}. Ingen plan har mer än {bound}.",
        "Weighed together the plan has {worth}; the plan of the highest value has {default}. No plan has more than "
        "{bound}.",
    ),
    "levels": (
        "Planen är vald efter angivna nivåer i tur och ordning; högst värde kommer sist.",
        "The plan is chosen by declared levels in turn; the highest value comes last.",
    ),
    "level": (
        "{title}: som mest {most}; minst {least} skulle behållas; planen har {kept}",
        "{title}: at most {most}; {least} or more to be kept; the plan has {kept}",
    ),
    "level_open": (
        "{title}: minst {most} är möjligt; minst {least} skulle behållas; planen har {kept}",
        "{title}: at least {most} is possible; {least} or more to be kept; the plan has {kept}",
    ),
    "least_regret": (
        "Planen är vald så att den som mest förlorar så lite som möjligt mot den bästa planen i varje scenario. Vilken "
        "det blir kan bero på förslag som själva inte väljs.",
        "The plan is chosen so that the most it loses against the best plan of each scenario is as little as possible. "
        "Which it is can depend on proposals that are not chosen themselves.",
    ),
    "regret": (
        "{title}: {lost} mindre än scenariots bästa plan; med planen med högst värde {default} mindre",
        "{title}: {lost} less than the best plan of the scenario; with the plan of the highest value {default} less",
    ),
    "most_lost": (
        "Som mest förloras {lost}; med planen med högst värde som mest {default}.",
        "At most {lost} is lost; with the plan of the highest value at most {default}.",
    ),
    "proved": (
        "Bevisat: ingen plan inom gränserna är bättre i den meningen.",
        "Proved: no plan within the limits is better in that sense.",
    ),
    "according": (
        "Ingen plan inom gränserna är bättre i den meningen, enligt {solver}. Inget annat har bekräftat det.",
        "No plan within the limits is better in that sense, according to {solver}. Nothing else has confirmed it.",
    ),
    "open": (
        "Att ingen plan inom gränserna är bättre i den meningen är inte bevisat.",
        "That no plan within the limits is better in that sense is not proved.",
    ),
    "given_up": (
        "Det kostar {given_up} i förväntat värde, jämfört med planen med högst värde.",
        "It costs {given_up} in expected value, compared with the plan of the highest value.",
    ),
    "free": (
        "Det kostar inget i förväntat värde: ingen plan inom gränserna har högre.",
        "It costs nothing in expected value: no plan within the limits has a higher one.",
    ),
    "between": (
        "Det kostar mellan {low} och {high} i förväntat värde: vilken plan som har högst värde är inte bevisat.",
        "It costs between {low} and {high} in expected value: which plan has the highest value is not proved.",
    ),
    "alone": (
        "Certifikat och planer med nästan samma värde finns bara när förväntat värde är målet.",
        "Certificates and plans of almost the same value exist only where expected value is the objective.",
    ),
    "no_margins": (
        "Inga marginaler: de gäller förväntat värde, och planen är vald för något annat.",
        "No margins: they are of expected value, and the plan is chosen for something else.",
    ),
}


def told(name: str, language: Language, **values: object) -> str:
    """A sentence with its gaps filled."""
    sv, en = _TOLD[name]
    return (sv if language == "sv" else en).format(**values)
