"""How fast screening is beside a plain check of the same rules written by hand, in one run.

    python -m benchmarks.screening

2,500 made-up proposals of about 30 facts, some of them missing, against 40 rules: numbers, choices, lists, dates,
booleans, parameters, and groups of them. The plain check is what a programmer would write for one round: a function for
each rule that reads the facts and answers True, False or None, with no trace; it stops as soon as the answer is known.
Both must agree verdict by verdict. Ours is the whole of `screen`, measures and traces included.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from prioritizer.model.portfolio import Alternative, Portfolio, Proposal, Qualitative
from prioritizer.model.rules import (
    All,
    Any,
    Criterion,
    Dated,
    Fact,
    Facts,
    IfThen,
    Leaf,
    Not,
    Objective,
    Op,
    Parameter,
    RuleSet,
    Severity,
    Source,
    Tree,
    Verdict,
)
from prioritizer.model.verdict import Screened
from prioritizer.screening.screen import screen

RUNS = 15
TARGET = 20.0
PROPOSALS = 2500
AS_OF = date(2026, 11, 1)
LIMITS = {"cap": Decimal(5_000_000), "least_years": Decimal(3), "least_share": Decimal("0.25"), "few": Decimal(20)}
RISKS, GRADES, AREAS = ("low", "medium", "high"), ("A", "B", "C", "D", "E"), ("school", "care", "work", "home")
BOARDS = ("board_a", "board_b", "board_c", "board_d")
TEXTS = (
    "description",
    "problem",
    "comparison",
    "boundary",
    "indicator",
    "source",
    "owner",
    "after",
    "scenario",
    "exit",
)

At, Ge, Gt, Lt = Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW
Eq, Ne, In, Out, Given = Op.EQUALS, Op.DIFFERS, Op.ONE_OF, Op.NONE_OF, Op.IS_GIVEN
DAY = date(2027, 6, 30)

Plain = Callable[[Facts], bool | None]


def number(field: str, op: Op, value: str) -> Leaf:
    """A leaf with a number."""
    return Leaf(field, op, Decimal(value))


def given(field: str) -> Leaf:
    """A leaf that asks whether a field is stated."""
    return Leaf(field, Given)


RULES: tuple[Tree, ...] = (
    given("description"),
    given("indicator"),
    number("size", Ge, "20"),
    number("cost", At, "9000000"),
    Leaf("cost", At, parameter="cap"),
    Leaf("years", Ge, parameter="least_years"),
    number("share", Lt, "0.9"),
    Leaf("share", Gt, parameter="least_share"),
    Leaf("risk", Eq, "low"),
    Leaf("risk", Ne, "high"),
    Leaf("grade", In, ("A", "B", "C")),
    Leaf("board", Out, ("board_d",)),
    Leaf("goals", Eq, "school"),
    Leaf("goals", In, ("care", "work")),
    Leaf("goals", Out, ("home",)),
    Leaf("existing", Eq, False),
    Leaf("start", Ge, DAY),
    Leaf("stop", Lt, date(2031, 1, 1)),
    All((given("indicator"), given("baseline"), given("source"))),
    All((given("scenario"), given("exit"))),
    Any((given("description"), given("problem"))),
    Any((Leaf("risk", Eq, "low"), number("cost", Lt, "1000000"))),
    Not(Leaf("board", Eq, "board_a")),
    Not(All((Leaf("risk", Eq, "high"), Leaf("grade", In, ("D", "E"))))),
    IfThen(Leaf("risk", Eq, "high"), number("cost", At, "2000000")),
    IfThen(Leaf("trial", Eq, True), given("comparison")),
    IfThen(Leaf("grade", Eq, "E"), Leaf("trial", Eq, True)),
    IfThen(Leaf("cost", Gt, parameter="cap"), All((given("scenario"), Leaf("grade", In, ("A", "B"))))),
    All((number("size", Ge, "10"), number("size", At, "5000"))),
    All((Leaf("start", Ge, date(2027, 1, 1)), Leaf("stop", At, date(2034, 12, 31)))),
    Any((Leaf("goals", Eq, "home"), Leaf("goals", Eq, "work"), Leaf("area", Eq, "care"))),
    All((given("owner"), Any((given("after"), Leaf("aim", Eq, "operative"))))),
    All((Leaf("aim", In, ("operative", "strategic")), Leaf("area", In, ("school", "care", "work")))),
    Any((All((Leaf("aim", Eq, "strategic"), given("after"))), Not(Leaf("existing", Eq, True)))),
    IfThen(Any((Leaf("risk", Eq, "high"), Leaf("grade", Eq, "E"))), given("exit")),
    All((number("share", Ge, "0"), number("share", At, "1"), number("baseline", Ge, "0"))),
    number("actors", Ge, "2"),
    All((number("actors", Ge, "1"), Leaf("years", Ge, parameter="least_years"), Leaf("size", Ge, parameter="few"))),
    Not(Any((Leaf("board", Eq, "board_d"), number("actors", At, "0")))),
    All((given("boundary"), IfThen(Leaf("area", Eq, "home"), Leaf("risk", Ne, "high")), Leaf("existing", Eq, False))),
)


def at_most(facts: Facts, field: str, ceiling: Decimal | date) -> bool | None:
    """Whether a field is at most something."""
    value = facts.get(field)
    return None if value is None else value <= ceiling  # type: ignore[operator]


def at_least(facts: Facts, field: str, floor: Decimal | date) -> bool | None:
    """Whether a field is at least something."""
    value = facts.get(field)
    return None if value is None else value >= floor  # type: ignore[operator]


def is_given(facts: Facts, field: str) -> bool | None:
    """Whether a field is stated."""
    return None if facts.get(field) is None else True


def equals(facts: Facts, field: str, word: Fact) -> bool | None:
    """Whether a field is a word."""
    value = facts.get(field)
    return None if value is None else value == word


def one_of(facts: Facts, field: str, words: frozenset[str]) -> bool | None:
    """Whether a field is one of some words."""
    value = facts.get(field)
    return None if value is None else value in words


def holds(facts: Facts, field: str, word: str) -> bool | None:
    """Whether a list holds a word."""
    value = facts.get(field)
    return word in value if value else None  # type: ignore[operator]


def touches(facts: Facts, field: str, words: frozenset[str]) -> bool | None:
    """Whether a list holds one of some words."""
    value = facts.get(field)
    return not words.isdisjoint(value) if value else None  # type: ignore[arg-type]


def no(answer: bool | None) -> bool | None:
    """The opposite; unknown stays unknown."""
    return None if answer is None else not answer


def both(one: bool | None, other: bool | None) -> bool | None:
    """Kleene's and."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one: bool | None, other: bool | None) -> bool | None:
    """Kleene's or."""
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


