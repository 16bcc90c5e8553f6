"""What the program is doing, for people who wait."""

import re

from prioritizer.model.rules import Language
from prioritizer.words.formatting import HARD_SPACE

_THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3})")
"""The spaces in a number of a step, which each language writes in its own way."""

_STEPS: dict[str, tuple[str, str]] = {
    "read": ("läser portfölj och regler", "reading the portfolio and the rules"),
    "appraise": ("räknar på förslagen", "appraising the proposals"),
    "select": ("väljer planen", "selecting the plan"),
    "search": ("söker planen ({who})", "searching for the plan ({who})"),
    "confirm": ("prövar om någon annan plan är lika bra ({who})", "testing whether another plan is as good ({who})"),
    "certificate": ("bevisar valet, {what} delar av trädet", "proving the choice, {what} parts of the tree"),
    "ratio": (
        "söker högst värde per krona, {what} program lösta",
        "searching for the highest value per krona, {what} programs solved",
    ),
    "scenario": ("söker bästa planen i scenario {what}", "searching for the best plan of scenario {what}"),
    "level": ("söker nivå {what}", "searching for level {what}"),
    "standing": (
        "bästa plan hittills / ingen över / skillnad: {what}",
        "best plan so far / none above / gap: {what}",
    ),
    "weighed": (
        "sammanvägt hittills / inget över / skillnad: {what}",
        "weighed together so far / none above / gap: {what}",
    ),
    "regret": (
        "största förlust hittills / ingen under / skillnad: {what}",
        "largest loss so far / none below / gap: {what}",
    ),
    "reached": (
        "av nivån hittills / inget över / skillnad: {what}",
        "of the level so far / none above / gap: {what}",
    ),
    "again": ("väljer om", "choosing again"),
    "conflict": ("söker vilka villkor som krockar ({who})", "finding which limits clash ({who})"),
    "margins": ("räknar marginaler, {what} förslag", "computing margins, {what} proposals"),
    "near": (
        "söker planer med nästan samma värde, {what} funna",
        "searching for plans of almost the same value, {what} found",
    ),
    "clashes": ("söker andra villkor som krockar, {what} funna", "searching for other limits that clash, {what} found"),
    "orders": ("fyller ramen i andra ordningar, {what}", "filling the envelope in other orders, {what}"),
    "changes": ("söker vad som skulle öppna en plan, {what}", "searching for what would open a plan, {what}"),
    "prices": ("räknar vad villkoren kostar, {what}", "computing what the conditions cost, {what}"),
    "frontier": ("räknar vad mer och mindre pengar ger, {what}", "computing what more and less money gives, {what}"),
    "robustness": (
        "söker bästa planen i varje utfall, {what}",
        "searching for the best plan of each outcome, {what}",
    ),
    "knowing": ("räknar vad det är värt att veta mer, {what}", "computing what it is worth to know more, {what}"),
    "own_terms": (
        "söker vad som skulle ändra beslutet om förslagen, {what}",
        "searching for what would turn the verdict on proposals, {what}",
    ),
    "compared": (
        "väljer om med ändringarna i olika uppsättningar, {what}",
        "choosing again with the changes in different sets, {what}",
    ),
    "revealed": (
        "söker vad den beslutade planen måste räknas som värd mer, försök {what}",
        "searching for what the decided plan must count as worth more, attempt {what}",
    ),
    "gaming": (
        "prövar kopior, halvor och hopslagna förslag, {what}",
        "trying copies, halves and joined proposals, {what}",
    ),
    "what-if": ("prövar ändringarna, {what}", "trying the changes, {what}"),
    "blindness": ("prövar att namn och avsändare inte påverkar", "testing that names and senders change nothing"),
    "vary": ("prövar vad som händer om siffrorna är andra", "trying what happens if the figures are others"),
    "write": ("skriver dokumenten", "writing the documents"),
}


def told(step: str, language: Language) -> str:
    """A step in words: «read», «cbc: search» (who is at work) or «margins: 3/24» (how far it has come)."""
    first, _, second = step.partition(": ")
    name, gaps = (second, {"who": first}) if second in _STEPS else (first, {"what": second})
    if name not in _STEPS:
        return step
    sv, en = _STEPS[name]
    between = HARD_SPACE if language == "sv" else ","
    gaps = {gap: _THOUSANDS.sub(between, text) for gap, text in gaps.items()}
    return (sv if language == "sv" else en).format(**gaps)


def waiting(step: str, language: Language) -> str:
    """A step that has said nothing for a while: that it goes on, and of a search that nothing is known of it yet."""
    name = step.rpartition(": ")[2]
    more = {
        "search": ("pågår; bästa plan och gräns är inte kända än", "at work; best plan and bound are not known yet"),
    }.get(name, ("pågår", "at work"))
    return f"{told(step, language)} – {more[0] if language == 'sv' else more[1]}"
