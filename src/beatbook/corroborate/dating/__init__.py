"""When posts that print no date were most likely written.

In: the posts of one page with the signs of their day, and what other posts date. Out: a likely range for each, and why.
Never: touches a date that was printed or carried, nor takes the likely for the sure.
"""

from beatbook.corroborate.dating.page import FIRM, PageItem, PostDate, date_page
from beatbook.corroborate.dating.signs import Meant, Told
from beatbook.corroborate.dating.steps import Page, PageDates, PageStep, ToldBy, ToldStep
from beatbook.corroborate.dating.told import RELATIVE, Signed, find_told

__all__ = [
    "FIRM",
    "RELATIVE",
    "Meant",
    "Page",
    "PageDates",
    "PageItem",
    "PageStep",
    "PostDate",
    "Signed",
    "Told",
    "ToldBy",
    "ToldStep",
    "date_page",
    "find_told",
]
