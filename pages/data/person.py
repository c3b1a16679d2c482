"""Tra cứu một người: what the house holds of somebody, for that person."""

from dashboard.data import person

person.show()
