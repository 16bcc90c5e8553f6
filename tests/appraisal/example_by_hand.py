"""The whole appraisal worked out a second time, from the files of a round and the convention alone.

It reads the YAML itself, counts in fractions, and shares no code with the program: what it finds is compared with what
the program finds. An uncertain number stands for its mean. Where the convention and `docs/convention.md` leave
something open, the reading taken here is said at the place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import prod
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

Cells: TypeAlias = dict[tuple[str, int], Fraction]
Key: TypeAlias = tuple[str, str | None, int]
Written: TypeAlias = Mapping[str, Any]
ZERO, ONE = Fraction(0), Fraction(1)
TAX_ROW = "skattekostnad"
NO_PURSE = frozenset({"individ", "ej_fordelat"})
"""The person and what is not allocated: actors without capacity that could be freed, so nothing is taken home (§12)."""
LOWEST_GRADE = "E"


def read_yaml(path: Path) -> Any:
    """What a file says, every scalar as its text."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def exact(written: str) -> Fraction:
    """A number as people write it: «2_600_000», «0.35», «6 %»."""
    text = written.replace("_", "").replace(" ", "")
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def mean(written: str | Written) -> Fraction:
    """The mean of a number as written: a point, a triangle, PERT, a share observed, or graded results (§8)."""
    if isinstance(written, str):
        return exact(written)
    if "outcomes" in written:
        return sum((exact(o["value"]) * exact(o["chance"]) for o in written["outcomes"]), ZERO)
    if "successes" in written:
        return exact(written["successes"]) / exact(written["of"])
    low, likely, high = (exact(written[name]) for name in ("low", "likely", "high"))
    if written.get("shape") == "pert":
        return (low + 4 * likely + high) / 6
    assert written.get("shape", "triangle") == "triangle"
    return (low + likely + high) / 3


def is_yes(written: str) -> bool:
    """Whether a text says yes."""
    return written.lower() in ("yes", "true", "ja", "sant")


def added(*tables: Cells) -> Cells:
    """The sum of tables, cell by cell."""
    found: Cells = {}
    for table in tables:
        for cell, kronor in table.items():
            found[cell] = found.get(cell, ZERO) + kronor
    return found


def of(table: Cells, actors: Iterable[str]) -> Cells:
    """The rows of some actors."""
    wanted = set(actors)
    return {cell: kronor for cell, kronor in table.items() if cell[0] in wanted}


def first_year_from_which_it_stays(flow: Mapping[int, Fraction], first: int) -> int | None:
    """The first year from which the running sum stays at zero or above (§11)."""
    if not flow:
        return None
    years = range(min(first, *flow), max(flow) + 1)
    running = [sum((flow.get(y, ZERO) for y in years if y <= last), ZERO) for last in years]
    return next((year for at, year in enumerate(years) if all(kronor >= 0 for kronor in running[at:])), None)


class Haircut(NamedTuple):
    """What the evidence grade adds to costs and takes off effects, and how many years later they come (§9)."""

    cost: Fraction
    effect: Fraction
    delay: int


NONE = Haircut(ZERO, ZERO, 0)


@dataclass
class Flow:
    """Kronor by actor and year, not discounted, and the same in parts by kind of row (§4, §12)."""

    costs: Cells = field(default_factory=dict)
    effects: Cells = field(default_factory=dict)
    home: Cells = field(default_factory=dict)
    before_equalisation: Cells = field(default_factory=dict)
    real: dict[str, Cells] = field(default_factory=dict)
    accounts: dict[str, Cells] = field(default_factory=dict)

    def merged(self, *others: "Flow") -> "Flow":
        """This flow and others together."""
        rows = (self, *others)
        return Flow(
            added(*(r.costs for r in rows)),
            added(*(r.effects for r in rows)),
            added(*(r.home for r in rows)),
            added(*(r.before_equalisation for r in rows)),
            {k: added(*(r.real.get(k, {}) for r in rows)) for k in {k for r in rows for k in r.real}},
            {k: added(*(r.accounts.get(k, {}) for r in rows)) for k in {k for r in rows for k in r.accounts}},
        )


