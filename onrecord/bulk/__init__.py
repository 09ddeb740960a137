"""Reading many reports at once: one plain worker, in this process, in processes of this machine, or on a cluster.

`worker` reads one report and holds what that takes; `processes` runs it in local processes; `ray_data` hands it to Ray
Data (extra `ray`). What is read does not depend on where.
"""

from onrecord.bulk.processes import ProcessReaders, available_cores, open_readers
from onrecord.bulk.ray_data import read_dataset, report_rows
from onrecord.bulk.worker import Worker

__all__ = ["ProcessReaders", "Worker", "available_cores", "open_readers", "read_dataset", "report_rows"]
