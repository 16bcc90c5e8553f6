"""One version at one start, with all that its appraisal needs."""

from dataclasses import dataclass, replace

from prioritizer.appraisal.draws import Draws, Identity, Stream
from prioritizer.appraisal.haircuts import NO_HAIRCUT, Haircut
from prioritizer.appraisal.reached import Drawing, Reached, mean_of
from prioritizer.appraisal.setting import Part, Setting, Unit
from prioritizer.appraisal.shrinkage import Prior
from prioritizer.appraisal.weights import goes_on
from prioritizer.model.portfolio import Alternative, Effect, Proposal


@dataclass(frozen=True, slots=True)
class Case:
    """One version at one start, with all that its appraisal needs; `deviates` serve a stated result only.

    `numbers` and `drawn` are what `reached` was drawn from. `spared` are the effects, by position, that are not
    expected to gain society anything: the haircut is not taken off them (§9). That is decided once, from what is
    expected as things are, so that it is the same in every draw and in every sensitivity.
    """

    setting: Setting
    proposal: Proposal
    version: Alternative
    start: int
    reached: Reached
    deviates: Draws
    cut: Haircut
    prior: Prior | None
    least: float
    numbers: Identity
    drawn: Stream
    spared: frozenset[int] = frozenset()

    @property
    def drawing(self) -> Drawing:
        """The version, and what its inputs are drawn from."""
        return Drawing(self.setting, self.proposal, self.version, self.numbers, self.drawn)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """The effects that are valued: none of a result computed elsewhere."""
        return self.version.effects if self.version.stated is None else ()

    @property
    def haircut(self) -> Haircut:
        """The haircut that is taken, which may be none."""
        return self.cut if self.setting.terms.haircuts else NO_HAIRCUT

    def kept(self, row: int) -> float:
        """What the haircut leaves of one row of `Reached`: it is taken off each effect in it that gains something."""
        return float((1.0 - self.haircut.effect) ** sum(e not in self.spared for e in self.reached.members[row]))

    def moved(self, effect: int) -> int:
        """How many years later an effect comes because of the haircut."""
        return 0 if effect in self.spared else self.haircut.delay

    def factor(self, row: int) -> float:
        """What one row of `Reached` is multiplied by: what the haircut and a sensitivity leave of each effect in it."""
        return self.kept(row) * self.setting.terms.effect_scale ** len(self.reached.members[row])

    def expected(self, row: int) -> float:
        """Units a year at full effect of one row of `Reached`, after the haircut of each effect in it."""
        return float(self.reached.expected[row]) * self.factor(row)

    def parts(self, row: int) -> tuple[Part, ...]:
        """What a unit of one row of `Reached` gives each actor."""
        return self.setting.parts_of_all([self.version.effects[i] for i in self.reached.members[row]])

    @property
    def units(self) -> list[Unit]:
        """The same by years after a unit arises, for each row."""
        effects = self.version.effects
        return [self.setting.unit([effects[i] for i in members]) for members in self.reached.members]

    def goes_on(self, effect: Effect, later: int) -> bool:
        """True when something of an effect so much later, or of its tax or money after that, comes past the horizon."""
        lag = max(self.setting.unit((effect,)).by_delay, default=0)
        return goes_on(effect.profile, self.setting.portfolio.horizon, later + lag)

    @property
    def waited(self) -> int:
        """How many years later than the earliest start."""
        return self.start - min(self.proposal.start_years)

    def expected_only(self) -> "Case":
        """The case with one draw: the expected value of everything, which takes less room and time."""
        reached = self.reached
        costs = tuple(mean_of(multiple) for multiple in reached.costs)
        return replace(self, reached=replace(reached, units=reached.expected[:, None], costs=costs))