class Claim(NamedTuple):
    """An effect in one version at one start: whom it reaches and what part of it is one unit of the outcome (§6)."""

    effect: Written
    start: int
    people: Fraction
    units_without: Fraction
    share_without: Fraction
    """Of those reached: who would have the outcome without the measure, and by how much fewer have it with."""
    difference: Fraction
    treated: Fraction
    units_per_case: Fraction
    kept: Fraction
    """What success, common factors and the haircut leave; the haircut where the effect is a gain."""
    delay: int

    @property
    def units(self) -> Fraction:
        """Units a year at full effect."""
        return self.people * self.difference * self.units_per_case * self.kept

    @property
    def relative(self) -> Fraction:
        """The part taken of what there would be without the measure; of what there would not be where more get it."""
        whole = self.share_without if self.difference >= 0 else 1 - self.share_without
        return self.difference * self.kept / whole

    def weight(self, year: int, horizon: int) -> Fraction:
        """The weight of a calendar year (§7): delay, ramp inside the years, full, then falling; none after horizon."""
        profile = self.effect["profile"]
        since = year - self.start
        ramp, years = [exact(r) for r in profile.get("ramp", [])], int(profile["years"])
        after = since - int(profile.get("delay", 0)) - self.delay
        if not 0 <= since < horizon or after < 0:
            return ZERO
        if after < len(ramp):
            return ramp[after]
        return ONE if after < years else (1 - exact(profile.get("decay", "1"))) ** (after - years + 1)


@dataclass(frozen=True)
class Value:
    """What a version, or a plan, is worth, in fractions of a krona of the price year, discounted to base_year."""

    flow: Flow
    present: Flow
    raw: Fraction
    purse: frozenset[str]
    year_one: int
    claims: tuple[Claim, ...] = ()
    without_price: bool = False

    @property
    def nnv(self) -> Fraction:
        """Society: the sum over all actors, the row of the tax loss included (§4, §5, §11)."""
        return sum(self.present.costs.values(), ZERO) + sum(self.present.effects.values(), ZERO)

    @property
    def present_costs(self) -> Fraction:
        """C, above zero for what is paid."""
        return -sum(self.present.costs.values(), ZERO)

    @property
    def present_effects(self) -> Fraction:
        """E."""
        return sum(self.present.effects.values(), ZERO)

    def own(self, table: Cells) -> Fraction:
        """What falls on the own purse: the own actor and its boards."""
        return sum(of(table, self.purse).values(), ZERO)

    @property
    def own_nnv(self) -> Fraction:
        """After income equalisation (§4)."""
        return self.own(self.present.costs) + self.own(self.present.effects)

    @property
    def own_nnv_before_equalisation(self) -> Fraction:
        """As if the own purse kept all tax."""
        return self.own(self.present.costs) + self.own(self.present.before_equalisation)

    def kind(self, name: str) -> Fraction:
        """The present value of cost rows of a kind with their tax cost (§11)."""
        return -sum(self.present.real.get(name, {}).values(), ZERO)

    @property
    def own_flow(self) -> dict[int, Fraction]:
        """What the own purse pays and takes home as money, by year (§12)."""
        return self._by_year(of(added(self.flow.costs, self.flow.home), self.purse))

    @property
    def payback_own(self) -> int | None:
        """Of the own purse, in money taken home, from year one; who pays nothing and never loses gets nothing back."""
        if not self.own(self.flow.costs) and self.hump[1] is None:
            return None
        return first_year_from_which_it_stays(self.own_flow, self.year_one)

    @property
    def payback_society(self) -> int | None:
        """Of all actors."""
        return first_year_from_which_it_stays(self._by_year(added(self.flow.costs, self.flow.effects)), self.year_one)

    @property
    def hump(self) -> tuple[Fraction, int | None]:
        """The lowest point of the own purse's running sum, and its year."""
        flow = self.own_flow
        if not flow:
            return ZERO, None
        years = range(min(self.year_one, *flow), max(flow) + 1)
        running = {last: sum((flow.get(y, ZERO) for y in years if y <= last), ZERO) for last in years}
        depth = min(running.values())
        return (depth, next(y for y in years if running[y] == depth)) if depth < 0 else (ZERO, None)

    @staticmethod
    def _by_year(table: Cells) -> dict[int, Fraction]:
        found: dict[int, Fraction] = {}
        for (_, year), kronor in table.items():
            found[year] = found.get(year, ZERO) + kronor
        return found


