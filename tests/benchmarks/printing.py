"""Bars as they are printed below the tables."""


def print_bar(label: str, value: float, bar: float, *, at_most: bool = False) -> None:
    is_met = value <= bar if at_most else value >= bar
    print(f"{'met    ' if is_met else 'NOT met'}  {label}: {value:.2f} (at {'most' if at_most else 'least'} {bar})")
