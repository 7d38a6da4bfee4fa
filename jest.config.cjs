/** One configuration; folders under test/ separate the kinds of tests. */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.[cm]?[tj]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|content-disposition|cookie|node-pg-migrate|nodemailer|csv-parse|glob|minimatch|lru-cache|path-scurry|minipass|qr|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit)/)',
  ],
  // What the modules of a test file leave behind is given back: one process for all grew to 3 GB and to half its speed.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 120000,
};
