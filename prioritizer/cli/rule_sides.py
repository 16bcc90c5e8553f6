"""The two sides of a comparison: which rules A and B are, and what they make of a portfolio."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from prioritizer.appraisal.appraise import appraise
from prioritizer.appraisal.checks import faults as appraisal_faults
from prioritizer.cli.run import DRAWS
from prioritizer.explanation.rule_change import Change, compare
from prioritizer.explanation.rule_effect import Consequences, Ruled, Totals, consequences
from prioritizer.model.fault import InputFaults, Place, fault
from prioritizer.model.plan import Infeasible, Outcome, Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import Criterion, Limit, Parameter, Price, RuleSet
from prioritizer.model.value import Appraised
from prioritizer.predicates.constrain import UnknownThreshold, UnknownWhere
from prioritizer.reading.library import DEFAULT, NONE, Library, price_on, read_library
from prioritizer.reading.portfolio import Read, read_portfolio
from prioritizer.reading.rule_records import applies
from prioritizer.reading.rules import ALWAYS
from prioritizer.reading.scalars import nearest
from prioritizer.reading.workspace import shipped, workspace_of
from prioritizer.screening.screen import screen
from prioritizer.selection.candidates import program_of
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules of a workspace are meant, and those that a portfolio writes itself; None for limits is all."""

    criteria: str | tuple[str, ...] = DEFAULT
    limits: tuple[str, ...] | None = None
    overlay: str = ""
    own_criteria: tuple[Criterion, ...] = ()
    own_limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Two rule sets, what differs, what else differs that the portfolio does not use, and what that changes.

    `days` is the day whose numbers each side has; None where neither a portfolio nor anybody says one.
    """

    names: tuple[str, str]
    libraries: tuple[Library, Library]
    sides: tuple[RuleSet, RuleSet]
    days: tuple[date | None, date | None]
    changes: tuple[Change, ...]
    unused: tuple[Change, ...] = ()
    portfolio: Portfolio | None = None
    consequences: Consequences | None = None


def own_workspace(where: Path | None) -> Path:
    """The workspace of a folder or of here.

    Raises:
        InputFaults: There is none.
    """
    start = where if where is not None else Path.cwd()
    found = workspace_of(start) if start.exists() else None
    if found is None:
        code = "no_workspace" if start.exists() else "missing_file"
        raise InputFaults([fault(Place(start.as_posix()), "", code, file=start.name)])
    return found


def library_at(where: Path | None) -> Library:
    """The rules of a workspace or of the one that a portfolio lies in; the shipped ones where there is none here.

    Raises:
        InputFaults: The folder is not there, or its rules have faults.
    """
    if where is not None and not where.exists():
        own_workspace(where)
    start = where if where is not None else Path.cwd()
    return read_library(workspace_of(start) or shipped())


def compared(
    a: str,
    b: str,
    path: Path | None,
    as_of: date | None,
    seed: int,
    time_limit: float | None,
    report: Callable[[str], None],
) -> Compared:
    """Compare A with B, and see what that changes for a portfolio.

    Raises:
        InputFaults: A or B is nothing known, or rules or portfolio have faults.
    """
    report("read")
    sides = _Sides(path, as_of)
    before, after = sides.of(a), sides.of(b)
    same = before.library.reserve == after.library.reserve
    both = (_level(before.rules), _level(after.rules)) if same else (before.rules, after.rules)
    used, names, libraries = compare(*both), (a, b), (before.library, after.library)
    days = (before.day, after.day)
    if sides.read is None:
        return Compared(names, libraries, both, days, used)
    everything = compare(whole(before.library), whole(after.library))
    unused = tuple(c for c in everything if not _is_used(c, used, before.selection, after.selection))
    portfolio = sides.read.portfolio
    decide = _Decide(portfolio, seed, time_limit, report, before.library.reserve if same else "")
    decide.refuse_faults(both)
    return Compared(names, libraries, both, days, used, unused, portfolio, consequences(*both, decide))


def whole(library: Library) -> RuleSet:
    """Every rule of a workspace as one rule set, those of sets and overlays named with the set or overlay before."""
    criteria = [
        criterion if name == DEFAULT else replace(criterion, id=f"{name}/{criterion.id}")
        for name, found in library.written().items()
        for criterion in found
    ]
    parameters = dict(library.parameters)
    for overlay in library.overlays.values():
        parameters |= {
            f"{overlay.id}/{p.id}": replace(p, id=f"{overlay.id}/{p.id}") for p in overlay.parameters.values()
        }
    return replace(
        _bare(library),
        criteria=tuple(criteria),
        limits=library.limits,
        parameters=parameters,
        prices=_prices(library, None),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    library: Library
    selection: Selection
    rules: RuleSet
    day: date | None


class _Sides:
    """Finds what A and B mean; the portfolio, where one is given, says which rules of a folder are in force."""

    def __init__(self, path: Path | None, as_of: date | None) -> None:
        self.read = read_portfolio(path, as_of) if path is not None else None
        self.day = as_of or (self.read.portfolio.as_of if self.read else None)
        self.home = workspace_of(path if path is not None else Path.cwd()) or shipped()
        self.libraries: dict[Path, Library] = {}
        self.base = self._selection(self.read, self.home) if self.read else Selection()

    def of(self, name: str) -> _Side:
        """One side by the name that was typed."""
        path = Path(name)
        if (path / "rules").is_dir():
            library = self.library(path)
            if self.read is None:
                return _Side(library, self.base, whole(library), self.day)
            return self._side(library, self.base)
        if path.is_file() or (path / "portfolio.yaml").is_file():
            return self._of_portfolio(path)
        return self._named(name)

    def library(self, workspace: Path) -> Library:
        """The rules of a workspace, read once."""
        key = workspace.resolve()
        if key not in self.libraries:
            self.libraries[key] = read_library(key)
        return self.libraries[key]

    def _of_portfolio(self, path: Path) -> _Side:
        read = read_portfolio(path, self.day)
        home = read.workspace or shipped()
        return self._side(self.library(home), self._selection(read, home), self.day or read.portfolio.as_of)

    def _named(self, name: str) -> _Side:
        library = self.library(self.home)
        if name in (*library.sets, NONE):
            return self._side(library, replace(self.base, criteria=name, own_criteria=()))
        if name in library.overlays:
            return self._side(library, replace(self.base, overlay=name))
        known = [*library.sets, NONE, *library.overlays]
        raise InputFaults(
            [fault(Place(name), "", "unknown_side", nearest(name, known), key=name, choices=", ".join(known))]
        )

    def _side(self, library: Library, selection: Selection, day: date | None = None) -> _Side:
        on = day or self.day
        return _Side(library, selection, selected_rules(library, selection, on), on)

    def _selection(self, read: Read, home: Path) -> Selection:
        """What a portfolio asks for."""
        library, rules = self.library(home), read.rules
        files = {f"rules/{kind}/" for kind in ("criteria", "limits")}
        written: tuple[Criterion | Limit, ...] = (*rules.criteria, *rules.limits)
        own = [r for r in written if not any(r.place.file.startswith(f) for f in files)]
        names = [r.id for r in own]
        asked = rules.criteria_set
        criteria = asked if asked in (*library.sets, NONE) else tuple(c.id for c in rules.criteria if c.id not in names)
        named = tuple(limit.id for limit in rules.limits if limit.id not in names)
        return Selection(
            criteria,
            None if ("limits", "all") in read.portfolio.defaults else named,
            rules.overlay,
            tuple(r for r in own if isinstance(r, Criterion)),
            tuple(r for r in own if isinstance(r, Limit)),
        )


def selected_rules(library: Library, selection: Selection, day: date | None) -> RuleSet:
    """The rules of a workspace that are meant; what the workspace does not have is left out.

    Raises:
        InputFaults: The set or the overlay is not there.
    """
    criteria = _criteria(library, selection.criteria)
    wanted = selection.limits
    limits = tuple(limit for limit in library.limits if wanted is None or limit.id in wanted)
    if selection.overlay and selection.overlay not in library.overlays:
        near = nearest(selection.overlay, library.overlays)
        raise InputFaults(
            [fault(Place("rules/parameters/overlays"), "", "unknown_overlay", near, key=selection.overlay)]
        )
    overlay = library.overlays[selection.overlay].parameters if selection.overlay else {}
    return replace(
        _bare(library),
        criteria=(
            *(c for c in criteria if day is None or applies(c.applies_from, c.applies_to, day)),
            *selection.own_criteria,
        ),
        limits=(*limits, *selection.own_limits),
        parameters={**library.parameters, **overlay},
        prices=_prices(library, day),
        overlay=selection.overlay,
    )


def _level(rules: RuleSet) -> RuleSet:
    """The reserve price is a parameter: its change is told there, and it is put back before the choice is made."""
    return replace(rules, objective=replace(rules.objective, reserve_price=Decimal(0)))


def _criteria(library: Library, chosen: str | tuple[str, ...]) -> Sequence[Criterion]:
    if chosen == NONE:
        return ()
    if not isinstance(chosen, str):
        return [c for c in library.criteria_of(DEFAULT) if c in library.always or c.id in chosen]
    if chosen not in library.sets:
        near = nearest(chosen, library.sets)
        raise InputFaults([fault(Place("rules/criteria"), "", "unknown_set", near, key=chosen)])
    return library.criteria_of(chosen)


def _bare(library: Library) -> RuleSet:
    return RuleSet(library.fields, (), (), {}, {}, library.objective, library.procedure, library.units)


def _prices(library: Library, day: date | None) -> dict[str, Price]:
    """The price of each outcome in force on a day, or the latest."""
    found = {id: price_on(prices, day) for id, prices in library.prices.items()}
    return {id: price for id, price in found.items() if price}


def _is_used(change: Change, used: Sequence[Change], a: Selection, b: Selection) -> bool:
    """Whether the portfolio's own comparison tells of the rule already."""
    before, _, id = change.id.rpartition("/")
    of_portfolio = {ALWAYS, a.criteria, b.criteria, a.overlay, b.overlay}
    if before and before not in of_portfolio:
        return False
    return any(c.kind == change.kind and c.id == id for c in used)


