"""The unit costs of Greater Manchester as the price list of a workspace in pounds."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.real.tables import Plain

FILE = "gmca-unit-costs-full.json"
NOBODY = "ej_fordelat"
"""The actor of an entry that names several agencies and not how much each pays: not allocated (convention §4)."""

DEFLATORS = {
    2000: 74.67,
    2001: 75.358,
    2002: 77.012,
    2003: 78.862,
    2004: 80.784,
    2005: 82.933,
    2006: 85.382,
    2007: 87.555,
    2008: 90.045,
    2009: 91.41,
    2010: 92.818,
    2011: 94.686,
    2012: 96.14,
    2013: 97.972,
    2014: 99.585,
    2015: 100.0,
}
"""GDP deflator at market prices by calendar year, 2015 = 100."""

DEFLATOR_SOURCE = {
    "title": "HM Treasury, GDP deflators at market prices, and money GDP, September 2016 (ONS series MNF2)",
    "article": "Calendar years, read in the copy of the file in Health-Economics-in-R/QALY, data/deflators",
    "url": "https://www.gov.uk/government/collections/gdp-deflators-at-market-prices-and-money-gdp",
}
RATE_SOURCE = {"title": "HM Treasury, Review of discounting in the Green Book, 16 December 2025"}
CHECKED = {"on": "2016-11-01", "by": "the test"}


@dataclass(frozen=True)
class Entry:
    """One unit cost as published: pounds of a financial year, of which the first calendar year stands for the whole."""

    id: str
    description: str
    unit: str
    pounds: float
    agency: str
    year: int


def entries(folder: Path) -> Iterator[Entry]:
    """Every entry that has a number, a unit, an agency and a price year; `source_detail` is the financial year."""
    published = json.loads((folder / FILE).read_text(encoding="utf-8"))
    for category in published["categories"].values():
        for given in category["entries"]:
            year = re.fullmatch(r"(\d{4})/\d\d", given["source_detail"] or "")
            if given["cost_gbp"] is not None and given["unit"] and given["agency"] and year:
                yield Entry(
                    slug(given["code"]),
                    given["description"],
                    given["unit"],
                    given["cost_gbp"],
                    slug(given["agency"]),
                    int(year[1]),
                )


def slug(words: str) -> str:
    """An id of a code or an agency: «Local Authority» and «Local authority» are one."""
    found = re.sub(r"[^a-z0-9]+", "_", words.casefold()).strip("_")
    return NOBODY if found == "multiple" else found


def actors(found: tuple[Entry, ...]) -> list[str]:
    """The paying agencies, the local authority first."""
    return ["local_authority", *sorted({e.agency for e in found} - {"local_authority", NOBODY})]


def write_workspace(found: tuple[Entry, ...], folder: Path, fields: Path, proposal: Mapping[str, object]) -> Path:
    """A workspace with the prices, a deflator and a rate, and a portfolio in pounds of 2015; returns the portfolio."""
    rules = folder / "rules"
    source = {"title": "GMCA Unit Cost Database v1.4 (New Economy Manchester)"}
    for entry in found:
        value = {
            "price_year": entry.year,
            "split": {entry.agency: _number(entry.pounds)},
            "source": source,
            "mark": "S",
        }
        _write(
            rules / "prices" / f"{entry.id}.yaml",
            {"id": entry.id, "title": entry.description, "unit": unit_id(entry.unit), "values": {"2015-01-01": value}},
        )
    series = {
        f"{y}-01-01": {"value": f"{n:.4f}", "source": DEFLATOR_SOURCE, "mark": "2nd"} for y, n in DEFLATORS.items()
    }
    rate = {"2003-01-01": {"value": "0.035", "source": RATE_SOURCE, "mark": "S"}}
    _write(
        rules / "parameters" / "price_index.yaml",
        {"id": "price_index", "title": "GDP deflator", "unit": "index_2015", "series": True, "values": series},
    )
    _write(
        rules / "parameters" / "discount_rate.yaml",
        {"id": "discount_rate", "title": "Social time preference rate", "unit": "andel_per_ar", "values": rate},
    )
    (rules / "fields.yaml").write_text(fields.read_text(encoding="utf-8"), encoding="utf-8")
    shipped = yaml.safe_load((fields.parent / "units.yaml").read_text(encoding="utf-8"))
    more = {"index_2015": "2015 = 100", **{unit_id(entry.unit): entry.unit for entry in found}}
    units = {key: {"kind": "number", "words": {"sv": text, "en": text}} for key, text in more.items()}
    _write(rules / "units.yaml", {**units, **shipped}, checked=False)
    portfolio = folder / "portfolios" / "borough"
    fund = {"id": "pot", "title": "Pot", "owner": "local_authority", "prices": "fast", "allocation": {2016: 150_000}}
    _write(
        portfolio / "portfolio.yaml",
        {
            "title": "Plan of a borough",
            "organisation": "Borough",
            "currency": "GBP",
            "as_of": "2016-11-01",
            "price_year": 2015,
            "base_year": 2016,
            "plan_years": [2016, 2018],
            "horizon": 10,
            "criteria": "none",
            "limits": [],
            "actors": [{"id": name, "title": name.replace("_", " ").capitalize()} for name in actors(found)],
            "own_actor": "local_authority",
            "funds": [fund],
        },
        checked=False,
    )
    _write(portfolio / "proposals" / f"{proposal['id']}.yaml", proposal, checked=False)
    return portfolio


def unit_id(published: str) -> str:
    """The published name of a unit, as an id may be written."""
    return re.sub(r"[^a-z0-9]+", "_", published.lower()).strip("_")


def _number(pounds: float) -> str:
    """Pounds and pence, as the program reads them: never three decimals, which could be thousands."""
    return f"{pounds:.0f}" if pounds == int(pounds) else f"{pounds:.2f}"


def _write(path: Path, data: Mapping[str, object], checked: bool = True) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {**data, **({"checked": CHECKED} if checked else {})}
    path.write_text(yaml.dump(whole, Dumper=Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
