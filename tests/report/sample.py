"""A small record, as `record.json` gives it: five proposals, two funds, one of each outcome."""

from copy import deepcopy
from typing import Any

Record = dict[str, Any]


def text(sv: str, en: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"sv": sv, "en": en}


def record() -> Record:
    """A new record each time, so that a test may change it."""
    return deepcopy(
        {
            "format": 1,
            "hash": "a" * 64,
            "seed": 1,
            "draws": 1024,
            "portfolio": _portfolio(),
            "rules": _rules(),
            "screening": _screening(),
            "values": [_value(id, nnv) for id, nnv in VALUES.items()],
            "refused": [
                {
                    "proposal": "lasning",
                    "alternative": None,
                    "start_year": 2030,
                    "code": "granted_outside_allocation",
                    "values": {"fund": "medel", "years": "2031"},
                }
            ],
            "plan": _plan(),
            "conflict": [],
            "conflicts": None,
            "near_best": _near_best(),
            "explained": _explained(),
            "explanation": _explanation(),
            "blindness": {"checked": True, "same": True, "what": [], "verdicts": True, "values": True, "plan": True},
            "applied": {"haircuts": False, "shrinkage": False, "tax_factor": False},
        }
    )


def _orders() -> list[Record]:
    nothing: Record = {"objective": None, "loss": None, "granted": None, "full_plan": None, "enters": [], "leaves": []}
    names = {"enters": ["arena"], "leaves": ["coacher"]}
    none: Record = {"left_out": None, "field": "", "lacking": [], "last": []}
    loud: Record = {"objective": 1_000_000, "loss": 4_000_000, "granted": 3_500_000, "full_plan": True}
    random: Record = {"objective": 2_000_000, "loss": 3_000_000, "full_plan": False, "left_out": None, "count": 1000}
    return [
        {"name": "nnk", **loud, **names, **none, "loss": 0, "objective": 5_000_000, "last": ["falt"]},
        {"name": "advocacy", **loud, **names, **none},
        {"name": "first_come", **nothing, "left_out": "missing", "field": "advocacy.received", "lacking": ["falt"]},
        {"name": "smallest_first", **nothing, "left_out": "time", "field": "", "lacking": []},
        {
            "name": "equal_share",
            **loud,
            **names,
            **none,
            "boards": ["socialnamnden", "Skolnämnden"],
            "share": 5_000_000,
        },
        {
            "name": "random",
            **random,
            "deviation": 700_000,
            "least": 0,
            "low": 900_000,
            "high": 2_900_000,
            "most": 4_000_000,
            "full_plans": 990,
            "missed": [{"limit": "risk", "count": 8}, {"limit": "fund:medel:2027", "count": 10}],
        },
    ]


def _coverage() -> Record:
    """Two proposals in the plan, one of which does not state its aim; of five in the round one answers nothing."""
    return {
        "proposals": 2,
        "granted": 4_000_000,
        "proposed": 5,
        "by": [
            {
                "field": "goals",
                "several": True,
                "parts": [
                    {"key": "trygg", "proposals": 0, "granted": 0, "proposed": 1},
                    {"key": None, "proposals": 1, "granted": 1_000_000, "proposed": 2},
                ],
            },
            {
                "field": "aim",
                "several": False,
                "parts": [
                    {"key": "operative", "proposals": 0, "granted": 0, "proposed": 1},
                    {"key": "strategic", "proposals": 1, "granted": 3_000_000, "proposed": 2},
                    {"key": None, "proposals": 1, "granted": 1_000_000, "proposed": 2},
                ],
            },
            {
                "field": "board",
                "several": False,
                "parts": [{"key": "socialnamnden", "proposals": 2, "granted": 4_000_000, "proposed": 5}],
            },
        ],
        "levels": [
            {
                "level": "system",
                "proposals": 1,
                "granted": 3_000_000,
                "not_reached": {"proposals": 0, "granted": 0},
                "unknown": {"proposals": 1, "granted": 1_000_000},
                "proposed": 3,
                "proposed_unknown": 1,
            }
        ],
        "goal_levels": [{"goal": "trygg", "level": "system", "proposals": 0, "unknown": 1}],
        "shares": {"strategic": {"low": 0.75, "high": 1.0}, "operative": {"low": 0.0, "high": 0.25}},
        "system_faults": {
            "areas": [
                {"area": "steering", "proposals": ["coacher", "arena"], "in_plan": _counted(1, 3_000_000)},
                {"area": "resources", "proposals": [], "in_plan": _counted(0, 0)},
                {"area": None, "proposals": ["lasning"], "in_plan": _counted(1, 1_000_000)},
            ],
            "signals": [
                {"proposal": "coacher", "area": "steering", "says": "frågan om ersättning", "in_plan": True},
                {"proposal": "arena", "area": "steering", "says": "", "in_plan": False},
                {"proposal": "lasning", "area": None, "says": "", "in_plan": True},
            ],
            "none": ["falt"],
            "unknown": ["mottagning"],
        },
    }


