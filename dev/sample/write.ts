/** Writes the sample files beside this one, as of their fixed day: `npx tsx dev/sample/write.ts`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SAMPLE_FILES } from './files.js';

const directory = path.dirname(fileURLToPath(import.meta.url));
for (const { name, bytes } of SAMPLE_FILES) writeFileSync(path.join(directory, name), bytes());
