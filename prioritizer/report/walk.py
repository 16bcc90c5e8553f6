"""Walks through the sections of a document, those inside others and folded blocks included, in their order."""

from collections.abc import Iterator, Sequence

from prioritizer.report.blocks import Block, Chart, Charts, Fold, Section, Table


def sections_in(sections: Sequence[Section]) -> Iterator[Section]:
    """Every section, each before those inside it."""
    for section in sections:
        yield section
        yield from sections_in(section.sections)


def blocks_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block, a fold before what it holds."""
    for block in blocks:
        yield block
        if isinstance(block, Fold):
            yield from blocks_in(block.blocks)


def anchors(sections: Sequence[Section]) -> Iterator[str]:
    """What links can lead to: the ids of sections and tables."""
    for section in sections_in(sections):
        yield from (section.id,) if section.id else ()
        yield from (block.id for block in blocks_in(section.blocks) if isinstance(block, Table))


def tables(sections: Sequence[Section]) -> Iterator[Table]:
    """Every table."""
    return (block for block in _every_block(sections) if isinstance(block, Table))


def charts(sections: Sequence[Section]) -> Iterator[Chart]:
    """Every chart."""
    return (chart for block in _every_block(sections) if isinstance(block, Charts) for chart in block.charts)


def _every_block(sections: Sequence[Section]) -> Iterator[Block]:
    return (block for section in sections_in(sections) for block in blocks_in(section.blocks))
