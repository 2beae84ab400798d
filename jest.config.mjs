/** One project a folder, so that a room's tests can be run alone: `npx jest --selectProjects unit`. */
const project = (name) => ({
  displayName: name,
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.{ts,tsx}`],
  transform: {
    '^.+\\.(t|j)sx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tonghao/'],
})

/** @type {import('jest').Config} */
const config = {
  projects: ['unit', 'property', 'architecture', 'emulator', 'actions', 'flows', 'weapp', 'e2e'].map(project),
  globalSetup: './test/support/temporary-folder.mjs',
  testSequencer: './test/support/longest-first.mjs',
  // Only what hangs is stopped: no test is to fail because the machine is busy.
  testTimeout: 240_000,
  // One more than the two cores that the suite is measured on: a file waits for its functions' answers, its browser and
  // its threads a third of its time.
  maxWorkers: 3,
}
export default config
