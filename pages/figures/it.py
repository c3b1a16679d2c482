"""Tin học: by district and by commune, counts and shares, against the province, over the years."""

from dashboard.figures import levels

levels.show("it", compared="it_evidence_by_place", trend="it_evidence_trend", distribution="it_evidence_distribution")
