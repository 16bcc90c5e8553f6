"""Every condition and limit can be said in both languages, and two that differ never read the same."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.rules import (
    All,
    Amount,
    Any,
    Fact,
    Field,
    IfThen,
    Language,
    Leaf,
    Limit,
    Not,
    Op,
    Parameter,
    Relation,
    Source,
    Text,
    Tree,
    Unit,
)
from prioritizer.predicates.say import Speaker


def words(sv: str, en: str) -> Text:
    """The same in both languages."""
    return {"sv": sv, "en": en}


FIELDS = {
    field.id: field
    for field in (
        Field("size", "number", words("storlek", "size"), unit="person"),
        Field(
            "risk",
            "choice",
            words("riskklass", "risk class"),
            of=("low", "medium", "high"),
            choices={"low": words("låg", "low"), "medium": words("medel", "medium"), "high": words("hög", "high")},
        ),
        Field("part", "share", words("andel", "share")),
        Field("cost", "amount", words("sökt belopp", "amount applied for"), unit="kr"),
        Field("own_return", "amount", words("egen återgång", "own return"), unit="kr", by="appraisal"),
        Field("purse_return", "amount", words("kassans återgång", "return of the purse"), unit="kr", by="appraisal"),
        Field("goals", "list", words("mål", "goals")),
        Field("levels_reached", "list", words("nådda nivåer", "levels reached")),
        Field("district", "text", words("område", "district")),
        Field("new", "boolean", words("ny metod", "new method")),
        Field("since", "year", words("startår", "year of start")),
        Field("start", "date", words("start", "start")),
    )
}
PARAMETERS = {
    name: Parameter(name, words(sv, en), "", ())
    for name, sv, en in (
        ("least", "Minsta storlek", "Least size"),
        ("cap", "Högsta andel i riskklass hög", "Highest share in risk class high"),
        ("unset", "Utan värde", "Without a value"),
        ("twin_a", "Tvilling", "Twin"),
        ("twin_b", "Tvilling", "Twin"),
    )
}
NUMBERS = {"least": Decimal(5), "cap": Decimal("0.2"), "twin_a": Decimal(5), "twin_b": Decimal(5), "other": Decimal(5)}
UNITS = {
    "person": Unit("person", "number", words("personer", "people")),
    "kr": Unit("kr", "amount", words("kr", "SEK")),
}
TITLES = {"a": "Läxhjälp", "b": "Fritid", "c": "Fritid"}
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def speaker(language: Language) -> Speaker:
    """One who knows the vocabulary, the parameters, the units and three proposals."""
    return Speaker(FIELDS, NUMBERS, language, TITLES, parameters=PARAMETERS, units=UNITS)


FIELD_IDS = st.one_of(st.sampled_from([*FIELDS, "storlek", "size2"]), st.from_regex(r"\A[a-z_.]{1,6}\Z"))
PARAMETER_IDS = st.sampled_from([*PARAMETERS, "other", "nowhere", "Minsta storlek"])
WORDS = st.one_of(
    st.sampled_from(["low", "high", "låg", "saknas", "ja", "5", "a» eller «b", "a' or 'b", "»", "'", "”", '"']),
    st.text(),
)
DECIMALS = st.one_of(
    st.sampled_from([Decimal(n) for n in ("0", "5", "0.05", "0.0005", "0.00051", "1E+3", "12345.678901", "-0")]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e30"), max_value=Decimal("1e30")),
)
VALUES: st.SearchStrategy[Fact] = st.one_of(
    DECIMALS, WORDS, st.booleans(), st.dates(date(1900, 1, 1), date(2200, 1, 1))
)
SEVERAL: st.SearchStrategy[Fact] = st.lists(WORDS, max_size=4).map(tuple)
COMPARING = [Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW, Op.EQUALS, Op.DIFFERS]
LEAVES: st.SearchStrategy[Tree] = st.one_of(
    st.builds(Leaf, FIELD_IDS, st.sampled_from(COMPARING), VALUES),
    st.builds(Leaf, FIELD_IDS, st.sampled_from([Op.ONE_OF, Op.NONE_OF]), SEVERAL),
    st.builds(Leaf, FIELD_IDS, st.sampled_from(COMPARING), st.none(), PARAMETER_IDS),
    st.builds(Leaf, FIELD_IDS, st.just(Op.IS_GIVEN)),
)


def groups(inside: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Groups of what is inside, as reading leaves them: of two parts or more."""
    parts = st.lists(inside, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, parts), st.builds(Any, parts), st.builds(Not, inside), st.builds(IfThen, inside, inside)
    )


