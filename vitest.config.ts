import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // All of them: on two cores vitest would leave one idle.
    maxWorkers: '100%',
    // The tests must give the same answer under any terminal and any CI.
    env: { NO_COLOR: '1', FORCE_COLOR: '' },
  },
});
