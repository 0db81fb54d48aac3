import { workerData } from 'node:worker_threads';
import { runScanTask, type ScanTask } from './scan-task.ts';

// Where the second thread of a scan begins. A bundle has to keep it as a file of its own, beside the scan helper.
runScanTask(workerData as ScanTask);
