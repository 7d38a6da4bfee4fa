/** A real Chromium: CHROMIUM_PATH, else one on PATH, else the one of the package @sparticuz/chromium. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Throws what to install when there is none. */
export async function startBrowser(): Promise<Browser> {
  try {
    const executablePath = process.env['CHROMIUM_PATH'] ?? onPath() ?? (await fromPackage());
    return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-zygote'] });
  } catch (cause) {
    throw new Error('No browser for the pages: install Chromium, or set CHROMIUM_PATH to one.', { cause });
  }
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function fromPackage(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

/** A tab of this person's own at an address; what goes wrong in it is added to the faults. */
export async function openTab(browser: Browser, url: string, token: string, width: number, faults: string[]) {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.on('console', (m) => (m.type() === 'error' ? faults.push(m.text()) : undefined));
  page.on('pageerror', (e) => faults.push(e.message));
  await page.goto(`${url}#token=${token}`);
  await page.locator('main section').first().waitFor();
  return page;
}

/** The text of a section as it is seen: what is folded is not in it. */
export const seen = (page: Page, heading: string): Promise<string> =>
  page.locator('section', { has: page.locator('h2', { hasText: heading }) }).innerText();

export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
