"""Every version of every proposal at every start: what it is worth, to whom, when, and how sure that is."""

from collections.abc import Mapping

from prioritizer.appraisal.cases import Case, cases
from prioritizer.appraisal.checks import RATE, faults
from prioritizer.appraisal.indicators import payback, present_investment, ratio
from prioritizer.appraisal.present import flat_rate, whole
from prioritizer.appraisal.steps import cost_step, effect_step, stated_step
from prioritizer.appraisal.worth import Worth, computed, stated
from prioritizer.model.fault import InputFaults
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised


def appraise(portfolio: Portfolio, rules: RuleSet, seed: int = 1, draws: int = 1024) -> tuple[Appraised, ...]:
    """Appraise every version of every proposal at every start, also of proposals that are barred.

    Args:
        portfolio: Its amounts are as written; its proposals may come in any order, which changes no figure.
        rules: Unit values, discount rate and price index in force on `as_of`.
        seed: Seed of all draws.
        draws: How many joint draws; a power of two is even over the distributions.

    Returns:
        One record for each proposal, alternative and start, in the order of the portfolio. Money is whole kronor of
        price_year; expected values are means over the draws. `present_costs` is above zero: NNV is present effects
        less present costs. Where `value` was stated net, `present_costs` tells what the version costs although no
        cost is entered in the discounted table. Payback is a calendar year. Own NNV and own break-even count freed
        capacity in full; own payback counts money taken home.

        Notes: no_priced_effects, no_uncertainty_stated, take_home_unknown, kind_unknown, payback_own_unknown,
        break_even_not_reached, break_even_own_not_reached, own_pays_nothing,
        payback_own_not_reached, payback_own_no_flow and the same of society; of stated results timing_unknown,
        those of `stated.term_notes` and those of `recovery.recovered`.

    Raises:
        InputFaults: Something cannot be computed; `faults` tells the same.

    Source:
        Convention §1–§4, §6–§8, §11, §12, §26.
    """
    stopping = [found for found in faults(portfolio, rules) if found.severity == "fault"]
    rate = rules.number(RATE, portfolio.as_of)
    if stopping or rate is None:
        raise InputFaults(stopping)
    discount = flat_rate(rate, portfolio.base_year)
    return tuple(_appraised(case) for case in cases(portfolio, rules, discount, seed, draws))


def _appraised(case: Case) -> Appraised:
    result = case.version.stated
    worth = computed(case) if result is None else stated(case, result)
    investment = present_investment(case.costs, case.discount)
    paybacks, notes = _paybacks(case, worth)
    present_costs, present_effects = _present_sums(worth)
    is_valued = "no_priced_effects" not in worth.notes
    return Appraised(
        proposal=case.proposal.id,
        alternative=case.version.id,
        start_year=case.start if case.proposal.starts_stated else None,
        nnv=worth.present.nnv,
        present_effects=present_effects,
        present_costs=present_costs,
        costs=worth.costs,
        effects=worth.effects,
        taken_home=worth.taken_home,
        costs_present=worth.present.costs,
        effects_present=worth.present.effects,
        nnk_i=ratio(worth.present.nnv, investment) if is_valued else None,
        nnk_idu=ratio(worth.present.nnv, worth.present_costs) if is_valued and investment is not None else None,
        bcr=ratio(worth.present_effects, worth.present_costs),
        payback_own=paybacks["own"],
        payback_society=paybacks["society"],
        own_nnv=worth.own_nnv,
        chance=worth.chance,
        low=None if worth.low is None else whole(worth.low),
        high=None if worth.high is None else whole(worth.high),
        break_even=worth.break_even,
        break_even_own=worth.break_even_own,
        after_horizon=case.cut_off,
        stated=result is not None,
        chance_stated=result is not None and result.chance is not None,
        steps=_steps(case),
        draws=worth.draws,
        notes=(*worth.notes, *(("kind_unknown",) if investment is None else ()), *notes),
        returns=worth.returns,
    )


def _present_sums(worth: Worth) -> tuple[int, int | None]:
    """Present costs and effects as the rounded tables add up, so that their difference is NNV to the krona."""
    if worth.present.costs or not worth.present.effects:
        costs = -sum(worth.present.costs.values())
    else:
        costs = whole(worth.present_costs)
    return costs, None if worth.present_effects is None else sum(worth.present.effects.values())


def _paybacks(case: Case, worth: Worth) -> tuple[Mapping[str, int | None], tuple[str, ...]]:
    flows = {"own": worth.own_flow, "society": worth.society_flow}
    found = {who: payback(flow, case.start) if flow else None for who, flow in flows.items()}
    return found, tuple(f"payback_{who}_{_why(flows[who])}" for who, year in found.items() if year is None)


def _why(flow: Mapping[int, int] | None) -> str:
    """Why there is no payback. A purse with no money in or out has nothing to get back."""
    if flow is None:
        return "unknown"
    return "not_reached" if flow else "no_flow"


def _steps(case: Case) -> tuple[Mapping[str, object], ...]:
    steps = [cost_step(flow, case.discount) for flow in case.costs]
    steps += [effect_step(flow, case.discount) for flow in case.effects]
    if case.version.stated is not None:
        steps.append(stated_step(case.version.stated, case.waited))
    return tuple(steps)
