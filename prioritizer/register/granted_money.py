"""What granted costs may become, and what the plan does to the own purse's results, as plain values (§17)."""

from prioritizer.appraisal.balance_requirement import BalanceRequirement
from prioritizer.appraisal.overrun import Overruns
from prioritizer.register.plain import Plain


def overrun_answer(found: Overruns) -> Plain:
    """Rows by fund and year, then each fund and all together, where `year` and `fund` are null.

    `chance`, `expected` and `reserves` are null where no granted cost in the row has a declared spread.
    """
    return {
        "covers": found.covers,
        "haircut": found.haircut,
        "rows": [
            {
                "fund": row.fund,
                "year": row.year,
                "granted": row.granted,
                "declared": row.declared,
                "chance": row.chance,
                "expected": row.expected,
                "reserves": None if row.chance is None else row.reserves,
            }
            for row in found.rows
        ],
    }


def balance_answer(found: BalanceRequirement) -> Plain:
    """Each year in its own prices; `later_home` in those of the price year, for years without an index."""
    return {
        "years": [
            {
                "year": row.year,
                "granted": row.granted,
                "paid": row.paid,
                "taken_home": row.taken_home,
                "result": row.result,
                "committed": row.committed,
            }
            for row in found.rows
        ],
        "later_home": [{"year": year, "taken_home": kronor} for year, kronor in found.later_home.items()],
        "unknown": found.unknown,
        "of_others": found.of_others,
    }