def _counted(proposals: int, granted: int) -> Record:
    return {"proposals": proposals, "granted": granted}


VALUES = {"coacher": 3_200_400, "lasning": 1_800_300, "arena": -4_000_000, "falt": 200_000}
SOURCE = {"title": "Antagande i exemplet", "article": "", "url": ""}


def _portfolio() -> Record:
    return {
        "name": "prov",
        "title": "Plan 2027–2028",
        "organisation": "Provkommun",
        "currency": "SEK",
        "as_of": "2026-11-01",
        "price_year": 2026,
        "base_year": 2027,
        "plan_years": [2027, 2028],
        "horizon": 25,
        "own_actor": "kommun",
        "fictitious": True,
        "notes": "",
        "defaults": [["horizon", "25"], ["funds.medel.opening", "0"]],
        "actors": [
            {"id": "kommun", "title": "Kommunen", "parent": None},
            {"id": "socialnamnden", "title": "Socialnämnden", "parent": "kommun"},
            {"id": "region", "title": "Regionen", "parent": None},
            {"id": "individ", "title": "Personerna", "parent": None},
        ],
        "goals": [{"id": "trygg", "title": "Trygg uppväxt", "levels": []}],
        "funds": [
            _fund("medel", "Sociala medel", {"2027": 4_000_000, "2028": 4_000_000}),
            _fund("halsa", "Hälsomedel", {"2027": 1_000_000, "2028": 1_000_000}),
        ],
        "resources": [{"id": "ledare", "title": "Projektledare", "unit": "årsarbetare", "capacity": {"2027": 3}}],
        "proposals": [
            _proposal("coacher", "Familjecoacher"),
            _proposal("lasning", "Lästräning"),
            _proposal("arena", "Äventyrsarena"),
            _proposal("falt", "Fältverksamhet"),
            _proposal("digital", "Digital mottagning"),
        ],
    }


def _fund(id: str, title: str, allocation: dict[str, int]) -> Record:
    return {"id": id, "title": title, "opening": 0, "carry_over": True, "prices": "lopande", "allocation": allocation}


def _proposal(id: str, title: str) -> Record:
    return {
        "id": id,
        "title": title,
        "mandatory": False,
        "mandatory_by": "",
        "requires": ["coacher"] if id == "lasning" else [],
        "start_years": [2027, 2028],
        "starts_stated": True,
        "facts": {
            "target_group.description": "familjer",
            "target_group.size": 180,
            "target_group.unit": "barn",
            "goals": ["trygg"],
            "board": "socialnamnden",
            "risk_class": "low",
            "existing_activity": False,
            "follow_up.baseline": 18,
            "follow_up.dates": ["2028-08-31", "2031-12-31"],
        },
        "advocacy": {"advocacy.signatures": 1200},
        "qualitative": [{"title": "barnens röst", "direction": "positive", "note": "", "unit": "", "reduction": None}],
        "alternatives": [
            {
                "id": None,
                "title": title,
                "costs": [{"fund": "medel", "per_year": {"2027": 1_000_500, "2028": 999_500}}],
            },
            {"id": "liten", "title": "Ett område"},
        ],
    }


