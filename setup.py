"""What pyproject.toml cannot say: which folders go into the wheel. Tests stay out; the office of the
demonstration and the manual go with it.
"""

from setuptools import find_namespace_packages, setup

OFFICES, MANUAL = "ongikar.sample_offices", "ongikar.manual_pages"

setup(
    packages=[
        *find_namespace_packages(
            include=["ongikar", "ongikar.*"], exclude=["*.tests", "*.tests.*", "*.__pycache__"]
        ),
        OFFICES,
        MANUAL,
    ],
    package_dir={OFFICES: "offices", MANUAL: "docs/manual"},
    package_data={"": ["*"], OFFICES: ["**/*"], MANUAL: ["**/*"]},
    exclude_package_data={"": ["*.pyc"]},
)
