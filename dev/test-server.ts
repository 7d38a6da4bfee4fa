/** The time-skipping Temporal server, for tests only: waits of weeks pass in milliseconds. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, cacheDirectory } from './cache.js';
import { download } from './download.js';
import { runs } from './process.js';

const version = '1.38.0';
const mainClass = 'io.temporal.testserver.TestServer';

/** Path of an executable for `createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`. */
export async function timeSkippingServer(): Promise<string> {
  const directory = path.join(cacheDirectory(), `temporal-test-server-${version}`);
  const executable = path.join(directory, 'temporal-test-server');
  if (existsSync(executable)) return executable;
  if (await download('time-skipping', executable)) return executable;
  if (!runs('java', ['-version']) || !runs('mvn', ['-version'])) {
    throw new Error('The time-skipping Temporal server could not be fetched: put Java 11 or later and Maven on PATH.');
  }
  await collectWithMaven(directory, executable);
  return executable;
}

/** The script comes last and in one step: where it is, everything it needs is there. */
async function collectWithMaven(directory: string, executable: string): Promise<void> {
  const work = path.join(directory, `work-${process.pid}`);
  mkdirSync(work, { recursive: true });
  writeFileSync(path.join(work, 'pom.xml'), pom);
  await build({
    program: 'mvn',
    args: ['-B', '-q', 'dependency:copy-dependencies', '-DoutputDirectory=lib'],
    cwd: work,
    onWait: () => undefined,
  });
  const library = path.join(directory, 'lib');
  rmSync(library, { recursive: true, force: true });
  renameSync(path.join(work, 'lib'), library);
  const script = path.join(work, 'script');
  writeFileSync(script, `#!/bin/sh\nexec java -cp '${library}/*' ${mainClass} "$@"\n`);
  chmodSync(script, 0o755);
  renameSync(script, executable);
  rmSync(work, { recursive: true });
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>xinxiu</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;
