import { defineConfig } from 'vitest/config';

/** The unit, property, scenario and architecture tests. Playwright runs tests/e2e on the real window. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**', 'dist/**'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    passWithNoTests: false,
  },
});