TREES = st.recursive(LEAVES, groups, max_leaves=6)
ALIKE = st.lists(
    st.recursive(st.sampled_from([Leaf("risk", Op.EQUALS, "low"), Leaf("new", Op.EQUALS, True)]), groups, max_leaves=6),
    max_size=12,
)
BYS = st.one_of(
    st.sampled_from(["plan", "fund", "year", "payer", "goals", "levels_reached", "risk", "district", "new"]), FIELD_IDS
)
LIMIT_OPS = st.sampled_from([Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW, Op.EQUALS])
WHERES = st.one_of(st.none(), TREES)
SUMMED = st.one_of(st.sampled_from(["granted", "own_return", "purse_return", "net_present_value", "size"]), FIELD_IDS)
BOUNDS = st.one_of(st.tuples(DECIMALS, st.just("")), st.tuples(st.none(), PARAMETER_IDS))
AMOUNTS = BOUNDS.flatmap(
    lambda bound: st.one_of(
        st.builds(Amount, st.just("sum_of"), SUMMED, LIMIT_OPS, st.just(bound[0]), st.just(bound[1]), WHERES, BYS),
        st.builds(
            Amount,
            st.just("count_where"),
            st.just("granted"),
            LIMIT_OPS,
            st.just(bound[0]),
            st.just(bound[1]),
            WHERES,
            BYS,
        ),
        st.builds(
            Amount,
            st.just("share_of"),
            st.just("granted"),
            LIMIT_OPS,
            st.just(bound[0]),
            st.just(bound[1]),
            WHERES,
            BYS,
            st.sampled_from(["granted", "envelope"]),
        ),
    )
)
RELATIONS = st.builds(
    Relation,
    st.sampled_from(["together", "exclusive", "requires", "at_most_one_of"]),
    st.lists(st.sampled_from(["a", "b", "c", "Läxhjälp och", "d» och «e"]), min_size=2, max_size=4, unique=True).map(
        tuple
    ),
)
STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=150)


def limit_of(form: Amount | Relation) -> Limit:
    """A limit with nothing but its content."""
    return Limit("x", {}, {}, form, Source("s"))


@given(TREES)
@STEADY
def test_every_tree_can_be_said(tree: Tree) -> None:
    """No tree is without words, in a sentence or in an outline, whatever it names."""
    for language in LANGUAGES:
        assert speaker(language).tree(tree)
        lines = speaker(language).outline(tree)
        assert lines[0][0] == 0
        assert all(text and depth >= 0 for depth, text in lines)


@pytest.mark.parametrize("op", list(Op))
@pytest.mark.parametrize(
    "value", [None, (), ("a",), True, "", Decimal("NaN"), Decimal("1E+50"), date(2026, 3, 9), ("a", "b")]
)
@pytest.mark.parametrize("field", [*FIELDS, "unheard_of"])
def test_a_leaf_that_no_reader_would_let_through_is_said_all_the_same(op: Op, value: Fact, field: str) -> None:
    """Saying a rule never fails; what is wrong with it is for reading to tell."""
    for language in LANGUAGES:
        assert speaker(language).tree(Leaf(field, op, value))
        assert speaker(language).tree(Not(All((Leaf(field, op, value), Any(()), All(())))))


@given(st.one_of(st.lists(TREES, max_size=12), ALIKE))
@STEADY
def test_two_trees_never_read_the_same(trees: list[Tree]) -> None:
    """Whatever texts, numbers, dates, lists and parameters they hold, and also in an outline."""
    for language in LANGUAGES:
        said: dict[str, Tree] = {}
        outlined: dict[tuple[tuple[int, str], ...], Tree] = {}
        for tree in trees:
            assert tree == said.setdefault(speaker(language).tree(tree), tree)
            assert tree == outlined.setdefault(speaker(language).outline(tree), tree)


def small_leaves() -> list[Tree]:
    """Every op on every field with a few values each, and every parameter."""
    values: list[Fact] = [Decimal(5), Decimal("0.05"), "low", "låg", "5", "ja", True, False, date(2026, 3, 9)]
    several: list[Fact] = [(), ("low",), ("high",), ("low", "high"), ("high", "low"), ("low", "low"), ("low, high",)]
    names = [*FIELDS, "storlek", "unheard_of"]
    return [
        *(Leaf(name, op, value) for name, op, value in product(names, COMPARING, values)),
        *(Leaf(name, op, value) for name, op, value in product(names, [Op.ONE_OF, Op.NONE_OF], several)),
        *(Leaf(name, Op.IS_GIVEN) for name in names),
        *(Leaf(name, op, None, p) for name, op, p in product(names, COMPARING, [*PARAMETERS, "other", "nowhere"])),
    ]


