"""Trình độ chuyên môn: by district and by commune, counts and shares, against the province, over the years."""

from dashboard.figures import levels

levels.show(
    "education", compared="university_by_place", trend="university_trend", distribution="university_distribution"
)
