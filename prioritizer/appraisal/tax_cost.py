"""stub"""

TAX_COST = "skattekostnad"