def test_quotes_inside_quotes_never_read_as_two_words() -> None:
    """Somebody's words may hold our own quotes and our own «eller»."""
    pairs: list[tuple[Fact, Fact]] = [
        (("a", "b", "c"), ("a», «b", "c")),
        (("a", "b", "c"), ("a', 'b", "c")),
        (("«", "«", "c"), ("«”, ”«", "c")),
        (("'", "'", "c"), ("'\", \"'", "c")),
        (("a", "b", "c"), ("a”, ”b", "c")),
    ]
    for language, op, (one, other) in product(LANGUAGES, (Op.ONE_OF, Op.NONE_OF), pairs):
        said = speaker(language)
        assert said.tree(Leaf("district", op, one)) != said.tree(Leaf("district", op, other))


def test_no_two_small_trees_read_the_same() -> None:
    """Every leaf, and every tree of up to three of four leaves in one or two groups."""
    few = [
        Leaf("size", Op.AT_LEAST, Decimal(2)),
        Leaf("risk", Op.EQUALS, "low"),
        Leaf("risk", Op.ONE_OF, ("low", "high")),
        Leaf("new", Op.DIFFERS, True),
    ]
    pairs: list[Tree] = [group for a, b in product(few, few) for group in (All((a, b)), Any((a, b)), IfThen(a, b))]
    threes: list[Tree] = [
        group
        for pair, leaf in product(pairs, few)
        for group in (All((pair, leaf)), All((leaf, pair)), Any((pair, leaf)), Any((leaf, pair)))
    ]
    conditions: list[Tree] = [
        made for pair, leaf in product(pairs, few) for made in (IfThen(pair, leaf), IfThen(leaf, pair))
    ]
    flat: list[Tree] = [group for a, b, c in product(few, few, few) for group in (All((a, b, c)), Any((a, b, c)))]
    trees = [*small_leaves(), *pairs, *threes, *conditions, *flat, *(Not(tree) for tree in [*few, *pairs])]
    for language in LANGUAGES:
        said: dict[str, Tree] = {}
        for tree in trees:
            assert tree == said.setdefault(speaker(language).tree(tree), tree)


@given(st.lists(st.one_of(AMOUNTS, AMOUNTS, RELATIONS), min_size=1, max_size=12))
@STEADY
def test_two_limits_never_read_the_same(forms: list[Amount | Relation]) -> None:
    """Each is one sentence, and different content reads differently."""
    for language in LANGUAGES:
        said: dict[str, Amount | Relation] = {}
        for form in forms:
            told = speaker(language).limit(limit_of(form))
            assert told.endswith(".")
            assert form == said.setdefault(told, form)


def test_no_two_small_limits_read_the_same() -> None:
    """Every form, op and key, with and without a condition, with a number and with a parameter."""
    where = Leaf("risk", Op.EQUALS, "high")
    bys = ["plan", "fund", "year", "payer", "goals", "levels_reached", "risk", "district", "unheard_of"]
    ops = [Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW, Op.EQUALS]
    numbers = [(Decimal(1), ""), (Decimal("0.2"), ""), (None, "cap"), (None, "unset"), (None, "nowhere")]
    kinds = product(ops, numbers, (None, where), bys)
    forms: list[Amount | Relation] = []
    for op, (value, parameter), condition, by in kinds:
        for of in ("granted", "size", "own_return", "purse_return", "net_present_value", "staff"):
            forms.append(Amount("sum_of", of, op, value, parameter, condition, by))
        forms.append(Amount("count_where", "granted", op, value, parameter, condition, by))
        forms.append(Amount("share_of", "granted", op, value, parameter, condition, by))
        forms.append(Amount("share_of", "granted", op, value, parameter, condition, by, "envelope"))
    for names in (("a", "b"), ("b", "a"), ("b", "c"), ("a", "b", "c"), ("a", "z")):
        forms += [Relation(form, names) for form in ("together", "exclusive", "requires", "at_most_one_of")]
    for language in LANGUAGES:
        said: dict[str, Amount | Relation] = {}
        for form in forms:
            assert form == said.setdefault(speaker(language).limit(limit_of(form)), form)


