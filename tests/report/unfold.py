"""What stands in a section, also what a reader has to open."""

from collections.abc import Iterable, Iterator

from prioritizer.report.blocks import Block, Fold


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each block, and those inside folds in their place."""
    for block in blocks:
        if isinstance(block, Fold):
            yield from unfolded(block.blocks)
        else:
            yield block
