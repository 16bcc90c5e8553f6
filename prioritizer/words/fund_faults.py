"""What is wrong with funds and other capacities, and with how funds share a cost (convention §17)."""

FUND_FAULTS: dict[str, tuple[str, str]] = {
    "expected_one_fund": (
        "Här väntades id för en fond. Flera fonder skrivs under funds i stället, var och en med sin andel.",
        "The id of one fund was expected here. Several funds are written under funds instead, each with its share.",
    ),
    "fund_and_funds": (
        "Kostnaden har både fund och funds. Skriv fund för en fond, eller funds med en andel för var och en av flera.",
        "The cost has both fund and funds. Write fund for one fund, or funds with a share for each of several.",
    ),
    "shares_not_one": (
        "Fondernas andelar blir tillsammans {sum}. De ska bli precis 100 %.",
        "The shares of the funds add up to {sum}. They must add up to exactly 100 %.",
    ),
    "shares_not_one_in_year": (
        "Fondernas andelar för {year} blir tillsammans {sum}. De ska bli precis 100 % varje år som har en kostnad.",
        "The shares of the funds for {year} add up to {sum}. They must add up to exactly 100 % in each year that has a "
        "cost.",
    ),
    "share_without_cost": (
        "Året {year} har en andel men ingen kostnad i per_year. Skriv kostnaden för {year}, eller ta bort andelen.",
        "The year {year} has a share but no cost in per_year. Write the cost of {year}, or remove the share.",
    ),
    "split_of_one": (
        "Bara fonden {fund} har en andel. Skriv fund: {fund} i stället för funds, eller ge en annan fond en andel.",
        "Only the fund {fund} has a share. Write fund: {fund} in place of funds, or give another fund a share.",
    ),
    "split_of_two_prices": (
        "Fonderna har sina pengar i olika priser, löpande och fasta, så det går inte att säga i vilka priser kostnaden "
        "är skriven. Skriv kostnaden för varje fond för sig.",
        "The funds have their money in different prices, current and fixed, so it cannot be told in which prices the "
        "cost is written. Write the cost of each fund by itself.",
    ),
    "fund_without_money": (
        "Fonden {fund} har inga pengar något år, så inget kan beviljas ur den. Se om tilldelningen är rätt skriven.",
        "The fund {fund} has no money in any year, so nothing can be granted from it. See whether the allocation is "
        "rightly written.",
    ),
    "use_above_capacity": (
        "Förslaget {proposal} använder {used} av resursen {resource}, men hela kapaciteten är {capacity} ({unit}). Det "
        "kan inte väljas. Se om talen är i samma enhet.",
        "The proposal {proposal} uses {used} of the resource {resource}, but the whole capacity is {capacity} "
        "({unit}). It cannot be chosen. See whether the numbers are in the same unit.",
    ),
    "number_in_unit": (
        "«{value}» är inget tal. Resursen {resource} räknas i {unit}: skriv bara talet, utan enhet. Är det i en annan "
        "enhet, räkna om det först.",
        "'{value}' is no number. The resource {resource} is counted in {unit}: write the number alone, without a unit. "
        "If it is in another unit, convert it first.",
    ),
    "expected_number_in_unit": (
        "Här väntades ett tal. Resursen {resource} räknas i {unit}: skriv bara talet, utan enhet.",
        "A number was expected here. The resource {resource} is counted in {unit}: write the number alone, without a "
        "unit.",
    ),
    # Tables
    "row_without_fund": (
        "Raden säger inte vilken fond som betalar kostnaden, och portföljen har flera: {funds}. Fyll i kolumner som "
        "fund_share[{first}], eller skriv kostnaden i en kolumn som cost[{first}].",
        "The row does not say which fund pays the cost, and the portfolio has several: {funds}. Fill in columns such "
        "as fund_share[{first}], or write the cost in a column such as cost[{first}].",
    ),
    "share_of_no_cost": (
        "Raden har en andel ur en fond men ingen kostnad att dela. Skriv kostnaden i en kolumn utan fond, som cost, "
        "eller ta bort andelen.",
        "The row has a share of a fund but no cost to divide. Write the cost in a column without a fund, such as cost, "
        "or remove the share.",
    ),
}