@pytest.mark.parametrize(
    ("tree", "sv", "en"),
    [
        (Leaf("size", Op.AT_LEAST, Decimal(40)), "storlek är minst 40\xa0personer", "size is at least 40\xa0people"),
        (
            Leaf("size", Op.AT_LEAST, parameter="least"),
            "storlek är minst 5\xa0personer (Minsta storlek)",
            "size is at least 5\xa0people (Least size)",
        ),
        (
            Leaf("size", Op.AT_LEAST, parameter="unset"),
            "storlek är minst [Utan värde: inget värde gäller]",
            "size is at least [Without a value: no value in force]",
        ),
        (Leaf("part", Op.BELOW, Decimal("0.12345")), "andel är under 12,345\xa0%", "share is below 12.345%"),
        (Leaf("part", Op.AT_MOST, Decimal("0.0000125")), "andel är högst 0,00125\xa0%", "share is at most 0.00125%"),
        (
            Leaf("risk", Op.ONE_OF, ("low", "medium", "high")),
            "riskklass är antingen låg, medel eller hög",
            "risk class is either low, medium or high",
        ),
        (Leaf("risk", Op.ONE_OF, ("low",)), "riskklass är låg och inget annat", "risk class is low and nothing else"),
        (
            Leaf("risk", Op.NONE_OF, ("low", "high")),
            "riskklass är varken låg eller hög",
            "risk class is neither low nor high",
        ),
        (Leaf("goals", Op.EQUALS, "trygghet"), "bland mål finns «trygghet»", "goals include 'trygghet'"),
        (Leaf("goals", Op.DIFFERS, "trygghet"), "bland mål finns inte «trygghet»", "goals do not include 'trygghet'"),
        (
            Leaf("goals", Op.NONE_OF, ("a", "b")),
            "bland mål finns varken «a» eller «b»",
            "goals include neither 'a' nor 'b'",
        ),
        (Leaf("district", Op.EQUALS, "Norr"), "område är «Norr»", "district is 'Norr'"),
        (
            Leaf("new", Op.EQUALS, True),
            "svaret på «ny metod» är ja",
            "the answer to 'new method' is yes",
        ),
        (
            Leaf("start", Op.AT_MOST, date(2026, 3, 9)),
            "start är högst 9\xa0mars\xa02026",
            "start is at most 9\xa0March\xa02026",
        ),
        (Leaf("since", Op.ABOVE, Decimal(2027)), "startår är över 2027", "year of start is above 2027"),
        (Leaf("risk", Op.IS_GIVEN), "uppgift om riskklass finns", "risk class is stated"),
        (
            Not(Leaf("risk", Op.EQUALS, "low")),
            "det stämmer inte att riskklass är låg",
            "it is not so that risk class is low",
        ),
        (
            Not(Any((Leaf("risk", Op.EQUALS, "low"), Leaf("risk", Op.IS_GIVEN)))),
            "det stämmer inte att (riskklass är låg eller uppgift om riskklass finns)",
            "it is not so that (risk class is low or risk class is stated)",
        ),
        (
            IfThen(Leaf("risk", Op.EQUALS, "high"), Leaf("cost", Op.AT_MOST, Decimal(2_000_000))),
            "om riskklass är hög gäller att sökt belopp är högst 2\xa0000\xa0000\xa0kr",
            "if risk class is high then amount applied for is at most 2,000,000\xa0SEK",
        ),
    ],
)
def test_a_condition_reads_as_people_say_it(tree: Tree, sv: str, en: str) -> None:
    """The number in force with its title, the field's own words, and units in the language."""
    assert sv == speaker("sv").tree(tree)
    assert en == speaker("en").tree(tree)


HIGH = Leaf("risk", Op.EQUALS, "high")


