"""What pyproject.toml cannot say: which folders go into the wheel. Tests stay out; the office of the
demonstration goes with it.
"""

from setuptools import find_namespace_packages, setup

OFFICES = "ongikar.sample_offices"

setup(
    packages=[
        *find_namespace_packages(
            include=["ongikar", "ongikar.*"], exclude=["*.tests", "*.tests.*", "*.__pycache__"]
        ),
        OFFICES,
    ],
    package_dir={OFFICES: "offices"},
    package_data={"": ["*"], OFFICES: ["**/*"]},
    exclude_package_data={"": ["*.pyc"]},
)
