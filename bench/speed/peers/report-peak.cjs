// Loaded before a measured program: leaves the peak of its memory, in kilobytes, in the file that the bench names.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.ROLEFIT_BENCH_PEAK, String(process.resourceUsage().maxRSS)));
