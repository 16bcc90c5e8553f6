"""What is wrong with how funds share a cost, in Swedish and English (convention §17)."""

FUND_FAULTS: dict[str, tuple[str, str]] = {
    "expected_one_fund": (
        "Här väntades id för en fond. Flera fonder skrivs under funds med en andel var, till exempel "
        "funds: {{a: 60 %, b: 40 %}}.",
        "The id of one fund was expected here. Several funds are written under funds with a share each, such as "
        "funds: {{a: 60 %, b: 40 %}}.",
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