A_TO_C, D_OR_E, A_OR_B = frozenset("ABC"), frozenset("DE"), frozenset("AB")
CARE_WORK, HOME, AIMS = frozenset({"care", "work"}), frozenset({"home"}), frozenset({"operative", "strategic"})
INSIDE = frozenset({"school", "care", "work"})
MILLION, TWO, NINE = Decimal(1_000_000), Decimal(2_000_000), Decimal(9_000_000)
CAP, LEAST_YEARS, LEAST_SHARE, FEW = LIMITS["cap"], LIMITS["least_years"], LIMITS["least_share"], LIMITS["few"]
D0, D1, D2, D10, D20, D5000 = (Decimal(n) for n in (0, 1, 2, 10, 20, 5000))
NINE_TENTHS = Decimal("0.9")
Y2027, Y2031, Y2034 = date(2027, 1, 1), date(2031, 1, 1), date(2034, 12, 31)


PLAIN: tuple[Plain, ...] = (
    lambda f: is_given(f, "description"),
    lambda f: is_given(f, "indicator"),
    lambda f: at_least(f, "size", D20),
    lambda f: at_most(f, "cost", NINE),
    lambda f: at_most(f, "cost", CAP),
    lambda f: at_least(f, "years", LEAST_YEARS),
    lambda f: no(at_least(f, "share", NINE_TENTHS)),
    lambda f: no(at_most(f, "share", LEAST_SHARE)),
    lambda f: equals(f, "risk", "low"),
    lambda f: no(equals(f, "risk", "high")),
    lambda f: one_of(f, "grade", A_TO_C),
    lambda f: no(equals(f, "board", "board_d")),
    lambda f: holds(f, "goals", "school"),
    lambda f: touches(f, "goals", CARE_WORK),
    lambda f: no(touches(f, "goals", HOME)),
    lambda f: equals(f, "existing", False),
    lambda f: at_least(f, "start", DAY),
    lambda f: no(at_least(f, "stop", Y2031)),
    lambda f: both(both(is_given(f, "indicator"), is_given(f, "baseline")), is_given(f, "source")),
    lambda f: both(is_given(f, "scenario"), is_given(f, "exit")),
    lambda f: either(is_given(f, "description"), is_given(f, "problem")),
    lambda f: either(equals(f, "risk", "low"), no(at_least(f, "cost", MILLION))),
    lambda f: no(equals(f, "board", "board_a")),
    lambda f: no(both(equals(f, "risk", "high"), one_of(f, "grade", D_OR_E))),
    lambda f: either(no(equals(f, "risk", "high")), at_most(f, "cost", TWO)),
    lambda f: either(no(equals(f, "trial", True)), is_given(f, "comparison")),
    lambda f: either(no(equals(f, "grade", "E")), equals(f, "trial", True)),
    lambda f: either(at_most(f, "cost", CAP), both(is_given(f, "scenario"), one_of(f, "grade", A_OR_B))),
    lambda f: both(at_least(f, "size", D10), at_most(f, "size", D5000)),
    lambda f: both(at_least(f, "start", Y2027), at_most(f, "stop", Y2034)),
    lambda f: either(either(holds(f, "goals", "home"), holds(f, "goals", "work")), equals(f, "area", "care")),
    lambda f: both(is_given(f, "owner"), either(is_given(f, "after"), equals(f, "aim", "operative"))),
    lambda f: both(one_of(f, "aim", AIMS), one_of(f, "area", INSIDE)),
    lambda f: either(both(equals(f, "aim", "strategic"), is_given(f, "after")), no(equals(f, "existing", True))),
    lambda f: either(no(either(equals(f, "risk", "high"), equals(f, "grade", "E"))), is_given(f, "exit")),
    lambda f: both(both(at_least(f, "share", D0), at_most(f, "share", D1)), at_least(f, "baseline", D0)),
    lambda f: at_least(f, "actors", D2),
    lambda f: both(both(at_least(f, "actors", D1), at_least(f, "years", LEAST_YEARS)), at_least(f, "size", FEW)),
    lambda f: no(either(equals(f, "board", "board_d"), at_most(f, "actors", D0))),
    lambda f: both(
        both(is_given(f, "boundary"), either(no(equals(f, "area", "home")), no(equals(f, "risk", "high")))),
        equals(f, "existing", False),
    ),
)


