/** Several APIs called as one: whatever one of them does not answer, another does. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { oneOf } from '../../dev/one-of.js';

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function api(name: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((_, response) => response.end(name));
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, server };
}

const texts = async (responses: readonly Promise<Response>[]): Promise<string[]> =>
  Promise.all(responses.map(async (response) => (await response).text()));

test('all take part while they live; when one is gone the other answers everything, also what is sent at once', async () => {
  const [one, two] = [await api('one'), await api('two')];
  const call = oneOf([one.url, two.url]);
  const atOnce = (): Promise<string[]> => texts(Array.from({ length: 10 }, () => call('/x')));
  expect((await atOnce()).sort()).toEqual([...Array<string>(5).fill('one'), ...Array<string>(5).fill('two')]);
  one.server.closeAllConnections();
  one.server.close();
  expect(await atOnce()).toEqual(Array<string>(10).fill('two'));
});

test('when none answers, it says so', async () => {
  const gone = await api('gone');
  gone.server.close();
  await expect(oneOf([gone.url])('/x')).rejects.toThrow('fetch failed');
});
