"""Frames, as the tables of pages take them from `presentation.tables`."""

import pandas as pd

Frame = pd.DataFrame
