#!/usr/bin/env python3
"""Quantiles and the Kaplan-Meier median of observations, from their definitions, in exact fractions.

An independent second opinion: no groups, no running sums, no logarithms. Reads from stdin a list of cells, each a
list of [days, decided (1) or seen undecided for the last time (0)], and writes one object a cell.
"""
import json
import math
import sys
from fractions import Fraction


def quantile(durations, share):
    """Nearest rank: the k-th smallest, k = the share of n rounded up."""
    if not durations:
        return None
    return sorted(durations)[math.ceil(Fraction(share, 100) * len(durations)) - 1]


def km_median(observations):
    surviving = Fraction(1)
    for day in sorted({days for days, decided in observations if decided}):
        at_risk = sum(1 for days, _ in observations if days >= day)
        events = sum(1 for days, decided in observations if days == day and decided)
        surviving *= 1 - Fraction(events, at_risk)
        if surviving <= Fraction(1, 2):
            return day
    return None


def of_cell(observations):
    durations = [days for days, decided in observations if decided]
    return {
        "n": len(durations),
        "p25": quantile(durations, 25),
        "median": quantile(durations, 50),
        "p75": quantile(durations, 75),
        "p90": quantile(durations, 90),
        "km_median": km_median(observations),
    }


json.dump([of_cell(cell) for cell in json.load(sys.stdin)], sys.stdout)