@pytest.mark.parametrize(
    ("form", "sv", "en"),
    [
        (
            Amount("share_of", "granted", Op.AT_MOST, None, "cap", HIGH),
            "Av de beviljade kronorna går högst 20\xa0% (Högsta andel i riskklass hög) "
            "till förslag där riskklass är hög.",
            "Of the granted kronor, at most 20% (Highest share in risk class high) "
            "go to proposals where risk class is high.",
        ),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.2"), "", HIGH, "fund"),
            "Av de beviljade kronorna ur varje fond går högst 20\xa0% till förslag där riskklass är hög.",
            "Of the granted kronor from each fund, at most 20% go to proposals where risk class is high.",
        ),
        (
            Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.1"), by="goals"),
            "Av alla beviljade kronor går minst 10\xa0% till varje mål.",
            "Of all granted kronor, at least 10% go to each goal.",
        ),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.2"), "", HIGH, base="envelope"),
            "Av hela ramen går högst 20\xa0% till förslag där riskklass är hög.",
            "Of the whole envelope, at most 20% go to proposals where risk class is high.",
        ),
        (
            Amount("count_where", "granted", Op.AT_LEAST, Decimal(1), by="levels_reached"),
            "För varje nivå av effekter har planen minst 1 förslag.",
            "For each level of effects, the plan has at least 1 proposal.",
        ),
        (
            Amount("count_where", "granted", Op.BELOW, Decimal(3), "", HIGH),
            "Planen har färre än 3 förslag där riskklass är hög.",
            "The plan has fewer than 3 proposals where risk class is high.",
        ),
        (
            Amount("sum_of", "granted", Op.AT_MOST, Decimal(5_000_000), by="year"),
            "Under varje år beviljar planen högst 5\xa0000\xa0000\xa0kr.",
            "In each year, the plan grants at most 5,000,000\xa0SEK.",
        ),
        (
            Amount("sum_of", "own_return", Op.AT_LEAST, Decimal(0)),
            "I hela planen är den egna kassans resultat i hemtagna pengar minst 0\xa0kr.",
            "In the whole plan, the own purse's result in money taken home is at least 0\xa0SEK.",
        ),
        (
            Amount("sum_of", "purse_return", Op.AT_LEAST, Decimal(0), by="payer"),
            "För varje kassa som betalar något är kassans resultat i hemtagna pengar, på det den är med och betalar, "
            "minst 0\xa0kr.",
            "For each purse that pays something, that purse's result in money taken home, on what it helps to pay for, "
            "is at least 0\xa0SEK.",
        ),
        (
            Amount("sum_of", "size", Op.AT_LEAST, Decimal(200), "", HIGH, "district"),
            "För varje område är summan av storlek minst 200\xa0personer, räknat på förslag där riskklass är hög.",
            "For each district, the sum of size is at least 200\xa0people, "
            "counting proposals where risk class is high.",
        ),
        (
            Relation("exclusive", ("a", "z")),
            "«Läxhjälp» och «z» utesluter varandra.",
            "'Läxhjälp' and 'z' exclude each other.",
        ),
        (
            Relation("at_most_one_of", ("a", "z")),
            "Högst ett av «Läxhjälp» och «z» väljs.",
            "At most one of 'Läxhjälp' and 'z' is chosen.",
        ),
        (
            Relation("requires", ("a", "y", "z")),
            "«Läxhjälp» väljs bara om «y» och «z» alla väljs.",
            "'Läxhjälp' is chosen only if 'y' and 'z' are all chosen.",
        ),
        (
            Relation("together", ("b", "c")),
            "Alla eller inget av «Fritid (b)» och «Fritid (c)» väljs.",
            "All or none of 'Fritid (b)' and 'Fritid (c)' are chosen.",
        ),
    ],
)
def test_a_limit_reads_as_people_say_it(form: Amount | Relation, sv: str, en: str) -> None:
    """What must be how much, in the order that people say it, with titles and not ids."""
    assert sv == speaker("sv").limit(limit_of(form))
    assert en == speaker("en").limit(limit_of(form))


def test_an_outline_is_a_nested_list() -> None:
    """Each group has its heading, and its parts one step in."""
    tree = All(
        (
            Any((Leaf("risk", Op.EQUALS, "low"), Leaf("new", Op.EQUALS, True))),
            Not(Any((HIGH, Leaf("size", Op.AT_MOST, Decimal(1))))),
            IfThen(HIGH, Leaf("start", Op.IS_GIVEN)),
            IfThen(All((HIGH, Leaf("goals", Op.IS_GIVEN))), Leaf("start", Op.IS_GIVEN)),
        )
    )

    assert speaker("sv").outline(tree) == (
        (0, "Allt detta gäller:"),
        (1, "Minst ett av detta gäller:"),
        (2, "riskklass är låg"),
        (2, "svaret på «ny metod» är ja"),
        (1, "Detta gäller inte:"),
        (2, "Minst ett av detta gäller:"),
        (3, "riskklass är hög"),
        (3, "storlek är högst 1\xa0personer"),
        (1, "om riskklass är hög gäller att uppgift om start finns"),
        (1, "Om detta gäller:"),
        (2, "Allt detta gäller:"),
        (3, "riskklass är hög"),
        (3, "uppgift om mål finns"),
        (1, "så gäller också detta:"),
        (2, "uppgift om start finns"),
    )


def test_a_value_of_a_document_is_written_without_quotes() -> None:
    """Quotes belong to sentences; a table cell has the words alone, and a missing value says so."""
    said = speaker("sv")

    assert said.value(FIELDS["district"], "Norr") == "Norr"
    assert said.value(FIELDS["goals"], ("a", "b")) == "a, b"
    assert said.value(FIELDS["risk"], None) == "saknas"
    assert said.value(FIELDS["goals"], ()) == "inget"