def made_facts(draw: random.Random) -> dict[str, Fact]:
    """About 30 facts of one proposal; each is missing one time in ten."""
    start = date(2027, 1, 1) + timedelta(days=draw.randrange(1000))
    made: dict[str, Fact] = {
        "size": Decimal(draw.randrange(1, 6000)),
        "cost": Decimal(draw.randrange(1, 12_000)) * 1000,
        "years": Decimal(draw.randrange(1, 11)),
        "share": Decimal(draw.randrange(101)) / 100,
        "baseline": Decimal(draw.randrange(200)),
        "actors": Decimal(draw.randrange(5)),
        "risk": draw.choice(RISKS),
        "grade": draw.choice(GRADES),
        "board": draw.choice(BOARDS),
        "area": draw.choice(AREAS),
        "aim": draw.choice(("operative", "strategic")),
        "goals": tuple(draw.sample(AREAS, draw.randrange(1, 4))),
        "existing": draw.random() < 0.3,
        "trial": draw.random() < 0.5,
        "start": start,
        "stop": start + timedelta(days=draw.randrange(3000)),
        **{name: f"{name} {draw.random()}" for name in TEXTS},
        **{f"other_{n}": f"text {n}" for n in range(4)},
    }
    return {name: value for name, value in made.items() if draw.random() > 0.1}