def _rules() -> Record:
    return {
        "criteria_set": "default",
        "overlay": "asek",
        "files": {"rules/fields.yaml": "b" * 64},
        "objective": {"title": text("Högst nettonuvärde", "Highest net present value"), "reserve_price": 0},
        "fields": {
            "risk_class": {
                "words": text("riskklass", "risk class"),
                "kind": "choice",
                "choices": {"low": text("låg", "low")},
            },
            "goals": {"words": text("mål", "goals"), "kind": "list"},
            "aim": {
                "words": text("inriktning", "aim"),
                "kind": "choice",
                "choices": {
                    "operative": text("operativ", "operative"),
                    "strategic": text("strategisk", "strategic"),
                },
            },
            "board": {"words": text("nämnd", "board"), "kind": "text"},
            "levels_reached": {
                "words": text("nivåer av effekter", "levels of effects"),
                "kind": "list",
                "choices": {"system": text("systemeffekter", "system effects")},
            },
            "fault_area": {
                "words": text("område i systemet som ska ändras", "part of the system to change"),
                "kind": "choice",
                "choices": {
                    "steering": text("styr- och uppföljningssystem", "systems of steering and follow-up"),
                    "resources": text("ersättningssystem", "systems of compensation"),
                },
            },
            "existing_activity": {"words": text("befintlig verksamhet", "existing activity"), "kind": "boolean"},
            "advocacy.signatures": {"words": text("underskrifter", "signatures"), "kind": "advocacy"},
            "advocacy.received": {"words": text("inkom", "received"), "kind": "advocacy"},
            "follow_up.baseline": {"words": text("utgångsläge", "baseline"), "kind": "number"},
            "follow_up.dates": {"words": text("uppföljningsdatum", "dates of follow-up"), "kind": "list"},
        },
        "units": {
            "andel_per_ar": {"kind": "share", "words": text("andel per år, realt", "share per year, real")},
            "dygn": {"kind": "number", "words": text("dygn", "days")},
        },
        "criteria": [
            {
                "id": "ny",
                "title": text("Satsningen är ny", "The initiative is new"),
                "why": text("C1", "C1"),
                "severity": "must",
                "says": text("befintlig verksamhet är nej", "existing activity is no"),
                "source": SOURCE,
            }
        ],
        "limits": [
            {
                "id": "risk",
                "title": text("Tak för hög risk", "Ceiling on high risk"),
                "why": text("D1", "D1"),
                "says": text("högst 20 %", "at most 20%"),
                "source": SOURCE,
            }
        ],
        "parameters": [
            {
                "id": "discount_rate",
                "title": text("Kalkylränta", "Discount rate"),
                "unit": "andel_per_ar",
                "value": 0.035,
                "since": "2016-01-01",
                "mark": "S",
                "source": SOURCE,
            },
            {
                "id": "price_index",
                "title": text("Prisindex", "Price index"),
                "unit": "index",
                "series": [
                    {"year": 2024, "value": 100, "mark": "S"},
                    {"year": 2025, "value": 102, "mark": "assumption"},
                ],
                "sources": ["SCB"],
            },
        ],
        "prices": [
            {
                "id": "dygn",
                "title": text("Dygn på institution", "Day in an institution"),
                "unit": "dygn",
                "price_year": 2025,
                "split": {"kommun": 4219},
                "take_home": 0.8,
                "average": True,
                "mark": "assumption",
                "source": SOURCE,
            }
        ],
        "procedure": [
            {
                "id": "beslut",
                "title": text("Beslut", "Decision"),
                "who": text("KF", "Council"),
                "when": text("juni", "June"),
            }
        ],
    }


def _screening() -> list[Record]:
    return [
        *(
            {"proposal": id, "outcome": "admitted", "rulings": [_ruling("holds", False)]}
            for id in ("coacher", "lasning", "arena")
        ),
        {"proposal": "falt", "outcome": "barred", "rulings": [_ruling("fails", True)]},
        {"proposal": "digital", "outcome": "returned", "rulings": [_ruling("unknown", None)]},
    ]


def _ruling(verdict: str, value: bool | None) -> Record:
    leaf = {
        "field": "existing_activity",
        "says": text("befintlig verksamhet är nej", "existing activity is no"),
        "value": value,
        "verdict": verdict,
        "margin": None,
    }
    return {"criterion": "ny", "severity": "must", "verdict": verdict, "leaves": [leaf]}


def sensitivity(nnv: int, proposal: str = "") -> Record:
    """What a version, or the plan, answers to changes."""

    def switch(name: str, value: float | None, reason: str = "", **more: object) -> Record:
        return {"name": name, "of": "", "row": None, "now": 1.0, "value": value, "reason": reason, **more}

    return {
        "nnv": nnv,
        "untold": 0,
        "variations": [
            {"name": "rate", "value": 0.035, "nnv": nnv},
            {"name": "cost", "value": 1.3, "nnv": nnv - 600_000},
            {"name": "effect", "value": 0, "nnv": -2_000_000},
            {"name": "delay", "value": 1, "nnv": nnv - 100_000},
            {"name": "tax_factor", "value": 1, "nnv": nnv},
            {"name": "production", "value": None, "nnv": nnv},
        ],
        "switches": [
            switch("rate", 0.123),
            switch("cost", 1.4),
            switch("duration", 2.25, now=4.0),
            switch("price", 0.6, of="dygn"),
            switch("risk_with", 0.09, of="dygn", row=0, now=0.075),
            switch("tax_factor", None, "always"),
            switch("delay", None, "never"),
        ],
        "tornado": [
            {
                "name": "risk_with",
                "of": "dygn",
                "row": 0,
                "proposal": proposal,
                "low": 0.062,
                "high": 0.11,
                "nnv_low": nnv + 900_000,
                "nnv_high": nnv - 1_800_000,
            }
        ],
    }


