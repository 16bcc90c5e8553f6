"""The words of a document in one language, from `reports/words/`, with gaps in braces.

A workspace changes a sentence by writing its key in a file of the same name; all others stay as shipped.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import yaml

from prioritizer.model.rules import Language
from prioritizer.reading.scalars import is_visible

GAP = re.compile(r"\{(\w+)\}")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every value as its text; the reader in C where there is one."""

SHIPPED = "shipped/"
"""Before the path of a shipped file that a workspace has replaced; its own template can still include that one."""

FILES = ("words/{language}.yaml", "words/papers.{language}.yaml")
"""The sentences of the whole document, and those of the papers made out of it."""

OF_DATA = ("gloss.", "case.", "avoided.", "order.")
"""How keys begin that a workspace may add: words of its own units, outcomes and orders."""


class UnknownWords(Exception):
    """The templates lack a sentence that the document needs, or a gap that the sentence names."""


class BrokenTemplate(Exception):
    """A template or a file of words that cannot be used: its path under `reports/`, its line, and why.

    `line` is 0 where none can be told. `code` names the sentence for people, `values` fill it.
    """

    def __init__(self, template: str, line: int, code: str, **values: str) -> None:
        super().__init__(template, line, code, values)
        self.template, self.line, self.code, self.values = template, line, code, values


def read_words(templates: Mapping[str, str], language: Language) -> Mapping[str, str]:
    """The sentences of a language, by key: the shipped ones, with those that the workspace writes in their place.

    Args:
        templates: The text of each file under `reports/`, by its path from there.
        language: sv or en.

    Raises:
        UnknownWords: There is no file of words for the language.
        BrokenTemplate: A file is no mapping of texts, has a key or gap of its own that nothing uses, or an empty text.
    """
    found: dict[str, str] = {}
    for path in (name.format(language=language) for name in FILES):
        if path not in templates:
            raise UnknownWords(path)
        shipped = {key: text for key, (text, _) in _read(templates, SHIPPED + path).items()}
        own = _read(templates, path)
        if shipped:
            _checked(path, own, shipped)
        found |= shipped | {key: text for key, (text, _) in own.items()}
    return found


def untranslated(templates: Mapping[str, str]) -> Iterator[tuple[str, int, str, str, int]]:
    """Files in which a workspace has sentences of its own that its file of the other language lacks.

    Yields:
        The file, the line and key of the first such sentence, the file of the other language, and how many they are.
    """
    pairs: tuple[tuple[Language, Language], ...] = (("sv", "en"), ("en", "sv"))
    for name in FILES:
        own = {language: own_sentences(templates, name.format(language=language)) for language, _ in pairs}
        for language, other in pairs:
            lacking = sorted((line, key) for key, line in own[language].items() if key not in own[other])
            if lacking:
                line, key = lacking[0]
                yield name.format(language=language), line, key, name.format(language=other), len(lacking)


def own_sentences(templates: Mapping[str, str], path: str) -> dict[str, int]:
    """The keys of a workspace's sentences that are not as shipped, with their lines.

    Raises:
        BrokenTemplate: The file is no mapping of texts.
    """
    if SHIPPED + path not in templates:
        return {}
    shipped = {key: text for key, (text, _) in _read(templates, SHIPPED + path).items()}
    return {key: line for key, (text, line) in _read(templates, path).items() if shipped.get(key) != text}


def _read(templates: Mapping[str, str], path: str) -> dict[str, tuple[str, int]]:
    """Each sentence of one file and the line of its key; empty where there is no such file."""
    try:
        node = yaml.compose(templates.get(path, "{}"), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, said = mark.line + 1 if mark else 0, str(error.problem or "")
        raise BrokenTemplate(path, line, "words_not_yaml", said=said) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BrokenTemplate(path, 0, "words_not_yaml", said=" ".join(str(error).split())) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise BrokenTemplate(path, node.start_mark.line + 1, "not_sentences")
    found: dict[str, tuple[str, int]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise BrokenTemplate(path, line, "not_sentences")
        found[str(key.value)] = (" ".join(str(value.value).split(" ")).strip(), line)
    return found


def _checked(path: str, own: Mapping[str, tuple[str, int]], shipped: Mapping[str, str]) -> None:
    """That every sentence of a workspace is used and says something, and that it has no gap which is never filled."""
    for key, (text, line) in own.items():
        if key not in shipped and not key.startswith(OF_DATA):
            near = get_close_matches(key, shipped, 1)
            raise BrokenTemplate(path, line, "unknown_sentence", key=key, near=near[0] if near else "")
        if not is_visible(text):
            raise BrokenTemplate(path, line, "invisible_sentence", key=key)
        gaps = set(GAP.findall(shipped.get(key, "")))
        for gap in GAP.findall(text):
            if gap not in gaps:
                raise BrokenTemplate(path, line, "unknown_gap", gap=gap, key=key, gaps=", ".join(sorted(gaps)))


def fill(words: Mapping[str, str], key: str, gaps: Mapping[str, str]) -> str:
    """A sentence with its gaps filled; what stands in a gap is never read as a gap itself.

    Raises:
        UnknownWords: The key or a gap is unknown.
    """
    try:
        return GAP.sub(lambda gap: gaps[gap.group(1)], words[key])
    except KeyError as missing:
        raise UnknownWords(f"{key}: {missing.args[0]}") from None