def round_of(count: int) -> tuple[Portfolio, RuleSet]:
    """A made-up round and its rules, the same in every run."""
    draw = random.Random(1)
    proposals = tuple(
        Proposal(
            str(n),
            str(n),
            (Alternative(None, str(n), (), (), None, {}, {}),),
            (2027,),
            True,
            (),
            made_facts(draw),
            (Qualitative("calm", "positive"),),
        )
        for n in range(count)
    )
    portfolio = Portfolio("p", "P", "", "SEK", AS_OF, 2027, 2027, (2027, 2030), 25, (), "k", (), (), (), proposals)
    source, severities = Source("made up"), list(Severity)
    criteria = tuple(Criterion(str(n), {}, {}, severities[n % 3], tree, source) for n, tree in enumerate(RULES))
    parameters = {
        name: Parameter(name, {}, "", (Dated(date(2026, 1, 1), value, source, "assumption"),))
        for name, value in LIMITS.items()
    }
    return portfolio, RuleSet({}, criteria, (), parameters, {}, Objective({}, Decimal(0), source))


def plain_check(proposals: Sequence[Facts], is_must: Sequence[bool]) -> list[tuple[str, list[bool | None]]]:
    """The outcome and the 40 answers of each proposal."""
    found = []
    for facts in proposals:
        answers = [rule(facts) for rule in PLAIN]
        musts = [answer for answer, must in zip(answers, is_must, strict=True) if must]
        outcome = "barred" if False in musts else "returned" if None in musts else "admitted"
        found.append((outcome, answers))
    return found


ANSWERS: Mapping[Verdict, bool | None] = {Verdict.HOLDS: True, Verdict.FAILS: False, Verdict.UNKNOWN: None}


def same(ours: Sequence[Screened], plain: Sequence[tuple[str, list[bool | None]]]) -> bool:
    """Whether both came to the same answers, each of them."""
    return all(
        s.outcome == outcome and [ANSWERS[r.trace.verdict] for r in s.rulings] == answers
        for s, (outcome, answers) in zip(ours, plain, strict=True)
    )


def main() -> int:
    """Print medians and the ratio; 1 when the target is missed or the answers differ."""
    portfolio, rules = round_of(PROPOSALS)
    stated = [p.facts for p in portfolio.proposals]
    is_must = [c.severity is Severity.MUST for c in rules.criteria]
    times: dict[str, list[float]] = {"plain check": [], "our screening": []}
    agree = True
    # The first round warms up and is not counted.
    for number in range(RUNS + 1):
        began = time.perf_counter()
        plain = plain_check(stated, is_must)
        between = time.perf_counter()
        ours = screen(portfolio, rules)
        ended = time.perf_counter()
        agree = agree and same(ours, plain)
        del ours
        if number:
            times["plain check"].append(between - began)
            times["our screening"].append(ended - between)
    middle = {name: median(measured) for name, measured in times.items()}
    ratio = middle["our screening"] / middle["plain check"]
    print(f"{len(portfolio.proposals)} proposals, {len(rules.criteria)} rules, {RUNS} runs, medians")
    for name, typical in middle.items():
        print(f"{name:>15}  {1000 * typical:8.1f} ms")
    print(f"ratio {ratio:.1f} (target {TARGET:.0f}); verdicts {'agree' if agree else 'DIFFER'}")
    return int(ratio > TARGET or not agree)


if __name__ == "__main__":
    raise SystemExit(main())
