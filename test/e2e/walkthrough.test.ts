/** docs/walkthrough.md, run line by line by a shell as a reader would. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { childEnvironment } from '../../config.js';
import { startTestStack, type TestStack } from '../support/stack.js';

const TEXT = readFileSync('docs/walkthrough.md', 'utf8');
const LINES = [...TEXT.matchAll(/```sh\n(.*?)```/gs)].map(([, lines = '']) => lines);

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
}, 120_000);
afterAll(() => stack.stop());

test('every line does what it says', async () => {
  const script = LINES.join('\n').replace('http://127.0.0.1:8360', stack.stack.apiUrl);
  expect(script).toContain(stack.stack.apiUrl);
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    env: childEnvironment({ XINXIU_DATA: stack.stack.layout.dataDir }),
  });
  const said = [
    ...['imported: 12', '最后一日:2026年8月22日'],
    ...['反馈信用修复结果', '民法典》第二百零一条', 'accept 受理', "'verifying'", '\nproposed\n', '403', '\ngranted\n'],
    ...['信用中国', '终止公示', '申请', '复核'],
  ];
  const normal = stdout.normalize('NFKC');
  expect(said.map((text) => [text, normal.includes(text)])).toEqual(said.map((text) => [text, true]));
  expect(stdout).not.toContain('undefined');
}, 120_000);
