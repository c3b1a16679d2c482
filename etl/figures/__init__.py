"""Workbooks of unit × measure × date: quotas, indicators, tables of counts; read with problems by cell, then loaded."""