@dataclass(slots=True)
class _Decide:
    """Screens, appraises and chooses for one portfolio; what was computed for equal inputs is not computed again."""

    portfolio: Portfolio
    seed: int
    time_limit: float | None
    report: Callable[[str], None]
    reserve: str
    appraised: list[tuple[dict[str, Parameter], dict[str, Price], tuple[Appraised, ...]]] = field(default_factory=list)
    chosen: list[tuple[Program, Outcome]] = field(default_factory=list)

    def __call__(self, rules: RuleSet) -> Ruled:
        """What a rule set makes of the portfolio."""
        portfolio, rules = replace(self.portfolio, limits=rules.limits), self._with_reserve(rules)
        screened = screen(portfolio, rules)
        outcomes = {s.proposal: s.outcome for s in screened}
        if any(f.severity == "fault" for f in appraisal_faults(portfolio, rules)):
            return Ruled(outcomes, None, "unanswered")
        try:
            program, _ = program_of(portfolio, rules, screened, self._values(portfolio, rules))
        except (UnknownWhere, UnknownThreshold):
            return Ruled(outcomes, None, "unanswered")
        outcome = self._choice(program)
        if not isinstance(outcome, Plan):
            return Ruled(outcomes, None, "infeasible" if isinstance(outcome, Infeasible) else "unknown")
        proved = "plan" if outcome.status == "optimal" else "feasible"
        values = {candidate.key: candidate.value for candidate in program.candidates}
        totals = Totals(len(outcome.chosen), outcome.granted, sum(values[key] for key in outcome.chosen))
        return Ruled(outcomes, {key[0]: (key[1], key[2]) for key in outcome.chosen}, proved, totals)

    def refuse_faults(self, sides: Sequence[RuleSet]) -> None:
        """Refuse a side by which the portfolio cannot be appraised at all.

        Raises:
            InputFaults: Every such fault.
        """
        found = [f for rules in sides for f in appraisal_faults(self.portfolio, rules) if f.severity == "fault"]
        if found:
            raise InputFaults(found)

    def _with_reserve(self, rules: RuleSet) -> RuleSet:
        least = rules.number(self.reserve, self.portfolio.as_of) if self.reserve else None
        return rules if least is None else replace(rules, objective=replace(rules.objective, reserve_price=least))

    def _values(self, portfolio: Portfolio, rules: RuleSet) -> tuple[Appraised, ...]:
        parameters, prices = dict(rules.parameters), dict(rules.prices)
        for known, priced, values in self.appraised:
            if known == parameters and priced == prices:
                return values
        self.report("appraise")
        values = appraise(portfolio, rules, self.seed, DRAWS)
        self.appraised.append((parameters, prices, values))
        return values

    def _choice(self, program: Program) -> Outcome:
        for known, outcome in self.chosen:
            if known == program:
                return outcome
        outcome = choose(program, self.time_limit, self.report)
        self.chosen.append((program, outcome))
        return outcome