def _value(id: str, nnv: int) -> Record:
    return {
        "sensitivity": sensitivity(nnv),
        "parties": _value_parties(nnv),
        "hump": {
            "depth": -2_000_500,
            "year": 2027,
            "back_year": 2030,
            "own": [{"actor": "kommun", "sum": -2_000_500}],
            "others": [],
        },
        "views": {
            "own_first": -2_000_000,
            "own_all": nnv - 500_000,
            "society_first": -2_000_000,
            "society_all": nnv,
            "society_decided": nnv,
        },
        "real": {"investment": -2_000_000, "resource": nnv + 2_000_000},
        "financial": [
            {"actor": "kommun", "costs": -2_000_000},
            {"actor": "socialnamnden", "freed": nnv // 2 + 1_000_000, "taken_home": nnv - nnv // 2 + 1_000_000},
        ],
        "own_chance": 0.62,
        "own_low": nnv - 3_000_000,
        "own_high": nnv + 3_000_000,
        "proposal": id,
        "alternative": None,
        "start_year": 2027,
        "nnv": nnv,
        "present_effects": nnv + 2_000_000,
        "present_costs": 2_000_000,
        "own_nnv": nnv - 500_000,
        "nnk_i": nnv / 2_000_000,
        "nnk_idu": nnv / 2_000_000,
        "bcr": None,
        "payback_own": None,
        "payback_society": 2031,
        "chance": 0.9995,
        "chance_stated": False,
        "low": nnv - 3_000_000,
        "high": nnv + 3_000_000,
        "break_even": 0.48 if nnv > 0 else 5.0,
        "break_even_own": None,
        "after_horizon": False,
        "stated": False,
        "notes": ["payback_own_not_reached", "own_pays_nothing", *([] if nnv > 0 else ["break_even_not_reached"])],
        "steps": _steps(nnv),
        "actors": [
            {
                "actor": "kommun",
                "costs": -2_000_500,
                "effects": 0,
                "taken_home": 0,
                "costs_present": -2_000_000,
                "effects_present": 0,
            },
            {
                "actor": "socialnamnden",
                "costs": 0,
                "effects": nnv + 2_000_500,
                "taken_home": None,
                "costs_present": 0,
                "effects_present": nnv + 2_000_000,
            },
        ],
        "years": [
            {
                "year": 2027,
                "costs": -2_000_500,
                "effects": nnv + 2_000_500,
                "taken_home": 0,
                "own_cash": -2_000_500,
                "own_cumulative": -2_000_500,
            }
        ],
        "actor_years": [{"actor": "kommun", "year": 2027, "costs": -2_000_500, "effects": 0, "taken_home": 0}],
    }


def _steps(nnv: int) -> list[Record]:
    return [
        {
            "row": "cost",
            "title": "fyra coacher",
            "payer": "kommun",
            "fund": "medel",
            "kind": "investment",
            "in_kind": False,
            "written": "2000500",
            "amount": 2_000_500,
            "present_value": 2_000_000,
        },
        {
            "row": "effect",
            "outcome": "dygn",
            "owner": "socialnamnden",
            "participants": 180,
            "risk_without": 0.10,
            "risk_with": 0.075,
            "risk_with_low": 0.06,
            "risk_with_high": 0.115,
            "treated_share": 0.9,
            "expected_difference": 0.025,
            "risk_without_expected": 0.1,
            "units_per_case": 210,
            "years": 4,
            "decay": 0.3,
            "left_out": 12_000,
            "price": {"kommun": "4219"},
            "price_year": 2025,
            "index": 1.02,
            "first_year": 2028,
            "price_mark": "assumption",
            "factors": {
                "participants": 180,
                "treated": 0.9,
                "difference": 0.02778,
                "units_per_case": 210,
                "shared": 1,
                "price_spread": 0.983,
                "together": 1,
                "haircut": 0.95,
                "years": 4.4,
            },
            "ramp": [0.5, 1],
            "from_year": 2028,
            "full_year_value": 500_000,
            "present_value": nnv + 2_000_000,
        },
    ]


def _overrun() -> Record:
    """Half of what is granted has a stated spread; 2028 has none."""
    years = [
        _may_become("medel", 2027, 2_001_000, 2_000_000, 0.62, 118_000, [310_000, 560_000]),
        _may_become("medel", 2028, 1_999_000, 0, None, None, None),
    ]
    funds = [
        _may_become(fund, None, 4_000_000, 2_000_000, 0.62, 118_000, [310_000, 560_000]) for fund in ("medel", None)
    ]
    return {"covers": [0.8, 0.95], "haircut": 240_000, "rows": [*years, *funds]}


def _may_become(
    fund: str | None,
    year: int | None,
    granted: int,
    declared: int,
    chance: float | None,
    expected: int | None,
    reserves: list[int] | None,
) -> Record:
    """What a fund grants in a year, and what that may become."""
    beyond = {"chance": chance, "expected": expected, "reserves": reserves}
    return {"fund": fund, "year": year, "granted": granted, "declared": declared, **beyond}


def _balance() -> Record:
    """Two plan years, and later ones without an index."""
    years = [
        _result(2027, 2_001_000, 100_000, 0, 300_000),
        _result(2028, 1_999_000, 0, 900_000, 0),
        *(_result(year, 0, 0, None, 0) for year in (2029, 2030, 2031)),
    ]
    later = [{"year": year, "taken_home": 1_200_000} for year in (2029, 2030, 2031)]
    return {"years": years, "later_home": later, "unknown": 1, "of_others": 50_000}


def _result(year: int, granted: int, paid: int, home: int | None, committed: int) -> Record:
    """One year's costs, what is taken home, and the result."""
    result = None if home is None else home - granted - paid
    return {
        "year": year,
        "granted": granted,
        "paid": paid,
        "taken_home": home,
        "result": result,
        "committed": committed,
    }


def _plan() -> Record:
    return {
        "status": "optimal",
        "confirmed": "second_solver",
        "solver": "CBC",
        "objective": 5_000_700,
        "bound": 5_000_700,
        "gap": 0,
        "granted": 4_000_000,
        "ties": 1,
        "ties_complete": True,
        "faults": [],
        "solvers": [{"solver": "CBC", "said": "Optimal Solution Found", "value": 5_000_700, "cuts": 0}],
        "selected": [
            {
                "proposal": id,
                "alternative": None,
                "start_year": 2027,
                "granted": 2_000_000,
                "granted_by_year": {"medel": {"2027": 1_000_500, "2028": 999_500}},
                "nnv": VALUES[id],
            }
            for id in ("coacher", "lasning")
        ],
        "fund_rows": [
            {
                "fund": "medel",
                "year": 2027,
                "allocation": 4_000_000,
                "granted": 2_001_000,
                "available": 4_000_000,
                "left": 1_999_000,
            },
            {
                "fund": "medel",
                "year": 2028,
                "allocation": 4_000_000,
                "granted": 1_999_000,
                "available": 5_999_000,
                "left": 4_000_000,
            },
        ],
        "overrun": _overrun(),
        "balance_requirement": _balance(),
        "limit_rows": [{"id": "risk", "form": "share_of", "of": "granted", "used": 0.112, "bound": 0.2, "sense": "<="}],
        "value": {
            "nnv": 5_000_700,
            "sensitivity": sensitivity(5_000_700, "coacher"),
            "own_nnv": -250_000,
            "chance": 0.873,
            "low": -400_000,
            "high": 9_000_000,
            "outcomes": [-1_650_000 + 130_000 * n + 700 * (n % 7) ** 2 for n in range(100)],
            "payback_own": None,
            "payback_society": 2031,
            "notes": {"no_priced_effects": 1},
            "hump": {
                "depth": -3_500_000,
                "year": 2028,
                "back_year": None,
                "own": [{"actor": "kommun", "sum": -3_900_000}, {"actor": "socialnamnden", "sum": 400_000}],
                "others": [{"actor": "region", "sum": -300_000}],
            },
            "nnk_i": 1.163,
            "nnk_idu": 1.163,
            "bcr": None,
            "break_even": 0.462,
            "break_even_own": 1.067,
            "reasons": {"bcr": "effects_unknown"},
            "views": {
                "own_first": -2_000_000,
                "own_all": -250_000,
                "society_first": -2_500_000,
                "society_all": 5_000_700,
                "society_decided": 5_000_700,
            },
            "years": [
                {
                    "year": 2027,
                    "own_cash": -2_000_000,
                    "own_cumulative": -2_000_000,
                    "society_net": -2_500_000,
                    "society_cumulative": -2_500_000,
                },
                {
                    "year": 2028,
                    "own_cash": -1_500_000,
                    "own_cumulative": -3_500_000,
                    "society_net": 1_000_000,
                    "society_cumulative": -1_500_000,
                },
                {
                    "year": 2029,
                    "own_cash": 800_000,
                    "own_cumulative": -2_700_000,
                    "society_net": 7_000_000,
                    "society_cumulative": 5_500_000,
                },
            ],
            "parties": _parties(),
            "real": {"investment": -4_300_000, "resource": 8_000_500, "production": 1_300_200, "transfer": 0},
            "financial": [
                {"actor": "individ", "direct": 1_300_200, "transfers": 4_250_500},
                {
                    "actor": "kommun",
                    "costs": -4_000_000,
                    "freed": 2_650_000,
                    "taken_home": 5_350_500,
                    "transfers": -4_250_500,
                },
                {"actor": "region", "costs": -300_000},
            ],
            "own_chance": 0.43,
            "own_low": -2_250_000,
            "own_high": 1_750_000,
            "actors": [
                {
                    "actor": "region",
                    "costs": -300_499,
                    "effects": 0,
                    "taken_home": 0,
                    "costs_present": -300_000,
                    "effects_present": 0,
                },
                {
                    "actor": "kommun",
                    "costs": -4_000_499,
                    "effects": 9_000_000,
                    "taken_home": 3_000_000,
                    "costs_present": -4_000_000,
                    "effects_present": 9_300_700,
                },
            ],
            "actor_years": [
                {"actor": "kommun", "year": 2027, "costs": -2_000_000, "effects": 0, "taken_home": 0},
                {"actor": "region", "year": 2028, "costs": -300_000, "effects": 0, "taken_home": 0},
            ],
        },
    }


def _gain(price: int | None, **changes: object) -> Record:
    ends = {"price": price, "low": price, "high": price, "exact": True}
    return {**ends, "enters": [], "leaves": [], "changed": [], "granted": 0, **changes}


def _explained() -> Record:
    step = {"from": 0.2, "to": 0.21, "unit": "share", **_gain(60_000)}
    selected = [{"proposal": "coacher", "alternative": None, "start_year": None}]
    point = {"granted": 3_000_000, "exact": True, "selected": selected}
    worths = {0.5: 3_000_700, 1.0: 5_000_700, 1.5: 5_075_700}
    points = [
        {
            "factor": 0.5 + n / 40,
            "allocated": 4_000_000 + 200_000 * n,
            **dict.fromkeys(("objective", "low", "high"), worths[0.5 + n // 20 / 2]),
            **point,
        }
        for n in range(41)
    ]
    return {
        "orders": _orders(),
        "coverage": _coverage(),
        "fairness": fairness_checks(),
        "limits": [
            {"limit": "risk", "kind": "limit", **_gain(200_000, enters=["arena"]), "next_step": step, "rows": []},
            {"limit": "mandatory:lasning", "kind": "mandatory", **_gain(0), "next_step": None, "rows": []},
            {"limit": "fund:medel:2027", "kind": "fund", **_gain(None), "exact": False, "next_step": None, "rows": []},
        ],
        "prices": {
            "pairs": [{"limits": ["risk", "mandatory:lasning"], **_gain(300_000)}],
            "complete": True,
            "duties": ["mandatory:coacher"],
        },
        "frontier": points,
        "curve": {
            "complete": True,
            "stretches": [],
            "last": {"kronor": 1_000_000, **_gain(None), "gain": 168_000, "leaves": ["arena"]},
            "next": {"kronor": 1_000_000, **_gain(None), "gain": None},
            "drops": [],
            "turns": [{"factor": 1.2, "limits": ["risk"]}],
            "nested": [{"factor": 1.1, "objective": 5_000_000, "cost": 70_000, "exact": True, "changes": []}],
            "left_out": "",
        },
        "robustness": [
            {"proposal": "coacher", "share": 0.9, "low": 0.9, "high": 0.9, "class": "nearly_always", "selected": True},
            {"proposal": "arena", "share": 0.2, "low": 0.1, "high": 0.3, "class": "sometimes", "selected": False},
        ],
        "own_terms": [
            _own("coacher", True, 0.839, 0.84, 1.21),
            {**_own("arena", False, 1.5, None, 0.091), "success": _own_term(1.2, 1.5, exact=False)},
            {**_own("lasning", True, None, None, None)},
        ],
        "knowing": [
            {
                "input": "risk_with",
                "of": "placement_day",
                "row": 0,
                "proposal": "coacher",
                "worth": 480_000,
                "high": 480_000,
                "error": 13_000,
                "exact": True,
                "above_error": True,
                "turns": [
                    {"side": "above", "edge": 0.0888, "share": 0.3125, "enters": ["arena"], "leaves": ["coacher"]}
                ],
            },
            {
                "input": "success",
                "of": "",
                "row": 0,
                "proposal": "arena",
                "worth": 1_000,
                "high": 1_000,
                "error": 13_000,
                "exact": True,
                "above_error": False,
                "turns": [],
            },
        ],
        "wrong": {
            "draws": 256,
            "proved": 250,
            "gap": 0,
            "plans": 12,
            "same": 0.1,
            "regret": {"mean": 1_200_000, "mean_high": 1_200_000, "p95": 3_400_000, "p95_high": 3_400_000},
            "fixed": ["lasning"],
        },
    }


def _own_term(low: float | None, high: float | None = None, exact: bool = True) -> Record:
    high = low if exact else high
    return {
        "low": low,
        "high": high,
        "exact": exact and low is not None,
        "reason": None if low else "never",
        "tried": [0, 1],
    }


def _own(proposal: str, selected: bool, success: float | None, duration: float | None, cost: float | None) -> Record:
    return {
        "proposal": proposal,
        "selected": selected,
        "outcome": "placement_day",
        "people": 6.4,
        "years": 5,
        "granted": 3_600_000,
        "success": _own_term(success),
        "duration": _own_term(duration),
        "cost": _own_term(cost),
    }


def fairness_checks() -> list[Record]:
    """Each check, most with something to look at."""
    gains = [{"proposal": "arena", "gain": 40_000, "exact": True}]
    alike = {"granted": 900_000, "selected": ["coacher"], "breaks": ["follow_up_possible"]}
    left = {"left_out": ["lasning"], "unsettled": []}
    far = {"per_krona": 3.1, "centre": 0.2, "deviation": 0.7, "distance": 4.1, "of": ""}
    return [
        {
            "check": "looks",
            "result": "pass",
            "proposals": 5,
            "versions": 7,
            "moved": [],
            "plan_compared": True,
            "has_plan": True,
        },
        {
            "check": "doubled",
            "result": "flag",
            "twins": [{"proposals": ["coacher", "arena"], "shares": [0.5, 0.5], **alike}],
            "tried": 1,
            "enters": [],
            "in_plan": 2,
            "twice": ["coacher"],
            **left,
        },
        {
            "check": "split",
            "result": "flag",
            "parts": [{"proposals": ["coacher", "lasning"], "shares": [0.4, 0.6], **alike}],
            "tried": 1,
            "enters": gains,
            "escapes": [{"proposal": "arena", "criteria": ["follow_up_possible"], "bars": False}],
            **left,
        },
        {
            "check": "bundled",
            "result": "flag",
            "tried": 1,
            "rides": [{"proposal": "arena", "with": "coacher", "loss": 158_772, "exact": True}],
            "unsettled": [],
        },
        {
            "check": "estimates",
            "result": "flag",
            "against": "round",
            "compared": 5,
            "limit": 3,
            "centre": 0.2,
            "deviation": 0.7,
            "far": [{"proposal": "lasning", "alternative": None, "start_year": None, **far}],
        },
        {
            "check": "thresholds",
            "result": "flag",
            "compared": 12,
            "share": 0.05,
            "near": [
                {
                    "proposal": "coacher",
                    "criterion": "follow_up_possible",
                    "severity": "must",
                    "field": "risk_class",
                    "value": 18,
                    "threshold": 18,
                    "otherwise": "fails",
                }
            ],
            "beyond": 1,
        },
        {
            "check": "mandated",
            "result": "pass",
            "proposals": ["lasning"],
            "granted": 950_000,
            "plan_granted": 4_000_000,
            "share": 0.2375,
            "limit": 0.25,
        },
    ]


def _near_best() -> Record:
    return {
        "share": 0.01,
        "floor": 4_950_693,
        "count": 2,
        "more": False,
        "complete": True,
        "shared": ["lasning"],
        "shared_proved": True,
        "some": ["arena", "coacher"],
        "some_proved": True,
        "ranked": 2,
        "plans": [_near(0, [], []), _near(40_000, ["arena"], ["coacher"])],
        "most_different": _near(40_000, ["arena"], ["coacher"]),
        "different_proved": True,
        "different_at_most": 2,
    }


def _near(difference: int, enters: list[str], leaves: list[str]) -> Record:
    return {
        "objective": 5_000_700 - difference,
        "difference": difference,
        "granted": 4_000_000,
        "near": True,
        "selected": [],
        "enters": enters,
        "leaves": leaves,
    }


def conflicts() -> Record:
    """Two clashes, and a change of each form."""
    numbers = {"before": None, "after": None, "step": None, "unit": "", "of": "", "least": True}
    return {
        "sets": [
            {"limits": ["risk", "mandatory:lasning"], "proof": "smallest"},
            {"limits": ["risk", "fund:medel:2027", "mandatory:arena"], "proof": "minimal"},
        ],
        "more": False,
        "changes": [
            {
                **numbers,
                "limit": "risk",
                "kind": "limit",
                "members": ["risk"],
                "before": 0.2,
                "after": 0.2308,
                "step": 0.0001,
                "unit": "share",
                "opens": True,
            },
            {
                **numbers,
                "limit": "fund:medel:2027",
                "kind": "fund",
                "members": ["fund:medel:2027"],
                "before": 3_000_000,
                "after": 3_000_001,
                "step": 1,
                "unit": "kronor",
                "opens": True,
            },
            {**numbers, "limit": "mandatory:lasning", "kind": "mandatory", "members": [], "opens": True},
            {**numbers, "limit": "mandatory:arena", "kind": "mandatory", "members": [], "opens": False},
        ],
        "together": None,
    }


def _party(actor: str, cost: int, gain: int, money: int, payback: int | None, spread: int = 0) -> Record:
    """A purse whose outcomes lie so far below and above what it is expected to net."""
    return {
        "actor": actor,
        "cost": cost,
        "gain": gain,
        "money": money,
        "nnv": gain - cost,
        "payback": payback,
        "share_of_gain": None,
        "share_of_money": None,
        "chance": 0.5,
        "low": gain - cost - spread,
        "high": gain - cost + spread,
    }


def _parties() -> Record:
    """The own purse pays 4.0 and gets 3.75 million, of which 1.1 in money; the region pays 0.3 million for nothing."""
    return {
        "parties": [
            _party("individ", 0, 5_550_700, 0, None, 4_000_000),
            _party("kommun", 4_000_000, 3_750_000, 1_100_000, None, 2_000_000),
            _party("region", 300_000, 0, 0, None),
        ],
        "cost_to_share": 4_300_000,
        "by_gain": {"shares": {}, "of_gain": None, "code": "gains_below_cost", "lacking": 550_000},
        "by_money": {"shares": {}, "of_gain": None, "code": "gains_below_cost", "lacking": 3_200_000},
    }


def _value_parties(nnv: int) -> Record:
    """The own purse pays 2.0 million and gets what the proposal gives, half of it money."""
    gain = nnv + 2_000_000
    code = "" if nnv >= 0 else "gains_below_cost" if gain > 0 else "nobody_gains"
    shares = {"kommun": 2_000_000} if not code else {}
    return {
        "parties": [_party("kommun", 2_000_000, gain, gain // 2, None, 3_000_000)],
        "cost_to_share": 2_000_000,
        "by_gain": {
            "shares": shares,
            "of_gain": None if code else 2_000_000 / gain,
            "code": code,
            "lacking": max(0, 2_000_000 - max(0, gain)),
        },
        "by_money": {"shares": {}, "of_gain": None, "code": "gains_below_cost", "lacking": 100_000},
    }


def _explanation() -> list[Record]:
    return [
        _margin("coacher", "selected", 2_900_000, replaced_by=["arena"]),
        _margin("lasning", "selected", None, conflict=["mandatory:lasning"]),
        _margin(
            "arena",
            "not_selected",
            6_100_000,
            displaces=["coacher"],
            limits=["fund:medel:2027", "fund:medel:2028", "risk"],
        ),
        _margin("falt", "barred", None),
        _margin("digital", "returned", None),
    ]


def _margin(id: str, outcome: str, margin: int | None, **more: list[str]) -> Record:
    empty: dict[str, list[str]] = {"displaces": [], "replaced_by": [], "limits": [], "conflict": []}
    return {
        "proposal": id,
        "outcome": outcome,
        "margin": margin,
        "margin_low": margin,
        "margin_high": margin,
        "exact": margin is not None,
        "alternatives": [],
        **empty,
        **more,
    }
