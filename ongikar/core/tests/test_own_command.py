"""Messages name the command as whoever reads them has it."""

import os
import socket
import sys
from pathlib import Path

import pytest

from ongikar.core import data_owner, own_command
from ongikar.operations.doctor_system import check_command


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """No command, no container; the program itself is no clone."""
    monkeypatch.setattr(own_command, "ROOT", tmp_path / "site-packages")
    monkeypatch.setattr(own_command, "OF_INSTALL", tmp_path / "local" / "ongikar")
    monkeypatch.setattr(own_command, "OF_PACKAGE", tmp_path / "bin" / "ongikar")
    marks = ((tmp_path / "containerenv", "podman"), (tmp_path / "dockerenv", "docker"))
    monkeypatch.setattr(own_command, "CONTAINER_MARKS", marks)
    for name in ("site-packages", "local", "bin"):
        (tmp_path / name).mkdir()
    own_command.own_command.cache_clear()
    yield tmp_path
    own_command.own_command.cache_clear()


def command_that_starts(python: str) -> str:
    return (
        f'#!/bin/sh\nexec {python} -m ongikar.commands.administrator /etc/ongikar/ongikar.env ongikar "$@"\n'
    )


def test_of_a_wheel_it_is_the_program(machine):
    assert own_command.command_to_type("doctor") == "ongikar doctor"
    assert own_command.command_of_setting_up() == "ongikar prepare --no-demo"


def test_of_a_clone_it_is_run(machine):
    (machine / "site-packages" / "manage.py").touch()
    assert own_command.command_to_type("doctor") == "./run doctor"
    assert own_command.command_of_setting_up() == "./run"


@pytest.mark.parametrize("place", ["local", "bin"])
@pytest.mark.parametrize("is_clone", [True, False])
def test_of_a_server_it_is_the_command_that_leads_here(machine, place, is_clone):
    if is_clone:
        (machine / "site-packages" / "manage.py").touch()
    (machine / place / "ongikar").write_text(command_that_starts(sys.executable))
    assert own_command.own_command() == "sudo ongikar"


def test_the_command_of_another_installation_is_not_ours(machine):
    (machine / "site-packages" / "manage.py").touch()
    (machine / "local" / "ongikar").write_text(command_that_starts("/opt/other/.venv/bin/python"))
    assert own_command.own_command() == "./run"


@pytest.mark.parametrize("program", ["podman", "docker"])
def test_of_a_container_it_is_given_through_whoever_runs_it(machine, program):
    (machine / {"podman": "containerenv", "docker": "dockerenv"}[program]).touch()
    assert own_command.own_command() == f"{program} exec {socket.gethostname()} ongikar"
    (machine / "site-packages" / "manage.py").touch()
    own_command.own_command.cache_clear()
    assert own_command.own_command() == "./run"


def test_a_stranger_on_a_server_is_told_the_command_of_the_server(machine):
    (machine / "bin" / "ongikar").write_text(command_that_starts(sys.executable))
    owner = data_owner.Owner(47_111, 47_111, 0o700, machine)
    assert (
        data_owner.command_as(owner, ["office", "load", "my office"])
        == "sudo ongikar office load 'my office'"
    )


def test_the_doctor_tells_of_two_commands(machine):
    assert check_command()[0]
    (machine / "bin" / "ongikar").write_text(command_that_starts(sys.executable))
    assert check_command()[0]
    (machine / "local" / "ongikar").write_text(command_that_starts(sys.executable))
    is_fine, words = check_command()
    assert not is_fine
    assert str(machine / "local" / "ongikar") in words


@pytest.mark.parametrize("user", [0, 47_111])
def test_of_a_package_root_and_the_service_mean_one_data_folder(machine, monkeypatch, user):
    monkeypatch.setattr(data_owner, "ROOT", machine / "site-packages")
    monkeypatch.setattr(data_owner, "OF_PACKAGE", machine / "bin" / "ongikar")
    monkeypatch.setattr(os, "geteuid", lambda: user)
    (machine / "bin" / "ongikar").write_text(command_that_starts(sys.executable))
    assert data_owner.usual_data_folder() == Path("/var/lib/ongikar")


def test_of_a_wheel_whoever_starts_it_has_a_folder_of_their_own(machine, monkeypatch):
    monkeypatch.setattr(data_owner, "ROOT", machine / "site-packages")
    monkeypatch.setattr(data_owner, "OF_PACKAGE", machine / "bin" / "ongikar")
    monkeypatch.setattr(os, "geteuid", lambda: 47_111)
    monkeypatch.setenv("XDG_DATA_HOME", "/home/karim/data")
    assert data_owner.usual_data_folder() == Path("/home/karim/data/ongikar")