class Round:
    """A portfolio and its rules, read from a workspace."""

    times = ONE
    """How many times as large every effect is taken to be (§11)."""

    def __init__(self, workspace: Path, name: str = "exempelkommun") -> None:
        folder = workspace / "portfolios" / name
        self.written: Written = read_yaml(folder / "portfolio.yaml")
        self.proposals: dict[str, Written] = {
            str(found["id"]): found for found in map(read_yaml, sorted((folder / "proposals").glob("*.yaml")))
        }
        rules = workspace / "rules"
        self.prices: dict[str, Written] = {p.stem: read_yaml(p) for p in sorted((rules / "prices").glob("*.yaml"))}
        self.parameters: dict[str, dict[str, Any]] = {
            p.stem: read_yaml(p)["values"] for p in sorted((rules / "parameters").glob("*.yaml"))
        }
        if overlay := self.written.get("parameters"):
            self.parameters |= read_yaml(rules / "parameters" / "overlays" / f"{overlay}.yaml")["parameters"]
        self.as_of = date.fromisoformat(self.written["as_of"])
        self.price_year, self.base_year = int(self.written["price_year"]), int(self.written["base_year"])
        self.horizon = int(self.written["horizon"])
        self.parents = {a["id"]: a.get("parent") for a in self.written["actors"]}
        own = self.written["own_actor"]
        self.purse = frozenset({own, *(name for name, parent in self.parents.items() if parent == own)})
        listed = {a["id"] for a in self.written["actors"] if is_yes(a.get("public", "yes"))}
        self.public = listed - NO_PURSE
        self.factor = self.number("tax_factor") if is_yes(self.written.get("tax_factor", "no")) else ONE
        self.has_production = is_yes(self.written.get("production_value", "yes"))

    def with_effects(self, times: Fraction) -> "Round":
        """The same round with every effect so many times as large, each before it is combined with others (§6, §11)."""
        found = copy(self)
        found.times = times
        return found

    # Parameters and prices (§1, §2)

    def dated(self, values: Mapping[str, Any]) -> Any:
        """The latest value that is in force on the date of the round."""
        days = [day for day in values if date.fromisoformat(day) <= self.as_of]
        return values[max(days)]

    def number(self, name: str) -> Fraction:
        """A parameter in force."""
        return exact(self.dated(self.parameters[name])["value"])

    @cached_property
    def index(self) -> dict[int, Fraction]:
        """The price index by year."""
        return {int(day[:4]): exact(v["value"]) for day, v in self.parameters["price_index"].items()}

    def to_price_year(self, year: int) -> Fraction:
        """Constant kronor of the price year for a krona of another year (§2)."""
        return self.index[self.price_year] / self.index[year]

    def discounted(self, table: Cells) -> Cells:
        """Each krona divided by 1 + the rate once for every year since base_year (§1)."""
        rate = 1 + self.number("discount_rate")
        return {(a, year): kronor / rate ** (year - self.base_year) for (a, year), kronor in table.items()}

    def haircut(self, proposal: Written) -> Haircut:
        """By grade; the lowest where no screener has confirmed one (§9)."""
        if not is_yes(self.written.get("haircuts", "yes")):
            return NONE
        evidence = proposal.get("evidence") or {}
        grade = evidence.get("grade", LOWEST_GRADE) if evidence.get("set_by") else LOWEST_GRADE
        cost, effect, delay = (
            exact(self.dated(self.parameters[f"haircut_{name}"])["table"][grade])
            for name in ("cost", "effect", "delay")
        )
        return Haircut(cost, effect, int(delay))

    # Versions

    def starts(self, proposal: Written) -> list[int]:
        """The years in which it may start; where none is written, the year of its first cost."""
        given = [int(year) for year in proposal.get("start_years", [])]
        written = [int(year) for cost in proposal.get("costs", []) for year in cost["per_year"]]
        return sorted(given) or [min(written, default=self.base_year)]

    def every_key(self) -> Iterator[Key]:
        """Every version of every proposal at every start."""
        for name, proposal in self.proposals.items():
            for version in (None, *(a["id"] for a in proposal.get("alternatives", []))):
                for start in self.starts(proposal):
                    yield name, version, start

    def common(self, proposal: Written, of_what: str) -> Fraction:
        """The product of the common factors that count for a proposal (§8); «equals» is the one condition read."""
        found = ONE
        for factor in self.written.get("common_factors", []):
            where = factor.get("where")
            met = where is None
            if where is not None:
                assert where["op"] == "equals"
                met = proposal.get(where["field"]) == where["value"]
            if factor["of"] == of_what and met:
                found *= mean(factor["factor"])
        return found

    def costs(self, key: Key, cut: Haircut) -> Flow:
        """What is paid, by payer and year, below zero, in constant kronor (§1–§3, §9)."""
        proposal, version, start = self.proposals[key[0]], self.version(key), key[2]
        later = start - self.starts(proposal)[0]
        running = {f["id"] for f in self.written["funds"] if f.get("prices") == "lopande"}
        scale = exact(version["scale_costs"]) if "scale_costs" in version else None
        table: Cells = {}
        kinds: dict[str, Cells] = {}
        for row in version.get("costs", proposal.get("costs", [])):
            spread = mean(row["spread"]) if "spread" in row else ONE
            for written, amount in row["per_year"].items():
                year, kronor = int(written) + later, exact(amount)
                if scale is not None:
                    kronor = Fraction(round(kronor * scale))  # granted kronor are whole
                # Kronor of a fund are in the prices that it says; others are taken as constant (§2, §3).
                kronor *= self.to_price_year(year) if row.get("fund") in running else 1
                kronor *= spread * self.common(proposal, "costs") * (1 + cut.cost)
                for cells in (table, kinds.setdefault(row.get("kind", "unknown"), {})):
                    cells[row["payer"], year] = cells.get((row["payer"], year), ZERO) - kronor
        return Flow(costs=table, real=kinds, accounts={"costs": table})

    def version(self, key: Key) -> Written:
        """The alternative as written; nothing of its own where it is the head."""
        written = self.proposals[key[0]].get("alternatives", [])
        return next((a for a in written if a["id"] == key[1]), {})

    def claims(self, key: Key, cut: Haircut) -> tuple[Claim, ...]:
        """Participants, difference and units of each effect of a version (§6), after its haircut (§9)."""
        proposal, version = self.proposals[key[0]], self.version(key)
        success = proposal.get("success", [])
        reached = sum((exact(s["chance"]) * exact(s["share"]) for s in success), ZERO) if success else ONE
        kept = reached * self.common(proposal, "effects") * self.times
        people = exact(version.get("scale_effects", "1"))
        whole = [
            self.claim(effect, key[2], people, kept, 0)
            for effect in version.get("effects", proposal.get("effects", []))
        ]
        # Taken off what is expected to be a gain alone: what costs keeps its size and its time (§9).
        return tuple(c._replace(kept=kept * (1 - cut.effect), delay=cut.delay) if self.is_gain(c) else c for c in whole)

    def is_gain(self, claim: Claim) -> bool:
        """Whether an effect is expected to give society something; a transfer, the public purses, or the own (§9)."""
        amounts = {
            claim.effect["owner"] if self.parents.get(claim.effect["owner"]) == actor else actor: exact(kronor)
            for actor, kronor in self.price(claim.effect["outcome"])["split"].items()
        }
        public, own = (sum((kr for a, kr in amounts.items() if a in some), ZERO) for some in (self.public, self.purse))
        by = [x for x in (sum(amounts.values(), ZERO) + (self.factor - 1) * public, public, own, ONE) if x]
        return claim.units * by[0] > 0

    @staticmethod
    def claim(effect: Written, start: int, scale: Fraction, kept: Fraction, delay: int) -> Claim:
        """One effect, its size in whichever form it is stated."""
        treated = ONE
        if effect["size"] == "among_treated":
            treated = exact(effect.get("take_up", "1")) * (1 - exact(effect.get("drop_out", "0")))
        without = mean(effect["risk_without"]) if "risk_without" in effect else ONE
        if "risk_with" in effect:
            difference = without - mean(effect["risk_with"])
        elif "relative_risk" in effect:
            difference = without - min(ONE, without * mean(effect["relative_risk"]))
        elif "odds_ratio" in effect:
            odds = mean(effect["odds_ratio"])
            difference = without - odds * without / (1 - without + odds * without)
        elif "risk_difference" in effect:
            difference = without - min(ONE, max(ZERO, without - mean(effect["risk_difference"])))
        else:
            difference = mean(effect["mean_difference"])  # units per participant
        cases = mean(effect["units_per_case"]) if "units_per_case" in effect else ONE
        people = scale * mean(effect["participants"])
        return Claim(effect, start, people, without * cases, without, treated * difference, treated, cases, kept, delay)

    # What units are worth, to whom (§4, §12)

    def price(self, outcome: str) -> Written:
        """The unit value in force."""
        found: Written = self.dated(self.prices[outcome]["values"])
        return found

    def gives(self, outcome: str, owners: Sequence[str], units: Mapping[int, Fraction], end: int) -> Flow:
        """What units by year give each actor, freed and taken home, before and after income equalisation."""
        price = self.price(outcome)
        produces = is_yes(price.get("production", "no"))
        worth = self.to_price_year(int(price["price_year"])) * mean(price.get("spread", "1"))
        if produces:
            worth *= 1 - self.number("displacement") if self.has_production else ZERO
        first: Cells = {}
        moved: Cells = {}
        accounts: dict[str, Cells] = {}
        home_share, home_delay = exact(price.get("take_home", "0")), int(price.get("home_after", "0"))
        home: Cells = {}

        def enter(table: Cells, actor: str, year: int, kronor: Fraction) -> None:
            table[actor, year] = table.get((actor, year), ZERO) + kronor

        def money(actor: str, year: int, kronor: Fraction, account: str) -> None:
            """Money taken home, some years later where the price says so; what is freed is the rest."""
            if (later := year + home_delay) < end and actor not in NO_PURSE:
                enter(home, actor, later, kronor * home_share)
            if account != "freed":
                enter(accounts.setdefault(account, {}), actor, year, kronor)
                return
            enter(accounts.setdefault("freed", {}), actor, year, kronor)
            if later < end:
                discount = (1 + self.number("discount_rate")) ** home_delay
                enter(accounts["freed"], actor, year, -kronor * home_share / discount)
                enter(accounts.setdefault("taken_home", {}), actor, later, kronor * home_share)

        for written, amount in price["split"].items():
            for owner in owners:
                actor = owner if self.parents.get(owner) == written else written
                for year, count in units.items():
                    kronor = count * worth * exact(amount) / len(owners)
                    enter(first, actor, year, kronor)
                    public = actor in self.public
                    if is_yes(price.get("transfer", "no")):
                        money(actor, year, kronor, "transfers")
                    elif produces:
                        money(actor, year, kronor, "tax" if public else "direct")
                    else:
                        money(actor, year, kronor, "freed" if public else "direct")
                    if written in price.get("equalised", []):
                        later = year + int(self.number("equalisation_delay"))
                        if later < end:  # nothing after the horizon counts (§7)
                            share = kronor * self.number("equalisation_share")
                            for who, part in ((actor, -share), (price["equaliser"], share)):
                                enter(moved, who, later, part)
                                money(who, later, part, "transfers")
        kind = "transfer" if is_yes(price.get("transfer", "no")) else "production" if produces else "resource"
        return Flow(
            effects=added(first, moved),
            home=home,
            before_equalisation=first,
            real={kind: added(first, moved)},
            accounts=accounts,
        )

    def terms(self, chosen: Sequence[tuple[Claim, ...]], *, apart: bool) -> Flow:
        """Every set of claims on the same people: −1 to the power of its size less one, times the product (§6).

        Args:
            chosen: The claims of each version.
            apart: Whether each version must have a part in every set (what versions take from each other), or all sets
                of two claims or more of the one version count.
        """
        marked = [(at, claim) for at, claims in enumerate(chosen) for claim in claims]
        chains: dict[tuple[str, str, bool], list[tuple[int, Claim]]] = {}
        for at, claim in marked:
            if group := claim.effect.get("overlap_group"):
                chains.setdefault((group, claim.effect["outcome"], claim.difference > 0), []).append((at, claim))
        flows = []
        for (_, outcome, better), there in chains.items():
            for size in range(2, len(there) + 1):
                for some in combinations(there, size):
                    if apart and {at for at, _ in some} != set(range(len(chosen))):
                        continue
                    claims = [claim for _, claim in some]
                    least = min(c.people for c in claims) * min(
                        (c.units_without if better else (1 - c.share_without) * c.units_per_case) for c in claims
                    )
                    sign = (-1) ** (size - 1) * (1 if better else -1)
                    together = sign * least * prod((abs(c.relative) for c in claims), start=ONE)
                    end = min(c.start for c in claims) + self.horizon
                    units = {
                        year: together * prod((c.weight(year, self.horizon) for c in claims), start=ONE)
                        for year in range(max(c.start for c in claims), end)
                    }
                    units = {year: count for year, count in units.items() if count}
                    flows.append(self.gives(outcome, [c.effect["owner"] for c in claims], units, end))
        return Flow().merged(*flows)

    # Sums

    def worth(self, key: Key) -> Value:
        """One version at one start."""
        cut = self.haircut(self.proposals[key[0]])
        claims = self.claims(key, cut)
        plain = self._whole(self._flow(key, NONE))
        flow, present = self._whole(self._flow(key, cut))
        raw = sum(plain[1].costs.values(), ZERO) + sum(plain[1].effects.values(), ZERO)
        return Value(flow, present, raw, self.purse, key[2], claims, not claims)

    def _flow(self, key: Key, cut: Haircut) -> Flow:
        end = key[2] + self.horizon
        claims = self.claims(key, cut)
        flows = [self.terms([claims], apart=False)]
        for claim in claims:
            units = {year: claim.units * claim.weight(year, self.horizon) for year in range(key[2], end)}
            units = {year: count for year, count in units.items() if count}
            flows.append(self.gives(claim.effect["outcome"], [claim.effect["owner"]], units, end))
        return self.costs(key, cut).merged(*flows)

    def _whole(self, flow: Flow) -> tuple[Flow, Flow]:
        """The flow with the row of the tax loss (§5), undiscounted and discounted."""
        taxed = Flow(
            self._with_loss(flow.costs),
            self._with_loss(flow.effects),
            flow.home,
            flow.before_equalisation,
            {kind: self._with_loss(table) for kind, table in flow.real.items()},
            flow.accounts,
        )
        return taxed, Flow(
            self.discounted(taxed.costs),
            self.discounted(taxed.effects),
            self.discounted(taxed.home),
            self.discounted(taxed.before_equalisation),
            {kind: self.discounted(table) for kind, table in taxed.real.items()},
            {name: self.discounted(table) for name, table in taxed.accounts.items()},
        )

    def _with_loss(self, table: Cells) -> Cells:
        """(factor − 1) × the net flow of all public purses, borne by households."""
        if self.factor == 1:
            return dict(table)
        loss: Cells = {}
        for (_, year), kronor in of(table, self.public).items():
            loss[TAX_ROW, year] = loss.get((TAX_ROW, year), ZERO) + (self.factor - 1) * kronor
        return added(table, loss)

    def shared(self, group: str, keys: Sequence[Key]) -> Value:
        """What versions of unlike proposals in a group give together beyond smaller sets of them (§6)."""
        claims = [self.in_group(group, key) for key in keys]
        flow, present = self._whole(self.terms(claims, apart=True))
        return Value(flow, present, ZERO, self.purse, self.base_year)

    def in_group(self, group: str, key: Key) -> tuple[Claim, ...]:
        """The claims of a version on the people of a group."""
        claims = self.claims(key, self.haircut(self.proposals[key[0]]))
        return tuple(claim for claim in claims if claim.effect.get("overlap_group") == group)

    def sets(self, keys: Sequence[Key]) -> Iterator[tuple[str, tuple[Key, ...]]]:
        """Every set of versions that share a group, two or more at a time, one of each proposal."""
        for group in self.written.get("overlap_groups", {}):
            there = [key for key in keys if self.in_group(group, key)]
            for size in range(2, len(there) + 1):
                for some in combinations(there, size):
                    if len({name for name, _, _ in some}) == size:
                        yield group, some

    def plan(self, keys: Sequence[Key]) -> tuple[Value, list[Value]]:
        """A plan: the sum of its versions and of what each set of them shares; base_year is year one (§11)."""
        versions = [self.worth(key) for key in keys]
        overlaps = [self.shared(group, some) for group, some in self.sets(keys)]
        rows = [*versions, *overlaps]
        flow = Flow().merged(*(row.flow for row in rows))
        present = Flow().merged(*(row.present for row in rows))
        raw = sum((row.raw for row in versions), ZERO)
        return Value(flow, present, raw, self.purse, self.base_year), overlaps
