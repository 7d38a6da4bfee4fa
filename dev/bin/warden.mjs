/**
 * Ends the stack's processes when the stack itself is gone, even by kill -9. Reads `start <pid> <signal>` and `end <pid>`
 * lines; when its input closes, it asks each process that is left to end, and after 15 s ends it.
 */
import { createInterface } from 'node:readline';

const left = new Map();

const send = (pid, signal) => {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const [what, pid, signal] = line.split(' ');
  if (what === 'start') left.set(Number(pid), signal);
  else left.delete(Number(pid));
}
for (const [pid, signal] of left) send(pid, signal);
for (let tries = 0; tries < 150; tries += 1) {
  if (![...left.keys()].some((pid) => send(pid, 0))) process.exit(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
}
for (const pid of left.keys()) send(pid, 'SIGKILL');
