// Loaded before a measured program: leaves what its process used, in the file that the bench names.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// A worker loads this too; what it used is part of its process.
if (isMainThread) {
  process.on('exit', () => writeFileSync(process.env.ROLEFIT_BENCH_USAGE, JSON.stringify(process.resourceUsage())));
}
