"""The same examples on every machine, so that a red run can be run again."""

from hypothesis import HealthCheck, settings

STEADY = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
FEW = settings(STEADY, max_examples=25)
"""Where one example takes several choices."""
