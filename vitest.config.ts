import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/kit/scratch.ts'],
    testTimeout: 90_000,
    // Set-ups analyse programs as well; the default of 10 s is not enough on a busy machine.
    hookTimeout: 90_000,
    // All of them: on two cores vitest would leave one idle.
    maxWorkers: '100%',
    // The parser takes longer to load than most files of tests take to run; none of them changes what others import.
    isolate: false,
    // The tests must give the same answer under any terminal and any CI, and leave nothing in anybody's home.
    env: { NO_COLOR: '1', FORCE_COLOR: '', ROLEFIT_CACHE: 'off' },
  },
});
