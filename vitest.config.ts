import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // The tests must give the same answer under any terminal and any CI.
    env: { NO_COLOR: '1', FORCE_COLOR: '' },
  },
});
