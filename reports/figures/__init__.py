"""Key figures in text: numbers with their unit as data. Pure Python; importer and workflow both use it."""

from reports.figures.describing import evenly_spaced
from reports.figures.figure import Figure
from reports.figures.finder import find_figures
from reports.figures.naming import key_of_name, name_figure
from reports.figures.tables import find_in_blocks
from reports.figures.vocabulary import MEASURES

__all__ = ["MEASURES", "Figure", "evenly_spaced", "find_figures", "find_in_blocks", "key_of_name", "name_figure"]
