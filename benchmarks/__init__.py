"""Speed and memory as ratios against a reference that runs in the same call: machines differ, ratios less."""
