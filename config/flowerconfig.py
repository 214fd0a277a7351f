"""Flower's own settings: it runs this file and takes every upper- or lower-case option name.

Behind a password and read-only, because Flower's default lets any visitor stop workers.
"""

from config.settings import load_settings

_settings = load_settings()

address = _settings.flower_address
port = _settings.flower_port
if _settings.flower_password is not None:  # `wenzhai flower` does not start without one
    basic_auth = [f"{_settings.flower_user}:{_settings.flower_password.get_secret_value()}"]
read_only = True

# Without these columns Flower 2.2 shows neither what a task is about nor how it ended.
tasks_columns = "name,args,result,state,received,runtime,worker"
natural_time = False
max_tasks = 20_000  # in memory; about 2 KB each
purge_offline_workers = 600  # seconds; scaled-down workers leave the page

if _settings.flower_db is not None:
    persistent = True
    db = str(_settings.flower_db)
    state_save_interval = 60_000  # milliseconds; else only a clean shutdown saves
