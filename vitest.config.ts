import { defineConfig } from 'vitest/config';

/** These change what a whole process shares (clocks, the way out to the network), so each file has its own. */
const apart = [
  'test/adapters/**/*.test.ts',
  'test/nothing-kept/**/*.test.ts',
  'test/simulation/**/*.test.ts',
];

const common = { testTimeout: 30_000, hookTimeout: 30_000, setupFiles: ['test/seed.ts'] };

export default defineConfig({
  test: {
    // By itself vitest leaves one core free, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'apart', include: apart, ...common } },
      {
        // Files share the modules that a worker has loaded: loading the SDK anew for each took most of the time.
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false, ...common },
      },
    ],
  },
});
